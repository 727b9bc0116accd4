/// One line of a laid-out table: a piece of each column, with its place.
public struct TableLine: Sendable, Equatable {
  /// What a line belongs to.
  public enum Kind: Sendable, Equatable {
    case header
    case rule
    /// The 0-based row of the table's body.
    case row(Int)
  }

  /// The piece of one cell that stands on a line.
  public struct Cell: Sendable, Equatable {
    /// 0-based column of the table.
    public var column: Int
    /// 0-based column of the terminal where the cell begins, from the table's left edge.
    public var x: Int
    /// Columns that the cell has.
    public var width: Int
    /// The name of a value in a card, or a header's cell.
    public var isLabel: Bool
    /// What to show. Its indent aligns numbers to the right; its source offsets are those of the cell.
    public var line: WrappedLine

    /// Where the text itself begins.
    public var textColumn: Int { x + line.indent }
  }

  public var kind: Kind
  /// From left to right; cells with nothing to show on this line are left out.
  public var cells: [Cell]

  /// The whole line as plain text, without blanks at its end.
  public var plainText: String {
    var text = ""
    var column = 0
    for cell in cells where !cell.line.text.isEmpty {
      if cell.textColumn > column {
        text += String(repeating: " ", count: cell.textColumn - column)
        column = cell.textColumn
      }
      text += cell.line.text
      column += cell.line.columns
    }
    return text
  }
}

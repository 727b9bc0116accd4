/// A grid of cells that a view draws into and a terminal shows.
///
/// Rows and columns are 0-based. Writing outside the grid is cut off, never an error. All text
/// passes through `PrintableText`, so a screen can hold nothing that a terminal would obey.
public struct Screen: Sendable, Hashable {
  public let size: Size
  public private(set) var cells: [Cell]
  /// Where the terminal's cursor is shown, as column and row; nil hides it.
  public var cursor: (column: Int, row: Int)? {
    get { cursorPlace.map { ($0.columns, $0.rows) } }
    set { cursorPlace = newValue.map { Size(columns: $0.column, rows: $0.row) } }
  }
  private var cursorPlace: Size?

  public init(size: Size) {
    let clamped = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    self.size = clamped
    cells = Array(repeating: .blank, count: clamped.columns * clamped.rows)
  }

  public var bounds: Rect { Rect(column: 0, row: 0, columns: size.columns, rows: size.rows) }

  public subscript(column: Int, row: Int) -> Cell {
    cells[row * size.columns + column]
  }

  /// The cells of one row.
  public func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// Writes `text` from a place rightwards, at most `limit` columns and never past the right edge
  /// of the screen. A wide grapheme that would be cut is left out. Returns the columns written.
  @discardableResult
  public mutating func write(
    _ text: String, column: Int, row: Int, style: Style = .text, limit: Int = .max
  ) -> Int {
    guard row >= 0, row < size.rows, column < size.columns, limit > 0 else { return 0 }
    let end = limit > size.columns - column ? size.columns : column + limit
    let written = text.utf8.withContiguousStorageIfAvailable {
      writePlain($0, column: column, row: row, style: style, end: end)
    }
    if let written, let written { return written }
    var at = column
    var isFull = false
    for grapheme in PrintableText.make(text) where !isFull {
      Cell.forEach(in: grapheme, style: style) { cell in
        let width = Int(cell.width)
        if isFull || at + width > end {
          isFull = true
          return
        }
        place(cell, column: at, row: row)
        at += width
      }
    }
    return at - column
  }

  /// Writes text that is made of plain scalars alone, byte by byte; nil when it is not. Returns the
  /// columns written.
  private mutating func writePlain(
    _ bytes: UnsafeBufferPointer<UInt8>, column: Int, row: Int, style: Style, end: Int
  ) -> Int? {
    var at = column
    var index = 0
    while index < bytes.count {
      let value = PlainScalar.decode(bytes, at: &index)
      let width = PlainScalar.columns(value)
      if width == 0 { return nil }
      if at + width > end { break }
      if width == 1, at >= 0 {
        let place = row * size.columns + at
        if cells[place].width != 1 { repairWide(at: at, row: row) }
        cells[place] = Cell(scalar: value, width: 1, style: style)
      } else {
        self.place(Cell(scalar: value, width: width, style: style), column: at, row: row)
      }
      at += width
    }
    return at - column
  }

  /// Puts a cell, and its continuation if it is wide, where there is room; a wide one cut by the left
  /// edge leaves a blank.
  private mutating func place(_ cell: Cell, column: Int, row: Int) {
    let index = row * size.columns + column
    if column >= 0 {
      repairWide(at: column, row: row)
      if cell.width == 2 {
        repairWide(at: column + 1, row: row)
        cells[index + 1] = .continuation(style: cell.style)
      }
      cells[index] = cell
    } else if column == -1, cell.width == 2 {
      repairWide(at: 0, row: row)
      cells[index + 1] = Cell(ascii: 0x20, style: cell.style)
    }
  }

  /// Gives blanks with `style` to a rectangle.
  public mutating func fill(_ rect: Rect, style: Style = .text) {
    for row in max(0, rect.row)..<max(max(0, rect.row), min(size.rows, rect.endRow)) {
      for column in max(0, rect.column)..<max(max(0, rect.column), min(size.columns, rect.endColumn)) {
        repairWide(at: column, row: row)
        cells[row * size.columns + column] = Cell(ascii: 0x20, style: style)
      }
    }
  }

  /// Changes the style of what stands in a rectangle.
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    for row in max(0, rect.row)..<max(max(0, rect.row), min(size.rows, rect.endRow)) {
      for column in max(0, rect.column)..<max(max(0, rect.column), min(size.columns, rect.endColumn)) {
        let index = row * size.columns + column
        cells[index].style = change(cells[index].style)
      }
    }
  }

  /// Blanks the other half of a wide grapheme that is about to be half overwritten.
  private mutating func repairWide(at column: Int, row: Int) {
    let index = row * size.columns + column
    if cells[index].width == 2, column + 1 < size.columns {
      cells[index + 1] = Cell(ascii: 0x20, style: cells[index + 1].style)
    } else if cells[index].isContinuation, column > 0 {
      cells[index - 1] = Cell(ascii: 0x20, style: cells[index - 1].style)
    }
  }

  /// One row as text, a wide grapheme once, trailing blanks removed.
  public func text(row: Int) -> String {
    var line = ""
    for cell in self.row(row) { line += cell.text }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// All rows as text, joined by line feeds.
  public var text: String {
    (0..<size.rows).map { text(row: $0) }.joined(separator: "\n")
  }
}

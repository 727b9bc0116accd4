internal import TerminalScreen

/// A line that is being typed.
enum EditorView {
  /// Draws the line with its cursor; a line too long is scrolled so that the cursor can be seen.
  static func draw(
    _ editor: LineEditor, lead: String, column: Int, row: Int, columns: Int, hasCursor: Bool,
    into screen: inout Screen
  ) {
    let start = column + screen.write(lead, column: column, row: row, style: Style(.key))
    let room = max(2, columns - (start - column))
    let characters = Array(editor.text)
    let before = characters.prefix(editor.cursor).reduce(0) { $0 + CellWidth.columns(of: $1) }
    var first = 0
    var hidden = 0
    while before - hidden > room - 1, first < characters.count {
      hidden += CellWidth.columns(of: characters[first])
      first += 1
    }
    screen.write(
      String(characters[first...]), column: start, row: row, style: Style(.prompt), limit: room)
    if hasCursor { screen.cursor = (start + before - hidden, row) }
  }
}

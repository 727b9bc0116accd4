internal import TerminalScreen

/// A line that is being typed.
enum EditorView {
  /// Draws the line with its cursor. One too long is scrolled so that the cursor can be seen, or shown from its
  /// beginning where there is none; a sign at either end says that there is more.
  ///
  /// - Returns: the columns by which the line is shifted to the left.
  @discardableResult
  static func draw(
    _ editor: LineEditor, lead: String, column: Int, row: Int, columns: Int, hasCursor: Bool,
    into screen: inout Screen
  ) -> Int {
    let start = column + screen.write(lead, column: column, row: row, style: Style(.key))
    let room = max(2, columns - (start - column))
    let widths = editor.text.map { CellWidth.columns(of: $0) }
    let all = widths.reduce(0, +)
    let before = widths.prefix(editor.cursor).reduce(0, +)
    // The cursor may stand behind the last character.
    let end = hasCursor ? max(all, before + 1) : all
    var first = 0
    var hidden = 0
    // Where there is room for a sign at each end the cursor stands between them.
    let sign = end > room && room >= 8 ? 1 : 0
    if hasCursor, end > room {
      while before - hidden + 1 + (first > 0 ? sign : 0) + (end - hidden > room ? sign : 0) > room,
        first < widths.count
      {
        hidden += widths[first]
        first += 1
      }
    }
    let left = first > 0 ? sign : 0
    let isCut = all - hidden + left > room
    if left > 0 { screen.write("‹", column: start, row: row, style: .dim) }
    screen.write(
      String(editor.text.dropFirst(first)), column: start + left, row: row, style: Style(.prompt),
      limit: room - left - (isCut ? sign : 0))
    if isCut, sign > 0 { screen.write("›", column: start + room - 1, row: row, style: .dim) }
    if hasCursor { screen.cursor = (start + left + before - hidden, row) }
    return hidden - left
  }
}

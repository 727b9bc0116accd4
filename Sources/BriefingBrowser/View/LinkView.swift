internal import BriefingModel
internal import TerminalScreen

/// The labels on the links that can be seen.
enum LinkView {
  /// Draws the labels of links that begin in a line, over their first letters.
  static func draw(
    _ chooser: LinkChooser, item: Int, _ line: FlowLine, _ rect: Rect, row: Int, into screen: inout Screen
  ) {
    for piece in line.pieces {
      guard case .wrapped(let wrapped, let text) = piece.content else { continue }
      for link in chooser.fitting where link.item == item && link.text == text {
        guard wrapped.source.contains(link.offset),
          let columns = wrapped.columns(of: link.offset..<link.offset + 1)
        else { continue }
        let column = rect.column + piece.column + columns.lowerBound
        screen.write(
          link.label, column: column, row: row, style: Style(.currentHit), limit: rect.endColumn - column)
      }
    }
  }
}

/// A link in full, and what can be done with it.
enum LinkSheet {
  static func draw(
    _ destination: String, _ state: BrowserState, _ frame: SheetFrame, into screen: inout Screen
  ) {
    SheetView.drawTitle("Link", frame, into: &screen)
    let area = frame.content
    let lines = TextWrap.wrap(PrintableText.make(destination), width: area.columns)
    let room = max(1, area.rows - 2)
    for (offset, line) in lines.prefix(room).enumerated() {
      screen.write(line.text, column: area.column, row: area.row + offset, style: Style(.link))
    }
    if lines.count > room {
      screen.write("…", column: area.column, row: area.row + room, style: .dim)
    }
    var column = area.column
    let row = area.row + min(lines.count, room) + 1
    let opens = state.options.hasBrowser && !state.options.isSecure
    for (key, word) in [
      ("Enter", opens ? "opens it" : "copies it"), ("y", "copies it"), ("Esc", "leaves it"),
    ]
    where opens || key != "y" {
      column += screen.write(key, column: column, row: row, style: Style(.key)) + 1
      column += screen.write(word, column: column, row: row, style: .dim) + 3
    }
    if !opens, !state.options.isSecure, row + 2 < frame.outer.endRow {
      screen.write(
        "BROWSER names no program to open it with.", column: area.column, row: row + 2, style: .dim,
        limit: area.columns)
    }
  }
}

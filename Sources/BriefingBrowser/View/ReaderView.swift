internal import BriefingModel
internal import TerminalScreen

/// The text of the open briefing.
enum ReaderView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    guard let reader = state.reader else {
      if state.awaited == nil, state.progress == nil {
        screen.write("Nothing is open.", column: rect.column + 2, row: rect.row, style: .dim)
      }
      return
    }
    let metrics = state.metrics
    var row = rect.row
    var index = reader.top.item
    var skip = reader.top.line
    while row < rect.endRow, index < reader.flow.items.count {
      let item = reader.flow.items[index]
      let lines = reader.flow.lines(of: index, metrics)
      let marks = state.find?.matches.indices(ofItem: index) ?? 0..<0
      let isEvidence =
        reader.evidence.map { span in
          item.span.map { $0.firstLine <= span.lastLine && $0.lastLine >= span.firstLine } ?? false
        } ?? false
      for line in lines.dropFirst(skip) {
        guard row < rect.endRow else { break }
        for piece in line.pieces {
          PieceView.draw(piece, rect, row: row, into: &screen) { style in
            isEvidence && style.role == .text ? Style(.evidence, style.attributes) : style
          }
        }
        if isEvidence, !line.pieces.isEmpty {
          screen.write("▌", column: rect.column, row: row, style: Style(.evidence))
        } else if reader.flow.newItems.contains(index), !line.pieces.isEmpty {
          screen.write("┃", column: rect.column, row: row, style: Style(.strong))
        }
        if let find = state.find, !marks.isEmpty { mark(line, find, marks, rect, row: row, into: &screen) }
        if let chooser = state.links, state.textPane == state.arrangement.reader {
          LinkView.draw(chooser, item: index, line, rect, row: row, into: &screen)
        }
        row += 1
      }
      skip = 0
      index += 1
    }
    if let find = state.find { drawTicks(find, reader, rect, into: &screen) }
  }

  /// Where in the text the matches are, at the right edge: the nearer to the end, the lower.
  private static func drawTicks(
    _ find: FindState, _ reader: ReaderPane, _ rect: Rect, into screen: inout Screen
  ) {
    guard rect.columns >= 20, rect.rows > 1, !find.matches.isEmpty else { return }
    let items = reader.flow.items.count
    func row(of match: FlowMatch) -> Int { rect.row + match.item * rect.rows / max(1, items) }
    // Of a hundred thousand matches each row wants to know of one.
    for offset in 0..<rect.rows {
      let first = (offset * items + rect.rows - 1) / rect.rows
      let own = find.matches.indices(ofItem: first).lowerBound
      guard find.matches.indices.contains(own), row(of: find.matches[own]) == rect.row + offset else {
        continue
      }
      screen.write("▪", column: rect.endColumn - 1, row: rect.row + offset, style: .dim)
    }
    if let current = find.current {
      let place = Rect(
        column: rect.endColumn - 1, row: row(of: find.matches[current]), columns: 1, rows: 1)
      screen.restyle(place) { _ in Style(.currentHit) }
    }
  }

  /// Restyles what matches in a line.
  private static func mark(
    _ line: FlowLine, _ find: FindState, _ marks: Range<Int>, _ rect: Rect, row: Int,
    into screen: inout Screen
  ) {
    for piece in line.pieces {
      guard case .wrapped(let wrapped, let text) = piece.content else { continue }
      for number in marks where find.matches[number].text == text {
        guard let columns = wrapped.columns(of: find.matches[number].range) else { continue }
        let place = Rect(
          column: rect.column + piece.column + columns.lowerBound, row: row,
          columns: columns.count, rows: 1)
        screen.restyle(place) { _ in Style(number == find.current ? .currentHit : .hit) }
      }
    }
  }
}

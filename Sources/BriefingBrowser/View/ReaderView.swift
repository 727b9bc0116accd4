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
    let marks = state.find.map { marksByItem($0) } ?? [:]
    var row = rect.row
    var index = reader.top.item
    var skip = reader.top.line
    while row < rect.endRow, index < reader.flow.items.count {
      let item = reader.flow.items[index]
      let lines = reader.flow.lines(of: index, metrics)
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
        if let marks = marks[index] { mark(line, marks, rect, row: row, into: &screen) }
        if let chooser = state.links, state.textPane == state.arrangement.reader {
          LinkView.draw(chooser, item: index, line, rect, row: row, into: &screen)
        }
        row += 1
      }
      skip = 0
      index += 1
    }
  }

  private struct Mark {
    var text: Int
    var range: Range<Int>
    var isCurrent: Bool
  }

  private static func marksByItem(_ find: FindState) -> [Int: [Mark]] {
    var marks: [Int: [Mark]] = [:]
    for (number, match) in find.matches.enumerated() {
      marks[match.item, default: []].append(
        Mark(text: match.text, range: match.range, isCurrent: number == find.current))
    }
    return marks
  }

  /// Restyles what a find pattern matches in a line.
  private static func mark(
    _ line: FlowLine, _ marks: [Mark], _ rect: Rect, row: Int, into screen: inout Screen
  ) {
    for piece in line.pieces {
      guard case .wrapped(let wrapped, let text) = piece.content else { continue }
      for mark in marks where mark.text == text {
        guard let columns = wrapped.columns(of: mark.range) else { continue }
        let place = Rect(
          column: rect.column + piece.column + columns.lowerBound, row: row,
          columns: columns.count, rows: 1)
        screen.restyle(place) { _ in Style(mark.isCurrent ? .currentHit : .hit) }
      }
    }
  }
}

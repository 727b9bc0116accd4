internal import BriefingModel
internal import TerminalScreen

/// The matrix of the open briefing.
enum MatrixView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    guard let layout = state.matrixLayout else { return }
    let area = rect.inset(left: 2, right: 1)
    let hasFocus = state.context == .matrix && state.overlays.isEmpty
    if layout.statements.isEmpty {
      let text =
        state.matrix.showsInferred
        ? "This briefing states no benefits, risks or mitigations."
        : "Nothing is stated. i shows what sentences suggest."
      for (row, line) in TextWrap.wrap(text, width: area.columns).enumerated() {
        screen.write(line.text, column: area.column, row: area.row + row, style: .dim)
      }
      return
    }
    var row = area.row
    for line in layout.header {
      for piece in line { PieceView.draw(piece.content, area, row: row, into: &screen) }
      row += 1
    }
    if hasFocus, layout.spots.indices.contains(state.matrix.cursor) {
      let spot = layout.spots[state.matrix.cursor]
      fill(spot.lines, spot.columns, state.matrix.top, row, area, into: &screen)
    }
    for (number, line) in layout.lines.enumerated().dropFirst(state.matrix.top) {
      guard row < area.endRow else { break }
      // What something is written about has a sign in the margin before it.
      if let flow = state.reader?.flow, !flow.written.isEmpty {
        for (spot, statement) in zip(layout.spots, layout.statements)
        where spot.lines.lowerBound == number && flow.isWritten(about: statement) {
          screen.write("»", column: area.column + spot.columns.lowerBound - 2, row: row, style: Style(.key))
        }
      }
      for piece in line {
        let isChosen = piece.statement == state.matrix.cursor
        PieceView.draw(piece.content, area, row: row, into: &screen) { style in
          guard isChosen else { return style }
          return hasFocus ? Style(.focusedSelection, style.attributes) : style.adding(.bold)
        }
      }
      row += 1
    }
  }

  /// Marks the whole cell of what is chosen, so that its shape is that of a cell; `lines` and `columns` are those of
  /// the layout, whose line `top` stands in `row`.
  static func fill(
    _ lines: Range<Int>, _ columns: Range<Int>, _ top: Int, _ row: Int, _ area: Rect,
    into screen: inout Screen
  ) {
    let first = max(row, row + lines.lowerBound - top)
    let last = min(area.endRow, row + lines.upperBound - top)
    guard first < last else { return }
    screen.fill(
      Rect(
        column: area.column + columns.lowerBound, row: first, columns: columns.count,
        rows: last - first), style: Style(.focusedSelection))
  }
}

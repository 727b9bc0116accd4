internal import BriefingModel
internal import TerminalScreen

/// Lines with a cursor that goes from place to place.
enum PlaceSheetView {
  static func draw(
    _ sheet: PlaceSheet, cursor: Int, top: Int, hasFocus: Bool, _ area: Rect, into screen: inout Screen
  ) {
    var row = area.row
    for line in sheet.header where row < area.endRow {
      for piece in line { PieceView.draw(piece.content, area, row: row, into: &screen) }
      row += 1
    }
    if hasFocus, sheet.spots.indices.contains(cursor) {
      let spot = sheet.spots[cursor]
      MatrixView.fill(spot.lines, spot.columns, top, row, area, into: &screen)
    }
    for line in sheet.lines.dropFirst(top) {
      guard row < area.endRow else { break }
      for piece in line {
        let isChosen = piece.spot == cursor
        PieceView.draw(piece.content, area, row: row, into: &screen) { style in
          guard isChosen else { return style }
          return hasFocus ? Style(.focusedSelection, style.attributes) : style.adding(.bold)
        }
      }
      row += 1
    }
  }

  static func drawComparison(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    let area = rect.inset(left: 2, right: 1)
    guard let sheet = state.comparison.sheet else {
      screen.write("Comparing.", column: area.column, row: area.row, style: .dim)
      return
    }
    draw(
      sheet, cursor: state.comparison.cursor, top: state.comparison.top,
      hasFocus: state.context == .comparison && state.overlays.isEmpty, area, into: &screen)
  }

  static func drawNamed(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    let area = rect.inset(left: 2, right: 1)
    guard let sheet = state.named.sheet, !sheet.spots.isEmpty else {
      let words =
        state.named.names == nil
        ? "Reading." : "This briefing names no country, organisation, operation, amount or date."
      for (row, line) in TextWrap.wrap(words, width: area.columns).enumerated() {
        screen.write(line.text, column: area.column, row: area.row + row, style: .dim)
      }
      return
    }
    draw(
      sheet, cursor: state.named.cursor, top: state.named.top,
      hasFocus: state.context == .named && state.overlays.isEmpty, area, into: &screen)
  }
}

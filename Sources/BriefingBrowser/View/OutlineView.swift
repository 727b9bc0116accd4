internal import BriefingModel
internal import TerminalScreen

/// The outline: headings, tables, matrix and notes of the open briefing.
enum OutlineView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    guard let reader = state.reader else { return }
    let briefing = reader.opened.briefing
    let entries = reader.outlineEntries
    let hasFocus = state.context == .outline && state.overlays.isEmpty
    let highest = briefing.highestLevel
    let numberWidth = String(briefing.headings.count).count
    let shown = state.outline.top..<min(entries.count, state.outline.top + rect.rows)
    for (offset, place) in shown.enumerated() {
      let row = rect.row + offset
      let isChosen = place == state.outline.selected && entries[place].canBeChosen
      let style = isChosen && hasFocus ? Style(.focusedSelection) : Style.text
      if isChosen, hasFocus {
        screen.fill(
          Rect(column: rect.column, row: row, columns: rect.columns, rows: 1), style: style)
      }
      let left = rect.column + 1
      func put(_ text: String, _ column: Int, _ role: Style? = nil) {
        let kept = isChosen && hasFocus ? style : role ?? style
        let room = rect.endColumn - left - column - 1
        screen.write(
          TextWrap.cut(text, columns: room), column: left + column, row: row, style: kept, limit: room)
      }
      switch entries[place] {
      case .heading(let heading, let number):
        let digits = String(number)
        let mark = isChosen ? "▸" : " "
        put(mark, 0)
        put(digits, 1 + numberWidth - digits.count, .dim)
        put(
          heading.text, numberWidth + 3 + (heading.level - highest) * 2,
          isChosen ? Style(.selection) : nil)
      case .table(let table, _):
        let count = table.rows.isEmpty ? "" : String(table.rows.count)
        put(table.sign, 0, Style(.inferred))
        let room = rect.columns - 6 - count.count
        put(TextWrap.cut(table.name, columns: max(4, room)), 2)
        put(count, rect.columns - 3 - count.count, .dim)
      case .matrix(let benefits, let risks, let mitigations, let inferred):
        var column = 0
        for (sign, count, role) in [
          ("+", benefits, Role.benefit), ("-", risks, .risk), ("=", mitigations, .mitigation),
        ] {
          let text = "\(sign) \(count)"
          put(text, column, Style(role))
          column += text.count + 2
        }
        if inferred > 0 { put("~ \(inferred)", column, Style(.inferred)) }
      case .notes(let text, _):
        put(text, 0)
      case .label(let text):
        put(text, 0, .dim)
      case .blank:
        break
      }
    }
  }
}

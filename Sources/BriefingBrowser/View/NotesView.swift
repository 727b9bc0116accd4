internal import BriefingModel
internal import TerminalScreen

/// What was repaired, dropped or lost in reading the open briefing.
enum NotesView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    guard let notes = state.briefing?.rankedNotes else { return }
    if notes.isEmpty {
      for (row, line) in TextWrap.wrap("Nothing was repaired or lost.", width: rect.columns - 3)
        .enumerated()
      {
        screen.write(line.text, column: rect.column + 2, row: rect.row + row, style: .dim)
      }
      return
    }
    let hasFocus = state.context == .notes && state.overlays.isEmpty
    let digits = String(notes.map(\.span.firstLine).max() ?? 1).count
    var row = rect.row
    for number in state.notes.top..<notes.count {
      guard row < rect.endRow else { return }
      let note = notes[number]
      let isChosen = number == state.notes.selected
      let style = isChosen && hasFocus ? Style(.focusedSelection) : Style.text
      // Two rows of words at most, so that as many notes fit as the cursor counts with.
      let width = rect.columns - digits - 4
      let lines = TextWrap.wrap(note.message, width: max(8, width))
      let shown = lines.prefix(2)
      if isChosen, hasFocus {
        screen.fill(
          Rect(column: rect.column, row: row, columns: rect.columns, rows: shown.count), style: style)
      }
      let line = String(note.span.firstLine)
      screen.write(
        line, column: rect.column + 1 + digits - line.count, row: row,
        style: isChosen && hasFocus ? style : .dim)
      for (index, text) in shown.enumerated() where row < rect.endRow {
        let isCut = index == 1 && lines.count > 2
        screen.write(
          isCut ? TextWrap.cut(text.text + " …", columns: width) : text.text,
          column: rect.column + digits + 3, row: row, style: style, limit: width)
        row += 1
      }
      row += 1
    }
  }
}

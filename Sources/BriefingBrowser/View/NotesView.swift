internal import BriefingModel
internal import TerminalScreen

/// How many rows notes take, for the cursor to stay on the screen.
enum NotesLayout {
  /// Columns of a note's words beside its line number.
  static func width(columns: Int, _ notes: [ExtractionNote]) -> Int {
    max(8, columns - String(notes.map(\.span.firstLine).max() ?? 1).count - 4)
  }

  /// The first note to show so that the chosen one is whole within `rows`.
  static func top(_ notes: [ExtractionNote], _ cursor: ListCursor, columns: Int, rows: Int) -> Int {
    guard notes.indices.contains(cursor.selected) else { return 0 }
    let width = width(columns: columns, notes)
    var top = min(cursor.top, cursor.selected)
    var used = notes[top...cursor.selected].reduce(-1) {
      $0 + TextWrap.height($1.message, width: width) + 1
    }
    while used > rows, top < cursor.selected {
      used -= TextWrap.height(notes[top].message, width: width) + 1
      top += 1
    }
    return top
  }
}

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
      let width = NotesLayout.width(columns: rect.columns, notes)
      let lines = TextWrap.wrap(note.message, width: width)
      if isChosen, hasFocus {
        let rows = min(lines.count, rect.endRow - row)
        screen.fill(Rect(column: rect.column, row: row, columns: rect.columns, rows: rows), style: style)
      }
      let line = String(note.span.firstLine)
      screen.write(
        line, column: rect.column + 1 + digits - line.count, row: row,
        style: isChosen && hasFocus ? style : .dim)
      for text in lines where row < rect.endRow {
        screen.write(text.text, column: rect.column + digits + 3, row: row, style: style, limit: width)
        row += 1
      }
      row += 1
    }
  }
}

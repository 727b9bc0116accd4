internal import BriefingModel
internal import TerminalScreen

/// The list of briefings.
enum ListView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    let list = state.list
    let height = state.listEntryHeight
    if list.count == 0 {
      let text: String
      if !list.filter.isEmpty {
        text = "No briefing has “\(list.filter)” in its title, path, source or date."
      } else if state.progress != nil {
        text = "Reading the folder."
      } else {
        text = "No briefings."
      }
      for (row, line) in TextWrap.wrap(text, width: rect.columns - 3).prefix(rect.rows).enumerated() {
        screen.write(line.text, column: rect.column + 2, row: rect.row + row, style: .dim)
      }
      return
    }
    let hasFocus = state.arrangement.focus == .list && state.overlays.isEmpty
    for place in list.cursor.top..<min(list.count, list.cursor.top + state.visibleEntries) {
      guard let entry = list.entry(at: place) else { continue }
      let row = rect.row + (place - list.cursor.top) * height
      let area = Rect(column: rect.column, row: row, columns: rect.columns, rows: height)
      drawEntry(
        entry, state.marks[entry.id], isFresh: list.fresh.contains(entry.id),
        letter: state.pickedLetter(entry.id), area,
        isChosen: place == list.cursor.selected,
        isOpen: entry.id == state.reader?.entryID, hasFocus: hasFocus, into: &screen)
    }
  }

  private static func drawEntry(
    _ entry: LibraryEntry, _ marks: ReaderMarks?, isFresh: Bool, letter: String?, _ rect: Rect,
    isChosen: Bool,
    isOpen: Bool, hasFocus: Bool, into screen: inout Screen
  ) {
    let isTall = rect.rows > 1
    let textWidth = rect.columns - 4
    let titleRows = rect.rows > 2 ? 2 : 1
    var style = Style.text
    if isChosen {
      style = Style(hasFocus ? .focusedSelection : .selection)
      if hasFocus {
        screen.fill(
          Rect(column: rect.column, row: rect.row, columns: rect.columns - 1, rows: min(3, rect.rows)),
          style: style)
      }
    }
    if isOpen {
      screen.write(
        "▸", column: rect.column, row: rect.row,
        style: isChosen && hasFocus ? style : Style(.strong))
    }
    let left = rect.column + 2
    if let sign = letter ?? sign(marks, isFresh: isFresh) {
      // The open one has its own sign before it.
      let column = rect.column + (isOpen ? 1 : 0)
      screen.write(
        sign, column: column, row: rect.row,
        style: isChosen && hasFocus ? style : Style(letter == nil ? .strong : .key, .bold))
    }
    // What was read steps back.
    if marks?.isRead == true, !isChosen { style = .dim }
    if isTall {
      let lines = TextWrap.wrap(entry.displayTitle, width: textWidth)
      for (index, line) in lines.prefix(titleRows).enumerated() {
        var text = line.text
        if index == titleRows - 1, lines.count > titleRows {
          text = TextWrap.cut(text + " " + lines[index + 1].text, columns: textWidth)
        }
        screen.write(text, column: left, row: rect.row + index, style: style, limit: textWidth)
      }
      let about = facts(entry, columns: textWidth)
      let row = rect.row + min(titleRows, lines.count)
      screen.write(
        about, column: left, row: row,
        style: isChosen && hasFocus ? style : .dim, limit: textWidth)
    } else {
      screen.write(
        TextWrap.cut(entry.displayTitle, columns: textWidth), column: left, row: rect.row,
        style: style, limit: textWidth)
    }
  }

  /// One sign for what the reader noted, the most telling: `+` new, `!` changed since it was
  /// read, `*` starred, `#` tags
  /// or a note.
  private static func sign(_ marks: ReaderMarks?, isFresh: Bool) -> String? {
    if isFresh { return "+" }
    guard let marks else { return nil }
    if marks.isChanged { return "!" }
    if marks.isStarred { return "*" }
    return marks.tags.isEmpty && marks.note == nil ? nil : "#"
  }

  /// Date, tables, stated assessments and source: those that there are and that fit.
  private static func facts(_ entry: LibraryEntry, columns: Int) -> String {
    var parts: [String] = []
    if let date = entry.date { parts.append(date) }
    if entry.tableCount > 0 { parts.append(BarView.plural(entry.tableCount, "table")) }
    let signs = [("+", entry.benefitCount), ("-", entry.riskCount), ("=", entry.mitigationCount)]
    let stated = signs.filter { $0.1 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
    if !stated.isEmpty { parts.append(stated) }
    if let source = entry.source { parts.append(source) }
    if parts.isEmpty { parts.append(BarView.plural(entry.lineCount, "line")) }
    var text = TextWrap.cut(parts[0], columns: columns)
    for part in parts.dropFirst() {
      let longer = text + " · " + part
      if CellWidth.columns(of: longer) <= columns { text = longer }
    }
    return text
  }
}

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
      let signs = Signs(
        state.marks[entry.id], isFresh: list.fresh.contains(entry.id), knowsMarks: !state.marks.isEmpty,
        letter: state.pickedLetter(entry.id))
      drawEntry(
        entry, signs, area, isChosen: place == list.cursor.selected,
        isOpen: entry.id == state.reader?.entryID, hasFocus: hasFocus, into: &screen)
    }
  }

  /// What its reader noted about a briefing, as signs.
  private struct Signs {
    /// Before the title: a letter for one that is chosen, `+` for one that came, `!` for one that changed since it was
    /// read, `•` for an unread one.
    var state: String?
    var isLetter: Bool
    /// Behind the facts: `*` for a star, `#` for tags or a note.
    var noted: String
    var isRead: Bool

    /// - Parameter knowsMarks: whether anything was noted at all; before that everything is unread, and needs no sign.
    init(_ marks: ReaderMarks?, isFresh: Bool, knowsMarks: Bool, letter: String?) {
      isRead = marks?.isRead == true
      isLetter = letter != nil
      let unread = knowsMarks && !isRead ? "•" : nil
      state = letter ?? (isFresh ? "+" : marks?.isChanged == true ? "!" : unread)
      noted = marks?.isStarred == true ? "*" : ""
      if marks?.tags.isEmpty == false || marks?.note != nil { noted += "#" }
    }
  }

  private static func drawEntry(
    _ entry: LibraryEntry, _ signs: Signs, _ rect: Rect, isChosen: Bool, isOpen: Bool, hasFocus: Bool,
    into screen: inout Screen
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
    let bright = isChosen && hasFocus ? style : nil
    if isOpen {
      screen.write("▸", column: rect.column, row: rect.row, style: bright ?? Style(.strong))
    }
    // The open one has a sign in the first column, what was noted in the second.
    let left = rect.column + 3
    if let sign = signs.state {
      screen.write(
        sign, column: rect.column + 1, row: rect.row,
        style: bright ?? Style(signs.isLetter ? .key : .strong, .bold))
    }
    // What was read steps back.
    if signs.isRead, !isChosen { style = .dim }
    // The last line of an entry has room for what was noted at its end.
    let room = textWidth - (signs.noted.isEmpty ? 0 : signs.noted.count + 1)
    var last = rect.row
    if isTall {
      let lines = TextWrap.wrap(entry.displayTitle, width: textWidth)
      for (index, line) in lines.prefix(titleRows).enumerated() {
        var text = line.text
        if index == titleRows - 1, lines.count > titleRows {
          text = TextWrap.cut(text + " " + lines[index + 1].text, columns: textWidth)
        }
        screen.write(text, column: left, row: rect.row + index, style: style, limit: textWidth)
      }
      last = rect.row + min(titleRows, lines.count)
      screen.write(facts(entry, columns: room), column: left, row: last, style: bright ?? .dim, limit: room)
    } else {
      screen.write(
        TextWrap.cut(entry.displayTitle, columns: room), column: left, row: rect.row, style: style,
        limit: room)
    }
    screen.write(
      signs.noted, column: left + textWidth - signs.noted.count, row: last,
      style: bright ?? Style(.key, .bold))
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

internal import BriefingModel
internal import TerminalScreen

/// The tables of all briefings: each with its rows and its briefing, and below it what was found in it.
enum LibraryTablesView {
  /// From this width on the briefing stands beside the table's name.
  static let wide = 72

  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    let pane = state.libraryTables
    let area = rect.inset(left: 1, right: 1)
    guard !pane.tables.isEmpty else {
      let words = emptyWords(state)
      for (row, line) in TextWrap.wrap(words, width: max(4, area.columns - 2)).enumerated()
      where row < area.rows {
        screen.write(
          line.text, column: area.column + 1, row: area.row + row,
          style: pane.fault == nil ? .dim : Style(.warning))
      }
      return
    }
    let height = state.libraryTableHeight
    let hasFocus = state.context == .allTables && state.overlays.isEmpty
    let shown = pane.tables.dropFirst(pane.cursor.top).prefix((area.rows + height - 1) / height)
    // Columns that stand below each other are as wide as the widest of those on the screen.
    let counts = shown.map { $0.rowCount == 0 ? "lines" : BarView.plural($0.rowCount, "row") }
    let countColumns = counts.map(\.count).max() ?? 0
    let isWide = rect.columns >= wide
    let briefingColumns = isWide ? min(60, (area.columns - countColumns) * 2 / 5) : 0
    for (offset, (listing, count)) in zip(shown, counts).enumerated() {
      let row = area.row + offset * height
      let isChosen = pane.cursor.top + offset == pane.cursor.selected
      let rows = min(height, area.endRow - row)
      if isChosen, hasFocus {
        screen.fill(
          Rect(column: rect.column, row: row, columns: rect.columns, rows: rows),
          style: Style(.focusedSelection))
      }
      let chosen = isChosen ? Style(hasFocus ? .focusedSelection : .selection) : nil
      let side = isChosen && hasFocus ? Style(.focusedSelection) : .dim
      screen.write(
        listing.table.sign, column: area.column, row: row,
        style: isChosen && hasFocus ? side : Style(.inferred))
      let end = area.endColumn - briefingColumns - (isWide ? 2 : 0)
      let room = max(0, end - countColumns - 2 - area.column - 2)
      screen.write(
        TextWrap.cut(listing.table.name, columns: room), column: area.column + 2, row: row,
        style: chosen ?? .text,
        limit: room)
      screen.write(count, column: end - count.count, row: row, style: side)
      var next = row + 1
      if isWide {
        screen.write(
          TextWrap.cut(listing.entry.displayTitle, columns: briefingColumns), column: end + 2, row: row,
          style: side,
          limit: briefingColumns)
      } else {
        put(listing.entry.displayTitle, area, row: next, side, into: &screen)
        next += 1
      }
      guard let hit = listing.hit, next < area.endRow, next < row + height else { continue }
      drawHit(hit, area, row: next, isChosen: isChosen && hasFocus, into: &screen)
    }
  }

  private static func put(_ text: String, _ area: Rect, row: Int, _ style: Style, into screen: inout Screen) {
    guard row < area.endRow else { return }
    let room = max(0, area.columns - 4)
    screen.write(
      TextWrap.cut(text, columns: room), column: area.column + 4, row: row, style: style, limit: room)
  }

  /// The line that holds what was typed, with its number.
  private static func drawHit(
    _ hit: SearchHit, _ area: Rect, row: Int, isChosen: Bool, into screen: inout Screen
  ) {
    let style = isChosen ? Style(.focusedSelection) : Style.text
    let number = ":\(hit.line)"
    let left = area.column + 4
    let room = max(0, area.endColumn - left - number.count - 2)
    let line = SnippetLine(hit, columns: room)
    screen.write(line.text, column: left, row: row, style: style, limit: room)
    for mark in line.marks {
      screen.restyle(Rect(column: left + mark.lowerBound, row: row, columns: mark.count, rows: 1)) {
        $0.role == .focusedSelection ? $0.adding([.bold, .underline]) : Style(.hit, .bold)
      }
    }
    screen.write(
      number, column: left + CellWidth.columns(of: line.text) + 2, row: row, style: isChosen ? style : .dim)
  }

  private static func emptyWords(_ state: BrowserState) -> String {
    let pane = state.libraryTables
    if let fault = pane.fault {
      return fault.message.prefix(1).uppercased() + fault.message.dropFirst() + "."
    }
    if pane.isWaiting || pane.next != nil { return "Looking." }
    return pane.filter.isEmpty
      ? "No briefing holds a table." : "No table holds this in its header or its cells."
  }

  /// What is shown, for the title: `11 tables in 5 briefings`, `first 200 of 1,204 tables`.
  static func facts(_ state: BrowserState) -> String {
    let pane = state.libraryTables
    var parts: [String] = []
    if !pane.filter.isEmpty { parts.append("/ \(pane.filter)") }
    guard !pane.tables.isEmpty else { return parts.joined(separator: "  ") }
    let count = pane.tables.count.grouped
    if pane.filter.isEmpty {
      let all = state.list.tableCount
      parts.append(
        pane.next == nil
          ? "\(BarView.plural(pane.tables.count, "table")) in \(BarView.plural(pane.briefingCount, "briefing"))"
          : "first \(count) of \(BarView.plural(max(all, pane.tables.count), "table"))")
    } else {
      parts.append(pane.next == nil ? BarView.plural(pane.tables.count, "table") : "first \(count) tables")
    }
    return parts.joined(separator: "  ")
  }
}

internal import BriefingModel
internal import TerminalScreen

/// The tables of the open briefing: their list, and the chosen one.
enum TablesView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    guard let frame = state.tableFrame, let tables = state.reader?.flow.tables else { return }
    drawList(state, tables, frame.list, into: &screen)
    guard let table = state.shownTable, let layout = state.tableLayout else { return }
    drawName(state, table, frame.name, layout.layout, into: &screen)
    drawArrangement(
      state, tables[state.table.table], shown: table.rows.count, frozen: layout.layout.frozenCount, frame,
      into: &screen)
    if table.rows.isEmpty, tables[state.table.table].rows.isEmpty {
      drawRaw(table, frame.body, into: &screen)
    } else {
      drawCells(state, table, layout, frame.body, into: &screen)
    }
  }

  private static func drawList(
    _ state: BrowserState, _ tables: [Table], _ rect: Rect, into screen: inout Screen
  ) {
    let hasFocus = state.context == .tables && state.overlays.isEmpty
    let shown = state.table.listTop..<min(tables.count, state.table.listTop + rect.rows)
    let counts = shown.map {
      tables[$0].rows.isEmpty ? "lines" : BarView.plural(tables[$0].rows.count, "row")
    }
    let countColumns = counts.map(\.count).max() ?? 0
    // How far each is to be trusted, in words where there is room for a column of them.
    let trusts = rect.columns < 48 ? [] : shown.map { tables[$0].shortTrust }
    let trustColumns = trusts.map(\.count).max() ?? 0
    let room = rect.columns - 5 - countColumns - (trustColumns > 0 ? trustColumns + 3 : 0)
    for (offset, number) in shown.enumerated() {
      let row = rect.row + offset
      let isChosen = number == state.table.table
      let style = isChosen ? Style(hasFocus ? .focusedSelection : .selection) : Style.text
      if isChosen, hasFocus {
        screen.fill(
          Rect(column: rect.column, row: row, columns: rect.columns, rows: 1), style: style)
      }
      let side = isChosen && hasFocus ? style : .dim
      let sign = isChosen && hasFocus ? style : Style(.inferred)
      screen.write(tables[number].sign, column: rect.column + 1, row: row, style: sign)
      screen.write(
        TextWrap.cut(tables[number].name, columns: room), column: rect.column + 3, row: row, style: style,
        limit: room)
      let end = rect.endColumn - 1
      screen.write(counts[offset], column: end - counts[offset].count, row: row, style: side)
      if trustColumns > 0 {
        screen.write(
          trusts[offset], column: end - countColumns - 3 - trustColumns, row: row, style: side)
      }
    }
  }

  /// What the table is: its number, form and trust at the left, the view at the right.
  private static func drawName(
    _ state: BrowserState, _ table: Table, _ rect: Rect, _ layout: TableLayout,
    into screen: inout Screen
  ) {
    let scroll = state.tableScroll(layout, width: rect.columns - 3)
    let isCut = layout.view == .wide && layout.totalWidth - scroll > rect.columns - 3
    let right = (scroll > 0 ? "‹ " : "") + layout.view.rawValue + (isCut ? " ›" : "")
    let room = rect.columns - right.count - 4
    let left = name(state, table, columns: room)
    screen.write(
      TextWrap.cut(left, columns: room), column: rect.column + 1, row: rect.row,
      style: table.canBeReread ? Style(.inferred) : .dim, limit: room)
    screen.write(right, column: rect.endColumn - right.count - 1, row: rect.row, style: .dim)
  }

  /// Number, row, trust and caption. Where they do not fit the caption goes, then words; how far the columns
  /// are to be trusted is said in full.
  private static func name(_ state: BrowserState, _ table: Table, columns: Int) -> String {
    let (number, count) = (state.table.table + 1, state.reader?.flow.tables.count ?? 0)
    var names = ["Table \(number) of \(count)", "Table \(number)/\(count)", "\(number)/\(count)"]
    if state.table.isInCells, !table.rows.isEmpty {
      let (row, rows) = (state.table.row + 1, table.rows.count)
      let places =
        row < 1
        ? [", header", ", header", " header"]
        : [", row \(row) of \(rows)", ", row \(row)/\(rows)", " row \(row)"]
      names = zip(names, places).map { $0 + $1 } + [names[2]]
    }
    let trusts = [table.trustLine, table.canBeReread ? "\(table.sign) \(table.trust)" : nil]
    let caption = table.caption.flatMap { $0.isEmpty ? nil : $0 }
    var forms: [String] = []
    for trust in trusts {
      for name in names { forms.append([name, trust].compactMap(\.self).joined(separator: " · ")) }
    }
    let longest = [names[0], trusts[0], caption].compactMap(\.self).joined(separator: " · ")
    if CellWidth.columns(of: longest) <= columns { return longest }
    guard let form = forms.first(where: { CellWidth.columns(of: $0) <= columns }) else {
      return forms[forms.count - 1]
    }
    // As much of the caption as there is room for, if it is more than a few letters.
    let room = columns - CellWidth.columns(of: form) - 3
    guard let caption, room >= 8 else { return form }
    return form + " · " + TextWrap.cut(caption, columns: room)
  }

  /// What was done with rows and columns, on the row below the name; it is empty otherwise.
  private static func drawArrangement(
    _ state: BrowserState, _ table: Table, shown: Int, frozen: Int, _ frame: TablePaneFrame,
    into screen: inout Screen
  ) {
    guard let words = state.tableArrangement.words(for: table, shown: shown, frozen: frozen),
      frame.body.row > frame.name.endRow
    else { return }
    screen.write(
      TextWrap.cut(words, columns: frame.name.columns - 2), column: frame.name.column + 1,
      row: frame.name.endRow, style: Style(.key), limit: frame.name.columns - 2)
  }

  private static func drawRaw(_ table: Table, _ rect: Rect, into screen: inout Screen) {
    var row = rect.row
    for line in table.raw.split(separator: "\n") {
      for wrapped in TextWrap.wrap(String(line), width: rect.columns, hanging: 2) {
        guard row < rect.endRow else { return }
        screen.write(wrapped.plainText, column: rect.column, row: row)
        row += 1
      }
    }
  }

  private static func drawCells(
    _ state: BrowserState, _ table: Table, _ laidOut: LaidOutTable, _ rect: Rect,
    into screen: inout Screen
  ) {
    let layout = laidOut.layout
    let scroll = state.tableScroll(layout, width: rect.columns)
    let remarks = state.tableRemarks
    var row = rect.row
    var signs = Signs(remarks[-1])
    for line in layout.headerLines {
      guard row < rect.endRow else { return }
      drawLine(state, line, layout, scroll, rect, row: row, into: &screen)
      signs.draw(line, layout, scroll, rect, row: row, into: &screen)
      row += 1
    }
    for number in state.table.topRow..<max(state.table.topRow, layout.rowCount) {
      var signs = Signs(remarks[number])
      for line in layout.lines(row: number) {
        guard row < rect.endRow else { return }
        drawLine(state, line, layout, scroll, rect, row: row, into: &screen)
        signs.draw(line, layout, scroll, rect, row: row, into: &screen)
        row += 1
      }
      row += laidOut.gap
      if row >= rect.endRow { return }
    }
  }

  /// The signs before the cells of a row that something is written about, and before the row where it is about all
  /// of it.
  private struct Signs {
    private var columns: Set<Int>
    private var isOnRow: Bool

    init(_ written: [Flow.Written]?) {
      columns = Set((written ?? []).compactMap(\.column))
      isOnRow = written?.contains { $0.column == nil } == true
    }

    /// Draws those of a line; each stands once, where its cell begins.
    mutating func draw(
      _ line: TableLine, _ layout: TableLayout, _ scroll: Int, _ rect: Rect, row: Int,
      into screen: inout Screen
    ) {
      func put(_ x: Int) { screen.write("»", column: rect.column + x - 1, row: row, style: Style(.key)) }
      if isOnRow {
        put(0)
        isOnRow = false
      }
      guard !columns.isEmpty else { return }
      for cell in line.cells where columns.contains(cell.column) {
        if layout.view == .card, cell.isLabel { continue }
        let isScrolled = layout.view == .wide && cell.x >= layout.frozenWidth
        let x = isScrolled ? cell.x - scroll : cell.x
        columns.remove(cell.column)
        if isScrolled, x < layout.frozenWidth || x >= rect.columns { continue }
        put(x)
      }
    }
  }

  private static func drawLine(
    _ state: BrowserState, _ line: TableLine, _ layout: TableLayout, _ scroll: Int, _ rect: Rect,
    row: Int, into screen: inout Screen
  ) {
    let inCells = state.table.isInCells && state.context == .table && state.overlays.isEmpty
    let isRowChosen: Bool
    switch line.kind {
    case .header: isRowChosen = state.table.row < 0
    case .rule: isRowChosen = false
    case .row(let number): isRowChosen = number == state.table.row
    }
    for cell in line.cells {
      // Frozen columns stay; what scrolls is cut where they end.
      let isFrozen = cell.x < layout.frozenWidth
      let x = isFrozen || layout.view != .wide ? cell.x : cell.x - scroll
      if !isFrozen, layout.view == .wide, scroll > 0, x < layout.frozenWidth { continue }
      let isChosen =
        inCells && isRowChosen && !(layout.view == .card && cell.isLabel)
        && cell.column == state.table.column
      let style: Style
      switch line.kind {
      case .header: style = Style(.tableHeader)
      case .rule: style = Style(.rule)
      case .row: style = cell.isLabel ? .dim : isRowChosen && inCells ? Style(.strong) : .text
      }
      if isChosen {
        screen.fill(
          Rect(
            column: rect.column + x, row: row, columns: min(cell.width, rect.columns - x), rows: 1),
          style: Style(.focusedSelection))
      }
      let at = rect.column + x + cell.line.indent
      screen.write(
        cell.line.text, column: at, row: row, style: isChosen ? Style(.focusedSelection) : style,
        limit: rect.endColumn - at)
    }
  }
}

internal import BriefingModel
internal import TerminalScreen

/// Where the parts of the tables pane stand.
struct TablePaneFrame {
  /// The list of tables.
  var list: Rect
  /// The table's own line: name, form, trust.
  var name: Rect
  /// The cells.
  var body: Rect

  /// - Parameters:
  ///   - content: the content of the side pane.
  ///   - isArranged: whether what was done with the rows has to be said on a row of its own.
  init(content: Rect, tables: Int, isInCells: Bool, isArranged: Bool) {
    // In the cells only the table matters; before that the list must be seen whole where it can.
    let listRows = isInCells ? 0 : max(1, min(tables, content.rows / 3))
    list = Rect(
      column: content.column, row: content.row, columns: content.columns, rows: listRows)
    let top = content.row + listRows + (listRows > 0 ? 1 : 0)
    name = Rect(column: content.column, row: top, columns: content.columns, rows: 1)
    let bodyTop = top + (content.rows > 12 ? isArranged ? 3 : 2 : isArranged && content.rows > 6 ? 2 : 1)
    body = Rect(
      column: content.column, row: bodyTop, columns: content.columns,
      rows: content.endRow - bodyTop
    ).inset(left: 2, right: 1)
  }
}

extension BrowserState {
  /// Where the parts of the tables pane stand; nil when it can not be seen.
  var tableFrame: TablePaneFrame? {
    guard let content = frames?.content(pane(showing: .tables)) else { return nil }
    return TablePaneFrame(
      content: content, tables: reader?.flow.tables.count ?? 0, isInCells: table.isInCells,
      isArranged: !tableArrangement.isEmpty)
  }

  /// The shown table laid out in the tables pane; nil when there is none.
  var tableLayout: LaidOutTable? {
    guard let reader, let shown = shownTable else { return nil }
    let width = tableFrame?.body.columns ?? max(4, size.columns - 3)
    return reader.flow.layout(
      of: table.table, shown, arranged: tableArrangement, table.view, width: width)
  }

  /// Brings row and column back into the table, and scrolls so that the chosen row can be seen.
  mutating func settleTable() {
    guard let shown = shownTable, let laidOut = tableLayout else { return }
    let layout = laidOut.layout
    let tables = reader?.flow.tables.count ?? 0
    table.table = max(0, min(table.table, tables - 1))
    let first = shown.header.isEmpty || table.view == .card ? 0 : -1
    table.row = max(first, min(table.row, shown.rows.count - 1))
    table.column = max(0, min(table.column, shown.columnCount - 1))
    guard let frame = tableFrame else { return }
    var cursor = ListCursor(selected: table.table, top: table.listTop)
    cursor.settle(count: tables, visible: max(1, frame.list.rows))
    table.listTop = cursor.top
    let room = max(1, frame.body.rows - layout.headerLines.count)
    let row = max(0, table.row)
    if row < table.topRow { table.topRow = row }
    // Rows below the first one that would push the chosen row out.
    var used = 0
    var firstRow = row
    var index = row
    while index >= table.topRow {
      used += layout.height(row: index) + laidOut.gap
      if used - laidOut.gap > room, index < row { break }
      firstRow = index
      index -= 1
    }
    table.topRow = max(table.topRow, firstRow)
    // No room stays empty below the last row while rows are scrolled out above: what has more room shows more.
    guard shown.rows.count - table.topRow <= room else { return }
    used = 0
    var lastTop = shown.rows.count
    while lastTop > 0 {
      used += layout.height(row: lastTop - 1) + laidOut.gap
      if used - laidOut.gap > room { break }
      lastTop -= 1
    }
    table.topRow = min(table.topRow, lastTop)
  }

  /// Columns of the wide view that are scrolled out so that the chosen column can be seen: whole columns of the table,
  /// and no more than needed.
  func tableScroll(_ layout: TableLayout, width: Int) -> Int {
    guard layout.view == .wide, table.isInCells,
      let column = layout.columns.first(where: { $0.index == table.column }),
      column.x >= layout.frozenWidth
    else { return 0 }
    let scrolling = layout.columns.filter { $0.x >= layout.frozenWidth }
    let first = scrolling.first {
      column.x + column.width - ($0.x - layout.frozenWidth) <= width || $0.index == column.index
    }
    return first.map { $0.x - layout.frozenWidth } ?? 0
  }

  /// What was written about the rows of the shown table, by their 0-based places in it; -1 is the header.
  var tableRemarks: [Int: [Flow.Written]] {
    guard let flow = reader?.flow, !flow.written.isEmpty, let shown = shownTable else { return [:] }
    var remarks: [Int: [Flow.Written]] = [:]
    for (item, written) in flow.written where flow.items.indices.contains(item) {
      switch flow.items[item].kind {
      case .tableHeader(let number) where number == table.table: remarks[-1] = written
      case .tableRow(let number, let row) where number == table.table:
        // A row that is not shown has no place.
        let place =
          table.arranged == nil
          ? row : flow.items[item].span.flatMap { span in shown.rowSpans.firstIndex { $0 == span } }
        if let place { remarks[place] = written }
      default: break
      }
    }
    return remarks
  }
}

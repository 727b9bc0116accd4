internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - The table as it is shown

  /// What was done with the table of the side pane.
  var tableArrangement: TableArrangement { arrangements[table.table] ?? TableArrangement() }

  /// Shows the table of the side pane as it is arranged.
  mutating func arrange() {
    let arrangement = tableArrangement
    guard let tables = reader?.flow.tables, tables.indices.contains(table.table), !arrangement.isEmpty else {
      table.arranged = nil
      return
    }
    table.arranged = arrangement.rows(of: tables[table.table])
  }

  private mutating func arrange(_ change: (inout TableArrangement) -> Void) {
    var arrangement = tableArrangement
    // The cursor stays on its row, wherever that goes.
    let spans = shownTable?.rowSpans ?? []
    let span = spans.indices.contains(table.row) ? spans[table.row] : nil
    change(&arrangement)
    arrangements[table.table] = arrangement.isEmpty ? nil : arrangement
    arrange()
    if let span, let row = shownTable?.rowSpans.firstIndex(of: span) { table.row = row }
    settleSide()
  }

  /// Puts the rows in the order of the chosen column; the same again puts them back.
  mutating func sortTable(falling: Bool) -> [Effect] {
    guard let shown = shownTable, !shown.rows.isEmpty else { return [] }
    let order = TableArrangement.Order(column: table.column, isFalling: falling)
    let isBack = tableArrangement.order == order
    arrange { $0.order = isBack ? nil : order }
    let name = table.column < shown.header.count ? shown.header[table.column] : "column \(table.column + 1)"
    message = Message(
      text: isBack
        ? "In the order of the file."
        : "By \(name), \(falling ? "falling" : "rising"); again: as in the file.",
      isWarning: false)
    return []
  }

  /// Leaves the chosen column out.
  mutating func hideColumn() -> [Effect] {
    guard let shown = shownTable else { return [] }
    let left = (0..<shown.columnCount).filter { !tableArrangement.hidden.contains($0) && $0 != table.column }
    guard let next = left.first(where: { $0 > table.column }) ?? left.last else {
      message = Message(text: "The last column stays.", isWarning: false)
      return []
    }
    let column = table.column
    arrange { $0.hidden.insert(column) }
    table.column = next
    settleSide()
    let key = keymap.notations(of: .showColumns).first ?? ""
    message = Message(text: "Column hidden. \(key) shows all again.", isWarning: false)
    return []
  }

  mutating func showColumns() -> [Effect] {
    guard !tableArrangement.hidden.isEmpty else {
      message = Message(text: "No column is hidden.", isWarning: false)
      return []
    }
    arrange { $0.hidden = [] }
    return []
  }

  /// Makes the chosen column so wide; without a width as wide as its widest cell, as narrow as its words allow,
  /// and as it was.
  mutating func setColumnWidth(_ width: Int?) -> [Effect] {
    guard let shown = shownTable, !shown.rows.isEmpty else { return [] }
    guard table.view != .card, tableLayout?.layout.view != .card else {
      let key = keymap.notations(of: .tableView).first ?? ""
      message = Message(
        text: "A card has no columns: \(key) shows the table in another way.", isWarning: false)
      return []
    }
    let column = table.column
    let before = tableArrangement.widths[column]
    var wanted = width.map { min($0, Self.widestColumn) }
    var words = ""
    if width == nil {
      let sample = TableSample(shown, hidden: tableArrangement.hidden, hanging: 0)
      guard let extent = sample.extent(ofColumn: column) else { return [] }
      let whole = min(extent.widest, Self.widestColumn)
      let narrow = min(extent.longest, max(12, extent.widest / 3))
      // What changes nothing is passed over.
      let steps = [whole, narrow].filter { $0 != extent.widest || $0 == whole }
      if let before, let place = steps.firstIndex(of: before) {
        wanted = place + 1 < steps.count ? steps[place + 1] : nil
      } else {
        wanted = before == nil ? steps.first : nil
      }
      words = wanted == whole ? ", as its widest cell" : ", narrow"
    }
    arrange { $0.widths[column] = wanted }
    let name = column < shown.header.count ? shown.header[column] : "column \(column + 1)"
    guard let wanted else {
      message = Message(text: "\(name) is as wide as the table makes it.", isWarning: false)
      return []
    }
    let made = tableLayout?.layout.columns.first { $0.index == column }?.width ?? wanted
    message = Message(
      text: made < wanted
        ? "\(name) is \(made) wide; there is no room for \(wanted)." : "\(name) is \(made) wide\(words).",
      isWarning: false)
    return []
  }

  /// Widest column that can be set.
  private static let widestColumn = 400

  /// Lets the columns up to the chosen one stay where the others scroll; the same again, the first one alone.
  mutating func freezeColumns() -> [Effect] {
    guard let shown = shownTable, !shown.rows.isEmpty else { return [] }
    let column = table.column
    let isBack = tableArrangement.frozenThrough == column && table.view == .wide
    table.view = .wide
    arrange { $0.frozenThrough = isBack ? nil : column }
    let wanted = tableArrangement.layoutOptions.frozen
    let count = min(wanted, tableLayout?.layout.frozenCount ?? wanted)
    let words =
      isBack || count == 1
      ? "The first column stays where the others scroll" : "\(count) columns stay where the others scroll"
    message = Message(
      text: words + (isBack || count == wanted ? "." : "; there is no room for \(wanted)."), isWarning: false)
    return []
  }

  /// `&`: only the rows that hold what is typed.
  mutating func startRowFilter() -> [Effect] {
    guard shownTable?.rows.isEmpty == false || !tableArrangement.filter.isEmpty else { return [] }
    let filter = tableArrangement.filter
    prompt = Prompt(kind: .rows, editor: LineEditor(filter), previousFilter: filter)
    return []
  }

  mutating func filterRows(_ text: String) {
    arrange { $0.filter = text }
  }

  /// Steps to the next column that is shown.
  mutating func moveColumn(by delta: Int) {
    guard let shown = shownTable else { return }
    let hidden = tableArrangement.hidden
    let columns = (0..<shown.columnCount).filter { !hidden.contains($0) }
    let place = columns.lastIndex { $0 <= table.column } ?? 0
    guard !columns.isEmpty else { return }
    table.column = columns[max(0, min(columns.count - 1, place + delta))]
  }
}

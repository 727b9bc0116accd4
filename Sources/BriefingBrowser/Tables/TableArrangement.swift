internal import BriefingModel

/// What its reader has done with the rows and columns of a table; the table itself stays as it is.
public struct TableArrangement: Sendable, Hashable {
  /// The column that rows are in the order of.
  struct Order: Sendable, Hashable {
    /// 0-based.
    var column: Int
    var isFalling: Bool
  }

  /// Nil for the order of the file.
  var order: Order?
  /// 0-based columns that are not shown.
  var hidden: Set<Int> = []
  /// What rows must hold to be shown; empty for all rows.
  var filter = ""

  /// Widths in columns of the terminal that were set, by 0-based columns.
  var widths: [Int: Int] = [:]
  /// The last 0-based column that stays in the wide view; nil for the first one that is shown.
  var frozenThrough: Int?

  /// Whether the table is shown as it is.
  var isEmpty: Bool { self == TableArrangement() }

  /// What a layout is to keep to.
  var layoutOptions: TableLayout.Options {
    var options = TableLayout.Options()
    options.hidden = hidden
    options.widths = widths
    if let last = frozenThrough { options.frozen = max(1, (0...last).count { !hidden.contains($0) }) }
    return options
  }

  /// The table with the rows that are shown, in their order. Each keeps its own place in the file.
  func rows(of table: Table) -> Table {
    guard order != nil || !filter.isEmpty else { return table }
    var shown = Array(table.rows.indices)
    if !filter.isEmpty {
      let matcher = TextMatcher(filter)
      shown = shown.filter { row in table.rows[row].contains { matcher.matches($0) } }
    }
    if let order {
      let cells = shown.map { order.column < table.rows[$0].count ? table.rows[$0][order.column] : "" }
      shown = TableValue.order(of: cells, falling: order.isFalling).map { shown[$0] }
    }
    var arranged = table
    arranged.rows = shown.map { table.rows[$0] }
    arranged.rowSpans = shown.map { table.rowSpans.indices.contains($0) ? table.rowSpans[$0] : table.span }
    return arranged
  }

  /// In words, for the line above the table: `by Cost, falling · 3 of 12 rows with “oil” · 1 column hidden`.
  ///
  /// - Parameter frozen: how many columns there is room for to stay.
  func words(for table: Table, shown: Int, frozen: Int) -> String? {
    var parts: [String] = []
    if let order {
      let name = order.column < table.header.count ? table.header[order.column] : ""
      parts.append(
        "by \(name.isEmpty ? "column \(order.column + 1)" : name), \(order.isFalling ? "falling" : "rising")")
    }
    if !filter.isEmpty { parts.append("\(shown) of \(table.rows.count) rows with “\(filter)”") }
    if let frozenThrough {
      let count = min(frozen, max(1, (0...frozenThrough).count { !hidden.contains($0) }))
      parts.append("\(count) column\(count == 1 ? "" : "s") frozen")
    }
    if !widths.isEmpty { parts.append("\(widths.count) width\(widths.count == 1 ? "" : "s") set") }
    if !hidden.isEmpty { parts.append("\(hidden.count) column\(hidden.count == 1 ? "" : "s") hidden") }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }
}

internal import BriefingModel
internal import Synchronization

/// A table's layout, and whether its rows want a blank line between them.
struct LaidOutTable: Sendable {
  let layout: TableLayout
  /// Blank lines between two rows: one where some row takes several lines, as otherwise nobody could
  /// tell where the next begins.
  let gap: Int

  init(_ layout: TableLayout) {
    self.layout = layout
    let isTall = (0..<min(64, layout.rowCount)).contains { layout.height(row: $0) > 1 }
    gap = isTall || layout.view == .card ? 1 : 0
  }
}

/// Keeps what a flow has laid out: one key moves by a line, and all others on the screen stay as they
/// are.
///
/// Everything kept follows from the flow and the width alone, so keeping it changes nothing that can
/// be seen; that is why two caches are always equal.
final class FlowCache: Sendable, Equatable {
  private struct TableKey: Hashable {
    var number: Int
    var arrangement: TableArrangement
    var view: TableLayout.View
    var width: Int
  }

  private struct Contents {
    var tables: [TableKey: LaidOutTable] = [:]
    /// What `lines` and `lastTop` were made for.
    var metrics: FlowMetrics?
    var lines: [Int: [FlowLine]] = [:]
    /// By the rows of a page.
    var lastTop: [Int: FlowPlace] = [:]

    mutating func adopt(_ metrics: FlowMetrics) {
      if self.metrics == metrics { return }
      self.metrics = metrics
      lines = [:]
      lastTop = [:]
    }
  }

  private let contents = Mutex(Contents())

  /// The layout of the table with a 0-based number, given as it is arranged.
  func layout(
    _ table: Table, number: Int, arranged: TableArrangement, _ view: TableLayout.View, width: Int
  ) -> LaidOutTable {
    let key = TableKey(number: number, arrangement: arranged, view: view, width: width)
    if let known = contents.withLock({ $0.tables[key] }) { return known }
    let layout = LaidOutTable(
      TableLayout(table, view: view, width: width, options: arranged.layoutOptions))
    contents.withLock { contents in
      // Widths come and go while a window is being resized.
      if contents.tables.count > 256 { contents.tables = [:] }
      contents.tables[key] = layout
    }
    return layout
  }

  /// The lines of an item, made by `make` when they are not known.
  func lines(of item: Int, _ metrics: FlowMetrics, make: () -> [FlowLine]) -> [FlowLine] {
    let known = contents.withLock { contents in
      contents.adopt(metrics)
      return contents.lines[item]
    }
    if let known { return known }
    let made = make()
    contents.withLock { contents in
      contents.adopt(metrics)
      // More than any screen holds, and little memory.
      if contents.lines.count > 1000 { contents.lines = [:] }
      contents.lines[item] = made
    }
    return made
  }

  /// The first line of the last page of `page` rows, made by `make` when it is not known.
  func lastTop(_ metrics: FlowMetrics, page: Int, make: () -> FlowPlace) -> FlowPlace {
    let known = contents.withLock { contents in
      contents.adopt(metrics)
      return contents.lastTop[page]
    }
    if let known { return known }
    let made = make()
    contents.withLock { contents in
      contents.adopt(metrics)
      contents.lastTop[page] = made
    }
    return made
  }

  static func == (left: FlowCache, right: FlowCache) -> Bool { true }
}

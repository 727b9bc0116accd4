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

/// Keeps the layouts of a briefing's tables, because every row of a table asks for its columns.
///
/// A layout follows from its table, view and width alone, so keeping it changes nothing that can be
/// seen; that is why two caches are always equal.
final class TableLayoutCache: Sendable, Equatable {
  private struct Key: Hashable {
    var number: Int
    var view: TableLayout.View
    var width: Int
  }

  private let kept = Mutex<[Key: LaidOutTable]>([:])

  /// The layout of the table with a 0-based number.
  func layout(
    _ table: Table, number: Int, _ view: TableLayout.View, width: Int
  ) -> LaidOutTable {
    let key = Key(number: number, view: view, width: width)
    if let known = kept.withLock({ $0[key] }) { return known }
    let layout = LaidOutTable(TableLayout(table, view: view, width: width))
    kept.withLock { kept in
      // Widths come and go while a window is being resized.
      if kept.count > 256 { kept.removeAll() }
      kept[key] = layout
    }
    return layout
  }

  static func == (left: TableLayoutCache, right: TableLayoutCache) -> Bool { true }
}

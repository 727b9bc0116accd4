public import TerminalScreen

/// Cells that share a rectangle, as they were given their room.
struct PaneSplit: Sendable, Equatable {
  struct Part: Sendable, Equatable {
    /// The number of the cell in the tree.
    var cell: Int
    var panes: [Pane]
    /// First column or row.
    var start: Int
    var length: Int
    /// Whether its width is its own, not a part of what is shared.
    var isFixed: Bool
  }

  var axis: PaneAxis
  var rect: Rect
  var parts: [Part]
  /// Whether it is the list above all else.
  var isPortrait = false
}

/// Where everything stands in a window of some size.
public struct PaneFrames: Sendable, Equatable {
  /// The bar at the top.
  public var bar: Rect
  /// The status line at the bottom.
  public var status: Rect
  /// Each visible pane with its title row included.
  public var panes: [Pane: Rect]
  /// The rules between panes that stand side by side, each one column wide.
  public var rules: [Rect]
  /// How the room was shared, outer splits first.
  var splits: [PaneSplit]

  /// Where the content of a pane stands, its title and the gap below that left out; nil when it is not
  /// visible.
  public func content(_ pane: Pane) -> Rect? {
    panes[pane].map { $0.droppingTop(titleRows) }
  }

  /// A title, and a blank row where all panes have room for one: texts side by side begin in the same line.
  private var titleRows: Int { panes.values.allSatisfy { $0.rows >= Self.spacious } ? 2 : 1 }

  /// From so many rows on a pane has one to spare.
  private static let spacious = 11
}

extension PaneFrames {
  /// The least size in which anything can be read.
  public static let minimum = Size(columns: 24, rows: 6)
  /// From this width on list, text and side pane are shown together.
  static let threePanes = 120
  /// From this width on two panes stand side by side.
  static let twoPanes = 60
  /// Below this width a list that may stand above the text does.
  static let portraitBelow = 84
  /// The least height of a pane above or below another, its title included.
  static let leastRows = 5
  /// The least width that any pane is given.
  static let leastColumns = 16

  /// Lays out the frame; nil when the window is smaller than `minimum`.
  public init?(size: Size, arrangement: PaneArrangement) {
    guard size.columns >= Self.minimum.columns, size.rows >= Self.minimum.rows else { return nil }
    bar = Rect(column: 0, row: 0, columns: size.columns, rows: 1)
    status = Rect(column: 0, row: size.rows - 1, columns: size.columns, rows: 1)
    panes = [:]
    rules = []
    splits = []
    let area = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    guard let shown = Self.shown(arrangement, in: area) else {
      panes[arrangement.focus] = area
      return
    }
    place(shown, arrangement, in: area)
  }

  /// All panes, as if the window had room for them: how they stand to one another.
  init(whole arrangement: PaneArrangement) {
    let area = Rect(column: 0, row: 0, columns: 10_000, rows: 10_000)
    (bar, status, panes, rules, splits) = (area, area, [:], [], [])
    place(Self.turned(arrangement.tree.root, arrangement, columns: area.columns), arrangement, in: area)
  }

  /// The panes that can be seen, left to right and top to bottom.
  public var visible: [Pane] {
    panes.sorted { ($0.value.column, $0.value.row) < ($1.value.column, $1.value.row) }.map(\.key)
  }

  // MARK: - Which panes can be seen

  /// The focused pane and as many others as there is room for; nil for the focused one alone.
  private static func shown(_ arrangement: PaneArrangement, in area: Rect) -> PaneTree.Cell? {
    if arrangement.isZoomed { return nil }
    let all = arrangement.tree.panes
    var shown: Set<Pane> = [arrangement.focus]
    var root: PaneTree.Cell?
    for pane in arrangement.priority where all.contains(pane) && !shown.contains(pane) {
      shown.insert(pane)
      let tree = arrangement.tree.filtered { shown.contains($0) }
      if let cell = tree.map({ turned($0.root, arrangement, columns: area.columns) }), fits(cell, in: area) {
        root = cell
      } else {
        shown.remove(pane)
      }
    }
    return root
  }

  /// The list above all else, where it is to stand so.
  private static func turned(
    _ root: PaneTree.Cell, _ arrangement: PaneArrangement, columns: Int
  ) -> PaneTree.Cell {
    let isPortrait =
      arrangement.portrait == .always || arrangement.portrait == .narrow && columns < portraitBelow
    guard isPortrait, case .split(.row, var cells) = root.content,
      let place = cells.firstIndex(where: { $0.content == .pane(.list) })
    else { return root }
    let list = cells.remove(at: place)
    var rest = PaneTree.Cell(id: portraitID, content: .split(.row, cells))
    if cells.count == 1 { rest.content = cells[0].content }
    var turned = root
    turned.content = .split(.column, [list, rest])
    return turned
  }

  /// The number of what stands below a list above all else.
  private static let portraitID = -1

  private static func fits(_ root: PaneTree.Cell, in area: Rect) -> Bool {
    let roles = Set(root.panes.map(\.role))
    if roles.count == PaneRole.allCases.count, area.columns < threePanes { return false }
    let least = minimum(of: root)
    return least.columns <= area.columns && least.rows <= area.rows
  }

  /// The least room in which the panes of a cell can be used.
  private static func minimum(of cell: PaneTree.Cell) -> Size {
    switch cell.content {
    case .pane(let pane):
      let columns =
        switch pane.role {
        case .list: 24
        case .reader: 32
        case .side: 27
        }
      return Size(columns: columns, rows: 1)
    case .split(.column, let cells):
      let least = cells.map(minimum)
      return Size(
        columns: least.map(\.columns).max() ?? 0, rows: least.reduce(0) { $0 + max(leastRows, $1.rows) })
    case .split(.row, let cells):
      let least = cells.map(minimum)
      var columns = least.reduce(cells.count - 1) { $0 + $1.columns }
      columns = max(columns, twoPanes)
      if cells.count > 2, cells.contains(where: { $0.role == .side }) {
        columns = max(columns + 12, threePanes)
      }
      return Size(columns: columns, rows: least.map(\.rows).max() ?? 0)
    }
  }

  // MARK: - Where they stand

  private mutating func place(_ cell: PaneTree.Cell, _ arrangement: PaneArrangement, in rect: Rect) {
    guard case .split(let axis, let cells) = cell.content else {
      if case .pane(let pane) = cell.content { panes[pane] = rect }
      return
    }
    let isPortrait = cells.contains { $0.id == Self.portraitID }
    let fixed = axis == .row ? Self.fixedWidths(cells, arrangement, columns: rect.columns) : [:]
    let gap = axis == .row ? 1 : 0
    let room = (axis == .row ? rect.columns : rect.rows) - gap * (cells.count - 1)
    let shared = cells.filter { fixed[$0.id] == nil }
    var weights = shared.map(\.weight)
    if weights.contains(0) { weights = shared.map { Self.usualWeight($0, axis) } }
    var lengths = fixed
    let least = axis == .row ? Self.leastColumns : Self.leastRows
    let left = room - fixed.values.reduce(0, +)
    for (cell, length) in zip(shared, Self.parted(left, weights, least: least)) { lengths[cell.id] = length }
    if isPortrait, let list = cells.first {
      let rows = room * 3 / 8 + arrangement.portraitExtra
      let height = max(Self.leastRows, min(rows, room - Self.leastRows))
      lengths = [list.id: height, Self.portraitID: room - height]
    }
    var split = PaneSplit(axis: axis, rect: rect, parts: [], isPortrait: isPortrait)
    var start = axis == .row ? rect.column : rect.row
    for cell in cells {
      let length = lengths[cell.id] ?? 0
      split.parts.append(
        PaneSplit.Part(
          cell: cell.id, panes: cell.panes, start: start, length: length, isFixed: fixed[cell.id] != nil))
      start += length + gap
    }
    splits.append(split)
    for (cell, part) in zip(cells, split.parts) {
      let isFirst = part.cell == split.parts.first?.cell
      switch axis {
      case .row:
        if !isFirst {
          rules.append(Rect(column: part.start - 1, row: rect.row, columns: 1, rows: rect.rows))
        }
        place(
          cell, arrangement,
          in: Rect(column: part.start, row: rect.row, columns: part.length, rows: rect.rows))
      case .column:
        place(
          cell, arrangement,
          in: Rect(column: rect.column, row: part.start, columns: rect.columns, rows: part.length))
      }
    }
  }

  /// The widths of lists and side panes beside texts, by their cells: they grow less than the window does.
  private static func fixedWidths(
    _ cells: [PaneTree.Cell], _ arrangement: PaneArrangement, columns: Int
  ) -> [Int: Int] {
    let rest = columns - (cells.count - 1)
    let texts = cells.count { $0.role != .list && $0.role != .side }
    var widths: [Int: Int] = [:]
    var used = 0
    for cell in cells where cell.role == .list && cells.count > 1 {
      let usual = cells.count == 2 ? columns * 3 / 10 : max(26, min(42, columns / 5))
      used = bounded(usual + cell.extra, leastColumns, rest - 30 * (cells.count - 1))
      widths[cell.id] = used
    }
    guard texts > 0 else { return widths }
    var sides = cells.filter { $0.role == .side }[...]
    while let cell = sides.popFirst() {
      let isWide = cell.panes.contains { arrangement.sides[$0]?.isWide == true }
      let usual: Int
      if cells.count == 2 {
        usual = isWide ? rest / 2 : max(31, columns * 3 / 10)
      } else {
        usual =
          isWide
          ? max((rest - used) / (texts + 1), rest - used - 68 * texts)
          : max(31, min(46, columns * 26 / 100))
      }
      let width = bounded(
        usual + cell.extra, leastColumns, rest - used - 30 * texts - leastColumns * sides.count)
      widths[cell.id] = width
      used += width
    }
    return widths
  }

  private static func bounded(_ value: Int, _ least: Int, _ most: Int) -> Int {
    max(least, min(value, most))
  }

  private static func usualWeight(_ cell: PaneTree.Cell, _ axis: PaneAxis) -> Int {
    axis == .column && cell.role == .list ? 3 : 5
  }

  /// Parts a length in proportion to weights, none smaller than `least` where that can be.
  static func parted(_ length: Int, _ weights: [Int], least: Int) -> [Int] {
    let total = weights.reduce(0, +)
    guard total > 0 else { return weights.map { _ in 0 } }
    var parts = weights.map { max(0, length * $0 / total) }
    var left = length - parts.reduce(0, +)
    for index in parts.indices where left > 0 {
      parts[index] += 1
      left -= 1
    }
    let least = min(least, length / parts.count)
    while let small = parts.firstIndex(where: { $0 < least }),
      let large = parts.indices.max(by: { parts[$0] < parts[$1] }), parts[large] > least
    {
      parts[small] += 1
      parts[large] -= 1
    }
    return parts
  }
}

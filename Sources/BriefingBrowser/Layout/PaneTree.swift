/// How the window is parted: panes in rows and columns, within one another.
///
///     var tree = PaneTree()                              // list | reader | side
///     tree.insert(Pane(.reader, 1), after: .reader, .column)
///     tree.panes                                         // list, reader, reader 1, side
///
/// Sizes are not kept, only what the reader chose about them: `PaneFrames` gives each cell its place.
public struct PaneTree: Sendable, Equatable, Codable {
  /// A pane, or several that are parted again.
  struct Cell: Sendable, Equatable, Codable {
    enum Content: Sendable, Equatable, Codable {
      case pane(Pane)
      indirect case split(PaneAxis, [Cell])
    }

    /// By which a cell is found again in a tree from which others were left out.
    let id: Int
    var content: Content
    /// Its part of the room that is shared, in proportion to its neighbours'; 0 for the usual part.
    var weight = 0
    /// Columns added to the usual width of a list or side pane, negative for fewer.
    var extra = 0

    /// All panes in it, left to right and top to bottom.
    var panes: [Pane] {
      switch content {
      case .pane(let pane): [pane]
      case .split(_, let cells): cells.flatMap(\.panes)
      }
    }

    /// What all panes in it are for; nil when they are for several things.
    var role: PaneRole? {
      let panes = panes
      guard let first = panes.first, panes.allSatisfy({ $0.role == first.role }) else { return nil }
      return first.role
    }
  }

  private(set) var root: Cell
  private var nextID: Int

  /// The list, one text and one side pane, side by side.
  public init(reader: Pane = .reader) {
    let panes = [Pane.list, reader, .side]
    let cells = panes.enumerated().map { Cell(id: $0 + 1, content: .pane($1)) }
    root = Cell(id: 0, content: .split(.row, cells))
    nextID = cells.count + 1
  }

  /// One pane alone.
  init(only pane: Pane) {
    root = Cell(id: 0, content: .pane(pane))
    nextID = 1
  }

  /// All panes, left to right and top to bottom.
  public var panes: [Pane] { root.panes }

  // MARK: - Changing

  /// Puts a pane to the right of another one, or below it.
  mutating func insert(_ new: Pane, after pane: Pane, _ axis: PaneAxis) {
    let cell = Cell(id: nextID, content: .pane(new))
    root = Self.inserting(cell, after: pane, axis, id: nextID + 1, into: root)
    nextID += 2
  }

  private static func inserting(
    _ new: Cell, after pane: Pane, _ axis: PaneAxis, id: Int, into cell: Cell
  ) -> Cell {
    var cell = cell
    switch cell.content {
    case .pane(pane):
      cell.content = .split(axis, [Cell(id: id, content: cell.content), new])
    case .pane:
      break
    case .split(let own, var cells):
      if own == axis, let place = cells.firstIndex(where: { $0.content == .pane(pane) }) {
        var new = new
        // Two share what one had.
        new.weight = cells[place].weight / 2
        cells[place].weight -= new.weight
        cells.insert(new, at: place + 1)
      } else {
        cells = cells.map { inserting(new, after: pane, axis, id: id, into: $0) }
      }
      cell.content = .split(own, cells)
    }
    return cell
  }

  /// Puts a pane where those of its role usually stand: the list at the left, side panes at the right.
  mutating func insertAtUsualPlace(_ pane: Pane) {
    func rank(_ cell: Cell) -> Int { cell.role.flatMap { PaneRole.allCases.firstIndex(of: $0) } ?? 1 }
    let new = Cell(id: nextID, content: .pane(pane))
    var cells: [Cell]
    if case .split(.row, let parts) = root.content {
      cells = parts
    } else {
      cells = [Cell(id: nextID + 1, content: root.content)]
    }
    nextID += 2
    cells.insert(new, at: cells.firstIndex { rank($0) > rank(new) } ?? cells.count)
    root.content = .split(.row, cells)
  }

  /// The tree with those panes alone; nil when none is left.
  func filtered(_ isKept: (Pane) -> Bool) -> PaneTree? {
    guard let root = Self.filtered(root, isKept) else { return nil }
    var tree = self
    tree.root = root
    return tree
  }

  private static func filtered(_ cell: Cell, _ isKept: (Pane) -> Bool) -> Cell? {
    var cell = cell
    switch cell.content {
    case .pane(let pane):
      return isKept(pane) ? cell : nil
    case .split(let axis, let cells):
      let kept = cells.compactMap { filtered($0, isKept) }
      guard let first = kept.first else { return nil }
      if kept.count == 1 {
        // It has the room of the whole now.
        cell.content = first.content
        cell.extra = first.extra
        return cell
      }
      let flat = kept.flatMap { part -> [Cell] in
        if case .split(axis, let inner) = part.content { inner } else { [part] }
      }
      cell.content = .split(axis, flat.count == kept.count ? kept : flat.map(\.withUsualWeight))
      return cell
    }
  }

  /// Lets two panes change places.
  mutating func exchange(_ first: Pane, _ second: Pane) {
    root = Self.mapped(root) { cell in
      var cell = cell
      if cell.content == .pane(first) {
        cell.content = .pane(second)
        cell.extra = 0
      } else if cell.content == .pane(second) {
        cell.content = .pane(first)
        cell.extra = 0
      }
      return cell
    }
  }

  /// Changes the cell with this number.
  mutating func change(_ id: Int, _ change: (inout Cell) -> Void) {
    root = Self.mapped(root) { cell in
      var cell = cell
      if cell.id == id { change(&cell) }
      return cell
    }
  }

  /// Forgets what was chosen about sizes.
  mutating func even() {
    root = Self.mapped(root) { cell in
      var cell = cell.withUsualWeight
      cell.extra = 0
      return cell
    }
  }

  private static func mapped(_ cell: Cell, _ change: (Cell) -> Cell) -> Cell {
    var cell = change(cell)
    if case .split(let axis, let cells) = cell.content {
      cell.content = .split(axis, cells.map { mapped($0, change) })
    }
    return cell
  }
}

extension PaneTree.Cell {
  fileprivate var withUsualWeight: Self {
    var cell = self
    cell.weight = 0
    return cell
  }
}

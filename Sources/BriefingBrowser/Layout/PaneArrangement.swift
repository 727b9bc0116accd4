/// Whether the list stands above the text instead of beside it.
public enum PortraitMode: String, Sendable, Hashable, CaseIterable, Codable {
  case never
  /// In windows of fewer than 84 columns.
  case narrow
  case always
}

/// What the reader chose about the panes; which can be seen, and where, follows from it and from the window.
public struct PaneArrangement: Sendable, Equatable, Codable {
  public var tree = PaneTree()
  /// The pane that keys go to.
  public private(set) var focus: Pane = .list
  /// The focused pane alone.
  public var isZoomed = false
  /// What each side pane shows.
  public var sides: [Pane: SideContent] = [.side: .outline]
  /// Where the window is narrow, what stands beside a text that has the focus: list or side.
  public var companion: PaneRole = .list
  public var portrait = PortraitMode.never
  /// Rows added to the height of a list above the text, negative for fewer.
  public var portraitExtra = 0
  /// All panes, those that were closed last of their role included; the one used last first.
  private(set) var recent: [Pane] = [.list, .reader, .side]

  public init() {}

  /// The text used last.
  public var reader: Pane { recent.first { $0.role == .reader } ?? .reader }
  /// The side pane used last.
  public var side: Pane { recent.first { $0.role == .side } ?? .side }

  /// The pane of a role that was used last.
  public func pane(_ role: PaneRole) -> Pane {
    switch role {
    case .list: .list
    case .reader: reader
    case .side: side
    }
  }

  /// The side pane that shows something; nil when none does.
  func sidePane(showing content: SideContent) -> Pane? {
    if sides[side] == content { return side }
    return recent.first { sides[$0] == content && tree.panes.contains($0) }
  }

  /// Gives the focus to a pane, which is put into the window if it is not there.
  public mutating func focus(on pane: Pane) {
    use(pane)
    if !tree.panes.contains(pane) { tree.insertAtUsualPlace(pane) }
    focus = pane
  }

  /// Notes that a pane is the one used last of its role.
  mutating func use(_ pane: Pane) {
    if recent.first == pane { return }
    recent.removeAll { $0 == pane }
    recent.insert(pane, at: 0)
  }

  /// A pane that does not exist yet.
  func newPane(_ role: PaneRole) -> Pane {
    Pane(role, (recent.map(\.number).max() ?? 0) + 1)
  }

  /// Takes panes out of the window. The one used last of its role is still known, to come back.
  mutating func close(_ isClosed: (Pane) -> Bool) {
    guard let rest = tree.filtered({ !isClosed($0) }) else { return }
    tree = rest
    let stays = Set(tree.panes)
    let roles = Set(stays.map(\.role))
    let last = PaneRole.allCases.filter { !roles.contains($0) }.map(pane)
    recent = recent.filter { stays.contains($0) || last.contains($0) }
    sides = sides.filter { recent.contains($0.key) }
    if !stays.contains(focus), let next = recent.first(where: stays.contains) { focus = next }
  }

  /// The text panes in the window, or the one that may come back into it.
  var knownTexts: [Pane] { recent.filter { $0.role == .reader } }

  /// Whether a pane is in the window, or may come back into it.
  func knows(_ pane: Pane) -> Bool { recent.contains(pane) }

  /// List, text and side pane as they stand at first, with the text used last.
  mutating func reset() {
    var usual = PaneArrangement()
    usual.tree = PaneTree(reader: reader)
    usual.recent = [.list, reader, .side]
    usual.sides = [.side: sides[side] ?? .outline]
    usual.companion = companion
    usual.portrait = portrait
    usual.focus(on: usual.pane(focus.role))
    self = usual
  }

  /// The panes in the order in which they get room where there is not enough for all.
  var priority: [Pane] {
    let readers = recent.filter { $0.role == .reader }
    let sides = recent.filter { $0.role == .side }
    switch focus.role {
    case .list:
      return [focus] + readers + sides
    case .side:
      // What was split to be seen together stays so; else what wants room stands beside the list.
      let isBeside = self.sides[focus]?.isBesideReader ?? true
      return [focus] + (isBeside || readers.count > 1 ? readers + sides + [.list] : [.list] + readers + sides)
    case .reader:
      return companion == .side
        ? [focus] + sides.prefix(1) + readers + [.list] + sides : [focus] + readers + [.list] + sides
    }
  }
}

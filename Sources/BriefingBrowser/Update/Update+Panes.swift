internal import BriefingModel
internal import TerminalScreen

/// Where a pane may lie from another one.
enum PaneDirection: String {
  case left
  case down
  case up
  case right

  /// `to the left`
  var words: String {
    switch self {
    case .left: "to the left"
    case .right: "to the right"
    case .up: "above"
    case .down: "below"
    }
  }
}

extension BrowserState {
  /// The panes that hold texts.
  var textPanes: [Pane] { texts.count == 1 ? Array(texts.keys) : texts.keys.sorted { $0.number < $1.number } }

  /// Changes where the panes stand; what is at the top of each text stays there.
  mutating func rearrange(_ change: (inout BrowserState) -> Void) {
    let anchors = textPanes.map { pane in (pane, inText(pane) { $0.readerAnchor() }) }
    change(&self)
    for (pane, anchor) in anchors where texts[pane] != nil {
      inText(pane) { $0.restoreReader(anchor) }
    }
    settleList()
    settleSide()
  }

  // MARK: - Focus

  /// Gives the focus to the pane of a role that was used last.
  mutating func focus(_ role: PaneRole) {
    focus(on: role == .reader ? textPane : arrangement.pane(role))
  }

  /// Gives the focus to a pane.
  mutating func focus(on pane: Pane) {
    let before = arrangement.reader
    if pane.role == .side { isSideBorrowed = isSideBorrowed || !arrangement.tree.panes.contains(pane) }
    rearrange { state in
      switch pane.role {
      case .list: state.arrangement.companion = .list
      case .side:
        let isBeside = state.arrangement.sides[pane]?.isBesideReader ?? true
        state.arrangement.companion = isBeside ? .side : .list
      case .reader: break
      }
      state.arrangement.focus(on: pane)
      if pane.role != .side { state.search.isTyping = false }
    }
    // The list shows what is read, so that its neighbours are the next and the previous one.
    if arrangement.reader != before { chooseInList(reader?.entryID) }
  }

  /// Chooses a briefing in the list, where it is shown there.
  mutating func chooseInList(_ id: Int64?) {
    guard let place = (0..<list.count).first(where: { list.entry(at: $0)?.id == id }) else { return }
    list.cursor.selected = place
    settleList()
  }

  mutating func moveFocus(by step: Int) -> [Effect] {
    let order = arrangement.tree.panes
    guard order.count > 1, let place = order.firstIndex(of: arrangement.focus) else {
      return say("There is only one pane.")
    }
    focus(on: order[((place + step) % order.count + order.count) % order.count])
    return []
  }

  /// Goes to the pane that lies in a direction, one that can be seen before one that can not.
  mutating func moveFocus(toward direction: PaneDirection) -> [Effect] {
    let seen = frames?.neighbor(of: arrangement.focus, direction)
    guard let pane = seen ?? PaneFrames(whole: arrangement).neighbor(of: arrangement.focus, direction) else {
      return say("No pane lies \(direction.words).")
    }
    focus(on: pane)
    return []
  }

  mutating func focusList() -> [Effect] {
    if arrangement.focus == .list { return say("This is the list of briefings.") }
    focus(.list)
    return []
  }

  mutating func toggleZoom() -> [Effect] {
    let before = frames
    rearrange { $0.arrangement.isZoomed.toggle() }
    guard frames == before else { return [] }
    arrangement.isZoomed = false
    return say("Only one pane is shown.")
  }

  // MARK: - Opening and closing

  /// Parts the pane that has the focus: a text, or the list, gives another text pane, and what stands beside
  /// the text another one of its kind.
  mutating func splitFocus(_ axis: PaneAxis) -> [Effect] {
    let before = self
    let old = arrangement.focus
    let new: Pane
    if old.role == .side {
      guard let content = nextSideContent else {
        return say("All that belongs to the text is shown already.")
      }
      new = arrangement.newPane(.side)
      arrangement.sides[new] = content
    } else {
      new = arrangement.newPane(.reader)
      var copy = texts[textPane] ?? TextPane()
      (copy.awaited, copy.remembered, copy.openGeneration) = (nil, nil, 0)
      texts[new] = copy
    }
    rearrange { state in
      state.arrangement.isZoomed = false
      state.arrangement.tree.insert(new, after: old, axis)
      if old.role == .reader { state.arrangement.companion = .list }
      // From the list the next briefings are opened in the new text.
      state.arrangement.use(new)
      if old.role != .list { state.arrangement.focus(on: new) }
    }
    // The list may step back for it, another text may not.
    let stay = textPanes.filter { before.frames?.panes[$0] != nil }
    guard let panes = frames?.panes, ([new, old] + stay).allSatisfy({ panes[$0] != nil }) else {
      self = before
      return say("No room for another pane \(axis == .row ? "beside" : "below") this one.")
    }
    settleSide()
    return []
  }

  /// What a further side pane shows first: what no other one does.
  private var nextSideContent: SideContent? {
    let contents: [SideContent] = [.outline, .tables, .matrix, .notes]
    return contents.first { content in
      guard arrangement.sidePane(showing: content) == nil else { return false }
      switch content {
      case .tables: return reader?.flow.tables.isEmpty == false
      case .matrix: return briefing?.assessments.isEmpty == false
      case .notes: return briefing?.notes.isEmpty == false
      default: return true
      }
    }
  }

  /// Takes the pane that has the focus out of the window.
  mutating func closeFocus() -> [Effect] {
    let pane = arrangement.focus
    guard arrangement.tree.panes.count > 1 else { return say("This is the only pane.") }
    return close { $0 == pane }
  }

  /// Takes all other panes out of the window.
  mutating func closeOthers() -> [Effect] {
    let pane = arrangement.focus
    guard arrangement.tree.panes.count > 1 else { return say("This is the only pane already.") }
    return close { $0 != pane }
  }

  private mutating func close(_ isClosed: (Pane) -> Bool) -> [Effect] {
    let before = textPanes
    rearrange { state in
      state.arrangement.isZoomed = false
      state.arrangement.close(isClosed)
    }
    let effects = dropTexts(of: before)
    focus(on: arrangement.focus)
    return effects
  }

  /// Forgets the texts whose panes are gone; their places are kept.
  private mutating func dropTexts(of panes: [Pane]) -> [Effect] {
    let gone = panes.filter { !arrangement.knows($0) }
    let effects = gone.flatMap { seen(from: $0).placeEffects }
    for pane in gone { texts[pane] = nil }
    return effects
  }

  /// List, text and side pane as they stand at first; the text used last stays.
  mutating func showUsualPanes() -> [Effect] {
    let before = textPanes
    isSideBorrowed = false
    rearrange { $0.arrangement.reset() }
    let effects = dropTexts(of: before)
    focus(on: arrangement.focus)
    return effects + say("List, text and side pane, as at first.")
  }

  /// Lets the pane that has the focus and the next one change places.
  mutating func exchangeFocus() -> [Effect] {
    let order = frames?.visible ?? []
    guard order.count > 1, let place = order.firstIndex(of: arrangement.focus) else {
      return say("Only one pane is shown.")
    }
    let other = order[(place + 1) % order.count]
    rearrange { $0.arrangement.tree.exchange($0.arrangement.focus, other) }
    return []
  }

  // MARK: - Sizes

  mutating func evenPanes() -> [Effect] {
    rearrange { state in
      state.arrangement.tree.even()
      state.arrangement.portraitExtra = 0
    }
    return say("The panes have their usual sizes.")
  }

  /// Puts the list above the text, or beside it again.
  mutating func togglePortrait() -> [Effect] {
    let isAbove = frames?.splits.contains(where: \.isPortrait) == true
    let before = frames
    rearrange { $0.arrangement.portrait = isAbove ? .never : .always }
    if frames == before, arrangement.focus != .list { focus(.list) }
    guard frames != before else { return say("The list can not stand above the text here.") }
    return say(isAbove ? "The list stands beside the text." : "The list stands above the text.")
  }

  /// Makes the pane that has the focus larger, or smaller, where the window has room.
  mutating func resizeFocus(_ axis: PaneAxis, by amount: Int) -> [Effect] {
    let focus = arrangement.focus
    guard let frames,
      let split = frames.splits.lastIndex(where: { split in
        split.axis == axis && split.parts.contains { $0.panes.contains(focus) }
      }), let part = frames.splits[split].parts.firstIndex(where: { $0.panes.contains(focus) })
    else {
      if frames?.panes.count == 1 { return say("Only one pane is shown.") }
      return say(axis == .row ? "No pane stands beside this one." : "No pane stands above or below this one.")
    }
    let isLast = part == frames.splits[split].parts.count - 1
    let isMoved = moveBorder(of: split, after: isLast ? part - 1 : part, by: isLast ? -amount : amount)
    if isMoved { return [] }
    let word = axis == .row ? (amount > 0 ? "wider" : "narrower") : (amount > 0 ? "higher" : "lower")
    return say("The pane can not be made any \(word).")
  }

  /// Moves the border behind a part of a split; false when the window does not allow it.
  mutating func moveBorder(of split: Int, after place: Int, by amount: Int) -> Bool {
    guard let before = frames, before.splits.indices.contains(split),
      before.splits[split].parts.indices.contains(place),
      before.splits[split].parts.indices.contains(place + 1)
    else { return false }
    let parts = before.splits[split].parts
    let (first, second) = (parts[place], parts[place + 1])
    if before.splits[split].isPortrait {
      rearrange { $0.arrangement.portraitExtra += amount }
      // What the window did not allow is not kept, so that the way back is as long as the way.
      let rest = amount - change(of: first, in: split)
      rearrange { $0.arrangement.portraitExtra -= rest }
    } else if first.isFixed || second.isFixed {
      let (part, wanted) = first.isFixed ? (first, amount) : (second, -amount)
      rearrange { $0.arrangement.tree.change(part.cell) { $0.extra += wanted } }
      let rest = wanted - change(of: part, in: split)
      rearrange { $0.arrangement.tree.change(part.cell) { $0.extra -= rest } }
    } else {
      let least = before.splits[split].axis == .row ? PaneFrames.leastColumns : PaneFrames.leastRows
      let allowed = max(min(0, least - first.length), min(amount, max(0, second.length - least)))
      guard allowed != 0 else { return false }
      rearrange { state in
        for part in parts where !part.isFixed {
          let change = part == first ? allowed : part == second ? -allowed : 0
          state.arrangement.tree.change(part.cell) { $0.weight = part.length + change }
        }
      }
    }
    return frames != before
  }

  /// By how much a part of a split has grown.
  private func change(of part: PaneSplit.Part, in split: Int) -> Int {
    guard let splits = frames?.splits, splits.indices.contains(split),
      let now = splits[split].parts.first(where: { $0.cell == part.cell })
    else { return 0 }
    return now.length - part.length
  }

  /// A word for the status line, and nothing else.
  private mutating func say(_ text: String) -> [Effect] {
    message = Message(text: text, isWarning: false)
    return []
  }
}

extension PaneFrames {
  /// The pane that lies next to another one in a direction; of several the one that shares most of its edge.
  func neighbor(of pane: Pane, _ direction: PaneDirection) -> Pane? {
    guard let rect = panes[pane] else { return nil }
    func overlap(_ first: Range<Int>, _ second: Range<Int>) -> Int {
      first.clamped(to: second).count
    }
    let all = panes.compactMap { other, place -> (pane: Pane, distance: Int, shared: Int, order: Int)? in
      let columns = overlap(rect.column..<rect.endColumn, place.column..<place.endColumn)
      let rows = overlap(rect.row..<rect.endRow, place.row..<place.endRow)
      switch direction {
      case .left where rows > 0 && place.endColumn <= rect.column:
        return (other, rect.column - place.endColumn, rows, place.row)
      case .right where rows > 0 && place.column >= rect.endColumn:
        return (other, place.column - rect.endColumn, rows, place.row)
      case .up where columns > 0 && place.endRow <= rect.row:
        return (other, rect.row - place.endRow, columns, place.column)
      case .down where columns > 0 && place.row >= rect.endRow:
        return (other, place.row - rect.endRow, columns, place.column)
      default: return nil
      }
    }
    return all.min { ($0.distance, -$0.shared, $0.order) < ($1.distance, -$1.shared, $1.order) }?.pane
  }
}

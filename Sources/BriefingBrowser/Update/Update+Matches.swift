internal import BriefingModel

extension BrowserState {
  // MARK: - Looking

  /// Finds what was typed in the open briefing and goes to the first match at or after a place. Words are found
  /// at once; a pattern is asked for, as nobody knows how long it takes.
  mutating func refind(
    _ typed: String, from origin: FlowPlace, showsOnlyMatches: Bool? = nil, keepsTop: Bool = false
  ) {
    guard let reader, !typed.isEmpty else {
      endFind()
      return
    }
    var wanted = FindState(pattern: typed, matches: [], current: nil)
    wanted.showsOnlyMatches = showsOnlyMatches ?? find?.showsOnlyMatches ?? false
    wanted.origin = origin
    switch wanted.query {
    case .words(let words):
      wanted.matches = reader.flow.matches(of: words)
      find = wanted
      goToFound(keepsTop: keepsTop)
    case .pattern(let source) where source.isEmpty:
      find = wanted
      goToFound(keepsTop: keepsTop)
    case .pattern:
      wanted.request = .due
      // While it is typed on, what was found so far stays where it is until the answer comes.
      if let before = find, prompt?.kind == .find {
        (wanted.matches, wanted.current) = (before.matches, before.current)
      }
      find = wanted
    }
  }

  /// Asks for the patterns that are to be looked for.
  mutating func patternEffects() -> [Effect] {
    guard texts.contains(where: { $0.value.find?.request == .due }) else { return [] }
    return textPanes.flatMap { pane in
      inText(pane) { state -> [Effect] in
        guard let find = state.find, find.request == .due, case .pattern(let source) = find.query,
          let flow = state.reader?.flow
        else { return [] }
        state.findGeneration += 1
        let generation = state.findGeneration
        state.find?.request = .asked(generation)
        return [.findPattern(source, flow, pane: pane.number, generation: generation)]
      }
    }
  }

  /// Takes where a pattern was found.
  mutating func take(found: [FlowMatch], fault: String?, generation: Int) {
    guard let pane = textPanes.first(where: { texts[$0]?.find?.request == .asked(generation) }) else {
      return
    }
    inText(pane) { state in
      state.find?.request = .none
      state.find?.matches = found
      state.find?.current = nil
      state.find?.fault = fault
      state.goToFound()
      if state.find?.isAccepted == true { state.sayIfNotFound() }
      if let steps = state.find?.stepsAhead, steps != 0 {
        state.find?.stepsAhead = 0
        _ = state.moveMatch(by: steps)
      }
    }
  }

  /// Looks again in a text that was read again or otherwise; what is at its top stays there.
  mutating func findAgain() {
    guard let before = find, let reader else { return }
    find?.matches = []
    find?.current = nil
    refind(before.pattern, from: reader.top, keepsTop: true)
    find?.isAccepted = false
    if find?.matches.count == before.matches.count { find?.current = before.current }
  }

  /// Leaves the prompt with what was found, which can be come back from.
  mutating func acceptFind(from prompt: Prompt) {
    find?.isAccepted = true
    lastFind = find?.pattern ?? lastFind
    if find?.isWaiting != true { sayIfNotFound() }
    if let origin = prompt.origin, !prompt.isFromElsewhere, reader?.top != origin {
      var visit = self.visit
      visit.place = origin
      past.append(visit)
      future = []
    }
  }

  private mutating func sayIfNotFound() {
    guard let find, find.matches.isEmpty else { return }
    message = Message(
      text: find.fault.map { "\(find.pattern): \($0)." } ?? "Not found: \(find.pattern)", isWarning: true)
  }

  /// Chooses the first match behind where the search began, and shows it.
  private mutating func goToFound(keepsTop: Bool = false) {
    guard let reader, let find else { return }
    let (matches, origin) = (find.matches, find.origin)
    // Of the matches in the item at the place, those in lines that are already above are over.
    let own = matches.indices(ofItem: origin.item)
    let after = own.first { reader.flow.place(of: matches[$0], metrics) >= origin } ?? own.upperBound
    self.find?.current = matches.isEmpty ? nil : after < matches.count ? after : 0
    showOnlyFound()
    if keepsTop { clampReader() } else { showMatch() }
  }

  // MARK: - Only what matches

  /// `&`: shows nothing but the blocks with a match, or all again; asks for words where nothing was looked for.
  mutating func toggleOnlyMatches() -> [Effect] {
    guard reader != nil else { return [] }
    guard let found = find, !found.matches.isEmpty else { return startFind(showsOnlyMatches: true) }
    if found.showsOnlyMatches {
      showAllAgain()
    } else {
      find?.showsOnlyMatches = true
      showOnlyFound()
      showMatch()
    }
    return []
  }

  /// Shows the whole text again; what was found stays marked.
  mutating func showAllAgain() {
    guard find?.showsOnlyMatches == true else { return }
    find?.showsOnlyMatches = false
    showOnlyFound()
  }

  /// Ends a find: nothing is marked any more, and all is shown.
  mutating func endFind() {
    find = nil
    showOnlyFound()
  }

  /// Lets the text show what the find wants to be shown.
  private mutating func showOnlyFound() {
    guard let reader else { return }
    let matches = find.flatMap { $0.showsOnlyMatches && !$0.matches.isEmpty ? $0.matches : nil }
    if matches == nil, reader.flow.shown == nil { return }
    let item = reader.flow.shownItem(from: reader.top.item)
    self.reader?.flow.show(only: matches)
    guard let flow = self.reader?.flow else { return }
    // What stood at the top stays there, as far as it is still shown.
    let top = flow.shownItem(from: item)
    if top != reader.top.item { self.reader?.top = flow.textStart(of: top) }
    clampReader()
  }

  /// Shows the whole text again where an item that is gone to is not shown.
  mutating func uncover(_ item: Int) {
    if reader?.flow.isShown(item) == false { showAllAgain() }
  }

  // MARK: - From match to match

  mutating func moveMatch(by delta: Int) -> [Effect] {
    guard reader != nil, let found = find else {
      guard let reader, let lastFind else {
        message = Message(text: "Nothing was searched for yet. / finds.", isWarning: false)
        return []
      }
      // Unmarked, or of another briefing: it is looked for again from here, as less does.
      refind(lastFind, from: reader.top)
      find?.isAccepted = true
      guard find?.isWaiting != true else {
        find?.stepsAhead = min(0, delta)
        return []
      }
      sayIfNotFound()
      return delta < 0 && find?.current != nil ? moveMatch(by: delta) : []
    }
    if found.isWaiting {
      find?.stepsAhead += delta
      return []
    }
    guard let current = found.current else {
      sayIfNotFound()
      return []
    }
    let count = found.matches.count
    let next = ((current + delta) % count + count) % count
    if delta > 0 ? next <= current : next >= current, count > 1 {
      message = Message(
        text: delta > 0 ? "Going on from the top." : "Going on from the bottom.", isWarning: false)
    }
    find?.current = next
    reader?.evidence = nil
    showMatch()
    return []
  }

  /// Makes the first match at a 1-based line of the file the current one, where there is one.
  mutating func chooseMatch(atLine line: Int) {
    guard let find, let reader else { return }
    if let index = find.matches.firstIndex(where: {
      reader.flow.items[$0.item].span?.contains(line: line) == true
    }) {
      self.find?.current = index
    }
  }

  /// Scrolls so that the current match can be seen, and no more than needed.
  private mutating func showMatch() {
    guard let find, let current = find.current, let reader else { return }
    let place = reader.flow.place(of: find.matches[current], metrics)
    let rows = rows(of: .reader)
    let bottom = reader.flow.place(reader.top, movedBy: rows - 1, metrics, page: 1)
    if place < reader.top || place > bottom {
      let top = reader.flow.place(place, movedBy: -(rows / 3), metrics, page: rows)
      self.reader?.top = top
      clampReader()
    }
    followReader()
  }
}

extension [FlowMatch] {
  /// The matches in an item, which stand together: found by halving, as there may be very many.
  func indices(ofItem item: Int) -> Range<Int> {
    let start = firstIndex(notBefore: item)
    var end = start
    while end < count, self[end].item == item { end += 1 }
    return start..<end
  }

  private func firstIndex(notBefore item: Int) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].item < item { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

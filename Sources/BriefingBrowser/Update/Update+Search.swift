internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - The query

  mutating func startSearch() -> [Effect] {
    if side != .hits {
      remember()
      sideBefore = side == .source ? .outline : side
      setSide(.hits)
    }
    // From elsewhere it is a new search; from the hits the query is refined.
    if context != .hits {
      search.editor = LineEditor()
      search.results = nil
      search.cursor = ListCursor()
    }
    focus(.side)
    search.isTyping = true
    return []
  }

  mutating func pressSearch(_ key: Key) -> [Effect] {
    switch key {
    case .enter:
      search.isTyping = false
      search.recall = nil
      guard !search.editor.isEmpty else { return closeSide() }
      let kept = keep(search.editor.text.trimmingBlanks, .search)
      // What was found while typing stays, so that nothing moves under the reader's eyes; a hit
      // that was chosen already is opened.
      if search.cursor.selected > 0 { return kept + openChosen() }
      // Where nothing was found, what was only half typed is told now.
      return kept + (search.results?.results.isEmpty == false ? [] : searchAgain(isTyping: false))
    case .escape, .control("c"), .control("g"):
      search.isTyping = false
      return search.results == nil ? closeSide() : []
    case .down, .control("n"), .up, .control("p"):
      let isUp = key == .up || key == .control("p")
      // What was found stands below the query, the searches of before above it.
      if isUp ? search.cursor.selected > 0 : search.recall == nil { return move(by: isUp ? -1 : 1) }
      var recall = search.recall
      guard
        let line = Recall.step(
          &recall, older: isUp, in: histories[.search], typed: search.editor.text)
      else { return [] }
      search.editor = LineEditor(line)
      let effects = searchChanged()
      search.recall = recall
      return effects
    case .tab, .backTab:
      search.isTyping = false
      return moveFocus(by: key == .tab ? 1 : -1)
    case .control("z"):
      return [.suspend]
    case .control("l"):
      return [.redraw]
    case .right where search.editor.isAtEnd && search.suggestion != nil:
      search.editor = LineEditor(search.suggestion ?? "")
      return searchChanged()
    default:
      let before = search.editor.text
      guard search.editor.handle(key), search.editor.text != before else { return [] }
      return searchChanged()
    }
  }

  mutating func searchChanged() -> [Effect] {
    search.recall = nil
    if search.editor.text.trimmingBlanks.isEmpty {
      searchGeneration += 1
      search.results = nil
      search.cursor = ListCursor()
      return []
    }
    return searchAgain(isTyping: true)
  }

  mutating func searchAgain(isTyping: Bool) -> [Effect] {
    searchGeneration += 1
    search.limit = SearchPane.pageSize
    search.isHalfTyped = isTyping
    search.isOfPart = progress != nil
    search.isGrowing = false
    search.isAtEnd = false
    return [
      .search(search.editor.text, isTyping: isTyping, rows: hitRows, generation: searchGeneration)
    ]
  }

  /// Asks again, now that all has been read, where nothing was found in a part.
  mutating func searchAgainInAll() -> [Effect] {
    guard search.isOfPart, search.results?.results.isEmpty ?? true, !search.editor.text.trimmingBlanks.isEmpty
    else { return [] }
    return searchAgain(isTyping: search.isHalfTyped)
  }

  // MARK: - What was found

  /// Takes an answer. One that comes again with more lines leaves the cursor on what it was on.
  mutating func take(results: SearchResults, milliseconds: Int) {
    let isSame = search.answered == searchGeneration
    let chosen = isSame ? search.chosen : nil
    var results = results
    if isSame {
      let known = search.results?.results ?? []
      if search.isGrowing {
        // A pattern is looked for from the beginning again: what is here already stays until there is more.
        if results.isPartial, results.results.count < known.count { return }
        search.isGrowing = results.isPartial && results.results.count < search.limit
      }
      // Lines that came by themselves meanwhile are kept.
      let lines = Dictionary(known.map { ($0.entry.id, $0.lines) }, uniquingKeysWith: { first, _ in first })
      for index in results.results.indices where results.results[index].lines == nil {
        results.results[index].lines = lines[results.results[index].entry.id] ?? nil
      }
    } else {
      search.linesAsked = []
      search.cursor = ListCursor()
    }
    search.answered = searchGeneration
    search.results = results
    search.milliseconds = milliseconds
    choose(chosen)
  }

  /// Takes the lines of some results.
  mutating func take(lines: [Int64: FoundLines]) {
    guard let results = search.results?.results else { return }
    let chosen = search.chosen
    for index in results.indices where results[index].lines == nil {
      search.results?.results[index].lines = lines[results[index].entry.id]
    }
    choose(chosen)
  }

  /// Brings the cursor back to a result, or one of its lines.
  private mutating func choose(_ chosen: SearchPane.Choice?) {
    if let chosen, let place = search.results?.place(of: chosen) {
      let shift = place - search.cursor.selected
      search.cursor = ListCursor(selected: place, top: search.cursor.top + shift)
    }
    let count = search.results?.entryCount ?? 0
    if search.isAtEnd { search.cursor.selected = count - 1 }
    search.cursor.settle(count: count, visible: hitRows)
  }

  /// Asks for more results where the cursor nears the last of those that are here.
  mutating func moreEffects() -> [Effect] {
    guard side == .hits, let results = search.results, search.answered == searchGeneration,
      search.hasMore, !search.isGrowing, search.limit < SearchPane.mostResults
    else { return [] }
    let count = results.entryCount
    guard
      search.isAtEnd || count < hitRows
        || search.cursor.selected > 0 && search.cursor.selected + 2 * hitRows >= count
    else { return [] }
    search.isGrowing = true
    search.limit = search.isAtEnd ? SearchPane.mostResults : min(SearchPane.mostResults, 2 * search.limit)
    return [
      .search(
        results.query, isTyping: search.isHalfTyped, rows: 0, limit: search.limit,
        generation: searchGeneration)
    ]
  }

  /// Asks for the lines of the results on the screen that came without them.
  mutating func lineEffects() -> [Effect] {
    guard side == .hits, let results = search.results, search.answered == searchGeneration else { return [] }
    // All came with their lines, or are on their way: most of the time.
    guard results.results.contains(where: { $0.lines == nil && !search.linesAsked.contains($0.entry.id) })
    else { return [] }
    let shown = search.cursor.top..<search.cursor.top + hitRows
    // The first ones come with the answer itself.
    guard search.cursor.top > 0 || search.cursor.selected > 0 else { return [] }
    var wanted: [Int64] = []
    for case .briefing(let result) in results.entries(shown) where result.lines == nil {
      wanted.append(result.entry.id)
    }
    // With its lines a result takes two rows at least.
    wanted = Array(wanted.prefix(hitRows / 2 + 1)).filter { !search.linesAsked.contains($0) }
    guard !wanted.isEmpty else { return [] }
    search.linesAsked.formUnion(wanted)
    return [.findLines(wanted, generation: searchGeneration)]
  }
}

extension SearchPane {
  /// A result, or one of its lines by its 0-based place among them.
  struct Choice: Equatable {
    var entryID: Int64
    var line: Int?
  }

  /// What the cursor is on.
  var chosen: Choice? {
    switch results?.entry(at: cursor.selected) {
    case nil: return nil
    case .briefing(let result): return Choice(entryID: result.entry.id)
    case .line(let hit, let result):
      return Choice(entryID: result.entry.id, line: result.hits.firstIndex(of: hit))
    }
  }

  /// Whether more briefings match than are here.
  var hasMore: Bool {
    guard let results, results.results.count >= limit || isGrowing else { return false }
    return results.isPartial || results.briefingCount < results.matchCount
  }

  /// The query as it may have been meant; nil when it can be read.
  var suggestion: String? { results?.fault?.suggestion }
}

extension SearchResults {
  /// The 0-based place of a result, or of one of its lines, among the entries.
  func place(of choice: SearchPane.Choice) -> Int? {
    var place = 0
    for result in results {
      if result.entry.id == choice.entryID {
        return place + (choice.line.map { min($0 + 1, result.hits.count) } ?? 0)
      }
      place += 1 + result.hits.count
    }
    return nil
  }
}

internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Prompts

  /// `/`: narrows the list, or finds in the briefing.
  mutating func startFind() -> [Effect] {
    if context == .list {
      prompt = Prompt(kind: .filter, editor: LineEditor(list.filter), previousFilter: list.filter)
      return []
    }
    if context == .library {
      prompt = Prompt(
        kind: .statements, editor: LineEditor(library.filter), previousFilter: library.filter)
      return []
    }
    guard let reader else { return [] }
    var isFromElsewhere = false
    if arrangement.focus.role != .reader {
      remember()
      isFromElsewhere = true
      focus(.reader)
    }
    prompt = Prompt(kind: .find, origin: reader.top, isFromElsewhere: isFromElsewhere)
    return []
  }

  mutating func pressPrompt(_ key: Key) -> [Effect] {
    guard let kind = prompt?.kind else { return [] }
    switch key {
    case .enter:
      return acceptPrompt()
    case .escape, .control("c"), .control("g"):
      return cancelPrompt()
    case .down, .up, .control("n"), .control("p"):
      return stepInPrompt(key, kind)
    case .tab where kind == .palette, .backTab where kind == .palette:
      completePalette(by: key == .tab ? 1 : -1)
      return []
    case .control("z"):
      return [.suspend]
    case .control("l"):
      return [.redraw]
    case .backspace where prompt?.editor.isEmpty == true && !kind.keepsWhenEmpty:
      return cancelPrompt()
    default:
      guard let before = prompt?.editor.text, prompt?.editor.handle(key) == true,
        prompt?.editor.text != before
      else { return [] }
      return promptChanged()
    }
  }

  /// Up and down: through what can be chosen, or through what was typed before.
  private mutating func stepInPrompt(_ key: Key, _ kind: Prompt.Kind) -> [Effect] {
    let isUp = key == .up || key == .control("p")
    switch kind {
    case .filter, .rows, .statements:
      return move(by: isUp ? -1 : 1)
    case .find where key == .control("n") || key == .control("p"):
      return moveMatch(by: isUp ? -1 : 1)
    case .palette where isUp ? prompt?.cursor.selected != 0 : prompt?.recall == nil:
      // The list of commands stands below what was typed before.
      movePalette(by: isUp ? -1 : 1)
      return []
    default:
      guard let history = kind.history, let text = prompt?.editor.text, var recall = prompt.map(\.recall),
        let line = Recall.step(&recall, older: isUp, in: histories[history], typed: text)
      else { return [] }
      prompt?.editor = LineEditor(line)
      let effects = promptChanged()
      prompt?.recall = recall
      return effects
    }
  }

  /// Follows what is being typed.
  mutating func promptChanged() -> [Effect] {
    prompt?.recall = nil
    prompt?.stem = nil
    guard let prompt else { return [] }
    switch prompt.kind {
    case .filter:
      list.filter = prompt.editor.text
      refilter(keeping: list.selected?.id)
      return requestSelected()
    case .find:
      if let origin = prompt.origin { reader?.top = origin }
      refind(prompt.editor.text, from: prompt.origin ?? FlowPlace())
      return []
    case .palette:
      self.prompt?.cursor = ListCursor()
      return []
    case .rows:
      filterRows(prompt.editor.text)
      return []
    case .statements:
      return filterLibrary(prompt.editor.text)
    case .export, .tags, .note, .annotation, .searchName, .program:
      return []
    }
  }

  private mutating func acceptPrompt() -> [Effect] {
    guard let prompt else { return [] }
    self.prompt = nil
    let kept = prompt.kind.history.map { keep(prompt.editor.text.trimmingBlanks, $0) } ?? []
    return accept(prompt) + kept
  }

  /// Keeps what was typed, to be offered again.
  mutating func keep(_ line: String, _ kind: PromptHistories.Kind) -> [Effect] {
    let before = histories
    histories.add(line, kind)
    return histories == before ? [] : [.keepTyped(line, kind)]
  }

  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    switch prompt.kind {
    case .filter, .rows, .statements:
      return []
    case .tags(let entryID):
      return setTags(prompt.editor.text, of: entryID)
    case .searchName(let query):
      return keepSearch(query, as: prompt.editor.text)
    case .note(let entryID):
      return setNote(prompt.editor.text, of: entryID)
    case .annotation(let entryID, let anchor, let quote):
      return annotate(prompt.editor.text, anchor, quote: quote, entryID: entryID)
    case .export:
      return export(to: prompt.editor.text.trimmingBlanks)
    case .find:
      guard !prompt.editor.isEmpty else { return [] }
      if find?.matches.isEmpty != false {
        message = Message(text: "Not found: \(prompt.editor.text)", isWarning: true)
      }
      return []
    case .palette:
      return performTyped(prompt)
    case .program:
      return pipe(into: prompt.editor.text.trimmingBlanks)
    }
  }

  private mutating func cancelPrompt() -> [Effect] {
    guard let prompt else { return [] }
    self.prompt = nil
    switch prompt.kind {
    case .filter:
      let chosen = list.selected?.id
      list.filter = prompt.previousFilter == prompt.editor.text ? "" : prompt.previousFilter
      refilter(keeping: chosen)
      return requestSelected()
    case .find:
      if let origin = prompt.origin { reader?.top = origin }
      find = nil
      return prompt.isFromElsewhere ? goBack() : []
    case .palette, .export, .tags, .note, .annotation, .searchName, .program:
      return []
    case .statements:
      return filterLibrary(prompt.previousFilter == prompt.editor.text ? "" : prompt.previousFilter)
    case .rows:
      filterRows(prompt.previousFilter == prompt.editor.text ? "" : prompt.previousFilter)
      return []
    }
  }

  // MARK: - Find

  /// Finds a pattern in the open briefing and goes to the first match at or after a place.
  mutating func refind(_ pattern: String, from origin: FlowPlace) {
    guard let reader, !pattern.isEmpty else {
      find = nil
      return
    }
    let matches = reader.flow.matches(of: pattern)
    let current =
      matches.firstIndex { $0.item > origin.item }
      .map { after in
        // Of the matches in the item at the place, those in lines that are already above are over.
        matches[..<after].firstIndex {
          $0.item == origin.item && reader.flow.place(of: $0, metrics) >= origin
        } ?? after
      }
      ?? matches.firstIndex { $0.item == origin.item && reader.flow.place(of: $0, metrics) >= origin }
      ?? (matches.isEmpty ? nil : 0)
    find = FindState(pattern: pattern, matches: matches, current: current)
    showMatch()
  }

  mutating func moveMatch(by delta: Int) -> [Effect] {
    guard let found = find, reader != nil else {
      message = Message(text: "Nothing was searched for yet. / finds.", isWarning: false)
      return []
    }
    guard let current = found.current else {
      message = Message(text: "Not found: \(found.pattern)", isWarning: true)
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

extension String {
  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    var view = Substring(self)
    while view.first == " " { view.removeFirst() }
    while view.last == " " { view.removeLast() }
    return String(view)
  }
}

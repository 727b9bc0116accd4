internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Prompts

  /// `/`: narrows the list, or finds in the briefing.
  mutating func startFind(showsOnlyMatches: Bool = false) -> [Effect] {
    if context == .list {
      prompt = Prompt(kind: .filter, editor: LineEditor(list.filter), previousFilter: list.filter)
      return []
    }
    if context == .library {
      prompt = Prompt(
        kind: .statements, editor: LineEditor(library.filter), previousFilter: library.filter)
      return []
    }
    if context == .allTables {
      let filter = libraryTables.filter
      prompt = Prompt(kind: .tables, editor: LineEditor(filter), previousFilter: filter)
      return []
    }
    guard let reader else { return [] }
    var isFromElsewhere = false
    if arrangement.focus.role != .reader {
      remember()
      isFromElsewhere = true
      focus(.reader)
    }
    prompt = Prompt(
      kind: .find, origin: reader.top, isFromElsewhere: isFromElsewhere,
      showsOnlyMatches: showsOnlyMatches || find?.showsOnlyMatches == true)
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
    case .filter, .rows, .tables, .statements:
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
      refilter(keeping: list.selected?.id ?? reader?.entryID)
      return requestSelected()
    case .find:
      if let origin = prompt.origin { reader?.top = origin }
      refind(
        prompt.editor.text, from: prompt.origin ?? FlowPlace(), showsOnlyMatches: prompt.showsOnlyMatches)
      return []
    case .palette:
      self.prompt?.cursor = ListCursor()
      return []
    case .rows:
      filterRows(prompt.editor.text)
      return []
    case .statements:
      return filterLibrary(prompt.editor.text)
    case .tables:
      return narrowLibraryTables(to: prompt.editor.text.trimmingBlanks, isTyping: true)
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

  /// Sets what the reader was writing beside a text or a briefing, as if Enter had been pressed: the program is
  /// being ended from outside, and nothing that was written may be lost.
  public mutating func setUnfinished() -> [Effect] {
    switch prompt?.kind {
    case .note, .annotation, .tags: acceptPrompt()
    default: []
    }
  }

  /// Keeps what was typed, to be offered again.
  mutating func keep(_ line: String, _ kind: PromptHistories.Kind) -> [Effect] {
    let before = histories
    histories.add(line, kind)
    return histories == before ? [] : [.keepTyped(line, kind)]
  }

  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    switch prompt.kind {
    case .filter, .rows, .statements, .tables:
      return []
    case .tags(let entryID):
      return setTags(prompt.editor.text, seen: prompt.seen, of: entryID)
    case .searchName(let query):
      return keepSearch(query, as: prompt.editor.text)
    case .note(let entryID):
      return setNote(prompt.editor.text, seen: prompt.seen, of: entryID)
    case .annotation(let entryID, let anchor, let quote):
      return annotate(prompt.editor.text, seen: prompt.seen, anchor, quote: quote, entryID: entryID)
    case .export:
      return export(to: prompt.editor.text.trimmingBlanks)
    case .find:
      guard !prompt.editor.isEmpty else { return [] }
      acceptFind(from: prompt)
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
      let chosen = list.selected?.id ?? reader?.entryID
      list.filter = prompt.previousFilter == prompt.editor.text ? "" : prompt.previousFilter
      refilter(keeping: chosen)
      return requestSelected()
    case .find:
      endFind()
      if let origin = prompt.origin { reader?.top = origin }
      return prompt.isFromElsewhere ? goBack() : []
    case .palette, .export, .tags, .note, .annotation, .searchName, .program:
      return []
    case .statements:
      return filterLibrary(prompt.previousFilter == prompt.editor.text ? "" : prompt.previousFilter)
    case .tables:
      return narrowLibraryTables(
        to: prompt.previousFilter == prompt.editor.text ? "" : prompt.previousFilter)
    case .rows:
      filterRows(prompt.previousFilter == prompt.editor.text ? "" : prompt.previousFilter)
      return []
    }
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

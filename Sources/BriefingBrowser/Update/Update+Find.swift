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
    case .down, .control("n"):
      if kind == .filter || kind == .rows { return move(by: 1) }
      if kind == .find { return moveMatch(by: 1) }
      if kind != .palette { return [] }
      movePalette(by: 1)
      return []
    case .up, .control("p"):
      if kind == .filter || kind == .rows { return move(by: -1) }
      if kind == .find { return moveMatch(by: -1) }
      if kind != .palette { return [] }
      movePalette(by: -1)
      return []
    case .tab where kind == .palette:
      if let chosen = chosenPaletteRow {
        prompt?.editor = LineEditor(chosen.command.rawValue)
        prompt?.cursor = ListCursor()
      }
      return []
    case .backspace where prompt?.editor.isEmpty == true && !kind.keepsWhenEmpty:
      return cancelPrompt()
    default:
      guard let before = prompt?.editor.text, prompt?.editor.handle(key) == true,
        prompt?.editor.text != before
      else { return [] }
      return promptChanged()
    }
  }

  /// Follows what is being typed.
  mutating func promptChanged() -> [Effect] {
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
    case .export, .tags, .note, .annotation, .searchName:
      return []
    }
  }

  private mutating func acceptPrompt() -> [Effect] {
    guard let prompt else { return [] }
    self.prompt = nil
    switch prompt.kind {
    case .filter, .rows:
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
      let text = prompt.editor.text.trimmingBlanks
      if let number = Int(text) { return goToLine(number) }
      if text.last == "%", let percent = Int(text.dropLast()) {
        focus(.reader)
        return move(toPercent: percent)
      }
      guard !text.isEmpty else { return [] }
      guard let row = paletteRow(prompt) else {
        message = Message(text: "No command is called “\(text)”.", isWarning: true)
        return []
      }
      return perform(row.command, count: Self.number(behind: text))
    }
  }

  private mutating func goToLine(_ number: Int) -> [Effect] {
    if arrangement.focus.role != .reader { focus(.reader) }
    return go(to: number)
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
    case .palette, .export, .tags, .note, .annotation, .searchName:
      return []
    case .rows:
      filterRows(prompt.previousFilter == prompt.editor.text ? "" : prompt.previousFilter)
      return []
    }
  }

  // MARK: - Palette

  /// The count in `table-columns 3`.
  private static func number(behind text: String) -> Int? {
    guard let blank = text.lastIndex(of: " "), let number = Int(text[text.index(after: blank)...]) else {
      return nil
    }
    return number > 0 ? min(99_999_999, number) : nil
  }

  /// The commands whose name or help holds what is typed, a number behind it left out; names first.
  func paletteRows(_ typed: String) -> [CommandRow] {
    var text = typed.trimmingBlanks
    if Self.number(behind: text) != nil {
      text = text[..<(text.lastIndex(of: " ") ?? text.endIndex)].description.trimmingBlanks
    }
    let matcher = TextMatcher(text)
    let byName = CommandTable.rows.filter { matcher.matches($0.command.rawValue) }
    let byHelp = CommandTable.rows.filter {
      !matcher.matches($0.command.rawValue) && matcher.matches($0.help)
    }
    let begun = byName.filter { $0.command.rawValue.hasPrefix(text) }
    return begun + byName.filter { !begun.contains($0) } + byHelp
  }

  /// The chosen row of the palette.
  var chosenPaletteRow: CommandRow? { prompt.flatMap(paletteRow) }

  private func paletteRow(_ prompt: Prompt) -> CommandRow? {
    let rows = paletteRows(prompt.editor.text)
    return rows.indices.contains(prompt.cursor.selected) ? rows[prompt.cursor.selected] : nil
  }

  private mutating func movePalette(by delta: Int) {
    guard let text = prompt?.editor.text else { return }
    let count = paletteRows(text).count
    prompt?.cursor.move(by: delta, count: count, visible: PaletteView.rows(in: size))
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

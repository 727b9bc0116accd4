internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Choosing from a list over the panes

  /// `o`: by letters of a title, heading, table or path.
  mutating func startNames() -> [Effect] {
    pickerGeneration += 1
    var picker = Picker(.names)
    picker.isBehind = true
    overlays.append(.picker(picker))
    return [.findNames("", generation: pickerGeneration)]
  }

  /// What narrows the search that is shown.
  mutating func startFacets() -> [Effect] {
    let query: String?
    switch context {
    case .hits: query = search.results.flatMap { $0.results.isEmpty ? nil : $0.query }
    case .library: query = library.scope == .pinned ? nil : library.query
    default: query = list.entries.isEmpty ? nil : ""
    }
    guard let query else {
      message = Message(text: "There is nothing to narrow.", isWarning: false)
      return []
    }
    pickerGeneration += 1
    var picker = Picker(.facets)
    picker.isBehind = true
    overlays.append(.picker(picker))
    return [.findFacets(query, generation: pickerGeneration)]
  }

  mutating func startSearches() -> [Effect] {
    var picker = Picker(.searches)
    picker.isBehind = true
    overlays.append(.picker(picker))
    return [.listSearches]
  }

  /// Asks under what name the search that is shown is to be kept.
  mutating func startKeepingSearch() -> [Effect] {
    guard let query = search.results?.query, !query.trimmingBlanks.isEmpty else {
      message = Message(text: "There is no search to keep.", isWarning: false)
      return []
    }
    prompt = Prompt(kind: .searchName(query: query), editor: LineEditor(query))
    return []
  }

  mutating func keepSearch(_ query: String, as name: String) -> [Effect] {
    let name = name.trimmingBlanks
    guard !name.isEmpty else { return [] }
    let key = keymap.notations(of: .searches).first ?? ""
    confirm("Kept as \(name). \(key) lists what was kept.")
    return [.keepSearch(query, name: name)]
  }

  /// Takes what can be chosen.
  mutating func take(items: [Picker.Item], _ kind: Picker.Kind) {
    guard case .picker(var picker)? = overlays.last, picker.kind == kind else { return }
    picker.items = items
    picker.isWaiting = false
    picker.isBehind = false
    picker.cursor.settle(count: picker.shown.count, visible: pickerRows)
    overlays[overlays.count - 1] = .picker(picker)
  }

  private var pickerRows: Int { max(1, SheetFrame(size: size).content.rows) }

  mutating func press(_ key: Key, in picker: Picker) -> [Effect] {
    var picker = picker
    func close() -> [Effect] { picker.kind == .searches || picker.kind == .marks ? [] : [.endPicking] }
    switch key {
    case .escape, .control("c"), .control("g"):
      return close()
    case .enter:
      let shown = picker.shown
      guard shown.indices.contains(picker.cursor.selected) else {
        overlays.append(.picker(picker))
        return []
      }
      return close() + choose(shown[picker.cursor.selected].target)
    case .delete where picker.kind == .searches && picker.editor.isAtEnd:
      let shown = picker.shown
      guard shown.indices.contains(picker.cursor.selected),
        case .search(_, let name) = shown[picker.cursor.selected].target
      else { break }
      picker.items.removeAll { $0 == shown[picker.cursor.selected] }
      picker.cursor.settle(count: picker.shown.count, visible: pickerRows)
      overlays.append(.picker(picker))
      return [.keepSearch(nil, name: name)]
    case .delete where picker.kind == .marks && picker.editor.isAtEnd:
      let shown = picker.shown
      guard shown.indices.contains(picker.cursor.selected),
        case .mark(let letter) = shown[picker.cursor.selected].target
      else { break }
      picker.items.removeAll { $0 == shown[picker.cursor.selected] }
      picker.cursor.settle(count: picker.shown.count, visible: pickerRows)
      overlays.append(.picker(picker))
      return removeMark(letter)
    case .down, .control("n"), .up, .control("p"), .pageDown, .pageUp:
      let step = key == .pageDown || key == .pageUp ? pickerRows - 1 : 1
      let isDown = key == .down || key == .control("n") || key == .pageDown
      picker.cursor.move(by: isDown ? step : -step, count: picker.shown.count, visible: pickerRows)
    case .control("z"):
      overlays.append(.picker(picker))
      return [.suspend]
    case .control("l"):
      overlays.append(.picker(picker))
      return [.redraw]
    default:
      let before = picker.editor.text
      _ = picker.editor.handle(key)
      guard picker.editor.text != before else { break }
      return typed(in: picker)
    }
    overlays.append(.picker(picker))
    return []
  }

  /// Takes pasted text where it is typed.
  mutating func paste(_ text: String, into picker: Picker) -> [Effect] {
    var picker = picker
    picker.editor.insert(text)
    overlays.removeLast()
    return typed(in: picker)
  }

  private mutating func typed(in picker: Picker) -> [Effect] {
    var picker = picker
    picker.cursor = ListCursor()
    overlays.append(.picker(picker))
    guard picker.kind == .names else { return [] }
    pickerGeneration += 1
    picker.isBehind = true
    overlays[overlays.count - 1] = .picker(picker)
    return [.findNames(picker.editor.text, generation: pickerGeneration)]
  }

  private mutating func choose(_ target: Picker.Target) -> [Effect] {
    switch target {
    case .refine(let text):
      if context == .library {
        return filterLibrary((library.filter.trimmingBlanks + " " + text).trimmingBlanks)
      }
      // In the list all briefings are narrowed, whatever was searched for before.
      return searchFor(context == .list ? text : search.editor.text.trimmingBlanks + " " + text)
    case .search(let query, _):
      return searchFor(query)
    case .mark(let letter):
      return letters[letter].map { go(to: $0) } ?? []
    case .open(let entryID, let line):
      remember()
      if let place = (0..<list.count).first(where: { list.entry(at: $0)?.id == entryID }) {
        list.cursor.selected = place
        settleList()
      }
      let effects = request(AwaitedBriefing(entryID: entryID, line: line))
      focus(.reader)
      return effects
    }
  }

  /// Shows a search as if it had been typed.
  private mutating func searchFor(_ query: String) -> [Effect] {
    if context != .hits { _ = startSearch() }
    search.editor = LineEditor(query)
    search.isTyping = false
    return searchAgain(isTyping: false)
  }
}

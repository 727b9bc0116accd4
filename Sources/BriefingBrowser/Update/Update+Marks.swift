internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - What the reader notes about a briefing

  /// The briefing that is meant: the one chosen in the list, or the one that is read.
  private var markedID: Int64? {
    switch context {
    case .list: list.selected?.id
    case .library: library.chosenStatement?.entry.id
    default: reader?.entryID
    }
  }

  private mutating func set(_ mark: ReaderMark, of id: Int64) -> [Effect] {
    var marks = self.marks[id] ?? ReaderMarks()
    marks.take(mark)
    self.marks[id] = marks.isEmpty ? nil : marks
    noteCount += 1
    return [.mark(mark, entryID: id)]
  }

  /// Whether what was kept after so many notes holds all that were made: what was told before the last of them was
  /// kept would take it from the screen.
  func isNew(after count: Int?) -> Bool { (count ?? noteCount) >= noteCount }

  /// Says what was set, and where that does not last, how long it is there.
  mutating func confirm(_ text: String) {
    message = Message(text: isLasting ? text : text + " It is gone when you quit.", isWarning: !isLasting)
  }

  mutating func toggleRead() -> [Effect] {
    guard let id = markedID else { return [] }
    let isRead = marks[id]?.isRead == true
    confirm(isRead ? "Noted as unread." : "Noted as read.")
    return set(.read(!isRead), of: id)
  }

  mutating func toggleStar() -> [Effect] {
    guard let id = markedID else { return [] }
    let isStarred = marks[id]?.isStarred == true
    confirm(isStarred ? "Star taken." : "Star given; is:starred finds it.")
    return set(.starred(!isStarred), of: id)
  }

  mutating func startTags() -> [Effect] {
    guard let id = markedID else { return [] }
    let tags = (marks[id]?.tags ?? []).joined(separator: ", ")
    prompt = Prompt(kind: .tags(entryID: id), editor: LineEditor(tags), seen: tags)
    return [.lookForMarks]
  }

  mutating func setTags(_ text: String, seen: String, of id: Int64) -> [Effect] {
    let (tags, seen) = (ReaderMarks.tags(typed: text), ReaderMarks.tags(typed: seen))
    guard tags != seen else { return [] }
    return set(.tags(tags, seen: seen), of: id)
  }

  mutating func startNote() -> [Effect] {
    guard let id = markedID else { return [] }
    let note = marks[id]?.note ?? ""
    prompt = Prompt(kind: .note(entryID: id), editor: LineEditor(note), seen: note)
    return [.lookForMarks]
  }

  mutating func setNote(_ text: String, seen: String, of id: Int64) -> [Effect] {
    let text = text.trimmingBlanks
    guard text != seen else { return [] }
    return set(.note(text.isEmpty ? nil : text, seen: seen.isEmpty ? nil : seen), of: id)
  }

  /// Shows in a prompt that nobody has typed in what another session has written since it came.
  mutating func renewPrompt() {
    guard let prompt, prompt.editor.text == prompt.seen else { return }
    let now: String
    switch prompt.kind {
    case .note(let id): now = marks[id]?.note ?? ""
    case .tags(let id): now = (marks[id]?.tags ?? []).joined(separator: ", ")
    case .annotation(let id, let anchor, _):
      now = records[id]?.annotations.first { $0.anchor.isSame(as: anchor) }?.text ?? ""
    default: return
    }
    guard now != prompt.seen else { return }
    self.prompt?.editor = LineEditor(now)
    self.prompt?.seen = now
  }

  /// Whoever goes into a briefing's text reads it.
  mutating func readingEffects() -> [Effect] {
    guard arrangement.focus.role == .reader, awaited == nil, let reader, !reader.isNotedAsRead else {
      return []
    }
    self.reader?.isNotedAsRead = true
    guard marks[reader.entryID]?.isRead != true else { return [] }
    return set(.read(true), of: reader.entryID)
  }

  /// Goes to the next briefing in the list that was not read as it is now, or the one before.
  mutating func moveUnread(by step: Int) -> [Effect] {
    var place = list.cursor.selected + step
    while let entry = list.entry(at: place) {
      if marks[entry.id]?.isRead != true {
        if context == .reader { remember() }
        list.cursor.selected = place
        settleList()
        return requestSelected()
      }
      place += step
    }
    message = Message(
      text: step > 0 ? "No unread briefing further down." : "No unread briefing further up.", isWarning: false
    )
    return []
  }
}

extension ReaderMarks {
  /// What is so from now on.
  mutating func take(_ mark: ReaderMark) {
    switch mark {
    case .read(let isRead):
      self.isRead = isRead
      isChanged = false
    case .starred(let isStarred): self.isStarred = isStarred
    case .tags(let tags, _): self.tags = tags
    case .note(let note, _): self.note = note
    }
  }
}

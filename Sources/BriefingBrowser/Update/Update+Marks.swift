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
    return [.mark(mark, entryID: id)]
  }

  mutating func toggleRead() -> [Effect] {
    guard let id = markedID else { return [] }
    let isRead = marks[id]?.isRead == true
    message = Message(text: isRead ? "Noted as unread." : "Noted as read.", isWarning: false)
    return set(.read(!isRead), of: id)
  }

  mutating func toggleStar() -> [Effect] {
    guard let id = markedID else { return [] }
    let isStarred = marks[id]?.isStarred == true
    message = Message(text: isStarred ? "Star taken." : "Star given; is:starred finds it.", isWarning: false)
    return set(.starred(!isStarred), of: id)
  }

  mutating func startTags() -> [Effect] {
    guard let id = markedID else { return [] }
    let tags = marks[id]?.tags ?? []
    prompt = Prompt(kind: .tags(entryID: id), editor: LineEditor(tags.joined(separator: ", ")))
    return []
  }

  mutating func setTags(_ text: String, of id: Int64) -> [Effect] {
    let tags = ReaderMarks.tags(typed: text)
    guard tags != marks[id]?.tags ?? [] else { return [] }
    return set(.tags(tags), of: id)
  }

  mutating func startNote() -> [Effect] {
    guard let id = markedID else { return [] }
    prompt = Prompt(kind: .note(entryID: id), editor: LineEditor(marks[id]?.note ?? ""))
    return []
  }

  mutating func setNote(_ text: String, of id: Int64) -> [Effect] {
    let text = text.trimmingBlanks
    let note = text.isEmpty ? nil : text
    guard note != marks[id]?.note else { return [] }
    return set(.note(note), of: id)
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
    case .tags(let tags): self.tags = tags
    case .note(let note): self.note = note
    }
  }
}

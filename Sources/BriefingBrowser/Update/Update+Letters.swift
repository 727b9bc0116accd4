internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Places with letters

  /// Waits for the letter that a place is to have, or that has one.
  mutating func startLetter(_ use: LetterUse) -> [Effect] {
    guard use == .goToMark || reader != nil else {
      message = Message(text: "No briefing is open.", isWarning: false)
      return []
    }
    letterWanted = use
    return []
  }

  mutating func pressLetter(_ key: Key, _ use: LetterUse) -> [Effect] {
    letterWanted = nil
    switch key {
    case .character(let letter) where ("a"..."z").contains(letter):
      return use == .setMark ? setMark(letter) : goToMark(letter)
    case .character("'") where use == .goToMark, .character("`") where use == .goToMark:
      return goToLastPlace()
    case .control("z"): return [.suspend]
    case .escape, .control("c"), .control("g"): return []
    default:
      let last = use == .goToMark ? ", or ' for the last place" : ""
      message = Message(text: "A mark is a letter from a to z\(last).", isWarning: false)
      return []
    }
  }

  private mutating func setMark(_ letter: Character) -> [Effect] {
    guard let reader, let place = reader.flow.readingPlace(at: reader.top, metrics) else {
      message = Message(text: "There is no text to mark.", isWarning: false)
      return []
    }
    letters[letter] = LetterPlace(entryID: reader.entryID, place: place)
    let key = keymap.notations(of: .goToMark).first ?? ""
    confirm("Mark \(letter) is at line \(place.line). \(key) \(letter) comes back.")
    return [.keepLetter(letter, place, entryID: reader.entryID)]
  }

  private mutating func goToMark(_ letter: Character) -> [Effect] {
    guard let mark = letters[letter] else {
      let key = keymap.notations(of: .marks).first ?? ""
      message = Message(
        text: "Mark \(letter) is not set in these folders. \(key) lists the marks.", isWarning: false)
      return []
    }
    return go(to: mark)
  }

  /// Goes to a place in any briefing, in the text used last.
  mutating func go(to mark: LetterPlace) -> [Effect] {
    remember()
    chooseInList(mark.entryID)
    let effects = request(AwaitedBriefing(entryID: mark.entryID, place: mark.place))
    focus(.reader)
    return effects
  }

  /// To where the last jump of this text was made, and back again.
  private mutating func goToLastPlace() -> [Effect] {
    guard let visit = past.last else {
      message = Message(text: "No jump was made yet.", isWarning: false)
      return []
    }
    remember()
    return go(to: visit)
  }

  // MARK: - Their list

  mutating func startMarks() -> [Effect] {
    var picker = Picker(.marks)
    picker.isWaiting = false
    picker.items = letters.keys.sorted().compactMap { letter in
      guard let mark = letters[letter] else { return nil }
      let entry = list.entries.first { $0.id == mark.entryID }
      let heading = mark.place.heading.isEmpty ? "" : mark.place.heading + " "
      return Picker.Item(
        text: "\(letter)  \(entry?.displayTitle ?? "")", detail: "\(heading):\(mark.place.line)",
        target: .mark(letter))
    }
    overlays.append(.picker(picker))
    return []
  }

  /// Takes a letter from its place.
  mutating func removeMark(_ letter: Character) -> [Effect] {
    letters[letter] = nil
    return [.forgetLetter(letter)]
  }
}

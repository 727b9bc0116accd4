internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel

/// Places that are kept, in the walk line by line: where a briefing was left, and those that have letters. They are
/// the browser's own, so that each goes on where the other stopped.
extension PlainBrowser {
  // MARK: - Where it was left

  /// Keeps what was said last as the place to go on from, when that has changed.
  func keepPlace() {
    // Who opens a briefing and leaves it has not read on.
    guard var reader, let desk = context.desk, reader.last >= 0, reader.last != reader.lastOfResuming else {
      return
    }
    // What opening alone says is no place to keep.
    let place = reader.last <= reader.lastOfBeginning ? nil : reader.flow.readingPlace(ofItem: reader.last)
    guard place != reader.keptPlace else { return }
    reader.keptPlace = place
    self.reader = reader
    desk.keep(place, in: identity(of: reader.entry, reader.found))
    tellDesk()
  }

  /// Reads the beginning of the briefing that was just opened, or on from where it was left.
  func resume() throws(OutputFault) {
    guard let reader else { return }
    guard let place = reader.keptPlace, case let item = reader.flow.item(of: place), item > 0 else {
      return try go(toItem: 0)
    }
    try say(reader.entry.displayTitle)
    try say("You left off at line \(reader.flow.line(of: item)); top goes to the beginning.")
    try go(toItem: item)
    if let last = self.reader?.last { self.reader?.lastOfResuming = last }
  }

  // MARK: - Places with letters

  /// The letter that was typed, or a word on what is one.
  private func letter(_ words: String, for command: String) throws(OutputFault) -> Character? {
    if words.count == 1, let letter = words.first, ("a"..."z").contains(letter) { return letter }
    try say("\(command) needs a letter from a to z.")
    return nil
  }

  func setMark(_ words: String) throws(OutputFault) {
    guard let (reader, desk) = try noting() else { return }
    guard let letter = try letter(words, for: "set-mark") else { return }
    guard let library = library.identity else { return try say("Nothing can be kept here.") }
    guard let place = reader.flow.readingPlace(ofItem: max(0, reader.last)) else {
      return try say("There is no text to mark.")
    }
    desk.keep(place, in: identity(of: reader.entry, reader.found), as: letter, of: library)
    try say("Mark \(letter) is at line \(place.line). go-to-mark \(letter) comes back.")
    tellDesk()
  }

  func goToMark(_ words: String) throws(OutputFault) {
    guard let letter = try letter(words, for: "go-to-mark") else { return }
    guard let mark = letters()[letter] else {
      return try say("Mark \(letter) is not set in these folders. marks lists those that are.")
    }
    try go(to: mark)
  }

  func go(to mark: LetterPlace) throws(OutputFault) {
    try open(mark.entryID, saysBeginning: false)
    guard let reader, reader.entry.id == mark.entryID else { return }
    try go(toItem: reader.flow.item(of: mark.place))
  }

  func sayLetters() throws(OutputFault) {
    let letters = letters()
    guard !letters.isEmpty else { return try say("No mark was set yet: set-mark and a letter sets one.") }
    choices = []
    for (letter, mark) in letters.sorted(by: { $0.key < $1.key }) {
      let title = entries.first { $0.id == mark.entryID }?.displayTitle ?? ""
      let heading = mark.place.heading.isEmpty ? "" : ", " + mark.place.heading
      try offer(
        "\(letter): \(title)\(heading), line \(mark.place.line)", .place(mark))
    }
  }

  private func letters() -> [Character: LetterPlace] {
    guard let desk = context.desk else { return [:] }
    defer { tellDesk() }
    return library.letters(from: desk)
  }
}

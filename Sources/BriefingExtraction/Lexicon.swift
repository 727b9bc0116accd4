import Resources

/// Word lists in sections, as the files of `Resources/lexicons` hold them.
struct WordList: Sendable {
  /// A few: looked for one by one.
  private var sections: [(name: String, entries: [String])] = []

  init(_ lexicon: EmbeddedLexicon) {
    self.init(lexicon.bytes)
  }

  init(utf8: [UInt8]) {
    self = utf8.withUnsafeBufferPointer { WordList($0) }
  }

  /// Reads `[section]` lines, entries parted by commas, and comments.
  private init(_ utf8: UnsafeBufferPointer<UInt8>) {
    var open: Int?
    LexiconFile.read(utf8) { name, _, _ in
      let name = String(decoding: name, as: UTF8.self)
      // A section may go on further below.
      open = sections.firstIndex { $0.name == name }
      if open == nil {
        open = sections.count
        sections.append((name, []))
      }
      return true
    } line: { line, _ in
      guard let open else { return }
      LexiconFile.forEachPart(of: line) { entry in
        sections[open].entries.append(String(decoding: entry, as: UTF8.self))
      }
    } stray: { _ in
    }
  }

  /// The entries of a section in their order; none when there is no such section.
  subscript(section: String) -> [String] { sections.first { $0.name == section }?.entries ?? [] }
}

/// Entries of which some end in `*` and stand for every text that begins so.
struct PhraseSet: Sendable {
  private var whole: Set<String> = []
  private var beginnings: [String] = []

  init(_ entries: [String]) {
    for entry in entries {
      if entry.hasSuffix("*") {
        beginnings.append(String(entry.dropLast()))
      } else {
        whole.insert(entry)
      }
    }
  }

  func contains(_ text: some StringProtocol) -> Bool {
    whole.contains(String(text)) || beginnings.contains { text.hasPrefix($0) }
  }
}

/// The words that tell dates, bylines, publications and page furniture.
struct Lexicon: Sendable {
  let months: [String: Int]
  let dateLabels: Set<String>
  let updateLabels: Set<String>
  let bylines: Set<String>
  /// Days of the week, which stand before dates.
  let weekdays: Set<String>
  /// What a page writes above its title: parts of a paper, words of its controls.
  let kickers: FoldedPhrases
  /// Labels behind which a message says what it is about.
  let messageSubjects: Set<String>
  /// Labels of the other lines at the head of a message.
  let messageFields: Set<String>
  /// What pictures are called, where a line says what one shows.
  let pictures: Set<String>
  /// Headings of a first section, which are no titles.
  let openers: FoldedPhrases
  /// Names of last sections.
  let endings: FoldedPhrases
  let publications: Set<String>
  /// What the words of publications begin with.
  let publicationStems: [String]
  let furniture: FoldedPhrases
  let furnitureAtEnds: FoldedPhrases

  /// Read at the first use.
  static let shared = Lexicon(WordList(.words))

  private init(_ words: WordList) {
    var months: [String: Int] = [:]
    var number = 0
    for entry in words["months"] {
      var name = entry[...]
      if let sign = entry.firstIndex(of: "=") {
        number = Int(entry[..<sign].filter(\.isNumber)) ?? number
        name = entry[entry.index(after: sign)...].drop { $0 == " " }
      }
      months[String(name)] = number
    }
    self.months = months
    dateLabels = Set(words["date-labels"])
    updateLabels = Set(words["update-labels"])
    bylines = Set(words["bylines"])
    weekdays = Set(words["weekdays"])
    kickers = FoldedPhrases(words["kickers"])
    messageSubjects = Set(words["message-subjects"])
    messageFields = Set(words["message-fields"])
    pictures = Set(words["pictures"])
    openers = FoldedPhrases(words["openers"])
    endings = FoldedPhrases(words["endings"])
    publications = Set(words["publications"])
    publicationStems = words["publications"].filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
    furniture = FoldedPhrases(words["furniture-anywhere"])
    furnitureAtEnds = FoldedPhrases(words["furniture-ends"])
  }
}

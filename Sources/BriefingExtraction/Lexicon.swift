import Resources

/// Word lists in sections, as the files of `Resources/lexicons` hold them.
struct WordList: Sendable {
  /// A few: looked for one by one.
  private var sections: [(name: String, entries: [String])] = []

  init(_ lexicon: EmbeddedLexicon) {
    self.init(utf8: lexicon.utf8)
  }

  /// Reads `[section]` lines, entries parted by commas, and comments.
  init(utf8: [UInt8]) {
    for line in utf8.split(separator: 0x0A) where line.first != 0x23 {
      if line.first == 0x5B {
        let name = String(decoding: line.dropFirst().prefix { $0 != 0x5D }, as: UTF8.self)
        // A section may go on further below.
        let known = sections.firstIndex { $0.name == name }
        sections.append(known.map { sections.remove(at: $0) } ?? (name, []))
        continue
      }
      guard !sections.isEmpty else { continue }
      for entry in line.split(separator: 0x2C) {
        let text = entry.drop { $0 == 0x20 }
        let end = text.lastIndex { $0 != 0x20 } ?? text.startIndex
        if !text.isEmpty {
          sections[sections.count - 1].entries.append(String(decoding: text[...end], as: UTF8.self))
        }
      }
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
    openers = FoldedPhrases(words["openers"])
    endings = FoldedPhrases(words["endings"])
    publications = Set(words["publications"])
    publicationStems = words["publications"].filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
    furniture = FoldedPhrases(words["furniture-anywhere"])
    furnitureAtEnds = FoldedPhrases(words["furniture-ends"])
  }
}

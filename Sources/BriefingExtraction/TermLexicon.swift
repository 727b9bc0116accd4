import BriefingModel
import Resources

/// What benefits, risks and mitigations are called, and what announces them.
struct TermLexicon: Sendable {
  /// One word of a sentence as it is looked up.
  private let words: [String: AssessmentKind]
  /// Entries of several words, or of a script without blanks.
  private let phrases: [(phrase: String, kind: AssessmentKind)]
  private let counters: PhraseSet
  private let wanted: Set<String>
  private let outcomes: Set<String>

  /// Read at the first use.
  static let shared = TermLexicon(WordList(.terms))

  private init(_ list: WordList) {
    var words: [String: AssessmentKind] = [:]
    var phrases: [(phrase: String, kind: AssessmentKind)] = []
    for kind in AssessmentKind.allCases {
      for entry in list[kind.rawValue] {
        let isIdeographic = entry.unicodeScalars.contains(where: Letters.isIdeograph)
        if entry.contains(" ") || isIdeographic {
          phrases.append((entry, kind))
        } else if words[entry] == nil {
          words[entry] = kind
        }
      }
    }
    self.words = words
    self.phrases = phrases
    counters = PhraseSet(list["counter"])
    wanted = Set(list["wanted"])
    outcomes = Set(list["outcome"])
  }

  /// The kind that a short name names: the head of a column, the label of an item, a heading.
  /// `Key Challenge` and `Anticipated Benefits` name one; `Risk Reduction` and `Benefits and Risks` none.
  func kind(ofName name: String) -> AssessmentKind? {
    let words = Self.words(of: name)
    guard !words.isEmpty, words.count <= 7 else { return nil }
    let key = name.comparisonKey
    if let phrase = phrases.first(where: { $0.phrase == key }) { return phrase.kind }
    let found = mentions(words, in: name)
    guard let first = found.first, found.allSatisfy({ $0.kind == first.kind }) else { return nil }
    // The head of an English name stands last, or before a preposition; of a Romance one, first.
    if first.position < 0 || found.contains(where: { $0.position == words.count - 1 }) { return first.kind }
    let next = words[first.position + 1]
    if Self.prepositions.contains(next) { return first.kind }
    return first.position == 0 && Self.isRomance(words[0]) ? first.kind : nil
  }

  /// The kind of list that a sentence announces: that of the first word which names one, unless the
  /// sentence names two in one breath (`benefits and risks`) or sets out to act against it (`to
  /// reduce these risks`).
  func kind(announcedBy sentence: String) -> AssessmentKind? {
    let words = Self.words(of: sentence)
    let found = mentions(words, in: sentence).filter { mention in
      guard mention.kind == .risk, mention.position > 0 else { return true }
      let before = words[max(0, mention.position - 4)..<mention.position]
      return !before.contains { counters.contains($0) && !Self.prepositions.contains($0) }
    }
    guard let first = found.first else { return nil }
    if let other = found.first(where: { $0.kind != first.kind }), first.position >= 0 {
      let between = words[(first.position + 1)..<max(first.position + 1, other.position)]
      // `benefits and main concerns`, `pros, cons`: one list of both.
      if between.count <= 2,
        between.allSatisfy({ Self.joiners.contains($0) || !self.words.keys.contains($0) }),
        between.isEmpty || between.contains(where: { Self.joiners.contains($0) })
      {
        return nil
      }
      // `steps to limit the risks`, `recommendations on benefits`: the first rules.
    }
    return first.kind
  }

  /// `Expected Result`, `Desired outcome`: what is wanted, a benefit to come.
  func isWantedOutcome(_ name: String) -> Bool {
    let words = Self.words(of: name)
    return words.count <= 4 && words.contains { wanted.contains($0) }
      && words.contains { outcomes.contains($0) }
  }

  /// Whether a word, in lower case, says that something is acted against.
  func isCounter(_ word: String) -> Bool { counters.contains(word) && !Self.prepositions.contains(word) }

  private struct Mention {
    var kind: AssessmentKind
    /// Index of the word, -1 where the script has no words.
    var position: Int
  }

  private func mentions(_ words: [String], in text: String) -> [Mention] {
    var found: [Mention] = []
    for (position, word) in words.enumerated() {
      if let kind = self.words[word] { found.append(Mention(kind: kind, position: position)) }
    }
    if found.isEmpty, !text.utf8.allSatisfy({ $0 < 0x80 }) {
      let bytes = Array(text.utf8)
      var best: (kind: AssessmentKind, at: Int)?
      for entry in phrases {
        guard let at = Self.position(of: entry.phrase, in: bytes) else { continue }
        if best.map({ at < $0.at }) ?? true { best = (entry.kind, at) }
      }
      if let best { found.append(Mention(kind: best.kind, position: -1)) }
    }
    return found
  }

  /// The offset of the first place where `phrase` stands.
  private static func position(of phrase: String, in text: [UInt8]) -> Int? {
    let pattern = Array(phrase.utf8)
    guard let first = pattern.first, pattern.count <= text.count else { return nil }
    for start in 0...text.count - pattern.count
    where text[start] == first && text[start...].starts(with: pattern) {
      return start
    }
    return nil
  }

  static func words(of text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init)
  }

  private static func isRomance(_ word: String) -> Bool {
    Set(["a", "o", "s", "e"]).contains(String(word.last ?? " ")) && !englishFirst.contains(word)
  }

  private static let englishFirst: Set<String> = [
    "risk", "risks", "benefits", "challenge", "concerns", "challenges",
  ]
  private static let joiners: Set<String> = ["and", "or", "y", "e", "o", "et", "ou", "versus", "vs", "und"]
  private static let prepositions: Set<String> = [
    "of", "for", "to", "in", "from", "on", "with", "that", "de", "del", "para", "en", "que", "con", "des",
    "du",
    "pour", "à", "against", "around", "contra", "contre",
  ]
}

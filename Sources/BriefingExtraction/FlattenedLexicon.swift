import Resources

/// Word classes, what the columns of tables hold by their names, and the fitted weights.
package struct FlattenedLexicon: Sendable {
  /// What the cells of a column are, by the column's name.
  enum ColumnKind: Int, CaseIterable {
    case label, clause, single, side, amount, other
  }

  private let classes: [String: FlattenedWord.Class]
  private let unitsAfterNumbers: Set<String>
  private let numbered: Set<String>
  /// Words that a question begins with: `What It May Mean`.
  let questions: Set<String>
  private let listedClasses = SortedLexicon(.classes)
  private let pairs = SortedLexicon(.pairs)
  private let kinds: [String: ColumnKind]
  /// Pairs of words that no column boundary parts.
  let together: Set<String>
  /// Nouns that seldom name a column alone.
  let compounds: Set<String>
  package var weights: FlattenedWeights

  /// Read at the first use, which is the first line that could head a flattened table.
  package static let shared = FlattenedLexicon(
    grammar: WordList(.grammar), headers: WordList(.headers),
    weights: FlattenedWeights(utf8: EmbeddedLexicon.flattened.utf8))

  private init(grammar: WordList, headers: WordList, weights: FlattenedWeights) {
    var classes: [String: FlattenedWord.Class] = [:]
    let sections: [(String, FlattenedWord.Class)] = [
      ("prepositions", .preposition), ("conjunctions", .conjunction), ("subordinators", .subordinator),
      ("determiners", .determiner), ("auxiliaries", .auxiliary), ("pronouns", .pronoun),
      ("adverbs", .adverb), ("units", .unit), ("adjectives", .adjective), ("verbs", .verb),
      ("nouns", .noun),
      ("months", .month),
    ]
    for (name, kind) in sections {
      for word in grammar[name] where classes[word] == nil {
        classes[word] = kind
        // `requires`, `applies`, `reaches`: plural nouns for the most part are not in the list.
        guard kind == .verb else { continue }
        let third: String
        if word.hasSuffix("y"), let before = word.dropLast().last, !"aeou".contains(before) {
          third = word.dropLast() + "ies"
        } else if word.hasSuffix("s") || word.hasSuffix("x") || word.hasSuffix("ch") || word.hasSuffix("sh") {
          third = word + "es"
        } else {
          third = word + "s"
        }
        if classes[third] == nil { classes[third] = .thirdPerson }
      }
    }
    self.classes = classes
    numbered = Set(grammar["numbered"])
    questions = Set(grammar["questions"])
    unitsAfterNumbers = Set(grammar["units-after-numbers"])
    var kinds: [String: ColumnKind] = [:]
    for (name, kind) in [
      ("amount", ColumnKind.amount), ("single", .single), ("sides", .side), ("clause", .clause),
      ("label", .label),
    ] {
      for word in headers[name] where kinds[word] == nil { kinds[word] = kind }
    }
    self.kinds = kinds
    together = Set(headers["together"])
    compounds = Set(headers["compounds"])
    self.weights = weights
  }

  /// The class of a word in lower case.
  func kind(of key: String) -> FlattenedWord.Class {
    if let known = classes[key] { return known }
    if let listed = listedClass(of: key) { return listed }
    // `d'emplois`, `l'État`: the part behind the mark decides.
    if let mark = key.firstIndex(where: { $0 == "'" || $0 == "’" }),
      key.distance(from: key.startIndex, to: mark) <= 2
    {
      return .other
    }
    if key.utf8.count < 4 { return .other }
    if key.hasSuffix("ed") { return .past }
    if key.hasSuffix("ing") { return .gerund }
    if key.hasSuffix("ly") || key.hasSuffix("mente") { return .adverb }
    if Self.nouns.contains(where: key.hasSuffix) { return .noun }
    if Self.adjectives.contains(where: key.hasSuffix) { return .adjective }
    return key.hasSuffix("s") && !key.hasSuffix("ss") && !key.hasSuffix("us") ? .plural : .other
  }

  /// Whether a word, in lower case, is a unit behind a number.
  func isUnit(_ key: String) -> Bool { classes[key] == .unit || unitsAfterNumbers.contains(key) }

  /// Whether a number that follows the word belongs to it.
  func takesNumber(_ key: String) -> Bool { numbered.contains(key) }

  private func listedClass(of key: String) -> FlattenedWord.Class? {
    var key = key
    return key.withUTF8 { word in
      switch listedClasses.entry(word)?.first {
      case 0x6E: .noun
      case 0x70: .plural
      case 0x61: .adjective
      case 0x76: .verb
      case 0x7A: .thirdPerson
      case 0x64: .past
      case 0x67: .gerund
      case 0x72: .adverb
      case 0x2D: .other
      default: nil
      }
    }
  }

  /// Whether two words, in lower case, name one thing together: `market price`, `age groups`.
  func arePair(_ first: String, _ second: String) -> Bool {
    var (first, second) = (first, second)
    return first.withUTF8 { first in
      second.withUTF8 { second in
        guard first.count > 2, second.count > 2 else { return false }
        if pairs.holds(first, second) { return true }
        guard second.last == 0x73, second.count > 4 else { return false }
        return pairs.holds(first, UnsafeBufferPointer(rebasing: second.dropLast()))
      }
    }
  }

  /// What the cells of a column are by its name; a name of several words goes by its last one.
  func columnKind(of name: String) -> ColumnKind {
    let key = name.comparisonKey
    if let known = kinds[key] { return known }
    let words = key.split(separator: " ")
    guard words.count > 1, let first = words.first, let last = words.last else { return .other }
    return kinds[String(last)] ?? kinds[String(first)] ?? .other
  }

  private static let nouns = [
    "tion", "ment", "ity", "ness", "ance", "ence", "sion", "ship", "ism", "cy", "ción", "sión", "dad",
    "miento", "té", "ture", "age", "ist", "logy",
  ]
  private static let adjectives = [
    "al", "ive", "ic", "ous", "ful", "able", "ible", "ary", "less", "ivo", "iva", "ivos", "ivas", "ico",
    "ica", "icos", "icas", "if", "ifs", "ique", "iques", "elle", "elles", "ale", "ales", "oso", "osa",
    "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ée", "és", "ées", "eux", "euse",
  ]
}

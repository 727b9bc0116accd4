/// A word of a line whose columns are gone, with what the model asks of it.
package struct FlattenedWord: Sendable {
  enum Shape: Int, CaseIterable {
    case capital, lower, number, other
  }

  /// What a word is in its sentence, as far as a short list and its ending tell.
  enum Class: Int, CaseIterable {
    case number, month, unit, preposition, conjunction, subordinator, determiner, auxiliary, pronoun, adverb
    case adjective, verb, thirdPerson, past, gerund, noun, plural, acronym, sign, other
  }

  package let text: String
  /// Lower case, without marks at the ends.
  let key: String
  /// The same for equal keys.
  let identity: Int
  let shape: Shape
  private(set) var kind: Class
  let endsWithStop: Bool
  /// Ends in a comma or another mark that asks for more.
  let endsWithComma: Bool
  /// `1.`, `(a)`: the number of an item, not a value.
  let isEnumerator: Bool
  let opensBracket: Bool
  let closesBracket: Bool
  /// Brackets open behind this word, on the line.
  var depth = 0
  /// Names one thing together with the word before it.
  private(set) var isPaired = false
  /// Three digits that may belong to the number before them: `131 000`.
  private(set) var isDigitGroup = false
  /// A mark that stands apart from the word it ends: `concerné ?`.
  let isClosingMark: Bool
  /// What numbers follow: `Article 15`, `Phase 2`.
  let takesNumber: Bool

  var isAcronym: Bool { kind == .acronym }
  var isPreposition: Bool { kind == .preposition || kind == .conjunction }
  var isDeterminer: Bool { kind == .determiner }
  /// A word that carries no matter of its own: its capital, or the lack of one, says nothing of the style.
  var isFunctionWord: Bool {
    switch kind {
    case .preposition, .conjunction, .subordinator, .determiner, .auxiliary, .pronoun, .sign: true
    default: false
    }
  }

  init(_ word: Substring) {
    text = String(word)
    let scalars = Array(word.unicodeScalars)
    let inner = scalars.drop { !Letters.isLetter($0) && !Letters.isDigit($0) }
    let key = String(
      String.UnicodeScalarView(
        inner.prefix { Letters.isLetter($0) || Letters.isDigit($0) || $0 == "-" || $0 == "'" || $0 == "’" })
    )
    .lowercased()
    self.key = key
    identity = key.utf8.reduce(5381) { ($0 &* 33) &+ Int($1) }
    let first =
      scalars.first { $0 != "\"" && $0 != "“" && $0 != "(" && $0 != "'" && $0 != "¿" && $0 != "«" } ?? " "
    if Letters.isDigit(first) || "$€£¥+-−~<>≤≥#%".unicodeScalars.contains(first) {
      shape = .number
    } else if Letters.isUpper(first) {
      shape = .capital
    } else if Letters.isLetter(first) {
      shape = .lower
    } else {
      shape = .other
    }
    let letters = scalars.filter(Letters.isLetter)
    let isAcronym = letters.count >= 2 && letters.prefix(2).allSatisfy(Letters.isUpper)
    let last = scalars.last ?? " "
    endsWithStop = (Letters.isStop(last) || last == ";") && letters.count > 1
    endsWithComma = last == "," || last == ":" || last == "-" || last == "/" || last == "&"
    isEnumerator =
      scalars.count <= 4 && scalars.count >= 2 && (last == "." || last == ")")
      && inner.count < scalars.count + 1
      && letters.count <= 1 && (letters.count == 1) != scalars.contains(where: Letters.isDigit)
    opensBracket = first != scalars.first && scalars.first == "("
    closesBracket = last == ")" || last == "]"
    isClosingMark = scalars.count == 1 && "?!:;»…".unicodeScalars.contains(first)
    takesNumber = FlattenedLexicon.shared.takesNumber(key)
    if key.isEmpty {
      kind = "%€$£¥".unicodeScalars.contains(scalars.first ?? " ") ? .unit : .sign
    } else if shape == .number {
      kind = .number
    } else if isAcronym {
      kind = .acronym
    } else {
      kind = FlattenedLexicon.shared.kind(of: key)
    }
  }

  private var isThreeDigits: Bool {
    text.utf8.count == 3 && text.utf8.allSatisfy(Letters.isASCIIDigit)
  }

  /// The words of a line, with the depth of its brackets.
  package static func words(of line: String) -> [FlattenedWord] {
    var depth = 0
    var words = line.split { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }.map { part in
      var word = FlattenedWord(part)
      for scalar in part.unicodeScalars {
        if scalar == "(" || scalar == "[" { depth += 1 }
        if scalar == ")" || scalar == "]" { depth = max(0, depth - 1) }
      }
      word.depth = depth
      return word
    }
    let lexicon = FlattenedLexicon.shared
    for index in words.indices.dropFirst() {
      let (first, second) = (words[index - 1], words[index])
      // `420 MW`, `1.2 t/ha`, `15 m`: a single letter is a unit nowhere else.
      if first.shape == .number, first.kind == .number, !first.endsWithStop, lexicon.isUnit(second.key) {
        words[index].kind = .unit
        continue
      }
      if first.shape == .number, second.isThreeDigits, first.text.utf8.allSatisfy(Letters.isASCIIDigit),
        first.text.utf8.count <= 3
      {
        words[index].isDigitGroup = true
      }
      words[index].isPaired =
        !first.endsWithStop && !first.endsWithComma && !first.isFunctionWord && !second.isFunctionWord
        && first.shape != .number && second.shape != .number && lexicon.arePair(first.key, second.key)
    }
    return words
  }
}

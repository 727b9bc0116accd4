/// A word of a line whose columns are gone, with what the model asks of it; its text is in the line.
package struct FlattenedWord: Sendable {
  enum Shape: Int, CaseIterable {
    case capital, lower, number, other
  }

  /// What a word is in its sentence, as far as a short list and its ending tell.
  enum Class: Int, CaseIterable {
    case number, month, unit, preposition, conjunction, subordinator, determiner, auxiliary, pronoun, adverb
    case adjective, verb, thirdPerson, past, gerund, noun, plural, acronym, sign, rating, other
  }

  struct Marks: OptionSet {
    let rawValue: UInt16
    static let stop = Marks(rawValue: 1)
    static let comma = Marks(rawValue: 2)
    static let enumerator = Marks(rawValue: 4)
    static let opening = Marks(rawValue: 8)
    static let closing = Marks(rawValue: 16)
    /// Its letters end in s.
    static let plural = Marks(rawValue: 32)
    /// Holds marks that programs are made of.
    static let code = Marks(rawValue: 64)
    /// Begins with a quotation mark or a dash.
    static let quote = Marks(rawValue: 128)
    /// Names one thing together with the word before it.
    static let paired = Marks(rawValue: 256)
    /// Three digits that may belong to the number before them: `131 000`.
    static let digitGroup = Marks(rawValue: 512)
    /// A mark that stands apart from the word it ends: `concerné ?`.
    static let closingMark = Marks(rawValue: 1024)
    /// Nothing but digits.
    static let digits = Marks(rawValue: 2048)
    /// Of Arabic: begins with the article.
    static let definite = Marks(rawValue: 4096)
    /// Of Arabic: ends as words of one gender do.
    static let feminine = Marks(rawValue: 8192)
  }

  /// Bytes of the line.
  let start: Int32
  let end: Int32
  /// Of its letters in lower case, without marks at the ends: equal for the same word.
  let hash: WordHash
  /// What the lexicon knows of them.
  let entry: FlattenedLexicon.Entry
  let shape: Shape
  let kind: Class
  private let marks: Marks
  /// Brackets open behind this word, on the line.
  let depth: Int32

  /// The same for equal words.
  var identity: UInt64 { hash.value == 0 ? 1 : hash.value }
  var endsWithStop: Bool { marks.contains(.stop) }
  /// Ends in a comma or another mark that asks for more.
  var endsWithComma: Bool { marks.contains(.comma) }
  /// `1.`, `(a)`: the number of an item, not a value.
  var isEnumerator: Bool { marks.contains(.enumerator) }
  var opensBracket: Bool { marks.contains(.opening) }
  var closesBracket: Bool { marks.contains(.closing) }
  var endsInS: Bool { marks.contains(.plural) }
  var hasCode: Bool { marks.contains(.code) }
  var beginsQuote: Bool { marks.contains(.quote) }
  var isPaired: Bool { marks.contains(.paired) }
  var isDigitGroup: Bool { marks.contains(.digitGroup) }
  var isClosingMark: Bool { marks.contains(.closingMark) }
  /// Of Arabic: with the article, or the pronoun that stands for it at the end.
  var isDefinite: Bool { marks.contains(.definite) }
  /// What numbers follow: `Article 15`, `Phase 2`.
  var takesNumber: Bool { entry.takesNumber }
  /// In bytes.
  var size: Int { Int(end - start) }
  var isAcronym: Bool { kind == .acronym }
  var isPreposition: Bool { kind == .preposition || kind == .conjunction }
  var isDeterminer: Bool { kind == .determiner }
  /// A word that carries no matter of its own: its capital, or the lack of one, says nothing of the style.
  var isFunctionWord: Bool { Self.isFunctionWord(kind) }

  private static func isFunctionWord(_ kind: Class) -> Bool {
    switch kind {
    case .preposition, .conjunction, .subordinator, .determiner, .auxiliary, .pronoun, .sign: true
    default: false
    }
  }

  /// The word in `range` of `bytes`, behind another.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, after before: FlattenedWord?,
    _ lexicon: FlattenedLexicon
  ) {
    start = Int32(range.lowerBound)
    end = Int32(range.upperBound)
    let word = UnsafeBufferPointer(rebasing: bytes[range])
    let letters = WordLetters.isPlain(word) ? WordLetters(plain: word) : WordLetters(scalarsOf: word)
    hash = letters.hash
    entry = lexicon[letters.hash]
    shape = letters.shape
    var marks = letters.marks
    let last = word[word.count - 1]
    switch last {
    case 0x2E, 0x21, 0x3F, 0x3B: if letters.count > 1 { marks.insert(.stop) }
    case 0x2C, 0x3A, 0x2D, 0x2F, 0x26: marks.insert(.comma)
    case 0x29, 0x5D: marks.insert(.closing)
    default: break
    }
    if letters.size <= 4, letters.size >= 2, last == 0x2E || last == 0x29, letters.count <= 1,
      (letters.count == 1) != letters.hasDigit
    {
      marks.insert(.enumerator)
    }
    if word[0] == 0x28 { marks.insert(.opening) }
    if letters.tail & 0xFF == 0x73 { marks.insert(.plural) }
    var depth = before?.depth ?? 0
    var previous: UInt8 = 0
    var digits = 0
    for byte in word {
      switch byte {
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D:
        depth = max(0, depth - 1)
        if byte == 0x29, previous == 0x28 { marks.insert(.code) }
      case 0x7B, 0x7D, 0x3B, 0x3D, 0x5C: marks.insert(.code)
      case 0x30...0x39: digits += 1
      default: break
      }
      previous = byte
    }
    self.depth = depth
    if digits == word.count { marks.insert(.digits) }
    if letters.size == 1, Self.isClosing(word) { marks.insert(.closingMark) }
    // A sign between two words asks for both of them.
    if letters.size == 1, before != nil, word.count == 1,
      last == 0x2B || last == 0x26 || last == 0x2F || last == 0x3D
    {
      marks.formUnion([.comma, .closingMark])
    }
    if letters.keyCount == 0 {
      kind = letters.isUnit ? .unit : .sign
    } else if shape == .number {
      kind = .number
    } else if let before, before.kind == .number, !before.endsWithStop,
      entry.isUnitAfterNumber || entry.kind == .unit
    {
      // `420 MW`, `1.2 t/ha`, `15 m`: a single letter is a unit nowhere else.
      kind = .unit
    } else if shape == .capital, entry.kind == .auxiliary, let before, before.kind == .number,
      hash == Self.may
    {
      // `30 May`: the month, not the verb.
      kind = .month
    } else if letters.isAcronym {
      kind = .acronym
    } else if entry.kind == nil || entry.kind == .adjective, let form = Self.arabicForm(word) {
      var kind = entry.kind ?? (form.isVerb ? .thirdPerson : form.isDefinite ? .plural : .noun)
      if form.isDefinite || form.endsDefinite { marks.insert(.definite) }
      if form.isFeminine { marks.insert(.feminine) }
      // `المدينة القديمة`, `تكلفة إضافية`: an adjective agrees with the noun before it.
      if let before, !before.endsWithStop, !before.endsWithComma {
        let agrees =
          form.isDefinite
          ? before.marks.contains(.definite)
          : !before.marks.contains(.definite)
            && (form.isFeminine && before.marks.contains(.feminine) && before.kind != .adjective
              || kind == .adjective && before.mayBeDescribed(byFeminine: form.isFeminine))
        if agrees || form.isAttached { marks.insert(.paired) }
        if agrees, form.isRelative, !form.isDefinite { kind = .adjective }
      }
      self.kind = kind
    } else {
      kind =
        entry.kind ?? lexicon.listedKind(bytes, range)
        ?? lexicon.kind(ofTail: letters.tail, count: letters.keyCount, mark: letters.mark)
    }
    if let before {
      if before.marks.contains(.digits), before.size <= 3, marks.contains(.digits), word.count == 3 {
        marks.insert(.digitGroup)
      }
      if shape != .number, before.shape != .number, !before.endsWithStop, !before.endsWithComma,
        !before.isFunctionWord, !Self.isFunctionWord(kind),
        lexicon.arePair(bytes, Int(before.start)..<Int(before.end), range)
      {
        marks.insert(.paired)
      }
    }
    self.marks = marks
  }

  private static let may = WordHash("may")

  /// Whether an Arabic adjective of one gender may describe this noun: a feminine one also describes a noun that
  /// does not show its gender.
  private func mayBeDescribed(byFeminine isFeminine: Bool) -> Bool {
    guard kind == .noun || kind == .adjective else { return false }
    return isFeminine ? kind == .noun || marks.contains(.feminine) : !marks.contains(.feminine)
  }

  private static func isClosing(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    switch word.count {
    case 1: word[0] == 0x3F || word[0] == 0x21 || word[0] == 0x3A || word[0] == 0x3B
    // A closing guillemet and an ellipsis.
    case 2: word[0] == 0xC2 && word[1] == 0xBB
    default: word.elementsEqual([0xE2, 0x80, 0xA6])
    }
  }
}

/// What the characters of one word show.
private struct WordLetters {
  var hash = WordHash()
  /// The last eight bytes of the key.
  var tail: UInt64 = 0
  /// Bytes of the key: the word in lower case without marks at its ends.
  var keyCount = 0
  /// Where the key has its first apostrophe, in characters.
  var mark: Int?
  var shape = FlattenedWord.Shape.other
  /// Letters in the word, and characters.
  var count = 0
  var size = 0
  var hasDigit = false
  var isAcronym = false
  /// A sign of a currency or of a share, for a word without a key.
  var isUnit = false
  var marks: FlattenedWord.Marks = []

  /// Whether a word is of ASCII and of the letters of Latin-1, which nearly all are.
  static func isPlain(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < word.count {
      if word[index] < 0x80 {
        index += 1
      } else if word[index] == 0xC3, index + 1 < word.count, word[index + 1] != 0x97, word[index + 1] != 0xB7
      {
        index += 2
      } else {
        return false
      }
    }
    return true
  }

  /// A word that `isPlain`.
  init(plain word: UnsafeBufferPointer<UInt8>) {
    var capitals = 0
    // 0 before the key, 1 in it, 2 behind it.
    var part = 0
    var hasShape = false
    var keySize = 0
    var index = 0
    while index < word.count {
      var byte = word[index]
      let isWide = byte >= 0x80
      // Of `Ä` as of `ä` the second byte tells the letter, and one bit of it the case; `ß` and `ÿ` are small.
      if isWide { byte = word[index + 1] }
      index += isWide ? 2 : 1
      size += 1
      let isLetter = isWide || Letters.isASCIILetter(byte)
      let isCapital = isLetter && (isWide ? byte < 0x9F : byte & 0x20 == 0)
      let isDigit = !isWide && Letters.isASCIIDigit(byte)
      if isLetter {
        if count < 2, isCapital { capitals += 1 }
        count += 1
      }
      if isDigit { hasDigit = true }
      if !hasShape, isWide || (byte != 0x22 && byte != 0x28 && byte != 0x27) {
        hasShape = true
        shape =
          isLetter
          ? isCapital ? .capital : .lower : isDigit ? .number : Self.shape(Unicode.Scalar(byte))
      }
      if part == 0, isLetter || isDigit { part = 1 }
      guard part == 1 else { continue }
      if isLetter || isDigit || byte == 0x2D || byte == 0x27 {
        if !isWide, byte == 0x27, mark == nil { mark = keySize }
        if isWide { add(0xC3) }
        add(isCapital ? byte | 0x20 : byte)
        keySize += 1
      } else {
        part = 2
      }
    }
    isAcronym = capitals == 2
    isUnit = word[0] == 0x25 || word[0] == 0x24
    if word[0] == 0x22 || word[0] == 0x27 { marks = .quote }
  }

  init(scalarsOf word: UnsafeBufferPointer<UInt8>) {
    let scalars = Array(String(decoding: word, as: UTF8.self).unicodeScalars)
    size = scalars.count
    let key = String(
      String.UnicodeScalarView(
        scalars.drop { !Letters.isLetter($0) && !Letters.isDigit($0) }
          .prefix { Letters.isLetter($0) || Letters.isDigit($0) || $0 == "-" || $0 == "'" || $0 == "’" })
    )
    .lowercased()
    for byte in key.utf8 { add(byte) }
    mark = key.firstIndex { $0 == "'" || $0 == "’" }.map { key.distance(from: key.startIndex, to: $0) }
    let letters = scalars.filter(Letters.isLetter)
    count = letters.count
    hasDigit = scalars.contains(where: Letters.isDigit)
    isAcronym = count >= 2 && letters.prefix(2).allSatisfy(Letters.isUpper)
    let first =
      scalars.first { $0 != "\"" && $0 != "“" && $0 != "(" && $0 != "'" && $0 != "¿" && $0 != "«" } ?? " "
    shape = Self.shape(first)
    guard let start = scalars.first, let last = scalars.last else { return }
    isUnit = "%€$£¥".unicodeScalars.contains(start)
    if "\"“”«»'‘—–".unicodeScalars.contains(start) { marks.insert(.quote) }
    if count > 1, Letters.isStop(last) { marks.insert(.stop) }
    if "،؛、，：".unicodeScalars.contains(last) { marks.insert(.comma) }
  }

  @inline(__always)
  private mutating func add(_ byte: UInt8) {
    hash.add(byte)
    tail = tail << 8 | UInt64(byte)
    keyCount += 1
  }

  private static func shape(_ first: Unicode.Scalar) -> FlattenedWord.Shape {
    if Letters.isDigit(first) { return .number }
    switch first {
    case "$", "€", "£", "¥", "+", "-", "−", "~", "<", ">", "≤", "≥", "#", "%": return .number
    default: break
    }
    if Letters.isUpper(first) { return .capital }
    return Letters.isLetter(first) ? .lower : .other
  }
}

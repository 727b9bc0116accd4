/// A short text parted into words, each with what the lexicon knows of it.
struct TermText {
  /// What stands before a word.
  struct Gap: OptionSet {
    var rawValue: UInt8
    static let comma = Gap(rawValue: 1)
    static let stop = Gap(rawValue: 2)
    static let colon = Gap(rawValue: 4)
    static let slash = Gap(rawValue: 8)
    static let opening = Gap(rawValue: 16)
    static let closing = Gap(rawValue: 32)
    static let semicolon = Gap(rawValue: 64)
    static let dash = Gap(rawValue: 128)
  }

  /// What the letters of a word show.
  struct Shape: OptionSet {
    var rawValue: UInt8
    /// Ends in s.
    static let plural = Shape(rawValue: 1)
    /// Ends in ing, and is no `bring`.
    static let gerund = Shape(rawValue: 2)
    /// `from`.
    static let from = Shape(rawValue: 4)
    /// Digits alone.
    static let numeral = Shape(rawValue: 8)
    /// Ends in ed.
    static let participle = Shape(rawValue: 16)
    /// Begins in ASCII.
    static let ascii = Shape(rawValue: 32)
  }

  struct Word {
    var start: Int
    var end: Int
    var tags: TermTags
    var gap: Gap
    /// A character, or run of them, of a script without blanks.
    var isIdeographic = false
    /// Between brackets.
    var isAside = false
    var shape: Shape = []

    var isNumeral: Bool { shape.contains(.numeral) }

    func has(_ tags: TermTags) -> Bool { !self.tags.isDisjoint(with: tags) }
  }

  var words: [Word] = []
  /// What stands behind the last word.
  var closing: Gap = []

  /// At most `limit` words; what is longer is not parted, and has no words.
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ table: PhraseTable, limit: Int) {
    words.reserveCapacity(12)
    table.withFinder { read(bytes, $0, limit) }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ finder: PhraseTable.Finder, _ limit: Int)
  {
    var gap: Gap = []
    var depth = 0
    var index = 0
    while index < bytes.count {
      let eight = TextByte.eight(bytes, at: index)
      let run = TextByte.plainRun(eight)
      let match: PhraseTable.Match?
      let end: Int
      var isIdeographic = false
      if run.count > 0 {
        match = finder.sieve.mayBegin(eight, run) ? finder.match(bytes, at: index) : nil
        end = TextByte.endOfRun(bytes, from: index, eight, run.count)
      } else if eight & 0x80 != 0, TextByte.beginsWord(bytes, at: index) {
        isIdeographic = TextByte.isIdeograph(bytes, at: index)
        match = finder.longest(bytes, at: index)
        end = TextByte.endOfWord(bytes, from: index)
      } else {
        let mark = Self.mark(bytes, at: index)
        if mark == .opening { depth += 1 }
        if mark == .closing { depth = max(0, depth - 1) }
        gap.formUnion(mark)
        index += TextByte.length(bytes[index])
        continue
      }
      if let match {
        words.append(
          Word(
            start: index, end: match.end, tags: TermTags(rawValue: match.value), gap: gap,
            isIdeographic: isIdeographic, isAside: depth > 0))
        index = match.end
      } else {
        // Characters that the lexicon does not know run together.
        if isIdeographic, let last = words.last, last.isIdeographic, last.tags.isEmpty, last.end == index {
          words[words.count - 1].end = end
        } else if bytes[index] == 0x2D, end == index + 1 {
          gap.formUnion(.dash)
          index = end
          continue
        } else {
          words.append(
            Word(
              start: index, end: end, tags: [], gap: gap, isIdeographic: isIdeographic, isAside: depth > 0))
        }
        index = end
      }
      words[words.count - 1].shape = Self.shape(bytes, words[words.count - 1])
      gap = []
      if words.count > limit {
        words = []
        return
      }
    }
    closing = gap
  }

  private static func shape(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Word) -> Shape {
    func letter(_ back: Int) -> UInt8 { word.end - back >= word.start ? bytes[word.end - back] | 0x20 : 0 }
    var shape: Shape = []
    if letter(1) == 0x73 { shape.insert(.plural) }
    if bytes[word.start] < 0x80 { shape.insert(.ascii) }
    if word.end - word.start > 5, letter(1) == 0x67, letter(2) == 0x6E, letter(3) == 0x69 {
      shape.insert(.gerund)
    }
    if word.end - word.start == 4, letter(1) == 0x6D, letter(2) == 0x6F, letter(3) == 0x72, letter(4) == 0x66
    {
      shape.insert(.from)
    }
    if word.end - word.start > 3, letter(1) == 0x64 && letter(2) == 0x65 || isIrregular(bytes, word) {
      shape.insert(.participle)
    }
    if Letters.isASCIIDigit(bytes[word.start]),
      (word.start..<word.end).allSatisfy({ Letters.isASCIIDigit(bytes[$0]) })
    {
      shape.insert(.numeral)
    }
    return shape
  }

  /// Participles without `-ed` that follow what they say more of: `Benefits seen so far`.
  private static func isIrregular(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Word) -> Bool {
    let length = word.end - word.start
    guard (4...5).contains(length), bytes[word.end - 1] | 0x20 == 0x6E || bytes[word.end - 1] | 0x20 == 0x64
    else { return false }
    return irregular.contains {
      $0.utf8.count == length && $0.utf8.elementsEqual(bytes[word.start..<word.end].lazy.map { $0 | 0x20 })
    }
  }

  private static let irregular = ["seen", "known", "shown", "given", "drawn", "found"]

  private static func mark(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Gap {
    switch bytes[index] {
    case 0x2C: return .comma
    case 0x2E, 0x21, 0x3F: return .stop
    case 0x3A: return .colon
    case 0x3B: return .semicolon
    case 0x2F, 0x26, 0x7C, 0x2B: return .slash
    case 0x28, 0x5B: return .opening
    case 0x29, 0x5D: return .closing
    case 0xD8 where index + 1 < bytes.count:
      return bytes[index + 1] == 0x8C ? .comma : bytes[index + 1] == 0x9B ? .semicolon : .stop
    case 0xE2 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
      return bytes[index + 2] >= 0x92 && bytes[index + 2] <= 0x95 ? .dash : []
    case 0xE3 where index + 2 < bytes.count && bytes[index + 1] == 0x80:
      return bytes[index + 2] == 0x81 ? .slash : bytes[index + 2] == 0x82 ? .stop : []
    case 0xEF where index + 2 < bytes.count && bytes[index + 1] == 0xBC:
      switch bytes[index + 2] {
      case 0x8C: return .comma
      case 0x9A: return .colon
      case 0x9B: return .semicolon
      case 0x81, 0x9F: return .stop
      case 0x88: return .opening
      case 0x89: return .closing
      case 0x8F: return .slash
      default: return []
      }
    default: return []
    }
  }
}

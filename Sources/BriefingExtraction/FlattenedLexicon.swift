import Resources

/// Word classes, what the columns of tables hold by their names, and the fitted weights.
package final class FlattenedLexicon: Sendable {
  /// What the cells of a column are, by the column's name.
  enum ColumnKind: Int, CaseIterable {
    case label, clause, single, side, amount, other
  }

  /// What is known of a word, or of a phrase.
  struct Entry {
    fileprivate(set) var bits: UInt32 = 0

    /// A noun that ends the name of a column, or begins it.
    var isHead: Bool { bits & Self.head != 0 }
    /// A whole name of a column.
    var isName: Bool { bits & Self.name != 0 }
    /// Begins a column's name and never ends one.
    var isModifier: Bool { bits & Self.modifier != 0 }
    /// A noun that seldom names a column alone.
    var isCompound: Bool { bits & Self.compound != 0 }
    /// Two words that no column boundary parts.
    var isTogether: Bool { bits & Self.together != 0 }
    /// The first of two such words.
    var beginsTogether: Bool { bits & Self.beginsTogether != 0 }
    /// A number that follows belongs to it.
    var takesNumber: Bool { bits & Self.takesNumber != 0 }
    /// A question begins with it: `What It May Mean`.
    var isQuestion: Bool { bits & Self.question != 0 }
    /// A unit behind a number.
    var isUnitAfterNumber: Bool { bits & Self.unitAfterNumber != 0 }

    var kind: FlattenedWord.Class? { FlattenedWord.Class(rawValue: Int(bits & 31) - 1) }
    var columnKind: ColumnKind? { ColumnKind(rawValue: Int(bits >> 5 & 7) - 1) }

    fileprivate static let head: UInt32 = 1 << 8
    fileprivate static let name: UInt32 = 1 << 9
    fileprivate static let modifier: UInt32 = 1 << 10
    fileprivate static let compound: UInt32 = 1 << 11
    fileprivate static let together: UInt32 = 1 << 12
    fileprivate static let beginsTogether: UInt32 = 1 << 13
    fileprivate static let takesNumber: UInt32 = 1 << 14
    fileprivate static let question: UInt32 = 1 << 15
    fileprivate static let unitAfterNumber: UInt32 = 1 << 16
  }

  private let table: Table
  private let listedClasses = SortedLexicon(.classes)
  private let pairs = SortedLexicon(.pairs)
  package let weights: FlattenedWeights

  /// Read at the first use, which is the first line that could head a flattened table.
  package static let shared = FlattenedLexicon()

  private init() {
    weights = FlattenedWeights(utf8: EmbeddedLexicon.flattened.utf8)
    var table = Table()
    EmbeddedLexicon.grammar.utf8.withUnsafeBufferPointer { grammar in
      // What is of two classes is of the one that stands first here.
      LexiconFile.entries(of: Self.classSections.map(\.0), in: grammar) { section, word in
        let kind = Self.classSections[section].1
        let isNew = table.setKind(kind, WordHash(word))
        if kind == .verb, isNew { _ = table.setKind(.thirdPerson, Self.thirdPerson(word)) }
      }
      LexiconFile.entries(of: Self.markSections.map(\.0), in: grammar) { section, word in
        table.change(WordHash(word)) { $0 |= Self.markSections[section].1 }
      }
    }
    EmbeddedLexicon.headers.utf8.withUnsafeBufferPointer { headers in
      LexiconFile.entries(of: Self.headerSections.map(\.0), in: headers) { section, word in
        let (_, kind, bit) = Self.headerSections[section]
        table.change(WordHash(word)) {
          if let kind, $0 >> 5 & 7 == 0 { $0 |= UInt32(kind.rawValue + 1) << 5 }
          $0 |= bit
        }
        guard bit == Entry.together, let blank = word.firstIndex(of: 0x20) else { return }
        table.change(WordHash(UnsafeBufferPointer(rebasing: word[..<blank]))) { $0 |= Entry.beginsTogether }
      }
    }
    self.table = table
  }

  private static let classSections: [(StaticString, FlattenedWord.Class)] = [
    ("ratings", .rating), ("prepositions", .preposition), ("conjunctions", .conjunction),
    ("subordinators", .subordinator),
    ("determiners", .determiner), ("auxiliaries", .auxiliary), ("pronouns", .pronoun),
    ("adverbs", .adverb), ("units", .unit), ("adjectives", .adjective), ("verbs", .verb),
    ("nouns", .noun), ("months", .month),
  ]
  private static let markSections: [(StaticString, UInt32)] = [
    ("numbered", Entry.takesNumber), ("questions", Entry.question),
    ("units-after-numbers", Entry.unitAfterNumber),
  ]
  private static let headerSections: [(StaticString, ColumnKind?, UInt32)] = [
    ("amount", .amount, 0), ("single", .single, 0), ("sides", .side, 0), ("clause", .clause, 0),
    ("label", .label, 0), ("heads", nil, Entry.head), ("names", nil, Entry.name),
    ("modifiers", nil, Entry.modifier), ("compounds", nil, Entry.compound),
    ("together", nil, Entry.together),
  ]

  // MARK: Filling

  private struct Table {
    // Open addressing; 0 is no word's hash.
    private var keys = [UInt64](repeating: 0, count: 1 << 13)
    private var entries = [Entry](repeating: Entry(), count: 1 << 13)
    private var count = 0

    /// Gives a word its class, unless it has one.
    mutating func setKind(_ kind: FlattenedWord.Class, _ word: WordHash) -> Bool {
      var isNew = false
      change(word) { bits in
        isNew = bits & 31 == 0
        if isNew { bits |= UInt32(kind.rawValue + 1) }
      }
      return isNew
    }

    mutating func change(_ word: WordHash, _ body: (inout UInt32) -> Void) {
      if count * 2 > keys.count { grow() }
      let place = place(of: word.value)
      if keys[place] == 0 {
        keys[place] = word.value
        count += 1
      }
      body(&entries[place].bits)
    }

    private mutating func grow() {
      let (oldKeys, oldEntries) = (keys, entries)
      keys = Array(repeating: 0, count: oldKeys.count * 2)
      entries = Array(repeating: Entry(), count: keys.count)
      for (key, entry) in zip(oldKeys, oldEntries) where key != 0 {
        let place = place(of: key)
        keys[place] = key
        entries[place] = entry
      }
    }

    @inline(__always)
    private func place(of key: UInt64) -> Int {
      let mask = keys.count - 1
      var place = Int(truncatingIfNeeded: (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15 >> 40) & mask
      while keys[place] != 0, keys[place] != key { place = (place + 1) & mask }
      return place
    }

    @inline(__always)
    subscript(word: WordHash) -> Entry {
      let place = place(of: word.value)
      return keys[place] == 0 ? Entry() : entries[place]
    }
  }

  /// `requires`, `applies`, `reaches`: plural nouns for the most part are not in the list.
  private static func thirdPerson(_ word: UnsafeBufferPointer<UInt8>) -> WordHash {
    var third = Array(word)
    let last = third.last ?? 0
    let before = third.count > 1 ? third[third.count - 2] : 0
    if last == 0x79, before != 0x61, before != 0x65, before != 0x6F, before != 0x75, before != 0 {
      third[third.count - 1] = 0x69
      third += [0x65, 0x73]
    } else if last == 0x73 || last == 0x78 || (last == 0x68 && (before == 0x63 || before == 0x73)) {
      third += [0x65, 0x73]
    } else {
      third.append(0x73)
    }
    return third.withUnsafeBufferPointer { WordHash($0) }
  }

  // MARK: Looking up

  /// What is known of a word or a phrase in lower case.
  @inline(__always)
  subscript(word: WordHash) -> Entry { table[word] }

  /// The class of a word in lower case that the lexicon does not name, by its last bytes.
  ///
  /// - Parameters:
  ///   - tail: its last eight bytes, the very last lowest.
  ///   - mark: the place of its first apostrophe in characters; nil where it has none.
  func kind(ofTail tail: UInt64, count: Int, mark: Int?) -> FlattenedWord.Class {
    // `d'emplois`, `l'État`: the part behind the mark decides.
    if let mark, mark <= 2 { return .other }
    if count < 4 { return .other }
    for ending in Self.endings[Int(tail & 0xFF)] where tail & ending.mask == ending.bytes {
      return ending.kind
    }
    // Plural, but for `less` and `status`.
    guard tail & 0xFF == 0x73 else { return .other }
    let before = tail >> 8 & 0xFF
    return before != 0x73 && before != 0x75 ? .plural : .other
  }

  /// The class of a word that its ending does not tell; nil for one that is not listed, as words beyond ASCII.
  func listedKind(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> FlattenedWord.Class? {
    Self.withKey(bytes, range) { word in
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
    } ?? nil
  }

  /// Whether two words name one thing together: `market price`, `age groups`.
  func arePair(_ bytes: UnsafeBufferPointer<UInt8>, _ first: Range<Int>, _ second: Range<Int>) -> Bool {
    Self.withKey(bytes, first) { first in
      Self.withKey(bytes, second) { second in
        guard first.count > 2, second.count > 2, let seconds = pairs.entry(first) else { return false }
        if SortedLexicon.holds(seconds, second) { return true }
        guard second.last == 0x73, second.count > 4 else { return false }
        return SortedLexicon.holds(seconds, UnsafeBufferPointer(rebasing: second.dropLast()))
      } ?? false
    } ?? false
  }

  /// A word in lower case without marks at its ends; nil for one that is long or not of ASCII.
  private static func withKey<Result>(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result? {
    guard range.count <= 32 else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { key in
      var count = 0
      for byte in bytes[range] {
        if byte >= 0x80 { return nil }
        let isInner = Letters.isASCIILetter(byte) || Letters.isASCIIDigit(byte)
        if !isInner, count == 0 { continue }
        guard isInner || byte == 0x2D || byte == 0x27 else { break }
        key[count] = Letters.isASCIILetter(byte) ? byte | 0x20 : byte
        count += 1
      }
      return body(UnsafeBufferPointer(rebasing: key[..<count]))
    }
  }

  /// What the cells of a column are by its name; a name of several words goes by its last one.
  func columnKind(of name: FoldedText) -> ColumnKind {
    name.bytes.withUnsafeBufferPointer { bytes in
      if let known = self[WordHash(bytes)].columnKind { return known }
      guard let blank = bytes.firstIndex(of: 0x20), let last = bytes.lastIndex(of: 0x20) else {
        return .other
      }
      return self[WordHash(UnsafeBufferPointer(rebasing: bytes[(last + 1)...]))].columnKind
        ?? self[WordHash(UnsafeBufferPointer(rebasing: bytes[..<blank]))].columnKind ?? .other
    }
  }

  private struct Ending {
    var bytes: UInt64
    var mask: UInt64
    var kind: FlattenedWord.Class
  }

  /// What words end in, by the last byte; of two that fit the first holds.
  private static let endings: [[Ending]] = {
    var endings: [[Ending]] = Array(repeating: [], count: 256)
    for (kind, words) in [
      (FlattenedWord.Class.past, past), (.gerund, gerunds), (.adverb, adverbs), (.noun, nouns),
      (.adjective, adjectives),
    ] {
      for word in words {
        var bytes: UInt64 = 0
        for byte in word.utf8 { bytes = bytes << 8 | UInt64(byte) }
        let mask: UInt64 = word.utf8.count == 8 ? .max : 1 << UInt64(8 * word.utf8.count) - 1
        endings[Int(bytes & 0xFF)].append(Ending(bytes: bytes, mask: mask, kind: kind))
      }
    }
    return endings
  }()

  private static let past = ["ed"]
  private static let gerunds = ["ing"]
  private static let adverbs = ["ly", "mente"]
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

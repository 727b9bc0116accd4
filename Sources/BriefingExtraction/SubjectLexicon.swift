import Resources

/// What assessments are about: subjects and the words that tell them.
public struct SubjectLexicon: Sendable {
  private(set) var names: [String] = []
  /// Of subjects with as many words in a text the one of the lowest rank is taken.
  private var ranks: [Int] = []
  /// The values are places in `names`, counted from 1.
  private var stems = PhraseTable(capacity: 2048, unites: false)

  /// The built-in one.
  static let standard: SubjectLexicon = {
    var lexicon = SubjectLexicon()
    LexiconFile.read(EmbeddedLexicon.subjects.bytes) { _, _, _ in
      true
    } line: { line, _ in
      _ = lexicon.read(line, isStandard: true)
    } stray: { _ in
    }
    return lexicon
  }()

  // MARK: Filling

  /// Reads `Subject: stems`; `!Subject` takes a subject out, `!Subject: stems` gives it these alone.
  /// A subject that a reader adds goes before the standard ones.
  ///
  /// - Returns: why the line, or an entry of it, cannot be used; nil where all can.
  mutating func read(_ line: UnsafeBufferPointer<UInt8>, isStandard: Bool = false) -> String? {
    let replaces = line.first == 0x21
    let line = replaces ? LexiconFile.trimmed(UnsafeBufferPointer(rebasing: line[1...])) : line
    let colon = line.firstIndex(of: 0x3A)
    let head = LexiconFile.trimmed(UnsafeBufferPointer(rebasing: line[..<(colon ?? line.count)]))
    let name = String(decoding: head, as: UTF8.self)
    guard !name.isEmpty else { return "a subject without a name" }
    let known = names.firstIndex(of: name)
    if replaces {
      guard let known else { return "there is no subject “\(name)” to be taken out" }
      let value = UInt64(known + 1)
      stems.update { $0 == value ? 0 : $0 }
    }
    guard let colon else { return replaces ? nil : "must be a subject, a colon and its stems" }
    let place = known ?? names.count
    if known == nil {
      names.append(name)
      ranks.append(isStandard ? place : -10_000 + place)
    }
    var fault: String?
    LexiconFile.entries(UnsafeBufferPointer(rebasing: line[(colon + 1)...])) { entry in
      let isWhole = entry.bytes.last == 0x3D
      let bytes = isWhole ? UnsafeBufferPointer(rebasing: entry.bytes.dropLast()) : entry.bytes
      let checked = LexiconFile.Entry(bytes: bytes, isStem: !isWhole, isRemoval: entry.isRemoval)
      if !isStandard, let found = checked.fault {
        fault = fault ?? found
      } else if entry.isRemoval {
        if !stems.remove(bytes, isStem: !isWhole, value: UInt64(place + 1)) {
          fault = fault ?? "“\(String(decoding: bytes, as: UTF8.self))” is not there to be taken out"
        }
      } else {
        stems.insert(
          bytes, isStem: !isWhole, value: UInt64(place + 1), replacing: !isStandard, keeping: isStandard)
      }
    }
    return fault
  }

  /// Takes all subjects out.
  mutating func removeAll() {
    stems.update { _ in 0 }
  }

  // MARK: Reading

  /// The subject whose words come up most in `text`; nil where none does. Of equals a sentence is about the one
  /// that stands first in the lexicon, a name (`Community programs to build trust`) about the one of its
  /// ruling word.
  public func subject(of text: String, isName: Bool = false) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      let found = matches(in: bytes)
      return decision(found, head: isName ? Self.head(of: bytes) : nil).map { names[$0] }
    }
  }

  /// All subjects of which a word stands in `text`, each once.
  func subjects(of text: String) -> [String] {
    var text = text
    return text.withUTF8 { bytes in
      var found: [String] = []
      for match in matches(in: bytes) where match.value > 0 {
        let name = names[Int(match.value) - 1]
        if !found.contains(name) { found.append(name) }
      }
      return found
    }
  }

  /// The subject whose words come up most in several texts taken together.
  func subject(of texts: [String]) -> String? {
    var found: [PhraseTable.Match] = []
    for var text in texts { text.withUTF8 { found += matches(in: $0) } }
    return decision(found).map { names[$0] }
  }

  /// The words of `text` that speak of a subject, as they stand there, each once.
  func words(of subject: String, in text: String) -> [String] {
    guard let place = names.firstIndex(of: subject) else { return [] }
    var text = text
    return text.withUTF8 { bytes in
      var words: [String] = []
      for match in matches(in: bytes) where match.value == UInt64(place + 1) {
        let word = String(decoding: bytes[match.start..<match.end], as: UTF8.self)
        if !words.contains(word) { words.append(word) }
      }
      return words
    }
  }

  /// The subject with the words of `text`, as they stand there, that decided for it.
  public func decision(of text: String) -> (subject: String, words: [String])? {
    subject(of: text).map { ($0, words(of: $0, in: text)) }
  }

  /// The stems of a text; of one within a longer one (`enforcement` in `law enforcement`) the longer alone.
  private func matches(in bytes: UnsafeBufferPointer<UInt8>) -> [PhraseTable.Match] {
    var found = stems.matches(in: bytes)
    guard found.count > 1 else { return found }
    var end = 0
    found.removeAll { match in
      defer { end = max(end, match.end) }
      return match.start < end
    }
    return found
  }

  /// The bytes of a name before its first preposition: there stands the word that rules it, last of all.
  private static func head(of bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x20 { end += 1 }
      // A label rules what it is before.
      if end > start, end < bytes.count, bytes[end - 1] == 0x3A { return 0..<end }
      if start > 0, end - start <= 7,
        prepositions.contains(String(decoding: bytes[start..<end], as: UTF8.self))
      {
        return 0..<start
      }
      start = end + 1
    }
    return 0..<bytes.count
  }

  private static let prepositions: Set<String> = [
    "to", "for", "of", "in", "on", "at", "by", "with", "from", "that", "who", "which", "near", "onto", "into",
    "across", "along", "against", "between", "during", "over", "without", "within", "among", "than", "when",
    "as", "de", "para",
    "en", "por", "con",
    "del",
    "pour", "dans", "avec", "des", "du", "sur", "par", "que", "qui",
  ]

  private func decision(_ found: [PhraseTable.Match], head: Range<Int>? = nil) -> Int? {
    guard let first = found.first else { return nil }
    if found.allSatisfy({ $0.value == first.value }) { return Int(first.value) - 1 }
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: names.count) { counts in
      counts.initialize(repeating: 0)
      for match in found { counts[Int(match.value) - 1] += 1 }
      var best = Int(first.value) - 1
      for place in counts.indices where counts[place] > 0 {
        if (counts[place], -ranks[place]) > (counts[best], -ranks[best]) { best = place }
      }
      // A subject that its reader added goes before all others.
      guard let head, ranks[best] >= 0 else { return best }
      let equals = found.filter { counts[Int($0.value) - 1] == counts[best] }
      let ruling = equals.last { head.contains($0.start) } ?? equals.first
      return ruling.map { Int($0.value) - 1 } ?? best
    }
  }
}

/// Tells what a statement is about, from the built-in word list of subjects.
public enum SubjectReader {
  /// The subject of a text and the words that decided for it, as they stand there; nil where no word
  /// tells one.
  public static func decision(
    of text: String, lexicons: Lexicons = .standard
  ) -> (subject: String, words: [String])? {
    lexicons.subjects.decision(of: text)
  }

  /// The words of a statement that speak of its subject; where none does, those of `lines`, its source lines.
  public static func words(
    of subject: String, in text: String, lines: @autoclosure () -> String?, lexicons: Lexicons = .standard
  ) -> [String] {
    let own = lexicons.subjects.words(of: subject, in: text)
    return own.isEmpty ? lines().map { lexicons.subjects.words(of: subject, in: $0) } ?? [] : own
  }
}

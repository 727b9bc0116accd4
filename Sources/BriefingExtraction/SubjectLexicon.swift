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
      if let found = checked.fault {
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

  /// The subject whose words come up most in `text`, of equals the one that stands first in the
  /// lexicon; nil where none does.
  public func subject(of text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      let found = stems.matches(in: bytes)
      return decision(found).map { names[$0] }
    }
  }

  /// The subject whose words come up most in several texts taken together.
  func subject(of texts: [String]) -> String? {
    var found: [PhraseTable.Match] = []
    for var text in texts { text.withUTF8 { stems.addMatches(in: $0, to: &found) } }
    return decision(found).map { names[$0] }
  }

  /// The subject with the words of `text`, as they stand there, that decided for it.
  public func decision(of text: String) -> (subject: String, words: [String])? {
    var text = text
    return text.withUTF8 { bytes in
      let found = stems.matches(in: bytes)
      guard let place = decision(found) else { return nil }
      var words: [String] = []
      for match in found where match.value == UInt64(place + 1) {
        let word = String(decoding: bytes[match.start..<match.end], as: UTF8.self)
        if !words.contains(word) { words.append(word) }
      }
      return (names[place], words)
    }
  }

  private func decision(_ found: [PhraseTable.Match]) -> Int? {
    guard let first = found.first else { return nil }
    if found.allSatisfy({ $0.value == first.value }) { return Int(first.value) - 1 }
    return withUnsafeTemporaryAllocation(of: Int32.self, capacity: names.count) { counts in
      counts.initialize(repeating: 0)
      for match in found { counts[Int(match.value) - 1] += 1 }
      var best = Int(first.value) - 1
      for place in counts.indices where counts[place] > 0 {
        if (counts[place], -ranks[place]) > (counts[best], -ranks[best]) { best = place }
      }
      return best
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
}

import BriefingModel
import Resources

/// Reads what sentences imply. Conservative: a clause counts only for a cue of one kind; where cues of
/// two kinds meet in a clause, nothing is read.
enum SentenceAssessments {
  /// Runs of words that tell a kind; found by the hash of their first word.
  private struct Cue: Sendable {
    var words: [[UInt8]]
    var isStem: Bool
    var kind: AssessmentKind
  }

  private static let cues: [UInt64: [Cue]] = {
    let list = WordList(.terms)
    var cues: [UInt64: [Cue]] = [:]
    for kind in AssessmentKind.allCases {
      for entry in list["sentence-\(kind.rawValue)"] {
        let isStem = entry.hasSuffix("*")
        let words = entry.split { $0 == " " || $0 == "*" || $0 == "'" }.map { Array($0.utf8) }
        guard let first = words.first else { continue }
        // A stem of one word is filed under its first four letters.
        let key = hash(words.count == 1 && isStem ? first.prefix(4) : first[...])
        cues[key, default: []].append(Cue(words: words, isStem: isStem, kind: kind))
      }
    }
    return cues
  }()

  /// A bit for each key that there is: most words are passed over without a look into the cues.
  private struct Filter: Sendable {
    private var bits = [UInt64](repeating: 0, count: 256)

    init(_ keys: some Sequence<UInt64>) {
      for key in keys { bits[Int(key >> 6 & 255)] |= 1 << (key & 63) }
    }

    @inline(__always)
    func mayHold(_ key: UInt64) -> Bool { bits[Int(key >> 6 & 255)] >> (key & 63) & 1 != 0 }
  }

  private static let filter = Filter(cues.keys)

  private struct Clause {
    var words: Range<Int>
    var kinds: Set<AssessmentKind> = []
  }

  static func read(_ paragraph: Paragraph, heading: String?) -> [Assessment] {
    var text = paragraph.text
    // A paragraph that announces a list speaks of what the list states.
    guard text.utf8.count > 30 else { return [] }
    return text.withUTF8 { bytes in
      let words = words(of: bytes)
      let hits = hits(words, bytes)
      guard !hits.isEmpty else { return [] }
      return clauses(words, hits, bytes).compactMap { clause in
        guard clause.kinds.count == 1, let kind = clause.kinds.first, clause.words.count >= 5 else {
          return nil
        }
        let range = words[clause.words.lowerBound].lowerBound..<words[clause.words.upperBound - 1].upperBound
        var end = range.upperBound
        while end < bytes.count, bytes[end] != 0x20, bytes[end] != 0x2C, bytes[end] != 0x3B { end += 1 }
        let statement = String(decoding: bytes[range.lowerBound..<end], as: UTF8.self)
        // A question asks, and an announcement is settled by its list.
        guard !statement.hasSuffix("?"), !statement.hasSuffix(":") else { return nil }
        return Assessment(
          kind: kind, text: statement, subject: SubjectReader.subject(of: statement) ?? heading,
          basis: .sentence, confidence: .uncertain, span: paragraph.span)
      }
    }
  }

  private static func words(of bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    words.reserveCapacity(bytes.count / 6)
    var start = -1
    for (index, byte) in bytes.enumerated() {
      let isWord =
        Letters.isASCIILetter(byte) || (byte >= 0x80 && byte != 0xE2) || Letters.isASCIIDigit(byte)
        || byte == 0x2D
      if isWord, start < 0 { start = index }
      if !isWord, start >= 0 {
        words.append(start..<index)
        start = -1
      }
    }
    if start >= 0 { words.append(start..<bytes.count) }
    return words
  }

  private static func hits(
    _ words: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [(word: Int, kind: AssessmentKind)] {
    var hits: [(word: Int, kind: AssessmentKind)] = []
    let cues = cues
    let filter = filter
    for (index, word) in words.enumerated() {
      let key = hash(bytes, word)
      var candidates = filter.mayHold(key) ? cues[key] ?? [] : []
      if word.count > 4 {
        let stem = hash(bytes, word.prefix(4))
        if filter.mayHold(stem) { candidates += cues[stem] ?? [] }
      }
      guard !candidates.isEmpty else { continue }
      for cue in candidates where matches(cue, at: index, words, bytes) {
        if cue.kind == .risk, isCountered(index, words, bytes) { break }
        hits.append((index, cue.kind))
        break
      }
    }
    return hits
  }

  /// `to minimize collateral damage`: what is acted against is not stated as a risk.
  private static func isCountered(
    _ index: Int, _ words: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    words[max(0, index - 3)..<index].contains { word in
      TermLexicon.shared.isCounter(String(decoding: bytes[word], as: UTF8.self).lowercased())
    }
  }

  private static func matches(
    _ cue: Cue, at index: Int, _ words: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard index + cue.words.count <= words.count else { return false }
    for (offset, expected) in cue.words.enumerated() {
      let word = words[index + offset]
      let mayGoOn = cue.isStem && offset == cue.words.count - 1
      guard mayGoOn ? word.count >= expected.count : word.count == expected.count else { return false }
      for (place, byte) in expected.enumerated() where lower(bytes[word.lowerBound + place]) != byte {
        return false
      }
    }
    return true
  }

  /// The clauses that hold a hit: parts of sentences between stops, semicolons and words that turn
  /// (`, but`, `, while`).
  private static func clauses(
    _ words: [Range<Int>], _ hits: [(word: Int, kind: AssessmentKind)], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [Clause] {
    var clauses: [Clause] = []
    for hit in hits {
      if let last = clauses.last, last.words.contains(hit.word) {
        clauses[clauses.count - 1].kinds.insert(hit.kind)
        continue
      }
      var start = hit.word
      while start > 0, !parts(between: start - 1, and: start, words, bytes) { start -= 1 }
      var end = hit.word + 1
      while end < words.count, !parts(between: end - 1, and: end, words, bytes) { end += 1 }
      clauses.append(Clause(words: start..<end, kinds: [hit.kind]))
    }
    return clauses
  }

  private static let turns: [[UInt8]] = [
    "but", "while", "whereas", "although", "though", "yet", "however", "pero", "mientras", "aunque", "mais",
    "tandis",
  ].map { Array($0.utf8) }

  private static func parts(
    between first: Int, and second: Int, _ words: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let gap = words[first].upperBound..<words[second].lowerBound
    var hasComma = false
    for index in gap {
      switch bytes[index] {
      case 0x3B, 0x21, 0x3F: return true
      case 0x2E:
        // A stop with a blank behind it, not after one letter (`U.S. military`).
        if index + 1 < bytes.count, bytes[index + 1] == 0x20, words[first].count > 1 { return true }
      case 0x2C: hasComma = true
      default: break
      }
    }
    guard hasComma else { return false }
    let word = words[second]
    return turns.contains { turn in
      turn.count == word.count && turn.indices.allSatisfy { lower(bytes[word.lowerBound + $0]) == turn[$0] }
    }
  }

  @inline(__always)
  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    word.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(lower(bytes[index]))) &* 0x100_0000_01B3 }
    return hash
  }
}

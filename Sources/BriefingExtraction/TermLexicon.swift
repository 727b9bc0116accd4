import BriefingModel
import Resources

/// What benefits, risks and mitigations are called, what announces them, and what reads as one.
struct TermLexicon: Sendable {
  /// In one place of memory: the lexicon goes down as a value to every block and cell.
  private final class Tables: Sendable {
    let terms: PhraseTable
    let cues: PhraseTable
    /// What lets words through that may name a kind.
    let kinds: PhraseSieve
    /// The same of a kind or of both sides.
    let sides: PhraseSieve

    init(_ draft: Draft) {
      terms = draft.terms
      cues = draft.cues
      kinds = terms.sieve(TermTags.anyKind.rawValue)
      sides = terms.sieve(TermTags([.anyKind, .both]).rawValue)
    }
  }

  /// The tables while they are filled.
  private struct Draft {
    var terms = PhraseTable(capacity: 4096)
    var cues = PhraseTable(capacity: 512)
  }

  private enum Target {
    case terms(TermTags)
    /// With their bits.
    case cues(UInt64)
  }

  private var tables = Tables(Draft())

  /// Words and phrases with their `TermTags`.
  var terms: PhraseTable { tables.terms }
  /// Runs of words by which a sentence is read; the values are bits of kinds.
  var cues: PhraseTable { tables.cues }

  /// The built-in one.
  static let standard: TermLexicon = {
    var lexicon = TermLexicon()
    _ = lexicon.read(EmbeddedLexicon.terms.bytes, isChecked: true)
    return lexicon
  }()

  /// Adds the sections of a file that are known here. Gives back what could not be read, with 1-based
  /// lines; sections that are not known are given to `other`, which says whether it knows them. Entries that
  /// are checked need not be looked at for faults: the first screen waits for the built-in ones.
  mutating func read(
    _ utf8: UnsafeBufferPointer<UInt8>, isChecked: Bool = false,
    other: (String, _ empties: Bool) -> Bool = { _, _ in false },
    otherLine: (UnsafeBufferPointer<UInt8>, _ line: Int) -> Void = { _, _ in }
  ) -> [(line: Int, message: String)] {
    var faults: [(line: Int, message: String)] = []
    var target: Target?
    var draft = Draft(terms: tables.terms, cues: tables.cues)
    LexiconFile.read(utf8) { name, empties, line in
      target = Self.target(name)
      switch target {
      case .terms(let tag) where empties: draft.terms.update { $0 & ~tag.rawValue }
      case .cues(let bit) where empties: draft.cues.update { $0 & ~bit }
      case .some: break
      case nil:
        let name = String(decoding: name, as: UTF8.self)
        if other(name, empties) { break }
        faults.append((line, "unknown section “\(name)”"))
        return false
      }
      return true
    } line: { text, line in
      guard let target else {
        otherLine(text, line)
        return
      }
      LexiconFile.entries(text) { entry in
        if !isChecked, !entry.isRemoval, let fault = entry.fault {
          faults.append((line, fault))
        } else if let fault = Self.enter(entry, target, into: &draft) {
          faults.append((line, fault))
        }
      }
    } stray: { line in
      faults.append((line, "stands in no section"))
    }
    tables = Tables(draft)
    return faults
  }

  private static func enter(_ entry: LexiconFile.Entry, _ target: Target, into draft: inout Draft) -> String?
  {
    switch target {
    case .terms(let tag): enter(entry, tag.rawValue, into: &draft.terms)
    case .cues(let bit): enter(entry, bit, into: &draft.cues)
    }
  }

  private static func enter(
    _ entry: LexiconFile.Entry, _ value: UInt64, into table: inout PhraseTable
  ) -> String? {
    if entry.isRemoval {
      let isKnown = table.remove(entry.bytes, isStem: entry.isStem, value: value)
      return isKnown ? nil : "“\(entry.text)” is not there to be taken out"
    }
    table.insert(entry.bytes, isStem: entry.isStem, value: value)
    return nil
  }

  private static func target(_ name: UnsafeBufferPointer<UInt8>) -> Target? {
    for (section, tag) in TermTags.sections where name.equals(section) { return .terms(tag) }
    if name.equals("sentence-benefit") { return .cues(bit(.benefit)) }
    if name.equals("sentence-risk") { return .cues(bit(.risk)) }
    if name.equals("sentence-mitigation") { return .cues(bit(.mitigation)) }
    if name.equals("sentence-none") { return .cues(circumstance) }
    return nil
  }

  /// The bit of a kind in the values of `cues`.
  @inline(__always)
  static func bit(_ kind: AssessmentKind) -> UInt64 {
    switch kind {
    case .benefit: 1
    case .risk: 2
    case .mitigation: 4
    }
  }

  /// The bit of cues that only name circumstances.
  static let circumstance: UInt64 = 16

  /// Whether a text may hold a word that names a kind: told at once, for most names hold none.
  func mayNameKind(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { tables.kinds.mayPass($0) }
  }

  /// The same of a word that names a kind, or both sides at once.
  func mayNameSide(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { tables.sides.mayPass($0) }
  }

  /// Whether a short text says something by its first word alone, which the lexicon does not know: told at
  /// once, for so do most.
  func beginsAsStatement(_ text: String, limit: Int) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard !bytes.isEmpty else { return false }
      let word = TextByte.eight(bytes, at: 0)
      let run = TextByte.plainRun(word)
      guard run.count > 0, !(run.count == 1 && bytes[0] == 0x2D),
        !terms.withFinder({ $0.sieve.mayBegin(word, run) })
      else { return false }
      var index = TextByte.endOfRun(bytes, from: 0, word, run.count)
      guard !bytes[..<index].allSatisfy(Letters.isASCIIDigit) else { return false }
      // What has too many words is read otherwise; a phrase of several counts as one word.
      guard bytes.count >= 2 * limit else { return true }
      var words = 1
      while index < bytes.count {
        if TextByte.beginsWord(bytes, at: index) {
          words += 1
          index = TextByte.endOfWord(bytes, from: index)
        } else {
          index += TextByte.length(bytes[index])
        }
      }
      return words <= limit
    }
  }

  /// The words of a short text; none where it has more than `limit`.
  func words(of text: String, limit: Int) -> TermText {
    var text = text
    return text.withUTF8 { TermText($0, terms, limit: limit) }
  }
}

extension UnsafeBufferPointer<UInt8> {
  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && indices.allSatisfy { self[$0] == text.utf8Start[$0] }
  }
}

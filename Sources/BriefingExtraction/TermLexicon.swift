import BriefingModel
import Resources

/// What benefits, risks and mitigations are called, what announces them, and what reads as one.
struct TermLexicon: Sendable {
  /// Words and phrases with their `TermTags`.
  private(set) var terms = PhraseTable(capacity: 2048)
  /// Runs of words by which a sentence is read; the values are bits of kinds.
  private(set) var cues = PhraseTable(capacity: 512)

  private enum Target {
    case terms(TermTags)
    case cues(AssessmentKind)
  }

  /// The built-in one.
  static let standard: TermLexicon = {
    var lexicon = TermLexicon()
    _ = EmbeddedLexicon.terms.utf8.withUnsafeBufferPointer { lexicon.read($0) }
    return lexicon
  }()

  /// Adds the sections of a file that are known here. Gives back what could not be read, with 1-based
  /// lines; sections that are not known are given to `other`, which says whether it knows them.
  mutating func read(
    _ utf8: UnsafeBufferPointer<UInt8>, other: (String, _ empties: Bool) -> Bool = { _, _ in false },
    otherLine: (UnsafeBufferPointer<UInt8>, _ line: Int) -> Void = { _, _ in }
  ) -> [(line: Int, message: String)] {
    var faults: [(line: Int, message: String)] = []
    var target: Target?
    LexiconFile.read(utf8) { name, empties, line in
      target = Self.target(name)
      switch target {
      case .terms(let tag) where empties: terms.update { $0 & ~tag.rawValue }
      case .cues(let kind) where empties: cues.update { $0 & ~Self.bit(kind) }
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
        if let fault = enter(entry, target) { faults.append((line, fault)) }
      }
    } stray: { line in
      faults.append((line, "stands in no section"))
    }
    return faults
  }

  private mutating func enter(_ entry: LexiconFile.Entry, _ target: Target) -> String? {
    var isKnown = true
    switch target {
    case .terms(let tag):
      if entry.isRemoval {
        isKnown = terms.remove(entry.bytes, isStem: entry.isStem, value: tag.rawValue)
      } else if let fault = entry.fault {
        return fault
      } else {
        terms.insert(entry.bytes, isStem: entry.isStem, value: tag.rawValue)
      }
    case .cues(let kind):
      if entry.isRemoval {
        isKnown = cues.remove(entry.bytes, isStem: entry.isStem, value: Self.bit(kind))
      } else if let fault = entry.fault {
        return fault
      } else {
        cues.insert(entry.bytes, isStem: entry.isStem, value: Self.bit(kind))
      }
    }
    return isKnown ? nil : "“\(entry.text)” is not there to be taken out"
  }

  private static func target(_ name: UnsafeBufferPointer<UInt8>) -> Target? {
    for (section, tag) in TermTags.sections where name.equals(section) { return .terms(tag) }
    if name.equals("sentence-benefit") { return .cues(.benefit) }
    if name.equals("sentence-risk") { return .cues(.risk) }
    if name.equals("sentence-mitigation") { return .cues(.mitigation) }
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

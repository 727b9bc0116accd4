import Dispatch
import Resources

/// The words by which assessments are read: the built-in ones, or those with a reader's own.
public struct Lexicons: Sendable, Equatable {
  /// Nil for the built-in ones, which are made when a word is first asked for: the first screen waits for
  /// no lexicon that it does not need.
  private let own: Words?
  /// Equal for lexicons of the same words: an index that was made with others is to be made anew.
  public let fingerprint: UInt64

  /// The built-in ones.
  public static let standard = Lexicons(
    own: nil,
    fingerprint: digest(
      EmbeddedLexicon.names.bytes,
      digest(EmbeddedLexicon.subjects.bytes, digest(EmbeddedLexicon.terms.bytes, 0))))

  /// A file of a reader's own.
  public struct Source: Sendable, Equatable {
    /// The file as messages name it.
    public var name: String
    public var utf8: [UInt8]

    public init(name: String, utf8: [UInt8]) {
      self.name = name
      self.utf8 = utf8
    }
  }

  /// In one place of memory: lexicons go down as a value to every block and cell.
  private final class Words: Sendable {
    let terms: TermLexicon
    let subjects: SubjectLexicon
    /// Nil for the built-in ones: no briefing is read by them, and they are made when they are asked for.
    let names: NameLexicon?

    static let standard = Words(terms: .standard, subjects: .standard, names: nil)

    init(terms: TermLexicon, subjects: SubjectLexicon, names: NameLexicon?) {
      self.terms = terms
      self.subjects = subjects
      self.names = names
    }
  }

  var terms: TermLexicon { words.terms }
  var subjects: SubjectLexicon { words.subjects }
  var names: NameLexicon { words.names ?? .standard }

  private var words: Words { own ?? Words.standard }

  private init(own: Words?, fingerprint: UInt64) {
    self.own = own
    self.fingerprint = fingerprint
  }

  /// Makes what reading a first briefing needs, its parts at the same time. Others who need it meanwhile wait for
  /// it: to be called on another thread, before.
  public func prepare() {
    DispatchQueue.concurrentPerform(iterations: 2) { part in
      if part == 0 { _ = words } else { _ = Lexicon.shared }
    }
  }

  /// The built-in lexicons changed by the reader's, in their order: each may hold the sections of
  /// `terms.txt`, one `[subjects]`, and those of `names.txt`. What cannot be used is left out and told.
  public static func extended(by sources: [Source]) -> (lexicons: Lexicons, faults: [LexiconFault]) {
    var terms = TermLexicon.standard
    var subjects = SubjectLexicon.standard
    var names = NameLexicon.standard
    var fingerprint = standard.fingerprint
    var faults: [LexiconFault] = []
    for source in sources where !source.utf8.isEmpty {
      fingerprint = source.utf8.withUnsafeBufferPointer { digest($0, fingerprint) }
      guard String(validating: source.utf8, as: UTF8.self) != nil else {
        faults.append(
          LexiconFault(file: source.name, line: firstInvalidLine(source.utf8), message: "not UTF-8"))
        continue
      }
      source.utf8.withUnsafeBufferPointer { utf8 in
        var lines: [(line: Int, message: String)] = []
        var section: NameLexicon.Section?
        let found = terms.read(utf8) { name, empties in
          section = NameLexicon.Section(rawValue: name)
          if let section {
            if empties { names.removeAll(section) }
            return true
          }
          guard name == "subjects" else { return false }
          if empties { subjects.removeAll() }
          return true
        } otherLine: { text, line in
          let fault = section.map { names.read(text, in: $0) } ?? subjects.read(text)
          if let fault { lines.append((line, fault)) }
        }
        faults += (found + lines).sorted { $0.line < $1.line }
          .map { LexiconFault(file: source.name, line: $0.line, message: $0.message) }
      }
    }
    let words = Words(terms: terms, subjects: subjects, names: names)
    return (Lexicons(own: words, fingerprint: fingerprint), faults)
  }

  /// Subjects by name, in the order of the lexicon; an index holds their places.
  public var subjectNames: [String] { subjects.names }

  public static func == (left: Lexicons, right: Lexicons) -> Bool { left.fingerprint == right.fingerprint }

  private static func firstInvalidLine(_ utf8: [UInt8]) -> Int {
    var line = 1
    for part in utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil { return line }
      line += 1
    }
    return line
  }

  /// FNV-1a over eight bytes at a time, which stays the same from run to run: the first screen waits for it.
  private static func digest(_ bytes: UnsafeBufferPointer<UInt8>, _ seed: UInt64) -> UInt64 {
    let bytes = UnsafeRawBufferPointer(bytes)
    var sum = seed ^ 0xCBF2_9CE4_8422_2325 ^ UInt64(bytes.count)
    var place = 0
    while place < bytes.count {
      var word: UInt64 = 0
      if place + 8 <= bytes.count {
        word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      } else {
        for byte in bytes[place...].reversed() { word = word << 8 | UInt64(byte) }
      }
      sum = (sum ^ word) &* 0x100_0000_01B3
      // The product carries upwards only.
      sum ^= sum >> 29
      place += 8
    }
    return sum
  }
}

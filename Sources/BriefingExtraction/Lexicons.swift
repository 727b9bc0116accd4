import Resources

/// The words by which assessments are read: the built-in ones, or those with a reader's own.
public struct Lexicons: Sendable, Equatable {
  private let words: Words
  /// Equal for lexicons of the same words: an index that was made with others is to be made anew.
  public let fingerprint: UInt64

  /// The built-in ones.
  public static let standard = Lexicons(
    terms: .standard, subjects: .standard, names: .standard,
    fingerprint: digest(
      EmbeddedLexicon.names.utf8,
      digest(EmbeddedLexicon.subjects.utf8, digest(EmbeddedLexicon.terms.utf8, 0))))

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
    let names: NameLexicon

    init(terms: TermLexicon, subjects: SubjectLexicon, names: NameLexicon) {
      self.terms = terms
      self.subjects = subjects
      self.names = names
    }
  }

  var terms: TermLexicon { words.terms }
  var subjects: SubjectLexicon { words.subjects }
  var names: NameLexicon { words.names }

  private init(terms: TermLexicon, subjects: SubjectLexicon, names: NameLexicon, fingerprint: UInt64) {
    words = Words(terms: terms, subjects: subjects, names: names)
    self.fingerprint = fingerprint
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
      fingerprint = digest(source.utf8, fingerprint)
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
    return (Lexicons(terms: terms, subjects: subjects, names: names, fingerprint: fingerprint), faults)
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

  /// FNV-1a, which stays the same from run to run.
  private static func digest(_ bytes: [UInt8], _ seed: UInt64) -> UInt64 {
    bytes.reduce(seed ^ 0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

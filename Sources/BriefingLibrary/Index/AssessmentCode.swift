import BriefingModel

/// Assessments as the index keeps them: the text of all, and beside it the facts alone, by which a hundred
/// thousand briefings are counted without reading a text.
enum AssessmentCode {
  /// What counting wants to know of one assessment; eight bytes.
  struct Fact: Equatable {
    /// Tells the subject; 0 for none.
    var subject: UInt64
    var kind: AssessmentKind
    var isStated: Bool
    /// Whether a table states a remedy beside a risk, or a risk beside a mitigation.
    var isAnswered: Bool

    static let size = 8
    private static let subjectMask: UInt64 = (1 << 56) - 1

    /// The same for subjects that are one: their letters without regard to case and blanks.
    static func subject(_ text: String?) -> UInt64 {
      guard let text, !text.isEmpty else { return 0 }
      let hash = CombinedMatrix.key(text).utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
        ($0 ^ UInt64($1)) &* 0x100_0000_01B3
      }
      return max(1, (hash ^ hash >> 29) & subjectMask)
    }

    init(_ assessment: Assessment, isAnswered: Bool) {
      subject = Self.subject(assessment.subject)
      kind = assessment.kind
      isStated = assessment.isStated
      self.isAnswered = isAnswered
    }

    init(word: UInt64) {
      subject = word & Self.subjectMask
      let flags = word >> 56
      kind = AssessmentKind.allCases[Int(min(flags & 3, 2))]
      isStated = flags & 4 != 0
      isAnswered = flags & 8 != 0
    }

    var word: UInt64 {
      let number = UInt64(AssessmentKind.allCases.firstIndex(of: kind) ?? 0)
      return subject | (number | (isStated ? 4 : 0) | (isAnswered ? 8 : 0)) << 56
    }
  }

  static func facts(of assessments: [Assessment]) -> [Fact] {
    let answers = RiskAnswers(assessments)
    return assessments.enumerated().map { place, assessment in
      Fact(assessment, isAnswered: answers.remedies[place] != nil || answers.risks[place] != nil)
    }
  }

  static func bytes(of facts: [Fact]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(facts.count * Fact.size)
    for fact in facts {
      let word = fact.word
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return bytes
  }

  /// Calls `body` with each fact and its place.
  @inline(__always)
  static func forEachFact(in bytes: UnsafeRawBufferPointer, _ body: (Fact, Int) -> Void) {
    for place in 0..<(bytes.count / Fact.size) {
      let word = bytes.loadUnaligned(fromByteOffset: place * Fact.size, as: UInt64.self)
      body(Fact(word: UInt64(littleEndian: word)), place)
    }
  }

  // MARK: The whole

  static func bytes(of assessments: [Assessment]) -> [UInt8] {
    var code = CodeWriter()
    code.append(assessments.count)
    for assessment in assessments {
      let kinds = AssessmentKind.allCases.firstIndex(of: assessment.kind) ?? 0
      let basis = AssessmentBasis.allCases.firstIndex(of: assessment.basis) ?? 0
      let confidence = Confidence.allCases.firstIndex(of: assessment.confidence) ?? 0
      code.append(kinds | basis << 2 | confidence << 4)
      code.append(assessment.text)
      code.append(assessment.label)
      code.append(assessment.subject)
      code.append(assessment.tableID)
      code.append(assessment.row.map { $0 + 1 } ?? 0)
      code.append(assessment.column.map { $0 + 1 } ?? 0)
      code.append(assessment.span)
    }
    return code.bytes
  }

  /// - Throws: when the bytes are not those of assessments.
  static func assessments(in bytes: UnsafeRawBufferPointer) throws -> [Assessment] {
    var code = CodeReader(bytes)
    let count = try code.number()
    guard count <= bytes.count else { throw SegmentDamage() }
    var assessments: [Assessment] = []
    assessments.reserveCapacity(count)
    for _ in 0..<count {
      let flags = try code.number()
      let (kind, basis, confidence) = (flags & 3, flags >> 2 & 3, flags >> 4 & 3)
      guard kind < AssessmentKind.allCases.count, basis < AssessmentBasis.allCases.count,
        confidence < Confidence.allCases.count
      else { throw SegmentDamage() }
      let text = try code.text() ?? ""
      let label = try code.text()
      let subject = try code.text()
      let table = try code.text()
      let row = try code.number()
      let column = try code.number()
      let span = try code.span()
      assessments.append(
        Assessment(
          kind: AssessmentKind.allCases[kind], label: label, text: text, subject: subject,
          basis: AssessmentBasis.allCases[basis], confidence: Confidence.allCases[confidence], tableID: table,
          row: row == 0 ? nil : row - 1, column: column == 0 ? nil : column - 1, span: span))
    }
    return assessments
  }

  // MARK: Names

  /// The countries, organisations and operations that a briefing names: for each its kind, its length and it.
  static func bytes(of names: [(kind: NamedThing.Kind, name: String)]) -> [UInt8] {
    var code = CodeWriter()
    for name in names {
      code.append(NamedThing.Kind.allCases.firstIndex(of: name.kind) ?? 0)
      code.append(name.name)
    }
    return code.bytes
  }

  /// Calls `body` with each name, of its kind, while the bytes are those of names.
  static func forEachName(
    in bytes: UnsafeRawBufferPointer, _ body: (NamedThing.Kind, UnsafeRawBufferPointer) -> Void
  ) {
    var code = CodeReader(bytes)
    while let kind = try? code.number(), kind < NamedThing.Kind.allCases.count, let name = try? code.bytes() {
      body(NamedThing.Kind.allCases[kind], name)
    }
  }
}

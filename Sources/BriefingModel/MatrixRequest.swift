/// What to lay out of a library: of which briefings, and which of their statements.
public struct MatrixRequest: Sendable, Equatable, Hashable, Codable {
  /// Which subject.
  public enum Subject: Sendable, Equatable, Hashable, Codable {
    case all
    case named(String)
    /// Statements that fit none.
    case none
    /// All but these and those that fit none.
    case others(besides: [String])
  }

  /// A search for the briefings; empty for all of them.
  public var query: String
  public var includesInferred: Bool
  public var subject: Subject
  /// Nil for all three.
  public var kind: AssessmentKind?
  /// Only stated risks that nothing beside them answers.
  public var onlyOpenRisks: Bool
  /// Only those of this briefing; nil for all.
  public var entryID: Int64?
  /// About so many statements; a briefing is not divided.
  public var limit: Int

  public init(
    query: String = "", includesInferred: Bool = true, subject: Subject = .all, kind: AssessmentKind? = nil,
    onlyOpenRisks: Bool = false, entryID: Int64? = nil, limit: Int = 2_000
  ) {
    self.query = query
    self.includesInferred = includesInferred
    self.subject = subject
    self.kind = kind
    self.onlyOpenRisks = onlyOpenRisks
    self.entryID = entryID
    self.limit = limit
  }
}

/// Statements of a library as a request wants them.
public struct MatrixStatements: Sendable, Equatable {
  /// Briefings in list order, each with all that it assesses: what was asked for is `matrix`.
  public var sources: [CombinedMatrix.Source]
  /// Those of `sources` that were asked for.
  public var matrix: CombinedMatrix
  /// Statements that match, shown or not.
  public var statementCount: Int
  /// Whether all that match are in `matrix`.
  public var isWhole: Bool
  /// Why the query could not be read.
  public var fault: QueryFault?

  public init(
    sources: [CombinedMatrix.Source] = [], request: MatrixRequest, statementCount: Int? = nil,
    fault: QueryFault? = nil
  ) {
    self.sources = sources
    matrix = CombinedMatrix(sources, includeInferred: request.includesInferred, only: { request.wants($1) })
    if request.onlyOpenRisks { matrix.keepOpenRisks() }
    let shown = matrix.rows.reduce(0) { $0 + $1.statements.count }
    self.statementCount = statementCount ?? shown
    isWhole = self.statementCount <= shown
    self.fault = fault
  }
}

/// How many statements a library makes of each subject.
public struct MatrixCounts: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    public var subject: MatrixRequest.Subject
    /// In the order of `AssessmentKind.allCases`.
    public var stated: [Int]
    public var inferred: [Int]
    public var briefingCount: Int
    /// Stated risks that nothing beside them answers.
    public var openRiskCount: Int

    public init(
      subject: MatrixRequest.Subject, stated: [Int] = [0, 0, 0], inferred: [Int] = [0, 0, 0],
      briefingCount: Int = 0, openRiskCount: Int = 0
    ) {
      self.subject = subject
      self.stated = stated
      self.inferred = inferred
      self.briefingCount = briefingCount
      self.openRiskCount = openRiskCount
    }

    public var statementCount: Int { stated.reduce(0, +) + inferred.reduce(0, +) }

    /// Statements of a kind; without the inferred ones where they are not wanted.
    public func count(_ kind: AssessmentKind, includingInferred: Bool) -> Int {
      let place = AssessmentKind.allCases.firstIndex(of: kind) ?? 0
      return stated[place] + (includingInferred ? inferred[place] : 0)
    }
  }

  /// Subjects of most statements first; the rare ones of briefings' own words together, and those that fit no
  /// subject, last.
  public var rows: [Row]
  /// Briefings that state or imply something.
  public var briefingCount: Int
  public var fault: QueryFault?

  public init(rows: [Row] = [], briefingCount: Int = 0, fault: QueryFault? = nil) {
    self.rows = rows
    self.briefingCount = briefingCount
    self.fault = fault
  }

  public var statementCount: Int { rows.reduce(0) { $0 + $1.statementCount } }
}

extension MatrixRequest {
  /// Whether an assessment is asked for, its briefing and its remedies aside.
  public func wants(_ assessment: Assessment) -> Bool {
    if let kind, assessment.kind != kind { return false }
    if !includesInferred, !assessment.isStated { return false }
    let own = assessment.subject.map { CombinedMatrix.key($0) } ?? ""
    switch subject {
    case .all: return true
    case .none: return own.isEmpty
    case .named(let name): return own == CombinedMatrix.key(name)
    case .others(let names): return !own.isEmpty && !names.contains { CombinedMatrix.key($0) == own }
    }
  }
}

extension CombinedMatrix {
  /// The matrix counted.
  public var counted: MatrixCounts {
    let rows = rows.map { row in
      var counted = MatrixCounts.Row(subject: row.subject.map { .named($0) } ?? .none)
      for (place, kind) in AssessmentKind.allCases.enumerated() {
        counted.stated[place] = row.statements(kind).count { $0.assessment.isStated }
        counted.inferred[place] = row.statements(kind).count - counted.stated[place]
      }
      counted.briefingCount = row.briefingCount
      counted.openRiskCount = row.statements(.risk).count { $0.assessment.isStated && others(of: $0).isEmpty }
      return counted
    }
    return MatrixCounts(rows: rows, briefingCount: briefings.count)
  }
}

/// Which side of the balance a statement stands on.
public enum AssessmentKind: String, Sendable, Hashable, Codable, CaseIterable {
  case benefit
  case risk
  case mitigation

  /// The sign that goes with the kind wherever it is shown, so that colour never carries it alone.
  public var sign: String {
    switch self {
    case .benefit: "+"
    case .risk: "-"
    case .mitigation: "="
    }
  }
}

/// What an assessment rests on.
public enum AssessmentBasis: String, Sendable, Hashable, Codable, CaseIterable {
  /// A column of a table says so.
  case table
  /// A list with an introduction or a label says so.
  case list
  /// A sentence reads so, or the words of a cell whose column names no kind.
  case sentence
}

/// One statement of a benefit, a risk or a mitigation.
public struct Assessment: Sendable, Equatable, Hashable, Codable {
  public var kind: AssessmentKind
  /// The short name in `Label: text` or in a row of name and statement.
  public var label: String?
  public var text: String
  /// What the statement is about.
  public var subject: String?
  public var basis: AssessmentBasis
  public var confidence: Confidence
  /// The table it came from, when it came from one.
  public var tableID: String?
  /// 0-based row in that table's body.
  public var row: Int?
  /// 0-based column in that table.
  public var column: Int?
  public var span: SourceSpan

  public init(
    kind: AssessmentKind, label: String? = nil, text: String, subject: String? = nil,
    basis: AssessmentBasis, confidence: Confidence = .certain, tableID: String? = nil,
    row: Int? = nil, column: Int? = nil, span: SourceSpan
  ) {
    self.kind = kind
    self.label = label
    self.text = text
    self.subject = subject
    self.basis = basis
    self.confidence = confidence
    self.tableID = tableID
    self.row = row
    self.column = column
    self.span = span
  }

  /// Whether a table or a labelled list says so; a sentence is inferred.
  public var isStated: Bool { basis != .sentence }

  /// `stated in a table`, `~ inferred from a sentence`.
  public var basisWords: String {
    switch basis {
    case .table, .list: "stated in a \(basis.rawValue)"
    case .sentence: "~ inferred from a \(tableID == nil ? "sentence" : "cell")"
    }
  }
}

internal import BriefingModel

/// The matrix over several briefings: subjects merged, each statement with the file it stands in.
struct CombinedMatrix {
  /// A statement and where it was made.
  struct Statement {
    var path: String
    var assessment: Assessment
  }

  struct Row {
    /// As the first briefing writes it; nil for statements that fit no subject.
    var subject: String?
    var statements: [Statement]

    func statements(_ kind: AssessmentKind) -> [Statement] {
      statements.filter { $0.assessment.kind == kind }
    }
  }

  /// In the order in which subjects first come up, those without a subject last.
  private(set) var rows: [Row] = []
  /// The files with a statement, in order, and what they are called in cells.
  private(set) var labels: [(path: String, label: String)] = []

  /// With `includeInferred` false only what a table or list states.
  init(_ briefings: [Briefing], includeInferred: Bool) {
    var places: [String: Int] = [:]
    var rest = Row(subject: nil, statements: [])
    var paths: [String] = []
    for briefing in briefings {
      let statements = briefing.assessments.filter { includeInferred || $0.isStated }
      if !statements.isEmpty { paths.append(briefing.path) }
      for assessment in statements {
        let statement = Statement(path: briefing.path, assessment: assessment)
        guard let subject = assessment.subject, !subject.isEmpty else {
          rest.statements.append(statement)
          continue
        }
        let key = Self.key(subject)
        if let place = places[key] {
          rows[place].statements.append(statement)
        } else {
          places[key] = rows.count
          rows.append(Row(subject: subject, statements: [statement]))
        }
      }
    }
    if !rest.statements.isEmpty { rows.append(rest) }
    labels = Array(zip(paths, Self.labels(paths)))
  }

  /// What makes two subjects one: their letters without regard to case and blanks.
  private static func key(_ subject: String) -> String {
    subject.lowercased().split(separator: " ").joined(separator: " ")
  }

  /// The shortest beginning of each file's name, ended where a word of it ends, that no other has;
  /// the whole path when names are alike.
  static func labels(_ paths: [String]) -> [String] {
    let words = paths.map { path -> [String] in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      var parts: [String] = [""]
      for character in name {
        if "_-. ".contains(character), parts[parts.count - 1] != "" { parts.append("") }
        parts[parts.count - 1].append(character)
      }
      return parts
    }
    let depth = words.map(\.count).max() ?? 0
    for count in stride(from: 1, through: depth, by: 1) {
      let labels = words.map { $0.prefix(count).joined() }
      if Set(labels).count == labels.count { return labels }
    }
    return paths
  }

  /// The label of a file and a line: `004:41`.
  func place(_ statement: Statement) -> String {
    let label = labels.first { $0.path == statement.path }?.label ?? statement.path
    return "\(label):\(statement.assessment.span.firstLine)"
  }
}

/// The combined matrix as `dossier matrix --format json` prints it, schema `dossier.matrix/1`.
struct MatrixDocument: Encodable {
  static let schema = "dossier.matrix/1"
  var matrix: CombinedMatrix

  private enum Key: String, CodingKey {
    case schema, rows, subject, benefits, risks, mitigations, label, text, basis, stated, confidence
    case path, line, span
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(Self.schema, forKey: .schema)
    var rows = object.nestedUnkeyedContainer(forKey: .rows)
    for row in matrix.rows {
      var item = rows.nestedContainer(keyedBy: Key.self)
      try item.encode(row.subject, forKey: .subject)
      try encode(row.statements(.benefit), .benefits, in: &item)
      try encode(row.statements(.risk), .risks, in: &item)
      try encode(row.statements(.mitigation), .mitigations, in: &item)
    }
  }

  private func encode(
    _ statements: [CombinedMatrix.Statement], _ key: Key, in object: inout KeyedEncodingContainer<Key>
  ) throws {
    var array = object.nestedUnkeyedContainer(forKey: key)
    for statement in statements {
      var item = array.nestedContainer(keyedBy: Key.self)
      let assessment = statement.assessment
      try item.encode(assessment.label, forKey: .label)
      try item.encode(assessment.text, forKey: .text)
      try item.encode(assessment.basis, forKey: .basis)
      try item.encode(assessment.isStated, forKey: .stated)
      try item.encode(assessment.confidence, forKey: .confidence)
      try item.encode(statement.path, forKey: .path)
      try item.encode(assessment.span.firstLine, forKey: .line)
      try item.encode(assessment.span, forKey: .span)
    }
  }
}

internal import BriefingModel

/// The combined matrix as `dossier matrix --format json` prints it, schema `dossier.matrix/1`.
struct MatrixDocument: Encodable {
  static let schema = "dossier.matrix/1"
  var matrix: CombinedMatrix
  /// The words that decided for a statement's subject.
  var words: ((CombinedMatrix.Statement) -> [String])?

  private enum Key: String, CodingKey {
    case schema, briefings, rows, subject, benefits, risks, mitigations, label, text, basis, stated,
      confidence
    case path, line, span, title, date, source, group, answers, words
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(Self.schema, forKey: .schema)
    var briefings = object.nestedUnkeyedContainer(forKey: .briefings)
    for entry in matrix.briefings {
      var item = briefings.nestedContainer(keyedBy: Key.self)
      try item.encode(entry.path, forKey: .path)
      try item.encode(entry.displayTitle, forKey: .title)
      try item.encode(entry.date, forKey: .date)
      try item.encode(entry.source, forKey: .source)
    }
    var rows = object.nestedUnkeyedContainer(forKey: .rows)
    for row in matrix.rows {
      var item = rows.nestedContainer(keyedBy: Key.self)
      try item.encode(row.subject, forKey: .subject)
      try encode(row, .benefit, .benefits, in: &item)
      try encode(row, .risk, .risks, in: &item)
      try encode(row, .mitigation, .mitigations, in: &item)
    }
  }

  private func encode(
    _ row: CombinedMatrix.Row, _ kind: AssessmentKind, _ key: Key,
    in object: inout KeyedEncodingContainer<Key>
  ) throws {
    // Statements that say the same have the same number of a group.
    var groups: [CombinedMatrix.Statement: Int] = [:]
    for (group, entry) in row.entries(kind).enumerated() {
      for statement in entry.statements { groups[statement] = group + 1 }
    }
    var array = object.nestedUnkeyedContainer(forKey: key)
    for statement in row.statements(kind) {
      var item = array.nestedContainer(keyedBy: Key.self)
      let assessment = statement.assessment
      try item.encode(assessment.label, forKey: .label)
      try item.encode(assessment.text, forKey: .text)
      try item.encode(assessment.basis, forKey: .basis)
      try item.encode(assessment.isStated, forKey: .stated)
      try item.encode(assessment.confidence, forKey: .confidence)
      try item.encode(matrix.briefings[statement.briefing].path, forKey: .path)
      try item.encode(assessment.span.firstLine, forKey: .line)
      try item.encode(assessment.span, forKey: .span)
      try item.encode(groups[statement], forKey: .group)
      var answers = item.nestedUnkeyedContainer(forKey: .answers)
      for other in matrix.others(of: statement) {
        var answer = answers.nestedContainer(keyedBy: Key.self)
        try answer.encode(other.assessment.shownText, forKey: .text)
        try answer.encode(other.assessment.span.firstLine, forKey: .line)
      }
      if let words { try item.encode(words(statement), forKey: .words) }
    }
  }
}

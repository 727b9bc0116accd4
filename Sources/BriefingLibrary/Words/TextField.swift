/// A part of a briefing in which words are looked for.
enum TextField: Int, CaseIterable, Sendable {
  case body, title, heading, tables, source, benefit, risk, mitigation, path

  static let count = allCases.count

  /// The fields that a word without a field is looked for in. Assessments are left out: their text
  /// stands in the body or in a table too.
  static let text: [TextField] = [.body, .title, .heading, .tables, .source]

  /// What one occurrence in each field counts for in ranking, by raw value.
  static let weights: [Int] = allCases.map(\.weight)

  /// What one occurrence in each field counts for when no field was asked for, by raw value.
  static let textWeights: [Int] = allCases.map { text.contains($0) ? $0.weight : 0 }

  var weight: Int {
    switch self {
    case .title: 8
    case .heading: 4
    case .tables: 2
    case .body, .source, .benefit, .risk, .mitigation, .path: 1
    }
  }

  init(_ field: QueryField) {
    self =
      switch field {
      case .title: .title
      case .heading: .heading
      case .body: .body
      case .table: .tables
      case .benefit: .benefit
      case .risk: .risk
      case .mitigation: .mitigation
      case .source: .source
      case .path: .path
      }
  }
}

/// A part of a briefing in which words are looked for.
enum TextField: Int, CaseIterable, Sendable {
  case body, title, heading, tables, source, benefit, risk, mitigation, path, country, organisation,
    operation

  static let count = allCases.count

  /// The fields that a word without a field is looked for in. Assessments are left out: their text
  /// stands in the body or in a table too.
  static let text: [TextField] = [.body, .title, .heading, .tables, .source]

  /// What one occurrence in each field counts for in ranking, by raw value.
  static let weights: [Int] = allCases.map(\.weight)

  /// What one occurrence in each field counts for when no field was asked for, by raw value.
  static let textWeights: [Int] = allCases.map { weight($0.rawValue) }

  /// What one occurrence counts for when no field was asked for.
  @inline(__always)
  static func weight(_ field: Int) -> Int {
    switch field {
    case body.rawValue, source.rawValue: 1
    case title.rawValue: 8
    case heading.rawValue: 4
    case tables.rawValue: 2
    default: 0
    }
  }

  var weight: Int {
    max(1, Self.weight(rawValue))
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
      case .country: .country
      case .organisation: .organisation
      case .operation: .operation
      }
  }
}

/// Turns a query into the language of SQLite's full-text index. Only folded words between quotation
/// marks and names of columns go into it, never text that the reader typed.
extension Query {
  /// The expression that finds every briefing.
  private static let everything = "path : \"\(FieldText.boundary)\""

  /// The columns that a word without a field is looked for in. Assessments are left out: their text
  /// stands in the body or in a table too.
  private static let textColumns = "{title heading body tables source}"

  /// The pattern to match against the index; filters are not part of it.
  var fullTextPattern: String {
    expression.map(Self.pattern) ?? Self.everything
  }

  private static func pattern(_ expression: QueryExpression) -> String {
    switch expression {
    case .term(let term):
      return columns(term.field) + " : " + phrase(term)
    case .near(let terms, let distance):
      let phrases = terms.map(phrase).joined(separator: " ")
      return columns(terms.first?.field) + " : NEAR(" + phrases + ", \(distance))"
    case .all(let parts):
      var wanted: [String] = []
      var excluded: [String] = []
      for part in parts {
        if case .not(let inner) = part {
          excluded.append("(" + pattern(inner) + ")")
        } else {
          wanted.append("(" + pattern(part) + ")")
        }
      }
      let base = wanted.isEmpty ? everything : wanted.joined(separator: " AND ")
      if excluded.isEmpty { return base }
      return "(" + base + ") NOT (" + excluded.joined(separator: " OR ") + ")"
    case .any(let parts):
      return parts.map { "(" + pattern($0) + ")" }.joined(separator: " OR ")
    case .not(let inner):
      return everything + " NOT (" + pattern(inner) + ")"
    }
  }

  /// Folded words hold neither quotation marks nor zero bytes: both part words.
  private static func phrase(_ term: QueryTerm) -> String {
    "\"" + term.words.joined(separator: " ") + "\"" + (term.isPrefix ? " *" : "")
  }

  private static func columns(_ field: QueryField?) -> String {
    switch field {
    case nil: textColumns
    case .table: "tables"
    case let field?: field.rawValue
    }
  }

  /// The conditions of the filters on the table of briefings, and the values of their parameters.
  var filterConditions: (sql: String, arguments: [String]) {
    var conditions: [String] = []
    var arguments: [String] = []
    for filter in filters {
      let condition: String
      switch filter.condition {
      case .hasTable: condition = "briefing.tables > 0"
      case .hasMatrix:
        condition = "briefing.benefits + briefing.risks + briefing.mitigations > 0"
      case .date(let from, let to):
        var parts: [String] = ["briefing.date IS NOT NULL"]
        if let from {
          parts.append("briefing.date >= ?")
          arguments.append(from)
        }
        if let to {
          // A tilde sorts after every day of the month or year that `to` names.
          parts.append("briefing.date < ?")
          arguments.append(to + "~")
        }
        condition = parts.joined(separator: " AND ")
      }
      conditions.append(filter.isNegated ? "NOT (\(condition))" : "(\(condition))")
    }
    return (conditions.joined(separator: " AND "), arguments)
  }
}

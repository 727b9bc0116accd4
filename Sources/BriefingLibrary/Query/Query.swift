/// Where a word of a query is looked for.
enum QueryField: String, Sendable, Hashable, CaseIterable {
  case title, heading, body, table, benefit, risk, mitigation, source, path, country, organisation, operation
}

/// Words that must stand side by side in one field; usually one.
struct QueryTerm: Sendable, Hashable {
  /// Folded, never empty.
  var words: [String]
  /// Whether the last word matches by its beginning.
  var isPrefix = false
  /// Nil for anywhere in the text.
  var field: QueryField?
}

/// What a query asks of the words of a briefing.
indirect enum QueryExpression: Sendable, Hashable {
  case term(QueryTerm)
  /// The terms within `distance` words of each other. All share one field.
  case near([QueryTerm], distance: Int)
  case all([QueryExpression])
  case any([QueryExpression])
  case not(QueryExpression)
}

/// What a query asks of a briefing beside its words.
struct QueryFilter: Sendable, Hashable {
  enum Condition: Sendable, Hashable {
    /// From the first to the last day, month or year, both included; nil for an open end.
    case date(from: String?, to: String?)
    case hasTable
    /// Holds at least one stated benefit, risk or mitigation.
    case hasMatrix
    /// What its reader has noted.
    case state(ReaderState)
    /// Words that must stand side by side in one tag, and are all of it unless the last is a beginning.
    case tag(QueryTerm)
    /// Words that must stand side by side in the reader's note.
    case note(QueryTerm)
  }

  /// What `is:` knows.
  enum ReaderState: String, Sendable, Hashable, CaseIterable {
    case unread, read, starred, annotated, changed
  }

  var condition: Condition
  var isNegated = false

  /// Whether only the reader's own data can tell.
  var isOfReader: Bool {
    switch condition {
    case .date, .hasTable, .hasMatrix: false
    case .state, .tag, .note: true
    }
  }
}

/// A regular expression that some line of a briefing must match, or none.
struct QueryPattern: Sendable, Hashable {
  var source: String
  var isNegated = false
  /// 0-based place of its first scalar in the query.
  var offset = 0
}

/// A query as it was understood: nothing of the reader's text is left in it but folded words.
struct Query: Sendable, Hashable {
  /// Nil when only filters were given, or nothing.
  var expression: QueryExpression?
  /// All must hold.
  var filters: [QueryFilter] = []
  /// All must hold.
  var patterns: [QueryPattern] = []

  /// Whether the query asks for nothing at all.
  var isEmpty: Bool { expression == nil && filters.isEmpty && patterns.isEmpty }

  /// The terms whose presence is asked for and can be shown in the text, each once.
  var shownTerms: [QueryTerm] {
    var terms: [QueryTerm] = []
    func collect(_ expression: QueryExpression) {
      switch expression {
      case .term(let term): add(term)
      case .near(let near, _): near.forEach(add)
      case .all(let parts), .any(let parts): parts.forEach(collect)
      case .not: break
      }
    }
    func add(_ term: QueryTerm) {
      guard term.field != .path else { return }
      var term = term
      term.field = nil
      if !terms.contains(term) { terms.append(term) }
    }
    if let expression { collect(expression) }
    return terms
  }
}

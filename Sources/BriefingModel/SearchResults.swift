/// One line of a briefing that a search found.
public struct SearchHit: Sendable, Equatable, Hashable, Codable {
  /// 1-based line of the file.
  public var line: Int
  /// A piece of that line around the first word found.
  public var snippet: String
  /// The words found: 0-based, half-open offsets in Unicode scalars of `snippet`.
  public var marks: [Range<Int>]

  public init(line: Int, snippet: String, marks: [Range<Int>]) {
    self.line = line
    self.snippet = snippet
    self.marks = marks
  }
}

/// The lines of a briefing in which what was searched for stands.
public struct FoundLines: Sendable, Equatable, Hashable, Codable {
  /// In order, at most a handful while the reader is typing.
  public var hits: [SearchHit]
  /// Lines that hold a word of the query, shown or not.
  public var count: Int

  public init(hits: [SearchHit] = [], count: Int = 0) {
    self.hits = hits
    self.count = count
  }
}

/// A briefing that a search found, with the lines that say so.
public struct SearchResult: Sendable, Equatable, Hashable, Codable {
  public var entry: LibraryEntry
  /// Higher is better.
  public var score: Double
  /// Nil until they are looked for: that costs more than the search, and only those that are seen are
  /// wanted.
  public var lines: FoundLines?
  /// Paths of briefings with the same words, which are not listed by themselves.
  public var equalPaths: [String]

  public init(
    entry: LibraryEntry, score: Double, lines: FoundLines? = nil, equalPaths: [String] = []
  ) {
    self.entry = entry
    self.score = score
    self.lines = lines
    self.equalPaths = equalPaths
  }

  /// The lines found; none before they are looked for.
  public var hits: [SearchHit] { lines?.hits ?? [] }

  /// How many lines there are; 0 before they are looked for.
  public var hitCount: Int { lines?.count ?? 0 }
}

/// Why a query could not be read, or not be answered.
public struct QueryFault: Error, Sendable, Equatable, Hashable, Codable {
  /// One plain phrase: `a quotation mark is not closed`.
  public var message: String
  /// 0-based offset in Unicode scalars of the query.
  public var offset: Int
  /// The query as it may have been meant; nil when there is nothing to guess.
  public var suggestion: String?

  public init(message: String, offset: Int, suggestion: String? = nil) {
    self.message = message
    self.offset = offset
    self.suggestion = suggestion
  }
}

/// The answer to one search.
public struct SearchResults: Sendable, Equatable, Codable {
  public var query: String
  /// Best first.
  public var results: [SearchResult]
  /// Briefings that match, shown or not.
  public var matchCount: Int
  /// Whether there may be more than `matchCount`: a pattern was looked for until enough was found.
  public var isPartial: Bool
  /// Set when the query could not be read; there are no results then.
  public var fault: QueryFault?
  /// Near words of the index, offered when nothing was found or the query could not be read.
  public var suggestions: [String]

  public init(
    query: String, results: [SearchResult] = [], matchCount: Int = 0, isPartial: Bool = false,
    fault: QueryFault? = nil, suggestions: [String] = []
  ) {
    self.query = query
    self.results = results
    self.matchCount = matchCount
    self.isPartial = isPartial
    self.fault = fault
    self.suggestions = suggestions
  }

  /// The briefings that are here, those of the same words counted by themselves.
  public var briefingCount: Int { results.reduce(0) { $0 + 1 + $1.equalPaths.count } }

  /// Lines found in the briefings shown; nil while some were not looked for.
  public var hitCount: Int? {
    results.reduce(0) { sum, result in
      guard let sum, let lines = result.lines else { return nil }
      return sum + lines.count
    }
  }
}

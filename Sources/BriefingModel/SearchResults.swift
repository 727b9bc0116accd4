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

/// A briefing that a search found, with the lines that say so.
public struct SearchResult: Sendable, Equatable, Hashable, Codable {
  public var entry: LibraryEntry
  /// Higher is better.
  public var score: Double
  /// In order of their lines, at most a handful.
  public var hits: [SearchHit]
  /// Lines that hold a word of the query, shown or not.
  public var hitCount: Int
  /// Paths of briefings with the same words, which are not listed by themselves.
  public var equalPaths: [String]

  public init(
    entry: LibraryEntry, score: Double, hits: [SearchHit], hitCount: Int, equalPaths: [String] = []
  ) {
    self.entry = entry
    self.score = score
    self.hits = hits
    self.hitCount = hitCount
    self.equalPaths = equalPaths
  }
}

/// Why a query could not be read.
public struct QueryFault: Error, Sendable, Equatable, Hashable, Codable {
  /// One plain phrase: `a quotation mark is not closed`.
  public var message: String
  /// 0-based offset in Unicode scalars of the query.
  public var offset: Int

  public init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// The answer to one search.
public struct SearchResults: Sendable, Equatable, Codable {
  public var query: String
  /// Best first.
  public var results: [SearchResult]
  /// Briefings that match, shown or not.
  public var matchCount: Int
  /// Set when the query could not be read; there are no results then.
  public var fault: QueryFault?
  /// Near words of the index, offered when nothing was found.
  public var suggestions: [String]

  public init(
    query: String, results: [SearchResult] = [], matchCount: Int = 0, fault: QueryFault? = nil,
    suggestions: [String] = []
  ) {
    self.query = query
    self.results = results
    self.matchCount = matchCount
    self.fault = fault
    self.suggestions = suggestions
  }

  /// Lines found in the briefings shown.
  public var hitCount: Int { results.reduce(0) { $0 + $1.hitCount } }
}

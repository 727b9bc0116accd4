/// Which of the tables of all briefings are wanted: a page of them.
public struct TablesRequest: Sendable, Equatable {
  /// What header or cells must hold, in the query language of search; empty for all tables.
  public var query: String
  /// Whether the last word matches by its beginning, and what is not finished is no fault.
  public var isTyping: Bool
  /// Briefings that earlier pages have passed.
  public var start: Int
  /// Tables wanted; a page ends with the briefing that brings them.
  public var limit: Int

  public init(query: String = "", isTyping: Bool = false, start: Int = 0, limit: Int = 200) {
    self.query = query
    self.isTyping = isTyping
    self.start = start
    self.limit = limit
  }
}

/// A table of some briefing as a list shows it.
public struct TableListing: Sendable, Equatable {
  public var entry: LibraryEntry
  /// 0-based among the tables of its briefing.
  public var number: Int
  /// The table without its cells and its source.
  public var table: Table
  public var rowCount: Int
  /// The line that holds what was asked for, with its marks; nil where nothing was.
  public var hit: SearchHit?
  /// The 0-based body row of that line; nil for the header, or a table that has no rows.
  public var row: Int?

  public init(entry: LibraryEntry, number: Int, table: Table, hit: SearchHit? = nil, row: Int? = nil) {
    self.entry = entry
    self.number = number
    self.rowCount = table.rows.count
    self.hit = hit
    self.row = row
    self.table = table
    // Lists hold many of them: what is needed is kept as its name.
    self.table.caption = table.name
    self.table.header = []
    self.table.rows = []
    self.table.rowSpans =
      row.flatMap { table.rowSpans.indices.contains($0) ? [table.rowSpans[$0]] : nil } ?? []
    self.table.raw = ""
  }

  /// The source lines of the row that was found, else of the whole table.
  public var span: SourceSpan { table.rowSpans.first ?? hit.map { SourceSpan(line: $0.line) } ?? table.span }
}

/// A page of the tables of all briefings.
public struct TablesPage: Sendable, Equatable {
  public var tables: [TableListing] = []
  /// Where the next page begins, for `TablesRequest.start`; nil at the end.
  public var next: Int?
  /// Briefings among which the tables are: those that hold the words in some table, or any table.
  public var briefingCount = 0
  /// What is wrong with the query.
  public var fault: QueryFault?

  public init() {}
}

/// How sure the reader of a file is of what it inferred.
public enum Confidence: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// Its raw lines are shown; nothing is invented.
  case uncertain
  /// Shown, and marked `~`.
  case likely
  /// Shown as it is.
  case certain

  public static func < (left: Confidence, right: Confidence) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .uncertain: 0
    case .likely: 1
    case .certain: 2
    }
  }
}

/// The form in which a table was found.
public enum TableForm: String, Sendable, Hashable, Codable, CaseIterable {
  /// `| a | b |`, with or without outer pipes and rule.
  case pipe
  /// `a | b |` over `---|---|`, as some scrapers write it.
  case trailingPipe = "trailing-pipe"
  /// An HTML `table`.
  case html
  /// Drawn with `+---+` or box characters.
  case grid
  /// Columns aligned by blanks.
  case aligned
  /// Columns parted by tabs.
  case tabbed
  /// Cells run together on bare lines; the columns are inferred.
  case flattened
}

/// A header and rows, and where they came from.
public struct Table: Sendable, Equatable, Codable {
  /// `t1`, `t2`, … in reading order within the briefing.
  public var id: String
  public var form: TableForm
  public var confidence: Confidence
  /// Calibrated probability that the cells are right, 0…1; nil when the form states its cells.
  public var score: Double?
  public var caption: String?
  /// The header's cells; empty when the table has none.
  public var header: [String]
  /// The body's cells, every row as wide as the table. Empty for an uncertain table.
  public var rows: [[String]]
  /// The header's source; nil when there is none.
  public var headerSpan: SourceSpan?
  /// The source of each row, as many as `rows`.
  public var rowSpans: [SourceSpan]
  /// The source lines of the table, unchanged.
  public var raw: String
  public var span: SourceSpan
  /// What its reader chose; nil for a table as it was found.
  public var choice: TableChoice?
  /// The cells of the body that hold lists in the source; nil where none does.
  public var cellLists: [CellList]?

  /// In how many quotations it stands; nil for what is the author's own.
  public var quoted: Int?

  /// The items of a list that stands in a cell, whose text runs them together.
  public struct CellList: Sendable, Equatable, Codable {
    /// 0-based, among the rows of the body.
    public var row: Int
    /// 0-based.
    public var column: Int
    public var items: [String]

    public init(row: Int, column: Int, items: [String]) {
      self.row = row
      self.column = column
      self.items = items
    }
  }

  /// The items of the list in a cell, both 0-based; nil where it holds none.
  public func items(row: Int, column: Int) -> [String]? {
    cellLists?.first { $0.row == row && $0.column == column }?.items
  }

  public init(
    id: String, form: TableForm, confidence: Confidence = .certain, score: Double? = nil,
    caption: String? = nil, header: [String], rows: [[String]], headerSpan: SourceSpan? = nil,
    rowSpans: [SourceSpan], raw: String, span: SourceSpan
  ) {
    self.id = id
    self.form = form
    self.confidence = confidence
    self.score = score
    self.caption = caption
    self.header = header
    self.rows = rows
    self.headerSpan = headerSpan
    self.rowSpans = rowSpans
    self.raw = raw
    self.span = span
  }

  /// Whether the columns were not in the source any more and were inferred.
  public var isReconstructed: Bool { form == .flattened }

  /// Number of columns.
  public var columnCount: Int {
    rows.reduce(header.count) { max($0, $1.count) }
  }

  /// What lists call the table: its caption, else its header, else its first row.
  public var name: String {
    if let caption, !caption.isEmpty { return caption }
    let cells = header.isEmpty ? rows.first ?? [] : header
    return cells.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

import BriefingModel

/// Lists the tables of all briefings, or those that hold some words, page by page from the index: no file is read,
/// and of the tables only those are decoded that a page passes.
struct TableSearch {
  /// Briefings looked at between two questions whether the search goes on.
  private static let atOnce = 64
  /// A page ends here though it is not full, so that one that finds little is answered soon.
  private static let mostPassed = 2_000

  let store: IndexStore

  /// - Parameter isCancelled: a page that was cancelled is empty.
  func page(_ request: TablesRequest, isCancelled: () -> Bool) throws -> TablesPage {
    var page = TablesPage()
    let query: Query
    let patterns: [TableMatcher.Sought]
    do {
      query = try QueryParser.parse(request.query, isTyping: request.isTyping).inTables
      patterns = try query.patterns.map { source throws(QueryFault) in
        do throws(Pattern.Fault) {
          return TableMatcher.Sought(pattern: try Pattern(source.source), isNegated: source.isNegated)
        } catch {
          throw error.inQuery(source)
        }
      }
    } catch {
      page.fault = error
      return page
    }
    guard !query.isEmpty else { return try all(request, isCancelled: isCancelled) }
    guard let candidates = try store.ranking(query, isCancelled: isCancelled) else { return page }
    page.briefingCount = candidates.count
    var matcher = TableMatcher(query, patterns: patterns)
    var place = min(max(0, request.start), candidates.count)
    let end = min(candidates.count, place + Self.mostPassed)
    while place < end, page.tables.count < request.limit {
      if isCancelled() { return TablesPage() }
      let batch = candidates[place..<min(end, place + Self.atOnce)].map(\.document)
      for found in try store.tables(ofDocuments: batch) {
        place += 1
        guard let (entry, tables) = found else { continue }
        for (number, table) in tables.enumerated() {
          do throws(Pattern.Fault) {
            guard let (hit, row) = try matcher.match(table) else { continue }
            page.tables.append(TableListing(entry: entry, number: number, table: table, hit: hit, row: row))
          } catch {
            page = TablesPage()
            page.fault = error.inQuery(query.patterns[0])
            return page
          }
        }
        if page.tables.count >= request.limit { break }
      }
    }
    page.next = place < candidates.count ? place : nil
    return page
  }

  /// All tables in list order.
  private func all(_ request: TablesRequest, isCancelled: () -> Bool) throws -> TablesPage {
    var page = TablesPage()
    page.briefingCount = try store.countWithTables()
    var place = max(0, request.start)
    while page.tables.count < request.limit {
      if isCancelled() { return TablesPage() }
      let found = try store.tables(from: place, limit: Self.atOnce)
      if found.isEmpty { return page }
      for (entry, tables) in found {
        place += 1
        for (number, table) in tables.enumerated() {
          page.tables.append(TableListing(entry: entry, number: number, table: table))
        }
        if page.tables.count >= request.limit { break }
      }
    }
    page.next = place < page.briefingCount ? place : nil
    return page
  }
}

/// Whether a table holds what a query asks for, and in which line most of it.
struct TableMatcher {
  struct Sought {
    var pattern: Pattern
    var isNegated: Bool
  }

  private let expression: QueryExpression?
  private let patterns: [Sought]
  /// Finds each term by itself, to judge by.
  private var terms: [QueryTerm: LineFinder] = [:]
  /// Finds all of them, to show.
  private var shown: LineFinder
  private let showsLines: Bool

  /// - Parameter query: one whose words are looked for in tables.
  init(_ query: Query, patterns: [Sought]) {
    expression = query.expression
    self.patterns = patterns
    let wanted = query.shownTerms
    showsLines = !wanted.isEmpty || patterns.contains { !$0.isNegated }
    shown = LineFinder(wanted, patterns: patterns.filter { !$0.isNegated }.map(\.pattern))
  }

  /// The line of a table that holds most of what is asked for; nil for a table that does not hold it. The row is
  /// nil for a line that is not of the body.
  mutating func match(_ table: Table) throws(Pattern.Fault) -> (hit: SearchHit?, row: Int?)? {
    let lines = Self.lines(of: table)
    if let expression, !holds(expression, lines) { return nil }
    for sought in patterns {
      var isFound = false
      for line in lines where !isFound {
        isFound = try !sought.pattern.ranges(in: String(decoding: line.utf8, as: UTF8.self), limit: 1).isEmpty
      }
      if isFound == sought.isNegated { return nil }
    }
    guard showsLines else { return (nil, nil) }
    var best: (hit: SearchHit, row: Int)?
    for (place, line) in lines.enumerated() {
      guard let hit = shown.hits(in: [line], limit: 1, isCancelled: { false }).hits.first else { continue }
      if hit.marks.count > best?.hit.marks.count ?? 0 { best = (hit, place) }
    }
    guard let best else { return (nil, nil) }
    let row = best.row - (lines.count - table.rows.count)
    return (best.hit, row >= 0 && !table.rows.isEmpty ? row : nil)
  }

  private mutating func holds(_ expression: QueryExpression, _ lines: [LineFinder.Line]) -> Bool {
    switch expression {
    case .term(let term): return holds(term, lines)
    // Near each other in the briefing's tables: which one of them is told by the words themselves.
    case .near(let near, _): return near.allSatisfy { holds($0, lines) }
    case .all(let parts): return parts.allSatisfy { holds($0, lines) }
    case .any(let parts): return parts.contains { holds($0, lines) }
    case .not(let inner): return !holds(inner, lines)
    }
  }

  private mutating func holds(_ term: QueryTerm, _ lines: [LineFinder.Line]) -> Bool {
    // What is asked of the rest of the briefing holds for all its tables.
    guard term.field == .table else { return true }
    return terms[term, default: LineFinder([term])].hits(in: lines, limit: 1, isCancelled: { false }).count
      > 0
  }

  /// Caption, header and rows as they are shown, the body's last.
  private static func lines(of table: Table) -> [LineFinder.Line] {
    func line(_ cells: [String], _ span: SourceSpan) -> LineFinder.Line {
      LineFinder.Line(number: span.firstLine, utf8: Array(cells.joined(separator: " | ").utf8)[...])
    }
    var lines: [LineFinder.Line] = []
    if let caption = table.caption, !caption.isEmpty { lines.append(line([caption], table.span)) }
    if !table.header.isEmpty { lines.append(line(table.header, table.headerSpan ?? table.span)) }
    for (row, cells) in table.rows.enumerated() {
      lines.append(line(cells, table.rowSpans.indices.contains(row) ? table.rowSpans[row] : table.span))
    }
    if table.rows.isEmpty {
      for (offset, text) in table.raw.split(separator: "\n").enumerated() {
        let number = min(table.span.lastLine, table.span.firstLine + offset)
        lines.append(line([String(text)], SourceSpan(line: number)))
      }
    }
    return lines
  }
}

extension Query {
  /// The same with its words looked for in tables, unless they name another field.
  fileprivate var inTables: Query {
    var query = self
    query.expression = expression?.inTables
    return query
  }
}

extension QueryExpression {
  fileprivate var inTables: QueryExpression {
    func inTables(_ term: QueryTerm) -> QueryTerm {
      var term = term
      term.field = term.field ?? .table
      return term
    }
    return switch self {
    case .term(let term): .term(inTables(term))
    case .near(let terms, let distance): .near(terms.map(inTables), distance: distance)
    case .all(let parts): .all(parts.map(\.inTables))
    case .any(let parts): .any(parts.map(\.inTables))
    case .not(let inner): .not(inner.inTables)
    }
  }
}

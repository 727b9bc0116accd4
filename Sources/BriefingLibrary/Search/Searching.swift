import BriefingModel
import Glibc

/// Answers a search: asks the index which briefings match, and their files where.
struct Searching: Sendable {
  /// Snippets are made from this much of a file, in bytes.
  static let mostRead = 2 << 20
  private static let mostHitsTyping = 5
  /// Where the whole answer is wanted.
  private static let mostHits = 1000

  let store: IndexStore
  let reading: IndexedLibrary.Reading
  /// The bytes of a briefing, at most `mostRead` of them; nil when it cannot be read any more.
  let read: @Sendable (IndexStore.Place) -> [UInt8]?

  /// The answer to a request, without lines; cancelled, an answer without results. Where patterns have to be
  /// looked for in files, `onPartial` is called with what is found so far.
  func results(
    _ request: SearchRequest, desk: (any Desk)?, onPartial: (SearchResults) -> Void, isCancelled: () -> Bool
  ) throws -> SearchResults {
    var results = SearchResults(query: request.query)
    let query: Query
    do {
      query = try QueryParser.parse(request.query, isTyping: request.isTyping)
    } catch {
      results.fault = error
      // The words may be at fault too.
      results.suggestions = try store.suggestions(
        for: QueryParser.words(of: request.query), isCancelled: isCancelled)
      return results
    }
    guard !query.isEmpty else { return results }
    let marked = query.filters.contains(where: \.isOfReader) ? desk?.marks() ?? [] : []
    let limit = max(0, request.limit)
    if query.patterns.isEmpty {
      guard let found = try store.matches(query, limit: limit, marked: marked, isCancelled: isCancelled)
      else {
        return results
      }
      results.matchCount = found.count
      results.results = found.best.map {
        SearchResult(entry: $0.entry, score: $0.score, equalPaths: $0.equals)
      }
    } else {
      guard let candidates = try store.ranking(query, marked: marked, isCancelled: isCancelled) else {
        return results
      }
      try PatternSearch(searching: self, patterns: query.patterns).run(
        over: candidates, limit: limit, into: &results, onPartial: onPartial, isCancelled: isCancelled)
    }
    if results.matchCount == 0, results.fault == nil, !isCancelled() {
      results.suggestions =
        try QueryParser.nearFields(of: request.query)
        + store.suggestions(for: query.shownTerms.flatMap(\.words), isCancelled: isCancelled)
    }
    return results
  }

  /// What the briefings that a request finds, all of them for an empty one, have in common; none when it cannot be read or was cancelled. For a
  /// pattern all files are read that the rest of the query leaves.
  func facets(
    of request: SearchRequest, desk: (any Desk)?, isCancelled: () -> Bool
  ) throws -> [SearchFacet] {
    guard let query = try? QueryParser.parse(request.query, isTyping: request.isTyping) else { return [] }
    if query.isEmpty { return try store.facets(of: nil, isCancelled: isCancelled) ?? [] }
    let marked = query.filters.contains(where: \.isOfReader) ? desk?.marks() ?? [] : []
    guard var found = try store.ranking(query, marked: marked, isCancelled: isCancelled) else { return [] }
    if !query.patterns.isEmpty {
      let search = PatternSearch(searching: self, patterns: query.patterns)
      guard let holding = try search.holding(found, isCancelled: isCancelled) else { return [] }
      found = holding
    }
    return try store.facets(of: found, isCancelled: isCancelled) ?? []
  }

  /// The lines of one briefing that a request found; nil when the request cannot be read.
  func lines(
    of match: IndexStore.Match, _ request: SearchRequest, isCancelled: () -> Bool
  ) -> FoundLines? {
    guard let query = try? QueryParser.parse(request.query, isTyping: request.isTyping) else { return nil }
    let terms = query.shownTerms
    let patterns = query.patterns.filter { !$0.isNegated }.compactMap { try? Pattern($0.source) }
    var exact = LineFinder(terms, patterns: patterns)
    var loose = LineFinder(terms, loosely: true, patterns: patterns)
    let (hits, count) = hits(
      in: match, &exact, &loose, mostHits: request.isTyping ? Self.mostHitsTyping : Self.mostHits, isCancelled
    )
    return FoundLines(hits: hits, count: count)
  }

  /// Lines as the file has them; where markup hides the words, or for HTML, as they are read. A
  /// phrase that runs over the end of a line is shown by its words.
  private func hits(
    in match: IndexStore.Match, _ exact: inout LineFinder, _ loose: inout LineFinder, mostHits: Int,
    _ isCancelled: () -> Bool
  ) -> (hits: [SearchHit], count: Int) {
    guard let bytes = read(match.place) else { return ([], 0) }
    var asRead: [LineFinder.Line]?
    func lines() -> [LineFinder.Line] {
      if let asRead { return asRead }
      let lines = Self.lines(of: reading(bytes, match.entry.path).briefing)
      asRead = lines
      return lines
    }
    let isMarkup = match.place.format == .html
    let raw = isMarkup ? [] : decoded(bytes, path: match.entry.path)
    var found: (hits: [SearchHit], count: Int) = ([], 0)
    if !isMarkup {
      found = exact.hits(in: raw, limit: mostHits, isCancelled: isCancelled)
    }
    if found.count == 0 {
      found = exact.hits(in: lines(), limit: mostHits, isCancelled: isCancelled)
    }
    if found.count == 0 {
      found =
        isMarkup
        ? loose.hits(in: lines(), limit: mostHits, isCancelled: isCancelled)
        : loose.hits(in: raw, limit: mostHits, isCancelled: isCancelled)
    }
    return found
  }

  /// The text of the file in UTF-8.
  func decoded(_ bytes: [UInt8], path: String) -> [UInt8] {
    var bytes = bytes
    if bytes.count >= Self.mostRead {
      // The cut may have gone through a character.
      while let last = bytes.last, last & 0xC0 == 0x80 { bytes.removeLast() }
      if let last = bytes.last, last >= 0x80 { bytes.removeLast() }
    }
    let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    return isUTF8 ? bytes : reading(bytes, path).lines.utf8
  }

  /// The texts of a briefing with the lines that they begin at.
  static func lines(of briefing: Briefing) -> [LineFinder.Line] {
    var lines: [LineFinder.Line] = []
    func add(_ text: String, _ span: SourceSpan?) {
      guard !text.isEmpty else { return }
      lines.append(LineFinder.Line(number: span?.firstLine ?? 1, utf8: Array(text.utf8)[...]))
    }
    add(briefing.title ?? "", briefing.titleSpan)
    for section in briefing.sections {
      if let heading = section.heading { add(heading.text, heading.span) }
      for block in section.blocks {
        switch block {
        case .paragraph(let paragraph): add(paragraph.text, paragraph.span)
        case .list(let list):
          if let intro = list.intro { add(intro, list.span) }
          for item in list.items { add(item.text, item.span) }
        case .quote(let quote):
          for paragraph in quote.paragraphs { add(paragraph.text, quote.span) }
        case .code(let code):
          for (index, line) in code.lines.enumerated() {
            add(line, SourceSpan(line: min(code.span.firstLine + index, code.span.lastLine)))
          }
        case .table(let table):
          add(table.header.joined(separator: " | "), table.headerSpan ?? table.span)
          for (index, row) in table.rows.enumerated() {
            let span = table.rowSpans.indices.contains(index) ? table.rowSpans[index] : table.span
            add(row.joined(separator: " | "), span)
          }
          if table.rows.isEmpty { add(table.raw, table.span) }
        }
      }
    }
    return lines
  }
}

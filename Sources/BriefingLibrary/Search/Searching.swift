import BriefingModel

/// Answers a search: asks the index which briefings match, and their files where.
struct Searching {
  /// Snippets are made from this much of a file, in bytes.
  static let mostRead = 2 << 20
  private static let mostHitsTyping = 5
  /// Where the whole answer is wanted.
  private static let mostHits = 1000

  let store: IndexStore
  let reading: IndexedLibrary.Reading
  /// The bytes of a briefing, at most `mostRead` of them; nil when it cannot be read any more.
  let read: (IndexStore.Place) -> [UInt8]?

  /// Lines that take longer than this are told after the titles.
  private static let patience = Duration.milliseconds(4)

  /// The answer to `text`; cancelled, an answer without results. Where the lines take a while,
  /// `onFirst` is called with the briefings found, most of them without their lines.
  func results(
    _ text: String, isTyping: Bool, limit: Int, onFirst: (SearchResults) -> Void = { _ in },
    isCancelled: () -> Bool
  ) throws -> SearchResults {
    let start = ContinuousClock.now
    var results = SearchResults(query: text)
    let query: Query
    do {
      query = try QueryParser.parse(text, isTyping: isTyping)
    } catch {
      results.fault = error
      return results
    }
    guard !query.isEmpty,
      let found = try store.matches(query, limit: max(0, limit), isCancelled: isCancelled)
    else { return results }
    results.matchCount = found.count
    results.results = found.best.map {
      SearchResult(entry: $0.entry, score: $0.score, hits: [], hitCount: 0, equalPaths: $0.equals)
    }
    let terms = query.shownTerms
    var exact = LineFinder(terms)
    var loose = LineFinder(terms, loosely: true)
    var isToldFirst = false
    for (index, match) in found.best.enumerated() {
      if isCancelled() {
        results.results.removeLast(results.results.count - index)
        return results
      }
      if !isToldFirst, ContinuousClock.now - start > Self.patience {
        isToldFirst = true
        onFirst(results)
      }
      let (hits, count) = hits(
        in: match, &exact, &loose, mostHits: isTyping ? Self.mostHitsTyping : Self.mostHits, isCancelled)
      results.results[index].hits = hits
      results.results[index].hitCount = count
    }
    if found.count == 0, !isCancelled() {
      results.suggestions = try store.suggestions(for: query, isCancelled: isCancelled)
    }
    return results
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
  private func decoded(_ bytes: [UInt8], path: String) -> [UInt8] {
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
  private static func lines(of briefing: Briefing) -> [LineFinder.Line] {
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

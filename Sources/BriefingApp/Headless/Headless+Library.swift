internal import BriefingBrowser
public import BriefingLibrary
internal import BriefingModel
internal import Synchronization
internal import TerminalScreen

extension Headless {
  /// `dossier search`: lines of briefings that match, as `path:line: text`. Brings the index up to
  /// date first.
  public static func search(
    _ query: String, in paths: [PathBytes], format: Format, limit: Int = 50, context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      if query.unicodeScalars.allSatisfy(\.properties.isWhitespace) {
        context.warn("there is nothing to search for in an empty query")
        return ExitCode.nothingFound
      }
      let results: SearchResults
      let code: Int32
      do throws(LibraryError) {
        let library = try context.openLibrary(paths)
        code = reportMissing(of: library, context)
        try library.refresh(onProgress: { _ in }, isCancelled: { false })
        results = try library.search(
          query, isTyping: false, limit: max(1, limit), desk: context.desk, isCancelled: { false })
      } catch {
        context.report(error.path, error.reason)
        return ExitCode.failure
      }
      if let fault = results.fault { return report(fault, of: results, context) }
      try write(results, format: format, in: context)
      if results.results.isEmpty {
        let near = results.suggestions.prefix(5).joined(separator: ", ")
        context.report(query, "nothing found" + (near.isEmpty ? "" : "; near words: \(near)"))
        return max(code, ExitCode.nothingFound)
      }
      if let rest = rest(of: results) {
        try context.output.flush()
        context.report(query, rest)
      }
      return code
    }
  }

  /// That more was found than is shown; nil where it was not.
  private static func rest(of results: SearchResults) -> String? {
    let shown = results.briefingCount
    guard results.isPartial || shown < results.matchCount else { return nil }
    // How many a pattern would find is not known before it has been looked for everywhere.
    let all =
      results.isPartial ? "the first \(shown.grouped)" : "\(shown.grouped) of \(results.matchCount.grouped)"
    return "\(all) briefings; --limit N for more"
  }

  /// Says what is wrong with a query, and what may have been meant.
  @discardableResult
  static func report(
    _ fault: QueryFault, of results: SearchResults, _ context: HeadlessContext
  ) -> Int32 {
    let meant = fault.suggestion.map { "; perhaps: \($0)" } ?? ""
    context.report(results.query, "\(fault.message), at column \(fault.offset + 1)\(meant)")
    if !results.suggestions.isEmpty {
      context.report(results.query, "near words: " + results.suggestions.joined(separator: ", "))
    }
    return ExitCode.failure
  }

  /// Reports the places that cannot be opened, and gives the exit code that they leave.
  static func reportMissing(of library: any Library, _ context: HeadlessContext) -> Int32 {
    for place in library.missing { context.report(place.path, place.reason) }
    return library.missing.isEmpty ? ExitCode.ok : ExitCode.failure
  }

  private static func write(
    _ results: SearchResults, format: Format, in context: HeadlessContext
  ) throws(OutputFault) {
    let output = context.output
    switch format {
    case .json:
      try output.line(JSONText.encode(SearchDocument(results: results), pretty: true))
    case .jsonl:
      for result in results.results {
        for hit in result.hits {
          try output.line(JSONText.encode(HitRecord(result: result, hit: hit)))
        }
      }
    case .csv:
      try output.write(CSVText.row(["path", "line", "title", "text"]))
      for result in results.results {
        for hit in result.hits {
          let title = result.entry.displayTitle
          try output.write(CSVText.row([result.entry.path, String(hit.line), title, hit.snippet]))
        }
      }
    case .text, .md:
      for result in results.results {
        let path = PrintableText.make(result.entry.path)
        if result.hits.isEmpty {
          // The words stand in a name or a date, not on a line.
          try output.line("\(path):1: " + PrintableText.make(result.entry.displayTitle))
        }
        for hit in result.hits {
          try output.line("\(path):\(hit.line): " + PrintableText.make(hit.snippet))
        }
        for equal in result.equalPaths {
          try output.line(PrintableText.make(equal) + ":1: the same words as " + path)
        }
      }
    }
  }

  /// `dossier index`: brings the index up to date and says what it holds.
  public static func index(
    _ paths: [PathBytes], showsSkipped: Bool = false, format: Format = .text, context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      let last = Mutex(IndexProgress())
      let showsProgress = context.showsProgress
      let progress = ProgressLine()
      let count: Int
      let skipped: [SkippedFile]
      let code: Int32
      do throws(LibraryError) {
        let library = try context.openLibrary(paths)
        code = reportMissing(of: library, context)
        try library.refresh(
          onProgress: { step in
            last.withLock { $0 = step }
            if showsProgress { progress.show(step) }
          }, isCancelled: { false })
        if showsProgress { progress.clear() }
        if let remark = library.openingRemark { context.report(library.name, remark) }
        count = try library.count()
        skipped = library.skipped()
      } catch {
        if showsProgress { progress.clear() }
        context.report(error.path, error.reason)
        return ExitCode.failure
      }
      let step = last.withLock { $0 }
      if format == .json || format == .jsonl {
        let record = IndexRecord(
          briefings: count, came: step.came, changed: step.changed - step.came, removed: step.removed,
          skipped: skipped)
        try context.output.line(JSONText.encode(record, pretty: format == .json))
        return code
      }
      try context.output.line(
        "\(count) \(count == 1 ? "briefing" : "briefings"), \(step.came) new, \(step.changed - step.came) changed, "
          + "\(step.removed) removed, \(skipped.count) skipped"
          + (skipped.isEmpty || showsSkipped ? "" : "; --skipped lists them"))
      if showsSkipped {
        for file in skipped {
          try context.output.line(PrintableText.make(file.path) + ": " + PrintableText.make(file.reason))
        }
      }
      return code
    }
  }

  /// Brings the library of some places up to date, and gives its briefings in the order of the list: those that a
  /// query finds (of briefings of the same words all), or all without one; `code` is what is left of places that
  /// cannot be opened. Nil where the query cannot be read, which is reported.
  static func refreshed(
    _ paths: [PathBytes], matching query: String?, _ context: HeadlessContext
  ) throws(LibraryError) -> (library: any Library, entries: [LibraryEntry], code: Int32)? {
    let library = try context.openLibrary(paths)
    let code = reportMissing(of: library, context)
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
    var entries = try library.entries()
    guard let query else { return (library, entries, code) }
    let results = try library.search(
      SearchRequest(query: query, limit: entries.count), desk: context.desk, onPartial: { _ in },
      isCancelled: { false })
    if let fault = results.fault {
      report(fault, of: results, context)
      return nil
    }
    let found = Set(results.results.flatMap { [$0.entry.path] + $0.equalPaths })
    entries.removeAll { !found.contains($0.path) }
    return (library, entries, code)
  }

  /// `dossier list`: one line for each briefing, or for each that `query` finds.
  public static func list(
    _ paths: [PathBytes], matching query: String? = nil, format: Format, context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      let entries: [LibraryEntry]
      let code: Int32
      do throws(LibraryError) {
        guard let opened = try refreshed(paths, matching: query, context) else { return ExitCode.failure }
        let library = opened.library
        (entries, code) = (opened.entries, opened.code)
        // Of places that cannot be opened the reason was told.
        if query == nil, entries.isEmpty, code == ExitCode.ok {
          context.warn("\(library.name): \(library.emptyRemark)")
        }
      } catch {
        context.report(error.path, error.reason)
        return ExitCode.failure
      }
      switch format {
      case .json: try context.output.line(JSONText.encode(entries.map(EntryRecord.init), pretty: true))
      case .jsonl:
        for entry in entries { try context.output.line(JSONText.encode(EntryRecord(entry: entry))) }
      case .csv:
        try context.output.write(
          CSVText.row([
            "path", "title", "date", "source", "lines", "tables", "benefits", "risks", "mitigations",
          ]))
        for entry in entries {
          let counts = [
            entry.lineCount, entry.tableCount, entry.benefitCount, entry.riskCount, entry.mitigationCount,
          ]
          try context.output.write(
            CSVText.row(
              [entry.path, entry.displayTitle, entry.date ?? "", entry.source ?? ""]
                + counts.map { String($0) }))
        }
      case .text, .md:
        for entry in entries {
          var facts = [entry.date, entry.source].compactMap { $0 }
          if entry.tableCount > 0 {
            facts.append("\(entry.tableCount) \(entry.tableCount == 1 ? "table" : "tables")")
          }
          if entry.statedCount > 0 {
            facts.append("+\(entry.benefitCount) -\(entry.riskCount) =\(entry.mitigationCount)")
          }
          let end = facts.isEmpty ? "" : " (" + facts.joined(separator: ", ") + ")"
          try context.output.line(
            PrintableText.make(entry.path) + ": " + PrintableText.make(entry.displayTitle + end))
        }
      }
      guard entries.isEmpty else { return code }
      try context.output.flush()
      if let query, code == ExitCode.ok { context.report(query, "nothing found") }
      return max(code, ExitCode.nothingFound)
    }
  }
}

internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel

extension PlainBrowser {
  // MARK: - Lists

  func sayList() throws(OutputFault) {
    guard !entries.isEmpty else { return try say("No briefings: \(library.emptyRemark).") }
    try say(entries.count == 1 ? "1 briefing." : "\(entries.count) briefings.")
    try offer(
      entries.map { entry in
        let facts = [entry.date, entry.source].compactMap(\.self)
        return ([entry.displayTitle] + facts).joined(separator: ", ")
      }.enumerated().map { ($0.element, .briefing(entries[$0.offset].id)) })
  }

  func sayOutline() throws(OutputFault) {
    guard let reader = try openReader() else { return }
    var lines: [(String, Choice)] = []
    for (index, item) in reader.flow.items.enumerated() {
      guard case .heading(let depth) = item.kind else { continue }
      let name = item.texts.first?.text ?? ""
      lines.append((depth == 0 ? name : "level \(depth + 1): \(name)", .item(index)))
    }
    guard !lines.isEmpty else { return try say("No headings.") }
    try offer(lines)
  }

  func sayTables(_ words: String) throws(OutputFault) {
    guard let reader = try openReader() else { return }
    guard !reader.flow.tables.isEmpty else { return try say("No tables.") }
    if !words.isEmpty {
      guard let number = Int(words), reader.flow.tables.indices.contains(number - 1) else {
        return try say("tables takes a number from 1 to \(reader.flow.tables.count).")
      }
      return try sayTable(number - 1)
    }
    try offer(
      reader.flow.tables.enumerated().map { (Self.about($0.element, number: $0.offset), .table($0.offset)) })
  }

  /// Says a table row by row; its lines where its cells are not known.
  func sayTable(_ number: Int) throws(OutputFault) {
    guard let table = reader?.flow.tables[number] else { return }
    try sayRows(of: table, number)
  }

  /// Says the rows of a table with the 0-based `number`, in the order in which it has them.
  func sayRows(of table: Table, _ number: Int) throws(OutputFault) {
    self.table = number
    try say(Self.about(table, number: number))
    choices = []
    guard !table.rows.isEmpty else { return try sayLines(table.span) }
    try offer(
      table.rows.indices.map { row in
        let span = table.rowSpans.indices.contains(row) ? table.rowSpans[row] : table.span
        return (String(Self.row(row, of: table).drop { $0 != "." }.dropFirst(2)), .span(span))
      })
    try say("evidence and a number says the source lines of a row.")
  }

  func sayMatrix() throws(OutputFault) {
    guard let reader = try openReader() else { return }
    let assessments = reader.opened.briefing.assessments
    guard !assessments.isEmpty else { return try say("Nothing is said of benefits, risks or mitigations.") }
    var ordered: [Assessment] = []
    for kind in AssessmentKind.allCases { ordered += assessments.filter { $0.kind == kind } }
    try offer(
      ordered.map { assessment in
        let label = assessment.label.flatMap { assessment.text.hasPrefix($0) ? nil : $0 + ": " } ?? ""
        let basis =
          assessment.isStated ? "stated in a \(assessment.basis.rawValue)" : "inferred from a sentence"
        let subject = assessment.subject.map { ", about \($0)" } ?? ""
        let text =
          "\(assessment.kind.rawValue), \(basis), line \(assessment.span.firstLine)\(subject): \(label)"
          + assessment.text
        return (text, .span(assessment.span))
      })
  }

  func sayNotes() throws(OutputFault) {
    guard let reader = try openReader() else { return }
    let notes = reader.opened.briefing.notes
    guard !notes.isEmpty else { return try say("Nothing was repaired, dropped or lost.") }
    try offer(notes.map { ("line \($0.span.firstLine): \($0.message)", .span($0.span)) })
  }

  func sayLinks() throws(OutputFault) {
    guard let reader = try openReader() else { return }
    var lines: [(String, Choice)] = []
    for item in reader.flow.items {
      for text in item.texts {
        let scalars = Array(text.text.unicodeScalars)
        for mark in text.marks {
          guard case .link(let destination) = mark.kind, !destination.isEmpty else { continue }
          var words = String.UnicodeScalarView()
          words.append(contentsOf: scalars[mark.range.clamped(to: 0..<scalars.count)])
          lines.append(("\(String(words)): \(destination)", .link(destination)))
        }
      }
    }
    guard !lines.isEmpty else { return try say("No links.") }
    try offer(lines)
  }

  func saySkipped() throws(OutputFault) {
    let files = library.skipped()
    if files.isEmpty { try say("Every file was read.") }
    for file in files { try say("\(file.path): \(file.reason)") }
  }

  // MARK: - Evidence

  /// The source lines of what was said last, or of what has a number.
  func sayEvidence(_ words: String) throws(OutputFault) {
    guard let reader = try openReader() else { return }
    if let number = Int(words) {
      guard choices.indices.contains(number - 1) else { return try say("Choose from 1 to \(choices.count).") }
      switch choices[number - 1] {
      case .span(let span): return try sayLines(span)
      case .table(let table): return try sayLines(reader.flow.tables[table].span)
      case .item(let item): return try sayLines(of: item, in: reader)
      case .libraryTable(let id, let number):
        try open(id, saysBeginning: false)
        guard let table = self.reader?.flow.tables.dropFirst(number).first else { return }
        return try sayLines(table.span)
      case .briefing, .line, .place, .link: return try say("This has no source lines of its own.")
      }
    }
    try sayLines(of: reader.last, in: reader)
  }

  private func sayLines(of item: Int, in reader: Reader) throws(OutputFault) {
    guard reader.flow.items.indices.contains(item), let span = reader.flow.items[item].span else {
      return try say("This has no source lines of its own.")
    }
    try sayLines(span)
  }

  func sayLines(_ span: SourceSpan) throws(OutputFault) {
    guard let reader else { return }
    for number in span.firstLine...min(span.lastLine, span.firstLine + 99)
    where number <= reader.opened.lines.count {
      try say("line \(number): \(reader.opened.lines[line: number])", hanging: 2)
    }
    if span.lastLine > span.firstLine + 99 { try say("The lines to \(span.lastLine) are left out.") }
  }

  // MARK: - Finding

  /// The next item that holds the words; without any, those of before.
  func find(_ words: String, after item: Int) throws(OutputFault) {
    guard let reader = try openReader() else { return }
    if !words.isEmpty { pattern = words }
    guard !pattern.isEmpty else { return try say("find needs words.") }
    let items: [Int]
    switch FindQuery(typed: pattern) {
    case .words(let words): items = reader.flow.matches(of: words).map(\.item)
    case .pattern(let source):
      do throws(Pattern.Fault) {
        items = try (PatternFinder.matches(of: source, in: reader.flow) ?? []).map(\.item)
      } catch {
        return try say("\(pattern): \(error.words).")
      }
    }
    guard let first = items.first else { return try say("Not found: \(pattern)") }
    remember()
    let next = items.first { $0 > item }
    if next == nil { try say("Going on from the top.") }
    self.reader?.next = next ?? first
    try readOn(lines: 1)
  }

  func search(_ words: String) throws(OutputFault) {
    guard !words.isEmpty else { return try say("search needs words.") }
    let results: SearchResults
    do throws(LibraryError) {
      results = try library.search(
        words, isTyping: false, limit: 20, desk: context.desk, isCancelled: { false })
    } catch {
      return try say("\(error.path): \(error.reason)")
    }
    if let fault = results.fault { return try say("\(fault.message)") }
    guard !results.results.isEmpty else { return try say("Not found: \(words)") }
    try say(results.matchCount == 1 ? "In 1 briefing." : "In \(results.matchCount) briefings.")
    var lines: [(String, Choice)] = []
    for result in results.results {
      if result.hits.isEmpty { lines.append((result.entry.displayTitle, .briefing(result.entry.id))) }
      for hit in result.hits.prefix(3) {
        lines.append(
          ("\(result.entry.displayTitle), line \(hit.line): \(hit.snippet)", .line(result.entry.id, hit.line))
        )
      }
    }
    try offer(lines)
  }

  private func openReader() throws(OutputFault) -> Reader? {
    if reader == nil { try say("Nothing is open. list says what there is.") }
    return reader
  }
}

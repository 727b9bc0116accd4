internal import BriefingBrowser
internal import BriefingExtraction
internal import BriefingLibrary
internal import BriefingModel

extension PlainBrowser {
  /// Statements that the walk says at once; words narrow them.
  private static let mostStatements = 300

  // MARK: - All briefings

  /// What the briefings state and imply, or those that a search finds, subject by subject.
  func sayAllMatrix(_ words: String) throws(OutputFault) {
    let found: MatrixStatements
    do throws(LibraryError) {
      found = try library.statements(
        MatrixRequest(query: words, limit: Self.mostStatements), desk: context.desk, isCancelled: { false })
    } catch {
      return try say("\(error.path): \(error.reason)")
    }
    if let fault = found.fault { return try say(fault.message) }
    let matrix = found.matrix
    guard !matrix.rows.isEmpty else {
      return try say(
        words.isEmpty
          ? "Nothing is said of benefits, risks or mitigations." : "Nothing is said of them in: \(words)")
    }
    choices = []
    for row in matrix.rows {
      try say((row.subject ?? "Other subjects") + ".")
      for kind in AssessmentKind.allCases {
        for entry in row.entries(kind) { try offer(entry, in: matrix) }
      }
    }
    if !found.isWhole {
      let said = matrix.rows.reduce(0) { $0 + $1.statements.count }
      try say("These are \(said) of \(found.statementCount) statements; words narrow them.")
    }
  }

  private func offer(_ entry: CombinedMatrix.Entry, in matrix: CombinedMatrix) throws(OutputFault) {
    let assessment = entry.first.assessment
    let briefing = matrix.briefings[entry.first.briefing]
    let others = entry.statements.count - 1
    let more = others == 0 ? "" : others == 1 ? ", and once more" : ", and \(others) times more"
    try offer(
      "\(assessment.kind.rawValue), \(assessment.isStated ? "stated" : "inferred"): \(assessment.shownText)"
        + ". \(briefing.displayTitle), line \(assessment.span.firstLine)\(more)",
      .line(briefing.id, assessment.span.firstLine))
  }

  // MARK: - One briefing

  /// The countries, organisations, operations, amounts and dates that the briefing names.
  func sayNamed() throws(OutputFault) {
    guard let reader else { return try say("Nothing is open. list says what there is.") }
    let briefing = reader.opened.briefing
    var lines: [(String, Choice)] = []
    for thing in NameReader.names(in: briefing, lexicons: context.lexicons) {
      guard let first = thing.mentions.first else { continue }
      let times = thing.mentions.count == 1 ? "once" : "\(thing.mentions.count) times"
      lines.append(("\(thing.kind.rawValue) \(thing.name), \(times): \(first.sentence)", .span(first.span)))
    }
    for figure in FigureReader.figures(in: briefing) {
      lines.append(("\(figure.kind.rawValue) \(figure.text): \(figure.sentence)", .span(figure.span)))
    }
    guard !lines.isEmpty else { return try say("Nothing is named.") }
    try offer(lines)
  }

  /// The open briefing beside another one: what both say, where they differ, what one alone assesses.
  func compare(with words: String) throws(OutputFault) {
    guard let reader else { return try say("Nothing is open. list says what there is.") }
    guard let entry = entry(named: words) else {
      return try say("compare needs the number of a briefing in the list, or a word of its title.")
    }
    guard entry.id != reader.entry.id else { return try say("This is the briefing that is open.") }
    let other: OpenedBriefing
    do throws(LibraryError) { other = try library.open(entry.id) } catch {
      return try say("\(error.path): \(error.reason)")
    }
    let comparison = BriefingComparing.comparison(
      of: [reader.opened.briefing, other.briefing], entries: [reader.entry, entry], lexicons: context.lexicons
    )
    try say(comparison)
  }

  private func say(_ comparison: BriefingComparison) throws(OutputFault) {
    choices = []
    func offer(_ passage: BriefingComparison.Passage, _ words: String = "") throws(OutputFault) {
      let briefing = comparison.briefings[passage.briefing]
      try self.offer(
        "\(briefing.displayTitle), line \(passage.span.firstLine): \(passage.text)\(words)",
        .line(briefing.id, passage.span.firstLine))
    }
    for (title, agreements) in [
      ("Both say:", comparison.same),
      ("With other numbers or dates:", comparison.agreements.filter { !$0.differences.isEmpty }),
      ("Near each other:", comparison.near),
    ] where !agreements.isEmpty {
      try say(title)
      for agreement in agreements {
        if !agreement.differences.isEmpty { try say(agreement.differences.joined(separator: "; ") + ".") }
        for passage in agreement.passages { try offer(passage) }
      }
    }
    for (briefing, assessments) in comparison.alone.enumerated() where !assessments.isEmpty {
      try say("Only \(comparison.briefings[briefing].displayTitle) says:")
      for assessment in assessments {
        try self.offer(
          "\(assessment.kind.rawValue), line \(assessment.span.firstLine): \(assessment.shownText)",
          .line(comparison.briefings[briefing].id, assessment.span.firstLine))
      }
    }
    let shared = comparison.names.filter { $0.places.allSatisfy { !$0.isEmpty } }.map(\.name)
    if !shared.isEmpty { try say("Both name: " + shared.joined(separator: ", ") + ".") }
    if choices.isEmpty, shared.isEmpty { try say("They have nothing in common.") }
  }

  // MARK: - Tables

  /// Says the table that was said last in the order of a column, by its number or a word of its name.
  func sortTable(by words: String, falling: Bool) throws(OutputFault) {
    guard let number = table, let table = reader?.flow.tables[number], !table.rows.isEmpty else {
      return try say("No table was said yet; tables lists them.")
    }
    let wanted = words.lowercased()
    let named = table.header.firstIndex { !wanted.isEmpty && $0.lowercased().contains(wanted) }
    guard let column = Int(words).map({ $0 - 1 }) ?? named, (0..<table.columnCount).contains(column) else {
      return try say("A column is wanted: 1 to \(table.columnCount), or a word of its name.")
    }
    try sayRows(of: table.sorted(byColumn: column, falling: falling), number)
  }
}

internal import BriefingBrowser
internal import BriefingModel
internal import TerminalScreen

/// Writes a comparison of briefings in each of its forms.
struct ComparisonReport {
  private let comparison: BriefingComparison
  private let context: HeadlessContext
  /// What the briefings are called: `A`, `B`, …
  private let letters: [String]

  init(_ comparison: BriefingComparison, _ context: HeadlessContext) {
    self.comparison = comparison
    self.context = context
    letters = comparison.briefings.indices.map(BriefingComparison.letter)
  }

  func write(_ format: Headless.ReportFormat) throws(OutputFault) {
    switch format {
    case .text: try writeText()
    case .md: try writeMarkdown()
    case .csv: try writeCSV()
    case .json:
      try context.output.line(JSONText.encode(ComparisonDocument(comparison: comparison), pretty: true))
    case .html: try writeHTML()
    }
  }

  // MARK: Parts of all forms

  private func place(_ briefing: Int, _ span: SourceSpan) -> String {
    letters[briefing] + ":\(span.firstLine)"
  }

  /// Places of a name or figure in each briefing: `A:3, 7`, or a dash.
  private func places(_ shared: BriefingComparison.Shared, _ briefing: Int) -> String {
    let lines = Set(shared.places[briefing].map(\.firstLine)).sorted()
    if lines.isEmpty { return "-" }
    let shown = lines.prefix(5).map { String($0) }.joined(separator: ", ")
    return "\(shared.places[briefing].count) (\(shown)\(lines.count > 5 ? " …" : ""))"
  }

  private func percent(_ likeness: Double) -> String { "\(Int((likeness * 100).rounded()))%" }

  private func facts(_ briefing: LibraryEntry) -> String {
    [briefing.displayTitle, briefing.date, briefing.source].compactMap { $0 }.joined(separator: ", ")
  }

  private func text(_ assessment: Assessment) -> String {
    assessment.kind.sign + (assessment.isStated ? " " : "~ ") + assessment.shownText
  }

  // MARK: Text

  private func writeText() throws(OutputFault) {
    let output = context.output
    let writer = PlainText(context)
    func heading(_ text: String) throws(OutputFault) {
      try output.line()
      try output.line(text)
    }
    for (place, briefing) in comparison.briefings.enumerated() {
      try writer.write(InlineText("\(letters[place])  \(briefing.path)"), hanging: 3)
      try writer.write(InlineText(facts(briefing)), indent: 3, hanging: 3)
    }
    let differing = comparison.agreements.filter { !$0.differences.isEmpty }
    try heading("Said by both (\(comparison.same.count))")
    try write(comparison.same, writer)
    try heading("Nearest to each other, to be read beside each other (\(comparison.near.count))")
    try write(comparison.near, writer)
    try heading("With other numbers or dates (\(differing.count + comparison.disagreements.count))")
    try write(differing, writer)
    for disagreement in comparison.disagreements {
      try writer.write(InlineText(disagreement.unit), indent: 2, hanging: 4)
      for (briefing, figures) in disagreement.figures.enumerated() {
        for figure in figures {
          try writer.write(
            InlineText("\(place(briefing, figure.span))  \(figure.text): \(figure.sentence)"), indent: 4,
            hanging: 6)
        }
      }
    }
    for (place, assessments) in comparison.alone.enumerated() {
      try heading("Only \(letters[place]) says (\(assessments.count))")
      for assessment in assessments {
        try writer.write(
          InlineText(text(assessment) + " [\(self.place(place, assessment.span))]"), indent: 2, hanging: 4)
      }
    }
    for (name, shared) in [("Named", comparison.names), ("Amounts and dates", comparison.figures)]
    where !shared.isEmpty {
      try heading(name)
      try writeTable(
        ["", ""] + letters,
        shared.map { one in
          [one.kind, one.name] + letters.indices.map { places(one, $0) }
        })
    }
    if !comparison.subjects.isEmpty {
      try heading("Statements by subject")
      try writeTable(
        ["Subject"] + letters,
        comparison.subjects.map { one in
          [one.subject ?? "(no subject)"] + one.counts.map { $0 == 0 ? "-" : String($0) }
        })
    }
  }

  private func write(_ agreements: [BriefingComparison.Agreement], _ writer: PlainText) throws(OutputFault) {
    for agreement in agreements {
      let differences =
        agreement.differences.isEmpty ? "" : ": " + agreement.differences.joined(separator: "; ")
      try writer.write(
        InlineText("alike \(percent(agreement.likeness))" + differences), indent: 2, hanging: 4)
      for passage in agreement.passages {
        let sign = passage.assessment.map { $0.kind.sign + ($0.isStated ? " " : "~ ") } ?? ""
        try writer.write(
          InlineText("\(place(passage.briefing, passage.span))  \(sign)\(passage.text)"), indent: 4,
          hanging: 6)
      }
    }
  }

  private func writeTable(_ header: [String], _ rows: [[String]]) throws(OutputFault) {
    let nowhere = SourceSpan(line: 1)
    let table = Table(
      id: "comparison", form: .grid, header: header, rows: rows,
      rowSpans: Array(repeating: nowhere, count: rows.count), raw: "", span: nowhere)
    try PlainText(context).write(table, indent: 2)
  }

  // MARK: Markdown

  private func writeMarkdown() throws(OutputFault) {
    let output = context.output
    try output.line("# Comparison\n")
    for (place, briefing) in comparison.briefings.enumerated() {
      try output.line(
        "- **\(letters[place])** \(MarkdownText.escaped(briefing.path)): \(MarkdownText.escaped(facts(briefing)))"
      )
    }
    func section(_ title: String, _ lines: [String]) throws(OutputFault) {
      try output.line("\n## \(title)\n")
      for line in lines { try output.line(line) }
      if lines.isEmpty { try output.line("Nothing.") }
    }
    func lines(_ agreements: [BriefingComparison.Agreement]) -> [String] {
      agreements.flatMap { agreement in
        [
          "- alike \(percent(agreement.likeness))"
            + (agreement.differences.isEmpty
              ? "" : ": " + MarkdownText.escaped(agreement.differences.joined(separator: "; ")))
        ]
          + agreement.passages.map {
            "    - \(place($0.briefing, $0.span)) \(MarkdownText.escaped($0.text))"
          }
      }
    }
    try section("Said by both", lines(comparison.same))
    try section("Nearest to each other", lines(comparison.near))
    try section(
      "With other numbers or dates",
      lines(comparison.agreements.filter { !$0.differences.isEmpty })
        + comparison.disagreements.map { one in
          "- \(MarkdownText.escaped(one.unit)): "
            + one.figures.enumerated().flatMap { briefing, figures in
              figures.map { "\(MarkdownText.escaped($0.text)) (\(place(briefing, $0.span)))" }
            }.joined(separator: ", ")
        })
    for (place, assessments) in comparison.alone.enumerated() {
      try section(
        "Only \(letters[place]) says",
        assessments.map { "- \(MarkdownText.escaped(text($0))) (\(self.place(place, $0.span)))" })
    }
    for (title, shared) in [("Named", comparison.names), ("Amounts and dates", comparison.figures)] {
      try section(
        title,
        shared.isEmpty
          ? []
          : [
            "| | | " + letters.joined(separator: " | ") + " |",
            "|" + String(repeating: " --- |", count: letters.count + 2),
          ]
            + shared.map { one in
              "| \(one.kind) | \(MarkdownText.cell(one.name)) | "
                + letters.indices.map { MarkdownText.cell(places(one, $0)) }.joined(separator: " | ") + " |"
            })
    }
  }

  // MARK: CSV and HTML

  private func rows() -> [[String]] {
    var rows: [[String]] = []
    func row(
      _ part: String, _ group: String, _ briefing: Int, _ line: Int, _ text: String, _ kind: String = ""
    ) {
      rows.append([part, group, comparison.briefings[briefing].path, String(line), kind, text])
    }
    for (number, agreement) in comparison.agreements.enumerated() {
      for passage in agreement.passages {
        row(
          agreement.differences.isEmpty ? (agreement.isSame ? "same" : "near") : "other numbers or dates",
          String(number + 1),
          passage.briefing,
          passage.span.firstLine, passage.text, passage.assessment?.kind.rawValue ?? "")
      }
    }
    for disagreement in comparison.disagreements {
      for (briefing, figures) in disagreement.figures.enumerated() {
        for figure in figures {
          row(
            "other numbers", disagreement.unit, briefing, figure.span.firstLine, figure.text,
            figure.kind.rawValue)
        }
      }
    }
    for (briefing, assessments) in comparison.alone.enumerated() {
      for assessment in assessments {
        row(
          "alone", assessment.subject ?? "", briefing, assessment.span.firstLine, assessment.shownText,
          assessment.kind.rawValue)
      }
    }
    for shared in comparison.names + comparison.figures {
      for (briefing, spans) in shared.places.enumerated() {
        for span in spans { row("named", shared.kind, briefing, span.firstLine, shared.name, shared.kind) }
      }
    }
    return rows
  }

  private static let header = ["part", "group", "path", "line", "kind", "text"]

  private func writeCSV() throws(OutputFault) {
    try context.output.write(CSVText.row(Self.header))
    for row in rows() { try context.output.write(CSVText.row(row, isGuarded: true)) }
  }

  private func writeHTML() throws(OutputFault) {
    var body = "<h1>Comparison</h1>\n<ul>\n"
    for (place, briefing) in comparison.briefings.enumerated() {
      body +=
        "<li><b>\(letters[place])</b> \(HTMLText.escaped(briefing.path)): \(HTMLText.escaped(facts(briefing)))</li>\n"
    }
    body += "</ul>\n<table>\n<tr>"
    for name in Self.header { body += "<th>\(name)</th>" }
    body += "</tr>\n"
    for row in rows() { body += "<tr>" + row.map { "<td>\(HTMLText.escaped($0))</td>" }.joined() + "</tr>\n" }
    try context.output.write(HTMLText.document(title: "Comparison", body: body + "</table>\n"))
  }
}

/// A comparison as `dossier compare --format json` prints it, schema `dossier.comparison/1`.
private struct ComparisonDocument: Encodable {
  var comparison: BriefingComparison

  private enum Key: String, CodingKey {
    case schema, briefings, path, title, date, source, alike, likeness, differences, passages, line, text,
      kind, stated
    case alone, subject, disagreements, unit, figures, value, named, name, lines, subjects, counts, sentence
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    let paths = comparison.briefings.map(\.path)
    try object.encode("dossier.comparison/1", forKey: .schema)
    try array(comparison.briefings, .briefings, &object) { entry, item in
      try item.encode(entry.path, forKey: .path)
      try item.encode(entry.displayTitle, forKey: .title)
      try item.encode(entry.date, forKey: .date)
      try item.encode(entry.source, forKey: .source)
    }
    try array(comparison.agreements, .alike, &object) { agreement, item in
      try item.encode((agreement.likeness * 1000).rounded() / 1000, forKey: .likeness)
      try item.encode(agreement.differences, forKey: .differences)
      try array(agreement.passages, .passages, &item) { passage, item in
        try item.encode(paths[passage.briefing], forKey: .path)
        try item.encode(passage.span.firstLine, forKey: .line)
        try item.encode(passage.text, forKey: .text)
        try item.encode(passage.assessment?.kind, forKey: .kind)
        try item.encode(passage.assessment?.isStated, forKey: .stated)
      }
    }
    try array(
      comparison.alone.enumerated().flatMap { side, own in own.map { (side, $0) } }, .alone, &object
    ) { one, item in
      try item.encode(paths[one.0], forKey: .path)
      try item.encode(one.1.span.firstLine, forKey: .line)
      try item.encode(one.1.subject, forKey: .subject)
      try item.encode(one.1.kind, forKey: .kind)
      try item.encode(one.1.isStated, forKey: .stated)
      try item.encode(one.1.shownText, forKey: .text)
    }
    try array(comparison.disagreements, .disagreements, &object) { one, item in
      try item.encode(one.unit, forKey: .unit)
      try array(
        one.figures.enumerated().flatMap { side, own in own.map { (side, $0) } }, .figures, &item
      ) { one, item in
        try item.encode(paths[one.0], forKey: .path)
        try item.encode(one.1.span.firstLine, forKey: .line)
        try item.encode(one.1.text, forKey: .text)
        try item.encode(one.1.value, forKey: .value)
        try item.encode(one.1.sentence, forKey: .sentence)
      }
    }
    try array(comparison.names + comparison.figures, .named, &object) { one, item in
      try item.encode(one.kind, forKey: .kind)
      try item.encode(one.name, forKey: .name)
      try item.encode(one.places.map { $0.map(\.firstLine) }, forKey: .lines)
    }
    try array(comparison.subjects, .subjects, &object) { one, item in
      try item.encode(one.subject, forKey: .subject)
      try item.encode(one.counts, forKey: .counts)
    }
  }

  private func array<Value>(
    _ values: [Value], _ key: Key, _ object: inout KeyedEncodingContainer<Key>,
    _ body: (Value, inout KeyedEncodingContainer<Key>) throws -> Void
  ) throws {
    var array = object.nestedUnkeyedContainer(forKey: key)
    for value in values {
      var item = array.nestedContainer(keyedBy: Key.self)
      try body(value, &item)
    }
  }
}

internal import BriefingModel
internal import TerminalScreen

/// What can be handed on: each statement with a footnote that quotes its evidence.
extension MatrixReport {
  private var summary: String {
    let statements = matrix.rows.flatMap(\.statements)
    let stated = statements.count { $0.assessment.isStated }
    let briefings = matrix.briefings.count
    return
      "\(briefings) \(briefings == 1 ? "briefing" : "briefings"), \(statements.count) statements: \(stated) stated in "
      + "tables and lists, \(statements.count - stated) inferred from sentences (marked ~)."
  }

  private static let title = "Benefits, risks and mitigations"

  /// What is known of a briefing, for the list of those that the report is made from.
  private func about(_ briefing: LibraryEntry) -> String {
    [briefing.displayTitle, briefing.date, briefing.source].compactMap { $0 }.joined(separator: ", ")
  }

  /// A report in Markdown: the table, then a footnote for each place of each statement.
  func writeMarkdown() throws(OutputFault) {
    guard !matrix.rows.isEmpty else { return }
    let output = context.output
    try output.line("# \(Self.title)\n\n\(MarkdownText.escaped(summary))\n")
    var notes: [CombinedMatrix.Statement] = []
    func cell(_ entry: CombinedMatrix.Entry) -> String {
      var cell = MarkdownText.cell(text(entry.first))
      for statement in entry.statements {
        notes.append(statement)
        cell += "[^\(notes.count)]"
      }
      return cell
    }
    if options.part == .briefings {
      try output.line(
        "| Subject | " + matrix.labels.map { MarkdownText.cell($0) }.joined(separator: " | ") + " |")
      try output.line("|" + String(repeating: " --- |", count: matrix.briefings.count + 1))
    } else {
      try output.line("| Subject | + Benefit | - Risk | = Mitigation |\n| --- | --- | --- | --- |")
    }
    for row in matrix.rows {
      var name = MarkdownText.cell(row.subject ?? "(no subject)")
      if options.showsWords {
        let words = words(of: row)
        if !words.isEmpty {
          name += "<br>(" + words.map { MarkdownText.cell($0) }.joined(separator: ", ") + ")"
        }
      }
      var cells = [name]
      if options.part == .briefings {
        for briefing in matrix.briefings.indices {
          let entries = row.entries(briefing: briefing)
          cells.append(
            entries.map { MarkdownText.escaped($0.first.assessment.kind.sign) + " " + cell($0) }.joined(
              separator: "<br>"))
        }
      } else {
        for kind in AssessmentKind.allCases {
          cells.append(row.entries(kind).map(cell).joined(separator: "<br>"))
        }
      }
      try output.line("| " + cells.joined(separator: " | ") + " |")
    }
    try output.line("\n## Briefings\n")
    for briefing in matrix.briefings {
      try output.line("- \(MarkdownText.escaped(briefing.path)): \(MarkdownText.escaped(about(briefing)))")
    }
    try output.line()
    for (number, statement) in notes.enumerated() {
      var line = "[^\(number + 1)]: \(MarkdownText.escaped(place(statement)))"
      if let quote = evidence(statement) { line += ": “\(MarkdownText.escaped(quote))”" }
      try output.line(line)
    }
  }

  /// The same as a document of HTML that loads and runs nothing.
  func writeHTML() throws(OutputFault) {
    guard !matrix.rows.isEmpty else { return }
    var notes: [CombinedMatrix.Statement] = []
    func paragraph(_ entry: CombinedMatrix.Entry, sign: Bool) -> String {
      var text = HTMLText.escaped(self.text(entry.first))
      if sign { text = HTMLText.escaped(entry.first.assessment.kind.sign) + " " + text }
      for statement in entry.statements {
        notes.append(statement)
        text += "<sup><a href=\"#n\(notes.count)\" id=\"r\(notes.count)\">\(notes.count)</a></sup>"
      }
      return "<p\(entry.isStated ? "" : " class=\"inferred\"")>\(text)</p>"
    }
    var body =
      "<h1>\(Self.title)</h1>\n<p>\(HTMLText.escaped(summary))</p>\n<table>\n<thead><tr><th scope=\"col\">Subject</th>"
    let columns = options.part == .briefings ? matrix.labels : ["+ Benefit", "- Risk", "= Mitigation"]
    for column in columns { body += "<th scope=\"col\">\(HTMLText.escaped(column))</th>" }
    body += "</tr></thead>\n<tbody>\n"
    for row in matrix.rows {
      body += "<tr><th scope=\"row\">\(HTMLText.escaped(row.subject ?? "(no subject)"))"
      if options.showsWords {
        let words = words(of: row)
        if !words.isEmpty { body += "<br><small>\(HTMLText.escaped(words.joined(separator: ", ")))</small>" }
      }
      body += "</th>"
      if options.part == .briefings {
        for briefing in matrix.briefings.indices {
          body +=
            "<td>" + row.entries(briefing: briefing).map { paragraph($0, sign: true) }.joined() + "</td>"
        }
      } else {
        for kind in AssessmentKind.allCases {
          body += "<td>" + row.entries(kind).map { paragraph($0, sign: false) }.joined() + "</td>"
        }
      }
      body += "</tr>\n"
    }
    body += "</tbody>\n</table>\n<h2>Briefings</h2>\n<ul>\n"
    for briefing in matrix.briefings {
      body += "<li>\(HTMLText.escaped(briefing.path)): \(HTMLText.escaped(about(briefing)))</li>\n"
    }
    body += "</ul>\n<h2>Evidence</h2>\n<ol class=\"notes\">\n"
    for (number, statement) in notes.enumerated() {
      body += "<li id=\"n\(number + 1)\">\(HTMLText.escaped(place(statement)))"
      if let quote = evidence(statement) { body += ": “\(HTMLText.escaped(quote))”" }
      body += " <a href=\"#r\(number + 1)\">↩</a></li>\n"
    }
    body += "</ol>\n"
    try context.output.write(HTMLText.document(title: Self.title, body: body))
  }
}

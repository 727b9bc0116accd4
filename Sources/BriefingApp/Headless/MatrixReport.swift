internal import BriefingBrowser
internal import BriefingExtraction
internal import BriefingLibrary
internal import BriefingModel
internal import TerminalScreen

/// Writes a matrix in each of its forms.
final class MatrixReport {
  let matrix: CombinedMatrix
  let options: Headless.MatrixOptions
  let context: HeadlessContext
  private let open: (LibraryEntry) -> OpenedBriefing?
  /// The briefing that was opened last: evidence is asked for in the order of the matrix, and often twice.
  private var opened: [Int64: OpenedBriefing] = [:]

  /// `open` gives a briefing with its lines, for what quotes them.
  init(
    _ matrix: CombinedMatrix, _ options: Headless.MatrixOptions, _ context: HeadlessContext,
    open: @escaping (LibraryEntry) -> OpenedBriefing?
  ) {
    self.matrix = matrix
    self.options = options
    self.context = context
    self.open = open
  }

  /// - Returns: whether there was nothing to write.
  func write(_ format: Headless.ReportFormat) throws(OutputFault) -> Bool {
    if options.part == .repeatedRemedies { return try writeRemedies(format) }
    switch format {
    case .json:
      try context.output.line(
        JSONText.encode(
          MatrixDocument(matrix: matrix, words: options.showsWords ? { self.words(for: $0) } : nil),
          pretty: true))
    case .csv: try writeCSV()
    case .md: try writeMarkdown()
    case .html: try writeHTML()
    case .text: try writeText()
    }
    return matrix.rows.isEmpty
  }

  // MARK: Parts of all forms

  /// A statement as cells show it: inferred ones marked, the label before the text.
  func text(_ statement: CombinedMatrix.Statement) -> String {
    (statement.assessment.isStated ? "" : "~ ") + statement.assessment.shownText
  }

  func path(_ statement: CombinedMatrix.Statement) -> String { matrix.briefings[statement.briefing].path }

  /// `seeds/004.txt:41`
  func place(_ statement: CombinedMatrix.Statement) -> String {
    "\(path(statement)):\(statement.assessment.span.firstLine)"
  }

  /// The source lines of a statement as they stand; nil where they cannot be read, or are markup.
  func evidence(_ statement: CombinedMatrix.Statement) -> String? {
    guard let opened = briefing(of: statement), opened.briefing.format != .html else { return nil }
    let lines = opened.lines.text(statement.assessment.span)
    let words = lines.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard words.unicodeScalars.count > Self.longestEvidence else { return words.isEmpty ? nil : words }
    return Self.sentences(around: statement.assessment.text, in: words)
  }

  /// Scalars of evidence that are quoted whole.
  private static let longestEvidence = 240

  /// Of a long paragraph the sentences with a statement.
  private static func sentences(around statement: String, in text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let sought = Array(statement.unicodeScalars.prefix(24))
    let found = scalars.indices.first { scalars[$0...].starts(with: sought) } ?? 0
    func ends(_ index: Int) -> Bool {
      index + 1 < scalars.count && ".!?".unicodeScalars.contains(scalars[index]) && scalars[index + 1] == " "
        && (index < 2 || scalars[index - 2] != "." && scalars[index - 2] != " ")
    }
    var start = found
    while start > 0, !(start > 1 && ends(start - 2)) { start -= 1 }
    var end = min(scalars.count, found + max(1, statement.unicodeScalars.count))
    while end < scalars.count, !ends(end - 1) { end += 1 }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<end])
    return (start > 0 ? "… " : "") + String(view) + (end < scalars.count ? " …" : "")
  }

  private func briefing(of statement: CombinedMatrix.Statement) -> OpenedBriefing? {
    let entry = matrix.briefings[statement.briefing]
    if let known = opened[entry.id] { return known }
    guard let one = open(entry) else { return nil }
    if opened.count >= 64 { opened.removeAll(keepingCapacity: true) }
    opened[entry.id] = one
    return one
  }

  /// The words that decided for the subject of a statement, from its own text, else from its lines.
  func words(for statement: CombinedMatrix.Statement) -> [String] {
    guard let subject = statement.assessment.subject else { return [] }
    return SubjectReader.words(
      of: subject, in: statement.assessment.shownText,
      lines: briefing(of: statement).map { $0.lines.text(statement.assessment.span) },
      lexicons: context.lexicons)
  }

  /// The words that decided for a row, each once.
  func words(of row: CombinedMatrix.Row) -> [String] {
    var words: [String] = []
    for statement in row.statements {
      for word in self.words(for: statement)
      where !words.contains(where: { $0.lowercased() == word.lowercased() }) {
        words.append(word)
      }
    }
    return words
  }

  // MARK: CSV

  private func writeCSV() throws(OutputFault) {
    var header = ["subject", "kind", "label", "text", "basis", "stated", "confidence", "path", "line"]
    header += ["date", "source", "same as", "answers"] + (options.showsWords ? ["words"] : [])
    try context.output.write(CSVText.row(header))
    for row in matrix.rows {
      for kind in AssessmentKind.allCases {
        for entry in row.entries(kind) {
          for statement in entry.statements {
            let assessment = statement.assessment
            let briefing = matrix.briefings[statement.briefing]
            var cells = [
              row.subject ?? "", kind.rawValue, assessment.label ?? "", assessment.text,
              assessment.basis.rawValue, assessment.isStated ? "true" : "false",
              assessment.confidence.rawValue, briefing.path, String(assessment.span.firstLine),
              briefing.date ?? "", briefing.source ?? "",
              statement == entry.first ? "" : place(entry.first),
              matrix.others(of: statement).map(\.assessment.shownText).joined(separator: "; "),
            ]
            if options.showsWords { cells.append(words(for: statement).joined(separator: "; ")) }
            try context.output.write(CSVText.row(cells, isGuarded: true))
          }
        }
      }
    }
  }

  // MARK: Mitigations named more than once

  private func writeRemedies(_ format: Headless.ReportFormat) throws(OutputFault) -> Bool {
    let remedies = matrix.repeatedRemedies
    switch format {
    case .json:
      let records = remedies.map { entry in
        RemedyRecord(
          text: entry.first.assessment.shownText,
          places: entry.statements.map {
            RemedyRecord.Place(
              path: path($0), line: $0.assessment.span.firstLine, text: $0.assessment.shownText)
          })
      }
      try context.output.line(JSONText.encode(records, pretty: true))
    case .csv:
      try context.output.write(CSVText.row(["remedy", "times", "text", "path", "line"]))
      for entry in remedies {
        for statement in entry.statements {
          try context.output.write(
            CSVText.row(
              [
                entry.first.assessment.shownText, String(entry.statements.count),
                statement.assessment.shownText,
                path(statement), String(statement.assessment.span.firstLine),
              ], isGuarded: true))
        }
      }
    case .md:
      for entry in remedies {
        try context.output.line("- **\(MarkdownText.escaped(entry.first.assessment.shownText))**")
        for statement in entry.statements {
          try context.output.line(
            "  - \(MarkdownText.escaped(text(statement))) (\(MarkdownText.escaped(place(statement))))")
        }
      }
    case .html:
      var body = "<h1>Mitigations named more than once</h1>\n<ul>\n"
      for entry in remedies {
        body += "<li>" + HTMLText.escaped(entry.first.assessment.shownText) + "<ul>\n"
        for statement in entry.statements {
          body += "<li>\(HTMLText.escaped(text(statement))) (\(HTMLText.escaped(place(statement))))</li>\n"
        }
        body += "</ul></li>\n"
      }
      try context.output.write(
        HTMLText.document(title: "Mitigations named more than once", body: body + "</ul>\n"))
    case .text:
      let writer = PlainText(context)
      for (number, entry) in remedies.enumerated() {
        if number > 0 { try context.output.line() }
        try writer.write(
          InlineText("\(entry.statements.count) times: \(entry.first.assessment.shownText)"), hanging: 2)
        for statement in entry.statements {
          let others = matrix.others(of: statement).map(\.assessment.shownText)
          let against = others.isEmpty ? "" : " (against: " + others.joined(separator: "; ") + ")"
          try writer.write(
            InlineText("= " + text(statement) + against + " [\(place(statement))]"), indent: 2, hanging: 4)
        }
      }
    }
    return remedies.isEmpty
  }
}

private struct RemedyRecord: Encodable {
  struct Place: Encodable {
    var path: String
    var line: Int
    var text: String
  }

  var text: String
  var places: [Place]
}

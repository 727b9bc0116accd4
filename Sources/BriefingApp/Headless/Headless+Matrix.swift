public import BriefingLibrary
internal import BriefingBrowser
internal import BriefingModel
internal import TerminalScreen

extension Headless {
  /// `dossier matrix`: one matrix over all briefings. With `statedOnly` nothing that was inferred.
  public static func matrix(
    _ paths: [PathBytes], format: Format, statedOnly: Bool = false, in context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      var briefings: [Briefing] = []
      let code = try forEachBriefing(paths, in: context) { opened throws(OutputFault) in
        briefings.append(opened.briefing)
      }
      let matrix = CombinedMatrix(briefings, includeInferred: !statedOnly)
      try write(matrix, format: format, in: context)
      return code == ExitCode.ok && matrix.rows.isEmpty ? ExitCode.nothingFound : code
    }
  }

  static func write(
    _ matrix: CombinedMatrix, format: Format, in context: HeadlessContext
  ) throws(OutputFault) {
    switch format {
    case .json, .jsonl:
      try context.output.line(
        JSONText.encode(MatrixDocument(matrix: matrix), pretty: format == .json))
    case .csv: try writeCSV(matrix, in: context)
    case .md: try writeMarkdown(matrix, in: context)
    case .text: try writeText(matrix, in: context)
    }
  }

  /// A statement as cells show it: inferred ones marked, the label before the text.
  private static func text(_ statement: CombinedMatrix.Statement) -> String {
    let assessment = statement.assessment
    var text = assessment.text
    if let label = assessment.label, !text.hasPrefix(label) { text = label + ": " + text }
    return (assessment.isStated ? "" : "~ ") + text
  }

  private static func writeCSV(_ matrix: CombinedMatrix, in context: HeadlessContext) throws(OutputFault) {
    let header = ["subject", "kind", "label", "text", "basis", "stated", "confidence", "path", "line"]
    try context.output.write(CSVText.row(header))
    for row in matrix.rows {
      for kind in AssessmentKind.allCases {
        for statement in row.statements(kind) {
          let assessment = statement.assessment
          try context.output.write(
            CSVText.row([
              row.subject ?? "", kind.rawValue, assessment.label ?? "", assessment.text,
              assessment.basis.rawValue, assessment.isStated ? "true" : "false",
              assessment.confidence.rawValue, statement.path, String(assessment.span.firstLine),
            ]))
        }
      }
    }
  }

  private static func writeMarkdown(
    _ matrix: CombinedMatrix, in context: HeadlessContext
  ) throws(OutputFault) {
    guard !matrix.rows.isEmpty else { return }
    try context.output.write("| Subject | + Benefit | - Risk | = Mitigation |\n| --- | --- | --- | --- |\n")
    for row in matrix.rows {
      var cells = [MarkdownText.cell(row.subject ?? "(no subject)")]
      for kind in AssessmentKind.allCases {
        let statements = row.statements(kind).map { statement in
          let place = "\(statement.path):\(statement.assessment.span.firstLine)"
          return MarkdownText.cell(text(statement)) + " (" + MarkdownText.cell(place) + ")"
        }
        cells.append(statements.joined(separator: "<br>"))
      }
      try context.output.line("| " + cells.joined(separator: " | ") + " |")
    }
  }

  private static func writeText(_ matrix: CombinedMatrix, in context: HeadlessContext) throws(OutputFault) {
    guard !matrix.rows.isEmpty else { return }
    let rows = matrix.rows.map { row in
      [row.subject ?? "(no subject)"]
        + AssessmentKind.allCases.map { kind in
          row.statements(kind).map { statement in
            // Line breaks in a statement would look like the end of it.
            let words = text(statement).split(whereSeparator: \.isNewline).joined(separator: " ")
            let sign = statement.assessment.isStated ? kind.sign + " " : ""
            return sign + words + " [" + matrix.place(statement) + "]"
          }.joined(separator: "\n")
        }
    }
    let nowhere = SourceSpan(line: 1)
    let table = Table(
      id: "matrix", form: .grid, header: ["Subject", "+ Benefit", "- Risk", "= Mitigation"], rows: rows,
      rowSpans: Array(repeating: nowhere, count: rows.count), raw: "", span: nowhere)
    var options = TableLayout.Options()
    options.hanging = 2
    if context.ascii { options.rule = "-" }
    let layout = TableLayout(table, view: .fit, width: context.width, options: options)
    for line in layout.headerLines { try context.output.line(line.plainText) }
    for row in 0..<layout.rowCount {
      if row > 0 { try context.output.line() }
      for line in layout.lines(row: row) { try context.output.line(line.plainText) }
    }
    try context.output.line()
    for (path, label) in matrix.labels {
      try context.output.line(PrintableText.make("[\(label)] \(path)"))
    }
    let inferred = matrix.rows.contains { $0.statements.contains { !$0.assessment.isStated } }
    if inferred { try context.output.line("~ inferred from a sentence") }
  }
}

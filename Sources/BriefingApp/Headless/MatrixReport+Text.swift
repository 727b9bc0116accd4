internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel
internal import TerminalScreen

extension MatrixReport {
  /// The matrix as columns for a terminal or a printer.
  func writeText() throws(OutputFault) {
    guard !matrix.rows.isEmpty else { return }
    if options.request.onlyOpenRisks { return try writeOpenRisks() }
    if options.part == .briefings {
      try writeAcrossBriefings()
    } else {
      let rows = matrix.rows.map { row in
        [subject(row)]
          + AssessmentKind.allCases.map { kind in
            row.entries(kind).map { line($0) }.joined(separator: "\n")
          }
      }
      try write(header: ["Subject", "+ Benefit", "- Risk", "= Mitigation"], rows)
    }
    try writeLegend()
  }

  /// An entry on one line, with every place it stands in: line breaks in it would look like its end.
  private func line(_ entry: CombinedMatrix.Entry) -> String {
    let words = text(entry.first).split(whereSeparator: \.isNewline).joined(separator: " ")
    let sign = entry.isStated ? entry.first.assessment.kind.sign + " " : ""
    return sign + words + " [" + entry.statements.map { matrix.place($0) }.joined(separator: ", ") + "]"
  }

  private func subject(_ row: CombinedMatrix.Row) -> String {
    let name = row.subject ?? "(no subject)"
    guard options.showsWords else { return name }
    let words = words(of: row)
    return name + "\n" + (words.isEmpty ? "(its own words)" : "(" + words.joined(separator: ", ") + ")")
  }

  /// What stands in brackets, and signs.
  private func writeLegend() throws(OutputFault) {
    try context.output.line()
    for (briefing, label) in zip(matrix.briefings, matrix.labels) {
      try context.output.line(PrintableText.make("[\(label)] \(briefing.path)"))
    }
    let inferred = matrix.rows.contains { $0.statements.contains { !$0.assessment.isStated } }
    if inferred { try context.output.line("~ inferred from a sentence") }
  }

  private func write(header: [String], _ rows: [[String]]) throws(OutputFault) {
    let nowhere = SourceSpan(line: 1)
    let table = Table(
      id: "matrix", form: .grid, header: header, rows: rows,
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
  }

  /// Subjects down, briefings across, in as many parts as the width asks for: each cell how many statements of
  /// each kind, the inferred ones apart.
  private func writeAcrossBriefings() throws(OutputFault) {
    let each = 14
    let perPart = max(1, (context.width - 28) / each)
    for first in stride(from: 0, to: matrix.briefings.count, by: perPart) {
      if first > 0 { try context.output.line() }
      let shown = first..<min(first + perPart, matrix.briefings.count)
      let rows = matrix.rows.compactMap { row -> [String]? in
        let cells = shown.map { Self.counts(row.entries(briefing: $0)) }
        return cells.allSatisfy(\.isEmpty) ? nil : [subject(row)] + cells
      }
      try write(header: ["Subject"] + shown.map { matrix.labels[$0] }, rows)
    }
  }

  /// `+2 -1 =3 ~4`
  static func counts(_ entries: [CombinedMatrix.Entry]) -> String {
    let statements = entries.flatMap(\.statements)
    var parts = AssessmentKind.allCases.compactMap { kind -> String? in
      let count = statements.count { $0.assessment.kind == kind && $0.assessment.isStated }
      return count > 0 ? "\(kind.sign)\(count)" : nil
    }
    let inferred = AssessmentKind.allCases.compactMap { kind -> String? in
      let count = statements.count { $0.assessment.kind == kind && !$0.assessment.isStated }
      return count > 0 ? "~\(kind.sign)\(count)" : nil
    }
    parts += inferred
    return parts.joined(separator: " ")
  }

  /// Risks that nothing beside them answers, with what stands elsewhere under their subject.
  private func writeOpenRisks() throws(OutputFault) {
    let writer = PlainText(context)
    for (number, row) in matrix.rows.enumerated() {
      if number > 0 { try context.output.line() }
      try writer.write(InlineText(row.subject ?? "(no subject)"))
      for entry in row.entries(.risk) { try writer.write(InlineText(line(entry)), indent: 2, hanging: 4) }
    }
    try writeLegend()
  }
}

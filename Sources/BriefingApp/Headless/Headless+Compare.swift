internal import BriefingBrowser
internal import BriefingExtraction
public import BriefingLibrary
internal import BriefingModel
internal import TerminalScreen

extension Headless {
  /// Forms of what can be handed on.
  public enum ReportFormat: String, Sendable, CaseIterable {
    case text, md, csv, json, html
  }

  /// `dossier compare`: what briefings on one event have in common, what only one says, and where they differ.
  public static func compare(
    _ paths: [PathBytes], format: ReportFormat, statedOnly: Bool = false, in context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      var briefings: [Briefing] = []
      let code = try forEachBriefing(paths, in: context) { opened throws(OutputFault) in
        briefings.append(opened.briefing)
      }
      guard briefings.count > 1 else {
        if code == ExitCode.ok {
          context.report(paths.first?.display ?? "", "two briefings are wanted to compare")
        }
        return ExitCode.failure
      }
      let entries = briefings.enumerated().map {
        CombinedMatrix.Source($0.element, id: Int64($0.offset)).entry
      }
      let comparison = BriefingComparing.comparison(
        of: briefings, entries: entries, includeInferred: !statedOnly, lexicons: context.lexicons)
      try ComparisonReport(comparison, context).write(format)
      return code
    }
  }

  /// `dossier named`: the countries, organisations, operations, amounts and dates that briefings name, each with
  /// its sentence.
  public static func named(
    _ paths: [PathBytes], kinds: Set<String>? = nil, format: ReportFormat, in context: HeadlessContext
  ) -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      var records: [NamedRecord] = []
      let code = try forEachBriefing(paths, in: context) { opened throws(OutputFault) in
        let briefing = opened.briefing
        var own: [NamedRecord] = []
        for thing in NameReader.names(in: briefing, lexicons: context.lexicons) {
          for mention in thing.mentions {
            own.append(
              NamedRecord(
                kind: thing.kind.rawValue, name: thing.name, written: mention.text, value: nil,
                sentence: mention.sentence, path: briefing.path, line: mention.span.firstLine))
          }
        }
        for figure in FigureReader.figures(in: briefing) {
          own.append(
            NamedRecord(
              kind: figure.kind.rawValue, name: figure.kind == .date ? figure.unit : figure.text,
              written: figure.text, value: figure.value, sentence: figure.sentence, path: briefing.path,
              line: figure.span.firstLine))
        }
        records += own.filter { kinds?.contains($0.kind) ?? true }
      }
      try write(records, format, context)
      return records.isEmpty ? try context.reportNothing("nothing is named", in: paths, after: code) : code
    }
  }

  private static func write(
    _ records: [NamedRecord], _ format: ReportFormat, _ context: HeadlessContext
  ) throws(OutputFault) {
    let output = context.output
    let header = ["kind", "name", "written", "path", "line", "sentence"]
    func cells(_ record: NamedRecord) -> [String] {
      [record.kind, record.name, record.written, record.path, String(record.line), record.sentence]
    }
    switch format {
    case .json: try output.line(JSONText.encode(records, pretty: true))
    case .csv:
      try output.write(CSVText.row(header))
      for record in records { try output.write(CSVText.row(cells(record), isGuarded: true)) }
    case .md:
      try output.line(
        "| " + header.joined(separator: " | ") + " |\n|" + String(repeating: " --- |", count: 6))
      for record in records {
        try output.line("| " + cells(record).map { MarkdownText.cell($0) }.joined(separator: " | ") + " |")
      }
    case .html:
      var body = "<h1>Named in the briefings</h1>\n<table>\n<tr>"
      for name in header { body += "<th>\(name)</th>" }
      body += "</tr>\n"
      for record in records {
        body += "<tr>" + cells(record).map { "<td>\(HTMLText.escaped($0))</td>" }.joined() + "</tr>\n"
      }
      try output.write(HTMLText.document(title: "Named in the briefings", body: body + "</table>\n"))
    case .text:
      for record in records {
        let sentence = record.sentence.split(whereSeparator: \.isNewline).joined(separator: " ")
        try output.line(
          PrintableText.make("\(record.path):\(record.line): \(record.kind): \(record.name): \(sentence)"))
      }
    }
  }
}

private struct NamedRecord: Encodable {
  var kind: String
  var name: String
  var written: String
  var value: Double?
  var sentence: String
  var path: String
  var line: Int
}

internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel
internal import TerminalScreen

/// Writes how many statements there are of each subject.
struct MatrixCountsText {
  private let context: HeadlessContext

  init(_ context: HeadlessContext) {
    self.context = context
  }

  private static let header = [
    "subject", "benefits", "risks", "mitigations", "inferred", "open risks", "briefings",
  ]

  mutating func write(_ counts: MatrixCounts, format: Headless.ReportFormat) throws(OutputFault) {
    let rows = counts.rows.map { row in [Self.name(row)] + Self.numbers(row).map { String($0) } }
    switch format {
    case .json:
      let records = counts.rows.map(Record.init)
      try context.output.line(JSONText.encode(records, pretty: true))
    case .csv:
      try context.output.write(CSVText.row(Self.header))
      for row in rows { try context.output.write(CSVText.row(row, isGuarded: true)) }
    case .md:
      try context.output.line("| " + Self.header.joined(separator: " | ") + " |")
      try context.output.line("| --- |" + String(repeating: " ---: |", count: Self.header.count - 1))
      for row in rows {
        try context.output.line("| " + row.map { MarkdownText.cell($0) }.joined(separator: " | ") + " |")
      }
    case .html:
      var body = "<h1>Statements by subject</h1>\n<table>\n<tr>"
      for name in Self.header { body += "<th>\(name)</th>" }
      body += "</tr>\n"
      for row in rows { body += "<tr>" + row.map { "<td>\(HTMLText.escaped($0))</td>" }.joined() + "</tr>\n" }
      try context.output.write(HTMLText.document(title: "Statements by subject", body: body + "</table>\n"))
    case .text:
      let widest = min(40, rows.reduce(7) { max($0, CellWidth.columns(of: $1[0])) })
      let columns = Self.header.map { max(8, $0.utf8.count) }
      func line(_ cells: [String]) -> String {
        let name = TextWrap.cut(cells[0], columns: widest)
        let pad = String(repeating: " ", count: max(0, widest - CellWidth.columns(of: name)))
        return cells.indices.dropFirst().reduce(name + pad) { text, place in
          text + "  " + String(repeating: " ", count: max(0, columns[place] - cells[place].utf8.count))
            + cells[place]
        }
      }
      try context.output.line(line(Self.header))
      for row in rows { try context.output.line(PrintableText.make(line(row))) }
      try context.output.line()
      try context.output.line("\(counts.statementCount) statements in \(counts.briefingCount) briefings")
    }
  }

  static func name(_ row: MatrixCounts.Row) -> String {
    switch row.subject {
    case .named(let name): name
    case .none, .all: "(no subject)"
    case .others: "(rare subjects)"
    }
  }

  private static func numbers(_ row: MatrixCounts.Row) -> [Int] {
    row.stated + [row.inferred.reduce(0, +), row.openRiskCount, row.briefingCount]
  }

  private struct Record: Encodable {
    var subject: String?
    var benefits: Int
    var risks: Int
    var mitigations: Int
    var inferred: [String: Int]
    var openRisks: Int
    var briefings: Int
    var isRest: Bool

    init(_ row: MatrixCounts.Row) {
      if case .named(let name) = row.subject { subject = name }
      if case .others = row.subject { isRest = true } else { isRest = false }
      benefits = row.stated[0]
      risks = row.stated[1]
      mitigations = row.stated[2]
      inferred = ["benefits": row.inferred[0], "risks": row.inferred[1], "mitigations": row.inferred[2]]
      openRisks = row.openRiskCount
      briefings = row.briefingCount
    }
  }
}

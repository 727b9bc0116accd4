import BriefingModel
import Testing

@testable import BriefingExtraction

/// Tables whose marks were lost or are unlike those that tables have.
@Suite struct LostMarksTests {
  private func read(_ text: String, _ path: String = "a.txt") -> Briefing {
    BriefingReader.read(Array(text.utf8), path: path).briefing
  }

  private func stated(_ briefing: Briefing, _ kind: AssessmentKind) -> [String] {
    AssessmentReader.assessments(in: briefing.sections).filter { $0.kind == kind && $0.basis != .sentence }
      .map(\.text)
  }

  private let prose =
    "The harbour board met twice in the spring and heard the owners of the smaller boats about the new fees."

  // MARK: Rules

  @Test(arguments: [
    ("a.txt", "| Risk | Effect |\n| —— | —— |\n"), ("a.md", "Risk | Effect\n—— | ——\n"),
    ("a.md", "| Risk | Effect |\n|———|———|\n"), ("a.txt", "Risk | Effect |\n–– | –– |\n"),
    ("a.txt", "| Risk | Effect |\n|：－－|－－－|\n"),
  ])
  func `a rule may be of long dashes`(path: String, head: String) throws {
    let found = read(
      "\(prose)\n\n\(head)| Data loss | Restore |\n| Delay | Lost revenue |\n\n\(prose)\n", path)
    let table = try #require(found.tables.first)
    #expect(table.header == ["Risk", "Effect"])
    #expect(table.rows == [["Data loss", "Restore"], ["Delay", "Lost revenue"]])
  }

  @Test func `a row of single dashes is a row`() {
    let found = read(
      "\(prose)\n\n| Risk | Effect |\n|---|---|\n| Data loss | Restore |\n| – | — |\n\n\(prose)\n")
    #expect(found.tables.first?.rows == [["Data loss", "Restore"], ["–", "—"]])
  }

  // MARK: Rows

  @Test func `a row broken within a cell is one row in Markdown too`() throws {
    let found = read(
      "# Moving\n\n| Option | Risk |\n| --- | --- |\n| Rehost | Data loss during\nthe cut-over |\n"
        + "| Refactor | High effort |\n\n\(prose)\n", "a.md")
    let table = try #require(found.tables.first)
    #expect(table.rows == [["Rehost", "Data loss during the cut-over"], ["Refactor", "High effort"]])
    #expect(table.rowSpans.first == SourceSpan(firstLine: 5, lastLine: 6))
    #expect(stated(found, .risk) == ["Data loss during the cut-over", "High effort"])
    #expect(!found.notes.contains { $0.kind == .raggedRow })
  }

  @Test func `a row that only lacks its last bar is a row`() {
    let found = read(
      "# Moving\n\n| Option | Risk |\n| --- | --- |\n| Rehost | Data loss\n| Refactor | High effort |\n",
      "a.md")
    #expect(found.tables.first?.rows == [["Rehost", "Data loss"], ["Refactor", "High effort"]])
  }

  // MARK: One cell a line

  @Test(arguments: [
    ("Benefits\nRisks\n", "\n", ["Benefits", "Risks"]), ("Pros\nCons\n", "\n", ["Pros", "Cons"]),
    ("Ventajas\nRiesgos\n", "\n", ["Ventajas", "Riesgos"]),
    ("Avantages\n\nInconvénients\n\n", "\n\n", ["Avantages", "Inconvénients"]),
  ])
  func `names of both sides head cells that have a line each`(head: String, gap: String, header: [String])
    throws
  {
    let cells = [
      "Cleaner air", "Higher purchase price", "Quieter streets", "Battery fires", "Lower running costs",
      "Long charging times",
    ]
    let found = read("Electric Buses\n\n\(prose)\n\n\(head)\(cells.joined(separator: gap))\n\n\(prose)\n")
    let table = try #require(found.tables.first)
    #expect(table.header == header)
    #expect(
      table.rows == [[cells[0], cells[1]], [cells[2], cells[3]], [cells[4], cells[5]]])
    #expect(table.confidence == .likely)
    #expect(stated(found, .benefit) == [cells[0], cells[2], cells[4]])
    #expect(stated(found, .risk) == [cells[1], cells[3], cells[5]])
    #expect(found.headings.isEmpty)
  }

  @Test func `a name may stand before both sides`() {
    let found = read(
      "Electric Buses\n\n\(prose)\n\nOption\nPros\nCons\nBattery\nQuiet\nHeavy\nHydrogen\nLight\nDear\n\n\(prose)\n"
    )
    #expect(found.tables.first?.header == ["Option", "Pros", "Cons"])
    #expect(found.tables.first?.rows == [["Battery", "Quiet", "Heavy"], ["Hydrogen", "Light", "Dear"]])
  }

  @Test(arguments: [
    "Pros\nQuiet\nClean\nCons\nHeavy\nDear", "Benefits\nRisks\nCleaner air\nHigher price\nQuieter streets",
    "Benefits\nRisks",
  ])
  func `lines that fill no rows are no cells`(lines: String) {
    #expect(read("Electric Buses\n\n\(prose)\n\n\(lines)\n\n\(prose)\n").tables.isEmpty)
  }

  // MARK: Addresses

  @Test(arguments: [
    "Harbour Clinic          Opening hours\n12 Mill Road            Monday to Friday\n"
      + "Oxford OX1 2AB          8 am to 6 pm\nPhone: 01865 123456     Closed on holidays",
    "Dr. Ada Miller          Dr. Ben Brown\nSenior Consultant       Head of Nursing\n"
      + "Tel: 01865 123456       Tel: 01865 654321\nada@clinic.example      ben@clinic.example",
    "Oficina central         Oficina del norte\nCalle Mayor 12          Avenida del Puerto 3\n"
      + "28013 Madrid            48009 Bilbao\nTeléfono: 910 000 000   Teléfono: 940 000 000",
  ])
  func `addresses side by side are no table`(lines: String) {
    #expect(read("Clinic opens\n\n\(prose)\n\n\(lines)\n\n\(prose)\n").tables.isEmpty)
  }

  @Test(arguments: [
    "├── BaseExceptionGroup\n├── GeneratorExit\n├── KeyboardInterrupt\n├── SystemExit\n└── Exception",
    "erf0000 erf 0.0 -> 0.0\nerf0001 erf -0.0 -> -0.0\nerf0002 erf inf -> 1.0\nerf0003 erf -inf -> -1.0",
  ])
  func `drawings and listings are no tables`(lines: String) {
    #expect(read("\(lines)\n\n\(prose)\n").tables.isEmpty)
    #expect(read("Clinic opens\n\n\(prose)\n\n\(lines)\n\n\(prose)\n").tables.isEmpty)
  }

  @Test func `a column of telephone numbers is one of a table`() {
    let found = read(
      "Clinics\n\n\(prose)\n\nClinic      Town      Phone\nHarbour     Oxford    01865 123456\n"
        + "Hill        Leeds     0113 496000\n\n\(prose)\n")
    #expect(found.tables.first?.header == ["Clinic", "Town", "Phone"])
  }
}

import BriefingExtraction
import BriefingLibrary
import BriefingModel
import Foundation
import TerminalScreen
import Testing

@testable import BriefingApp

@Suite struct HeadlessTableTests {
  @Test func `the tables of a seed come out whole as comma-separated values`() throws {
    let json = memoryContext()
    #expect(Headless.tables([seed(2)], format: .jsonl, in: json) == 0)
    let objects = try json.output.text.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.count == 4)
    for (place, object) in objects.enumerated() {
      let context = memoryContext()
      #expect(Headless.tables([seed(2)], format: .csv, number: place + 1, in: context) == 0)
      let header = try #require(object["header"] as? [String])
      let rows = try #require(object["rows"] as? [[String]])
      #expect(rows.count == 3)
      #expect(records(context.output.text) == [header] + rows)
    }
  }

  // MARK: Rebuilt tables

  /// A desk on which the second table of the last seed has four columns and the third one its lines.
  private func desk() throws -> any Desk {
    let opened = BriefingReader.read(
      Array(try Data(contentsOf: URL(filePath: seedsFolder + "/" + seedNames[4]))), path: "x.txt")
    let desk = DatabaseDesk(location: .memory)
    let identities = Table.identities(of: opened.briefing.tables)
    let briefing = BriefingIdentity(path: nil, lines: opened.lines)
    desk.set(.columns(4), of: identities[1], in: briefing)
    desk.set(.raw, of: identities[2], in: briefing)
    return desk
  }

  @Test func `comma-separated values are values alone, and standard error says what was rebuilt`() throws {
    let context = memoryContext()
    #expect(Headless.tables([seed(4)], format: .csv, number: 2, in: context) == 0)
    #expect(records(context.output.text)[0].joined(separator: " ") == "Cartel Response Potential Impact")
    #expect(context.errors.text.contains(":28: t2: columns rebuilt, "))
    let stated = memoryContext()
    #expect(Headless.tables([seed(2)], format: .csv, in: stated) == 0)
    #expect(stated.errors.text == "")
  }

  @Test func `each line of comma-separated values can say where it comes from`() throws {
    let context = memoryContext()
    #expect(Headless.tables([seed(4)], format: .csv, number: 2, showsSources: true, in: context) == 0)
    let found = records(context.output.text)
    #expect(found[0].prefix(4) == ["path", "line", "table", "confidence"])
    #expect(found[0].dropFirst(4).joined(separator: " ") == "Cartel Response Potential Impact")
    #expect(found.dropFirst().map { $0[1] } == ["29", "30", "31"])
    #expect(found.dropFirst().allSatisfy { $0[2] == "t2" && $0.count == found[0].count })
    #expect(found.dropFirst().allSatisfy { Confidence(rawValue: $0[3]) != nil })
    #expect(context.errors.text == "")
  }

  @Test func `what the reader set is printed, and left out when asked`() throws {
    let desk = try desk()
    let set = memoryContext(desk: desk)
    #expect(Headless.tables([seed(4)], format: .csv, number: 2, in: set) == 0)
    #expect(records(set.output.text).allSatisfy { $0.count == 4 })
    #expect(set.errors.text.hasSuffix(":28: t2: 4 columns, as its reader chose\n"))
    let json = memoryContext(desk: desk)
    #expect(Headless.tables([seed(4)], format: .jsonl, number: 2, in: json) == 0)
    #expect(json.output.text.contains("\"setByReader\":true"))
    let markdown = memoryContext(desk: desk)
    #expect(Headless.show([seed(4)], format: .md, in: markdown) == 0)
    #expect(markdown.output.text.contains("*\\* 4 columns, as its reader chose*"))
    #expect(markdown.output.text.contains("*\\* its lines, as its reader chose*\n\n```"))
    let text = memoryContext(desk: desk)
    #expect(Headless.show([seed(4)], format: .text, in: text) == 0)
    #expect(text.output.text.contains("* lines 28-31: 4 columns, as its reader chose"))
    #expect(text.output.text.contains("~ lines 17-20: columns rebuilt, "))
    let found = memoryContext()
    #expect(Headless.tables([seed(4)], format: .csv, number: 2, in: found) == 0)
    #expect(records(found.output.text).allSatisfy { $0.count != 4 })
  }

  @Test func `the lines of a table without columns are given as they stand`() throws {
    let context = memoryContext(desk: try desk())
    #expect(Headless.tables([seed(4)], format: .csv, number: 3, in: context) == 0)
    let lines = records(context.output.text)
    #expect(lines.count == 4)
    #expect(lines.allSatisfy { $0.count == 1 })
    #expect(lines[0] == ["Benefits Risks"])
    let matrix = memoryContext(desk: try desk())
    let before = memoryContext()
    #expect(Headless.matrix([seed(4)], format: .csv, in: matrix) == 0)
    #expect(Headless.matrix([seed(4)], format: .csv, in: before) == 0)
    #expect(before.output.text.contains("Potential for civilian casualties"))
    #expect(!matrix.output.text.contains("Potential for civilian casualties"))
  }

  @Test func `quotes, commas and line breaks survive`() {
    let cells = ["a \"b\"", "c, d", "e\nf", "", " g "]
    #expect(records(CSVText.row(cells)) == [cells])
  }

  @Test func `JSON of tables is one array`() throws {
    let context = memoryContext()
    #expect(Headless.tables([seed(0), seed(2)], format: .json, in: context) == 0)
    let array = try #require(
      try JSONSerialization.jsonObject(with: Data(context.output.text.utf8)) as? [[String: Any]])
    #expect(array.count == 6)
    let none = memoryContext()
    #expect(Headless.tables([seed(1)], format: .json, in: none) == 1)
    #expect(none.output.text == "[]\n")
  }

  @Test func `a briefing without the table asked for gives nothing found`() {
    #expect(Headless.tables([seed(1)], format: .text, in: memoryContext()) == 1)
    #expect(Headless.tables([seed(2)], format: .text, number: 9, in: memoryContext()) == 1)
  }

  @Test func `a table in text names its place and stays within the width`() {
    let context = memoryContext(width: 50, ascii: true)
    #expect(Headless.tables([seed(2)], format: .text, number: 3, in: context) == 0)
    let lines = context.output.text.split(separator: "\n")
    #expect(lines[0].hasSuffix(":31: t3 Challenge, Effect, Proposed Solution"))
    #expect(lines.dropFirst().allSatisfy { CellWidth.columns(of: $0) <= 50 })
    #expect(lines.dropFirst().allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
  }

  // MARK: Matrix

  private func assessment(
    _ kind: AssessmentKind, _ text: String, _ subject: String?, line: Int,
    basis: AssessmentBasis = .table
  ) -> Assessment {
    Assessment(kind: kind, text: text, subject: subject, basis: basis, span: SourceSpan(line: line))
  }

  private var briefings: [Briefing] {
    [
      Briefing(
        path: "seeds/000_e15.txt", format: .text,
        assessments: [
          assessment(.risk, "Collateral damage", "Civilian harm", line: 26),
          assessment(.benefit, "Better maps", nil, line: 3, basis: .sentence),
        ]),
      Briefing(path: "seeds/001_3cb.txt", format: .text),
      Briefing(
        path: "seeds/004_20d.txt", format: .text,
        assessments: [
          assessment(.risk, "Civilian casualties", "civilian  harm", line: 41),
          assessment(.mitigation, "Oversight", "Civilian harm", line: 42, basis: .list),
        ]),
    ]
  }

  @Test func `subjects of several briefings are merged`() {
    let matrix = CombinedMatrix(briefings, includeInferred: true)
    #expect(matrix.rows.map(\.subject) == ["Civilian harm", nil])
    let risks = matrix.rows[0].statements(.risk)
    #expect(risks.map { matrix.place($0) } == ["000:26", "004:41"])
    #expect(CombinedMatrix(briefings, includeInferred: false).rows.count == 1)
  }

  @Test func `labels are short, whole words and never alike`() {
    #expect(CombinedMatrix.labels(["a/x_1.txt", "a/x_2.txt"]) == ["x_1", "x_2"])
    #expect(CombinedMatrix.labels(["a/x.txt", "b/x.txt"]) == ["a/x.txt", "b/x.txt"])
    #expect(CombinedMatrix.labels(["one-two.txt"]) == ["one"])
  }

  @Test func `each statement in a text matrix carries its place`() throws {
    let context = memoryContext()
    try Headless.write(CombinedMatrix(briefings, includeInferred: true), format: .text, in: context)
    let text = context.output.text
    for place in ["[000:26]", "[004:41]", "[004:42]", "[000:3]", "[004] seeds/004_20d.txt"] {
      #expect(text.contains(place))
    }
    #expect(text.contains("~ Better maps"))
    #expect(text.contains("- Civilian"))
    #expect(text.split(separator: "\n").allSatisfy { CellWidth.columns(of: $0) <= 80 })
  }

  @Test func `the other forms of a matrix hold the same statements`() throws {
    let matrix = CombinedMatrix(briefings, includeInferred: true)
    let csv = memoryContext()
    try Headless.write(matrix, format: .csv, in: csv)
    let rows = records(csv.output.text)
    #expect(rows.count == 5)
    #expect(rows.contains { $0[1] == "risk" && $0[7] == "seeds/004_20d.txt" && $0[8] == "41" })
    let json = memoryContext()
    try Headless.write(matrix, format: .json, in: json)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.text.utf8)) as? [String: Any])
    let found = try #require(object["rows"] as? [[String: Any]])
    #expect((found[0]["risks"] as? [[String: Any]])?.map { $0["line"] as? Int } == [26, 41])
    #expect(found[1]["subject"] is NSNull)
    let markdown = memoryContext()
    try Headless.write(matrix, format: .md, in: markdown)
    #expect(
      markdown.output.text.contains("| Collateral damage[^1]<br>Civilian casualties[^2] | Oversight[^3] |"))
    #expect(markdown.output.text.contains(#"[^1]: seeds/000\_e15.txt:26"#))
  }
}

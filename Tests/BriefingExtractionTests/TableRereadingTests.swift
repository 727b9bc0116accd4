import BriefingExtraction
import BriefingModel
import Testing

@Suite struct TableRereadingTests {
  private let lines = [
    "Country Focus Area Action Points",
    "Mexico Field Operations Deploy local police for action on the ground",
    "Both Public Awareness campaigns to educate citizens on safety",
  ]

  private func table(_ lines: [String], confidence: Confidence = .uncertain) -> Table {
    Table(
      id: "t3", form: .flattened, confidence: confidence, score: 0.2, caption: "Who does what", header: [],
      rows: [], rowSpans: [], raw: lines.joined(separator: "\n"),
      span: SourceSpan(firstLine: 7, lastLine: 6 + lines.count))
  }

  @Test(arguments: 2...5)
  func `a table is read with the columns asked for, and loses no word`(_ columns: Int) throws {
    let again = try #require(TableRereading.table(table(lines), columns: columns))
    #expect(again.header.count == columns)
    #expect(again.rows.allSatisfy { $0.count == columns && !$0.contains("") })
    #expect(([again.header] + again.rows).map { $0.joined(separator: " ") } == lines)
    #expect(again.id == "t3" && again.caption == "Who does what" && again.raw == table(lines).raw)
    #expect(again.confidence == .likely && again.score == nil)
    #expect(again.headerSpan == SourceSpan(line: 7))
    #expect(again.rowSpans == [SourceSpan(line: 8), SourceSpan(line: 9)])
  }

  @Test func `the number of columns decides where the header is parted`() throws {
    let two = try #require(
      TableRereading.table(table(["Focus Area Action Points"] + lines[1...]), columns: 2))
    #expect(two.header == ["Focus Area", "Action Points"])
    let three = try #require(TableRereading.table(table(lines), columns: 3))
    #expect(three.header == ["Country", "Focus Area", "Action Points"])
    #expect(three.rows[0] == ["Mexico", "Field Operations", "Deploy local police for action on the ground"])
  }

  @Test func `more columns than a line has words cannot be`() {
    #expect(TableRereading.table(table(lines), columns: 6) == nil)
    #expect(TableRereading.table(table(["Benefits Risks", "Alone", "Two words"]), columns: 2) == nil)
    #expect(TableRereading.table(table(lines), columns: 1) == nil)
    #expect(TableRereading.table(table(lines), columns: 9) == nil)
  }

  @Test func `a table that kept its delimiters is not read again`() {
    var other = table(lines)
    other.form = .pipe
    #expect(TableRereading.table(other, columns: 3) == nil)
  }
}

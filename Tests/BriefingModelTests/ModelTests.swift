import BriefingModel
import Foundation
import Testing

@Suite struct ModelTests {
  @Test(arguments: [
    ("", 0), ("a", 1), ("a\n", 1), ("a\nb", 2), ("a\r\nb\rc\n\nd", 5), ("\n", 1),
  ])
  func `lines end at LF, CRLF and CR`(text: String, count: Int) {
    #expect(SourceLines(text).count == count)
  }

  @Test func `a line has neither its ending nor its neighbours`() {
    let lines = SourceLines("eins\r\nzwei\rdrei\n")
    #expect((1...3).map { lines[line: $0] } == ["eins", "zwei", "drei"])
    #expect(lines[line: 0] == "" && lines[line: 4] == "")
    #expect(lines.text(SourceSpan(firstLine: 2, lastLine: 9)) == "zwei\ndrei")
  }

  private func assessment(
    _ kind: AssessmentKind, _ subject: String?, _ text: String, basis: AssessmentBasis = .table
  ) -> Assessment {
    Assessment(kind: kind, text: text, subject: subject, basis: basis, span: SourceSpan(line: 1))
  }

  @Test func `a matrix keeps the order of its subjects and puts each kind in its column`() {
    let matrix = Matrix([
      assessment(.risk, "Cost", "dear"), assessment(.benefit, "Speed", "fast"),
      assessment(.mitigation, "Cost", "share it"), assessment(.risk, nil, "unknown"),
    ])
    #expect(matrix.rows.map(\.subject) == ["Cost", "Speed", nil])
    #expect(matrix.rows[0].risks.map(\.text) == ["dear"])
    #expect(matrix.rows[0].mitigations.map(\.text) == ["share it"])
    #expect(matrix.rows[1].statements(.benefit).map(\.text) == ["fast"])
  }

  @Test func `what sentences suggest can be left out`() {
    let all = [
      assessment(.risk, "Cost", "dear"), assessment(.benefit, "Cost", "said", basis: .sentence),
    ]
    #expect(Matrix(all, includeInferred: false).rows[0].benefits.isEmpty)
    #expect(Matrix(all).rows[0].benefits.count == 1)
  }

  @Test func `an item that was kept without a marker is read`() throws {
    let item = ListItem(content: "one", marker: "5.", span: SourceSpan(line: 1))
    let data = try JSONEncoder().encode(item)
    #expect(try JSONDecoder().decode(ListItem.self, from: data) == item)
    var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    object["marker"] = nil
    var old = item
    old.marker = nil
    let kept = try JSONSerialization.data(withJSONObject: object)
    #expect(try JSONDecoder().decode(ListItem.self, from: kept) == old)
  }

  @Test func `JSON has every key, null where nothing is stated`() throws {
    let briefing = Briefing(path: "a/b.txt", format: .text)
    let data = try JSONEncoder().encode(BriefingDocument(briefing))
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["schema"] as? String == "dossier.briefing/1")
    #expect(object["title"] is NSNull && object["date"] is NSNull && object["source"] is NSNull)
    #expect(object["displayTitle"] as? String == "b.txt")
    #expect((object["tables"] as? [Any])?.isEmpty == true)
  }
}

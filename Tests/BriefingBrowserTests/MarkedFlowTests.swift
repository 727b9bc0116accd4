import BriefingModel
import Testing

@testable import BriefingBrowser

/// What the text pane shows of what markup says beyond its words.
@Suite struct MarkedFlowTests {
  private let span = SourceSpan(line: 1)

  private func drawn(_ blocks: [Block]) -> [String] {
    let flow = Flow(Briefing(path: "a", format: .markdown, sections: [Section(blocks: blocks)]))
    let metrics = FlowMetrics(width: 60, measure: 50)
    return flow.items.indices.dropFirst().flatMap { flow.lines(of: $0, metrics) }.map { line in
      var row = Array(repeating: Character(" "), count: 60)
      func write(_ text: String, _ column: Int) {
        for (place, character) in text.enumerated() { row[column + place] = character }
      }
      for piece in line.pieces {
        switch piece.content {
        case .ornament(let text): write(text, piece.column)
        case .wrapped(let wrapped, _): for run in wrapped.runs { write(run.text, piece.column + run.column) }
        }
      }
      while row.last == " " { row.removeLast() }
      return String(row)
    }
  }

  @Test func `what is quoted has a bar, whatever it is`() {
    var list = ItemList(ordered: false, items: [ListItem(content: "one", span: span)], span: span)
    list.quoted = 1
    var code = CodeBlock(lines: ["x = 1"], span: span)
    code.quoted = 1
    var table = Table(
      id: "t1", form: .pipe, header: ["a", "b"], rows: [["1", "2"]], rowSpans: [span], raw: "", span: span)
    table.quoted = 2
    let lines = drawn([
      .quote(Quote(paragraphs: ["said"], span: span)), .list(list), .code(code), .table(table),
      .quote(Quote(paragraphs: ["nested"], span: span, quoted: 2)),
    ])
    #expect(
      lines.filter { !$0.isEmpty } == [
        "   │ said", "   │ • one", "   │ x = 1", "   │ a  b", "   │ ─  ─", "   │ 1  2", "   │ │ nested",
      ])
  }

  @Test func `lines of the source stay lines, and what is deleted stands between signs`() {
    let text = InlineText(
      "Jane London $9 $10",
      marks: [
        InlineMark(kind: .lineBreak, range: 4..<5), InlineMark(kind: .strong, range: 12..<18),
        InlineMark(kind: .strikethrough, range: 12..<14),
      ])
    #expect(
      drawn([.paragraph(Paragraph(content: text, span: span))]).filter { !$0.isEmpty }
        == ["   Jane", "   London ~~$9~~ $10"])
    let shown = text.showingDeletions
    #expect(shown.text == "Jane London ~~$9~~ $10")
    #expect(shown.marks.map(\.range) == [4..<5, 12..<22, 12..<18])
  }

  @Test func `raised and lowered digits are found as digits`() {
    #expect(TextMatcher("106").ranges(in: "10⁶ people") == [0..<3])
    #expect(TextMatcher("h2o").matches("H₂O"))
    #expect(TextMatcher("m²").matches("5 m2"))
  }
}

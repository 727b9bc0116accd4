import BriefingModel
import Testing

@testable import BriefingExtraction

/// What is told from bytes, where it was once told from characters.
@Suite struct ByteReadingTests {
  @Test(arguments: [
    "", "one", "  one  two ", "uno\u{A0}dos\u{3000}tres", "a\tb\u{2003}c d e f g", "港口 码头", "\u{2028}x",
  ])
  func `words between blanks are counted as they are parted`(_ text: String) {
    let words = text.blankSeparatedWords.count
    for most in 1...9 { #expect(text.blankSeparatedCount(upTo: most) == min(words, most)) }
  }

  @Test(
    arguments: [
      ("Costs: high", "Costs"), ("成本：高", "成本"), ("Costs:high", nil), ("U.S. costs: high", "U.S. costs"),
      ("It ended. Costs: high", nil), (": high", nil), ("Costs:", nil), ("Why? Costs: high", nil),
      ("Größe über alles: hoch", "Größe über alles"), ("一二三四五六七八九十。成本：高", "一二三四五六七八九十。成本"),
      ("one two three four five six seven eight nine ten: no", nil),
    ] as [(String, String?)])
  func `the label of an item ends at its colon`(_ text: String, _ label: String?) {
    #expect(ListLabel.label(of: text) == label)
  }

  @Test(
    arguments: [
      ("The plan is old. Its risks include:", "Its risks include:"),
      ("The U.S. plan has risks: ", "The U.S. plan has risks:"),
      ("Dr. Li named risks:**", "Dr. Li named risks:"),
      ("计划很旧。风险包括：", "风险包括："), ("Es alt! Ist es so? Risiken:", "Risiken:"), ("No colon.", nil),
      ("هل هذا صحيح؟ المخاطر:", "المخاطر:"), (":", ":"), ("They waited… Risks:", "Risks:"),
    ] as [(String, String?)])
  func `the last sentence announces where it ends in a colon`(_ text: String, _ sentence: String?) {
    #expect(Announcements.sentence(in: text).map { $0.filter { $0 != "*" } } == sentence)
  }

  @Test(arguments: [
    ("a\nb\n", ["a", "b"]), ("a\r\nb", ["a", "b"]), ("a\rb\r", ["a", "b"]), ("\n\r\n\r", ["", "", ""]),
    ("a\n\rb", ["a", "", "b"]), ("", []), ("a", ["a"]), ("\r\r\n\n", ["", "", ""]),
    ("a\r\r\nb\n", ["a", "", "b"]),
  ])
  func `lines end at a feed, a return, or both`(_ text: String, _ expected: [String]) {
    let lines = SourceLines(text)
    #expect((0..<lines.count).map { lines[line: $0 + 1] } == expected)
  }

  @Test func `lines are found wherever among eight bytes they end`() {
    // Every text of five bytes of these, behind up to eight others.
    let bytes: [UInt8] = [0x0A, 0x0D, 0x8A, 0x0B]
    for number in 0..<1024 {
      for before in 0...8 {
        var text = [UInt8](repeating: 0x61, count: before)
        for place in 0..<5 { text.append(bytes[number >> (2 * place) & 3]) }
        text.append(0x62)
        var expected: [[UInt8]] = []
        var rest = text[...]
        while let end = rest.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
          expected.append(Array(rest[..<end]))
          let isPair = rest[end] == 0x0D && rest[end + 1] == 0x0A
          rest = rest[(end + (isPair ? 2 : 1))...]
        }
        expected.append(Array(rest))
        let lines = SourceLines(utf8: text)
        #expect(lines.ranges.map { Array(text[$0]) } == expected)
      }
    }
  }

  @Test func `cells below each other are told by characters, not by bytes`() throws {
    let text = """
      A title of some words

      Größe      Länge    Straße
      über acht  zwölf    Königsallee
      fünf       dreißig  Mühlweg
      acht       vier     Am Markt
      """
    let table = try #require(PlainTextReader.read(SourceLines(text), path: "a.txt").tables.first)
    #expect(table.form == .aligned)
    #expect((table.rows.last ?? []) == ["acht", "vier", "Am Markt"])
    #expect(([table.header] + table.rows).contains(["über acht", "zwölf", "Königsallee"]))
  }

  @Test(
    arguments: [
      ("Published 6 March 2026", "2026-03-06"), ("٦ مارس ٢٠٢٦", "2026-03-06"), ("2026年3月6日", "2026-03-06"),
      ("Posted on April 9, 2026", "2026-04-09"), ("Chapter 12, page 4512", nil), ("March 6, 2126", nil),
    ] as [(String, String?)])
  func `a line without a year is no dateline`(_ line: String, _ day: String?) {
    #expect(DateReader.dateline(line)?.reading == day.map { .day($0) })
  }

  @Test func `columns of a span are nil where none are given, and kept where they are`() throws {
    var span = SourceSpan(firstLine: 3, lastLine: 2, firstColumn: 4)
    #expect((span.firstLine, span.lastLine, span.firstColumn, span.lastColumn) == (3, 3, 4, nil))
    span.lastColumn = 9
    span.firstColumn = nil
    #expect(span == SourceSpan(firstLine: 3, lastLine: 3, lastColumn: 9))
  }
}

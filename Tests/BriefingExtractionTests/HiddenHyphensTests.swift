import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct HiddenHyphensTests {
  private func read(_ text: String, _ path: String = "a.txt") -> Briefing {
    BriefingReader.read(Array(text.utf8), path: path).briefing
  }

  @Test(arguments: ["a.txt", "a.md", "a.html"])
  func `a soft hyphen between letters is left out with a note, all else that hides stays`(path: String) {
    let text =
      "An exam\u{AD}ple of zero\u{200B}width, end\u{AD} 5\u{AD}6 pay\u{202E}pal a\u{200D}b c\u{AD}\u{AD}d go\u{2060}od."
    let briefing = read(path == "a.html" ? "<p>\(text)</p>" : text + "\n", path)
    #expect(
      briefing.paragraphs.map(\.text) == [
        "An example of zerowidth, end\u{AD} 5\u{AD}6 pay\u{202E}pal a\u{200D}b c\u{AD}\u{AD}d go\u{2060}od."
      ])
    let notes = briefing.notes.filter { $0.kind == .omitted }
    #expect(
      notes.map(\.message) == [
        "2 signs within words are left out: soft hyphens and zero-width spaces, which only part lines."
      ])
  }

  @Test func `marks, labels, cells and headings follow, and code stays`() throws {
    let briefing = read(
      "# Ti\u{AD}tle\n\n## He\u{AD}ad\n\na\u{AD}b **c\u{AD}d** `e\u{AD}f`\n\n- La\u{AD}bel: te\u{200B}xt\n\n| a\u{AD}b | c |\n|---|---|\n| d\u{AD}e | 1 |\n",
      "a.md")
    #expect(briefing.title == "Title")
    #expect(briefing.headings.map(\.text) == ["Head"])
    let content = try #require(briefing.paragraphs.first?.content)
    #expect(content.text == "ab cd e\u{AD}f")
    #expect(
      content.marks == [InlineMark(kind: .strong, range: 3..<5), InlineMark(kind: .code, range: 6..<9)])
    #expect(briefing.lists.first?.items.map(\.label) == ["Label"])
    #expect(briefing.tables.first?.header == ["ab", "c"])
    #expect(briefing.tables.first?.rows == [["de", "1"]])
    #expect(briefing.notes.contains { $0.message.hasPrefix("8 signs") })
  }
}

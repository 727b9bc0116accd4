import BriefingModel
import Testing

@testable import BriefingExtraction

/// What is read of a document that is too large, and what becomes of a text that is too long.
@Suite struct ReadingLimitsTests {
  private func read(
    _ text: String, path: String = "a.txt", _ change: (inout ReadingLimits) -> Void
  ) -> OpenedBriefing {
    var limits = ReadingLimits()
    change(&limits)
    return BriefingReader.read(Array(text.utf8), path: path, limits: limits)
  }

  private func unread(_ opened: OpenedBriefing) -> [Int] {
    opened.briefing.notes.filter { $0.kind == .unread }.map(\.span.firstLine)
  }

  @Test func `a text within the limits is read whole and without a word`() {
    let opened = read("one\n\ntwo\n\nthree\n") { $0.mostBytes = 16 }
    #expect(opened.lines.count == 5)
    #expect(opened.briefing.notes.isEmpty)
  }

  @Test func `a file that is too large is read up to the end of a line`() {
    let opened = read("It is one.\n\nIt is two.\n\nIt is three.\n") {
      $0.mostBytes = 30
      $0.longestText = 30
    }
    #expect(opened.briefing.paragraphs.map(\.text) == ["It is one.", "It is two."])
    #expect(unread(opened) == [4])
  }

  @Test func `no sign of a single line is cut`() {
    let opened = read("It is: aéé") {
      $0.mostBytes = 11
      $0.longestText = 11
    }
    #expect((0..<opened.lines.count).map { opened.lines[line: $0 + 1] } == ["It is: aé"])
    #expect(unread(opened) == [1])
  }

  @Test func `a file of two bytes a sign is read up to a whole one`() {
    let bytes: [UInt8] =
      [0xFF, 0xFE] + "It is one.\nIt is two.".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    var limits = ReadingLimits()
    limits.mostLines = 1
    let opened = BriefingReader.read(bytes, path: "a.txt", limits: limits)
    #expect(opened.briefing.encoding == "utf-16le")
    #expect(opened.briefing.paragraphs.map(\.text) == ["It is one."])
    #expect(opened.briefing.notes.map(\.kind) == [.unread])
  }

  @Test(arguments: ["\n", "\r", "\r\n"])
  func `a file of too many lines is read up to the last of them`(end: String) {
    let opened = read((1...40).map { "Line \($0) of it.\(end)\(end)" }.joined()) { $0.mostLines = 20 }
    // Both signs of a line's end count.
    #expect(opened.briefing.paragraphs.count == (end == "\r\n" ? 5 : 10))
    #expect(unread(opened) == [opened.lines.count])
  }

  @Test(arguments: [
    (
      "a.txt",
      "In the end the first of them was seen.\n\nIn the end the second was seen, too.\n\nIn the end the third was seen.\n\nIn the end nobody saw the fourth.\n",
      5
    ),
    ("a.md", "# A\n\none\n\n# B\n\ntwo\n", 7),
    ("a.md", "- one\n- two\n- three\n- four\n", 3),
    ("a.md", "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n| 5 | 6 |\n", 4),
    ("a.md", "```\none\ntwo\nthree\nfour\n```\n", 3),
    ("a.html", "<ul><li>one\n<li>two\n<li>three\n<li>four</ul>", 3),
  ])
  func `of too many pieces the first are kept, and the first line that is not is named`(
    path: String, text: String, line: Int
  ) {
    let opened = read(text, path: path) {
      $0.mostPieces = 3
    }
    #expect(unread(opened) == [line])
    let words = opened.briefing.blocks.map { block in
      switch block {
      case .paragraph: 1
      case .list(let list): list.items.count
      case .table(let table): table.rows.count
      case .quote(let quote): quote.paragraphs.count
      case .code(let code): code.lines.count
      }
    }
    #expect((1...2).contains(words.reduce(0, +)))
    for table in opened.briefing.tables { #expect(table.rows.count == table.rowSpans.count) }
  }

  @Test func `a long paragraph becomes several, with nothing lost but the blanks between them`() {
    let text = (1...200).map { "wörd\($0)" }.joined(separator: " ")
    let paragraphs = read(text) { $0.longestParagraph = 100 }.briefing.paragraphs
    #expect(paragraphs.count > 10)
    #expect(paragraphs.allSatisfy { $0.text.utf8.count <= 100 && $0.span == SourceSpan(line: 1) })
    #expect(paragraphs.map(\.text).joined(separator: " ") == text)
    let unbroken = String(repeating: "漢", count: 200)
    #expect(
      read(unbroken) { $0.longestParagraph = 100 }.briefing.paragraphs.map(\.text).joined() == unbroken)
  }

  @Test func `the marks of a long paragraph go with their words`() {
    let text = (1...60).map { $0 % 7 == 0 ? "**bold\($0) and** more" : "word\($0)" }.joined(separator: " ")
    let paragraphs = read(text, path: "a.md") { $0.longestParagraph = 64 }.briefing.paragraphs
    #expect(paragraphs.count > 5)
    let marked = paragraphs.flatMap { paragraph in
      let scalars = Array(paragraph.text.unicodeScalars)
      return paragraph.content.marks.map { mark in
        scalars[mark.range].reduce(into: "") { $0.unicodeScalars.append($1) }
      }
    }
    let whole = (1...60).filter { $0 % 7 == 0 }.map { "bold\($0) and" }
    #expect(
      marked.joined(separator: "|").replacing("|and", with: " and").split(separator: "|").map { String($0) }
        == whole)
  }

  @Test func `an item, a cell, a heading and a title of megabytes are cut with a note`() {
    let long = String(repeating: "é", count: 40)
    for (path, text) in [
      ("a.md", "- \(long)\n"), ("a.md", "| a | b |\n|---|---|\n| x | \(long) |\n"),
      ("a.md", "# One\n\n## \(long)\n"),
      ("a.md", "# \(long)\n"), ("a.md", "```\n\(long)\n```\n"),
    ] {
      let opened = read(text, path: path) {
        $0.longestText = 21
        $0.longestParagraph = 21
      }
      let json = String(describing: opened.briefing)
      #expect(json.contains(String(repeating: "é", count: 10) + "…"), "\(text)")
      #expect(!json.contains(String(repeating: "é", count: 11)) || text.hasPrefix("|"), "\(text)")
      #expect(opened.briefing.notes.contains { $0.kind == .truncated }, "\(text)")
    }
  }
}

import BriefingExtraction
import BriefingModel
import Testing

/// Documents whose places were wrong once; most were found by the fuzzers.
@Suite struct ProvenanceFoundTests {
  private func read(_ text: String, _ suffix: String) -> OpenedBriefing {
    BriefingReader.read(Array(text.utf8), path: "found.\(suffix)")
  }

  @Test(arguments: [
    ("# Title\n\nOne two\nthree:\n| a | b |\n|---|---|\n| c | d |\n", 3, 4),
    ("---\ndate: 2026-03-06\n---\nOne two\nthree:\n| a | b |\n|---|---|\n| c | d |\n", 4, 5),
    ("# Title\nOne two three:\n| a | b |\n|---|---|\n| c | d |\n", 2, 2),
    ("- x\n\n  One two\n  three:\n  | a | b |\n  |---|---|\n  | c | d |\n", 1, 4),
    ("\nf||\n|-\r-:", 2, 2),
  ])
  func `a paragraph right above a table has its place`(text: String, first: Int, last: Int) throws {
    let opened = read(text, "md")
    #expect(ProvenanceFaults.find(in: opened) == [])
    let span = opened.briefing.paragraphs.first?.span ?? opened.briefing.lists.first?.items.first?.span
    #expect(span == SourceSpan(firstLine: first, lastLine: last))
  }

  @Test(arguments: [
    ("---\ntitle~:\ntitle:a\n---", 3, 3),
    ("---\ntitle: \"\nch\"\ndate: 202 b]\n---\n\n#", 2, 3),
    ("---\ntitle: One\nabout: One two\n---\n", 2, 2),
    ("---\ntitle: \"One\ntitl\"\n---\n", 2, 3),
    ("---\ntitle\": One\ntitle: Two\n---\n", 3, 3),
    ("---\ntitle: \"Harbour Watch\n  dour Watch\"\n---\n", 2, 3),
    ("---\ntitle: \"One\n  date: two\"\ndate: 2026-03-06\n---\n", 2, 3),
    ("---\ntitle: >\n  One two\n  one two\n\n  one\nsource: one\n---\n", 2, 6),
  ])
  func `a title of the front matter has its own lines`(text: String, first: Int, last: Int) {
    let opened = read(text, "md")
    #expect(ProvenanceFaults.find(in: opened) == [])
    #expect(opened.briefing.titleSpan == SourceSpan(firstLine: first, lastLine: last))
  }

  @Test func `a row ends where its last cell ends, though that is broken over lines`() {
    let opened = read(
      "Ports\n\nName|\nAmount|\nPeru|\nthe region said that patrols\nreduce the risk of theft|\n", "txt")
    #expect(ProvenanceFaults.find(in: opened) == [])
    #expect(opened.briefing.tables.first?.rowSpans == [SourceSpan(firstLine: 5, lastLine: 7)])
  }

  @Test func `a title that a table pushes text out of has all its lines`() {
    let opened = read("<!doctype html>\n<h1>One <table>\ntwo", "html")
    #expect(ProvenanceFaults.find(in: opened) == [])
    #expect(opened.briefing.title == "One two")
    #expect(opened.briefing.titleSpan == SourceSpan(firstLine: 2, lastLine: 3))
  }

  @Test(arguments: [
    ("Ports\n\nPros: • Quiet nights\n• Short queues\n", 3, 5, 7),
    ("Ports\n\nKey benefits include:\n:• Reach: *drones\n• Low cost\n", 4, 1, 2),
    ("Ports\n\n  优点：• 噪音小\n• 排队短\n", 3, 5, 6),
  ])
  func `a label and the items behind it share a line, not its columns`(
    text: String, line: Int, last: Int, first: Int
  ) throws {
    let opened = read(text, "txt")
    #expect(ProvenanceFaults.find(in: opened) == [])
    let label = try #require(opened.briefing.paragraphs.last)
    let list = try #require(opened.briefing.lists.last)
    #expect(label.span == SourceSpan(firstLine: line, lastLine: line, lastColumn: last))
    #expect(list.span == SourceSpan(firstLine: line, lastLine: line + 1, firstColumn: first))
    #expect(list.items[0].span == SourceSpan(firstLine: line, lastLine: line, firstColumn: first))
    #expect(list.items[1].span == SourceSpan(line: line + 1))
  }

  @Test func `an item behind a break has all its lines`() throws {
    let opened = read("<h1>Ports</h1>\n<p>Noted:<br>- quiet\nnights<br>-\nqueues<br>\n- fog</p>\n", "html")
    #expect(ProvenanceFaults.find(in: opened) == [])
    let list = try #require(opened.briefing.lists.first)
    #expect(list.items.map(\.text) == ["quiet nights", "queues", "fog"])
    let lines = list.items.map { [$0.span.firstLine, $0.span.lastLine] }
    #expect(lines == [[2, 3], [3, 4], [5, 5]])
  }

  @Test func `a blank of the width of a letter behind a bullet is no part of the item`() throws {
    let opened = read(
      "Ports\n\nLos beneficios clave incluyen:\n• \u{3000} Más alcance: drones\n• Menos costo\n", "txt")
    #expect(ProvenanceFaults.find(in: opened) == [])
    let list = try #require(opened.briefing.lists.first)
    #expect(list.items.map(\.text) == ["Más alcance: drones", "Menos costo"])
    #expect(list.items[0].label == "Más alcance")
  }

  /// Comparing such a word as a String takes the square of its marks.
  @Test func `a word of thousands of combining marks is read`() {
    let word = "Z" + String(repeating: "\u{301}\u{323}", count: 100_000)
    let opened = read("A headline\n\n\(word) 1 tail\n\nThe end of it.\n", "txt")
    #expect(ProvenanceFaults.find(in: opened) == [])
  }
}

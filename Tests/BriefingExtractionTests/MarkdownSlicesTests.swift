import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct MarkdownSlicesTests {
  /// Pieces of which a text is made, among them those that hide the beginning of a block.
  private static let pieces = [
    "Words of a paragraph\n", "more words\n", "\n", "\n\n", "# Heading\n\n", "- item of a list\n",
    "- item\n- item\n- item\n", "* star\n", "1. first\n2. second\n3. third\n", "7) seventh\n", "  - nested\n",
    "  more of an item\n", "\n  a paragraph of an item\n", "   ```\n", "```\n",
    "```swift\ncode\n\ncode\n```\n\n",
    "~~~\n", "````\n", "- ```\n  code\n", "> quoted\n> words\n\n", "> - item\n", "lazy words\n", "<div>\n",
    "<div>\n\n", "</div>\n\n", "<!-- hidden\n", "-->\n", "<!-- a -->\n", "<pre>\n", "</pre>\n", "<?a\n",
    "?>\n",
    "<script>x\n", "    indented code\n", "Above\n---\n", "***\n", "| a | b |\n|---|---|\n| c | d |\n",
    "| e | f |\n", "| g | h |\n| i | j |\n\n", "| one |\n", "|---|\n", "a | b\n--|--\nc | d\n",
    "| a | b |\n|--|\n",
    "Text `code` *stress* [link](x)\n\n", "```\n| a |\n", "- [ ] task\n", "-\n", "- - -\n", "été\n\n",
    "\tx\n",
    " one blank\n", "<b>bold</b>\n", "`` ` ``` x\n", "\u{0}\n",
  ]

  private static func text(_ seed: Int) -> SourceLines {
    var random = GeneratedRandom(seed: UInt64(seed * 101))
    // Few sorts of pieces in a text: lists and tables of some length.
    let sorts = (0..<random.number(2...9)).map { _ in random.pick(pieces) } + ["\n"]
    return SourceLines((0..<random.number(3...60)).map { _ in random.pick(sorts) }.joined())
  }

  @Test(arguments: 0..<40)
  func `a text parsed in slices is read as one parsed at once`(group: Int) {
    for seed in (group * 20)..<(group * 20 + 20) {
      let lines = Self.text(seed)
      let whole = MarkdownReader.read(lines, path: "a.md", sliceSize: 1 << 30)
      for size in [1, 30, 100] {
        #expect(
          MarkdownReader.read(lines, path: "a.md", sliceSize: size) == whole,
          "seed \(seed), slices of \(size)")
      }
    }
  }

  private func slices(_ text: String, size: Int = 10) -> MarkdownSlices {
    MarkdownSlices(SourceLines(text), from: 0, size: size)
  }

  @Test func `a text is parted before paragraphs, items and rows`() {
    let text =
      "Words of some\n\nMore words\n\n- one item\n- two items\n- three\n\n| a | b |\n|---|---|\n"
      + "| c | d |\n| e | f |\n| g | h |\n"
    #expect(
      slices(text).slices == [
        .init(lines: 0..<2, beginning: .block), .init(lines: 2..<5, beginning: .block),
        .init(lines: 5..<6, beginning: .item), .init(lines: 6..<11, beginning: .item),
        .init(lines: 11..<12, beginning: .row(header: 8)), .init(lines: 12..<13, beginning: .row(header: 8)),
      ])
  }

  @Test(arguments: [
    "```\nwords in code\n\nWords in code\n\nWords in code\n",
    "<!--\nwords out of sight\n\nWords out of sight\n\n",
    "words [a]\n\nWords of some\n\n[a]: /b\n\nWords of some\n",
    "<div>\n```\nwords\n\nWords of some length\n\nWords\n",
  ])
  func `a text is left whole where blocks may not begin`(text: String) {
    #expect(slices(text).slices == [.init(lines: 0..<SourceLines(text).count, beginning: .block)])
  }

  @Test func `a long list and a long table are each read as one`() throws {
    let items = (0..<30_000).map { "- item \($0)\n" }.joined()
    let rows = (0..<30_000).map { "| row \($0) | b |\n" }.joined()
    let briefing = MarkdownReader.read(
      SourceLines("Items:\n\n" + items + "\n| A | B |\n|---|---|\n" + rows + "\nEnd\n"), path: "a.md")
    let list = try #require(briefing.lists.first)
    #expect(briefing.lists.count == 1)
    #expect(list.intro == "Items:")
    #expect(list.items.count == 30_000)
    #expect(list.items.last?.text == "item 29999")
    #expect(list.items.last?.span == SourceSpan(line: 30_002))
    let table = try #require(briefing.tables.first)
    #expect(briefing.tables.count == 1)
    #expect(table.header == ["A", "B"])
    #expect(table.rows.count == 30_000)
    #expect(table.rows.last == ["row 29999", "b"])
    #expect(table.rowSpans.last == SourceSpan(line: 60_005))
    #expect(table.span == SourceSpan(firstLine: 30_004, lastLine: 60_005))
    #expect(briefing.paragraphs.last?.span == SourceSpan(line: 60_007))
    #expect(briefing.notes.isEmpty)
  }
}

import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct MarkdownReaderTests {
  private func read(_ text: String) -> Briefing {
    MarkdownReader.read(SourceLines(text), path: "a.md")
  }

  @Test(arguments: [
    "---\ntitle: \"A: b\"\ndate: 2026-03-06T10:00:00Z\nsource: The Post\ntags: [x]\n---\n\nText",
    "---\r\ntitle: 'A: b'\r\ndate: 2026-03-06\r\nsource: The Post\r\n...\r\nText",
    "+++\ntitle = \"A: b\"\ndate = 2026-03-06\nsource = \"The Post\"\n[extra]\ntitle = \"no\"\n+++\nText",
  ])
  func `front matter states title, date and source`(text: String) {
    let briefing = read(text)
    #expect(briefing.title == "A: b")
    #expect(briefing.date == "2026-03-06")
    #expect(briefing.source == "The Post")
    #expect(briefing.paragraphs.map(\.text) == ["Text"])
  }

  @Test func `broken YAML is read line by line`() {
    let briefing = read("---\ntitle: A\nx: [1\ny: }\n---\nText")
    #expect(briefing.title == "A")
    #expect(briefing.notes.map(\.kind) == [.frontMatter])
  }

  @Test func `headings lose their marks and anchors`() {
    let briefing = read("# Doc\n\n## One ## {#one}\n\nTwo\nlines\n---\n\n### *Three*\n\n> # quoted\n")
    #expect(briefing.title == "Doc")
    #expect(briefing.headings.map(\.text) == ["One ##", "Two lines", "Three"])
    #expect(briefing.headings.map(\.level) == [2, 2, 3])
    #expect(briefing.headings[1].span == SourceSpan(firstLine: 5, lastLine: 7))
  }

  @Test func `the heading that repeats the front matter is no section`() {
    let briefing = read("---\ntitle: Passkeys\n---\n# Passkeys\n\nText\n\n# Summary\n")
    #expect(briefing.headings.map(\.text) == ["Summary"])
    #expect(briefing.notes.map(\.kind) == [.repeatedTitle])
  }

  @Test func `marks keep their runs and links their destinations`() throws {
    let paragraph = try #require(read("a *b* **c `d`** [e f](http://g) ~~h~~\n").paragraphs.first)
    #expect(paragraph.text == "a b c d e f h")
    #expect(
      paragraph.content.marks == [
        InlineMark(kind: .emphasis, range: 2..<3), InlineMark(kind: .strong, range: 4..<7),
        InlineMark(kind: .code, range: 6..<7), InlineMark(kind: .link("http://g"), range: 8..<11),
        InlineMark(kind: .strikethrough, range: 12..<13),
      ])
  }

  @Test func `code that its item ends has the lines of that item`() throws {
    let briefing = read("- a\n\n  ```\n  code\n\nText\n")
    let code = briefing.blocks.compactMap { block in
      if case .code(let code) = block { code.span } else { nil }
    }
    #expect(code == [SourceSpan(firstLine: 3, lastLine: 4)])
  }

  @Test func `lists keep order, depth, labels and introduction`() throws {
    let list = try #require(
      read("Key risks:\n\n1. **Cost:** high\n   - nested\n\n     more\n2. Second\n").lists.first)
    #expect(list.intro == "Key risks:")
    #expect(list.ordered)
    #expect(list.items.map(\.text) == ["Cost: high", "nested more", "Second"])
    #expect(list.items.map(\.depth) == [0, 1, 0])
    #expect(list.items.map(\.label) == ["Cost", nil, nil])
    #expect(list.items.map(\.span.firstLine) == [3, 4, 7])
  }

  @Test(arguments: [
    ("5. e\n6. f\n", ["5.", "6."]), ("7. a\n9. b\n12. c\n", ["7.", "9.", "12."]),
    ("1. a\n1. b\n1. c\n", ["1.", "2.", "3."]), ("0) a\n1) b\n", ["0)", "1)"]), ("- a\n- b\n", [nil, nil]),
    ("3. a\n   1. b\n   2. c\n4. d\n", ["3.", "1.", "2.", "4."]),
    ("1. a\n   1. b\n   2. c\n1. d\n", ["1.", "1.", "2.", "2."]), ("- a\n\n  2. b\n", [nil, "2."]),
    ("2.\n3. b\n", ["3."]), ("> 4. a\n> 5. b\n", ["4.", "5."]), ("1. a\n1. b\n5. c\n", ["1.", "2.", "3."]),
    ("4. a\n4. b\n2. c\n", ["4.", "5.", "6."]),
  ])
  func `items keep the numbers that are written`(text: String, markers: [String?]) {
    #expect(read(text).lists.flatMap { $0.items.map(\.marker) } == markers)
  }

  @Test(arguments: [
    (
      "1. Get:\n\n   ```sh\n   curl x\n   ```\n\n   Wait.\n\n2. Unpack:\n\n       tar x\n\n3. Go.\n",
      ["0 1. Get:", "` curl x", "Wait.", "0 2. Unpack:", "` tar x", "0 3. Go."]
    ),
    ("- a\n\n  > said\n  >\n  > - by her\n\n- b\n", ["0 - a", "> said", "0 - by her", "0 - b"]),
    ("1. a\n\n   | x | y |\n   |---|---|\n   | 1 | 2 |\n\n2. b\n", ["0 1. a", "| x y 1 2", "0 2. b"]),
    (
      "1. a\n   - b\n\n     ```\n     c\n     ```\n   - d\n\n   e\n2. f\n",
      ["0 1. a", "1 - b", "` c", "1 - d", "e", "0 2. f"]
    ),
    ("1. ```\n   c\n   ```\n   d\n2. e\n", ["` c", "0 1. d", "0 2. e"]),
    ("> - a\n>\n>       c\n> - b\n\n- d\n", ["0 - a", "` c", "0 - b", "0 - d"]),
  ])
  func `what stands in an item is read at its item`(text: String, blocks: [String]) {
    #expect(BlockLines.of(read(text)) == blocks)
  }

  @Test func `a list goes on behind code without a new introduction`() {
    let briefing = read("Key risks:\n\n- Cost\n\n  ```\n  c\n  ```\n\n  Then run:\n\n- Delay\n")
    #expect(briefing.lists.map(\.intro) == ["Key risks:", nil])
  }

  @Test func `items keep their boxes`() throws {
    let list = try #require(read("- [ ] not decided\n- [x] decided\n- plain\n").lists.first)
    #expect(list.items.map(\.marker) == ["[ ]", "[x]", nil])
    #expect(list.items.map(\.text) == ["not decided", "decided", "plain"])
    #expect(read("4. [X] done\n").lists.first?.items.map(\.marker) == ["4. [X]"])
  }

  @Test func `tables have cells of plain text and the line of each row`() throws {
    let text = "Text\n\n| A | B |\n|:--|--:|\n| *x* \\| y | [l](u)<br>m |\n| `z` | |\n\nEnd\n"
    let table = try #require(read(text).tables.first)
    #expect(table.header == ["A", "B"])
    #expect(table.rows == [["x | y", "l m"], ["z", ""]])
    #expect(table.rowSpans.map(\.firstLine) == [5, 6])
    #expect(table.span == SourceSpan(firstLine: 3, lastLine: 6))
    #expect(table.id == "t1" && table.form == .pipe && table.confidence == .certain)
  }

  @Test func `tables in quotations and items are found`() {
    let quoted = "> | A | B |\n> |---|---|\n> | 1 | 2 |\n\n"
    let briefing = read(quoted + "- item\n\n  | C | D |\n  |---|---|\n  | 3 | 4 |\n")
    #expect(briefing.tables.map(\.header) == [["A", "B"], ["C", "D"]])
    #expect(briefing.tables.map(\.span.firstLine) == [1, 7])
    #expect(briefing.lists.flatMap(\.items).map(\.text) == ["item"])
  }

  @Test(arguments: [
    ("| A | B | C |\n|---|---|\n| 1 | 2 | 3 |\n", ["A", "B", "C"], [["1", "2", "3"]]),
    ("| A | B |\n| 1 | 2 |\n| 3 | 4 |\n", ["A", "B"], [["1", "2"], ["3", "4"]]),
    ("A | B |\n---|---|\n1 | 2 |\n", ["A", "B"], [["1", "2"]]),
  ])
  func `tables that GFM refuses are recovered`(text: String, header: [String], rows: [[String]]) {
    let tables = read(text).tables
    #expect(tables.map(\.header) == [header])
    #expect(tables.first?.rows == rows)
  }

  @Test func `nothing of a ragged row is lost`() throws {
    let briefing = read("| A | B |\n|---|---|\n| 1 | 2 | 3 |\n| 4 |\nNot a row\n")
    #expect(briefing.tables.first?.rows == [["1", "2 | 3"], ["4", ""]])
    #expect(briefing.paragraphs.map(\.text) == ["Not a row"])
    #expect(briefing.notes.map(\.kind) == [.raggedRow, .raggedRow])
  }

  @Test func `pipes in prose, in code and in fences make no table`() {
    #expect(read("Use a | b here.\nAnd more.\n\n~~~\na | b\nc | d\ne | f\n~~~\n").tables.isEmpty)
  }

  @Test func `HTML in Markdown is read as HTML, over empty lines too`() {
    let table = "<table>\n<tr><th>A<th>B\n\n<tr><td>1<td>2\n\n</table>"
    let briefing = read("Text\n\n\(table)\n\n<!-- x -->\n\nEnd\n")
    #expect(briefing.tables.map(\.header) == [["A", "B"]])
    #expect(briefing.tables.first?.rows == [["1", "2"]])
    #expect(briefing.tables.first?.span.firstLine == 3)
    #expect(briefing.paragraphs.map(\.text) == ["Text", "End"])
  }

  @Test func `footnotes are shown, referred to or not`() {
    let texts = read("A[^1].\n\n[^1]: used\n\n[^2]: unused\n").paragraphs.map(\.text)
    #expect(texts == ["A[1].", "[1] used", "[2] unused"])
  }

  @Test(arguments: [
    String(repeating: ">", count: 100_000), String(repeating: "- ", count: 100_000) + "a",
    String(repeating: "[", count: 100_000), String(repeating: "![[]()", count: 50_000),
    String(repeating: "*a_ ", count: 50_000), String(repeating: "<?", count: 50_000),
    "---\na: " + String(repeating: "[", count: 20_000) + "\n---\nText",
    String(repeating: "a\n", count: 50_000) + "|x\n|-\n", String(repeating: "{% a ", count: 50_000),
    String(repeating: "|b", count: 60_000) + "\n" + String(repeating: "|-", count: 60_000) + "\n",
    String(repeating: "[[a ", count: 50_000), String(repeating: "{{< ", count: 50_000),
  ])
  func `intricate input is shown as it stands`(text: String) {
    let briefing = read(text)
    #expect(briefing.format == .markdown)
    #expect(briefing.blocks.count < 10)
  }

  @Test func `lone CR and CRLF end lines`() {
    let briefing = read("# T\r\rText\r\r## H\r\r| A | B |\r|---|---|\r| 1 | 2 |\r")
    #expect(briefing.title == "T")
    #expect(briefing.headings.map(\.span.firstLine) == [5])
    #expect(briefing.tables.first?.rowSpans.map(\.firstLine) == [9])
  }

  @Test func `a mark left open in a term does not reach into its meaning`() {
    let source = SourceLines("Ports **more\n: definition of it\nhttps://a.b** and more\n")
    let item = MarkdownReader.read(source, path: "a.md").lists.first?.items.first
    #expect(item?.label == "Ports **more")
    #expect(item?.content.text.hasPrefix("Ports **more: ") == true)
  }
}

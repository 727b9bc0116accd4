import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct MarkdownTableTests {
  private func read(_ text: String) -> Briefing {
    MarkdownReader.read(SourceLines(text), path: "a.md")
  }

  /// The rules of GFM's tables, each with the input that shows it.
  @Test(
    arguments: [
      // A header, a rule, rows.
      ("| foo | bar |\n| --- | --- |\n| baz | bim |\n", ["foo", "bar"], [["baz", "bim"]]),
      // Cells need not stand in line, nor have outer pipes; colons align.
      ("| abc | defghi |\n:-: | -----------:\nbar | baz\n", ["abc", "defghi"], [["bar", "baz"]]),
      // A pipe in a cell is escaped, in code too.
      ("| f\\|oo  |\n| ------ |\n| b `\\|` az |\n| b **\\|** im |\n", ["f|oo"], [["b | az"], ["b | im"]]),
      // A block of another kind ends the table.
      ("| abc | def |\n| --- | --- |\n| bar | baz |\n> bar\n", ["abc", "def"], [["bar", "baz"]]),
      // Short rows are filled up.
      (
        "| abc | def |\n| --- | --- |\n| bar |\n| bar | baz |\n", ["abc", "def"],
        [["bar", ""], ["bar", "baz"]]
      ),
      // There may be no rows.
      ("| abc | def |\n| --- | --- |\n", ["abc", "def"], []),
      // Rules of other widths, and none at all: what the author meant.
      ("| abc | def |\n| --- |\n| bar | baz |\n", ["abc", "def"], [["bar", "baz"]]),
      ("| abc | def |\n|-----|-----|-----|\n| bar | baz |\n", ["abc", "def"], [["bar", "baz"]]),
      ("| abc | def |\n| bar | baz |\n| x | y |\n", ["abc", "def"], [["bar", "baz"], ["x", "y"]]),
      // Inline marks go, breaks are blanks.
      ("| a | b |\n|---|---|\n| **x**<br/>y | [l](http://u) ![i](j) |\n", ["a", "b"], [["x y", "l i"]]),
      (
        "+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n| 3 | 4 |\n+---+---+\n", ["a", "b"],
        [["1", "2"], ["3", "4"]]
      ),
    ])
  func `a table is read by its rules`(text: String, header: [String], rows: [[String]]) {
    let tables = read("Before\n\n" + text).tables
    #expect(tables.map(\.header) == [header])
    #expect(tables.map(\.rows) == [rows])
  }

  @Test(
    arguments: [
      ("text\n| a | b |\n|---|---|\n| 1 | 2 |\n", 2, [4]), ("one\ntwo\n| a | b |\n|---|---|\n", 3, []),
      ("- item\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n", 2, [4]),
      ("> q\n>\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n", 3, [5]),
      ("1. x\n\n   a | b\n   --|--\n   1 | 2\n   3 | 4\n", 3, [5, 6]),
    ])
  func `a table knows its lines wherever it stands`(text: String, line: Int, rows: [Int]) {
    let briefing = read(text)
    #expect(briefing.tables.map(\.span.firstLine) == [line])
    #expect(briefing.tables.first?.headerSpan == SourceSpan(line: line))
    #expect(briefing.tables.first?.rowSpans.map(\.firstLine) == rows)
  }

  @Test func `text that runs into a table keeps its own lines`() {
    let briefing = read(
      "---\ntitle: x\n---\n\nintro\nmore\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- item\n  | c | d |\n  |---|---|\n"
    )
    #expect(briefing.paragraphs.map(\.span) == [SourceSpan(firstLine: 5, lastLine: 6)])
    #expect(briefing.lists.first?.items.map(\.span.firstLine) == [11])
  }

  @Test func `a table in HTML is read with its lines, in a list and in details too`() {
    let html =
      "<details>\n<summary>S</summary>\n\n<table>\n<tr><th>a</th><th>b</th></tr>\n\n<tr><td>1</td><td>2</td></tr>\n</table>\n\n</details>\n"
    let table = read("Text\n\n" + html).tables.first
    #expect(table?.rows == [["1", "2"]])
    #expect(table?.span.firstLine == 6)
    #expect(table?.rowSpans.map(\.firstLine) == [9])
    let listed = read("- item\n\n  <table><tr><th>a<th>b<tr><td>1<td>2</table>\n").tables
    #expect(listed.map(\.span.firstLine) == [3])
  }

  @Test func `a piece of HTML is wanted whole`() {
    let text =
      "Text\n\n<div class=\"sidebar\">Short <a href=/a>one</a></div>\n\n<ul><li><a href=/x>L</a></ul>\n"
    #expect(read(text).paragraphs.map(\.text) == ["Text", "Short one"])
    #expect(read(text).lists.count == 1)
  }

  @Test(arguments: [
    ("| a | b |", 2), ("a | b", 2), ("| a |", 1), ("|", 1), ("a \\| b", 0), ("| a | b", 2), ("|a||", 2),
    ("> | a | b |", 2),
    ("  || a |", 2),
  ])
  func `cells are counted as they are read`(line: String, count: Int) {
    let bytes = Array(line.utf8)
    let depth = line.hasPrefix(">") ? 1 : 0
    let content = MarkdownPipeRows.content(bytes[...], quoteDepth: depth)
    #expect(MarkdownPipeRows.cells(content)?.count ?? 0 == count)
    #expect(MarkdownPipeRows.cellCount(bytes, bytes.indices, quoteDepth: depth) == count)
  }
}

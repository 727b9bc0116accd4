import BriefingModel
import Testing

@testable import BriefingExtraction

/// Tables as the HTML standard builds and lays them out.
@Suite struct HTMLTableTests {
  private func tables(_ html: String) -> [Table] {
    HTMLReader.read(SourceLines("<body><p>Text</p>\(html)"), path: "a.html").tables
  }

  /// What the parser makes of markup that breaks the rules.
  @Test(
    arguments: [
      ("<table><th>a<th>b<tr><td>c<td>d</table>", ["a", "b"], [["c", "d"]]),
      ("<table><tbody><tr><th>a</th><th>b<tr><td>c<td>d<td></table>", ["a", "b", ""], [["c", "d", ""]]),
      ("<table><thead><th>a<th>b<tbody><td>c<td>d</table>", ["a", "b"], [["c", "d"]]),
      (
        "<table><colgroup><col><col></colgroup><tr><th>a<th>b</tr><tr><td>c<td>d</tr></table>", ["a", "b"],
        [["c", "d"]]
      ),
      ("<table><tr><th>a<th>b<tr><td><p>c</td><td>d</p></table>", ["a", "b"], [["c", "d"]]),
      (
        "<table><tr><th>a<th>b</tr></tbody></tbody><tr><td>c</th><td>d</caption></table>", ["a", "b"],
        [["c", "d"]]
      ),
      ("<table><tr><th>a<th><b>b<tr><td>c<td>d</table>", ["a", "b"], [["c", "d"]]),
      ("<table><tr><th>a<th>b<tr><td><select><option>x</select>c<td>d</table>", ["a", "b"], [["c", "d"]]),
      ("<TABLE><TR><TH>a<TH>b<TR><TD>c<TD>d</TABLE>", ["a", "b"], [["c", "d"]]),
      ("<table><tr><th>a&amp;b<th>&#x41;<tr><td>c&nbsp;d<td>&eacute</table>", ["a&b", "A"], [["c d", "é"]]),
      (
        "<table><tfoot><tr><td>e<td>f</tfoot><tr><th>a<th>b<tr><td>c<td>d</table>", ["a", "b"],
        [["c", "d"], ["e", "f"]]
      ),
      ("<table><tr><th>a<th>b<tr><td>c<td>d</table><table><tr><td>x</table>", ["a", "b"], [["c", "d"]]),
    ])
  func `broken markup makes the table that a browser shows`(html: String, header: [String], rows: [[String]])
  {
    let table = tables(html).first
    #expect(table?.header == header)
    #expect(table?.rows == rows)
  }

  @Test func `lines of code in a cell stay lines`() {
    let html =
      "<table><tr><th>n<th>Code<tr><td>1<td>Run <pre>\nx = 1\n  y = 2\n\n</pre> now<tr><td>2<td><pre>7</pre></table>"
    #expect(tables(html).first?.rows == [["1", "Run x = 1\n  y = 2\nnow"], ["2", "7"]])
  }

  @Test func `text between cells stands before the table`() {
    let briefing = HTMLReader.read(
      SourceLines("<body><table>stray<tr><th>a<th>b<tr><td>c<td>d</table>"), path: "a.html")
    #expect(briefing.paragraphs.map(\.text) == ["stray"])
    #expect(briefing.tables.map(\.rows) == [[["c", "d"]]])
  }

  @Test(
    arguments: [
      // A cell that reaches down takes its slot in each row, to the end of its group at most.
      ("<tr><th>a<th>b<tr><td rowspan=2>c<td>d<tr><td>e", [["c", "d"], ["c", "e"]]),
      ("<tr><th>a<th>b<tr><td rowspan=0>c<td>d<tr><td>e<tr><td>f", [["c", "d"], ["c", "e"], ["c", "f"]]),
      ("<tr><th>a<th>b<tbody><tr><td rowspan=9>c<td>d<tbody><tr><td>e<td>f", [["c", "d"], ["e", "f"]]),
      // One that would overlap gives way.
      ("<tr><th>a<th>b<tr><td>c<td rowspan=2>d<tr><td colspan=2>e", [["c", "d"], ["e", "d"]]),
      ("<tr><th>a<th>b<tr><td colspan=2>c<tr><td>d<td>e", [["c", "c"], ["d", "e"]]),
      (
        "<tr><th>a<th>b<tr><td colspan=0>c<td rowspan=-1>d<tr><td colspan=x>e<td>f",
        [["c", "d"], ["e", "f"]]
      ),
      ("<tr><th>a<th>b<tr><td colspan=1000>c<tr><td>d<td>e", [["c", "c"], ["d", "e"]]),
      ("<tr><th>a<th>b<tr><td>c<tr><td>d<td>e", [["c", ""], ["d", "e"]]),
      ("<tr><th>a<th>b<tr><td><td><tr><td>d<td>e", [["d", "e"]]),
    ])
  func `cells take the slots of the table model`(html: String, rows: [[String]]) {
    #expect(tables("<table>\(html)</table>").map(\.rows) == [rows])
  }

  @Test(
    arguments: [
      (
        "<thead><tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d</thead><tr><td>1<td>2<td>3",
        ["a", "b c", "b d"], nil
      ),
      ("<tr><th colspan=2>Title<tr><th>a<th>b<tr><td>1<td>2", ["a", "b"], "Title"),
      ("<thead><tr><th colspan=2>Title</thead><tr><th>a<th>b<tr><td>1<td>2", ["a", "b"], "Title"),
      ("<tr><th colspan=2>Title<tr><th>a<td>1<tr><th>b<td>2", [], "Title"),
      ("<tr><th>a<td>1<tr><th>b<td>2", [], nil),
      ("<tr><td><th>a<th>b<tr><th>c<td>1<td>2", ["", "a", "b"], nil),
      ("<thead><tr><th>a<th>b<tr><td>1<td>2</thead>", ["a", "b"], nil),
      ("<caption>Title</caption><tr><td>a<td>1<tr><td>b<td>2", [], "Title"),
    ] as [(String, [String], String?)])
  func `header and caption`(html: String, header: [String], caption: String?) {
    let table = tables("<table>\(html)</table>").first
    #expect(table?.header == header)
    #expect(table?.caption == caption)
  }

  @Test func `a caption that was left open and so holds the table is no caption of it`() {
    let figure = "<figure><figcaption>Sums</figca><table><tr><th>a<th>b<tr><td>1<td>2</table></figure>"
    let briefing = HTMLReader.read(SourceLines("<body><p>Text</p>\(figure)"), path: "a.html")
    #expect(briefing.tables.map(\.rows) == [[["1", "2"]]])
  }

  @Test func `a figure's caption goes to its table`() {
    let figure = "<figure><table><tr><th>a<th>b<tr><td>1<td>2</table><figcaption>Costs</figcaption></figure>"
    let briefing = HTMLReader.read(SourceLines("<body><p>Text</p>\(figure)"), path: "a.html")
    #expect(briefing.tables.map(\.caption) == ["Costs"])
    #expect(briefing.paragraphs.map(\.text) == ["Text"])
  }

  @Test(arguments: [
    "<table><tr><td><a href=/a>One</a><td><a href=/b>Two</a><tr><td><a href=/c>Three</a><td><a href=/d>Four</a></table>",
    "<table><tr><td><p>x<td><table><tr><td>y</table><tr><td>z<td>w</table>", "<table></table>",
    "<table><tr><th><th><tr><td><td></table>",
  ])
  func `menus and empty frames are no tables`(html: String) {
    #expect(tables(html).isEmpty)
  }

  @Test func `rows and header know their lines`() {
    let table = tables("\n<table>\n<tr><th>a\n<th>b\n<tr>\n<td>1<td>2\n</tr><tr><td>3<td>4</table>").first
    #expect(table?.span == SourceSpan(firstLine: 2, lastLine: 7))
    #expect(table?.headerSpan?.firstLine == 3)
    #expect(table?.rowSpans.map(\.firstLine) == [5, 7])
  }
}

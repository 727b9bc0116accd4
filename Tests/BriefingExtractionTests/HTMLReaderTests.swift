import BriefingModel
import Foundation
import Testing

@testable import BriefingExtraction

@Suite struct HTMLReaderTests {
  private func read(_ html: String) -> Briefing {
    HTMLReader.read(SourceLines(html), path: "a.html")
  }

  static let page = """
    <!doctype html><html><head><title>Vaccines arrive &#8211; Field Notes</title>
    <meta property="article:published_time" content="2025-12-01T07:15:00+00:00">
    <script>var t = "<table><tr><td>no</td></tr></table>";</script></head><body>
    <nav><ul><li><a href="/">Home</a></li></ul></nav>
    <article><h1>Vaccines arrive</h1>
    <p>By <a href="/a">A. Mensah</a> &middot; 1&nbsp;December&nbsp;2025</p>
    <h2>What <em>changed</em> <a class="headerlink" href="#c">¶</a></h2>
    <p>Six districts &amp; one <b>town</b> began<br>in January.</p>
    <blockquote><p>It works.</p><p>So far.</p></blockquote>
    <ul><li>First: yes
    <li>Second <ol><li>Inner</ol></ul>
    <pre>  a
      b</pre></article>
    <aside><h2>Read more</h2></aside><footer><p>&copy; Field Notes</p></footer></body></html>
    """

  @Test(arguments: [
    "<table><math><mi><![CDATA[o]]>x", "<table><svg><desc><![CDATA[o]]>x",
    "<table><tr><td><svg><foreignObject><![CDATA[--]]>x</table>",
  ])
  func `a marked section in a table does not end the program`(html: String) {
    let briefing = read("<p>Words before it.</p>" + html)
    #expect("\(briefing.sections)".contains("Words before it."))
  }

  @Test func `a page states title, date and source`() {
    let briefing = read(Self.page)
    #expect(briefing.title == "Vaccines arrive")
    #expect(briefing.date == "2025-12-01")
    #expect(briefing.source == "Field Notes")
  }

  @Test func `the article is read and the page around it is not`() throws {
    let briefing = read(Self.page)
    #expect(briefing.headings.map(\.text) == ["What changed"])
    #expect(briefing.paragraphs.map(\.text).last == "Six districts & one town began in January.")
    #expect(briefing.lists.first?.items.map(\.text) == ["First: yes", "Second", "Inner"])
    #expect(briefing.lists.first?.items.map(\.depth) == [0, 0, 1])
    #expect(briefing.lists.first?.items.map(\.span.firstLine) == [10, 11, 11])
    #expect(briefing.tables.isEmpty)
    guard case .quote(let quote) = briefing.blocks[2] else {
      Issue.record("no quotation")
      return
    }
    #expect(quote.paragraphs.map(\.text) == ["It works.", "So far."])
    guard case .code(let code)? = briefing.blocks.last else {
      Issue.record("no code")
      return
    }
    #expect(code.lines == ["  a", "  b"])
  }

  @Test(
    arguments: [
      ("<time datetime=2026-03-06>x</time>", "2026-03-06"),
      ("<p class=byline>By A. B., 6 March 2026</p>", "2026-03-06"),
      ("<p>On 6 March 2026 the minister said that the scheme would end within a year.</p>", nil),
    ] as [(String, String?)])
  func `a date is taken only where it is stated`(html: String, day: String?) {
    let rest = "<p>Long enough a text to be an article about something else.</p>"
    #expect(read("<html><body><h1>Title here</h1>\(html)\(rest)").date == day)
  }

  @Test func `linked data states the day`() {
    let data = "{\"datePublished\": \"2026-03-06T01:00\"}"
    let html = "<html><head><script type=\"application/ld+json\">\(data)</script></head><p>x"
    #expect(read(html).date == "2026-03-06")
  }

  @Test func `spans repeat their text and end with their group`() throws {
    let html = """
      <table><thead><tr><th rowspan=2>R</th><th colspan=2>C</th></tr><tr><th>1</th><th>2</th></tr></thead>
      <tbody><tr><td rowspan=0>N</td><td>a</td><td>b</td></tr><tr><td colspan=2>c</td></tr></tbody>
      <tbody><tr><td rowspan=9>S</td><td>d</td></tr></tbody><tfoot><tr><td>T<td>e<td>f</tfoot></table>
      """
    let table = try #require(read(html).tables.first)
    #expect(table.header == ["R", "C 1", "C 2"])
    #expect(
      table.rows == [["N", "a", "b"], ["N", "c", "c"], ["S", "d", ""], ["T", "e", "f"]])
    #expect(table.rowSpans.map(\.firstLine) == [2, 2, 3, 3])
  }

  @Test func `captions and nested tables are kept`() {
    let html = """
      <table><caption>Cap <b>x</b></caption><tr><th>A<th>B<tr><td>1<br>2<td>
      <table><tr><th>I<th>J<tr><td>3<td>4</table></table>
      """
    let tables = read(html).tables
    #expect(tables.map(\.caption) == ["Cap x", nil])
    #expect(tables.map(\.header) == [["A", "B"], ["I", "J"]])
    #expect(tables.map(\.rows) == [[["1 2", ""]], [["3", "4"]]])
    #expect(tables.map(\.id) == ["t1", "t2"])
  }

  @Test(arguments: [
    "<table role=presentation><tr><th>a<th>b<tr><td>c<td>d</table>",
    "<table><tr><td><h2>Head</h2><p>Text</p><td>side<tr><td>x<td>y</table>",
    "<table><tr><td>one<tr><td>two</table>", "<table><tr><td>one<td>two</table>",
    "<table><tr><td><table><tr><td>x<td>y</table><td>z<tr><td>1<td>2</table>",
  ])
  func `tables that lay out a page are no tables`(html: String) {
    let briefing = read("<html><body><h1>Title</h1><p>Some text before it.</p>\(html)")
    #expect(briefing.tables.isEmpty)
    #expect(briefing.blocks.count >= 2)
  }

  @Test func `a table without header cells has no header`() {
    let table = read("<p>x</p><table><tr><td>a<td>b<tr><td>c<td>d</table>").tables.first
    #expect(table?.header == [])
    #expect(table?.rows == [["a", "b"], ["c", "d"]])
    let bold = read("<p>x</p><table><tr><td><b>a</b><td><b>b</b><tr><td>c<td>d</table>").tables.first
    #expect(bold?.header == ["a", "b"])
  }

  @Test func `huge spans are bounded`() throws {
    let html = "<table>" + String(repeating: "<tr><td colspan=1000 rowspan=65534>x<td>y", count: 700)
    let briefing = read(html)
    let table = try #require(briefing.tables.first)
    #expect(table.rows.count * table.columnCount <= 400_000)
    #expect(briefing.notes.contains { $0.kind == .truncated })
  }

  @Test(arguments: ["<div>", "<svg><g>", "<select>"])
  func `a hundred thousand nested elements are read`(tag: String) {
    let briefing = read("<html><body>" + String(repeating: tag, count: 100_000) + "deep")
    #expect(briefing.blocks.count <= 1)
    #expect(briefing.notes.contains { $0.kind == .truncated })
  }

  @Test(arguments: [
    "<span><div></span>x", "<div><b>x", "<form><div></form>x", "<table><tr><td>x", "<ul><li>x",
    "<a href=x>x", "<blockquote>x", "<b class=x><table><td>x</b></table>", "<h1><b>x", "<object><p>x",
  ])
  func `thousands of elements that are never closed are read`(tag: String) {
    let briefing = read("<html><body><p>first</p>" + String(repeating: tag, count: 4_000))
    #expect(briefing.blocks.count >= 1)
    #expect(briefing.blocks.count <= 4_002)
  }

  @Test func `formatting that is never closed is not made anew for every paragraph`() {
    let page = "<html><body>" + String(repeating: "<b><i><u><p>word", count: 30_000)
    #expect(HTMLTree(Array(page.utf8)).count < 200_000)
    let briefing = read(page)
    #expect(briefing.paragraphs.count == 30_000)
    #expect(briefing.notes.contains { $0.kind == .truncated })
  }

  @Test func `a page of too many tags is read up to a line that is told`() {
    let lines = SourceLines("<html><body>\n<p>one\n<p>two\n<p>three\n")
    let briefing = HTMLReader.read(lines, path: "a.html", mostTags: 4)
    #expect(briefing.paragraphs.map(\.text) == ["one", "two"])
    #expect(briefing.notes.map(\.kind) == [.unread])
    #expect(briefing.notes.first?.span == SourceSpan(line: 4))
    #expect(HTMLReader.read(lines, path: "a.html").paragraphs.count == 3)
  }

  @Test func `lines stay true where nesting was cut`() throws {
    let html = String(repeating: "<div>\n", count: 1_000) + "<p>deep</p>"
    let briefing = read(html)
    #expect(briefing.paragraphs.first?.span == SourceSpan(line: 1_001))
    #expect(briefing.notes.contains { $0.kind == .truncated })
  }

  @Test func `lone CR and CRLF end lines`() {
    let briefing = read("<html><body>\r<h2>A</h2>\r\n<p>one\rtwo</p>\r")
    #expect(briefing.headings.map(\.span.firstLine) == [2])
    #expect(briefing.paragraphs.map(\.span) == [SourceSpan(firstLine: 3, lastLine: 4)])
  }

  @Test(arguments: ["a.txt", "a.md", "a.html"])
  func `documents cut anywhere are read`(path: String) throws {
    var documents = try MarkupSeeds.all.map { [UInt8](try Data(contentsOf: $0)) }
    documents.append(Array(Self.page.utf8))
    documents.append(
      Array("+++\ntitle = \"x\"\n+++\n# A {#a}\n\n> | é | b |\n> |---|---|\n> | 1 | 2 |\n\n[^1]: x\n".utf8))
    #expect(documents.count >= 7)
    for document in documents {
      for end in stride(from: 0, to: document.count, by: 97) {
        let opened = BriefingReader.read(Array(document[..<end]), path: path)
        let count = opened.lines.count
        let spans = opened.briefing.blocks.map(\.span)
        #expect(spans.allSatisfy { $0.firstLine >= 1 && $0.lastLine <= max(1, count) })
      }
    }
  }
}

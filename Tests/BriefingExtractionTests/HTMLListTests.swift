import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct HTMLListTests {
  private func read(_ html: String) -> Briefing {
    HTMLReader.read(
      SourceLines("<body><p>Some words before the list, so that it is not the first:</p>\n\(html)"), path: "a"
    )
  }

  @Test(
    arguments: [
      ("<p>Risks:<br>• Cost<br>\n• Delay of <b>years</b></p>", ["Cost", "Delay of years"]),
      ("<div>1. One<br>2. Two<br>3. Three</div>", ["One", "Two", "Three"]),
      ("<p>- One</p><p>- Two</p>", ["One", "Two"]), ("<p>• One</p>\n<p>• Two</p>", ["One", "Two"]),
      ("<p>（1）甲方</p><p>（2）乙方</p>", ["甲方", "乙方"]), ("<ul><li>• One<li>▪ Two</ul>", ["One", "Two"]),
      ("<dl><dt>Cost<dd>High<dt>Delay:<dd>Some<dd>More</dl>", ["Cost: High", "Delay: Some More"]),
      ("<dl><dt>A<dt>B<dd>Both</dl>", ["A, B: Both"]),
      ("<dl><div><dt>A</dt><dd>One</dd></div></dl>", ["A: One"]),
      ("<ol><li>One<ul><li>In</ul><li>Two</ol>", ["One", "In", "Two"]),
      (
        "<ul><li><p>One</p><p>more</p></li><li><details><summary>S</summary>T</details></ul>",
        ["One more", "S T"]
      ),
    ])
  func `lists of every make have their items`(html: String, items: [String]) {
    #expect(read(html).lists.map { $0.items.map(\.text) } == [items])
  }

  @Test(arguments: [
    ("<ol start=5><li>e<li>f</ol>", ["5.", "6."]),
    ("<ol><li>a<li value=' 7'>b<li>c</ol>", ["1.", "7.", "8."]),
    ("<ol reversed><li>a<li>b<ul><li>c</ul></ol>", ["2.", "1.", nil]),
    ("<ol type=a start=27><li>a</ol>", ["aa."]), ("<ol type=I start=4><li>a<li>b</ol>", ["IV.", "V."]),
    ("<ol type=i><li value=0>a</ol>", ["0."]),
    ("<ol start=x><li value=2147483647>a<li>b</ol>", ["2147483647.", "2147483648."]),
    ("<ul><li value=3>a<ol start=2><li>b</ol><li>c</ul>", [nil, "2.", nil]),
    ("<ol><li>a<ol><li>b<li>c</ol><li>d</ol>", ["1.", "1.", "2.", "2."]),
    ("<p>5. One<br>6. Two</p>", ["5.", "6."]), ("<p>b) One</p><p>c) Two</p>", ["b)", "c)"]),
    (
      "<ul><li><input type=checkbox> a<li><label><input checked type=CHECKBOX>b</label><li>c</ul>",
      ["[ ]", "[x]", nil]
    ),
    ("<ul><li>[x] a<li>✓ b<li>☐ c<li>• d</ul>", ["[x]", "✓", "☐", nil]),
    ("<ul><li>a <input type=checkbox><li><input type=text>b</ul>", [nil, nil]),
  ])
  func `numbers and boxes are kept`(html: String, markers: [String?]) {
    #expect(read(html).lists.flatMap { $0.items.map(\.marker) } == markers)
  }

  @Test(arguments: [
    (
      "<ol><li>Write:<pre>def f():\n  return</pre>then <b>save</b><li>Run</ol>",
      ["0 1. Write:", "` def f():|  return", "then save", "0 2. Run"]
    ),
    (
      "<ol><li>See<table><tr><th>a<th>b<tr><td>1<td>2</table><li>Done</ol>",
      ["0 1. See", "| a b 1 2", "0 2. Done"]
    ),
    (
      "<ul><li>One<ul><li>In<pre>c</pre><li>On</ul><li>Two</ul>",
      ["0 - One", "1 - In", "` c", "1 - On", "0 - Two"]
    ),
    ("<ol><li><pre>c</pre>words<li>b</ol>", ["` c", "0 1. words", "0 2. b"]),
    ("<dl><dt>ls<dd>Type <pre>ls -l</pre><dt>cd<dd>Go</dl>", ["0 - ls: Type", "` ls -l", "0 - cd: Go"]),
    (
      "<ol><li>He said<blockquote><p>Yes.<ul><li>in it</ul></blockquote>and left<li>b</ol>",
      ["0 1. He said", "> Yes.", "0 - in it", "and left", "0 2. b"]
    ),
  ])
  func `what stands in an item is read at its item`(html: String, blocks: [String]) {
    #expect(BlockLines.of(read(html)).dropFirst() == blocks[...])
  }

  @Test(arguments: [
    "<p>2024 was warm.<br>2025 was not.</p>", "<p>1. One</p><p>Words</p><p>3. Three</p>", "<p>– One only</p>",
    "<p>— Dijo él</p><p>— Dijo ella</p>", "<p>1. One<br>5. Five</p>", "<p>3.5 m<br>4.5 m</p>",
  ])
  func `lines that are no items stay text`(html: String) {
    #expect(read(html).lists.isEmpty)
  }

  @Test func `hand-made items have their lines, labels, marks and introduction`() throws {
    let list = try #require(read("<p>Main risks:<br>\n• <b>Cost</b>: high<br>\n• Delay</p>").lists.first)
    #expect(list.intro == "Main risks:")
    #expect(list.items.map(\.span.firstLine) == [3, 4])
    #expect(list.items.map(\.label) == ["Cost", nil])
    #expect(list.items.first?.content.marks == [InlineMark(kind: .strong, range: 0..<4)])
  }

  @Test func `a few words in bold introduce a list`() {
    #expect(
      read("<p><strong>Benefits</strong></p><ul><li>One<li>Two</ul>").lists.map(\.intro) == ["Benefits"])
    #expect(read("<p><strong>Bold</strong> and not</p><ul><li>One<li>Two</ul>").lists.map(\.intro) == [nil])
  }
}

import BriefingModel
import Testing

@testable import BriefingExtraction

/// What programs that make sites put into Markdown, and front matter in its forms.
@Suite struct MarkdownDressingTests {
  private func read(_ text: String) -> Briefing {
    MarkdownReader.read(SourceLines(text), path: "a.md")
  }

  @Test(
    arguments: [
      (":::tip Title\n\nText\n\n:::\n", ["Title", "Text"]), (":::note[Title]\nText\n:::\n", ["Title Text"]),
      ("::: {.callout-note}\nText\n:::\n", ["Text"]),
      ("!!! warning \"Title\"\n    Text\n\n    More\n\nEnd\n", ["Title Text", "More", "End"]),
      ("{% include a.html %}\n\nText {% if x %}y{% endif %}\n", ["Text y"]),
      ("{{< figure\n  src=a >}}\n\nText\n", ["Text"]),
      ("Text {{% ref \"a\" %}}.\n{: .lead}\n", ["Text ."]), ("[a](b){:target=\"_blank\"} c\n", ["a c"]),
      ("[a](b){ .button }\n", ["a"]),
      ("[TOC]\n\nText\n", ["Text"]), ("import A from '@a/b';\n\nText\n", ["Text"]),
      ("See [[Page|the page]] and [[Other]].\n", ["See the page and Other."]),
      ("```{note}\nText\n```\n", ["Text"]), ("- [x] done\n", []),
    ])
  func `marks for other programs are left out, their text stays`(text: String, paragraphs: [String]) {
    #expect(read(text).paragraphs.map(\.text) == paragraphs)
  }

  @Test(arguments: [
    "Import duties from China rose.\n", "A set {1, 2} and {% of 3.\n", "{{ site.title }} is shown\n",
    "Nota [[1]](http://x) y\n",
    "Time 10:30 ::: end\n", "!important to see\n", "Is it so?? Yes.\n", "Costs {: and more\n",
  ])
  func `text that only looks so stays`(text: String) {
    let words = read(text).paragraphs.map(\.text).joined()
    #expect(words == text.replacing("\n", with: "").replacing("[[1]](http://x)", with: "[1]"))
    #expect(read(text).notes.isEmpty)
  }

  @Test func `code is not undressed`() {
    let briefing = read("```\n{% raw %}\n:::\n```\n\n{% highlight c %}\nint a;\n{% endhighlight %}\n\nEnd\n")
    let code = briefing.blocks.compactMap { if case .code(let code) = $0 { code.lines } else { nil } }
    #expect(code == [["{% raw %}", ":::"], ["int a;"]])
    #expect(briefing.paragraphs.map(\.text) == ["End"])
  }

  @Test func `lines stay true and one note counts the marks`() {
    let briefing = read("# T\n\n:::tip\nText\n:::\n\n## H\n\n| [[a|b]] | c |\n|---|---|\n| 1 | 2 |\n")
    #expect(briefing.headings.map(\.span.firstLine) == [7])
    #expect(briefing.tables.first?.header == ["b", "c"])
    #expect(briefing.notes.map(\.kind) == [.furniture])
    #expect(briefing.notes.first?.span.firstLine == 3)
  }

  @Test(arguments: [
    "{\n  \"title\": \"A: b\",\n  \"publishDate\": \"2026-03-06\",\n  \"source\": {\"name\": \"The Post\"}\n}\n\nText",
    "% A: b\n% Jane Doe\n% March 6, 2026\n\nText",
    "Title: A: b\nPub-Date: 6 March 2026\nSource: The Post\n\nText",
    "---\nTitle: \"A: b\"\npublished_at: 2026-03-06 10:00\n---\nText",
    "---\ntitle: |\n  A: b\ndate:\n  2026-03-06\n---\nText",
    "+++\ntitle = 'A: b'\npubDate = 2026-03-06T01:00:00Z\n+++\nText",
  ])
  func `front matter has many forms`(text: String) {
    let briefing = read(text)
    #expect(briefing.title == "A: b")
    #expect(briefing.date == "2026-03-06")
    #expect(briefing.paragraphs.map(\.text) == ["Text"])
  }

  @Test(arguments: ["{ \"a\": 1 } is an object\n", "Note: this\nand: that\n", "%50 of it\n", "Title: only\n"])
  func `a text that begins so has no front matter`(text: String) {
    #expect(read(text).paragraphs.count == 1)
    #expect(read(text).title == nil)
  }

  @Test func `terms and their meanings are a list`() throws {
    let list = try #require(read("Before\n\nCost\n: High\n  and rising\nDelay\n: *Some*\n").lists.first)
    #expect(list.items.map(\.text) == ["Cost: High and rising", "Delay: Some"])
    #expect(list.items.map(\.label) == ["Cost", "Delay"])
    #expect(
      list.items.map(\.span) == [
        SourceSpan(firstLine: 3, lastLine: 5), SourceSpan(firstLine: 6, lastLine: 7),
      ])
  }
}

import BriefingModel
import Testing

@testable import BriefingExtraction

/// What stands within lines of HTML and Markdown and changes what they say.
@Suite struct MarkupPhrasesTests {
  private func html(_ html: String) -> Briefing {
    HTMLReader.read(
      SourceLines("<body><p>Words before it, so that it is not alone.</p>\n\(html)"), path: "a.html")
  }

  private func markdown(_ text: String) -> Briefing { MarkdownReader.read(SourceLines(text), path: "a.md") }

  @Test(arguments: [
    ("10<sup>6</sup> people", "10⁶ people"), ("5 m<sup>2</sup>, 10<sup>-3</sup>", "5 m², 10⁻³"),
    ("H<sub>2</sub>O and C<sub>n</sub>H<sub>2n+2</sub>", "H₂O and C_nH_(2n+2)"),
    ("e<sup>x</sup>, 2<sup>k/2</sup>, x<sup>n+1</sup>", "e^x, 2^(k/2), xⁿ⁺¹"), ("T<sub>max</sub>", "T_max"),
    ("the 1<sup>st</sup> and XVIII<sup>e</sup>", "the 1st and XVIIIe"), ("Brand<sup>TM</sup>", "BrandTM"),
    ("in 2025<sup><a href='#fn1'>1</a></sup>.", "in 2025¹."),
    ("it<sup><a href='#fn1'>[1]</a></sup>.", "it[1]."),
    ("it<sup>1,2</sup>", "it¹,²"),
    ("a<sup>long words that stand above</sup>", "along words that stand above"),
    ("x<sup></sup>y", "xy"),
  ])
  func `what is raised or lowered says so`(text: String, shown: String) {
    #expect(html("<p>\(text)</p>").paragraphs.last?.text == shown)
    #expect(html("<ul><li>\(text)</ul>").lists.first?.items.first?.text == shown)
    #expect(html("<h2>\(text)</h2>").headings.first?.text == shown)
    #expect(html("<table><tr><th>a<th>b<tr><td>\(text)<td>1</table>").tables.first?.rows == [[shown, "1"]])
    if !text.contains("<a") { #expect(markdown(text + "\n").paragraphs.first?.text == shown) }
  }

  @Test func `marks keep their place behind an exponent`() {
    let content = html("<p>2<sup><i>k</i>/2</sup> and <b>bold</b></p>").paragraphs.last?.content
    #expect(content?.text == "2^(k/2) and bold")
    #expect(
      content?.marks == [
        InlineMark(kind: .emphasis, range: 3..<4), InlineMark(kind: .strong, range: 12..<16),
      ])
  }

  @Test(arguments: [
    "Jane Doe<br>12 High St<br/>London", "Jane Doe<br>\n<br class=x> 12 High St <br>London<br>",
  ])
  func `a line that the page ends stays a line`(text: String) {
    for content in [
      html("<p>\(text.replacing("\n<br class=x>", with: ""))</p>").paragraphs.last?.content,
      html("<ul><li>\(text)</ul>").lists.first?.items.first?.content,
    ] {
      #expect(content?.text == "Jane Doe 12 High St London")
      #expect(content?.textInLines == "Jane Doe\n12 High St\nLondon")
    }
  }

  @Test func `hard breaks of Markdown stay lines, soft ones do not`() {
    let briefing = markdown("Jane  \n12 High\nSt\\\nLondon<br>UK\n\nTitle  \nof it\n===\n\n> a  \n> b\n")
    #expect(briefing.paragraphs.first?.content.textInLines == "Jane\n12 High St\nLondon\nUK")
    #expect(briefing.paragraphs.first?.text == "Jane 12 High St London UK")
    #expect(briefing.title == "Title of it")
    guard case .quote(let quote)? = briefing.blocks.last else {
      Issue.record("no quotation")
      return
    }
    #expect(quote.paragraphs.map(\.textInLines) == ["a\nb"])
  }

  @Test func `what is deleted in a cell stands between signs`() {
    #expect(
      html("<table><tr><th>a<th>b<tr><td>$<del>500</del> 600<td><s></s>1</table>").tables.first?.rows
        == [["$~~500~~ 600", "1"]])
    #expect(
      markdown("| a | b |\n|--|--|\n| ~~9~~ 10 | <del>x</del> y |\n").tables.first?.rows == [
        ["~~9~~ 10", "~~x~~ y"]
      ])
    let marks = markdown("Was <del>9</del> 10.\n").paragraphs.first?.content.marks
    #expect(marks == [InlineMark(kind: .strikethrough, range: 4..<5)])
  }

  @Test(arguments: [
    ("<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>を", "漢(かん)字(じ)を"),
    ("<ruby>漢<rp>（</rp><rt>かん</rt><rp>）</rp></ruby>", "漢（かん）"), ("<ruby>漢<rt></rt></ruby>", "漢"),
  ])
  func `the reading of a word stands in brackets`(text: String, shown: String) {
    #expect(html("<p>\(text)</p>").paragraphs.last?.text == shown)
    #expect(html("<h2>\(text)</h2>").headings.first?.text == shown)
  }

  @Test func `a formula is read by what it says of itself`() {
    let formula = "<math alttext='x^2 = y'><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mi>y</mi></math>"
    #expect(html("<p>So \(formula) holds.</p>").paragraphs.last?.text == "So x^2 = y holds.")
    #expect(html("<ul><li>So \(formula) holds.</ul>").lists.first?.items.first?.text == "So x^2 = y holds.")
    #expect(html("<p>\(formula)</p>").paragraphs.last?.text == "x^2 = y")
  }

  @Test func `images are told by their descriptions`() {
    let briefing = html(
      "<figure><img src=a alt='A chart of\nload'><figcaption>F</figcaption></figure><img alt=''>")
    #expect(briefing.notes.map(\.message) == ["An image is not shown: A chart of load"])
    #expect(briefing.notes.first?.kind == .omitted)
    #expect(
      html("<table><tr><th>a<th>b<tr><td><img alt=yes><td>1<img alt=no></table>").tables.first?.rows == [
        ["yes", "1"]
      ])
  }

  @Test func `who said it stands below a quotation`() {
    let briefing = html(
      "<blockquote><p>To be or not to be.</p><footer>— Hamlet</footer></blockquote><p>End</p>")
    #expect(BlockLines.of(briefing).dropFirst() == ["> To be or not to be.", "> — Hamlet", "End"])
  }

  @Test(arguments: [
    "<blockquote>A<ul><li>B</ul><blockquote>C</blockquote><pre>D</pre><table><tr><th>E<th>F<tr><td>1<td>2</table></blockquote><p>G</p>",
    "> A\n>\n> - B\n>\n> > C\n>\n> ```\n> D\n> ```\n>\n> | E | F |\n> |---|---|\n> | 1 | 2 |\n\nG\n",
  ])
  func `what stands in a quotation says so`(text: String) {
    let briefing = text.hasPrefix("<") ? html(text) : markdown(text)
    #expect(briefing.blocks.suffix(6).map(\.quoteDepth) == [1, 1, 2, 1, 1, 0])
  }
}

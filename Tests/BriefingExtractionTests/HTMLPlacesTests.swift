import BriefingModel
import CGumbo
import Testing

@testable import BriefingExtraction

/// Runs of text that the parser sees a sign of are text like any other.
@Suite struct HTMLPlacesTests {
  private static let pieces = [
    "Words of a run long enough", "short", " ", "\n", "&amp;", "&notit; and more words", "&#65;bcdefghijkl",
    "&#xEDC9;", "\u{EDC9} with some words", "&copy;right and words", "a < b but no tag", "<b>", "</b>", "<p>",
    "</p>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<i>", "</i>", "<br>", "<li>",
    "<ul>", "</ul>", "<a href='x y'>", "</a>", "<select><option>", "</select>", "<textarea>words in a field",
    "</textarea>", "<title>A title of words", "</title>", "<svg><text>drawn words here", "</svg>",
    "<!-- a comment of words -->", "<?php echo 'words' > more words", "</ no name> words behind it",
    "<script>var words = 'some words'</script>", "<style>p { color: red }</style>", "<plaintext>",
    "Ünïcode wörds in a rün", "\u{7F}control sign words", "C1 \u{85} control words", "\u{FFFE} no character",
    "\u{1FFFF} no character either", "nbsp\u{A0}words\u{A0}\u{A0}here", "\u{0}null words and more",
    "\r\nwords",
    "<h2 class='x'>", "</h2>", "<pre>\n  words  in \t code", "</pre>", "<colgroup>words in it",
    "<template>words within", "</template>", "港口的风险和收益都很重要", "emoji 😀 among the words",
    "<caption>words above rows", "<math><mi>x", "<![CDATA[ words > words ]]>", "<<!-- a -->words in no tag",
    "<body class=y>", "</body>",
  ]

  private static func page(_ seed: Int) -> [UInt8] {
    var random = GeneratedRandom(seed: UInt64(seed * 101))
    return Array((0..<random.number(1...40)).map { _ in random.pick(pieces) }.joined().utf8)
  }

  @Test(arguments: 0..<20)
  func `the tree is that of the whole text`(group: Int) {
    for seed in (group * 40)..<(group * 40 + 40) {
      let page = Self.page(seed)
      let whole = HTMLTree(page, replacesRuns: false)
      let tree = HTMLTree(page)
      #expect(tree.count == whole.count, "seed \(seed)")
      guard tree.count == whole.count else { continue }
      for index in 0..<whole.count {
        let (node, other) = (tree.nodes[index], whole.nodes[index])
        #expect(node.tag == other.tag && node.isText == other.isText && node.parent == other.parent)
        #expect(node.end == other.end && node.flags == other.flags && node.ink == other.ink, "seed \(seed)")
        #expect(tree.text(index) == whole.text(index), "seed \(seed)")
        #expect(tree.source(index) == whole.source(index), "seed \(seed)")
        #expect(tree.endTag(index) == whole.endTag(index), "seed \(seed)")
      }
    }
  }

  @Test(arguments: 0..<20)
  func `white space beside blocks makes no difference to what is read`(group: Int) {
    for seed in (group * 40)..<(group * 40 + 40) {
      let lines = SourceLines(utf8: Self.page(seed))
      // But for the line of white space that a block's span may begin with.
      func read(dropsBlanks: Bool) -> String {
        let briefing = HTMLReader.read(lines, path: "a.html", dropsBlanks: dropsBlanks)
        return "\(briefing)".replacing(/SourceSpan\(first: \d+/, with: "")
      }
      #expect(read(dropsBlanks: true) == read(dropsBlanks: false), "seed \(seed)")
    }
  }

  @Test func `white space between blocks takes no node, but stands in preformatted text and between words`() {
    let list = "<ul>\n  <li>Ships</li>\n  <!-- boats -->\n  <li><b>Boats</b>\n  </li>\n</ul>\n"
    #expect(HTMLTree(Array(list.utf8)).nodes.count { $0.isText } == 2)
    let code = "<pre><p>\n  <i>Ships</i></pre>"
    #expect(HTMLTree(Array(code.utf8)).nodes.count { $0.isText } == 2)
    let words = "<p><b>Ships</b> <i>and</i>\n<!-- more --> <b>boats</b></p>"
    let briefing = HTMLReader.read(SourceLines(words), path: "a.html")
    #expect(briefing.paragraphs.map(\.text) == ["Ships and boats"])
    let control = HTMLTree(Array("<p>\u{7}</p>\u{1B}<p>".utf8))
    #expect(control.nodes.count { $0.isText } == 2)
  }

  @Test func `words around entities and signs are kept`() {
    let page = "<p>Ships &amp; boats of the coast guard &mdash; \u{EDC9} and some &#xEDC9; more"
    let briefing = HTMLReader.read(SourceLines(page), path: "a.html")
    #expect(
      briefing.paragraphs.map(\.text) == [
        "Ships & boats of the coast guard — \u{EDC9} and some \u{EDC9} more"
      ])
  }
}

import BriefingModel
import Testing

@testable import BriefingExtraction

/// Which part of a page is its article, and what of that is left out.
@Suite struct HTMLContentTests {
  private func read(_ html: String) -> Briefing {
    HTMLReader.read(SourceLines(html), path: "a.html")
  }

  private static let first =
    "<p>The regional grid operator connected four storage sites this spring, and the first figures show "
    + "that they answered every call within a second.</p>"
  private static let second =
    "<p>Engineers had expected the cold to slow them down; instead the heat of July turned out to be the "
    + "harder test, because the cooling took a tenth of what was stored.</p>"

  private func texts(_ html: String) -> [String] {
    read("<html><head><title>Storage at the grid</title></head><body>\(html)</body></html>")
      .paragraphs.map { String($0.text.prefix(12)) }
  }

  @Test func `an article without any mark is told by its prose`() {
    let teasers = (1...8).map {
      "<div><h3><a href=/\($0)>Another story of the day</a></h3><p>Its first words here.</p></div>"
    }
    let menu = "<div><a href=/a>Home</a> <a href=/b>World</a> <a href=/c>Sport</a></div>"
    let html =
      "\(menu)<table><tr><td>\(menu)</td><td><div><h1>Storage at the grid</h1>\(Self.first)\(Self.second)</div>"
      + "</td><td>\(teasers.joined())</td></tr></table>"
    #expect(texts(html) == ["The regional", "Engineers ha"])
    #expect(read(html).headings.isEmpty)
  }

  @Test func `an article says by its name where its text is`() {
    let html =
      "<div class=entry-content>\(Self.first)\(Self.second)</div><div><p>A teaser that is long enough to "
      + "be taken for a paragraph of the article that stands beside it.</p></div>"
    #expect(texts(html) == ["The regional", "Engineers ha"])
  }

  @Test(arguments: [
    "<div class='related-posts'><p>Words in a box.</p></div>",
    "<div class=newsletterSignup><p>Words in a box.</p></div>",
    "<div id=comments><p>Words in a box.</p></div>", "<form><p>Words in a box.</p><input></form>",
    "<div role=complementary><p>Words in a box.</p></div>", "<div hidden><p>Words in a box.</p></div>",
    "<div aria-hidden=true><p>Words in a box.</p></div>",
    "<div style='display: none'><p>Words in a box.</p></div>",
    "<p><span class='sr-only'>Words in a box.</span></p>", "<template><p>Words in a box.</p></template>",
    "<noscript><p>Words in a box.</p></noscript>", "<p>Share this article</p>",
  ])
  func `what is beside the article is left out`(box: String) {
    #expect(
      texts("<article>\(Self.first)\(box)\(Self.second)</article>") == ["The regional", "Engineers ha"])
  }

  @Test(arguments: [
    "<div class='has-sidebar no-ads'>PROSE</div>", "<div class=paywall>PROSE</div>",
    "<div class='content with-share'>PROSE</div>", "<form>PROSE</form>", "<div aria-hidden=true>PROSE</div>",
    "<body style='display:none'>PROSE</body>", "<div class=related>PROSE</div>",
    "<details><summary>PROSE</details>",
  ])
  func `a name does not take the article away`(html: String) {
    let prose = Self.first + Self.second
    #expect(texts(html.replacing("PROSE", with: prose)) == ["The regional", "Engineers ha"])
  }

  @Test func `readers' comments are left out though they are longer than the article`() {
    let comments = String(repeating: Self.second, count: 9)
    let html = "<article>\(Self.first)\(Self.second)<ol class=comment-list>\(comments)</ol></article>"
    #expect(texts(html) == ["The regional", "Engineers ha"])
  }

  @Test func `sections beside the article go with their headings, and a note says so`() {
    let links = "<ul><li><a href=/1>One story</a><li><a href=/2>Another story</a></ul>"
    let html =
      "<article><h1>Storage at the grid</h1>\(Self.first)<h2>What it cost</h2>\(Self.second)"
      + "<h2>Related articles</h2>\(links)<h3><a href=/3>A third</a></h3><p>Short.</p></article>"
    let briefing = read(html)
    #expect(briefing.headings.map(\.text) == ["What it cost"])
    #expect(briefing.lists.isEmpty)
    #expect(briefing.notes.contains { $0.kind == .furniture && $0.message.contains("Related articles") })
  }

  @Test func `an advertisement in the middle does not part the article`() {
    let html = "<article><h2>What it cost</h2>\(Self.first)<h3>Advertisement</h3>\(Self.second)</article>"
    let briefing = read(html)
    #expect(briefing.headings.map(\.text) == ["What it cost"])
    #expect(briefing.sections.last?.blocks.count == 2)
  }

  @Test func `headings that only link elsewhere are teasers`() {
    let teaser = "<h3><a href=/x>A story of another day</a></h3><p>In short.</p>"
    let html =
      "<article>\(Self.first)<h2><a href=#cost>What it cost</a></h2>\(Self.second)\(teaser)\(teaser)</article>"
    #expect(read(html).headings.map(\.text) == ["What it cost"])
  }

  @Test func `lists of links stay where they are sources`() {
    let links = "<ul><li><a href=http://a>Report of the operator</a><li><a href=http://b>Law</a></ul>"
    let html = "<article>\(links)\(Self.first)\(Self.second)<h2>References</h2>\(links)</article>"
    let briefing = read(html)
    #expect(briefing.headings.map(\.text) == ["References"])
    #expect(briefing.lists.map(\.items.count) == [2])
    #expect(briefing.notes.contains { $0.message.contains("Report of the operator") })
  }

  @Test func `a heading may hold its text in a button`() {
    let html =
      "<article>\(Self.first)<h2><button>Costs</button></h2>\(Self.second)<button>Send</button></article>"
    #expect(read(html).headings.map(\.text) == ["Costs"])
    #expect(read(html).paragraphs.count == 2)
  }

  @Test(
    arguments: [
      ("<title>Storage at the grid - The Post</title>", "<h1>The Post</h1>", "Storage at the grid"),
      (
        "<title>x</title><meta property=og:title content='Storage at the grid'>", "<h1>Daily</h1>",
        "Storage at the grid"
      ),
      ("<title>Manual 1.2</title>", "<h1>One</h1><h1>Two</h1><h1>Three</h1>", "Manual 1.2"),
      (
        "<title>x</title><meta property=og:title content='Storage'><meta property=og:site_name content='Post'>",
        "<h1>Storage<span>Post</span></h1>", "Storage"
      ),
      (
        "<title>Storage at the grid | The Post</title>", "<h1>Storage at the grid</h1>", "Storage at the grid"
      ),
    ])
  func `the title is the article's and not the site's`(head: String, heading: String, title: String) {
    #expect(read("<html><head>\(head)</head><body>\(heading)\(Self.first)\(Self.second)").title == title)
  }

  @Test(
    arguments: [
      ("<meta name=article_date_original content='Saturday, December 27, 2014, 12:06 PM'>", "", "2014-12-27"),
      (
        "<script type=application/ld+json>{\"datePublished\" : \"20180619T055000+0900\"}</script>", "",
        "2018-06-19"
      ),
      ("", "<span class='submitted-by'>Submitted on Mon, 2019-01-21 13:49</span>", "2019-01-21"),
      ("", "<p class=info>2023-11-17 20:52:15 <span>来源：</span></p>", "2023-11-17"),
      ("", "<abbr class=published title='2024-05-06T10:00Z'>Monday</abbr>", "2024-05-06"),
      ("", "<p>Last updated <time datetime=2024-05-06>6 May 2024</time></p>", nil),
      ("", "<p>Published 3 May 2024, updated 6 May 2024</p>", "2024-05-03"),
      ("<meta property=article:modified_time content=2024-05-06>", "", nil),
      ("", "<div class=date>03/04/2024</div>", nil),
      ("<script>var x = {\"datePublished\": \"2020-01-01\"}</script>", "", nil),
    ] as [(String, String, String?)])
  func `the day is that of publication`(head: String, line: String, day: String?) {
    let html = "<html><head>\(head)</head><body><article><h1>Storage</h1>\(line)\(Self.first)\(Self.second)"
    #expect(read(html).date == day)
  }

  @Test func `a day beside the title counts though the text begins below it`() {
    let html =
      "<div class=top><p>Thursday, 1 January 2026</p></div><div class=head><h1>Storage</h1><div>2 May 2024</div></div>"
      + "<div class=article-body>\(Self.first)\(Self.second)</div>"
    #expect(read("<html><head><title>Storage</title></head><body>\(html)").date == "2024-05-02")
  }

  @Test func `a day that could be two is a note`() {
    let briefing = read(
      "<article><h1>Storage</h1><p class=date>03/04/2024</p>\(Self.first)\(Self.second)</article>")
    #expect(briefing.date == nil)
    #expect(briefing.notes.contains { $0.kind == .ambiguousDate })
  }

  @Test func `short paragraphs in bold are the headings of a page that has no others`() {
    let html =
      "<article><h1>Storage</h1><p><b>What it cost</b></p>\(Self.first)<p><strong>Who pays</strong></p>\(Self.second)</article>"
    #expect(read(html).headings.map(\.text) == ["What it cost", "Who pays"])
    #expect(read(html).headings.map(\.level) == [2, 2])
    #expect(
      read(html.replacing("Storage</h1>", with: "Storage</h1><h2>Own</h2>")).headings.map(\.text) == ["Own"])
    #expect(read(html.replacing("Who pays", with: "Nobody pays.")).headings.isEmpty)
  }

  // MARK: - What is not parsed

  @Test func `scripts, comments and attributes do not move the lines`() {
    let html =
      "<html><head><script>\nif (a < b) { x = '<p>no</p>' }\n</script>\n<!-- a\nb <p>no</p> -->\n<style>\np{}\n</style>"
      + "\n</head><body onload='x>y'\n data-a=1>\n<p data-x='<p>' class=a\n title=b>One</p>\n<script><!-- <script>\n"
      + "</script> no --></script>\n<p>Two</p>"
    let briefing = read(html)
    #expect(briefing.paragraphs.map(\.text) == ["One", "Two"])
    #expect(briefing.paragraphs.map(\.span) == [SourceSpan(line: 12), SourceSpan(line: 15)])
  }

  @Test(arguments: [
    "<p a='\"' b=\"'>\" c=>One", "<p a=b/c d = 'e>' >One", "<p =x />One", "<P A=B\tCLASS=x>One",
  ])
  func `attributes end where the standard ends them`(html: String) {
    #expect(read("<body>\(html)</p><p>Two").paragraphs.map(\.text) == ["One", "Two"])
  }

  @Test func `a script that never ends takes the rest`() {
    #expect(read("<body><p>One<script>x<p>no").paragraphs.map(\.text) == ["One"])
  }
}

import BriefingExtraction
import BriefingModel
import Testing

/// What whole pages look like once a scraper has been over them.
@Suite struct PlainTextScrapedTests {
  private func read(_ text: String) -> Briefing { PlainTextReader.read(SourceLines(text), path: "a.txt") }

  private let prose =
    "This is a paragraph of ordinary prose that ends as sentences do, and it is long enough to be one."

  // MARK: Rows broken over lines

  @Test func `a row goes on over lines until the next that begins with a bar`() {
    let found = read(
      "\(prose)\n| Claim |\nAssertion |\n| Coached claims |\nSmugglers teach what to say |\n"
        + "| Magnet effect |\nIt encourages migration |\n\(prose)")
    #expect(found.tables.map(\.form) == [.pipe])
    #expect(found.tables.first?.header == ["Claim", "Assertion"])
    #expect(
      found.tables.first?.rows == [
        ["Coached claims", "Smugglers teach what to say"], ["Magnet effect", "It encourages migration"],
      ])
    #expect(found.tables.first?.rowSpans.first == SourceSpan(firstLine: 4, lastLine: 5))
  }

  @Test func `a row that broke within is joined to the width that the rule tells`() {
    let found = read(
      "\(prose)\nTerm | Meaning | Mapped to |\n---|---|---|\nrole | what a user may do | a name |\n"
        + "scope | what a token allows |\nanother name |\n\(prose)")
    #expect(found.tables.first?.rows.last == ["scope", "what a token allows", "another name"])
    #expect(found.tables.first?.rows.count == 2)
    #expect(found.notes.isEmpty)
  }

  @Test func `blank lines part the rows where each cell has a line`() {
    let found = read(
      "# A title\n\n## Staff\n\n\(prose)\n\nElement |\nPlan |\n\n**Triple capacity** |\n3,000 officers |\n\n"
        + "**Training** |\nBetter decisions |\n\n\n### Judges\n\n\(prose)\n")
    #expect(found.tables.first?.header == ["Element", "Plan"])
    #expect(
      found.tables.first?.rows == [["Triple capacity", "3,000 officers"], ["Training", "Better decisions"]])
    #expect(found.headings.map(\.text) == ["Staff", "Judges"])
  }

  @Test func `only the first row may begin with a bar`() {
    let found = read(
      "\(prose)\n\n| Option | Gains | Losses |\n|---|---|---|\n**Local** |\nsimple, cheap | lost at a restart |\n"
        + "**Remote** |\nshared by all | slow to answer |\n\n\(prose)")
    #expect(found.tables.first?.rows.map { $0[0] } == ["Local", "Remote"])
    #expect(found.tables.first?.rows.allSatisfy { $0.count == 3 } == true)
  }

  @Test func `rows that merely lost a cell stay rows`() {
    let found = read(
      "\(prose)\nSystem | Launch | Limit |\n---|---|---|\nFast | 2023 | 5,000 |\nBarq | 10,000 |\n"
        + "Nudge | 2024 | 2,500 |\n")
    #expect(found.tables.first?.rows.count == 3)
  }

  @Test func `a bar below the first cell belongs to the table`() {
    let found = read(
      "\(prose)\nTurning it on\n|\nChoose the menu and tick the box.\n|\nTurning it off\n|\n"
        + "Open the file and clear the box.\n|\n\(prose)")
    #expect(found.headings.isEmpty)
    #expect(found.tables.first?.span.firstLine == 2)
    #expect(found.tables.first?.rows.first?.first == "Turning it on")
  }

  @Test func `a header whose first cell is empty has its tabs at the beginning`() {
    let found = read(
      "\(prose)\n\n\t\tDetail\nTraffic\t\tA sliding window\nHeaders\t\tNone is overwritten\n\n\(prose)")
    #expect(found.tables.first?.header == ["", "Detail"])
    #expect(found.tables.first?.rows.count == 2)
  }

  @Test(arguments: [
    "make all       # builds it\nmake test      # runs the tests\nmake lint      # looks for faults",
    "├── core/      the core\n├── tests/     the tests\n└── tools/     the tools",
    "│  A router    and a store  │\n│  A queue     and a cache  │",
  ])
  func `listings and drawings are no tables`(_ listing: String) {
    #expect(read("\(prose)\n\n\(listing)\n\n\(prose)").tables.isEmpty)
  }

  @Test func `a dash may be all of a cell that stands alone`() {
    let found = read(
      "\(prose)\nClient | Source | Key |\n---|---|---|\nFirst |\nthe register of firms |\n— |\nSecond |\n"
        + "notices of sales | — |\n\(prose)")
    #expect(
      found.tables.first?.rows == [
        ["First", "the register of firms", "—"], ["Second", "notices of sales", "—"],
      ])
  }

  @Test func `names of columns that moved over an empty one are put back`() {
    let found = read(
      "\(prose)\nDetail | |\n---|---|\nTraffic | a sliding window |\nHeaders | never overwritten |\n\(prose)")
    #expect(found.tables.first?.header == ["", "Detail"])
    #expect(found.tables.first?.rows.first == ["Traffic", "a sliding window"])
  }

  @Test func `a cell that code broke over lines is one cell`() {
    let found = read(
      "\(prose)\nTool|\nUse|\nCommands|\ninit\n, run\nand their like|\nModels|\nmany of them|\n\(prose)")
    #expect(
      found.tables.first?.rows == [["Commands", "init , run and their like"], ["Models", "many of them"]])
  }

  @Test func `a first cell that is empty opens with its bar where rows have none`() {
    let text = "# Title\n\n\(prose)\n\n| Detail  \n---|---  \nTraffic | a window  \nHeaders | kept  \n"
    #expect(read(text).tables.first?.header == ["", "Detail"])
  }

  @Test func `a number sign names a column and no heading`() {
    let found = read(
      "## One\n\n\(prose)\n\n## Two\n\n# | Event | Name  \n---|---|---  \n1 | Start | open  \n2 | End | close  \n"
    )
    #expect(found.tables.first?.header == ["#", "Event", "Name"])
    #expect(found.headings.map(\.text).contains { $0.contains("Event") } == false)
  }

  @Test func `a text of broken rows is no Markdown, fences or not`() {
    let text =
      "# A title\n\n\(prose)\n\n## Tools\n\n| Tool | Use |\n|---|---|\n`search` |\nfinds a policy |\n`read` |\n"
      + "opens a page |\n\n```\nrun it\n```\n\n## More\n\n\(prose)\n"
    let found = BriefingReader.read(Array(text.utf8), path: "a.txt").briefing
    #expect(found.format == .text)
    #expect(found.tables.first?.rows == [["search", "finds a policy"], ["read", "opens a page"]])
  }

  @Test func `the report of a program with bars at its edge is no table`() {
    let report =
      "|_owner: foo\n|_commands: one, two\n| subject: a name\n| Not valid before: then\n|_Not valid after: later\n|_date: none"
    #expect(read("\(prose)\n\(report)\n\(prose)").tables.isEmpty)
  }

  @Test func `a box of one cell is no table`() {
    let box =
      "┌──────────┐\n│ Settings │\n│          │\n│ ┌──┬───┐ │\n│ │1 │ 2 │ │\n│ └──┴───┘ │\n│          │\n└──────────┘"
    #expect(read("\(prose)\n\n\(box)\n\n\(prose)").tables.isEmpty)
  }

  // MARK: Lists

  @Test func `bullets stand above their items though many lines stand above a bullet`() {
    let found = read(
      "The policy aims to:\n-\nreduce deaths,\n-\nreduce inequality,\n-\nlengthen lives.\nAn example: screening\n"
        + "-\nMost cases are late.\n-\nEarly finds do well.\n")
    #expect(
      found.lists.map { $0.items.map(\.text) } == [
        ["reduce deaths,", "reduce inequality,", "lengthen lives."],
        ["Most cases are late.", "Early finds do well."],
      ])
  }

  @Test(arguments: [
    "Install it with the following commands:\n\ngit clone somewhere\n",
    "After this the main window of the program looks like this:\n\nThe window of the program\n",
    "The transactions should now appear as follows:\n\nTable 1.2. The transactions\n",
    "Put the middleware in front of your app:\n\nimport gatekeeper\n",
  ])
  func `no list is lost where something else is shown`(_ text: String) {
    #expect(!read("\(prose)\n\n\(text)\n\(prose)\n").notes.contains { $0.kind == .lostList })
  }

  @Test func `a number goes on behind items nested in the one before`() {
    let found = read(
      "\(prose)\n\n 1. Mount the panel\n    \n    • in the sun\n    • at an angle\n\n 2. Wire the regulator\n    \n"
        + "    • to the battery\n\n\(prose)")
    #expect(found.lists.map(\.items.count) == [5])
    #expect(found.headings.isEmpty)
  }

  // MARK: Headings

  @Test func `a heading may stand above commands, and begin with a foreign word`() {
    let found = read(
      "Title of it\n\(prose)\nInstallation\npip install the-tool\n\(prose)\nrole 与 scope\n\(prose)")
    #expect(found.headings.map(\.text) == ["Installation", "role 与 scope"])
  }

  @Test func `numbers of two parts make headings of short lines`() {
    let found = read(
      "Data security in practice\n\n\(prose)\n\n2. Case studies\n\n2.1 Background\n\nName: Some Group\n\nSize\n\n\(prose)"
    )
    #expect(found.headings.map(\.text).prefix(2) == ["2. Case studies", "2.1 Background"])
    #expect(found.lists.isEmpty)
  }

  @Test(arguments: [
    "Table 16.1.\u{A0}A scheme", "Table\u{A0}16.1. A scheme", "表 2-1 年度用电量", "图3 示意", "الجدول 4 النتائج",
  ])
  func `a caption is no heading`(_ caption: String) {
    #expect(read("Title of it\n\n\(prose)\n\n\(caption)\n\n\(prose)").headings.isEmpty)
  }

  @Test func `an emblem may stand before a heading`() {
    let found = read("Title of it\n\n\(prose)\n\n🔒 Security first\n\n\(prose)\n\n⚙️ Configuration\n\n\(prose)")
    #expect(found.headings.map(\.text) == ["🔒 Security first", "⚙️ Configuration"])
  }

  @Test func `a piece of a sentence above its bracket is no heading`() {
    let found = read(
      "Title of it\n\(prose)\nTarget branch: main\n(release 1.0 or the first update) and more.\n\(prose)")
    #expect(found.headings.isEmpty)
  }

  // MARK: Head

  @Test func `a site's name above its navigation is not the title`() {
    let found = read(
      "The Policy Desk\n  • Home\n  • About\n  • Contact\n\n\nGrid storage\n\n14 March 2024\n\n\(prose)")
    #expect(found.title == "Grid storage")
    #expect(found.source == "The Policy Desk")
    #expect(found.date == "2024-03-14")
    #expect(found.lists.isEmpty)
  }

  @Test func `a table of contents below a title leaves it the title`() {
    let found = read("Grid storage\n\n- Costs\n- Benefits\n\nCosts\n\n\(prose)\n\nBenefits\n\n\(prose)")
    #expect(found.title == "Grid storage")
    #expect(found.lists.count == 1)
  }

  @Test(arguments: ["首页 关于 联系我们", "Home  About us  Contact", "Inicio | Acerca de | Contacto", "Prev    Next"])
  func `a bar of navigation is not the title`(_ bar: String) {
    let found = read("\(bar)\n\nGrid storage in winter\n\n\(prose)\n\n\(prose)")
    #expect(found.title == "Grid storage in winter")
  }

  @Test func `the one heading of the first level is the title`() {
    let found = read(
      "Skip to it\n\n  * Start\n  * Docs\n\n# Grid storage\n\n\(prose)\n\n## Costs\n\n\(prose)\n")
    #expect(found.title == "Grid storage")
    #expect(found.headings.map(\.text) == ["Costs"])
  }
}

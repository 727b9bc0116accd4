import BriefingExtraction
import BriefingModel
import Testing

@Suite struct PlainTextReaderTests {
  private func read(_ text: String) -> Briefing { PlainTextReader.read(SourceLines(text), path: "a.txt") }

  private let prose =
    "This is a paragraph of ordinary prose that ends as sentences do, and it is long enough to be one."

  @Test(arguments: ["", "\n\n\n", " ", "One line", "|", "- ", "|---|", "+--+", "\t\t"])
  func `a text of almost nothing is read`(_ text: String) {
    #expect(read(text).lineCount == SourceLines(text).count)
  }

  @Test func `the title, its repeats and the furniture are told apart`() {
    let found = read(
      "Big News Today – The Daily Post\n\nBig News Today - The Daily Post\n\n\(prose)\n\nExit mobile version")
    #expect(found.title == "Big News Today")
    #expect(found.source == "The Daily Post")
    #expect(found.paragraphs.map(\.text) == [prose])
    #expect(found.notes.map(\.kind) == [.repeatedTitle, .furniture])
  }

  @Test func `rows with bars and no rule are a table`() {
    let found = read(
      "Title here\n\(prose)\n| Group | Stay |\n| Pickers | 9 months |\n| Foresters | 6 months |\n\(prose)")
    #expect(found.tables.map(\.header) == [["Group", "Stay"]])
    #expect(found.tables.first?.rows == [["Pickers", "9 months"], ["Foresters", "6 months"]])
    #expect(found.tables.first?.span == SourceSpan(firstLine: 3, lastLine: 5))
  }

  @Test func `a first row of numbers over numbers is no header`() {
    let found = read("\(prose)\n| Planned | 14,000 |\n| Hired | 62 |\n| Fine | €9,500 |\n")
    #expect(found.tables.first?.header == [])
    #expect(found.tables.first?.rows.count == 3)
  }

  @Test func `trailing bars keep empty cells, and a short row is noted`() {
    let found = read("\(prose)\nSystem | Launch | Limit |\n---|---|---|\nBarq | | $10 |\nFlow |\n")
    #expect(found.tables.first?.form == .trailingPipe)
    #expect(found.tables.first?.rows == [["Barq", "", "$10"], ["Flow", "", ""]])
    #expect(found.notes.map(\.kind) == [.raggedRow])
  }

  @Test func `escaped bars belong to their cell`() {
    let found = read("\(prose)\n| A | B |\n|---|---|\n| x \\| y | z |\n")
    #expect(found.tables.first?.rows == [["x | y", "z"]])
  }

  @Test func `two tabs after each cell keep an empty one`() {
    let found = read("Plan\n\nDay\t\tFull copy\t\tChanges\nMonday\t\t\t\tx\nFriday\t\tx\n\n\(prose)")
    #expect(found.tables.first?.form == .tabbed)
    #expect(found.tables.first?.header == ["Day", "Full copy", "Changes"])
    #expect(found.tables.first?.rows == [["Monday", "", "x"], ["Friday", "x", ""]])
  }

  @Test func `a line without a bar before it ends a drawn grid`() {
    let briefing = read("+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\nName|\nMore text\n")
    #expect(briefing.tables.first?.rows == [["1", "2"]])
    #expect(briefing.tables.first?.span.lastLine == 5)
  }

  @Test func `columns of blanks and drawn grids are tables`() {
    let aligned = read("\(prose)\n\nName        Cost  Year\nTape vault  low   2024\nCloud copy  high  2025\n")
    #expect(aligned.tables.first?.form == .aligned)
    #expect(aligned.tables.first?.rows == [["Tape vault", "low", "2024"], ["Cloud copy", "high", "2025"]])
    let grid = read(
      "\(prose)\n\n+------+-----+\n| Name | Use |\n+======+=====+\n"
        + "| Tape | old |\n+------+-----+\n| Disk | new |\n+------+-----+\n"
    )
    #expect(grid.tables.first?.form == .grid)
    #expect(grid.tables.first?.header == ["Name", "Use"])
    #expect(grid.tables.first?.rows == [["Tape", "old"], ["Disk", "new"]])
  }

  @Test func `a list that was lost is noted, and speech is not`() {
    let found = read("A title\n\n\(prose) Next steps include:\n\n\(prose)\n\nThe minister said:\n\n“No.”")
    #expect(found.notes.map(\.kind) == [.lostList])
    #expect(found.notes.first?.span == SourceSpan(line: 3))
  }

  @Test func `items carry label, depth and introduction`() {
    let found = read("\(prose) Key risks include:\n- Cost: it is dear\n  - Deep one\n1. First\n2. Second\n")
    #expect(found.lists.count == 2)
    #expect(found.lists[0].intro == "Key risks include:")
    #expect(found.lists[0].items.map(\.label) == ["Cost", nil])
    #expect(found.lists[0].items.map(\.depth) == [0, 1])
    #expect(found.lists[1].ordered)
    #expect(found.lists[1].items.map(\.text) == ["First", "Second"])
  }

  @Test func `short lines in a row are not headings`() {
    let found = read("A title\n\n\(prose)\n\n12 Harbour Street\nPort Town\nThe Island\n\n\(prose)")
    #expect(found.headings.isEmpty)
  }

  @Test func `attributed quotations are not a table`() {
    let found = read(
      "A title\n\n\(prose)\n\nShift Leader We no longer walk the stacks at night.\n"
        + "Union Steward Nobody asked us.\n\n\(prose)"
    )
    #expect(found.tables.isEmpty)
  }

  @Test func `wrapped lines are one paragraph`() {
    let wrapped = """
      A title of the text

      The first line of a paragraph that was broken at a width of some
      seventy columns goes on with a second line in the lower case, and
      then there is a third line that is as long as the two above it is,
      and this is the last of them.
      """
    #expect(read(wrapped).paragraphs.count == 1)
  }
}

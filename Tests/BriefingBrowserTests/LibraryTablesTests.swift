import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// The list of the tables of all briefings.
@Suite struct LibraryTablesTests {
  private func seeds(_ columns: Int = 120, _ rows: Int = 40) throws -> BrowserDriver {
    try BrowserDriver.seeds(columns: columns, rows: rows)
  }

  @Test
  func `all tables are listed with their rows and briefings, and the way back leads where it came from`()
    throws
  {
    var driver = try seeds()
    let before = driver.screen.text
    driver.press("U")
    #expect(driver.state.context == .allTables)
    #expect(driver.state.libraryTables.tables.count == 11)
    #expect(driver.screen.text.contains("Tables of all briefings  11 tables in 3 briefings"))
    driver.press("q")
    #expect(driver.screen.text == before)
    driver.press("U U")
    #expect(driver.screen.text == before)
  }

  @Test func `a table opens in its cells, and the way back leads to it in the list`() throws {
    var driver = try seeds()
    driver.press("U j j")
    let chosen = try #require(driver.state.libraryTables.chosen)
    driver.press("Enter")
    #expect(driver.state.context == .table && driver.state.reader?.entryID == chosen.entry.id)
    #expect(driver.state.table.table == chosen.number)
    #expect(driver.state.shownTable?.span == chosen.table.span)
    #expect(driver.state.list.selected?.id == chosen.entry.id)
    driver.press("H")
    #expect(driver.state.context == .allTables && driver.state.libraryTables.cursor.selected == 2)
    driver.press(".")
    #expect(driver.state.source.evidence == chosen.span)
    driver.press("H")
    #expect(driver.state.context == .allTables)
  }

  @Test func `what is typed narrows the list, and the row that holds it is opened`() throws {
    var driver = try seeds()
    driver.press("U / casualt")
    #expect(driver.screen.text.contains("tables with:"))
    #expect(driver.screen.text.contains("Potential for civilian casualties"))
    let found = try #require(driver.state.libraryTables.tables.first)
    driver.press("Enter Enter")
    #expect(driver.state.table.row == found.row && found.row != nil)
    driver.press("H q")
    #expect(driver.state.libraryTables.filter.isEmpty && driver.state.libraryTables.tables.count == 11)
  }

  @Test func `Esc in the prompt brings back what was there, and what is nowhere is said`() throws {
    var driver = try seeds()
    driver.press("U / zzzz")
    #expect(driver.screen.text.contains("No table holds this in its header or its cells."))
    driver.press("Esc")
    #expect(driver.state.libraryTables.tables.count == 11)
    driver.press(":")
    driver.type("all-tables casualties")
    driver.press("Enter")
    #expect(driver.state.libraryTables.filter == "casualties")
  }

  @Test func `the next page is asked for as the cursor nears the end, once`() {
    let text = (1...9).map { "| A\($0) | B |\n|---|---|\n| c | d |\n" }.joined(separator: "\nWords.\n\n")
    let opened = (1...60).map { BriefingReader.read(Array(text.utf8), path: "\($0).md") }
    var driver = BrowserDriver(opened, columns: 120, rows: 40)
    driver.press("U")
    #expect(driver.tablesAsked.map(\.start) == [0])
    #expect(driver.screen.text.contains("first 207 of 540 tables"))
    driver.press("G")
    #expect(driver.tablesAsked.map(\.start) == [0, 23])
    driver.press("G G G")
    #expect(driver.tablesAsked.map(\.start) == [0, 23, 46])
    #expect(driver.state.libraryTables.tables.count == 540)
    #expect(driver.screen.text.contains("540 tables in 60 briefings"))
  }

  @Test func `keys typed before the tables have come wait for them`() throws {
    var state = try seeds().state
    for key in keys("U / casualt Enter j Enter") { _ = update(&state, .input(.key(key))) }
    #expect(state.context == .allTables)
    let entry = try #require(state.list.entries.last)
    let opened = try Seeds.open(Seeds.names[4])
    var page = TablesPage()
    page.tables = opened.briefing.tables.enumerated().map {
      TableListing(entry: entry, number: $0.offset, table: $0.element)
    }
    var effects = update(&state, .tables(page, start: 0, generation: state.libraryTables.generation))
    #expect(effects.contains { if case .openBriefing(entry.id, _, _) = $0 { true } else { false } })
    effects = update(&state, .opened(opened, entryID: entry.id, generation: state.openGeneration))
    #expect(state.context == .table && state.table.table == 1)
  }

  @Test func `a changed library is listed again, and the cursor stays on its table`() throws {
    var driver = try seeds()
    driver.press("U j j j")
    let chosen = driver.state.libraryTables.chosen
    driver.send(.changes(LibraryChanges(came: [], changed: [1], went: [])))
    #expect(driver.tablesAsked.count == 2)
    #expect(driver.state.libraryTables.chosen == chosen)
  }

  @Test(arguments: [(40, 12), (60, 24), (80, 24), (200, 60)])
  func `the list fits every window`(columns: Int, rows: Int) throws {
    var driver = try seeds(columns, rows)
    driver.press("U G")
    #expect(driver.screen.text.contains("Tables of all briefings"))
    let chosen = try #require(driver.state.libraryTables.chosen)
    #expect(driver.screen.text.contains(chosen.table.name.prefix(12)))
    #expect(driver.screen.text.contains(chosen.entry.displayTitle.prefix(10)))
  }

  @Test func `the row that was found is copied with its own source`() throws {
    var driver = try seeds()
    driver.press("U / casualt Enter Y")
    guard case .copy(let text, _)? = driver.otherEffects.last else {
      Issue.record("nothing was copied")
      return
    }
    let chosen = try #require(driver.state.libraryTables.chosen)
    #expect(text.hasSuffix("\(chosen.entry.path):\(chosen.span.firstLine)"))
  }
}

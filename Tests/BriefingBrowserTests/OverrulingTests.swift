import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// Choosing how a rebuilt table is read.
@Suite struct OverrulingTests {
  /// The last seed in the tables pane, its second table chosen.
  private func tables(_ columns: Int = 120, _ rows: Int = 40) throws -> BrowserDriver {
    var driver = try BrowserDriver.seeds(columns: columns, rows: rows)
    driver.press("G T j")
    return driver
  }

  private func choice(_ driver: BrowserDriver) -> TableChoice? {
    driver.state.reader?.flow.tables[1].choice
  }

  @Test func `a count sets the columns at once`() throws {
    var state = try tables().state
    _ = update(&state, .input(.key(.character("3"))))
    let effects = update(&state, .input(.key(.character("c"))))
    #expect(effects == [.overrule(entryID: 5, table: 1, choice: .columns(3))])
    #expect(state.message?.text == "Set to 3 columns, and remembered. C takes it back.")
  }

  @Test func `without a count all ways are asked for, and shown as they are passed`() throws {
    var driver = try tables()
    var state = driver.state
    #expect(update(&state, .input(.key(.character("c")))) == [.readTable(entryID: 5, table: 1)])
    driver.press("c")
    let found = try #require(driver.state.reader?.flow.tables[1].columnCount)
    #expect(driver.state.chooser?.names == ["as found (\(found))", "lines", "2", "3", "4"])
    driver.press("j")
    #expect(choice(driver) == .raw)
    driver.press("l l")
    #expect(choice(driver) == .columns(3))
    driver.press("4")
    #expect(choice(driver) == .columns(4))
    driver.press("8")
    #expect(choice(driver) == .columns(4))
    #expect(driver.state.message?.text == "Some line of this table has fewer words than 8 columns need.")
    driver.press("g")
    #expect(choice(driver) == nil)
    driver.press("G Enter")
    #expect(driver.state.chooser == nil)
    #expect(choice(driver) == .columns(4))
    #expect(driver.choices[5]?.values.first == .columns(4))
  }

  @Test(arguments: ["q", "Esc", "g Enter"])
  func `leaving the choice puts everything back`(keys: String) throws {
    var driver = try tables()
    let before = driver.state
    driver.press("c 3 \(keys)")
    #expect(driver.state.chooser == nil)
    #expect(driver.state.reader?.opened == before.reader?.opened)
    #expect(driver.state.reader?.top == before.reader?.top)
    #expect(driver.state.table == before.table)
    #expect(driver.choices.isEmpty)
  }

  @Test func `C reads the table as it was found again`() throws {
    var driver = try tables()
    let before = driver.state.reader?.opened
    driver.press("C")
    #expect(driver.state.message?.text == "This table is read as it was found.")
    driver.press("3 c C")
    #expect(driver.state.reader?.opened == before)
  }

  @Test func `the matrix and the notes follow`() throws {
    var driver = try tables()
    let before = try #require(driver.state.briefing)
    driver.press("j 1 c")
    let after = try #require(driver.state.briefing)
    #expect(after.assessments.count < before.assessments.count)
    #expect(after.notes.contains { $0.kind == .overruledTable })
    driver.press("x")
    #expect(driver.screen.text.contains("1 table set by you"))
    driver.press("t")
    #expect(driver.screen.text.contains("1 table set by you"))
  }

  @Test func `a table that states its columns can not be set, nor can none`() throws {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("j j T c")
    #expect(driver.state.message?.text == "The columns of this table stand in the file.")
    driver.press("q ] ] Enter g 3 c")
    #expect(driver.state.message?.text == "No table is on the screen.")
  }

  @Test func `nine columns are too many`() throws {
    var driver = try tables()
    driver.press("9 c")
    #expect(driver.state.message?.text == "A table has 2 to 8 columns, or 1 for its lines.")
  }

  @Test func `in the text the table on the screen is meant`() throws {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("G Enter 2 8 G 3 c")
    #expect(choice(driver) == .columns(3))
    driver.press("c")
    #expect(driver.state.chooser?.selected == 3)
  }

  @Test func `the palette takes a number behind a command`() throws {
    var driver = try tables()
    driver.press(":")
    driver.type("table-columns 3")
    #expect(driver.screen.text.contains("choose a table's columns"))
    driver.press("Enter")
    #expect(choice(driver) == .columns(3))
    driver.press(":")
    driver.type("table-as")
    driver.press("Enter")
    #expect(choice(driver) == nil)
  }

  @Test func `what is below the table stays where it is on the screen`() throws {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("G Enter 5 4 G")
    let top = driver.state.reader.map { $0.flow.items[$0.top.item].texts.first?.text }
    // The table lies above the screen: it is set from the list of tables.
    driver.press("T k k k k j 1 c q")
    #expect(driver.state.reader.map { $0.flow.items[$0.top.item].texts.first?.text } == top)
  }

  @Test func `matches of a find stay on their words`() throws {
    var driver = try tables()
    driver.press("/ surveillance Enter n n")
    let before = driver.state.find
    driver.press("T k k k k j 1 c")
    let find = try #require(driver.state.find)
    #expect(find.matches.count == before?.matches.count)
    let reader = try #require(driver.state.reader)
    for match in find.matches {
      let text = reader.flow.items[match.item].texts[match.text].text
      let scalars = Array(text.unicodeScalars)[match.range]
      #expect(String(String.UnicodeScalarView(scalars)).lowercased() == "surveillance")
    }
  }

  @Test func `an answer for a briefing that is not open any more is dropped`() throws {
    var driver = try tables()
    let opened = try #require(driver.state.reader?.opened)
    driver.press("[")
    let before = driver.state
    driver.send(.reread(opened, entryID: 5))
    driver.send(.readings(opened.briefing.tables, entryID: 5, table: 0))
    #expect(driver.state == before)
  }

  @Test(arguments: [(24, 6), (40, 10), (80, 24), (200, 60)])
  func `the choice can be drawn in any window`(size: (Int, Int)) throws {
    var driver = try tables(size.0, size.1)
    driver.press("c j j")
    #expect(driver.screen.size == Size(columns: size.0, rows: size.1))
    #expect(driver.screen.text.split(separator: "\n").last?.contains("columns:") == true)
    driver.resize(columns: 10, rows: 3)
    driver.press("j")
    driver.resize(columns: 80, rows: 24)
    driver.press("Enter")
    #expect(choice(driver) == .columns(2))
  }

  @Test func `notes that say the same say it once, and each jumps to its line and back`() throws {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("G x")
    let text = driver.screen.text
    #expect(text.contains("3 lists lost"))
    #expect(text.contains("18 notes") == false)
    driver.press("j")
    let cursor = driver.state.notes
    driver.press(".")
    #expect(driver.state.source.evidence?.firstLine == 48)
    driver.press("H")
    #expect(driver.state.notes == cursor)
    driver.press("q")
    #expect(driver.screen.text.contains("x 18 notes"))
  }
}

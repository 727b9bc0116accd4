import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// Sorting, hiding, filtering, copying and writing a table.
@Suite struct ArrangingTests {
  private static let text = """
    # Costs

    | Country | Cost | Remark |
    |---|---|---|
    | Mexico | $1.2 million | drones |
    | Ecuador | $950,000 | boats |
    | Peru | n/a | none |
    | Colombia | $12 bn | helicopters and drones |

    | Other | Words |
    |---|---|
    | a | b |
    """

  /// The cells of the table, the cursor in its first one.
  private func cells(_ columns: Int = 120, _ rows: Int = 40) -> BrowserDriver {
    let opened = BriefingReader.read(Array(Self.text.utf8), path: "costs.md")
    var driver = BrowserDriver([opened], columns: columns, rows: rows)
    driver.press("T Enter g j")
    return driver
  }

  private func first(_ driver: BrowserDriver) -> [String] {
    driver.state.shownTable?.rows.compactMap(\.first) ?? []
  }

  @Test func `rows are put in order of a column, the other way round, and back`() {
    var driver = cells()
    driver.press("l [")
    #expect(first(driver) == ["Ecuador", "Mexico", "Colombia", "Peru"])
    #expect(driver.screen.text.contains("by Cost, rising"))
    driver.press("]")
    #expect(first(driver) == ["Colombia", "Mexico", "Ecuador", "Peru"])
    driver.press("]")
    #expect(first(driver) == ["Mexico", "Ecuador", "Peru", "Colombia"])
    #expect(!driver.screen.text.contains("by Cost"))
  }

  @Test func `the cursor goes along with its row, and its source is its own`() {
    var driver = cells()
    driver.press("l ]")
    #expect(driver.state.table.row == 1)
    driver.press(".")
    #expect(driver.state.source.evidence == SourceSpan(line: 5))
    driver.press("H")
    #expect(driver.state.table.row == 1)
    #expect(first(driver)[1] == "Mexico")
  }

  @Test func `brackets open briefings everywhere but in cells`() {
    let keymap = Keymap()
    #expect(keymap.lookup([.character("]")], in: .reader) == .command(.nextBriefing))
    #expect(keymap.lookup([.character("]")], in: .tables) == .command(.nextBriefing))
    #expect(keymap.lookup([.character("]")], in: .table) == .command(.sortFalling))
  }

  private func widths(_ driver: BrowserDriver) -> [Int] {
    driver.state.tableLayout?.layout.columns.map(\.width) ?? []
  }

  @Test func `a column gets the width that is asked for, in both views, and its own again`() {
    var driver = cells()
    let before = widths(driver)
    driver.press("l l 1 0 _")
    #expect(widths(driver)[2] == 10)
    #expect(driver.state.message?.text == "Remark is 10 wide.")
    #expect(driver.screen.text.contains("1 width set"))
    driver.press("w")
    #expect(widths(driver)[2] == 10)
    driver.press("j [")
    #expect(widths(driver)[2] == 10)
    driver.press("_")
    #expect(driver.state.message?.text == "Remark is as wide as the table makes it.")
    driver.press("w w")
    #expect(widths(driver) == before)
    driver.press("_ _")
    #expect(driver.state.message?.text == "Remark is 11 wide, narrow.")
    #expect(widths(driver)[2] == 11)
    driver.press("q j k Enter l l")
    #expect(widths(driver)[2] == 11)
  }

  @Test(arguments: [36, 40, 80]) func `a width too large leaves the other columns their words`(columns: Int) {
    var driver = cells(columns, 24)
    driver.press("9 9 _")
    let layout = driver.state.tableLayout?.layout
    #expect(layout?.view != .fit || (layout?.totalWidth ?? 0) <= (layout?.width ?? 0))
    #expect(driver.state.tableArrangement.widths == [0: 99])
    for word in ["Mexico", "$1.2", "drones"] {
      #expect(driver.screen.text.contains(word), "\(word) at \(columns)")
    }
  }

  @Test func `a card has no widths`() {
    var driver = cells()
    driver.press("Enter 9 _")
    #expect(driver.state.message?.text == "A card has no columns: w shows the table in another way.")
    #expect(driver.state.tableArrangement.isEmpty)
  }

  @Test func `columns up to the chosen one stay where the others scroll, and never take more than half`()
    throws
  {
    let row = (1...8).map { "cell number \($0) of a row" }
    let text =
      "| " + row.map { "Name \($0.count)" }.joined(separator: " | ") + " |\n|"
      + String(repeating: "---|", count: 8) + "\n| " + row.joined(separator: " | ") + " |\n"
    let opened = BriefingReader.read(Array(text.utf8), path: "wide.md")
    var driver = BrowserDriver([opened], columns: 80, rows: 24)
    driver.press("T Enter j z l !")
    #expect(driver.state.message?.text == "2 columns stay where the others scroll.")
    #expect(driver.state.table.view == .wide)
    let layout = try #require(driver.state.tableLayout?.layout)
    #expect(layout.frozenWidth > layout.columns[1].x)
    #expect(layout.columns[1].x + layout.columns[1].width <= layout.width / 2)
    driver.press("l l l l l l")
    #expect(driver.screen.text.contains("2 columns frozen"))
    for place in [1, 2, 8] {
      let words = "cell number \(place)".prefix(place == 8 ? 13 : 8)
      #expect(driver.screen.text.contains(words), "\(place)")
    }
    driver.press("g l ! !")
    #expect(driver.state.message?.text == "The first column stays where the others scroll.")
  }

  @Test func `a column is hidden, the cursor passes it over, and all come back`() {
    var driver = cells()
    driver.press("l -")
    #expect(driver.state.table.column == 2)
    #expect(driver.screen.text.contains("1 column hidden"))
    #expect(driver.state.tableLayout?.layout.columns.map(\.index) == [0, 2])
    driver.press("h")
    #expect(driver.state.table.column == 0)
    driver.press("l")
    #expect(driver.state.table.column == 2)
    driver.press("- -")
    #expect(driver.state.message?.text == "The last column stays.")
    driver.press("+")
    #expect(driver.state.arrangements.isEmpty)
  }

  @Test func `rows are narrowed while typing, kept on Enter and given back`() {
    var driver = cells()
    driver.press("&")
    driver.type("dro")
    #expect(first(driver) == ["Mexico", "Colombia"])
    #expect(driver.screen.text.contains("2 of 4"))
    driver.press("Enter")
    #expect(driver.screen.text.contains("2 of 4 rows with “dro”"))
    driver.press("q")
    #expect(driver.state.context == .table)
    #expect(first(driver).count == 4)
    driver.press("&")
    driver.type("zzz")
    #expect(first(driver).isEmpty)
    #expect(driver.screen.text.contains("Country"))
    driver.press("Esc")
    #expect(first(driver).count == 4)
  }

  @Test func `each table keeps what was done with it`() {
    var driver = cells()
    driver.press("l [ q j")
    #expect(driver.state.shownTable?.header == ["Other", "Words"])
    #expect(driver.state.shownTable?.rows == [["a", "b"]])
    driver.press("k")
    #expect(first(driver) == ["Ecuador", "Mexico", "Colombia", "Peru"])
  }

  @Test(arguments: [(24, 6), (40, 12), (80, 24), (200, 60)])
  func `an arranged table can be drawn in any window and view`(size: (Int, Int)) {
    var driver = cells(size.0, size.1)
    for key in ["]", "-", "w", "w", "w", "Enter", "G", "+"] {
      driver.press(key)
      #expect(driver.screen.size == Size(columns: size.0, rows: size.1))
    }
    driver.press("&")
    driver.type("zzz")
    _ = driver.screen
  }

  // MARK: - Copying and writing

  private func copied(_ keys: String, _ columns: Int = 120) -> [Effect] {
    var driver = cells(columns)
    driver.press(keys)
    return driver.otherEffects
  }

  @Test func `cell, row and table are copied as they are shown`() {
    #expect(copied("l y y") == [.copy("$1.2 million", what: "the cell")])
    #expect(copied("y r") == [.copy("Mexico\t$1.2 million\tdrones", what: "the row")])
    #expect(
      copied("l ] - y t") == [
        .copy(
          "Country\tRemark\nColombia\thelicopters and drones\nMexico\tdrones\nEcuador\tboats\nPeru\tnone",
          what: "the table, 4 rows")
      ])
    #expect(copied("g k l y y") == [.copy("Cost", what: "the cell")])
  }

  @Test func `what is copied with its source names title, file and line`() {
    #expect(copied("l Y") == [.copy("$1.2 million\n— Costs, costs.md:5", what: "the cell with its source")])
    #expect(copied("l y s") == copied("l Y"))
  }

  @Test func `nothing that a shell obeys is copied`() {
    let text = "Title\n\nA paragraph with \u{1B}]0;x\u{7}\u{202E} in it, and some more words.\n"
    var driver = BrowserDriver([BriefingReader.read(Array(text.utf8), path: "a.txt")], columns: 80, rows: 24)
    driver.press("j y y")
    guard case .copy(let copied, _)? = driver.otherEffects.first else {
      Issue.record("nothing was copied")
      return
    }
    #expect(copied.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x202E })
  }

  @Test(arguments: ["G Enter", "G t", "G X", "G x", "G", "G Enter v", "S drone Enter"])
  func `every pane has something to copy, with its source`(keys: String) throws {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press(keys + " Y")
    guard case .copy(let text, let what)? = driver.otherEffects.last else {
      Issue.record("nothing was copied in \(driver.state.context)")
      return
    }
    #expect(text.contains("\n— "))
    #expect(what.hasPrefix("the "))
  }

  @Test func `a table is written as it is shown, to the file that is named`() throws {
    var driver = cells()
    driver.press("l ] - s")
    #expect(driver.screen.text.contains("write to: ~/country-cost-remark.csv"))
    driver.press("C-u")
    driver.type("~/a b.md")
    driver.press("Enter")
    guard case .export(let table, let path)? = driver.otherEffects.last else {
      Issue.record("nothing was written")
      return
    }
    #expect(path == "~/a b.md")
    #expect(table.header == ["Country", "Remark"])
    #expect(table.rows.map(\.first) == ["Colombia", "Mexico", "Ecuador", "Peru"])
    driver.press("s Esc")
    #expect(driver.otherEffects.count == 1)
    // A name that says no form can be mended.
    driver.press("s C-u")
    driver.type("~/a b")
    driver.press("Enter")
    #expect(driver.otherEffects.count == 1)
    #expect(driver.state.message?.text == "The name must end in .csv, .md or .txt.")
    #expect(driver.state.prompt?.editor.text == "~/a b")
    driver.type(".csv")
    driver.press("Enter")
    #expect(driver.otherEffects.count == 2)
  }

  // MARK: - The place that is kept

  private func seed(_ columns: Int, _ rows: Int) throws -> BrowserDriver {
    try BrowserDriver.seeds(columns: columns, rows: rows)
  }

  /// The words at the top of the reader.
  private func top(_ driver: BrowserDriver) -> String? {
    driver.state.reader.map { $0.flow.items[$0.top.item].texts.first?.text ?? "" }
  }

  @Test func `leaving a briefing keeps the place, and only where there is one`() throws {
    var driver = try seed(120, 40)
    driver.press("] [")
    #expect(driver.otherEffects.isEmpty)
    driver.press("Enter d d ]")
    guard case .keepPlace(let place?, entryID: 1)? = driver.otherEffects.last else {
      Issue.record("no place was kept")
      return
    }
    #expect(place.line > 1)
  }

  @Test(arguments: [(80, 24), (200, 60), (50, 12)])
  func `the place is found again in another window`(size: (Int, Int)) throws {
    var driver = try seed(120, 20)
    driver.press("j j j Enter d d d d j")
    let words = top(driver)
    let place = try #require(
      driver.state.reader.flatMap { $0.flow.readingPlace(at: $0.top, driver.state.metrics) })
    var other = try seed(size.0, size.1)
    other.send(.place(place, entryID: 4))
    other.press("j j j")
    #expect(top(other) == words)
    #expect(other.state.leavingEffects == [])
  }

  @Test func `the place is found again when lines came before it, and its section when it is gone`() throws {
    let body = (1...30).map { "## Part \($0)\n\nThe words of part \($0) are these, and they go on.\n" }
      .joined(separator: "\n")
    func opened(_ text: String) -> OpenedBriefing { BriefingReader.read(Array(text.utf8), path: "a.md") }
    var driver = BrowserDriver([opened("# T\n\n" + body)], columns: 80, rows: 12)
    driver.press("4 1 G")
    let place = try #require(
      driver.state.reader.flatMap { $0.flow.readingPlace(at: $0.top, driver.state.metrics) })
    #expect(top(driver) == "The words of part 10 are these, and they go on.")
    var edited = BrowserDriver(
      [opened("# T\n\nAn opening.\n\nAnd another.\n\n" + body)], columns: 80, rows: 12)
    edited.send(.place(place, entryID: 1))
    #expect(top(edited) == top(driver))
    let other = body.replacing("The words of part 10 are", with: "Other words are")
    var changed = BrowserDriver([opened("# T\n\nAn opening.\n\n" + other)], columns: 80, rows: 12)
    changed.send(.place(place, entryID: 1))
    #expect(top(changed) == "Part 10")
  }

  @Test func `a place that comes late does not move who has moved already`() throws {
    var driver = try seed(80, 24)
    driver.press("Enter d")
    let before = driver.state.reader?.top
    let place = ReadingPlace(text: ContentHash(of: []), occurrence: 0, offset: 0, heading: "", line: 40)
    driver.send(.place(place, entryID: 1))
    #expect(driver.state.reader?.top == before)
  }
}

import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import TerminalScreen
import Testing

@testable import BriefingBrowser

/// A table wider than its pane: whole columns, signs for what lies beside, columns that stay.
@Suite struct WideTableTests {
  private static let text = """
    # Risks

    | ID | Risk | Country | Likelihood | Impact | Owner | Mitigation |
    |---|---|---|---|---|---|---|
    | R1 | Cartels adapt their routes and use encrypted dialogue to evade the flights | Mexico | High | Severe delays of interdiction along the coast | Ministry of Defence | Joint exercises and shared signals |
    | R2 | 無人機が住民のプライバシーを侵害する | Japan | Medium | Loss of trust among those who live there | 国土交通省 | Public hearings before each flight 🚁 |
    """

  private func wide(_ columns: Int = 80, _ rows: Int = 24, keys: String = "") -> BrowserDriver {
    let opened = BriefingReader.read(Array(Self.text.utf8), path: "risks.md")
    var driver = BrowserDriver([opened], columns: columns, rows: rows)
    driver.press("T Enter z")
    while driver.state.table.view != .wide { driver.press("w") }
    driver.press("g")
    if !keys.isEmpty { driver.press(keys) }
    return driver
  }

  /// The row of the screen that says which view it is.
  private func name(_ driver: BrowserDriver) -> String {
    driver.screen.text.split(separator: "\n").map(String.init).first {
      $0.hasSuffix("wide") || $0.hasSuffix("wide ›")
    } ?? ""
  }

  @Test(arguments: [(80, 24), (100, 30), (120, 40)])
  func `it scrolls by whole columns, and what lies at either side has a sign`(size: (Int, Int)) throws {
    var driver = wide(size.0, size.1)
    #expect(name(driver).hasSuffix("wide ›") && !name(driver).contains("‹"))
    for step in 1...6 {
      driver.press("l")
      let layout = try #require(driver.state.tableLayout?.layout)
      let frame = try #require(driver.state.tableFrame?.body)
      let scroll = driver.state.tableScroll(layout, width: frame.columns)
      // What stands behind the columns that stay is the beginning of a column.
      let starts = layout.columns.map(\.x)
      #expect(starts.contains(layout.frozenWidth + scroll), "step \(step)")
      let chosen = layout.columns[step]
      #expect(chosen.x - scroll >= layout.frozenWidth)
      #expect(chosen.x + chosen.width - scroll <= frame.columns || chosen.x - scroll == layout.frozenWidth)
      #expect(name(driver).contains("‹") == (scroll > 0), "step \(step)")
    }
    #expect(name(driver).hasSuffix("‹ wide"))
    #expect(driver.screen.text.contains("Mitigation"))
  }

  @Test func `a table that gets more room is not scrolled further than it needs`() throws {
    let words = "Cartels adapt their routes and use encrypted dialogue"
    let row = "|" + String(repeating: " \(words) |", count: 6) + "\n"
    let header = "| A | B | C | D | E | F |\n|---|---|---|---|---|---|\n"
    let text = "# Risks\n\n" + header + String(repeating: row, count: 5)
    let opened = BriefingReader.read(Array(text.utf8), path: "risks.md")
    var driver = BrowserDriver([opened], columns: 120, rows: 40)
    driver.press("T Enter G")
    #expect(driver.state.table.topRow > 0)
    let before = try #require(driver.state.tableLayout?.layout)
    driver.press("z")
    let layout = try #require(driver.state.tableLayout?.layout)
    #expect(before.view == .card && layout.view == .fit)
    #expect(driver.state.table.topRow == 0)
    // And back, the chosen row is seen.
    driver.press("z")
    #expect(driver.state.table.topRow > 0 && driver.state.table.row == 4)
    // The last page stays as full as it can be.
    driver.press("w w")
    driver.resize(columns: 200, rows: 60)
    let laidOut = try #require(driver.state.tableLayout)
    let frame = try #require(driver.state.tableFrame)
    let top = driver.state.table.topRow
    let used = (top..<5).reduce(0) { $0 + laidOut.layout.height(row: $1) + laidOut.gap }
    let room = frame.body.rows - laidOut.layout.headerLines.count
    #expect(top == 0 || used + laidOut.layout.height(row: top - 1) > room)
  }

  @Test func `columns that stay take half of the pane at most, whole, and their number is said`() throws {
    var driver = wide(80, 24, keys: "l l l l !")
    let layout = try #require(driver.state.tableLayout?.layout)
    let frozen = layout.columns.filter { $0.x < layout.frozenWidth }
    #expect(frozen.count < 5)
    #expect(frozen.last.map { $0.x + $0.width <= layout.width / 2 } == true)
    // None is so narrow that its name is broken.
    for column in frozen {
      #expect(column.width >= column.label.split(separator: " ").map(\.count).max() ?? 1, "\(column.label)")
    }
    #expect(driver.state.message?.text.contains("there is no room for 5") == true)
    driver.press("j")
    #expect(driver.screen.text.contains("\(frozen.count) column\(frozen.count == 1 ? "" : "s") frozen"))
  }

  @Test(arguments: ["fit", "wide", "card"])
  func `what is written about a cell has a sign in the table, and is said below it`(view: String) throws {
    let opened = BriefingReader.read(Array(Self.text.utf8), path: "risks.md")
    var driver = BrowserDriver([opened], columns: 120, rows: 40)
    driver.press("T Enter z g j l l a")
    driver.type("Ask the ministry.")
    driver.press("Enter")
    while driver.state.table.view.rawValue != view { driver.press("w") }
    driver.press("j k")
    let signed = (0..<39).filter { driver.screen.text(row: $0).contains("»") }
    #expect(signed.count == 1)
    let row = try #require(signed.first)
    #expect(
      driver.screen.text(row: row).contains("»Mexico") || driver.screen.text(row: row).contains("» Mexico"))
    #expect(driver.screen.text(row: 39).contains("» Ask the ministry."))
    driver.press("l")
    #expect(!driver.screen.text(row: 39).contains("» Ask"))
  }
}

import BriefingModel
import BriefingTestSupport
import TerminalScreen
import Testing

@testable import BriefingBrowser

/// What is said of a narrowed matrix: how much is left of it, and what is wrong with what narrows it.
@Suite struct MatrixNarrowingTests {
  private func narrowed(
    _ filter: String, columns: Int = 120, keys: String = "M", accepted: Bool = true
  ) throws -> BrowserDriver {
    var driver = try BrowserDriver.seeds(columns: columns, rows: 40)
    driver.press(keys)
    driver.press("/")
    driver.type(filter)
    if accepted { driver.press("Enter") }
    return driver
  }

  /// The title row of the matrix.
  private func title(_ driver: BrowserDriver) -> String { driver.screen.text(row: 1) }

  @Test(arguments: ["M", "M w", "M \\"])
  func `the title counts what is left of all there is`(keys: String) throws {
    let all = try narrowed("", keys: keys)
    #expect(title(all).contains("60 stated") && !title(all).contains("of 60"))
    let risks = try narrowed("kind:risk", keys: keys)
    let stated = try BrowserDriver.seeds(columns: 120, rows: 40).state.list.entries
      .reduce(0) { $0 + $1.riskCount }
    #expect(title(risks).contains("\(stated) of 60 stated"))
    #expect(title(try narrowed("zzz", keys: keys)).contains("0 of 60 stated"))
  }

  @Test(arguments: [
    ("kind:foo", 0, "kind: knows benefit, risk and mitigation", ""),
    ("drone is:foo", 6, "is: knows", ""),
    ("contry:x", 0, "contry", "country:x"),
    ("drone fooo:bar", 6, "fooo", ""),
  ])
  func `what can not be read is told at its place`(
    filter: String, offset: Int, message: String, meant: String
  ) throws {
    let driver = try narrowed(filter)
    let rows = (0..<40).map { Array(driver.screen.text(row: $0)) }
    let row = try #require(
      rows.indices.dropLast().first { String(rows[$0]).contains(filter) && rows[$0 + 1].contains("^") })
    let caret = try #require(rows[row + 1].firstIndex(of: "^"))
    #expect(String(rows[row][caret...]).hasPrefix(String(filter.dropFirst(offset))))
    #expect(driver.screen.text.contains(message))
    if !meant.isEmpty { #expect(driver.screen.text.contains(meant)) }
    // While it is typed what stands there stays, and the fault is said beside it.
    let typing = try narrowed(filter, accepted: false)
    #expect(typing.screen.text(row: 39).contains(message))
    #expect(typing.state.library.layout?.spots.isEmpty == false)
  }

  @Test func `a fault that the index tells is shown at its place`() throws {
    var driver = try narrowed("drone date:2026-13")
    let fault = QueryFault(message: "date: wants 2026", offset: 0)
    driver.send(
      .matrix(
        MatrixCounts(fault: fault), MatrixStatements(request: MatrixRequest(), fault: fault),
        generation: driver.state.library.generation))
    let rows = (0..<40).map { Array(driver.screen.text(row: $0)) }
    let row = try #require(
      rows.indices.dropLast().first {
        String(rows[$0]).contains("drone date:2026-13") && rows[$0 + 1].contains("^")
      })
    let caret = try #require(rows[row + 1].firstIndex(of: "^"))
    #expect(String(rows[row][caret...]).hasPrefix("date:2026-13"))
    #expect(driver.screen.text.contains("date: wants 2026"))
    driver.press("Esc")
    #expect(driver.state.library.layout?.spots.isEmpty == false)
    #expect(!driver.screen.text.contains("date: wants"))
  }

  @Test func `a filter that leaves nothing is named, and the briefings are not blamed`() throws {
    let driver = try narrowed("country:Peru")
    #expect(!driver.screen.text.contains("No briefing states"))
    #expect(driver.screen.text.contains("Nothing is left"))
    #expect(driver.screen.text.contains("“country:Peru”"))
  }

  @Test func `words in quotation marks may hold a colon`() throws {
    let driver = try narrowed("\"ratio:3\"")
    #expect(driver.screen.text.contains("Nothing is left"))
    #expect(!driver.screen.text.contains("^"))
  }

  @Test func `briefings across say which of how many, and where there are more`() throws {
    var driver = try BrowserDriver.seeds(columns: 80, rows: 24)
    driver.press("M \\")
    #expect(title(driver).contains("1-3 of 5 briefings"))
    #expect(driver.screen.text(row: 3).contains("›") && !driver.screen.text(row: 3).contains("‹"))
    for _ in 0..<12 { driver.press("l") }
    #expect(title(driver).contains("3-5 of 5 briefings"))
    #expect(driver.screen.text(row: 3).contains("‹") && !driver.screen.text(row: 3).contains("›"))
    for _ in 0..<12 { driver.press("h") }
    #expect(title(driver).contains("1-3 of 5 briefings"))
  }

  @Test func `a subject that is found only in briefings at the side points there`() throws {
    var driver = try BrowserDriver.seeds(columns: 80, rows: 24)
    driver.press("M \\")
    let layout = try #require(driver.state.library.layout)
    let withSpot = Set(layout.spots.map(\.lines.lowerBound))
    for line in layout.lines.indices where !withSpot.contains(line) {
      let words = layout.lines[line].compactMap { piece -> String? in
        if case .ornament(let text) = piece.content.content { text } else { nil }
      }
      #expect(words.contains("›") || words.isEmpty)
    }
  }

  @Test(arguments: [80, 120])
  func `a long subject is wrapped and not cut`(columns: Int) throws {
    for keys in ["M w", "M \\"] {
      var driver = try BrowserDriver.seeds(columns: columns, rows: 40)
      driver.press(keys)
      let layout = try #require(driver.state.library.layout)
      let pieces = layout.lines.joined().filter { $0.content.style == Style(.strong) }
      #expect(!pieces.isEmpty)
      for piece in pieces {
        switch piece.content.content {
        case .ornament(let text): #expect(!text.contains("…"), "\(keys)")
        case .wrapped(let line, _): #expect(!line.text.contains("…"), "\(keys)")
        }
      }
    }
  }

  @Test func `the place counts rows or statements, one for each step down`() throws {
    var driver = try BrowserDriver.seeds(columns: 80, rows: 24)
    driver.press("M")
    let rows = try #require(driver.state.library.layout?.rowStarts)
    for _ in 1...3 {
      // A subject that has nothing of a kind is passed over.
      let line = try #require(driver.state.library.chosen?.lines.lowerBound)
      let number = try #require(rows.firstIndex(of: line)) + 1
      #expect(driver.screen.text(row: 23).contains("subject \(number) of \(rows.count)"))
      driver.press("j")
    }
    driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("M l")
    let risks = (driver.state.library.layout?.spots ?? []).count { $0.column == 1 }
    driver.press("g j")
    #expect(driver.screen.text(row: 39).contains("2 of \(risks) risks"))
    driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("D g")
    let first = try #require(driver.state.comparison.sheet?.spots.first?.column)
    let all = driver.state.comparison.sheet?.spots.count { $0.column == first } ?? 0
    driver.press("j j")
    #expect(driver.screen.text(row: 39).contains("3 of \(all)"))
  }

  @Test func `the order of the subjects is said in words that mean something`() throws {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("M s")
    #expect(driver.state.message?.text == "Subjects from A to Z.")
    driver.press("s")
    #expect(driver.state.message?.text == "Subjects with most statements first.")
  }
}

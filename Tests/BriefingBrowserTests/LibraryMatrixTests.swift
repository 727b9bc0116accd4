import BriefingModel
import BriefingTestSupport
import TerminalScreen
import Testing

@testable import BriefingBrowser

/// The matrix over many briefings: from the folder to a cell, to its line, and back.
@Suite struct LibraryMatrixTests {
  private func seeds(_ columns: Int = 120, _ rows: Int = 40) throws -> BrowserDriver {
    try BrowserDriver.seeds(columns: columns, rows: rows)
  }

  private func text(_ driver: BrowserDriver) -> String { dump(driver.screen) }

  private func chosenCount(_ driver: BrowserDriver) throws -> String {
    guard case .cell(_, let title)? = driver.state.library.chosen?.target else {
      throw TestIssue(text: "the cursor is on no count")
    }
    return title
  }

  private struct TestIssue: Error {
    var text: String
  }

  @Test(arguments: [(120, 40), (200, 60), (100, 20)])
  func `from the list to a statement, to its line, and back to the same cell`(size: (Int, Int)) throws {
    var driver = try seeds(size.0, size.1)
    driver.press("X l j j")
    #expect(driver.state.context == .library)
    let cursor = driver.state.library.level.cursor
    let chosen = try #require(driver.state.library.chosenStatement)
    let before = driver.screen
    driver.press("Enter")
    #expect(driver.state.context == .reader)
    #expect(driver.state.reader?.entryID == chosen.entry.id)
    #expect(driver.state.reader?.evidence == chosen.assessment.span)
    driver.press("H")
    #expect(driver.state.context == .library && driver.state.library.level.cursor == cursor)
    #expect(driver.screen == before)
    driver.press(".")
    #expect(driver.state.context == .source)
    #expect(driver.state.source.evidence == chosen.assessment.span)
    driver.press("H")
    #expect(driver.screen == before)
  }

  @Test(arguments: [(80, 24), (60, 20), (120, 40)])
  func `from a count to its statements, to a line, and back to the count`(size: (Int, Int)) throws {
    var driver = try seeds(size.0, size.1)
    driver.press(size.0 >= 100 ? "X w j l" : "X j l")
    let whole = driver.screen
    let count = try chosenCount(driver)
    driver.press("Enter")
    let statements = try #require(driver.state.library.cell?.statements)
    #expect(statements.statementCount > 0)
    let list = driver.screen
    let chosen = try #require(driver.state.library.chosenStatement)
    #expect(text(driver).contains(":\(chosen.assessment.span.firstLine)"))
    driver.press("Enter")
    #expect(driver.state.reader?.evidence == chosen.assessment.span)
    driver.press("H")
    #expect(driver.screen == list)
    driver.press("H")
    #expect(driver.screen == whole)
    #expect(try chosenCount(driver) == count)
    driver.press("Enter q")
    #expect(driver.screen == whole)
    driver.press("q")
    #expect(driver.state.context == .list && !driver.state.arrangement.isZoomed)
  }

  @Test func `the counts are those of the statements`() throws {
    var driver = try seeds()
    driver.press("X w g")
    var seen = 0
    for spot in driver.state.library.layout?.spots ?? [] {
      guard case .cell(let request, _) = spot.target else { continue }
      let row = try #require(driver.state.library.counts?.rows.first { $0.subject == request.subject })
      let found = MatrixStatements(sources: driver.state.library.statements?.sources ?? [], request: request)
      if let kind = request.kind {
        #expect(found.statementCount == row.count(kind, includingInferred: true))
      } else if request.onlyOpenRisks {
        #expect(found.statementCount == row.openRiskCount)
      } else {
        #expect(
          found.statementCount == row.statementCount && found.matrix.briefings.count == row.briefingCount)
      }
      seen += 1
    }
    #expect(seen > 40)
  }

  @Test func `briefings across, each cell opens its own statements`() throws {
    var driver = try seeds()
    driver.press("X A l l j")
    guard case .cell(let request, let title)? = driver.state.library.chosen?.target else {
      Issue.record("no count")
      return
    }
    driver.press("Enter")
    let statements = try #require(driver.state.library.cell?.statements)
    #expect(statements.matrix.briefings.map(\.id) == [try #require(request.entryID)])
    #expect(text(driver).contains(title))
    driver.press("q A")
    #expect(driver.state.library.chosenStatement != nil)
  }

  @Test func `where not all briefings fit across, the next ones come in at the side`() throws {
    var driver = try seeds(60, 20)
    driver.press("X A")
    var seen: Set<Int> = []
    for _ in 0..<12 {
      if let spot = driver.state.library.chosen { seen.insert(spot.column) }
      driver.press("l")
    }
    #expect(seen == [0, 1, 2, 3, 4])
    for _ in 0..<12 { driver.press("h") }
    #expect(driver.state.library.chosen?.column == 0)
  }

  @Test func `inferred ones, open risks, a filter and the order`() throws {
    var driver = try seeds(200, 60)
    driver.press("X")
    let all = try #require(driver.state.library.layout?.spots.count)
    driver.press("i")
    let stated = try #require(driver.state.library.layout?.spots.count)
    #expect(stated < all)
    driver.press("R")
    let open = driver.state.library.layout?.spots ?? []
    #expect(!open.isEmpty && open.count < stated && open.allSatisfy { $0.column == 1 })
    driver.press("R i / corruption Enter")
    #expect((driver.state.library.layout?.spots.count ?? 0) == 2)
    driver.press("Esc")
    #expect(driver.state.library.layout?.spots.count == all)
    driver.press("s")
    #expect(driver.state.library.order == .subject)
    #expect(text(driver).contains("by subject"))
  }

  @Test func `pinned statements stand side by side`() throws {
    var driver = try seeds(160, 50)
    driver.press("=")
    #expect(driver.state.message?.text.contains("Nothing is pinned") == true)
    driver.press("X p j p l p =")
    #expect(driver.state.library.pins.count == 3)
    #expect(driver.state.library.layout?.spots.count == 3)
    driver.press("p")
    #expect(driver.state.library.pins.count == 2 && driver.state.library.layout?.spots.count == 2)
    driver.press("Enter H")
    #expect(driver.state.library.pins.count == 2 && driver.state.library.scope == .pinned)
    driver.press("=")
    #expect(driver.state.library.scope == .all)
  }

  @Test func `a search's results have a matrix of their own`() throws {
    var driver = try seeds()
    driver.press("S multilingual Enter X")
    #expect(driver.state.library.scope == .search("multilingual"))
    #expect(driver.state.library.counts?.briefingCount == 1)
    #expect(text(driver).contains("multilingual"))
    driver.press("M")
    #expect(driver.state.library.counts?.briefingCount == 5)
  }

  @Test func `the words that decided are told, and a statement is copied with its source`() throws {
    var driver = try seeds()
    driver.press("X W")
    #expect(driver.state.message?.text.hasPrefix("Violence: ") == true)
    driver.press("Y")
    let chosen = try #require(driver.state.library.chosenStatement)
    guard case .copy(let copied, _)? = driver.otherEffects.last else {
      Issue.record("nothing was copied")
      return
    }
    #expect(copied.contains(chosen.assessment.text))
    #expect(copied.hasSuffix("\(chosen.entry.path):\(chosen.assessment.span.firstLine)"))
  }

  @Test func `an older answer is dropped, and what is gone leaves the cursor on the page`() throws {
    var driver = try seeds()
    driver.press("X G")
    let before = driver.state.library
    driver.send(
      .matrix(MatrixCounts(), MatrixStatements(request: MatrixRequest()), generation: before.generation - 1))
    #expect(driver.state.library == before)
    driver.send(
      .matrix(MatrixCounts(), MatrixStatements(request: MatrixRequest()), generation: before.generation))
    #expect(text(driver).contains("No briefing states"))
    driver.press("j k l h Enter . p W Y")
    #expect(driver.state.library.level.cursor == 0)
  }
}

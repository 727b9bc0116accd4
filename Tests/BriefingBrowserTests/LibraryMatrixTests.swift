import BriefingModel
import BriefingTestSupport
import Foundation
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
    driver.press("X \\ l l j")
    guard case .cell(let request, let title)? = driver.state.library.chosen?.target else {
      Issue.record("no count")
      return
    }
    driver.press("Enter")
    let statements = try #require(driver.state.library.cell?.statements)
    #expect(statements.matrix.briefings.map(\.id) == [try #require(request.entryID)])
    #expect(text(driver).contains(title))
    driver.press("q \\")
    #expect(driver.state.library.chosenStatement != nil)
  }

  @Test func `where not all briefings fit across, the next ones come in at the side`() throws {
    var driver = try seeds(60, 20)
    driver.press("X \\")
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
    driver.press("!")
    let open = driver.state.library.layout?.spots ?? []
    #expect(!open.isEmpty && open.count < stated && open.allSatisfy { $0.column == 1 })
    driver.press("! i / corruption Enter")
    // A risk of two briefings and a remedy of a third.
    #expect((driver.state.library.layout?.spots.count ?? 0) == 3)
    driver.press("Esc")
    #expect(driver.state.library.layout?.spots.count == all)
    driver.press("s")
    #expect(driver.state.library.order == .subject)
    #expect(text(driver).contains("from A to Z"))
  }

  @Test func `pinned statements stand side by side`() throws {
    var driver = try seeds(160, 50)
    driver.press("=")
    #expect(driver.state.message?.text.contains("Nothing is pinned") == true)
    driver.press("X + j + l + =")
    #expect(driver.state.library.pins.count == 3)
    #expect(driver.state.library.layout?.spots.count == 3)
    driver.press("+")
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
    let subject = try #require(driver.state.library.chosenStatement?.assessment.subject)
    #expect(driver.state.message?.text.hasPrefix(subject + ": ") == true)
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
    driver.press("j k l h Enter . + W Y")
    #expect(driver.state.library.level.cursor == 0)
  }

  // MARK: - Narrowing

  @Test(arguments: [
    "kind:risk", "kind:=", "is:stated", "is:inferred", "subject:corr", "abc7", "2026-03 violence",
  ])
  func `the filter knows kinds, what is stated, subjects and briefings`(filter: String) throws {
    var driver = try seeds()
    driver.press("X")
    let all = driver.state.library.layout?.spots.count ?? 0
    driver.press("/")
    driver.type(filter)
    driver.press("Enter")
    let spots = driver.state.library.layout?.spots ?? []
    #expect(!spots.isEmpty && spots.count < all)
    #expect(
      spots.allSatisfy { spot in
        switch filter {
        case "kind:risk": spot.column == 1
        case "kind:=": spot.column == 2
        case "is:stated": Self.first(spot)?.isStated == true
        case "is:inferred": Self.first(spot)?.isStated == false
        case "subject:corr": Self.first(spot)?.subject == "Corruption"
        case "abc7": Self.label(spot) == "004"
        default: Self.label(spot) == "001"
        }
      })
    driver.press("Esc")
    #expect(driver.state.library.layout?.spots.count == all)
  }

  private static func first(_ spot: LibraryMatrixLayout.Spot) -> Assessment? {
    guard case .entry(let entry, _) = spot.target else { return nil }
    return entry.first.assessment
  }

  private static func label(_ spot: LibraryMatrixLayout.Spot) -> String? {
    guard case .entry(let entry, let matrix) = spot.target else { return nil }
    return matrix.labels[entry.first.briefing]
  }

  @Test func `what only the index can tell is asked of it, with the search it is of`() {
    #expect(MatrixFilter("corruption").query.isEmpty)
    #expect(
      MatrixFilter("kind:risk is:stated country:Ecuador date:2026-03.. x").query
        == "country:Ecuador date:2026-03..")
    #expect(MatrixFilter("source:\"El Universo\"").query == "source:\"El Universo\"")
    #expect(MatrixFilter("country:").query.isEmpty)
    var pane = LibraryMatrixPane()
    pane.scope = .search("a OR b")
    pane.filter = "country:Peru"
    #expect(pane.query == "(a OR b) country:Peru")
    pane.scope = .pinned
    #expect(pane.query.isEmpty)
  }

  @Test func `counts are narrowed by kind too`() throws {
    var driver = try seeds(80, 24)
    driver.press("X / kind:risk")
    driver.type(" is:stated")
    driver.press("Enter")
    for spot in driver.state.library.layout?.spots ?? [] { #expect(spot.column == 1) }
    driver.press("Enter")
    let statements = try #require(driver.state.library.layout?.spots)
    #expect(
      !statements.isEmpty
        && statements.allSatisfy { Self.first($0)?.kind == .risk && Self.first($0)?.isStated == true })
  }

  @Test func `the title of a cell counts what is left of it`() throws {
    var driver = try seeds(100, 24)
    driver.press("X w / violence Enter l Enter")
    let all = try #require(driver.state.library.cell?.statements?.statementCount)
    #expect(text(driver).contains("  \(all) statements"))
    driver.press("i")
    let shown = driver.state.library.layout?.spots.count ?? 0
    #expect(shown < all && text(driver).contains("  \(shown) of \(all) statements"))
  }

  @Test func `what is shared narrows the matrix, and the list`() throws {
    var driver = try seeds()
    driver.press("X F Enter")
    #expect(driver.state.library.filter == "source:\"El Universo\"" && driver.state.context == .library)
    driver.press("Esc q F Enter")
    #expect(driver.state.context == .hits && driver.state.search.editor.text == "source:\"El Universo\"")
  }

  @Test func `the newest come first, and sources by their names`() throws {
    var driver = try seeds()
    driver.press("X s s s s s s s")
    #expect(driver.state.library.order == .date)
    let spots = driver.state.library.layout?.spots ?? []
    #expect(spots.first.flatMap(Self.label) == "001")
    driver.press("s")
    #expect(driver.state.library.order == .source)
    #expect(driver.state.library.layout?.spots.first.flatMap(Self.label) == "004")
    driver.press("s")
    #expect(driver.state.library.order == .reading)
    // Counts have neither.
    driver.press("w s s s s s s s")
    #expect(driver.state.library.order == .reading)
  }

  // MARK: - Writing

  @Test func `something is written about a cell, which stays where it is`() throws {
    var driver = try seeds()
    driver.press("X l j")
    let chosen = try #require(driver.state.library.chosenStatement)
    let before = driver.state.library.level
    driver.press("a")
    #expect(driver.state.prompt != nil && driver.state.context == .library)
    driver.type("check this")
    driver.press("Enter")
    #expect(driver.state.library.level == before && driver.state.context == .library)
    guard case .annotate(let annotation, let id, _)? = driver.marks.last else {
      Issue.record("nothing was written")
      return
    }
    #expect(id == chosen.entry.id && annotation.text == "check this")
    #expect(annotation.quote.contains(chosen.assessment.text))
    // It stands beside the text, at the words.
    driver.press("Enter")
    #expect(text(driver).contains("check this"))
    driver.press("H a")
    #expect(driver.state.prompt?.editor.text == "check this")
  }

  @Test func `what is written about a cell of a table belongs to the cell`() throws {
    for name in Seeds.names {
      let briefing = try Seeds.open(name).briefing
      for assessment in briefing.assessments {
        let place = try #require(Annotation.Anchor.place(of: assessment, in: briefing))
        #expect(place.quote.contains(assessment.text), "\(assessment.text)")
        #expect((place.anchor.column == nil) == (assessment.tableID == nil))
      }
    }
  }

  @Test func `a note is on the briefing of the statement, by the same key as in the list`() throws {
    var driver = try seeds()
    driver.press("X l A")
    let chosen = try #require(driver.state.library.chosenStatement)
    guard case .note(let id)? = driver.state.prompt?.kind else {
      Issue.record("no note is asked for")
      return
    }
    #expect(id == chosen.entry.id)
  }

  @Test func `the statements behind a cell keep to the measure in a wide window`() throws {
    var driver = try seeds(200, 50)
    driver.press("X w l Enter")
    let layout = try #require(driver.state.library.layout)
    #expect(layout.spots.allSatisfy { $0.columns.upperBound <= driver.state.options.measure + 8 })
  }

  // MARK: - The next session

  @Test(arguments: [
    "X l j", "X w j l", "X / corr Enter", "X \\ l j", "X w j l Enter j", "X s s ! i", "X \\ l j Enter",
  ])
  func `the matrix stands again in the next session`(script: String) throws {
    var first = try seeds()
    first.press(script)
    let form = try JSONEncoder().encode(first.state.savedSession)
    var second = try seeds()
    second.send(
      .session(try JSONDecoder().decode(SavedSession.self, from: form), texts: first.state.savedTexts))
    #expect(second.screen.text == first.screen.text)
    #expect(second.state.library.chosen?.target == first.state.library.chosen?.target)
  }

  @Test func `what was pinned is still pinned, and an older session has no matrix`() throws {
    var first = try seeds()
    first.press("X + l + = j")
    let form = try JSONEncoder().encode(first.state.savedSession)
    var second = try seeds()
    second.send(
      .session(try JSONDecoder().decode(SavedSession.self, from: form), texts: first.state.savedTexts))
    #expect(second.state.library.pins == first.state.library.pins)
    #expect(second.screen.text == first.screen.text)
    var object = try #require(JSONSerialization.jsonObject(with: form) as? [String: Any])
    object["matrix"] = nil
    object["compared"] = nil
    let older = try JSONDecoder().decode(
      SavedSession.self, from: JSONSerialization.data(withJSONObject: object))
    #expect(older.matrix == nil)
  }
}

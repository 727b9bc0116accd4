import BriefingModel
import BriefingTestSupport
import TerminalScreen
import Testing

@testable import BriefingBrowser

/// The search pane: pages of results, the room of its field, and what is said beside it.
@Suite struct SearchPaneTests {
  /// A search for x whose answer holds the first `here` of `all` results.
  private func found(_ here: Int, of all: Int, isPartial: Bool = false) -> SearchResults {
    let results = (0..<here).map { number in
      SearchResult(
        entry: LibraryEntry(id: Int64(number + 1), path: "\(number).txt", displayTitle: "Title \(number)"),
        score: 1, lines: FoundLines())
    }
    return SearchResults(query: "x", results: results, matchCount: all, isPartial: isPartial)
  }

  private func searching(_ results: SearchResults) throws -> BrowserState {
    var state = try BrowserDriver.seeds(columns: 120, rows: 40).state
    for key in keys("S x") { _ = update(&state, .input(.key(key))) }
    _ = update(&state, .results(results, milliseconds: 1, generation: state.searchGeneration))
    _ = update(&state, .input(.key(.enter)))
    return state
  }

  private func isSearch(_ effect: Effect) -> Bool { if case .search = effect { true } else { false } }

  private func answer(_ state: inout BrowserState, _ results: SearchResults) {
    _ = update(&state, .results(results, milliseconds: 1, generation: state.searchGeneration))
  }

  @Test func `going down asks for more results, which leave the cursor where it is`() throws {
    var state = try searching(found(50, of: 120))
    #expect(view(state).text.contains("first 50 of 120 briefings"))
    var asked = 0
    for _ in 0..<49 { asked += update(&state, .input(.key(.down))).count(where: isSearch) }
    #expect(asked == 1)
    let chosen = state.search.chosen
    answer(&state, found(100, of: 120))
    #expect(state.search.chosen == chosen && state.search.cursor.selected == 49)
    #expect(view(state).text.contains("first 100 of 120 briefings"))
    for _ in 0..<50 { _ = update(&state, .input(.key(.down))) }
    answer(&state, found(120, of: 120))
    #expect(view(state).text.contains("120 briefings") && !view(state).text.contains("first 1"))
    #expect(view(state).text(row: 39).contains("100 of 120"))
  }

  @Test func `G goes to the last result, also when that has yet to come, and to its lines`() throws {
    var state = try searching(found(50, of: 1_000))
    let asked = update(&state, .input(.key(.character("G")))).count(where: isSearch)
    #expect(asked == 1)
    var all = found(1_000, of: 1_000)
    for place in 900..<1_000 { all.results[place].lines = nil }
    answer(&state, all)
    #expect(state.search.chosen?.entryID == 1_000)
    // The lines of what is on the screen come after it, and below the last title.
    let lines = FoundLines(hits: [SearchHit(line: 3, snippet: "x", marks: [0..<1])], count: 1)
    let ids = (901...1_000).map { Int64($0) }
    _ = update(
      &state,
      .lines(
        Dictionary(uniqueKeysWithValues: ids.map { ($0, lines) }), generation: state.searchGeneration))
    #expect(state.search.chosen == SearchPane.Choice(entryID: 1_000, line: 0))
    #expect(view(state).text(row: 39).contains("1,000 of 1,000"))
    // Whoever goes up is not brought back.
    _ = update(&state, .input(.key(.up)))
    answer(&state, all)
    #expect(state.search.chosen == SearchPane.Choice(entryID: 1_000))
  }

  @Test func `a pattern that is still looked for further on takes nothing away`() throws {
    var state = try searching(found(50, of: 50, isPartial: true))
    #expect(view(state).text.contains("first 50 briefings"))
    _ = update(&state, .input(.key(.character("G"))))
    answer(&state, found(10, of: 10, isPartial: true))
    #expect(state.search.results?.results.count == 50)
    answer(&state, found(70, of: 70))
    #expect(state.search.results?.results.count == 70 && state.search.chosen?.entryID == 70)
  }

  @Test func `the field is worth more than the counts beside it`() throws {
    var driver = try BrowserDriver.seeds(columns: 80, rows: 24)
    driver.press("S")
    driver.type("drone surveillance")
    #expect(driver.screen.text.contains("S drone surveillance"))
    driver.type(" country:Ecuador")
    let row = try #require((0..<24).first { driver.screen.text(row: $0).contains("S drone surveillance") })
    #expect(driver.screen.text(row: row).contains("country:Ecuador"))
  }

  @Test func `a field that is scrolled says so, at either end`() throws {
    var driver = try BrowserDriver.seeds(columns: 80, rows: 24)
    driver.press("S")
    let words = (1...20).map { "word\($0)" }.joined(separator: " ")
    driver.type(words)
    #expect(driver.screen.text.contains("S ‹") && driver.screen.text.contains("word20"))
    driver.press("C-a")
    #expect(driver.screen.text.contains("S word1 word2") && !driver.screen.text.contains("word20"))
    #expect(driver.screen.text.contains("›"))
    // Where nobody types its beginning is shown.
    driver.press("C-e Enter")
    #expect(driver.screen.text.contains("S word1 word2") && driver.screen.text.contains("›"))
  }

  @Test func `a fault is marked below its place, also where the field is scrolled`() throws {
    var state = try BrowserDriver.seeds(columns: 80, rows: 24).state
    for key in keys("S") { _ = update(&state, .input(.key(key))) }
    let query = String(repeating: "drone ", count: 12) + "has:tabel"
    for character in query { _ = update(&state, .input(.key(.character(character)))) }
    let fault = QueryFault(message: "has: knows table and matrix", offset: 72)
    answer(&state, SearchResults(query: query, fault: fault))
    let rows = (0..<24).map { Array(view(state).text(row: $0)) }
    let row = try #require(rows.firstIndex { String($0).contains("has:tabel") })
    let caret = try #require(rows[row + 1].firstIndex(of: "^"))
    #expect(String(rows[row][caret...]).hasPrefix("has:tabel"))
  }

  @Test func `what no line was looked for in says nothing of lines`() throws {
    var results = found(3, of: 5)
    results.results[1].equalPaths = ["other.txt"]
    results.results[2].lines = FoundLines(
      hits: [SearchHit(line: 3, snippet: "x", marks: [0..<1])], count: 1)
    results.matchCount = 4
    var state = try searching(results)
    let screen = view(state)
    #expect(!screen.text.contains("0 lines"))
    #expect(screen.text.contains("2 equal") && !screen.text.contains("2 equal,"))
    #expect(screen.text.contains("1 line in 4 briefings"))
    answer(&state, found(3, of: 3))
    #expect(view(state).text.contains("3 briefings") && !view(state).text.contains("0 lines"))
  }

  @Test func `nothing found while briefings are read is of what was read, and asked again at the end`() throws
  {
    var state = try BrowserDriver.seeds(columns: 80, rows: 24).state
    _ = update(&state, .progress(IndexProgress(filesDone: 10, filesTotal: 100)))
    for key in keys("S x") { _ = update(&state, .input(.key(key))) }
    answer(&state, found(0, of: 0))
    #expect(view(state).text.contains("Nothing found in what was read so far."))
    let asked = update(&state, .progress(IndexProgress(filesDone: 100, filesTotal: 100, isFinished: true)))
    #expect(asked.count(where: isSearch) == 1)
    answer(&state, found(0, of: 0))
    #expect(view(state).text.contains("Nothing found."))
    // It was asked of all.
    let again = update(&state, .progress(IndexProgress(filesDone: 100, filesTotal: 100, isFinished: true)))
    #expect(!again.contains(where: isSearch))
  }

  @Test func `what was found in a text is not said beside another search`() throws {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("S multilingual Enter j Enter")
    #expect(driver.screen.text(row: 39).contains("multilingual: 1 of 1"))
    driver.press("S")
    #expect(!driver.screen.text(row: 39).contains("multilingual"))
    driver.type("drone")
    driver.press("Enter")
    #expect(!driver.screen.text(row: 39).contains("multilingual"))
  }
}

import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// Keys that are typed before an answer has come act on that answer.
@Suite struct HeldKeysTests {
  private struct Session {
    var state: BrowserState
    var effects: [Effect] = []

    mutating func press(_ script: String) {
      for key in keys(script) { effects += update(&state, .input(.key(key))) }
    }

    /// Answers the newest search with these briefings, each with one line.
    mutating func answer(_ ids: Int64..., isPartial: Bool = false) {
      let results = ids.compactMap { id -> SearchResult? in
        guard let entry = state.list.entries.first(where: { $0.id == id }) else { return nil }
        let hit = SearchHit(line: 3, snippet: "a line", marks: [0..<1])
        return SearchResult(entry: entry, score: 1, lines: FoundLines(hits: [hit], count: 1))
      }
      var found = SearchResults(
        query: state.search.editor.text, results: results, matchCount: results.count)
      found.isPartial = isPartial
      effects += update(&state, .results(found, milliseconds: 1, generation: state.searchGeneration))
    }

    /// The briefings that were asked for.
    var opened: [Int64] {
      effects.compactMap { if case .openBriefing(let id, _, _) = $0 { id } else { nil } }
    }
  }

  private func session() throws -> Session {
    Session(state: try BrowserDriver.seeds(columns: 120, rows: 40).state)
  }

  @Test func `Enter twice opens the first of what was typed, not of what was found before`() throws {
    var session = try session()
    session.press("S dr")
    session.answer(2, 3)
    session.press("one Enter Enter")
    #expect(session.opened.isEmpty && session.state.search.isTyping)
    session.answer(4, 5)
    #expect(session.opened == [4])
    #expect(session.state.context == .reader)
  }

  @Test func `steps and what follows them keep their order`() throws {
    var session = try session()
    session.press("S drone Down Down Enter")
    #expect(session.state.search.editor.text == "drone")
    session.answer(4, 5)
    #expect(session.opened == [5])
  }

  @Test func `what is typed on is typed at once, and Esc gives up what waits`() throws {
    var session = try session()
    session.press("S dr")
    session.press("o")
    #expect(session.state.search.editor.text == "dro")
    session.press("Enter Enter Esc")
    session.answer(4)
    #expect(session.opened.isEmpty)
  }

  @Test func `a part of the answer is one`() throws {
    var session = try session()
    session.press("S drone Enter Enter")
    session.answer(5, isPartial: true)
    #expect(session.opened == [5])
  }

  @Test func `leaving does not wait`() throws {
    var session = try session()
    session.press("S drone Enter")
    session.answer(4)
    session.press("S x Enter Esc")
    session.press("q")
    #expect(session.state.context != .hits)
  }

  @Test func `a name is chosen from those that fit what was typed`() throws {
    var session = try session()
    session.press("o")
    func names(_ ids: Int64...) -> Event {
      let entries = ids.compactMap { id in session.state.list.entries.first { $0.id == id } }
      return .names(
        entries.map { NameMatch(entry: $0, kind: .path, text: $0.path) },
        generation: session.state.pickerGeneration)
    }
    let all = names(1, 2, 3)
    session.effects += update(&session.state, all)
    session.press("x Enter")
    #expect(session.opened.isEmpty && !session.state.overlays.isEmpty)
    let found = names(3)
    session.effects += update(&session.state, found)
    #expect(session.opened == [3] && session.state.overlays.isEmpty)
  }

  @Test func `a sheet says how many there are, and its own keys`() throws {
    var driver = try BrowserDriver.seeds(columns: 80, rows: 24)
    driver.press("o")
    let last = try #require(driver.screen.text.split(separator: "\n").last)
    #expect(last.contains("1 of 5") && last.contains("Enter opens") && last.contains("Esc leaves"))
    #expect(!last.contains("search"))
    driver.press("Esc ?")
    #expect(driver.screen.text.split(separator: "\n").last?.contains("q leaves") == true)
  }
}

import BriefingModel
import BriefingTestSupport
import Foundation
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// How the panes stood is found again.
@Suite struct SessionTests {
  private func seeds(_ columns: Int = 160, _ rows: Int = 48) throws -> BrowserDriver {
    try BrowserDriver.seeds(columns: columns, rows: rows)
  }

  /// What is kept, as a later run reads it.
  private func kept(_ state: BrowserState) throws -> Event {
    let form = try JSONEncoder().encode(state.savedSession)
    return .session(try JSONDecoder().decode(SavedSession.self, from: form), texts: state.savedTexts)
  }

  @Test(arguments: [
    "Enter C-w v B j j Enter } } C-w h ]", "Enter C-w s } }", "G T j Enter j l", "j Enter X j j j", "j X",
    "G t j j",
    "Enter C-w v B j Enter X C-w s", "Enter C-w Space Tab S-Tab", "C-w o", "Enter C-w o",
  ])
  func `the panes stand as they stood, with their places and cursors`(script: String) throws {
    var first = try seeds()
    first.press(script)
    var second = try seeds()
    second.send(.marks(first.state.marks))
    second.send(try kept(first.state))
    #expect(second.state.arrangement == first.state.arrangement)
    #expect(second.state.list.cursor.selected == first.state.list.cursor.selected)
    #expect(second.state.texts.count == first.state.texts.count)
    for (pane, text) in first.state.texts {
      let other = try #require(second.state.texts[pane])
      #expect(other.reader?.entryID == text.reader?.entryID)
      #expect(other.reader?.top == text.reader?.top)
      #expect(other.table == text.table && other.matrix == text.matrix && other.outline == text.outline)
    }
    #expect(second.screen.text == first.screen.text)
  }

  @Test func `a place that stands elsewhere in another window shows the same words`() throws {
    var first = try seeds(160, 48)
    first.press("j Enter 9 j")
    let words = try #require(first.state.reader.map { $0.flow.readingPlace(at: $0.top, first.state.metrics) })
    var second = try seeds(80, 24)
    second.send(try kept(first.state))
    let shown = second.state.reader.map { $0.flow.readingPlace(at: $0.top, second.state.metrics) }
    #expect(shown??.text == words?.text)
    #expect(second.state.reader?.entryID == 2)
  }

  @Test func `a search that was shown is made again`() throws {
    var first = try seeds()
    first.press("S drone Enter j")
    var second = try seeds()
    second.send(try kept(first.state))
    #expect(second.state.context == .hits)
    #expect(second.state.search.editor.text == "drone")
    #expect(second.state.search.results?.results.isEmpty == false)
    #expect(!second.state.search.isTyping)
  }

  @Test func `a reader who was faster is left alone`() throws {
    var first = try seeds()
    first.press("Enter C-w v")
    var second = try seeds()
    second.press("j")
    let before = second.state.arrangement
    second.send(try kept(first.state))
    #expect(second.state.arrangement == before)
    #expect(second.state.reader?.entryID == 2)
  }

  @Test func `whoever names a place is shown that`() throws {
    var first = try seeds()
    first.press("Enter C-w v")
    var options = BrowserOptions()
    options.startLine = 12
    var second = BrowserDriver(
      try Seeds.names.map { try Seeds.open($0) }, columns: 160, rows: 48, options: options)
    second.send(try kept(first.state))
    #expect(second.state.texts.count == 1)
  }

  @Test func `a text whose briefing is gone shows what is open`() throws {
    var first = try seeds()
    first.press("Enter C-w v ] ]")
    guard case .session(let session, let texts) = try kept(first.state) else { return }
    var second = try seeds()
    second.send(.session(session, texts: texts.filter { $0.pane == 0 }))
    #expect(second.state.texts.values.map { $0.reader?.entryID } == [1, 1])
  }

  @Test(arguments: ["focus", "recent", "sides"])
  func `what is damaged is not shown`(field: String) throws {
    var first = try seeds()
    first.press("Enter C-w v t C-w s")
    let form = try JSONEncoder().encode(first.state.savedSession)
    var object = try #require(try JSONSerialization.jsonObject(with: form) as? [String: Any])
    var arrangement = try #require(object["arrangement"] as? [String: Any])
    arrangement[field] = field == "focus" ? ["role": "reader", "number": 77] : []
    object["arrangement"] = arrangement
    let damaged = try JSONDecoder().decode(
      SavedSession.self, from: try JSONSerialization.data(withJSONObject: object))
    var second = try seeds()
    let before = second.state
    second.send(.session(damaged, texts: first.state.savedTexts))
    #expect(second.state == before)
  }
}

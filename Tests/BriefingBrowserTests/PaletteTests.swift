import BriefingModel
import BriefingTestSupport
import TerminalScreen
import Testing

@testable import BriefingBrowser

@Suite struct PaletteTests {
  private func seeds() throws -> BrowserDriver { try BrowserDriver.seeds(columns: 80, rows: 24) }

  @Test func `Tab completes, again goes on, and typing begins anew`() throws {
    var driver = try seeds()
    driver.press(": t a b Tab")
    #expect(driver.state.prompt?.editor.text == "tables")
    driver.press("Tab")
    #expect(driver.state.prompt?.editor.text == "table-view")
    driver.press("S-Tab Enter")
    #expect(driver.state.context == .tables)
  }

  @Test func `a command with an argument is completed with its blank, and then its argument`() throws {
    var driver = try seeds()
    driver.press(": them Tab")
    #expect(driver.state.prompt?.editor.text == "theme ")
    #expect(driver.state.shownPaletteEntries.map(\.text).contains("theme high-contrast"))
    driver.press("h Tab Enter")
    #expect(driver.state.theme == "high-contrast")
  }

  @Test func `a command takes what stands behind it`() throws {
    var driver = try seeds()
    driver.press(":")
    driver.type("search drone flights")
    driver.press("Enter")
    #expect(driver.state.search.results?.query == "drone flights")
    #expect(!driver.state.search.isTyping)
    driver.press("q q Enter :")
    driver.type("find troops")
    driver.press("Enter")
    #expect(driver.state.find?.pattern == "troops")
    driver.press(":")
    driver.type("tag border, sea")
    driver.press("Enter")
    #expect(
      driver.marks.contains { if case .mark(.tags(["border", "sea"], _), _) = $0 { true } else { false } })
    driver.press(":")
    driver.type("zoom now")
    driver.press("Enter")
    #expect(driver.state.message?.text == "zoom takes no “now”.")
  }

  @Test(arguments: ["q", "q!", "wq", "x"])
  func `the words of vi for leaving leave`(typed: String) throws {
    var driver = try seeds()
    driver.press("Enter :")
    driver.type(typed)
    driver.press("Enter")
    #expect(driver.otherEffects.last == .quit)
  }

  @Test(
    arguments: [("csv ~/x", "~/x.csv"), ("md ~/x.md", "~/x.md"), ("~/y.txt", "~/y.txt")])
  func `export takes a form and a file`(typed: String, path: String) throws {
    var driver = try seeds()
    driver.press("j j T :")
    driver.type("export \(typed)")
    driver.press("Enter")
    let paths = driver.otherEffects.compactMap { effect -> String? in
      if case .export(_, let path) = effect { path } else { nil }
    }
    #expect(paths == [path])
  }

  @Test func `what was typed comes back, newest first, and the list stands below it`() throws {
    var driver = try seeds()
    driver.press(": zoom Enter : zoom Enter : outline Enter :")
    driver.press("Up")
    #expect(driver.state.prompt?.editor.text == "outline")
    driver.press("Up Up")
    #expect(driver.state.prompt?.editor.text == "zoom")
    driver.press("Down Down")
    #expect(driver.state.prompt?.editor.text == "")
    driver.press("Down")
    #expect(driver.state.prompt?.cursor.selected == 1)
    #expect(driver.typed.contains(.keepTyped("zoom", .command)))
  }

  @Test func `find and search remember, and what came from earlier sessions is offered`() throws {
    var driver = try seeds()
    var histories = PromptHistories()
    histories.add("border", .find)
    histories.add("fentanyl", .search)
    driver.send(.histories(histories))
    driver.press("Enter / Up")
    #expect(driver.state.find?.pattern == "border")
    driver.press("C-u drone Enter / Up Up")
    #expect(driver.state.prompt?.editor.text == "border")
    driver.press("Esc S Up")
    #expect(driver.state.search.editor.text == "fentanyl")
    driver.press("Down")
    #expect(driver.state.search.editor.text == "")
  }

  @Test func `histories are bounded and hold each line once`() {
    var histories = PromptHistories()
    for number in 0..<300 { histories.add("\(number)", .find) }
    histories.add("299", .find)
    histories.add("100", .find)
    histories.add(String(repeating: "a", count: 3_000), .find)
    #expect(histories[.find].count == PromptHistories.limit)
    #expect(histories[.find].last == "100")
    #expect(histories[.find].count { $0 == "100" } == 1)
  }

  @Test func `a key that waits shows what may follow`() throws {
    var driver = try seeds()
    driver.press("C-w")
    let text = driver.screen.text
    #expect(text.contains("this pane alone, and back"))
    #expect(text.contains("to the previous pane"))
    driver.press("Esc")
    #expect(driver.state.pendingKeys.isEmpty)
    #expect(driver.state.message == nil)
  }

  @Test func `the help is scrolled and narrowed`() throws {
    var driver = try seeds()
    driver.press("? j j")
    guard case .help(_, false, 2)? = driver.state.overlays.last else {
      Issue.record("not scrolled")
      return
    }
    driver.press("/ m a t r")
    #expect(driver.screen.text.contains("matrix of benefits"))
    #expect(!driver.screen.text.contains("half a page down"))
    driver.press("Esc q")
    #expect(driver.state.overlays.isEmpty)
  }

  @Test(
    arguments: [
      ("a b c C-w C-y C-y", "abcabc"), ("a b c C-t", "acb"), ("a b Left C-t", "ba"),
      ("a b C-a C-k C-y", "ab"), ("a b Space c C-a M-d", " c"), ("a b c C-b C-u C-e C-y", "cab"),
    ])
  func `a prompt knows the keys of readline`(script: String, text: String) {
    var editor = LineEditor()
    for key in keys(script) { _ = editor.handle(key) }
    #expect(editor.text == text)
  }
}

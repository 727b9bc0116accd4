import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// Panes that the reader splits, closes, moves and sizes.
@Suite struct PanesTests {
  private func seeds(_ columns: Int = 160, _ rows: Int = 48) throws -> BrowserDriver {
    try BrowserDriver.seeds(columns: columns, rows: rows)
  }

  private func rect(_ driver: BrowserDriver, _ pane: Pane) throws -> Rect {
    try #require(driver.state.frames?.panes[pane])
  }

  /// Every column and row between bar and status line belongs to one pane or one rule.
  private func expectWhole(_ state: BrowserState) {
    guard let frames = state.frames else { return }
    var owners = Array(repeating: 0, count: state.size.columns * state.size.rows)
    for rect in frames.panes.values + frames.rules {
      for row in rect.row..<rect.endRow {
        for column in rect.column..<rect.endColumn { owners[row * state.size.columns + column] += 1 }
      }
    }
    let inner = owners.dropFirst(state.size.columns).dropLast(state.size.columns)
    #expect(inner.allSatisfy { $0 == 1 })
    #expect(frames.panes[state.arrangement.focus] != nil)
    #expect(frames.panes.values.allSatisfy { $0.columns >= 16 && $0.rows >= 4 })
  }

  @Test func `a split gives a second text with its own place, find and history`() throws {
    var driver = try seeds()
    driver.press("Enter C-w v")
    let (first, second) = (Pane.reader, driver.state.arrangement.focus)
    #expect(second != first && second.role == .reader)
    #expect(driver.state.frames?.panes.keys.contains(first) == true)
    driver.press("} } / drug Enter")
    #expect(driver.state.texts[first]?.reader?.top == FlowPlace())
    #expect(driver.state.texts[first]?.find == nil)
    #expect(driver.state.texts[second]?.find?.pattern == "drug")
    // The same briefing stands twice.
    #expect(driver.state.texts[first]?.reader?.entryID == driver.state.texts[second]?.reader?.entryID)
    driver.press("C-w h 1 2 G C-w l H")
    #expect(driver.state.message?.text == "This is where you began.")
    #expect(driver.state.texts[first]?.past.count == 1)
    driver.press("C-w h H")
    #expect(driver.state.texts[first]?.reader?.top == FlowPlace())
    expectWhole(driver.state)
  }

  @Test func `two briefings stand side by side, and the list opens in the text used last`() throws {
    var driver = try seeds()
    driver.press("Enter C-w v B j j Enter")
    let second = driver.state.arrangement.focus
    #expect(driver.state.texts[.reader]?.reader?.entryID == 1)
    #expect(driver.state.texts[second]?.reader?.entryID == 3)
    driver.press("C-w h B")
    // The list stands on what is read in the text that was chosen.
    #expect(driver.state.list.selected?.id == 1)
    driver.press("j Enter")
    #expect(driver.state.texts[.reader]?.reader?.entryID == 2)
    #expect(driver.state.texts[second]?.reader?.entryID == 3)
  }

  @Test func `what belongs to a text follows the text that is used`() throws {
    var driver = try seeds()
    driver.press("Enter C-w v B 4 j Enter T")
    #expect(driver.state.context == .tables)
    let tables = driver.state.reader?.flow.tables.count
    driver.press("Tab Tab Tab")
    // Round the panes to the first text, whose tables are others.
    driver.press("C-w h")
    while driver.state.arrangement.focus != .reader { driver.press("Tab") }
    #expect(driver.state.reader?.entryID == 1)
    #expect(driver.state.reader?.flow.tables.count != tables)
    expectWhole(driver.state)
  }

  @Test func `an answer goes to the text that asked`() throws {
    var state = try seeds().state
    _ = update(&state, .input(.key(.enter)))
    for key in keys("C-w v B j") { _ = update(&state, .input(.key(key))) }
    let second = state.textPane
    let asked = state.openGeneration
    // Back to the first text before the answer is there.
    for key in keys("C-w l") { _ = update(&state, .input(.key(key))) }
    #expect(state.textPane == .reader)
    _ = update(&state, .opened(try Seeds.open(Seeds.names[1]), entryID: 2, generation: asked))
    #expect(state.texts[second]?.reader?.entryID == 2)
    #expect(state.texts[.reader]?.reader?.entryID == 1)
  }

  @Test func `requests of two texts are told apart`() throws {
    var state = try seeds().state
    for key in keys("Enter C-w v") { _ = update(&state, .input(.key(key))) }
    let effects = update(&state, .input(.key(.character("]"))))
    #expect(
      effects == [
        .openBriefing(entryID: 2, generation: state.openGeneration, pane: state.textPane.number)
      ])
    #expect(state.textPane.number != 0)
  }

  @Test func `a pane is closed and the others take its room`() throws {
    var driver = try seeds()
    driver.press("Enter C-w s")
    let before = try rect(driver, .reader)
    driver.press("C-w q")
    #expect(driver.state.arrangement.focus == .reader)
    #expect(driver.state.texts.count == 1)
    #expect(try rect(driver, .reader).rows == 46)
    #expect(before.rows == 23)
    driver.press("C-w o")
    #expect(driver.state.frames?.panes.count == 1)
    driver.press("C-w q")
    #expect(driver.state.message?.text == "This is the only pane.")
    // What was closed comes back when it is asked for.
    driver.press("t")
    #expect(driver.state.context == .outline)
    driver.press("B")
    #expect(driver.state.context == .list)
    driver.press("C-w 0")
    #expect(driver.state.arrangement.tree.panes == [.list, .reader, .side])
  }

  @Test func `the place in a text that is closed is kept`() throws {
    var driver = try seeds()
    driver.press("Enter C-w v ] } } C-w q")
    #expect(
      driver.otherEffects.contains { effect in
        if case .keepPlace(_?, entryID: 2) = effect { true } else { false }
      })
  }

  @Test func `q closes a text that was split off`() throws {
    var driver = try seeds()
    driver.press("Enter C-w v q")
    #expect(driver.state.texts.count == 1)
    #expect(driver.state.context == .reader)
    driver.press("q")
    #expect(driver.state.context == .list)
  }

  @Test(arguments: [("C-w v", 80, 24), ("C-w s", 80, 24), ("C-w v", 64, 20), ("C-w s", 40, 12)])
  func `two texts are seen together where there is room`(split: String, columns: Int, rows: Int) throws {
    var driver = try seeds(columns, rows)
    driver.press("Enter " + split)
    let fits = split == "C-w s" || columns >= 65
    #expect((driver.state.texts.count == 2) == fits)
    #expect((driver.state.message != nil) == !fits)
    #expect(driver.state.frames?.panes.count ?? 0 >= (fits ? 2 : 1))
    expectWhole(driver.state)
  }

  @Test func `a split that has no room says so and changes nothing`() throws {
    var driver = try seeds(80, 24)
    driver.press("Enter C-w s C-w s C-w s")
    let before = driver.state
    driver.press("C-w s")
    #expect(driver.state.message?.text == "No room for another pane below this one.")
    #expect(driver.state.arrangement == before.arrangement)
    #expect(driver.state.texts.count == 4)
    driver.press("C-w v C-w v")
    #expect(driver.state.message?.text == "No room for another pane beside this one.")
    #expect(driver.state.texts.count == 5)
  }

  @Test func `the focus goes where the arrow points, and says when nothing lies there`() throws {
    var driver = try seeds()
    driver.press("Enter C-w v C-w s")
    let third = driver.state.arrangement.focus
    driver.press("C-w k")
    let second = driver.state.arrangement.focus
    #expect(second != third && second != .reader)
    driver.press("C-w h")
    #expect(driver.state.arrangement.focus == .reader)
    driver.press("C-w h")
    #expect(driver.state.arrangement.focus == .list)
    driver.press("C-w h")
    #expect(driver.state.message?.text == "No pane lies to the left.")
    driver.press("C-w k")
    #expect(driver.state.message?.text == "No pane lies above.")
  }

  @Test func `a pane that can not be seen is reached as well`() throws {
    var driver = try seeds(80, 24)
    driver.press("Enter C-w l")
    #expect(driver.state.context == .outline)
    driver.press("C-w h C-w h")
    #expect(driver.state.context == .list)
  }

  @Test func `heights are changed, evened and bounded`() throws {
    var driver = try seeds()
    driver.press("Enter C-w s")
    let pane = driver.state.arrangement.focus
    let before = try rect(driver, pane).rows
    driver.press("C-w +")
    #expect(try rect(driver, pane).rows == before + 2)
    for _ in 0..<40 { driver.press("C-w -") }
    #expect(try rect(driver, pane).rows == PaneFrames.leastRows)
    #expect(driver.state.message?.text == "The pane can not be made any lower.")
    driver.press("C-w =")
    #expect(try rect(driver, pane).rows == before)
    driver.press("B C-w +")
    #expect(driver.state.message?.text == "No pane stands above or below this one.")
  }

  @Test func `widths of two texts are changed between them`() throws {
    var driver = try seeds()
    driver.press("Enter C-w v C-w h")
    let other = try #require(driver.state.textPanes.last)
    let (first, second) = (try rect(driver, .reader).columns, try rect(driver, other).columns)
    driver.press("C-w >")
    #expect(try rect(driver, .reader).columns == first + 4)
    #expect(try rect(driver, other).columns == second - 4)
    expectWhole(driver.state)
  }

  @Test func `two panes change places`() throws {
    var driver = try seeds()
    driver.press("Enter C-w v C-w h C-w x")
    let other = try #require(driver.state.textPanes.last)
    #expect(try rect(driver, .reader).column > rect(driver, other).column)
    #expect(driver.state.arrangement.focus == .reader)
    driver.press("C-w x")
    expectWhole(driver.state)
  }

  @Test func `a second side pane shows something else, and each key goes to its own`() throws {
    var driver = try seeds()
    driver.press("j j t C-w s")
    #expect(driver.state.context == .tables)
    driver.press("t")
    #expect(driver.state.context == .outline)
    #expect(driver.state.frames?.panes.count == 4)
    driver.press("T")
    #expect(driver.state.context == .tables)
    driver.press("q")
    #expect(driver.state.context == .reader)
    #expect(driver.state.frames?.panes.count == 3)
  }

  @Test func `two texts stay beside two side panes where the list has no room`() throws {
    var driver = try seeds(120, 40)
    driver.press("Enter C-w v t C-w s")
    #expect(driver.state.message == nil)
    #expect(driver.state.context == .tables)
    #expect(driver.state.frames?.panes.keys.filter { $0.role == .reader }.count == 2)
    #expect(driver.state.frames?.panes.keys.filter { $0.role == .side }.count == 2)
    expectWhole(driver.state)
  }

  @Test func `the list stands above the text when it is asked to`() throws {
    var driver = try seeds(80, 24)
    driver.press("Enter C-w Space")
    #expect(try rect(driver, .list).columns == 80)
    #expect(try rect(driver, .list).endRow == rect(driver, .reader).row)
    let rows = try rect(driver, .list).rows
    driver.press("B C-w +")
    #expect(try rect(driver, .list).rows == rows + 2)
    driver.press("C-w Space")
    #expect(try rect(driver, .list).columns == 24)
  }

  @Test func `a narrow window alone is upright where that was chosen`() throws {
    var driver = try seeds(83, 30)
    driver.press("Enter")
    var arrangement = driver.state.arrangement
    arrangement.portrait = .narrow
    let narrow = PaneFrames(size: Size(columns: 83, rows: 30), arrangement: arrangement)
    let wide = PaneFrames(size: Size(columns: 84, rows: 30), arrangement: arrangement)
    #expect(narrow?.panes[.list]?.columns == 83)
    #expect(wide?.panes[.list]?.columns == 25)
  }

  @Test func `any keys and sizes leave whole panes`() throws {
    var driver = try seeds(120, 40)
    var number: UInt64 = 7
    func next(_ count: Int) -> Int {
      number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((number >> 33) % UInt64(count))
    }
    let scripts = [
      "C-w v", "C-w s", "C-w q", "C-w o", "C-w x", "C-w h", "C-w l", "C-w j", "C-w k", "C-w >", "C-w <",
      "C-w +", "C-w -", "C-w =", "C-w Space", "C-w 0", "z", "Tab", "B", "j", "Enter", "t", "T", "X", "x",
      "v", ".", "H", "L", "]", "S", "Esc", "} }", "/ drug Enter", "n",
    ]
    let sizes = [(120, 40), (200, 60), (80, 24), (59, 12), (40, 12), (24, 6), (130, 9)]
    for step in 0..<200 {
      if step % 20 == 0 {
        let size = sizes[next(sizes.count)]
        driver.resize(columns: size.0, rows: size.1)
      }
      driver.press(scripts[next(scripts.count)])
      expectWhole(driver.state)
      #expect(driver.state.texts[driver.state.textPane] != nil)
      #expect(Set(driver.state.arrangement.tree.panes).count == driver.state.arrangement.tree.panes.count)
      if step % 10 == 0 { _ = driver.screen }
    }
  }

  @Test(arguments: ["v", "t", "T", "X", "x", "S"])
  func `what stands beside the text comes into a window of one pane, and leaves it again`(key: String) throws
  {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("Enter C-w o")
    #expect(driver.state.arrangement.tree.panes.count == 1)
    driver.press(key)
    #expect(driver.state.arrangement.tree.panes.map(\.role) == [.reader, .side])
    driver.press(key == "v" ? "v" : key == "S" ? "Esc" : "q")
    #expect(driver.state.arrangement.tree.panes.map(\.role) == [.reader])
    #expect(driver.state.context == .reader)
  }
}

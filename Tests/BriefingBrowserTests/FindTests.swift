import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// Words and patterns in a text, and showing nothing else of it.
@Suite struct FindTests {
  private static let text = """
    # Ports

    Ships wait at the quay.

    ## Crews

    Nobody sails.

    The crews of three ships sleep.

    ## Costs

    | Port | Cost |
    |---|---|
    | Manta | 12 |
    | Callao | 7 ships |

    The end.
    """

  private func driver(_ text: String = text, columns: Int = 120, rows: Int = 40) -> BrowserDriver {
    let opened = BriefingReader.read(Array(text.utf8), path: "ports.md")
    var driver = BrowserDriver([opened], columns: columns, rows: rows)
    driver.press("Enter")
    return driver
  }

  @Test func `what was looked for last is looked for again where nothing is marked`() {
    var driver = driver()
    driver.press("n")
    #expect(driver.state.message?.text == "Nothing was searched for yet. / finds.")
    driver.press("/ s h i p s Enter Esc")
    #expect(driver.state.find == nil)
    driver.press("n")
    #expect(driver.state.find?.matches.count == 3)
    #expect(driver.state.find?.current == 0)
    driver.press("Esc N")
    #expect(driver.state.find?.current == 2)
    // What was only typed and left is not.
    driver.press("Esc / z z Esc n")
    #expect(driver.state.find?.pattern == "ships")
  }

  /// The lines of the text pane that are not empty.
  private func shown(_ driver: BrowserDriver) -> [String] {
    guard let rect = driver.state.frames?.content(driver.state.textPane) else { return [] }
    return driver.screen.text.split(separator: "\n", omittingEmptySubsequences: false)
      .dropFirst(rect.row).prefix(rect.rows)
      .map { line in
        let cells = Array(line).dropFirst(rect.column).prefix(rect.columns - 1)
        return String(cells).split(separator: " ").joined(separator: " ")
      }.filter { !$0.isEmpty }
  }

  @Test(arguments: [
    ("quay", FindQuery.words("quay")), ("/", .pattern("")), ("/a+", .pattern("a+")),
    ("/a+/", .pattern("a+")), ("/a\\/", .pattern("a\\/")), ("/a\\\\/", .pattern("a\\\\")),
    ("a/b", .words("a/b")),
    ("//", .pattern("/")), ("", .words("")),
  ])
  func `what begins with a slash is a pattern, to the slash at its end`(typed: String, query: FindQuery) {
    #expect(FindQuery(typed: typed) == query)
  }

  @Test func `a pattern is found in paragraphs and cells, counted and gone through`() {
    var driver = driver()
    driver.press("/")
    #expect(driver.screen.text.contains("words, or /pattern/"))
    driver.type("/ship(s|ment)")
    #expect(driver.screen.text.contains("pattern: 1 of 3"))
    driver.press("Enter")
    #expect(driver.state.find?.matches.map(\.range) == [0..<5, 19..<24, 2..<7])
    driver.press("n n")
    #expect(driver.screen.text.contains("/ship(s|ment): 3 of 3"))
    driver.press("n")
    #expect(driver.state.find?.current == 0)
    #expect(driver.state.message?.text == "Going on from the top.")
  }

  @Test func `a pattern that cannot be read says why, while it is typed and when it is asked for`() {
    var driver = driver()
    driver.press("/")
    driver.type("/ship(")
    #expect(driver.screen.text.contains("pattern: it cannot be read"))
    driver.press("Enter")
    #expect(driver.state.message?.text == "/ship(: it cannot be read.")
    #expect(driver.state.message?.isWarning == true)
    driver.press("/")
    driver.type("/zzz+/")
    driver.press("Enter")
    #expect(driver.state.message?.text == "Not found: /zzz+/")
  }

  @Test func `keys typed before the answer to a pattern act on the answer`() throws {
    var state = driver().state
    func press(_ script: String) -> [Effect] {
      keys(script).flatMap { update(&state, .input(.key($0))) }
    }
    let effects = press("/ /ships Enter n n")
    let generations = effects.compactMap { effect -> Int? in
      if case .findPattern(_, _, _, let generation) = effect { generation } else { nil }
    }
    #expect(generations == [1, 2, 3, 4, 5])
    let flow = try #require(state.reader?.flow)
    let ships = flow.matches(of: "ships")
    // An answer to what was typed before is nothing any more.
    _ = update(&state, .found([ships[0]], fault: nil, generation: 4))
    #expect(state.find?.isWaiting == true)
    _ = update(&state, .found(ships, fault: nil, generation: 5))
    #expect(state.find?.current == 2)
    // What was not found is told though the prompt is gone.
    _ = press("/ /zz Enter")
    _ = update(&state, .found([], fault: nil, generation: state.findGeneration))
    #expect(state.message?.text == "Not found: /zz")
  }

  @Test func `only what matches is shown, below the headings and headers that it belongs to`() {
    var driver = driver()
    driver.press("/ ships Enter &")
    #expect(
      shown(driver) == [
        "Ships wait at the quay.", "Crews", "The crews of three ships sleep.", "Costs", "Port Cost",
        "────── ───────", "Callao 7 ships",
      ])
    #expect(driver.screen.text.contains(" ports.md & ships "))
    driver.press("n n")
    #expect(driver.screen.text.contains("ships: 3 of 3"))
    driver.press("&")
    #expect(shown(driver).contains("Nobody sails."))
    #expect(driver.state.find?.matches.count == 3)
  }

  @Test(arguments: ["q", "Esc"])
  func `what is left out is shown again`(key: String) {
    var driver = driver()
    driver.press("/ ships Enter &")
    #expect(!shown(driver).contains("Nobody sails."))
    driver.press(key)
    #expect(shown(driver).contains("Nobody sails."))
    #expect(driver.state.context == .reader)
  }

  @Test func `without anything found the words are asked for, and shown as they are typed`() {
    var driver = driver()
    driver.press("&")
    #expect(driver.screen.text.contains("only with:"))
    driver.press("crews")
    #expect(shown(driver) == ["Crews", "The crews of three ships sleep."])
    driver.press("zz")
    #expect(shown(driver).contains("Nobody sails."))
    driver.press("Esc")
    #expect(driver.state.find == nil && shown(driver).contains("Nobody sails."))
    driver.press(":")
    driver.type("only-matches /sail\\w/")
    driver.press("Enter")
    #expect(shown(driver) == ["Crews", "Nobody sails."])
  }

  @Test func `who goes to what is left out sees all again`() throws {
    for script in ["} }", "7 G", ": 7 Enter", "t Enter"] {
      var driver = driver()
      driver.press("/ ships Enter & g")
      driver.press(script)
      if script == "} }" {
        // Their headings are shown: there was no reason to.
        #expect(driver.state.find?.showsOnlyMatches == true)
      } else {
        #expect(driver.state.find?.showsOnlyMatches == (script == "t Enter"), "\(script)")
      }
    }
  }

  @Test func `moving through what is left goes from block to block and ends at both ends`() throws {
    var driver = driver(columns: 80, rows: 8)
    driver.press("/ ships Enter &")
    var seen: Set<String> = Set(shown(driver))
    for _ in 0..<20 {
      driver.press("j")
      seen.formUnion(shown(driver))
      let top = try #require(driver.state.reader?.top)
      #expect(driver.state.reader?.flow.isShown(top.item) == true)
    }
    #expect(seen.contains("Callao 7 ships") && !seen.contains("Manta 12") && !seen.contains("The end."))
    #expect(driver.screen.text.contains("end"))
    for _ in 0..<20 { driver.press("k") }
    #expect(driver.state.reader?.top == driver.state.reader?.flow.start)
    driver.press("G")
    #expect(shown(driver).contains("Callao 7 ships"))
  }

  @Test func `ticks at the right edge say where the matches are, while something is looked for`() throws {
    let body = (1...400).map { "Paragraph \($0)\($0 == 7 || $0 == 390 ? " has a needle" : "")." }
    var driver = driver(body.joined(separator: "\n\n"), columns: 80, rows: 24)
    func ticks() -> [Int] {
      driver.screen.text.split(separator: "\n").indices.filter { index in
        driver.screen.text.split(separator: "\n")[index].contains("▪")
      }
    }
    #expect(ticks().isEmpty)
    driver.press("/ needle Enter")
    let rect = try #require(driver.state.frames?.content(driver.state.textPane))
    #expect(ticks() == [rect.row, rect.row + rect.rows - 1])
    driver.press("Esc")
    #expect(ticks().isEmpty)
  }

  @Test func `a text that was read again is searched again`() {
    var driver = driver()
    driver.press("/ ships Enter n n")
    #expect(driver.state.find?.current == 2)
    let shorter = BriefingReader.read(Array("# Ports\n\nShips are gone.\n".utf8), path: "ports.md")
    driver.press("C-r")
    driver.send(.opened(shorter, entryID: 1, generation: driver.state.openGeneration))
    #expect(driver.state.find?.matches.count == 1)
    #expect(driver.state.chosenSpan?.firstLine == 3)
    driver.press("&")
    #expect(shown(driver) == ["Ships are gone."])
  }

  @Test func `the way back leads to where the find began`() {
    let body = (1...200).map { "Paragraph \($0)\($0 == 150 ? " has a needle" : "")." }
    var driver = driver(body.joined(separator: "\n\n"), columns: 80, rows: 24)
    driver.press("5 j")
    let before = driver.state.reader?.top
    driver.press("/ needle Enter")
    #expect(driver.state.reader?.top != before)
    driver.press("H")
    #expect(driver.state.reader?.top == before)
    driver.press("L")
    #expect(driver.screen.text.contains("has a needle"))
  }
}

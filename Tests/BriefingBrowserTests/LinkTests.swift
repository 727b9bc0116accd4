import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import Foundation
import TerminalScreen
import Testing

@testable import BriefingBrowser

@Suite struct LinkTests {
  private static let markdown = """
    # Drones

    See [the law](https://example.org/law?a=1), [the map](maps/north.md), [below](#what-follows), \
    [a letter](javascript:alert) and a note[^1].

    ## What follows

    Text of the section.

    [^1]: The footnote says more.
    """

  private func driver(_ text: String = markdown, _ change: (inout BrowserOptions) -> Void = { _ in })
    -> BrowserDriver
  {
    var options = BrowserOptions()
    change(&options)
    let opened = [
      BriefingReader.read(Array(text.utf8), path: "in/drones.md"),
      BriefingReader.read(Array("# North\n\nA map.\n".utf8), path: "in/maps/north.md"),
    ]
    var driver = BrowserDriver(opened, columns: 80, rows: 24, options: options)
    driver.press("Enter")
    return driver
  }

  @Test func `every link that can be seen has a label`() throws {
    var driver = driver()
    driver.press("f")
    #expect(driver.state.links?.links.map(\.label) == ["a", "s", "d", "f", "g"])
    let row = try #require((0..<24).first { driver.screen.text(row: $0).contains("See ahe law") })
    let column = try #require(driver.screen.text(row: row).range(of: "ahe law"))
    let place = driver.screen.text(row: row).distance(
      from: driver.screen.text(row: row).startIndex, to: column.lowerBound)
    #expect(driver.screen[place, row].style.role == .currentHit)
    driver.press("z")
    #expect(driver.state.links == nil)
    #expect(driver.state.message?.text == "No link has the label z.")
  }

  @Test func `a link to the network is shown in full and opened after asking`() {
    var driver = driver(Self.markdown) { $0.hasBrowser = true }
    driver.press("f a")
    #expect(driver.screen.text.contains("https://example.org/law?a=1"))
    #expect(!driver.otherEffects.contains(.browse("https://example.org/law?a=1")))
    driver.press("Enter")
    #expect(driver.otherEffects.contains(.browse("https://example.org/law?a=1")))
    driver.press("f a Esc")
    #expect(driver.otherEffects.count { $0 == .browse("https://example.org/law?a=1") } == 1)
  }

  @Test func `without a browser the link is copied`() {
    var driver = driver()
    driver.press("f a Enter")
    #expect(driver.otherEffects.contains(.copy("https://example.org/law?a=1", what: "the link")))
  }

  @Test func `a link to a briefing opens it, and back comes back`() {
    var driver = driver()
    driver.press("f s")
    #expect(driver.state.reader?.entryID == 2)
    driver.press("H")
    #expect(driver.state.reader?.entryID == 1)
  }

  @Test func `a link to a heading goes there`() {
    var driver = driver(Self.markdown + String(repeating: "\n\nmore", count: 60))
    driver.press("f d")
    #expect(driver.state.readerSection >= 0)
    #expect(driver.screen.text.contains("What follows"))
    driver.press("H")
    #expect(driver.state.reader?.top == FlowPlace())
  }

  @Test func `a footnote is followed and H comes back`() {
    let filler = String(repeating: "\n\nA paragraph of text.", count: 60)
    var driver = driver("# T\n\nA note[^x].\(filler)\n\n[^x]: The footnote says more.\n")
    #expect(!driver.screen.text.contains("The footnote says more"))
    driver.press("f a")
    #expect(driver.screen.text.contains("The footnote says more"))
    driver.press("H")
    #expect(driver.state.reader?.top == FlowPlace())
  }

  @Test func `a name in a page is found by its place in the source`() throws {
    let page = """
      <html><body><article><h1>Title of this</h1>
      <p>The first paragraph of it refers to <a href="#note-7">a note</a> far below it.</p>
      \(String(repeating: "<p>A paragraph with some more words in it, so that it is read.</p>\n", count: 60))
      <p id="note-7">Here the note stands with its own words.</p></article></body></html>
      """
    let opened = BriefingReader.read(Array(page.utf8), path: "a.html")
    let flow = Flow(opened.briefing)
    let item = try #require(flow.item(named: "note-7", lines: opened.lines, from: 0))
    #expect(flow.items[item].texts.first?.text.hasPrefix("Here the note stands") == true)
    #expect(flow.item(named: "note-8", lines: opened.lines, from: 0) == nil)
  }

  @Test func `other kinds of links are refused, and files that are no briefings`() {
    var driver = driver()
    driver.press("f f")
    #expect(driver.state.message?.text == "Links of the kind javascript: are not followed.")
    #expect(LinkTarget("//evil.example/x") == .refused("//"))
    #expect(LinkTarget("FILE:///etc/passwd") == .refused("file"))
    #expect(LinkTarget("a%20b.md#c") == .file("a b.md", fragment: "c"))
    #expect(LinkTarget.resolve("../x/y.md", from: "in/maps/north.md") == "in/x/y.md")
    #expect(LinkTarget.resolve("../../../etc/passwd", from: "in/a.md") == "etc/passwd")
    #expect(LinkTarget.resolve("/etc/passwd", from: "in/a.md") == "/etc/passwd")
  }

  @Test func `a link that cannot be shown as it is, is not opened`() {
    var driver = driver("# T\n\nSee [it](https://example.org/\u{202E}gpj.exe).\n") { $0.hasBrowser = true }
    driver.press("f a")
    #expect(driver.state.overlays.isEmpty)
    #expect(driver.state.message?.text == "This link holds characters that cannot be shown.")
    driver.press("Enter")
    #expect(driver.otherEffects.allSatisfy { if case .browse = $0 { false } else { true } })
  }

  @Test func `labels of many links have two letters, and none begins another`() {
    let labels = LinkChooser.labels(60)
    #expect(Set(labels).count == 60)
    #expect(labels.allSatisfy { $0.count == 2 })
    #expect(Set(LinkChooser.labels(26)).count == 26)
  }

  // MARK: - Elsewhere

  @Test func `the editor is asked for the line that is chosen`() throws {
    var driver = try BrowserDriver.seeds(columns: 120, rows: 40)
    driver.press("j j T Enter j e")
    let line = try #require(driver.state.chosenSpan?.firstLine)
    #expect(driver.otherEffects.last == .edit(entryID: 3, line: line))
    #expect(line > 1)
  }

  @Test func `the pager is given the whole text and the line that is shown`() throws {
    var driver = try BrowserDriver.seeds(columns: 80, rows: 24)
    driver.press("j j Enter } } P")
    guard case .page(let text, let line)? = driver.otherEffects.last else {
      Issue.record("no pager")
      return
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.contains { $0.hasPrefix("Expanded U.S. Military Operations") })
    #expect(line > 10)
    let shown = (2..<6).map { driver.screen.text(row: $0).split(separator: "│").last ?? "" }
      .first { $0.count > 20 }.map { String($0).trimmingBlanks }
    #expect(lines[(line - 1)..<min(lines.count, line + 4)].contains { String($0).trimmingBlanks == shown })
  }

  @Test func `a program is given the table where the cursor is on one, else the text`() throws {
    var driver = try BrowserDriver.seeds(columns: 80, rows: 24)
    driver.press("j j T |")
    driver.type("wc -l")
    driver.press("Enter")
    guard case .pipe(let table, "wc -l", _)? = driver.otherEffects.first(where: Self.isPipe) else {
      Issue.record("no pipe")
      return
    }
    #expect(
      table.split(separator: "\n").first == "Operational Focus\tDeployment Details\tAnticipated Benefits")
    #expect(driver.typed.contains(.keepTyped("wc -l", .program)))
    driver.press("q | c a t Enter")
    guard case .pipe(let text, "cat", "the text")? = driver.otherEffects.last(where: Self.isPipe) else {
      Issue.record("no second pipe")
      return
    }
    #expect(text.contains("Expanded U.S. Military Operations"))
  }

  private static func isPipe(_ effect: Effect) -> Bool { if case .pipe = effect { true } else { false } }

  @Test(arguments: [
    "e", "P", "|", "f a Enter", ": pipe Space cat Enter", ": edit Enter", ": pager Enter",
  ])
  func `a secure session starts nothing`(script: String) {
    var driver = driver(Self.markdown) {
      $0.isSecure = true
      $0.hasBrowser = true
    }
    driver.press(script)
    let started = driver.otherEffects.contains { effect in
      switch effect {
      case .edit, .page, .pipe, .browse, .export: true
      default: false
      }
    }
    #expect(!started)
    if !script.hasPrefix("f") {
      #expect(driver.state.message?.text.hasSuffix("DOSSIER_SECURE is set.") == true)
    }
  }

  @Test(arguments: ["s", ": export Space md Space ~/x Enter"])
  func `a secure session writes nothing`(script: String) throws {
    var options = BrowserOptions()
    options.isSecure = true
    var driver = BrowserDriver(
      try Seeds.names.map { try Seeds.open($0) }, columns: 80, rows: 24, options: options)
    driver.press("j j T " + script)
    #expect(driver.state.prompt == nil)
    #expect(driver.state.message?.text == "Nothing is written: DOSSIER_SECURE is set.")
    #expect(driver.otherEffects.allSatisfy { if case .export = $0 { false } else { true } })
  }

  @Test func `after the editor the briefing is read again`() throws {
    var driver = try BrowserDriver.seeds(columns: 80, rows: 24)
    let before = driver.state.openGeneration
    driver.send(.returned("vi ended with 1.", isWarning: true))
    #expect(driver.state.openGeneration > before)
    #expect(driver.state.message?.text == "vi ended with 1.")
  }
}

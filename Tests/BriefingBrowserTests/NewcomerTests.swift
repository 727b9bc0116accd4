import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import TerminalScreen
import Testing

@testable import BriefingBrowser

/// What a reader meets first: signs in the list, prompts, messages, help.
@Suite struct NewcomerTests {
  private func seeds(_ columns: Int = 80, _ rows: Int = 24) throws -> BrowserDriver {
    try BrowserDriver.seeds(columns: columns, rows: rows)
  }

  // MARK: - The list

  @Test(arguments: [(80, 24), (120, 40), (80, 12)])
  func `what is unread has a sign of its own, in one column`(size: (Int, Int)) throws {
    var driver = try seeds(size.0, size.1)
    driver.send(.marks([1: ReaderMarks(isRead: true), 3: ReaderMarks(isRead: true, isStarred: true)]))
    driver.press("j j")
    let height = driver.state.listEntryHeight
    let first = try #require(driver.state.frames?.content(.list)).row
    for (place, isUnread) in [false, true, false, true, true].enumerated() {
      let row = first + (place - driver.state.list.cursor.top) * height
      #expect((driver.screen[1, row].text == "•") == isUnread, "entry \(place)")
    }
  }

  @Test(arguments: [(80, 24), (120, 40), (80, 12)])
  func `a star and tags have each their sign`(size: (Int, Int)) throws {
    var driver = try seeds(size.0, size.1)
    driver.send(.marks([3: ReaderMarks(isStarred: true, tags: ["energy"]), 2: ReaderMarks(tags: ["sea"])]))
    let height = driver.state.listEntryHeight
    let list = try #require(driver.state.frames?.content(.list))
    func rows(_ place: Int) -> String {
      (0..<height).map { row in
        String(driver.screen.text(row: list.row + place * height + row).prefix(list.columns))
      }.joined(separator: "\n")
    }
    #expect(rows(2).contains("*#"))
    #expect(rows(1).contains("#") && !rows(1).contains("*"))
    #expect(!rows(3).contains("*") && !rows(3).contains("#"))
  }

  @Test func `the chosen briefing stays chosen through a filter that leaves nothing`() throws {
    var driver = try seeds()
    driver.press("/ mexico")
    let open = try #require(driver.state.reader?.entryID)
    #expect(open == 5)
    driver.press("C-u foo:bar Enter Esc")
    #expect(driver.state.list.selected?.id == open)
    #expect(driver.screen.text(row: 23).contains("5 of 5"))
    driver.press("/ mexico C-u foo:bar Esc")
    #expect(driver.state.list.selected?.id == open)
    driver.press("/ foo:bar C-u Enter")
    #expect(driver.state.list.selected?.id == open)
  }

  // MARK: - Prompts and messages

  @Test func `a prompt says what a note is about`() throws {
    var driver = try seeds(120, 40)
    driver.press("G Enter T Enter j l a")
    let header = try #require(driver.state.shownTable?.header[1])
    let row = driver.state.table.row + 1
    #expect(driver.screen.text(row: 39).contains("note on row \(row), \(header) »"))
    driver.press("Esc q q g a")
    #expect(driver.screen.text(row: 39).contains("note on “"))
    driver.press("Esc X a")
    #expect(driver.screen.text(row: 39).contains("note on the"))
  }

  @Test func `what is copied with its source is called so`() throws {
    var driver = try seeds(120, 40)
    driver.press("G Enter T Enter j l Y")
    guard case .copy(_, let what)? = driver.otherEffects.last else {
      Issue.record("nothing was copied")
      return
    }
    #expect(what == "the cell with its source")
  }

  @Test(arguments: [60, 80])
  func `a long path gives way to the reason`(columns: Int) throws {
    var driver = try seeds(columns, 24)
    let path = "/srv/briefings/of/the/whole/department/exports/2026/march/challenge-effect-solution.csv"
    driver.send(.remark("\(path): is there already, and stays as it is.", isWarning: true))
    let line = driver.screen.text(row: 23)
    #expect(line.contains("is there already, and stays as it is.") && line.contains("…"))
    #expect(line.contains("solution.csv"))
    driver.send(.remark("Wrote 12 rows to \(path).", isWarning: false))
    #expect(driver.screen.text(row: 23).contains("Wrote 12 rows to /srv"))
    #expect(driver.screen.text(row: 23).contains("solution.csv."))
  }

  @Test func `several warnings are counted, and listed with what was left out`() throws {
    var driver = try seeds()
    driver.send(.remark("config.yaml:1: colour: unknown setting", isWarning: true))
    #expect(driver.screen.text(row: 23).contains("config.yaml:1: colour: unknown setting"))
    driver.send(.remark("config.yaml:2: keys: jump: no command is called so", isWarning: true))
    driver.send(.remark("config.yaml:3: measure: must be a number", isWarning: true))
    #expect(driver.screen.text(row: 23).contains("3 warnings: K lists them"))
    driver.press("K")
    #expect(driver.screen.text.contains("config.yaml:1: colour: unknown setting"))
    #expect(driver.screen.text.contains("config.yaml:3: measure: must be a number"))
    // One that comes later, after keys, stands alone.
    driver.press("q j")
    driver.send(.remark("The disk is full.", isWarning: true))
    #expect(driver.screen.text(row: 23).contains("The disk is full."))
  }

  // MARK: - Help

  @Test func `letters typed into the help do no harm, and what narrows it is said`() throws {
    var driver = try seeds()
    driver.press("?")
    #expect(driver.screen.text(row: 1).contains("/ narrows"))
    driver.press("j u m p")
    guard case .help(let filter, false, _)? = driver.state.overlays.last else {
      Issue.record("the help is gone")
      return
    }
    #expect(filter.isEmpty)
    driver.press("/ jump")
    guard case .help(let typed, true, _)? = driver.state.overlays.last else {
      Issue.record("the help is gone")
      return
    }
    #expect(typed.text == "jump")
    driver.press("Esc q")
    #expect(driver.state.overlays.isEmpty)
  }

  @Test func `that opening counts as reading is said in the help`() throws {
    var driver = try seeds(120, 60)
    driver.press("?")
    let text = driver.screen.text.split(separator: "\n").joined(separator: " ")
    #expect(text.contains("opened"))
    #expect(
      HelpSheet.lines(Keymap(), filter: "", columns: 400).contains {
        if case .words(let words) = $0 { words.contains("r changes it") } else { false }
      })
  }

  // MARK: - Panes

  @Test func `panes that stand side by side begin their text in the same line`() throws {
    var driver = try seeds()
    driver.press("Enter C-w v C-w s")
    let frames = try #require(driver.state.frames)
    #expect(frames.panes.count > 2)
    let gaps = Set(frames.panes.compactMap { pane, rect in frames.content(pane).map { $0.row - rect.row } })
    #expect(gaps.count == 1)
    // The rule of a title does not touch the count of notes.
    for row in 0..<24 { #expect(!driver.screen.text(row: row).contains("─x ")) }
    for row in 0..<24 { #expect(!driver.screen.text(row: row).contains("notes─")) }
  }

  @Test(arguments: [(80, 24), (80, 12), (120, 40)])
  func `a wide window parts titles from texts by a blank row`(size: (Int, Int)) throws {
    let driver = try seeds(size.0, size.1)
    let frames = try #require(driver.state.frames)
    for (pane, rect) in frames.panes {
      #expect(frames.content(pane).map { $0.row - rect.row } == (size.1 > 12 ? 2 : 1), "\(pane)")
    }
  }

  // MARK: - Elsewhere

  @Test func `from the tables of all briefings the chosen one goes to editor, pager and program`() throws {
    var driver = try seeds()
    driver.press("j j U")
    let chosen = try #require(driver.state.libraryTables.chosen)
    #expect(chosen.entry.id != driver.state.reader?.entryID)
    driver.press("P | cat Enter e")
    var seen: [Int64] = []
    for effect in driver.otherEffects {
      switch effect {
      case .edit(let id, _), .pageBriefing(let id, _, _): seen.append(id)
      case .pipeBriefing(let id, let table, _, "cat"):
        seen.append(id)
        #expect(table == chosen.number)
      default: Issue.record("\(effect)")
      }
    }
    #expect(seen == [chosen.entry.id, chosen.entry.id, chosen.entry.id])
  }

  @Test func `from hits and statements the chosen briefing is meant as well`() throws {
    var driver = try seeds(120, 40)
    driver.press("S multilingual Enter j P")
    let chosen = try #require(driver.state.search.chosen)
    guard case .pageBriefing(let id, let line, _)? = driver.otherEffects.last else {
      Issue.record("no pager")
      return
    }
    #expect(id == chosen.entryID && line > 1)
    driver.press("M G e")
    let statement = try #require(driver.state.library.chosenStatement)
    #expect(
      driver.otherEffects.last
        == .edit(entryID: statement.entry.id, line: statement.assessment.span.firstLine))
  }
}

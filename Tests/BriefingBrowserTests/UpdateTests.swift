import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// Events in, state and effects out.
@Suite struct UpdateTests {
  private func seeds(_ columns: Int = 120, _ rows: Int = 40) throws -> BrowserDriver {
    try BrowserDriver.seeds(columns: columns, rows: rows)
  }

  /// The rows of the reader pane as text.
  private func text(_ driver: BrowserDriver) -> String { driver.screen.text }

  @Test func `the first briefing is shown without a key`() throws {
    let driver = try seeds()
    #expect(driver.state.reader?.entryID == 1)
    #expect(driver.state.context == .list)
  }

  @Test func `moving in the list asks for the briefing, once`() throws {
    var state = try seeds().state
    let effects = update(&state, .input(.key(.character("j"))))
    #expect(effects == [.openBriefing(entryID: 2, generation: state.openGeneration)])
    #expect(update(&state, .input(.key(.character("k")))) == [])
  }

  @Test func `an answer to an older request is dropped`() throws {
    var state = try seeds().state
    let opened = try Seeds.open(Seeds.names[1])
    _ = update(&state, .input(.key(.character("j"))))
    let old = state.openGeneration
    _ = update(&state, .input(.key(.character("j"))))
    _ = update(&state, .opened(opened, entryID: 2, generation: old))
    #expect(state.reader?.entryID == 1)
  }

  @Test func `a part asked for ahead of its briefing is shown when it comes`() throws {
    var state = try seeds().state
    for _ in 0..<2 { _ = update(&state, .input(.key(.character("j")))) }
    // What is open still is the first one; the reader has gone on to the third.
    #expect(update(&state, .input(.key(.character("T")))) == [])
    #expect(state.message == nil && state.context == .list)
    _ = update(
      &state, .opened(try Seeds.open(Seeds.names[2]), entryID: 3, generation: state.openGeneration))
    #expect(state.reader?.entryID == 3)
    #expect(state.context == .tables)
  }

  @Test func `a briefing that can not be read says so and leaves the open one`() throws {
    var state = try seeds().state
    _ = update(&state, .input(.key(.character("j"))))
    _ = update(
      &state, .openFailed("b.txt: permission denied", entryID: 2, generation: state.openGeneration))
    #expect(state.message?.text == "b.txt: permission denied")
    #expect(state.reader?.entryID == 1)
  }

  @Test func `a count repeats a command and goes to a line`() throws {
    var driver = try seeds()
    driver.press("3 j")
    #expect(driver.state.list.cursor.selected == 3)
    driver.press("g Enter 1 2 G")
    #expect(driver.state.count == nil)
    let line = driver.state.reader.map { $0.flow.line(of: $0.top.item) } ?? 0
    #expect(line > 3 && line <= 12)
    #expect(text(driver).contains("Surveillance"))
  }

  @Test func `the list narrows while typing and comes back on Esc`() throws {
    var driver = try seeds()
    driver.press("/ ecuador")
    #expect(driver.state.list.count == 2)
    driver.press("Enter j Enter")
    #expect(driver.state.reader?.entryID == 2)
    driver.press("S-Tab / Esc")
    #expect(driver.state.list.count == 5)
    #expect(driver.state.list.selected?.id == 2)
  }

  @Test func `find counts, goes on, wraps around and comes back`() throws {
    var driver = try seeds()
    driver.press("G Enter / drone")
    let count = try #require(driver.state.find?.matches.count)
    #expect(count == 17)
    #expect(text(driver).contains("1 of \(count)"))
    driver.press("Enter n n")
    #expect(driver.state.find?.current == 2)
    driver.press("N N N")
    #expect(driver.state.find?.current == count - 1)
    #expect(driver.state.message?.text == "Going on from the bottom.")
  }

  @Test func `find reaches the cells of tables`() throws {
    var driver = try seeds()
    driver.press("j j Enter / multilingual Enter")
    #expect(driver.state.find?.matches.count == 1)
    #expect(text(driver).contains("multilingual"))
  }

  @Test func `find with nothing found says so, and cancelling goes back`() throws {
    var driver = try seeds()
    driver.press("Enter j j")
    let top = driver.state.reader?.top
    driver.press("/ zzz")
    #expect(text(driver).contains("no match"))
    driver.press("Esc")
    #expect(driver.state.reader?.top == top)
    #expect(driver.state.find == nil)
  }

  @Test func `from a table's cell to its source and back to the same cell`() throws {
    var driver = try seeds()
    driver.press("j j T j j Enter j l l")
    let cell = driver.state.table
    #expect(cell.isInCells && cell.table == 2 && cell.row == 1 && cell.column == 2)
    driver.press(".")
    #expect(driver.state.context == .source)
    #expect(driver.state.source.evidence?.firstLine == 34)
    #expect(text(driver).contains("Legal Inconsistencies |"))
    driver.press("H")
    #expect(driver.state.table == cell)
    #expect(driver.state.context == .table)
  }

  @Test(arguments: [(80, 24), (120, 40), (50, 20)])
  func `from a matrix cell to its source and back to the same cell`(size: (Int, Int)) throws {
    var driver = try seeds(size.0, size.1)
    driver.press("j j Enter X j j j")
    let cursor = driver.state.matrix.cursor
    let statement = try #require(driver.state.matrixLayout?.statements[cursor])
    driver.press(".")
    #expect(driver.state.source.evidence == statement.span)
    let first = try #require(statement.text.split(separator: " ").first)
    #expect(text(driver).contains(first))
    driver.press("H")
    #expect(driver.state.matrix.cursor == cursor)
    #expect(driver.state.context == .matrix)
  }

  @Test func `back and forward cross briefings`() throws {
    var driver = try seeds()
    driver.press("S multilingual Enter")
    driver.press("j Enter")
    #expect(driver.state.reader?.entryID == 3)
    #expect(driver.state.reader?.evidence?.firstLine == 33)
    driver.press("H")
    #expect(driver.state.reader?.entryID == 1)
    #expect(driver.state.context == .hits)
    driver.press("L")
    #expect(driver.state.reader?.entryID == 3)
  }

  @Test func `each key of a search asks anew, and only the newest answer counts`() throws {
    var state = try seeds().state
    _ = update(&state, .input(.key(.character("S"))))
    let first = update(&state, .input(.key(.character("d"))))
    let second = update(&state, .input(.key(.character("r"))))
    #expect(first == [.search("d", isTyping: true, rows: state.hitRows, generation: 1)])
    #expect(second == [.search("dr", isTyping: true, rows: state.hitRows, generation: 2)])
    _ = update(&state, .results(SearchResults(query: "d"), milliseconds: 1, generation: 1))
    #expect(state.search.results == nil)
    _ = update(&state, .results(SearchResults(query: "dr"), milliseconds: 1, generation: 2))
    #expect(state.search.results?.query == "dr")
  }

  /// Results with so many lines each; those after `known` without them.
  private func results(_ count: Int, lines: Int, known: Int) -> SearchResults {
    let results = (0..<count).map { number in
      SearchResult(
        entry: LibraryEntry(id: Int64(number + 1), path: "\(number).txt", displayTitle: "Title \(number)"),
        score: 1, lines: number < known ? Self.found(lines) : nil)
    }
    return SearchResults(query: "x", results: results, matchCount: count)
  }

  private static func found(_ lines: Int) -> FoundLines {
    FoundLines(
      hits: (0..<lines).map { SearchHit(line: $0 + 1, snippet: "x", marks: [0..<1]) }, count: lines)
  }

  @Test func `lines are asked for when their results come onto the screen, once`() throws {
    var state = try seeds().state
    _ = update(&state, .input(.key(.character("S"))))
    _ = update(&state, .input(.key(.character("x"))))
    let rows = state.hitRows
    let known = results(200, lines: 1, known: rows)
    #expect(update(&state, .results(known, milliseconds: 1, generation: 1)) == [])
    var asked: [Effect] = []
    // Twice as many rows are known as fit: nothing is asked for before the cursor has passed them.
    for step in 1...2 * rows {
      asked = update(&state, .input(.key(.down)))
      #expect(asked.isEmpty == (step < 2 * rows))
    }
    guard case .findLines(let ids, 1)? = asked.first else {
      Issue.record("no lines were asked for")
      return
    }
    #expect(ids == [Int64(rows + 1)])
    #expect(update(&state, .input(.key(.up))) == [])
    let chosen = state.search.chosen
    _ = update(&state, .lines([ids[0]: Self.found(3)], generation: 1))
    #expect(state.search.chosen == chosen)
    #expect(state.search.results?.results[rows].hits.count == 3)
    // To an older search nobody listens.
    _ = update(&state, .input(.key(.character("y"))))
    _ = update(&state, .lines([2: Self.found(3)], generation: 1))
    #expect(state.search.results?.results[1].hits.count == 1)
  }

  @Test func `lines that come above the cursor leave it where it was`() throws {
    var state = try seeds().state
    _ = update(&state, .input(.key(.character("S"))))
    _ = update(&state, .input(.key(.character("x"))))
    _ = update(&state, .results(results(20, lines: 2, known: 0), milliseconds: 1, generation: 1))
    for _ in 0..<5 { _ = update(&state, .input(.key(.down))) }
    #expect(state.search.chosen == SearchPane.Choice(entryID: 6))
    _ = update(&state, .results(results(20, lines: 2, known: 20), milliseconds: 2, generation: 1))
    #expect(state.search.chosen == SearchPane.Choice(entryID: 6))
    #expect(state.search.cursor.selected == 15)
  }

  @Test func `a fault shows its place and what was meant, which one key takes`() throws {
    var state = try seeds().state
    _ = update(&state, .input(.key(.character("S"))))
    for character in "has:tabel oil" { _ = update(&state, .input(.key(.character(character)))) }
    let fault = QueryFault(message: "has: knows table and matrix", offset: 0, suggestion: "has:table oil")
    _ = update(
      &state,
      .results(
        SearchResults(query: "has:tabel oil", fault: fault, suggestions: ["coil"]), milliseconds: 1,
        generation: state.searchGeneration))
    let text = view(state).text
    #expect(text.contains("^") && text.contains("has:table oil") && text.contains("Near words: coil"))
    let effects = update(&state, .input(.key(.right)))
    #expect(state.search.editor.text == "has:table oil")
    #expect(
      effects == [
        .search("has:table oil", isTyping: true, rows: state.hitRows, generation: state.searchGeneration)
      ])
  }

  // MARK: - What the reader notes

  @Test func `a briefing is read by whoever goes into its text, once`() throws {
    var driver = try seeds()
    driver.press("j j")
    #expect(driver.marks.isEmpty)
    driver.press("Enter j j")
    #expect(driver.marks == [.mark(.read(true), entryID: 3)])
    driver.press("r")
    #expect(driver.marks.last == .mark(.read(false), entryID: 3))
    driver.press("j Tab Tab Tab")
    #expect(driver.marks.count == 2)
    #expect(driver.state.marks[3] == nil)
  }

  @Test func `a prompt shows what another session has written since, as long as nothing was typed`() throws {
    var driver = try seeds()
    driver.press("j a")
    driver.send(.marks([2: ReaderMarks(note: "theirs")]))
    #expect(driver.state.prompt?.editor.text == "theirs")
    driver.type(" and mine")
    driver.send(.marks([2: ReaderMarks(note: "changed again")]))
    #expect(driver.state.prompt?.editor.text == "theirs and mine")
    driver.press("Enter")
    // What was seen goes with it, so that what was not seen is not lost.
    #expect(driver.marks.last == .mark(.note("theirs and mine", seen: "theirs"), entryID: 2))
  }

  @Test func `what was told before the last note was kept does not take it from the screen`() throws {
    var driver = try seeds()
    driver.press("j Enter A")
    driver.type("mine")
    driver.press("Enter a")
    driver.type("beside it")
    driver.press("Enter")
    var state = driver.state
    let (marks, record) = (state.marks, state.records[2])
    // Read, noted and written.
    #expect(marks[2]?.note == "mine" && record?.annotations.count == 1)
    for event in [
      Event.marks([2: ReaderMarks(isStarred: true)], after: 2), .record(ReaderRecord(), entryID: 2, after: 2),
    ] {
      // It is asked for again, and the answer comes when it is kept.
      #expect(update(&state, event) == [.listKept])
      #expect(state.marks == marks && state.records[2] == record)
    }
    for count in [3, nil] {
      #expect(update(&state, .marks([2: ReaderMarks(isStarred: true)], after: count)) == [])
      #expect(state.marks[2]?.isStarred == true)
    }
  }

  @Test func `stars, tags and notes are given in the list, and taken back`() throws {
    var driver = try seeds()
    driver.press("j *")
    #expect(driver.marks == [.mark(.starred(true), entryID: 2)])
    driver.press("#")
    driver.type("navy, to do,navy ,")
    driver.press("Enter")
    #expect(driver.marks.last == .mark(.tags(["navy", "to do"]), entryID: 2))
    driver.press("a")
    driver.type("ask")
    driver.press("Enter a")
    #expect(driver.state.prompt?.editor.text == "ask")
    driver.press("C-u Enter *")
    #expect(
      driver.marks.suffix(2) == [
        .mark(.note(nil, seen: "ask"), entryID: 2), .mark(.starred(false), entryID: 2),
      ])
    driver.press("#")
    #expect(driver.state.prompt?.editor.text == "navy, to do")
    driver.press("Esc")
    #expect(driver.marks.count == 5)
  }

  @Test func `the next unread briefing is found, past those that were read`() throws {
    var driver = try seeds()
    driver.send(.marks([2: ReaderMarks(isRead: true), 3: ReaderMarks(isChanged: true)]))
    driver.press(">")
    #expect(driver.state.list.selected?.id == 3)
    driver.press("> > >")
    #expect(driver.state.list.selected?.id == 5)
    #expect(driver.state.message?.text == "No unread briefing further down.")
    driver.press("< < <")
    #expect(driver.state.list.selected?.id == 1)
  }

  @Test func `the list shows what was noted`() throws {
    var driver = try seeds()
    driver.send(
      .marks([2: ReaderMarks(isStarred: true), 3: ReaderMarks(isChanged: true), 4: ReaderMarks(note: "x")]))
    let lines = driver.screen.text.split(separator: "\n").map(String.init)
    let list = lines.map { String($0.prefix(while: { $0 != "│" })).trimmingBlanks }
    #expect(list.contains { $0.hasSuffix(" *") } && list.contains { $0.hasSuffix(" #") })
    #expect(lines.contains { $0.hasPrefix(" ! ") } && lines.contains { $0.hasPrefix(" • ") })
  }

  // MARK: - Choosing from a list

  @Test func `a briefing is opened by letters of its name`() throws {
    var driver = try seeds()
    driver.press("o")
    guard case .picker(let all)? = driver.state.overlays.last else {
      Issue.record("no list to choose from")
      return
    }
    #expect(all.items.count == 5)
    driver.type("002")
    #expect(driver.screen.text.contains("002_a2de8763a7700bd2.txt"))
    driver.press("Enter")
    #expect(driver.state.reader?.entryID == 3 && driver.state.context == .reader)
    #expect(driver.state.overlays.isEmpty)
    driver.press("H")
    #expect(driver.state.reader?.entryID == 1)
    driver.press("o Esc")
    #expect(driver.state.overlays.isEmpty && driver.state.reader?.entryID == 1)
  }

  @Test func `a search is narrowed by what its results share`() throws {
    var driver = try seeds()
    driver.press("S drone Enter F")
    #expect(driver.screen.text.contains("source: El Universo"))
    driver.press("Enter")
    #expect(driver.state.search.editor.text == "drone source:\"El Universo\"")
    #expect(driver.state.search.results?.query == driver.state.search.editor.text)
    #expect(driver.state.context == .hits && !driver.state.search.isTyping)
  }

  @Test func `a search is kept under a name, shown again and forgotten`() throws {
    var driver = try seeds()
    driver.press("S drone Enter s C-u")
    driver.type("mine")
    driver.press("Enter")
    #expect(driver.searches == [NamedSearch(name: "mine", query: "drone")])
    driver.press("q O")
    #expect(driver.screen.text.contains("mine"))
    driver.press("Enter")
    #expect(driver.state.context == .hits && driver.state.search.results?.query == "drone")
    driver.press("O Delete Esc")
    #expect(driver.searches.isEmpty)
  }

  @Test func `an answer to what was typed before is not shown`() throws {
    var state = try seeds().state
    _ = update(&state, .input(.key(.character("o"))))
    _ = update(&state, .input(.key(.character("x"))))
    let match = NameMatch(
      entry: LibraryEntry(id: 1, path: "a", displayTitle: "A"), kind: .title, text: "A")
    _ = update(&state, .names([match], generation: state.pickerGeneration - 1))
    guard case .picker(let picker)? = state.overlays.last else { return }
    #expect(picker.items.isEmpty && picker.isWaiting)
  }

  @Test(arguments: [nil, 1, 3])
  func `a single file is read at once, the first of several is in the list`(total: Int?) throws {
    var state = BrowserState(size: Size(columns: 120, rows: 40))
    if let total { _ = update(&state, .progress(IndexProgress(filesDone: 1, filesTotal: total))) }
    _ = update(&state, .entries([LibraryEntry(id: 1, path: "a.txt", displayTitle: "A")]))
    #expect(state.context == (total == 3 ? .list : .reader))
  }

  // MARK: - What happens in the folders

  @Test func `what came is marked until it is opened, and told`() throws {
    var driver = try seeds()
    driver.send(.changes(LibraryChanges(came: [2, 4], changed: [3])))
    #expect(driver.state.list.fresh == [2, 4])
    #expect(driver.state.message?.text == "Briefings: 2 new, 1 changed.")
    #expect(driver.screen.text.split(separator: "\n").contains { $0.hasPrefix(" + ") })
    driver.press("j")
    #expect(driver.state.list.fresh == [4])
  }

  @Test func `the open briefing is read again where its file was written`() throws {
    var state = try seeds().state
    let effects = update(&state, .changes(LibraryChanges(changed: [1, 2])))
    #expect(effects == [.openBriefing(entryID: 1, generation: state.openGeneration)])
    #expect(state.message?.text.contains("changed on disk") == true)
    #expect(update(&state, .changes(LibraryChanges(changed: [2]))) == [])
    #expect(update(&state, .changes(LibraryChanges(went: [1]))) == [])
    #expect(state.reader?.entryID == 1 && state.message?.isWarning == true)
  }

  @Test(arguments: [
    (1, "reading 10 of 40   25%"), (2, "reading 10 of 40   25%   4.0 MB/s   21 s left"),
  ])
  func `the bar tells how far the reading has got`(bytes: Int, words: String) throws {
    var driver = try seeds(160, 40)
    driver.send(
      .progress(
        IndexProgress(
          filesDone: 10, filesTotal: 40, bytesDone: 8_000_000, bytesTotal: 92_000_000,
          bytesRead: bytes == 1 ? 0 : 8_000_000, seconds: 2)))
    #expect(driver.screen.text.split(separator: "\n")[0].contains(words))
    #expect(driver.screen.text.contains("━"))
  }

  @Test func `the bar tells that another session reads`() throws {
    var driver = try seeds(120, 40)
    driver.send(.progress(IndexProgress(filesDone: 32_943, isElsewhere: true)))
    #expect(
      driver.screen.text.split(separator: "\n")[0].contains("another session is reading: 32,943 so far"))
  }

  @Test(arguments: [(0.2, "1 s"), (59, "59 s"), (125, "2:05"), (3_725, "1:02:05")])
  func `a time is short to read`(seconds: Double, words: String) {
    #expect(BarView.time(seconds) == words)
  }

  @Test func `a resize keeps the words at the top of the reader`() throws {
    var driver = try seeds(120, 40)
    driver.press("3 j Enter } } } j j j")
    let anchor = try #require(driver.state.readerAnchor())
    for (columns, rows) in [(80, 24), (200, 60), (61, 10), (40, 12), (120, 40)] {
      driver.resize(columns: columns, rows: rows)
      let now = try #require(driver.state.readerAnchor())
      #expect(now.item == anchor.item, "\(columns)x\(rows)")
    }
  }

  @Test func `a window that is too small says so and works again`() throws {
    var driver = try seeds()
    driver.press("Enter }")
    let before = text(driver)
    driver.resize(columns: 20, rows: 5)
    #expect(text(driver).contains("more room"))
    driver.press("j x / T")
    driver.resize(columns: 120, rows: 40)
    #expect(text(driver) == before)
  }

  @Test func `Tab goes round the panes, zoom shows one`() throws {
    var driver = try seeds()
    driver.press("Tab Tab")
    #expect(driver.state.context == .outline)
    driver.press("z")
    #expect(driver.state.frames?.panes.count == 1)
    driver.press("z Tab")
    #expect(driver.state.context == .list)
  }

  @Test func `a split is moved and stops at its limit`() throws {
    var driver = try seeds()
    let before = try #require(driver.state.frames?.panes[.list]?.columns)
    driver.press("C-w >")
    #expect(driver.state.frames?.panes[.list]?.columns == before + 4)
    for _ in 0..<40 { driver.press("C-w <") }
    driver.press("C-w >")
    #expect(driver.state.frames?.panes[.list]?.columns == 16 + 4)
  }

  @Test func `the outline jumps to a heading`() throws {
    var driver = try seeds()
    driver.press("3 j t j j j Enter")
    #expect(driver.state.context == .reader)
    #expect(driver.state.readerSection == 4)
    #expect(text(driver).contains("Bilateral Collaborations"))
  }

  @Test func `the palette runs a command by name and goes to a line`() throws {
    var driver = try seeds()
    driver.press("Enter : 20 Enter")
    #expect(text(driver).contains("humanitarian Impact"))
    driver.press(": matr Enter")
    #expect(driver.state.context == .matrix)
    driver.press(": nonsense Enter")
    #expect(driver.state.message?.text == "No command is called “nonsense”.")
  }

  @Test func `help lists every command and narrows`() throws {
    var driver = try seeds(120, 200)
    driver.press("?")
    for row in CommandTable.rows {
      #expect(text(driver).contains(row.command.rawValue), "\(row.command.rawValue)")
    }
    driver.press("/ zoom Enter")
    #expect(!text(driver).contains("half-page-down"))
    #expect(text(driver).contains("this pane alone"))
    driver.press("q")
    #expect(driver.state.overlays.isEmpty)
  }

  @Test func `q closes what was opened last, and then quits`() throws {
    var driver = try seeds()
    driver.press("j j T Enter")
    driver.press("q")
    #expect(driver.state.context == .tables)
    #expect(driver.otherEffects.isEmpty)
    driver.press("q")
    #expect(driver.state.context == .reader)
    driver.press("q")
    #expect(driver.state.context == .list)
    #expect(driver.otherEffects.isEmpty)
    driver.press("q")
    #expect(driver.otherEffects == [.quit])
  }

  @Test func `q takes the filter away before it quits`() throws {
    var driver = try seeds()
    driver.press("/ mex Enter q")
    #expect(driver.state.list.count == 5)
    #expect(driver.otherEffects.isEmpty)
  }

  @Test func `what a search finds stays when Enter ends the typing, and a chosen hit opens`() throws {
    var driver = try seeds()
    driver.press("S drone Enter")
    let results = driver.state.search.results
    #expect(results != nil)
    driver.press("S Down Enter")
    #expect(driver.state.context == .reader)
    #expect(driver.state.search.results == results)
    #expect(driver.state.reader?.evidence != nil)
  }

  @Test func `the source of a hit is the line of the hit`() throws {
    var driver = try seeds()
    driver.press("S encrypted Enter j Enter")
    let line = try #require(driver.state.reader?.evidence?.firstLine)
    driver.press(".")
    #expect(driver.state.source.evidence?.firstLine == line)
  }

  @Test func `a hit in a line that the text leaves out is shown in the file`() throws {
    var driver = try seeds()
    driver.press("G Enter S")
    driver.type("her government requested US drone")
    driver.press("Enter j j Enter")
    #expect(driver.state.reader?.evidence?.firstLine == 3)
    #expect(driver.state.side == .source)
    #expect(driver.state.source.evidence?.firstLine == 3)
  }

  @Test func `the raw lines go along with the text`() throws {
    var driver = try seeds()
    driver.press("3 j Enter v } } }")
    let line = try #require(driver.state.reader.map { $0.flow.line(of: $0.top.item) })
    #expect(line > 3)
    #expect(driver.state.source.top == line)
    driver.press("q")
    #expect(driver.state.side == .outline)
    #expect(driver.state.context == .reader)
  }

  @Test func `a hundred percent is the end`() throws {
    var driver = try seeds()
    driver.press("Enter G")
    let end = driver.state.reader?.top
    driver.press("g 1 0 0 %")
    #expect(driver.state.reader?.top == end)
  }

  @Test func `a single briefing begins in its text`() throws {
    let driver = BrowserDriver([try Seeds.open(Seeds.names[0])], columns: 80, rows: 24)
    #expect(driver.state.context == .reader)
  }

  @Test func `a key without a meaning says where the keys are`() throws {
    var driver = try seeds()
    driver.press("F9")
    #expect(driver.state.message?.text == "F9 means nothing here. ? lists the keys.")
    driver.press("j")
    #expect(driver.state.message == nil)
  }

  @Test func `what is pasted is text in prompts and nothing elsewhere`() throws {
    var driver = try seeds()
    driver.send(.input(.paste("qQ\u{1B}[2J\n")))
    #expect(driver.otherEffects.isEmpty)
    driver.press("S")
    driver.send(.input(.paste("drone\nflights")))
    #expect(driver.state.search.editor.text == "drone flights")
  }

  @Test(arguments: [(80, 24), (120, 40), (40, 12)])
  func `no random key traps or leaves the screen undrawn`(size: (Int, Int)) throws {
    var driver = try seeds(size.0, size.1)
    var random = SeededGenerator(seed: UInt64(size.0))
    let pool = keys(
      "j k h l g G Space b C-d C-u } { ] [ Enter . v H L t T X x / n N S w i Tab S-Tab z ? : C-r Esc C-w < > 3 % a e q"
    )
    for _ in 0..<1500 {
      let key = pool[Int(random.next() % UInt64(pool.count))]
      driver.send(.input(.key(key)))
      if random.next() % 60 == 0 {
        driver.resize(
          columns: Int(random.next() % 180) + 10, rows: Int(random.next() % 50) + 3)
      }
      #expect(driver.screen.size == driver.state.size)
    }
  }

  // MARK: - A list that fills

  @Test func `while a folder is read the first of the list is shown, until a key is pressed`() throws {
    let opened = try Seeds.names.map { try Seeds.open($0) }
    func entries(_ numbers: Int...) -> [LibraryEntry] {
      numbers.map { BrowserDriver.entry(opened[$0 - 1].briefing, id: Int64($0)) }
    }
    var filling = BrowserDriver(opened, columns: 120, rows: 40, begins: false)
    filling.send(.entries(entries(3)))
    filling.send(.started)
    #expect(filling.state.reader?.entryID == 3)
    filling.send(.entries(entries(2, 3, 5)))
    #expect(filling.state.reader?.entryID == 2)
    filling.press("j k")
    filling.send(.entries(entries(1, 2, 3, 5)))
    #expect(filling.state.reader?.entryID == 2)
    #expect(filling.state.list.selected?.id == 2)
  }
}

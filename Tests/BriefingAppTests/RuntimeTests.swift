import BriefingBrowser
import BriefingExtraction
import BriefingLibrary
import BriefingModel
import BriefingTestSupport
import Foundation
import Testing
import TerminalScreen

@testable import BriefingApp

/// The loop with a terminal that plays a script and the real library behind it.
@Suite struct RuntimeTests {
  /// Runs keys over the seeds with an index in memory; gives the screens and the exit code.
  private func run(
    _ script: String, columns: Int = 120, rows: Int = 40, folder: String = Seeds.folder,
    desk: any Desk = DatabaseDesk(location: .memory), isRestoring: Bool = false
  ) throws -> (terminal: ScriptedTerminal, code: Int32) {
    let library = try IndexedLibrary(pathBytes: [Array(folder.utf8)], location: .memory)
    let size = Size(columns: columns, rows: rows)
    let terminal = ScriptedTerminal(size: size, inputs: keys(script).map { .key($0) })
    var options = BrowserOptions()
    options.libraryName = library.name
    let runtime = Runtime(
      terminal: terminal, library: library, state: BrowserState(size: size, options: options), desk: desk,
      isRestoring: isRestoring)
    let code = runtime.runScript(entries: try library.entries())
    return (terminal, code)
  }

  @Test func `the list fills from the folder and its first briefing can be read`() throws {
    // On a slow machine another one may have come first, and stays open.
    let (terminal, code) = try run("g Q")
    let screen = try #require(terminal.screen?.text)
    #expect(screen.contains("5 briefings"))
    #expect(screen.contains("notable move to combat drug trafficking"))
    #expect(code == 0)
    #expect(terminal.isClosed)
  }

  @Test func `a search of the index opens at the line`() throws {
    let (terminal, _) = try run("S multilingual Enter j Enter")
    let screen = try #require(terminal.screen?.text)
    #expect(screen.contains("002_a2de8763a7700bd2.txt"))
    #expect(screen.contains("multilingual"))
  }

  @Test(arguments: [
    ("\"openness", "a quotation mark is not closed"), ("NEAR(zzz Space yyy", "a parenthesis is not closed"),
    ("contry:Ecuador", "country:Ecuador"),
  ])
  func `a query that finds nothing says what is wrong with it while it is typed`(
    query: String, said: String
  ) throws {
    // The empty key at the end lets all answers come.
    let (terminal, _) = try run("S \(query)")
    let screen = try #require(terminal.screen?.text)
    #expect(screen.contains(said), "\(query)")
  }

  // MARK: - The reader's own data

  /// A folder with copies of the last seed under some names.
  private func copies(_ names: String...) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in names {
      try folder.write(String(decoding: try Seeds.bytes(Seeds.names[4]), as: UTF8.self), to: name)
    }
    return folder
  }

  @Test func `what was written about a place is there in the next session, and what changed is marked`()
    throws
  {
    let desk = DatabaseDesk(location: .memory)
    let folder = try TemporaryFolder()
    try folder.write("# Ports\n\nThe quay is closed.\n\nShips wait.\n", to: "a.md")
    let (first, _) = try run("Enter a W h y ? Enter Q", folder: folder.path, desk: desk)
    #expect(first.screen?.text.contains("» Why?") == true)
    try folder.write("# Ports\n\nNews of the day.\n\nThe quay is closed.\n\nShips wait.\n", to: "a.md")
    let (second, _) = try run("Enter ) Q", folder: folder.path, desk: desk)
    let screen = try #require(second.screen?.text)
    #expect(screen.contains("» Why?"))
    #expect(screen.contains("change 1 of 1"))
    let marked = screen.split(separator: "\n").filter { $0.contains("┃") }
    #expect(marked.count == 1 && marked.first?.contains("News of the day.") == true)
    // Read once, it is new no more.
    let (third, _) = try run("Enter Q", folder: folder.path, desk: desk)
    #expect(third.screen?.text.contains("┃") == false)
    #expect(third.screen?.text.contains("» Why?") == true)
  }

  @Test func `a table set by its reader is so in the next session, without a key`() throws {
    let desk = DatabaseDesk(location: .memory)
    let (first, _) = try run("G T j 4 c Q", desk: desk)
    #expect(first.screen?.text.contains("* 4 columns, set by you") == true)
    let (second, _) = try run("G T j Q", desk: desk)
    #expect(second.screen?.text.contains("Table 2 of 5 · * 4 columns, set by you") == true)
    #expect(second.screen?.text.contains("set by you") == true)
    let (third, _) = try run("G T j C Q", desk: desk)
    #expect(third.screen?.text.contains("~ rebuilt, ") == true)
    let (fourth, _) = try run("G T j Q", desk: desk)
    #expect(fourth.screen?.text.contains("Table 2 of 5 · ~ rebuilt, ") == true)
  }

  @Test func `the first briefing is shown as it was set, though the desk is opened after it`() throws {
    let desk = DatabaseDesk(location: .memory)
    let folder = try copies("a.txt")
    _ = try run("T 1 c Q", folder: folder.path, desk: desk)
    let (terminal, _) = try run("T Q", folder: folder.path, desk: desk)
    #expect(terminal.screen?.text.contains("* lines, set by you") == true)
  }

  @Test func `what was set goes along when the file is moved, and when it is edited`() throws {
    let desk = DatabaseDesk(location: .memory)
    let folder = try copies("a.txt")
    _ = try run("T 1 c Q", folder: folder.path, desk: desk)
    let moved = try copies("b.txt")
    let (second, _) = try run("T Q", folder: moved.path, desk: desk)
    #expect(second.screen?.text.contains("* lines, set by you") == true)
    let text = String(decoding: try Seeds.bytes(Seeds.names[4]), as: UTF8.self)
    try folder.write("An opening line was put before all the others here.\n\n" + text, to: "a.txt")
    let (third, _) = try run("T Q", folder: folder.path, desk: desk)
    #expect(third.screen?.text.contains("* lines, set by you") == true)
  }

  @Test func `a number of columns that the lines do not have is refused and not kept`() throws {
    let desk = DatabaseDesk(location: .memory)
    let (terminal, _) = try run("G T j 8 c", desk: desk)
    #expect(terminal.screen?.text.contains("fewer words than 8 columns need") == true)
    let (second, _) = try run("G T j Q", desk: desk)
    #expect(second.screen?.text.contains("set by you") == false)
  }

  @Test func `choosing shows each way, and leaving takes it back`() throws {
    let desk = DatabaseDesk(location: .memory)
    let (shown, _) = try run("G T j c 4", desk: desk)
    #expect(shown.screen?.text.contains("* 4 columns, set by you") == true)
    let (left, _) = try run("G T j c 4 q", desk: desk)
    #expect(left.screen?.text.contains("set by you") == false)
    let (taken, _) = try run("G T j c j j j j Enter", desk: desk)
    #expect(taken.screen?.text.contains("Set to 4 columns, and remembered.") == true)
  }

  @Test func `the next session begins where the last one ended`() throws {
    let desk = DatabaseDesk(location: .memory)
    let folder = try copies("a.txt")
    let (first, _) = try run("} } } Q", folder: folder.path, desk: desk)
    let line = try #require(first.screen?.text.split(separator: "\n").last)
    #expect(line.contains("§2 of 7"))
    let (second, _) = try run("", folder: folder.path, desk: desk)
    #expect(second.screen?.text.split(separator: "\n").last == line)
    _ = try run("g Q", folder: folder.path, desk: desk)
    let (third, _) = try run("", folder: folder.path, desk: desk)
    #expect(third.screen?.text.split(separator: "\n").last?.contains("line 1 of") == true)
  }

  @Test func `the panes stand as they were left, and the last to leave is the one that counts`() throws {
    let desk = DatabaseDesk(location: .memory)
    // Of two equal texts either may be opened again while the index is still filled.
    let folder = try copies("a.txt")
    try folder.write(String(decoding: try Seeds.bytes(Seeds.names[3]), as: UTF8.self), to: "b.txt")
    // What is unread may be known before the screen is looked at, or after it.
    func screen(_ script: String, isRestoring: Bool = false) throws -> String {
      let (terminal, _) = try run(script, folder: folder.path, desk: desk, isRestoring: isRestoring)
      return try #require(terminal.screen?.text).replacing("•", with: " ")
    }
    let first = try screen("Enter C-w s } } } Q")
    #expect(try screen("", isRestoring: true) == first)
    let fresh = try screen("Q")
    #expect(fresh != first)
    #expect(try screen("", isRestoring: true) == fresh)
  }

  @Test func `a mark is there in the next session, of these folders alone`() throws {
    let desk = DatabaseDesk(location: .memory)
    let folder = try copies("a.txt")
    let (first, _) = try run("} } } m a Q", folder: folder.path, desk: desk)
    let line = try #require(first.screens.dropLast().last?.text.split(separator: "\n").last)
    #expect(line.contains("mark as:"))
    let (second, _) = try run("g ' a j k Q", folder: folder.path, desk: desk)
    #expect(second.screen?.text.split(separator: "\n").last?.contains("§2 of 7") == true)
    let other = try copies("a.txt")
    let (third, _) = try run("' a", folder: other.path, desk: desk)
    #expect(third.screen?.text.contains("Mark a is not set in these folders.") == true)
  }

  @Test func `the mouse is taken when it is asked for`() throws {
    let (terminal, _) = try run("C-w m j")
    #expect(terminal.reportsMouse)
    let (other, _) = try run("j k")
    #expect(!other.reportsMouse)
  }

  @Test func `what was read ahead is handed out once, and not when its file has changed`() throws {
    let folder = try TemporaryFolder()
    try folder.write("The first text of it.\n", to: "a.txt")
    let library = try IndexedLibrary(pathBytes: [Array(folder.path.utf8)], location: .memory)
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
    let id = try #require(try library.entries().first?.id)
    let mailbox = Mailbox()
    let runner = EffectRunner(
      library: library, mailbox: mailbox, desk: DatabaseDesk(location: .memory), outside: Outside())
    func readAhead() {
      runner.prefetch(id)
      runner.opening.sync {}
    }
    readAhead()
    // Before the first screen stands nothing is read ahead.
    #expect(runner.takePrefetched(id, generation: 1) == nil)
    runner.openDesk()
    readAhead()
    #expect(runner.takePrefetched(id + 1, generation: 1) == nil)
    readAhead()
    let events = try #require(runner.takePrefetched(id, generation: 2))
    #expect(
      events == [
        .record(ReaderRecord(), entryID: id),
        .opened(try library.open(id), entryID: id, generation: 2),
      ])
    #expect(runner.takePrefetched(id, generation: 3) == nil)
    readAhead()
    try folder.write("Another text, and a longer one.\n", to: "a.txt")
    #expect(runner.takePrefetched(id, generation: 4) == nil)
  }

  @Test func `what is told of the notes says how many of this session are in it`() throws {
    let folder = try copies("a.txt")
    let library = try IndexedLibrary(pathBytes: [Array(folder.path.utf8)], location: .memory)
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
    let id = try #require(try library.entries().first?.id)
    let mailbox = Mailbox()
    let runner = EffectRunner(
      library: library, mailbox: mailbox, desk: DatabaseDesk(location: .memory), outside: Outside())
    runner.openDesk()
    // As when all of it is typed at once.
    runner.run(.mark(.starred(true), entryID: id))
    runner.run(.lookForMarks)
    runner.run(.mark(.note("mine", seen: nil), entryID: id))
    runner.run(.listKept)
    runner.keeping.sync {}
    let told = mailbox.take().compactMap { event -> (marks: ReaderMarks?, count: Int?)? in
      if case .marks(let marks, let count) = event { (marks[id], count) } else { nil }
    }
    #expect(told.last?.count == 2 && told.last?.marks?.note == "mine")
    #expect(told.allSatisfy { ($0.marks?.note != nil) == ($0.count == 2) })
  }

  @Test func `what changes while the files are read for the first time is seen`() throws {
    let folder = try TemporaryFolder()
    try folder.write("Fish.\n", to: "a.txt")
    try folder.write("Ships.\n", to: "b.txt")
    let isRead = DispatchSemaphore(value: 0)
    let first = folder.path + "/a.txt"
    let library = try IndexedLibrary(pathBytes: [Array(folder.path.utf8)], location: .memory) { bytes, path in
      if path.hasSuffix("a.txt") { isRead.signal() }
      // Once the first is read it goes.
      if path.hasSuffix("b.txt"), isRead.wait(timeout: .now() + 60) == .success {
        unlink(first)
      }
      return BriefingReader.read(bytes, path: path)
    }
    let mailbox = Mailbox()
    let runner = EffectRunner(
      library: library, mailbox: mailbox, desk: DatabaseDesk(location: .memory), outside: Outside())
    defer { runner.stop() }
    runner.run(.refreshLibrary)
    var hasGone = false
    var wait = pollfd(fd: mailbox.descriptor, events: Int16(POLLIN), revents: 0)
    while !hasGone, poll(&wait, 1, 60_000) > 0 {
      for case .changes(let changes) in mailbox.take() where changes.went.count == 1 { hasGone = true }
    }
    #expect(hasGone)
    #expect(try library.entries().map(\.path).map { $0.hasSuffix("b.txt") } == [true])
  }

  @Test func `what is noted in one session is there in the next`() throws {
    let desk = DatabaseDesk(location: .memory)
    let folder = try copies("a.txt", "b.txt")
    _ = try run("j *", folder: folder.path, desk: desk)
    // Both have the same words: what was noted about one holds for the other.
    let (terminal, _) = try run("S is:starred Enter", folder: folder.path, desk: desk)
    #expect(terminal.screen?.text.contains("2 equal") == true)
    let (named, _) = try run("S drone Enter s C-u m Enter q O", folder: folder.path, desk: desk)
    #expect(named.screen?.text.contains("Searches") == true)
    #expect(desk.searches() == [NamedSearch(name: "m", query: "drone")])
  }

  @Test func `a briefing is opened by name over the real library`() throws {
    let (terminal, _) = try run("o 0 0 3 _ Enter")
    #expect(terminal.screen?.text.contains("003_cc6a91dc96c48c2f.txt") == true)
    let (facets, _) = try run("S drone Enter F")
    #expect(facets.screen?.text.contains("Narrow") == true)
  }

  @Test func `a briefing is laid beside the one nearest to it, or beside the chosen one`() throws {
    let (nearest, _) = try run("g D")
    let screen = try #require(nearest.screen?.text)
    #expect(screen.contains("Comparison  2 briefings"))
    #expect(screen.contains("A  U.S. and Ecuador") && screen.contains("B  U.S. Partners with Ecuador"))
    #expect(screen.contains("Near each other, in other words"))
    let folder = try copies("a.txt")
    let (alone, _) = try run("D", folder: folder.path)
    #expect(alone.screen?.text.contains("There is no other briefing to compare with.") == true)
  }

  @Test func `what a briefing names is listed, and a name leads to its place`() throws {
    let (named, _) = try run("g I")
    let screen = try #require(named.screen?.text)
    #expect(screen.contains("Names, amounts and dates"))
    #expect(screen.contains("+ Ecuador") && screen.contains("times, lines"))
  }

  @Test func `over all briefings a statement is explained, and something is written beside its text`() throws
  {
    let desk = DatabaseDesk(location: .memory)
    let (explained, _) = try run("M Enter W", desk: desk)
    let said = try #require(explained.screen?.text.split(separator: "\n").last)
    #expect(said.contains(":"), "\(said)")
    let (written, _) = try run("M Enter a W h y Enter S n o t e : w h y Enter", desk: desk)
    #expect(written.screen?.text.contains("1 briefing") == true)
  }

  @Test func `a copy goes to the terminal, and that is said`() throws {
    let (terminal, _) = try run("y y")
    #expect(terminal.sent.count == 1 || ProcessInfo.processInfo.environment["TMUX"] != nil)
    #expect(terminal.screen?.text.contains("the title") == true)
  }

  @Test func `suspending and redrawing reach the terminal`() throws {
    let (terminal, _) = try run("C-z C-l Q")
    #expect(terminal.suspensions == 1)
    #expect(terminal.invalidations == 1)
  }

  @Test func `an end by signal gives its exit code and closes the terminal`() throws {
    let library = try IndexedLibrary(pathBytes: [Array(Seeds.folder.utf8)], location: .memory)
    let size = Size(columns: 80, rows: 24)
    let terminal = ScriptedTerminal(size: size)
    terminal.endSignal = 15
    let runtime = Runtime(terminal: terminal, library: library, state: BrowserState(size: size))
    #expect(runtime.runScript(entries: []) == 143)
    #expect(terminal.isClosed)
  }

  @Test func `who takes the last event of some work finds nothing under way`() {
    let mailbox = Mailbox()
    mailbox.beginWork()
    mailbox.beginWork()
    mailbox.post(.remark("begun", isWarning: false))
    #expect(!mailbox.isIdle)
    mailbox.endWork()
    #expect(mailbox.take() == [.remark("begun", isWarning: false)] && !mailbox.isIdle)
    mailbox.endWork(posting: .remark("done", isWarning: false))
    #expect(!mailbox.isIdle)
    #expect(mailbox.take() == [.remark("done", isWarning: false)] && mailbox.isIdle)
  }
}

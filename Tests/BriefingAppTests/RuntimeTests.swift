import BriefingBrowser
import BriefingLibrary
import BriefingModel
import BriefingTestSupport
import Testing
import TerminalScreen

@testable import BriefingApp

/// The loop with a terminal that plays a script and the real library behind it.
@Suite struct RuntimeTests {
  /// Runs keys over the seeds with an index in memory; gives the screens and the exit code.
  private func run(
    _ script: String, columns: Int = 120, rows: Int = 40
  ) throws -> (terminal: ScriptedTerminal, code: Int32) {
    let library = try IndexedLibrary(
      pathBytes: [Array(Seeds.folder.utf8)], location: .memory)
    let size = Size(columns: columns, rows: rows)
    let terminal = ScriptedTerminal(size: size, inputs: keys(script).map { .key($0) })
    var options = BrowserOptions()
    options.libraryName = library.name
    let runtime = Runtime(
      terminal: terminal, library: library, state: BrowserState(size: size, options: options))
    let code = runtime.runScript(entries: try library.entries())
    return (terminal, code)
  }

  @Test func `the list fills from the folder and the first briefing opens`() throws {
    let (terminal, code) = try run("Q")
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

  @Test func `keys of the configuration are taken, and bad ones named`() throws {
    var configuration = Configuration()
    configuration.set(
      keys: ["zoom": ["Z"], "no-such": ["x"], "help": ["C-w what"]], from: .standard)
    let (keymap, remarks) = BrowserApp.keymap(configuration)
    #expect(keymap.lookup([.character("Z")], in: .reader) == .command(.zoom))
    #expect(
      remarks == ["keys: help: C-w what is no key", "keys: no command is called no-such"])
  }
}

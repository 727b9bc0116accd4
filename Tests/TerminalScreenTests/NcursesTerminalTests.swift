import BriefingTestSupport
import Foundation
import Glibc
import Testing

/// The terminal in a real one: the probe, which shows what a screen can hold and names each input.
@Suite(.serialized)
struct NcursesTerminalTests {
  private func probe(
    _ arguments: String..., columns: Int = 80, rows: Int = 24, term: String = "screen-256color",
    environment: [String: String?] = [:]
  ) throws -> TmuxSession {
    try TmuxSession(
      [BuiltProducts.executable("TerminalProbe")] + arguments, columns: columns, rows: rows, term: term,
      environment: environment)
  }

  @Test(arguments: [
    "xterm-256color", "screen", "screen-256color", "tmux", "tmux-256color", "linux", "vt100",
  ])
  func `a terminal of this type shows the samples and is given back`(term: String) throws {
    let session = try probe(term: term)
    let screen = try session.wait(forText: "last: none")
    #expect(screen.contains("quotes “double” ‘single’ dash — dots …"))
    #expect(screen.contains("┌─┬─┐ │a│b│"))
    #expect(screen.contains("wide 東京 한국어 ｆｕｌｌ|"))
    #expect(screen.contains("^[[31mred^G ⟨U+202E⟩abc⟨U+202C⟩ soft⟨U+00AD⟩hyphen"))
    let colors = term.contains("256") ? 256 : term == "vt100" ? 0 : 8
    #expect(screen.contains("colours \(colors)"))
    #expect(try session.show("#{alternate_on}") == (term == "vt100" || term == "linux" ? "0" : "1"))
    try session.press("q")
    #expect(try session.waitForExit() == 0)
    #expect(try session.show("#{alternate_on} #{cursor_flag} #{bracket_paste_flag}").hasPrefix("0 1"))
    #expect(try session.screen().contains("left in order"))
  }

  @Test(arguments: [["LC_ALL": "C", "LANG": "C"], ["LC_ALL": "xx_XX.bogus", "LANG": "xx_XX.bogus"]])
  func `a locale without UTF-8 gets look-alikes`(environment: [String: String]) throws {
    let session = try probe(environment: environment.mapValues { $0 })
    let screen = try session.wait(forText: "last: none")
    #expect(screen.contains("quotes \"double\" 'single' dash - dots ~ arrows < ^ > v bullet o >"))
    #expect(screen.contains("+-+-+ |a|b| +-+-+ +-+-+"))
    #expect(screen.contains("wide ???? ?????? f u l l |"))
    #expect(screen.contains("accents cafe Nandu e|"))
    #expect(screen.utf8.allSatisfy { $0 < 0x7F })
  }

  @Test func `keys and pastes arrive by their names`() throws {
    let session = try probe()
    try session.wait(forText: "last: none")
    for (press, name) in [
      ("j", "j"), ("Enter", "Enter"), ("Escape", "Esc"), ("Tab", "Tab"), ("BTab", "S-Tab"), ("Up", "Up"),
      ("Left", "Left"),
      ("PPage", "PgUp"), ("NPage", "PgDn"), ("Home", "Home"), ("End", "End"), ("DC", "Delete"),
      ("IC", "Insert"),
      ("BSpace", "Backspace"), ("F1", "F1"), ("F12", "F12"), ("C-c", "C-c"), ("C-s", "C-s"), ("C-q", "C-q"),
      ("C-\\", "C-\\"), ("C-d", "C-d"), ("M-x", "M-x"), ("é", "é"), ("東", "東"), ("Space", "Space"),
    ] {
      try session.press(press)
      try session.wait(for: "the name of \(name)") { $0.hasSuffix("last: key \(name)") }
    }
    try session.paste("pasted text")
    try session.wait(forText: "last: paste 11 bytes: pasted text")
  }

  @Test func `the window may have any size at any time`() throws {
    let session = try probe("--list")
    try session.wait(forText: "last: none")
    for (columns, rows) in [(40, 10), (1, 1), (200, 60), (3, 2), (120, 40), (80, 24)] {
      try session.resize(columns: columns, rows: rows)
      try session.wait(for: "\(columns)x\(rows)") { screen in
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
        if columns < 40 { return lines.last.map { "last: resize".hasPrefix($0) && !$0.isEmpty } ?? false }
        return lines.count == rows && lines[0].contains("probe \(columns)x\(rows)")
          && lines[1].hasPrefix("line 0:")
          && lines[rows - 1] == "last: resize \(columns)x\(rows)"
      }
    }
    try session.press("q")
    #expect(try session.waitForExit() == 0)
  }

  @Test func `a scrolled list shows the lines that it should`() throws {
    let session = try probe("--list")
    try session.wait(forText: "line 21:")
    for top in 1...30 {
      try session.press("Down")
      try session.wait(for: "line \(top) on top") { screen in
        let lines = screen.split(separator: "\n")
        return (0..<22).allSatisfy { lines[1 + $0].hasPrefix("line \(top + $0): word\((top + $0) % 97) ") }
      }
    }
  }

  @Test func `suspended, the shell has its terminal, and continued, the program`() throws {
    let program = try BuiltProducts.executable("TerminalProbe")
    let session = try TmuxSession(["bash", "--norc", "-i"], environment: ["PS1": "ready> "])
    try session.wait(forText: "ready>")
    try session.type("'\(program)'\n")
    try session.wait(forText: "last: none")
    for isOutside in [false, true] {
      if isOutside {
        let ps = try probeProcess(below: session)
        kill(ps, SIGTSTP)
      } else {
        try session.press("C-z")
      }
      try session.wait(for: "the shell") { $0.contains("Stopped") && !$0.contains("last:") }
      #expect(try session.show("#{alternate_on}") == "0")
      try session.type("clear; stty -a | grep -o '[-]*icanon'\n")
      try session.wait(for: "the shell's mode") { $0.contains("\nicanon") || $0.hasPrefix("icanon") }
      try session.type("fg\n")
      try session.wait(for: "the program") {
        $0.contains("quotes “double”") && $0.contains("last: resize 80x24")
      }
      try session.press("j")
      try session.wait(forText: "last: key j")
    }
    try session.press("q")
    try session.wait(forText: "left in order")
  }

  /// The process of the probe that runs under the session's shell.
  private func probeProcess(below session: TmuxSession) throws -> Int32 {
    try #require(TmuxSession.children(of: session.processIdentifier()).first)
  }

  @Test func `suspending without a shell to return to changes nothing`() throws {
    let session = try probe()
    try session.wait(forText: "last: none")
    try session.press("C-z")
    try session.wait(forText: "last: resize 80x24")
    try session.press("j")
    try session.wait(forText: "last: key j")
  }

  @Test func `the terminal can be lent to a command`() throws {
    let session = try probe()
    try session.wait(forText: "last: none")
    try session.press("!")
    try session.wait(forText: "last: resize 80x24")
    try session.press("q")
    try session.waitForExit()
    let screen = try session.screen()
    #expect(screen.contains("lent to a command\nicanon"))
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1])
  func `a signal ends the program in order`(signal: Int32) throws {
    let session = try probe()
    try session.wait(forText: "last: none")
    kill(try session.processIdentifier(), signal)
    #expect(try session.waitForExit() == 128 + Int(signal))
    #expect(try session.screen().contains("left by signal \(signal)"))
    #expect(try session.show("#{alternate_on}") == "0")
  }

  @Test func `a program deep in work is ended all the same`() throws {
    let session = try probe()
    try session.wait(forText: "last: none")
    try session.press("W")
    kill(try session.processIdentifier(), SIGTERM)
    #expect(try session.waitForExit() == 128 + Int(SIGTERM))
    #expect(try session.show("#{alternate_on} #{cursor_flag}") == "0 1")
  }

  @Test func `a fault restores the terminal and says so`() throws {
    let session = try probe()
    try session.wait(forText: "last: none")
    try session.press("X")
    #expect([SIGILL, SIGTRAP].map { 128 + Int($0) }.contains(try session.waitForExit()))
    #expect(try session.screen().contains("the terminal was restored"))
    #expect(try session.show("#{alternate_on} #{cursor_flag} #{bracket_paste_flag}").hasPrefix("0 1"))
  }

  @Test(arguments: [
    ("dumb", "cannot place its cursor"), ("no-such-terminal", "is not known here"), ("", "TERM is not set"),
  ])
  func `a terminal that will not do is refused in a phrase`(term: String, phrase: String) throws {
    let session = try probe(environment: ["TERM": term.isEmpty ? nil : term])
    #expect(try session.waitForExit() == 2)
    #expect(try session.screen().contains(phrase))
  }

  @Test func `a window that vanishes ends the program`() throws {
    let session = try probe()
    try session.wait(forText: "last: none")
    let process = try session.processIdentifier()
    try session.kill()
    let end = Date().addingTimeInterval(session.patience)
    while Glibc.kill(process, 0) == 0, Date() < end { usleep(10_000) }
    #expect(Glibc.kill(process, 0) != 0)
  }
}

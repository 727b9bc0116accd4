import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// However the program is stopped or ended, the terminal is its owner's again.
  @Suite struct LeavingTests {
    @Test func `stopped in a shell, and continued where it was`() throws {
      let home = try TestHome()
      let program = try BuiltProducts.executable("dossier")
      var environment = home.environment
      environment["PS1"] = "ready> "
      let session = try TmuxSession(["bash", "--norc", "-i"], environment: environment)
      try session.wait(forText: "ready>")
      try session.type("'\(program)' '\(Seeds.folder)'\n")
      try session.wait(forText: "In a notable move")
      try session.press("T", "Enter", "j")
      // The counts come when the index is whole; nothing changes behind them.
      let before = try session.wait(for: "the table, the index whole") {
        $0.contains("row 2 of 3") && $0.contains("60 stated")
      }
      try session.press("C-z")
      try session.wait(for: "the shell") { $0.contains("Stopped") && !$0.contains("row 2 of 3") }
      #expect(try session.show("#{alternate_on}") == "0")
      try session.type("clear; stty -a | grep -o '[-]*icanon'\n")
      try session.wait(for: "the shell's mode") { $0.hasPrefix("icanon") || $0.contains("\nicanon") }
      try session.type("fg\n")
      try session.wait(for: "the same table") { $0 == before }
      try session.press("k")
      try session.wait(forText: "row 1 of 3")
      try session.press("Q")
      try session.wait(for: "the shell") { !$0.contains("row 1 of 3") && $0.contains("ready>") }
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `a signal ends the program and restores the terminal`(signal: Int32) throws {
      let dossier = try Interface(prelude: #"echo what stood before; exec "$@""#)
      try dossier.waitForSeeds()
      let process = try dossier.session.processIdentifier()
      kill(process, signal)
      #expect(try dossier.session.waitForExit() == 128 + Int(signal))
      try dossier.expectRestored()
      #expect(try dossier.session.screen().hasPrefix("what stood before"))
    }

    @Test(arguments: [SIGTERM, SIGSEGV, 0])
    func `the mouse is the terminal's again after any end`(signal: Int32) throws {
      let dossier = try Interface([Seeds.folder, "--mouse"])
      try dossier.waitForSeeds()
      #expect(try dossier.session.show("#{mouse_any_flag}") == "1")
      // A click on the text, as a terminal reports it.
      try dossier.session.type("\u{1B}[<0;60;12M\u{1B}[<0;60;12m")
      try dossier.session.wait(forText: "line 1 of")
      if signal == 0 {
        try dossier.press("Q")
      } else {
        kill(try dossier.session.processIdentifier(), signal)
      }
      #expect(try dossier.session.waitForExit() == (signal == 0 ? 0 : 128 + Int(signal)))
      try dossier.expectRestored()
    }

    @Test func `stopped, the mouse is the shell's, and the program's when it goes on`() throws {
      let home = try TestHome()
      let program = try BuiltProducts.executable("dossier")
      var environment = home.environment
      environment["PS1"] = "ready> "
      let session = try TmuxSession(["bash", "--norc", "-i"], environment: environment)
      try session.wait(forText: "ready>")
      try session.type("'\(program)' --mouse '\(Seeds.folder)'\n")
      try session.wait(forText: "In a notable move")
      #expect(try session.show("#{mouse_any_flag}") == "1")
      try session.press("C-z")
      try session.wait(forText: "Stopped")
      #expect(try session.show("#{mouse_any_flag}") == "0")
      try session.type("fg\n")
      try session.wait(forText: "In a notable move")
      #expect(try session.show("#{mouse_any_flag}") == "1")
      try session.press("C-w", "m")
      try session.wait(forText: "The mouse is the terminal's again.")
      #expect(try session.show("#{mouse_any_flag}") == "0")
    }

    @Test func `a window that vanishes leaves no process behind`() throws {
      let dossier = try Interface()
      try dossier.waitForSeeds()
      let process = try dossier.session.processIdentifier()
      try dossier.session.kill()
      let end = Date().addingTimeInterval(dossier.session.patience)
      while kill(process, 0) == 0, Date() < end { usleep(10_000) }
      #expect(kill(process, 0) != 0)
    }
  }
}

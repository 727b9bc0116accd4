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
      let session = try TmuxSession(["bash", "--norc", "-i"], environment: environment, patience: 60)
      try session.wait(forText: "ready>")
      try session.type("'\(program)' '\(Seeds.folder)'\n")
      try session.wait(forText: "In a notable move")
      try session.press("T", "Enter", "j")
      // The counts come when the index is whole; nothing changes behind them.
      let before = try session.wait(for: "the table, the index whole") {
        $0.contains("row 2 of 3") && $0.contains("54 stated")
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

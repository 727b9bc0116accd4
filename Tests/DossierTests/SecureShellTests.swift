import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// The program at the other end of a real connection, which is cut while it works.
  @Suite(.enabled(if: SecureShellServer.isInstalled, "OpenSSH is not installed"))
  struct SecureShellTests {
    /// How a connection ends without a word from the reader.
    enum Cut: String, CaseIterable, CustomTestStringConvertible {
      /// The client is killed: the server is told at once.
      case killed
      /// The client stops answering, as when the network is gone: the server finds out by itself.
      case silent
      /// The window that the client runs in is closed.
      case closed

      var testDescription: String { rawValue }
    }

    /// A session on the far side, with the number of the program's process there.
    private struct Connection {
      let session: TmuxSession
      /// There as long as the connection is wanted.
      private let server: SecureShellServer
      private let note: String

      init(_ server: SecureShellServer, _ home: TestHome, _ arguments: [String] = []) throws {
        self.server = server
        note = home.path + "/process-\(UUID().uuidString)"
        var words = ["env"]
        let variables = home.environment.sorted { $0.key < $1.key }
        for (name, value) in variables where value == nil { words += ["-u", name] }
        words.append("LC_ALL=C.UTF-8")
        for case (let name, .some(let value)) in variables { words.append("\(name)=\(value)") }
        words += [try BuiltProducts.executable("dossier")] + arguments + [home.documents]
        let quoted = words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
        session = try TmuxSession(
          server.client("echo $$ > '\(note)'; exec \(quoted)"), columns: 100, rows: 30)
      }

      func press(_ keys: String..., until texts: String...) throws {
        for key in keys { try session.press(key) }
        try session.wait(for: texts.joined(separator: ", ")) { screen in texts.allSatisfy(screen.contains) }
      }

      /// The process on the far side.
      func process() throws -> pid_t {
        let text = try String(contentsOfFile: note, encoding: .utf8)
        return try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
      }

      func cut(_ cut: Cut) throws {
        switch cut {
        case .killed: kill(try session.processIdentifier(), SIGKILL)
        case .silent: kill(try session.processIdentifier(), SIGSTOP)
        case .closed: try session.kill()
        }
      }

      /// Expects that nothing is left of the program.
      func expectGone(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let process = try process()
        let end = Date().addingTimeInterval(60)
        while kill(process, 0) == 0, Date() < end { usleep(10_000) }
        #expect(kill(process, 0) != 0, "the program still runs", sourceLocation: sourceLocation)
      }
    }

    private func home() throws -> TestHome {
      let home = try TestHome()
      try home.write(String(decoding: try Seeds.bytes(Seeds.names[2]), as: UTF8.self), as: "waters.txt")
      return home
    }

    @Test func `it reads over a connection as at home, and leaves its terminal as it was`() throws {
      let home = try home()
      let connection = try Connection(SecureShellServer(), home)
      try connection.session.wait(for: "the briefing") { $0.contains("1 briefing") && $0.contains("? help") }
      try connection.press("T", "Enter", until: "row 1 of")
      try connection.session.resize(columns: 80, rows: 24)
      try connection.session.wait(for: "the other size") { $0.lines.count == 24 && $0.contains("row 1 of") }
      try connection.press("Q", until: "[ended with 0]")
      try connection.expectGone()
    }

    @Test(arguments: Cut.allCases)
    func `cut while reading, nothing stays behind, and the place is kept`(cut: Cut) throws {
      let home = try home()
      let server = try SecureShellServer()
      let connection = try Connection(server, home)
      try connection.session.wait(for: "the briefing") { $0.contains("1 briefing") && $0.contains("? help") }
      try connection.press("}", "}", until: "§1 of")
      try connection.cut(cut)
      try connection.expectGone()
      let again = try Connection(server, home)
      try again.session.wait(forText: "§1 of")
    }

    @Test(arguments: Cut.allCases)
    func `cut while writing, what was typed so far is beside the text`(cut: Cut) throws {
      let home = try home()
      let server = try SecureShellServer()
      let connection = try Connection(server, home)
      try connection.session.wait(for: "the briefing") { $0.contains("1 briefing") && $0.contains("? help") }
      try connection.press("a", until: "»")
      try connection.session.type("ask who pays for th")
      try connection.session.wait(forText: "ask who pays for th")
      try connection.cut(cut)
      try connection.expectGone()
      let notes = try runProgram(["notes", home.documents], environment: home.environment)
      #expect(notes.output.contains("ask who pays for th"))
    }

    @Test(arguments: Cut.allCases)
    func `cut while indexing, the next session has every briefing once`(cut: Cut) throws {
      let home = try home()
      for number in 0..<1_500 {
        try home.write(
          "Report \(number)\n\nWords of report number\(number) "
            + String(repeating: "and more words ", count: 80)
            + "\n", as: "r\(number).txt")
      }
      let server = try SecureShellServer()
      let connection = try Connection(server, home)
      try connection.session.wait(for: "some of the briefings") { $0.contains("briefings") }
      try connection.cut(cut)
      try connection.expectGone()
      let list = try runProgram(["list", "--format", "jsonl", home.documents], environment: home.environment)
      #expect(list.code == 0)
      let lines = list.output.split(separator: "\n")
      #expect(lines.count == 1_501)
      #expect(Set(lines).count == 1_501)
      for number in [0, 749, 1_499] {
        let found = try runProgram(
          ["search", "number\(number)", home.documents], environment: home.environment)
        #expect(found.output.contains("r\(number).txt"))
      }
    }
  }
}

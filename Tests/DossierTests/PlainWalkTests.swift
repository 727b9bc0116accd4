import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// The walk line by line at a terminal: how lines are typed, and how the terminal is given back.
  @Suite struct PlainWalkTests {
    /// The walk, and after it what the terminal is set to.
    private func walk(_ term: String = "dumb") throws -> Interface {
      let dossier = try Interface(
        [Seeds.folder], columns: 200, term: term,
        prelude:
          #""$@"; code=$?; stty -a | tr ';' '\n' | grep -o '[-]*\(icanon\|echo\) ' | tr -s ' \n' ' '; exit $code"#
      )
      try dossier.session.wait(for: "the list") { $0.contains("help lists the commands.\n>") }
      return dossier
    }

    @Test func `q alone ends it without Enter`() throws {
      let dossier = try walk()
      try dossier.press("q", until: "> quit", "[ended with 0]")
      #expect(try dossier.session.screen().contains("icanon echo"))
    }

    @Test func `words that begin with q are words`() throws {
      let dossier = try walk()
      try dossier.type("qu", until: "> qu")
      try dossier.type("estion\n", until: "No command is called “question”.")
      try dossier.press("C-d", until: "[ended with 0]")
    }

    @Test func `what is typed can be changed`() throws {
      let dossier = try walk()
      try dossier.type("opné", until: "> opné")
      try dossier.press("BSpace", "BSpace", until: "> op")
      try dossier.type("en 2x", until: "> open 2x")
      try dossier.session.press("C-w")
      try dossier.session.wait(for: "the word gone") { $0.hasSuffix("> open") }
      try dossier.type("3\n", until: "Expanded U.S. Military Operations")
      try dossier.type("nonsense", until: "> nonsense")
      try dossier.press("C-u", "Up", "q", until: "> quit", "[ended with 0]")
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `a signal ends it, and it gives the terminal back`(signal: Int32) throws {
      let dossier = try walk()
      try dossier.type("half a", until: "> half a")
      // The walk is the child of the shell in the window.
      let shell = try dossier.session.processIdentifier()
      let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
      var child = try #require(pid_t(children.split(separator: " ").first ?? ""))
      // Between them stands the shell of the test's own words.
      if let inner = try? String(contentsOfFile: "/proc/\(child)/task/\(child)/children", encoding: .utf8),
        let walk = pid_t(inner.split(separator: " ").first ?? "")
      {
        child = walk
      }
      kill(child, signal)
      let screen = try dossier.session.wait(for: "its end") { $0.contains("[ended with \(128 + signal)]") }
      #expect(screen.contains("icanon echo"))
    }
  }
}

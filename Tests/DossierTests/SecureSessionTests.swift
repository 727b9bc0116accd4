import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// DOSSIER_SECURE: a login that may read briefings and nothing else.
  @Suite struct SecureSessionTests {
    /// A home with programs that leave a trace when they are started, and a briefing with links out of its folder.
    private static func home() throws -> TestHome {
      let home = try TestHome()
      try TestProgram.write(
        "echo started >> '\(home.path)/started'\ncat > /dev/null", to: home.path + "/program")
      for name in ["xclip", "wl-copy", "xsel", "vi", "less", "firefox"] {
        try FileManager.default.createSymbolicLink(
          atPath: home.path + "/" + name, withDestinationPath: home.path + "/program")
      }
      try "Secret words\n".write(toFile: home.path + "/secret.txt", atomically: true, encoding: .utf8)
      try home.write(
        """
        # Report of the day

        See [the network](http://example.org/) and [a file outside](../secret.txt).

        | Benefit | Risk |
        |---|---|
        | gain | loss |

        """, as: "report.md")
      return home
    }

    private static func environment(_ home: TestHome) -> [String: String?] {
      let program: String? = home.path + "/program"
      let path: String? = home.path + ":/usr/bin:/bin"
      return [
        "DOSSIER_SECURE": "1", "EDITOR": program, "VISUAL": program, "PAGER": program, "BROWSER": program,
        "DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0", "PATH": path,
        "SHELL": program,
        "TMUX": nil,
      ]
    }

    private static func expectShut(_ home: TestHome, sourceLocation: SourceLocation = #_sourceLocation) throws
    {
      #expect(!FileManager.default.fileExists(atPath: home.path + "/started"), sourceLocation: sourceLocation)
      let names = try FileManager.default.contentsOfDirectory(atPath: home.path)
      #expect(!names.contains { $0.hasPrefix("written") }, sourceLocation: sourceLocation)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: home.documents) == ["report.md"],
        sourceLocation: sourceLocation)
    }

    @Test func `every door is shut in a secure session`() throws {
      let home = try Self.home()
      let dossier = try Interface(
        [home.documents], home: home, columns: 100, rows: 30, environment: Self.environment(home))
      try dossier.session.wait(for: "the briefing") {
        $0.contains("Report of the day") && $0.contains("? help")
      }
      for (key, word) in [("e", "No editor"), ("E", "No editor"), ("P", "No pager"), ("|", "No program")] {
        try dossier.press(key, until: word, "DOSSIER_SECURE is set")
      }
      for command in ["edit", "pager", "pipe \(home.path)/program"] {
        try dossier.press(":", until: "half-page-down")
        try dossier.type(command, until: command)
        try dossier.press("Enter", until: "DOSSIER_SECURE is set")
        // Another key takes the message away.
        try dossier.press("g", until: "line 1 of")
      }
      try dossier.press("T", until: "Table 1 of 1")
      try dossier.press(":", until: "half-page-down")
      try dossier.type("export csv \(home.path)/written.csv", until: "export csv ")
      try dossier.press("Enter", until: "Nothing is written: DOSSIER_SECURE is set")
      try dossier.press("k", until: "table 1 of 1")
      try dossier.press("s", until: "Nothing is written: DOSSIER_SECURE is set")
      // Copying goes through the terminal, and a link to the network is copied instead of opened.
      try dossier.press("y", "y", until: "clipboard")
      try dossier.press("Q")
      #expect(try dossier.session.waitForExit() == 0)
      try Self.expectShut(home)
    }

    @Test func `a link leads to no program and to no file outside`() throws {
      let home = try Self.home()
      let dossier = try Interface(
        [home.documents], home: home, columns: 100, rows: 30, environment: Self.environment(home))
      try dossier.session.wait(for: "the briefing") {
        $0.contains("Report of the day") && $0.contains("? help")
      }
      // The labels stand on the first letters of the links.
      for label in ["a", "s"] {
        try dossier.press("Enter", "f", until: "See ahe network and s file outside.")
        try dossier.session.press(label)
        let screen = try dossier.session.wait(for: "what came of it") { !$0.contains("See ahe network") }
        #expect(!screen.contains("Secret words"))
        try dossier.press("Enter", until: "See the network and a file outside.")
        #expect(!(try dossier.session.screen()).contains("Secret words"))
      }
      try dossier.press("Q")
      #expect(try dossier.session.waitForExit() == 0)
      try Self.expectShut(home)
    }

    @Test func `line by line the doors are shut as well`() throws {
      let home = try Self.home()
      let dossier = try Interface(
        ["--plain", home.documents], home: home, environment: Self.environment(home))
      try dossier.session.wait(for: "the prompt") { $0.hasSuffix("\n>") }
      try dossier.type("open 1\n", until: "> open 1")
      for command in ["edit", "pager", "pipe \(home.path)/program", "export csv \(home.path)/written.csv"] {
        try dossier.type(command + "\n", until: "> " + String(command.prefix(40)))
      }
      try dossier.type("quit\n", until: "[ended with 0]")
      try Self.expectShut(home)
    }
  }
}

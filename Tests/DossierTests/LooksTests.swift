import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// Themes, programs of the reader's own, and the walk line by line, on a real terminal.
  @Suite struct LooksTests {
    private func sent(_ term: String, _ environment: [String: String?], _ arguments: [String]) throws
      -> String
    {
      let dossier = try Interface(
        arguments + [Seeds.folder], term: term, environment: environment, isRecorded: true)
      try wait(for: dossier)
      try dossier.session.press("Q")
      return String(decoding: try dossier.session.recorded(), as: UTF8.self)
    }

    /// Waits for the list and a text, whichever file was read first.
    private func wait(for dossier: Interface) throws {
      _ = try dossier.session.wait(for: "a briefing") { screen in
        screen.contains("5 briefings") && screen.contains("? help") && screen.contains(".txt")
      }
    }

    @Test func `a terminal that says so is sent the theme's own colours`() throws {
      let rich = try sent("xterm-256color", ["COLORTERM": "truecolor"], ["--theme", "dark"])
      #expect(rich.contains("38;2;"))
      #expect(rich.contains("48;2;21;24;30m"))
      let few = try sent("xterm-256color", [:], ["--theme", "dark"])
      #expect(!few.contains("38;2;"))
      #expect(few.contains("48;5;"))
    }

    @Test func `the standard theme sends the terminal's own colours wherever it is`() throws {
      let sent = try sent("xterm-256color", ["COLORTERM": "truecolor"], [])
      #expect(!sent.contains("8;2;"))
    }

    @Test func `the description of the colours is not left to other programs`() throws {
      let home = try TestHome()
      let editor = try TestProgram.write(
        "printf '%s' \"${TERMINFO-unset}\" > '\(home.path)/said'", to: home.path + "/editor")
      for (given, said) in [(String?.none, "unset"), ("/usr/share/terminfo", "/usr/share/terminfo")] {
        let dossier = try Interface(
          home: home, term: "xterm-256color",
          environment: ["COLORTERM": "truecolor", "VISUAL": editor, "TERMINFO": given])
        try wait(for: dossier)
        try dossier.press("Enter", "e", until: "line 1 of")
        try dossier.session.wait(for: "the editor") { _ in
          (try? String(contentsOfFile: home.path + "/said", encoding: .utf8)) == said
        }
        try dossier.session.press("Q")
      }
    }

    @Test func `the editor has the terminal, and the screen comes back`() throws {
      let home = try TestHome()
      try home.write("Title of it\n\nThe first words.\n", as: "a.txt")
      let editor = try TestProgram.write(
        "printf 'EDITING %s\\n' \"$*\"\nread answer\necho 'Other words.' >> \"$2\"", to: home.path + "/editor"
      )
      let dossier = try Interface([home.documents], home: home, environment: ["VISUAL": editor])
      _ = try dossier.session.wait(for: "the text") { $0.contains("The first words.") }
      try dossier.press("e", until: "EDITING +")
      #expect(!(try dossier.session.screen().contains("The first words.")))
      try dossier.press("Enter", until: "Other words.")
      try dossier.session.press("Q")
      #expect(try dossier.session.waitForExit() == 0)
      try dossier.expectRestored()
    }

    @Test func `a program that is interrupted does not take the browser with it`() throws {
      let home = try TestHome()
      let program = try TestProgram.write("echo IT RUNS\nexec sleep 600", to: home.path + "/wait")
      let dossier = try Interface(home: home)
      try wait(for: dossier)
      try dossier.press("|", until: "a program with its arguments")
      try dossier.type(program, until: "/wait")
      try dossier.press("Enter", until: "IT RUNS")
      try dossier.session.press("C-c")
      _ = try dossier.session.wait(for: "the way back") { $0.contains("Enter comes back") }
      try dossier.press("Enter", until: "wait was ended by signal 2")
      try dossier.session.press("Q")
    }

    @Test(arguments: [("--plain", "screen"), (nil, "dumb"), (nil, "")] as [(String?, String)])
    func `on a simple terminal, or when asked, the walk goes line by line`(
      option: String?, term: String
    ) throws {
      let options = option.map { [$0] } ?? []
      let dossier = try Interface(
        options + [Seeds.folder], environment: ["TERM": term], isRecorded: true)
      _ = try dossier.session.wait(for: "the list") { $0.contains("help lists the commands.\n>") }
      try dossier.type("search surveillance", until: "search surveillance")
      // How many were found stands above what a window holds.
      try dossier.session.press("Enter")
      _ = try dossier.session.wait(for: "what was found") {
        $0.contains(", line") && $0.split(separator: "\n").last == ">"
      }
      try dossier.type("quit", until: "quit")
      try dossier.session.press("Enter")
      let bytes = try dossier.session.recorded()
      #expect(!bytes.contains(0x1B))
      #expect(bytes.contains { $0 == 0x0A })
    }
  }
}

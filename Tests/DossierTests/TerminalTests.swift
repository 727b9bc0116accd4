import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// Terminals of several types and sizes.
  @Suite struct TerminalTests {
    @Test(arguments: ["xterm-256color", "screen", "tmux", "linux", "vt100"])
    func `a terminal of this type shows the list, a table and its source`(term: String) throws {
      let dossier = try Interface(term: term)
      try dossier.waitForSeeds()
      let table = try dossier.press("T", "Enter", until: "row 1 of 3", "Post-Strike")
      #expect(table.contains("────"))
      try dossier.press(".", until: "Source  line")
      try dossier.session.press("Q")
      #expect(try dossier.session.waitForExit() == 0)
      try dossier.expectRestored()
    }

    @Test(arguments: [(80, 24, 1), (120, 40, 2), (200, 60, 2), (60, 12, 1), (59, 12, 0), (24, 6, 0)])
    func `panes stand in straight columns`(columns: Int, rows: Int, rules: Int) throws {
      let dossier = try Interface(columns: columns, rows: rows)
      try dossier.session.wait(for: "the first briefing") {
        $0.lines.last?.hasPrefix(" 1 of 5") == true && (rules == 0 || $0.contains("In a notable move"))
      }
      try dossier.press("j", until: "2 of 5")
      try dossier.press("j", until: "3 of 5")
      try dossier.press("Enter", until: "line 1 of 48")
      try dossier.session.press("X")
      // Statements one below the other, or a column for each kind where there is room.
      try dossier.session.wait(for: "the matrix") { $0.contains("1 of 31") || $0.contains("1 of 8 benefits") }
      try dossier.press("T", "Tab", until: "3 of 5")
      let screen = try dossier.session.screen()
      let lines = screen.lines
      let places = lines.dropFirst().dropLast().map { line in
        Array(line).enumerated().filter { $0.element == "│" }.map(\.offset)
      }
      #expect(places.allSatisfy { $0 == places[0] })
      #expect(places[0].count == rules)
      #expect(lines.count == rows)
      #expect(lines.allSatisfy { $0.count <= columns })
    }

    @Test func `a window too small says so, and works again when it has grown`() throws {
      let dossier = try Interface(columns: 20, rows: 5)
      try dossier.session.wait(forText: "more room")
      try dossier.session.resize(columns: 80, rows: 24)
      try dossier.waitForSeeds()
      try dossier.session.resize(columns: 20, rows: 5)
      try dossier.session.wait(forText: "more room")
      try dossier.session.press("q")
      #expect(try dossier.session.waitForExit() == 0)
    }

    @Test func `the paragraph at the top stays there in any size`() throws {
      let dossier = try Interface(["+30", Seeds.folder + "/" + Seeds.names[3]])
      // A briefing alone is open at once, and has the focus.
      try dossier.session.wait(forText: "line 30 of 77")
      try dossier.session.press("z")
      try dossier.session.wait(for: "the reader alone") {
        !$0.contains("│") && $0.contains("Advanced surveillance")
      }
      /// The reader's first row of text.
      func top(_ screen: String) -> String {
        screen.lines.dropFirst(2).first { !$0.allSatisfy { $0 == " " } } ?? ""
      }
      let words = top(try dossier.session.screen()).split(separator: " ").prefix(3).joined(separator: " ")
      try #require(!words.isEmpty)
      for (columns, rows) in [(50, 24), (120, 40), (40, 10), (200, 60), (20, 5), (80, 24)] {
        try dossier.session.resize(columns: columns, rows: rows)
        if columns < 24 { continue }
        // Its first words may begin in the middle of the first row or at its end.
        try dossier.session.wait(for: "“\(words)” on top at \(columns)x\(rows)") { screen in
          let start = screen.lines.dropFirst(1).prefix(4).joined(separator: " ")
          return start.split(separator: " ").joined(separator: " ").contains(words)
        }
      }
    }

    @Test func `after a storm of sizes the screen is what it was`() throws {
      let dossier = try Interface()
      try dossier.waitForSeeds()
      try dossier.press("Enter", until: "line 1 of 49   top")
      let before = try dossier.session.wait(for: "half a page down") {
        if $0.contains("line 1 of 49   top") { try? dossier.session.press("j") }
        return $0.contains("line 1 of 49   2%")
      }
      for step in 0..<40 {
        try dossier.session.resize(columns: 1 + step * 37 % 160, rows: 1 + step * 23 % 50)
        if step % 5 == 0 { try dossier.session.press("C-l") }
      }
      try dossier.session.resize(columns: 80, rows: 24)
      try dossier.session.wait(for: "the screen of before") { $0.lines.dropLast() == before.lines.dropLast() }
    }
  }
}

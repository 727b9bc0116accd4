import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// The day of a reader: list, read, search, tables, matrix, and every value traced to its lines.
  @Suite struct ReadingLoopTests {
    /// The 1-based number of the only line of a seed that holds `text`.
    private func line(of text: String, in seed: String) throws -> Int {
      let lines = String(decoding: try Seeds.bytes(seed), as: UTF8.self).lines
      let found = lines.indices.filter { lines[$0].contains(text) }
      try #require(found.count == 1)
      return found[0] + 1
    }

    @Test func `from the list to the reader, to a search, to the line that was found`() throws {
      let dossier = try Interface()
      try dossier.waitForSeeds()
      try dossier.press("j", until: "001_3cbc6066d2084c96.txt", "In a significant collaborative effort")
      try dossier.press("Enter", until: "line 1 of")
      try dossier.press("S", until: "drone surveillance")
      // The last word is half typed: it is found by its beginning, also after Enter.
      try dossier.type("multiling", until: "1 line in 1 briefing")
      try dossier.press("Enter", until: "read there", "1 line in 1 briefing")
      let number = try line(of: "multilingual", in: Seeds.names[2])
      let hits = try dossier.press("j", until: "1 of 1")
      #expect(hits.lines.contains { $0.contains(" \(number)  ") && $0.contains("multilingual") })
      let reader = try dossier.press("Enter", until: "002_a2de8763a7700bd2.txt", "▌")
      #expect(reader.lines.contains { $0.contains("▌") && $0.contains("multilingual") })
      // Back to where the search began.
      try dossier.press("H", "H", until: "001_3cbc6066d2084c96.txt")
    }

    @Test func `a pattern is found, nothing else is shown, and one that explodes is no hang`() throws {
      let home = try TestHome()
      let long = String(repeating: "a", count: 5_000) + "b"
      let text = "# Ports\n\nShips wait.\n\nNobody sails.\n\nA shipment left.\n\n"
      try home.write(text + long + "\n", as: "ports.md")
      let dossier = try Interface([home.documents], home: home)
      try dossier.session.wait(forText: "Nobody sails.")
      try dossier.press("/", until: "words, or /pattern/")
      try dossier.type("/ship(s|ment)/", until: "pattern: 1 of 2")
      try dossier.press("Enter", "n", until: "/ship(s|ment)/: 2 of 2")
      let only = try dossier.press("&", until: "ports.md & /ship(s|ment)/")
      #expect(only.contains("Ships wait.") && !only.contains("Nobody sails."))
      try dossier.press("&", until: "Nobody sails.")
      try dossier.press("/", until: "words, or /pattern/")
      try dossier.type("/(a+)+$", until: "it takes too many steps")
      try dossier.press("Enter", until: "/(a+)+$: it takes too many steps; make it simpler.")
      try dossier.press("/", until: "words, or /pattern/")
      try dossier.type("/(", until: "pattern: missing closing parenthesis")
    }

    @Test func `from the tables of all briefings to a cell, to its line, and back to the list`() throws {
      let dossier = try Interface()
      try dossier.waitForSeeds()
      try dossier.press("U", until: "Tables of all briefings  11 tables in 3 briefings")
      try dossier.press("/", until: "tables with:")
      try dossier.type("casual", until: "Potential for civilian casualties", "/ casual  1 table")
      let number = try line(of: "Potential for civilian casualties", in: Seeds.names[4])
      // The second key may come before the answer to the first one has.
      try dossier.press("Enter", "Enter", until: "Table 3/5, row 1/3", "row 1 of 3")
      try dossier.press(".", until: "Source  line \(number)")
      try dossier.press("H", "H", until: "/ casual  1 table")
      try dossier.press("q", until: "11 tables in 3 briefings")
    }

    @Test func `a cell shows its source lines, and back is the same cell`() throws {
      let dossier = try Interface()
      try dossier.waitForSeeds()
      try dossier.press("]", "]", "T", until: "Table 1 of 4", "Operational Focus, Deployment")
      try dossier.press("Enter", "j", until: "row 2 of 3")
      let left = try dossier.session.stillCells()
      try dossier.session.press("l")
      // Only the look tells which cell it is.
      let before = try dossier.session.waitForCells(for: "the next cell") { $0 != left }
      let number = try line(of: "Regional Cooperation |", in: Seeds.names[2])
      let source = try dossier.press(".", until: "Source  line \(number)", "▌\(number)")
      #expect(source.contains("Regional Cooperation |"))
      try dossier.press("H", until: "row 2 of 3")
      try dossier.session.waitForCells(for: "the same cell") { $0 == before }
    }

    @Test func `from all briefings to a count, to a statement, to its line, and back to the count`() throws {
      let dossier = try Interface()
      try dossier.waitForSeeds()
      try dossier.press("X", until: "Matrix  5 briefings", "60 stated")
      // At 80 columns there is room for counts alone.
      try dossier.press("/", until: "narrow:")
      try dossier.type("Civilian", until: "narrow: Civilian")
      try dossier.press("Enter", "l", until: "Civilian harm  - risk")
      let before = try dossier.session.stillCells()
      try dossier.press("Enter", until: "3 statements", "1 of 3")
      let number = try line(of: "- humanitarian Impact: Collateral damage", in: Seeds.names[0])
      let list = try dossier.session.stillCells()
      let source = try dossier.press(".", until: "Source  line \(number)", "▌\(number)")
      #expect(source.contains("- humanitarian Impact"))
      try dossier.press("H", until: "1 of 3")
      try dossier.session.waitForCells(for: "the same statement") { $0 == list }
      try dossier.press("H", until: "Civilian harm  - risk")
      try dossier.session.waitForCells(for: "the same count") { $0 == before }
    }

    @Test func `a statement of the matrix shows its source lines, and back is the same one`() throws {
      let dossier = try Interface()
      try dossier.waitForSeeds()
      try dossier.press("]", "]", "Enter", "X", until: "1 of 31", "stated in a table")
      let number = try line(of: "Key Challenge: Balancing", in: Seeds.names[2])
      try dossier.press("j", "j", "j", until: "4 of 31", ":\(number)")
      let before = try dossier.session.stillCells()
      let source = try dossier.press(".", until: "Source  line \(number)", "▌\(number)")
      #expect(source.contains("- Key Challenge: Balancing"))
      try dossier.press("H", until: "4 of 31")
      try dossier.session.waitForCells(for: "the same statement") { $0 == before }
    }

    @Test func `a reconstructed table shows the lines that it was made of`() throws {
      let dossier = try Interface(columns: 120, rows: 40)
      try dossier.waitForSeeds()
      try dossier.press("G", until: "004_20d2fb649028d996.txt")
      try dossier.press("T", until: "Table 1 of 5", "~")
      let first = try line(of: "Enhanced intelligence on cartel movements", in: Seeds.names[4])
      try dossier.press("j", "j", until: "Table 3 of 5")
      let source = try dossier.press("Enter", ".", until: "Source  line", "▌\(first)")
      #expect(source.lines.contains { $0.contains("▌\(first)") && $0.contains("Enhanced intelligence") })
    }

    @Test func `find counts its matches and goes round`() throws {
      let dossier = try Interface()
      try dossier.waitForSeeds()
      try dossier.press("Enter", "/", until: "\n /")
      try dossier.type("cartel", until: "1 of ")
      let found = try dossier.press("Enter", until: "cartel: 1 of ")
      let count = try #require(found.firstMatch(of: /cartel: 1 of (\d+)/).flatMap { Int($0.1) })
      #expect(count > 2)
      try dossier.press("n", until: "cartel: 2 of \(count)")
      try dossier.press("N", "N", until: "Going on from the bottom.")
      try dossier.press("n", until: "Going on from the top.")
      try dossier.press("n", until: "cartel: 2 of \(count)")
      try dossier.press("/", until: "\n /")
      try dossier.type("no such words", until: "no match")
      try dossier.press("Enter", until: "Not found: no such words")
    }

    @Test func `help lists the keys, and the palette takes a command or a line`() throws {
      let dossier = try Interface()
      try dossier.waitForSeeds()
      try dossier.press("?", until: "one line or entry down")
      try dossier.press("/", until: "one line or entry down")
      try dossier.type("matrix of", until: "matrix of benefits, risks and mitigations")
      try dossier.session.press("Enter")
      try dossier.press("q", until: "In a notable move")
      try dossier.press(":", until: "line-down")
      try dossier.type("outl", until: "outline of the briefing")
      try dossier.press("Enter", until: "Matrix", "Enter go there")
      try dossier.press(":", until: "\n :")
      try dossier.type("40", until: ": 40")
      try dossier.session.press("Enter")
      try dossier.session.wait(for: "a place far down") { $0.contains(/line (3[0-9]|4[0-9]) of 49/) }
    }

    @Test func `the terminal comes back as it was`() throws {
      let dossier = try Interface(prelude: #"echo what stood before; exec "$@""#)
      try dossier.waitForSeeds()
      #expect(try dossier.session.show("#{alternate_on}") == "1")
      #expect(try !dossier.session.screen().contains("what stood before"))
      try dossier.session.press("q")
      #expect(try dossier.session.waitForExit() == 0)
      try dossier.expectRestored()
      let screen = try dossier.session.screen()
      #expect(screen.hasPrefix("what stood before\n"))
      #expect(!screen.contains("notable move"))
    }
  }
}

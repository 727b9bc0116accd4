import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// What a reader sets outlives the session, the move of the file and the end by force.
  @Suite struct OwnDataTests {
    /// A home with a copy of the seed whose tables are rebuilt.
    private func home() throws -> TestHome {
      let home = try TestHome()
      try home.write(String(decoding: try Seeds.bytes(Seeds.names[4]), as: UTF8.self), as: "cartels.txt")
      return home
    }

    private func open(_ home: TestHome, _ size: (columns: Int, rows: Int) = (120, 40)) throws -> Interface {
      // The panes as at first: what was set is looked for, not what was shown.
      let dossier = try Interface(
        ["--fresh", home.documents], home: home, columns: size.columns, rows: size.rows)
      try dossier.session.wait(for: "the briefing") {
        $0.contains("1 briefing ") && $0.contains("In a meaningful")
      }
      return dossier
    }

    @Test(arguments: [(80, 24), (120, 40), (200, 60)])
    func `a table that was set is set when the file is opened again`(size: (Int, Int)) throws {
      let home = try home()
      var dossier = try open(home, size)
      try dossier.press("T", "j", until: "Table 2 of 5 · ~ rebuilt")
      try dossier.press("c", until: "columns:", "as found (")
      try dossier.press("4", until: "4 columns, set by you")
      try dossier.press("Enter", until: "Set to 4 columns, and remembered.")
      try dossier.press("Q")
      #expect(try dossier.session.waitForExit() == 0)

      dossier = try open(home, size)
      try dossier.press("T", "j", until: "Table 2 of 5 · * 4 columns, set by you")
      try dossier.press("C", until: "Read as it was found.", "Table 2 of 5 · ~ rebuilt")
      try dossier.press("Q")
      #expect(try dossier.session.waitForExit() == 0)

      dossier = try open(home, size)
      try dossier.press("T", "j", until: "Table 2 of 5 · ~ rebuilt")
      #expect(try FileManager.default.contentsOfDirectory(atPath: home.documents) == ["cartels.txt"])
    }

    @Test func `it goes along with a file that is moved, and out on the pipe`() throws {
      let home = try home()
      let dossier = try open(home)
      try dossier.press("T", "j", until: "Table 2 of 5")
      try dossier.press("4", "c", until: "* 4 columns, set by you")
      try dossier.press("Q")
      #expect(try dossier.session.waitForExit() == 0)
      try FileManager.default.moveItem(
        atPath: home.documents + "/cartels.txt", toPath: home.documents + "/elsewhere.txt")
      let moved = home.documents + "/elsewhere.txt"
      let set = try runProgram(
        ["tables", "--format", "csv", "--table", "2", moved], environment: home.environment)
      #expect(set.output.hasPrefix("Cartel,Response,Potential,Impact\n"))
      #expect(set.errors.contains("t2: 4 columns, as its reader chose"))
      let found = try runProgram(
        ["tables", "--as-found", "--format", "csv", "--table", "2", moved], environment: home.environment)
      #expect(!found.output.hasPrefix("Cartel,Response,Potential,Impact\n"))
    }

    @Test func `what was said to be remembered survives a kill`() throws {
      let home = try home()
      for columns in ["4", "2"] {
        let dossier = try open(home)
        try dossier.press("T", "j", until: "Table 2 of 5")
        try dossier.press(columns, "c", until: "* \(columns) columns, set by you")
        // The table on the screen is the answer of the store, not of the key.
        kill(try dossier.session.processIdentifier(), SIGKILL)
        _ = try dossier.session.waitForExit()
        let set = try runProgram(
          ["tables", "--format", "jsonl", "--table", "2", home.documents], environment: home.environment)
        #expect(set.output.contains("\"setByReader\":true"))
        #expect(set.errors == "")
      }
    }

    @Test func `the file opens where it was left, also when that was by a signal`() throws {
      let home = try home()
      var dossier = try open(home, (80, 24))
      try dossier.press("}", "}", "}", until: "§2 of 7")
      kill(try dossier.session.processIdentifier(), SIGTERM)
      #expect(try dossier.session.waitForExit() == 143)
      dossier = try Interface([home.documents], home: home)
      try dossier.session.wait(forText: "§2 of 7")
      try dossier.press("g", "Q")
      #expect(try dossier.session.waitForExit() == 0)
      dossier = try open(home, (80, 24))
      try dossier.session.wait(forText: "line 1 of 82")
    }

    @Test func `what was shown is kept while it is read, and survives a kill`() throws {
      let home = try home()
      let first = try Interface([home.documents], home: home, columns: 120, rows: 40)
      // Not before its text stands: keys move in nothing before.
      try first.session.wait(for: "the briefing") {
        $0.contains("1 briefing ") && $0.contains("actively") && $0.contains("? help")
      }
      try first.press("Enter", "}", "}", "}", "z", until: "§2 of 7")
      let folder = home.path + "/data/dossier"
      // In the words in which it is kept.
      let kept = Data("\"isZoomed\":true".utf8)
      try waitUntil("the panes are kept") {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        return files.contains { name in
          FileManager.default.contents(atPath: folder + "/" + name)?.range(of: kept) != nil
        }
      }
      kill(try first.session.processIdentifier(), SIGKILL)
      _ = try first.session.waitForExit()
      let second = try Interface([home.documents], home: home, columns: 120, rows: 40)
      try second.session.wait(for: "the text alone, at its place") { screen in
        screen.contains("§2 of 7") && screen.contains("cartels.txt") && !screen.contains("Outline")
      }
    }

    /// Waits for something outside of the terminal, a minute at most.
    private func waitUntil(_ what: String, _ holds: () throws -> Bool) throws {
      let end = Date.now + 60
      while try !holds() {
        try #require(Date.now < end, "\(what)")
        // Another process has to get its turn.
        usleep(20_000)
      }
    }

    @Test func `the panes stand as they were left, also when two sessions were open and one was killed`()
      throws
    {
      let home = try home()
      try home.write(String(decoding: try Seeds.bytes(Seeds.names[2]), as: UTF8.self), as: "waters.txt")
      func begin() throws -> Interface { try Interface([home.documents], home: home, columns: 120, rows: 40) }
      let first = try begin()
      try first.session.wait(for: "both") { $0.contains("2 briefings") && $0.contains("? help") }
      let second = try begin()
      try second.session.wait(for: "both") { $0.contains("2 briefings") && $0.contains("? help") }
      try first.press("Enter", "C-w", "v", "]", until: "│ cartels.txt", "│ waters.txt")
      try first.press("Q")
      #expect(try first.session.waitForExit() == 0)
      kill(try second.session.processIdentifier(), SIGKILL)
      _ = try second.session.waitForExit()
      let third = try begin()
      try third.session.wait(for: "both texts") {
        $0.contains("│ cartels.txt") && $0.contains("│ waters.txt")
      }
      try third.press("C-w", "q", until: "The")
      try third.press("Q")
      #expect(try third.session.waitForExit() == 0)
      let fresh = try Interface(["--fresh", home.documents], home: home, columns: 120, rows: 40)
      try fresh.session.wait(for: "the usual panes") { $0.contains("Outline") && $0.contains("? help") }
    }

    @Test func `a row is copied through tmux, and a table written beside nothing of the reader's`() throws {
      let home = try home()
      let dossier = try open(home)
      try dossier.press("T", "Enter", "j", until: "row 2 of 3")
      try dossier.press("y", "r", until: "Copied the row, through tmux.")
      #expect(try dossier.session.buffer().contains("\t"))
      try dossier.press("s", until: "write to: ~/")
      try dossier.press("C-u", until: "write to:")
      try dossier.type("\(home.documents)/x.csv", until: "x.csv")
      try dossier.press("Enter", until: "Nothing is written into the folder of the briefings.")
      try dossier.press("s", "C-u", until: "write to:")
      try dossier.type("~/x.csv", until: "~/x.csv")
      try dossier.press("Enter", until: "Wrote 3 rows to")
      #expect(FileManager.default.fileExists(atPath: home.path + "/x.csv"))
    }

    @Test func `a home that can not be written is said once and does not stop the reading`() throws {
      let home = try home()
      try Data().write(to: URL(filePath: home.path + "/data"))
      let dossier = try open(home)
      // What is read is noted as read: the first thing that can not be kept.
      try dossier.session.wait(for: "the word") { $0.contains("What you set is not kept:") }
      try dossier.press("T", "j", until: "Table 2 of 5")
      try dossier.press("4", "c", until: "* 4 columns, set by you")
      try dossier.press("j", "k", until: "* 4 columns, set by you")
    }
  }
}

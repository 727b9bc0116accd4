import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// The index between starts and between sessions.
  @Suite struct SharedIndexTests {
    private func home(_ count: Int) throws -> TestHome {
      let home = try TestHome()
      for number in 1...count {
        try home.write("Title number \(number)\n\nThe paragraph of \(number).\n", as: "\(number).txt")
      }
      return home
    }

    /// What `index` has to do now.
    private func changes(_ home: TestHome) throws -> String {
      try runProgram(["index", home.documents], environment: home.environment).output
    }

    @Test func `two sessions share a folder`() throws {
      let home = try home(40)
      let sessions = try (0..<2).map { _ in try Interface([home.documents], home: home) }
      for dossier in sessions {
        try dossier.session.wait(for: "all briefings") { $0.contains("40 briefings") }
        try dossier.press("S", until: "drone surveillance")
        try dossier.type("paragraph", until: "1 line")
        // Escape and a key at once would be that key with Alt.
        try dossier.press("Escape", until: "read there")
        try dossier.session.press("Q")
        #expect(try dossier.session.waitForExit() == 0)
      }
      #expect(try changes(home) == "40 briefings, 0 new, 0 changed, 0 removed, 0 skipped\n")
    }

    @Test func `a second start reads nothing again, and finds what came meanwhile`() throws {
      let home = try home(3)
      for count in 3...4 {
        if count == 4 { try home.write("Title of the newcomer\n\nIts text.\n", as: "9.txt") }
        let dossier = try Interface([home.documents], home: home)
        try dossier.session.wait(for: "\(count) briefings") {
          $0.contains("\(count) briefings") && $0.contains(count == 4 ? "newcomer" : "number 3")
        }
        try dossier.session.press("q")
        #expect(try dossier.session.waitForExit() == 0)
        #expect(try changes(home) == "\(count) briefings, 0 new, 0 changed, 0 removed, 0 skipped\n")
      }
    }

    @Test func `a changed file is read again when asked for`() throws {
      let home = try home(2)
      let dossier = try Interface([home.documents], home: home)
      try dossier.session.wait(for: "the first") {
        $0.contains("2 briefings") && $0.contains("The paragraph of 1.")
      }
      try home.write("Another title\n\nThe words that were changed.\n", as: "1.txt")
      unlink(home.documents + "/2.txt")
      try dossier.press("C-r", until: "The words that were changed.", "1 briefing ", "Another title")
      try dossier.press("S", until: "drone surveillance")
      try dossier.type("changed", until: "1 line in 1 briefing")
    }

    @Test func `a damaged index is made again`() throws {
      let home = try home(2)
      #expect(try changes(home).hasPrefix("2 briefings, 2 new"))
      let cache = home.path + "/cache/dossier"
      let name = try #require(
        FileManager.default.contentsOfDirectory(atPath: cache).first { $0.hasSuffix(".sqlite") })
      let file = try #require(FileHandle(forUpdatingAtPath: cache + "/" + name))
      let size = try file.seekToEnd()
      try file.seek(toOffset: 4096)
      try file.write(contentsOf: Data(repeating: 0xFF, count: Int(size) - 4096))
      try file.close()
      let dossier = try Interface([home.documents], home: home, columns: 120)
      try dossier.session.wait(for: "the briefings") {
        $0.contains("2 briefings") && $0.contains("The paragraph of 1.")
      }
      try dossier.session.press("q")
      #expect(try dossier.session.waitForExit() == 0)
    }

    @Test func `the command says that a damaged index is made again`() throws {
      let home = try home(2)
      #expect(try changes(home).hasPrefix("2 briefings, 2 new"))
      let cache = home.path + "/cache/dossier"
      let name = try #require(
        FileManager.default.contentsOfDirectory(atPath: cache).first { $0.hasSuffix(".sqlite") })
      try Data("no database".utf8).write(to: URL(fileURLWithPath: cache + "/" + name))
      let outcome = try runProgram(["index", home.documents], environment: home.environment)
      #expect(outcome.code == 0 && outcome.output.hasPrefix("2 briefings, 2 new"))
      #expect(outcome.errors.hasSuffix(": the index was damaged and is made again\n"))
    }
  }
}

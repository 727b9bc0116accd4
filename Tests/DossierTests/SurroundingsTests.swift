import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// What lies around the program (its folder, its umask, its terminal) and what it does to it.
  @Suite struct SurroundingsTests {
    /// Where the program might take a configuration from, if it took one from a folder of briefings.
    private static let baits = [
      "config.yaml", "dossier.yaml", "dossier/config.yaml", ".dossier.yaml", ".dossier/config.yaml",
      ".config/dossier/config.yaml", ".dossierrc",
    ]

    @Test(arguments: [nil, "", ".", "dossier", ".config"])
    func `nothing beside the briefings is read as configuration`(base: String?) throws {
      let home = try TestHome()
      for bait in Self.baits {
        let path = home.documents + "/" + bait
        try FileManager.default.createDirectory(
          atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
          attributes: [.posixPermissions: 0o700])
        try "measure: 41\ntheme: dusk\n".write(toFile: path, atomically: true, encoding: .utf8)
        chmod(path, 0o600)
      }
      let own = home.path + "/own"
      var environment: [String: String?] = ["HOME": own]
      environment["XDG_CONFIG_HOME"] = base
      let listed = try runProgram(["config"], environment: environment, folder: home.documents)
      #expect(listed.code == 0 && listed.errors == "")
      #expect(!listed.output.contains("41") && !listed.output.contains("dusk"))
      // The same file counts where a reader keeps it.
      try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
      try FileManager.default.moveItem(
        atPath: home.documents + "/.config", toPath: own + "/.config")
      let kept = try runProgram(["config"], environment: ["HOME": own], folder: home.documents)
      #expect(kept.output.contains("41"))
    }

    @Test func `whatever the umask, what is kept is for its owner alone, and nothing else is left`() throws {
      let home = try TestHome()
      try home.write("A title\n\nWords of the text.\n", as: "a.txt")
      let passing = home.path + "/passing"
      try FileManager.default.createDirectory(
        atPath: passing, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
      let dossier = try Interface(
        [home.documents], home: home, columns: 100,
        environment: ["TMPDIR": passing, "XDG_RUNTIME_DIR": nil], prelude: #"umask 000; exec "$@""#)
      try dossier.session.wait(for: "the briefing") {
        $0.contains("Words of the text") && $0.contains("? help")
      }
      try dossier.press("/", until: "words, or /pattern/")
      try dossier.type("title", until: "1 of 1")
      try dossier.press("Enter", "*", until: "Star given")
      try dossier.press("Q")
      #expect(try dossier.session.waitForExit() == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: passing) == [])
      #expect(try FileManager.default.contentsOfDirectory(atPath: home.documents) == ["a.txt"])
      var kept: [String] = []
      for kind in ["cache", "config", "state", "data"] {
        let root = home.path + "/" + kind
        for name in FileManager.default.enumerator(atPath: root)?.compactMap({ $0 as? String }) ?? [] {
          var status = stat()
          #expect(lstat(root + "/" + name, &status) == 0)
          let isFolder = status.st_mode & S_IFMT == S_IFDIR
          #expect(status.st_mode & 0o777 == (isFolder ? 0o700 : 0o600), "\(kind)/\(name)")
          kept.append((name as NSString).lastPathComponent)
        }
      }
      #expect(kept.contains("reader.sqlite") && kept.contains("history"))
      #expect(kept.contains { $0.hasPrefix("index-") })
    }

    @Test func `where no file may grow it reads on, and says what is not kept`() throws {
      // A profile that may not grow either would spoil the coverage of all tests.
      let dossier = try Interface(
        columns: 160,
        prelude: #"LLVM_PROFILE_FILE=/dev/null && export LLVM_PROFILE_FILE && ulimit -f 8 && exec "$@""#)
      try dossier.waitForSeeds()
      try dossier.press("*", until: "What you set is not kept:")
      try dossier.press("Q")
      #expect(try dossier.session.waitForExit() == 0)
      try dossier.expectRestored()
    }

    @Test(arguments: ["40", "1000000"])
    func `the size is the terminal's, whatever the environment says`(number: String) throws {
      let dossier = try Interface(environment: ["COLUMNS": number, "LINES": number])
      try dossier.waitForSeeds()
      let lines = try dossier.session.screen().split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.last { !$0.isEmpty }?.contains("? help") == true)
      #expect(lines.contains { $0.count > 60 && $0.count <= 80 })
      try dossier.press("Q")
      #expect(try dossier.session.waitForExit() == 0)
    }

    /// Hundredths of a second of the processor that a process has taken.
    private static func ticks(of process: pid_t) throws -> Int {
      let line = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      // What stands behind the name, which may hold blanks and brackets.
      let fields = try #require(line.split(separator: ")").last).split(separator: " ")
      return try #require(Int(fields[11])) + #require(Int(fields[12]))
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/stat")))
    func `at rest it takes no time of the processor`() throws {
      let dossier = try Interface()
      try dossier.waitForSeeds()
      try dossier.session.wait(forText: "60 stated")
      let process = try dossier.session.processIdentifier()
      // The pool of threads, the watch and the writer of the session may still be settling: one pause without work
      // among several is rest; something that spins or ticks has none.
      let spent = try (0..<20).map { _ in
        let before = try Self.ticks(of: process)
        _ = try runProgram(["show", Seeds.folder])
        return try Self.ticks(of: process) - before
      }
      #expect(spent.suffix(10).filter { $0 == 0 }.count >= 8, "\(spent)")
    }

    /// Megabytes of memory that a process has now.
    private static func megabytes(of process: pid_t) throws -> Int {
      let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
      return try #require(Int(line.filter(\.isNumber))) / 1024
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
    func `the memory that reading a large page takes is given back`() throws {
      let home = try TestHome()
      try home.write("<h1>A long page</h1>" + String(repeating: "<p>x", count: 200_000), as: "a.html")
      let dossier = try Interface([home.documents], home: home)
      try dossier.session.wait(for: "the briefing, whole and indexed") {
        $0.contains("A long page") && $0.contains("1 briefing") && $0.contains("? help")
      }
      let process = try dossier.session.processIdentifier()
      // Read by two threads; each would keep a hundred megabytes.
      try dossier.session.wait(for: "the memory to be given back") { _ in
        (try? Self.megabytes(of: process)).map { $0 < 130 } == true
      }
      try dossier.press("Q")
      #expect(try dossier.session.waitForExit() == 0)
    }

    @Test(arguments: [SIGTERM, SIGHUP, 0])
    func `a terminal that takes nothing any more is left all the same`(signal: Int32) throws {
      let home = try TestHome()
      let words = Array(repeating: "Words of many lines of text.\n\n", count: 2_000).joined()
      try home.write("A long title\n\n" + words, as: "a.txt")
      var environment = home.environment.compactMapValues { $0 }.merging(BuiltProducts.environment) { $1 }
      environment.merge(["TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"]) { $1 }
      let terminal = try PseudoTerminal(
        [BuiltProducts.executable("dossier"), home.documents + "/a.txt"], environment: environment)
      #expect(terminal.read(until: "Words of many"))
      #expect(terminal.type("Gg1Gg"))
      if signal == 0 { terminal.disappear() } else { kill(terminal.process, signal) }
      let code = terminal.waitForExit()
      if signal != 0 { #expect(code == 128 + signal) } else { #expect(code != nil) }
    }
  }
}

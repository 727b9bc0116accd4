import BriefingTestSupport
import Foundation
import Testing

extension EndToEnd {
  /// What cannot be opened, and where there is no screen to open it on.
  @Suite struct BadInputTests {
    @Test func `a path that cannot be opened is one line and exit code 2`() throws {
      let home = try TestHome()
      try home.write("A title\n\nA text.\n", as: "a.txt")
      let folder = home.documents
      symlink("nowhere", folder + "/broken.txt")
      symlink("loop.txt", folder + "/loop.txt")
      mkfifo(folder + "/pipe.txt", 0o600)
      for (path, reason) in [
        (folder + "/none.txt", "no such file or directory"), (folder + "/a.txt/b", "not a folder"),
        (folder + "/broken.txt", "no such file or directory"),
        (folder + "/loop.txt", "symbolic links in a loop"),
        (folder + "/pipe.txt", "named pipe"),
      ] {
        let dossier = try Interface([path], home: home, columns: 200)
        #expect(try dossier.session.waitForExit() == 2)
        let screen = try dossier.session.screen()
        #expect(screen == "dossier: \(path): \(reason)\n\n[ended with 2]")
      }
    }

    @Test func `a slip in the name of a command opens nothing`() throws {
      let dossier = try Interface(["shwo", Seeds.folder], columns: 200)
      #expect(try dossier.session.waitForExit() == 2)
      #expect(
        try dossier.session.screen().contains("shwo is neither a file nor a command; perhaps show was meant"))
    }

    @Test(arguments: [["--bogus"], ["--color=purple"], ["show", "--format=pdf", "x"]])
    func `wrong usage is one line and exit code 2`(arguments: [String]) throws {
      let dossier = try Interface(arguments, columns: 200)
      #expect(try dossier.session.waitForExit() == 2)
      let lines = try dossier.session.screen().split(separator: "\n")
      #expect(lines.count == 2)
      let help = arguments[0] == "show" ? "help show" : "--help"
      #expect(lines[0].hasPrefix("dossier: usage: ") && lines[0].hasSuffix("(see dossier \(help))"))
    }

    /// The stack of a new thread is as large as the limit: none of this size can be had.
    private static let withoutThreads = #"ulimit -s 200000000000 && exec "$@""#

    /// There is room for the stacks of two threads.
    private static let withFewThreads = #"ulimit -s 4194304 && ulimit -v 12582912 && exec "$@""#

    private static var runsWithoutThreads: Bool { runs(withoutThreads) }
    private static var runsWithFewThreads: Bool { runs(withFewThreads) }

    /// Whether the program runs so as long as it wants no thread; under a sanitizer it does not.
    private static func runs(_ prelude: String) -> Bool {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = [
        "-c", prelude, "sh", (try? BuiltProducts.executable("dossier")) ?? "", "config",
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }

    @Test(
      .enabled(
        if: runsWithoutThreads, "the limit is not to be had, or too much for the program as it was built"),
      arguments: [[], ["list"], ["search", "drones"], ["index"]])
    func `where no thread can be had it is one line and exit code 2`(command: [String]) throws {
      let dossier = try Interface(command + [Seeds.folder], columns: 120, prelude: Self.withoutThreads)
      #expect(try dossier.session.waitForExit() == 2)
      let screen = try dossier.session.screen()
      #expect(
        screen
          == "dossier: system: no thread can be started: resource temporarily unavailable\n\n[ended with 2]")
    }

    @Test(
      .enabled(
        if: runsWithFewThreads, "the limit is not to be had, or too much for the program as it was built"),
      arguments: [[], ["list"]])
    func `where too few threads can be had it does not wait for the others`(command: [String]) throws {
      let dossier = try Interface(command + [Seeds.folder], columns: 120, prelude: Self.withFewThreads)
      #expect(try dossier.session.waitForExit() == 2)
      #expect(
        try dossier.session.screen()
          == "dossier: system: too few threads can be started: resource temporarily unavailable\n\n[ended with 2]"
      )
    }

    @Test(arguments: [[], ["list"], ["search", "drones"], ["index"]])
    func `where too few files may be open it is one line and exit code 2`(command: [String]) throws {
      let dossier = try Interface(
        command + [Seeds.folder], columns: 120, prelude: #"ulimit -n 12 && exec "$@""#)
      #expect(try dossier.session.waitForExit() == 2)
      #expect(
        try dossier.session.screen()
          == "dossier: system: 12 files may be open at once; 64 are needed\n\n[ended with 2]")
    }

    @Test func `a limit of open files that may be raised is raised`() throws {
      let dossier = try Interface(prelude: #"ulimit -S -n 12 && exec "$@""#)
      try dossier.waitForSeeds()
      try dossier.session.press("Q")
      #expect(try dossier.session.waitForExit() == 0)
    }

    @Test func `one bad path does not stop the others`() throws {
      let dossier = try Interface(["/nonexistent/x", Seeds.folder, "/dev/null"], columns: 120)
      try dossier.session.wait(forText: "5 briefings")
      try dossier.session.wait(for: "the message") {
        $0.contains("2 warnings: K lists them.")
      }
      try dossier.press(
        "K", until: "Left out", "/nonexistent/x", "no such file or directory", "/dev/null")
      try dossier.session.press("q", "q")
      #expect(try dossier.session.waitForExit() == 0)
    }

    @Test func `what is no briefing is said in the interface`() throws {
      let home = try TestHome()
      let folder = home.documents
      let empty = try Interface([folder], home: home)
      try empty.session.wait(forText: "no briefings in this folder")
      try empty.session.press("q")
      #expect(try empty.session.waitForExit() == 0)

      try home.write("\u{0}\u{1}\u{2}ELF\u{0}\u{0}", as: "binary.txt")
      let binary = try Interface([folder + "/binary.txt"], home: home)
      try binary.session.wait(forText: "binary.txt: binary file")

      symlink("..", folder + "/up")
      symlink("nowhere", folder + "/broken.txt")
      mkfifo(folder + "/pipe.txt", 0o600)
      try home.write("A title\n\nThe only text.\n", as: "good.txt")
      let mixed = try Interface([folder], home: home)
      try mixed.session.wait(forText: "1 briefing ")
      try mixed.press(
        "K", until: "binary.txt", "pipe.txt", "up", "broken.txt", "symbolic link", "binary file")
    }

    @Test func `a document comes by a pipe, and keys by the terminal`() throws {
      let text = "A piped title\\n\\nThe piped paragraph.\\n"
      for prelude in [#"printf '\#(text)' | "$@" -"#, #"printf '\#(text)' | "$@""#] {
        let dossier = try Interface([], prelude: prelude)
        try dossier.session.wait(forText: "The piped paragraph.")
        try dossier.press("?", until: "one line or entry down")
        try dossier.session.press("Q")
        #expect(try dossier.session.waitForExit() == 0)
      }
      let file = try Interface([], prelude: #""$@" < '\#(Seeds.folder)/\#(Seeds.names[1])'"#)
      try file.session.wait(forText: "In a significant collaborative effort")
      let nothing = try Interface(["-"])
      #expect(try nothing.session.waitForExit() == 2)
      #expect(try nothing.session.screen().hasPrefix("dossier: standard input: "))
    }

    @Test(arguments: [#""$@" | cat -v"#, #"TERM=dumb "$@" < /dev/null"#, #"env -u TERM "$@" < /dev/null"#])
    func `without a screen the text is printed plainly`(prelude: String) throws {
      let dossier = try Interface(
        [Seeds.folder + "/" + Seeds.names[1]], prelude: prelude, isRecorded: true)
      let text = String(decoding: try dossier.session.recorded(), as: UTF8.self)
      #expect(text.contains("U.S. Partners with Ecuador"))
      #expect(!text.contains("\u{1B}") && !text.contains("^["))
    }
  }
}

import BriefingBrowser
import BriefingLibrary
import BriefingModel
import BriefingTestSupport
import Foundation
import TerminalScreen
import Testing

@testable import BriefingApp

/// The reader's own programs.
@Suite struct ProgramsTests {
  private func programs(_ environment: [String: String], _ known: [String]) -> OutsidePrograms {
    OutsidePrograms(
      environment: EnvironmentVariables(environment.merging(["PATH": "bin:/usr/bin"]) { a, _ in a })
    ) {
      known.contains($0)
    }
  }

  private func text(_ command: [[UInt8]]) -> [String] { command.map { String(decoding: $0, as: UTF8.self) } }

  @Test(
    arguments: [
      ("vi -R", ["vi", "-R"]), ("'my editor' -c \"set nu\"", ["my editor", "-c", "set nu"]),
      ("a\\ b c\\\"d", ["a b", "c\"d"]), ("  ", []), ("a ''", ["a", ""]),
      ("a;b $(c) `d`", ["a;b", "$(c)", "`d`"]),
    ])
  func `a line is parted into words, and no shell is in it`(line: String, words: [String]) {
    #expect(OutsidePrograms.words(line) == words)
  }

  @Test func `a quote that is not closed is no command`() {
    #expect(OutsidePrograms.words("vi 'a") == nil)
    #expect(throws: OutsidePrograms.Missing(reason: "a quote is not closed")) {
      _ = try programs([:], []).typed("wc 'a")
    }
  }

  @Test func `the editor is VISUAL, then EDITOR, then vi, by its absolute path`() throws {
    let file = PathBytes("/f/-x")
    let all = ["/usr/bin/vi", "/usr/bin/nano", "/opt/hx"]
    #expect(
      text(try programs(["VISUAL": "nano -w", "EDITOR": "vi"], all).editor(of: file, line: 7))
        == ["/usr/bin/nano", "-w", "+7", "/f/-x"])
    #expect(
      text(try programs(["EDITOR": "/opt/hx"], all).editor(of: file, line: 7)) == ["/opt/hx", "/f/-x:7"])
    #expect(text(try programs([:], all).editor(of: file, line: 1)) == ["/usr/bin/vi", "+1", "/f/-x"])
    #expect(throws: OutsidePrograms.Missing(reason: "VISUAL names no program that can be run")) {
      _ = try programs(["VISUAL": "./nano"], all).editor(of: file, line: 1)
    }
    #expect(throws: OutsidePrograms.Missing(reason: "no editor was found")) {
      _ = try programs([:], []).editor(of: file, line: 1)
    }
  }

  @Test func `the pager is PAGER, else less, and told the line if it knows lines`() throws {
    #expect(
      text(try programs(["PAGER": "less -R"], ["/usr/bin/less"]).pager(line: 5)) == [
        "/usr/bin/less", "-R", "+5",
      ])
    #expect(text(try programs(["PAGER": "/x/cat"], ["/x/cat"]).pager(line: 5)) == ["/x/cat"])
    #expect(text(try programs([:], ["/usr/bin/more"]).pager(line: 1)) == ["/usr/bin/more"])
  }

  @Test func `a pager that is this program is passed over`() throws {
    let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
    let command = try programs(["PAGER": own], [own, "/usr/bin/less"]).pager(line: 1)
    #expect(text(command) == ["/usr/bin/less"])
  }

  @Test func `the browser is the first that there is, and the link one argument`() throws {
    let link = "https://example.org/?a=1;rm -rf"
    let some = programs(["BROWSER": "netscape:w3m -o a=%s:lynx"], ["/usr/bin/w3m", "/usr/bin/lynx"])
    #expect(text(try some.browser(of: link)) == ["/usr/bin/w3m", "-o", "a=" + link])
    let plain = programs(["BROWSER": "lynx"], ["/usr/bin/lynx"])
    #expect(text(try plain.browser(of: link)) == ["/usr/bin/lynx", link])
    #expect(programs(["BROWSER": "lynx"], []).browser == nil)
    #expect(programs([:], []).browser == nil)
    #expect(throws: OutsidePrograms.Missing.self) { try programs([:], []).browser(of: link) }
  }

  @Test(arguments: [
    "$(touch a)", "`touch a`", "a;touch", "a&touch", "a|touch", "'", "\"", "a b", "é", "a\\", "*",
  ])
  func `no link is given to a shell that would read more in it than a link`(end: String) throws {
    let shell = programs(["BROWSER": "sh -c 'w3m %s'"], ["/usr/bin/sh"])
    #expect(
      text(try shell.browser(of: "https://example.org/?a=1#b")) == [
        "/usr/bin/sh", "-c", "w3m https://example.org/?a=1#b",
      ])
    #expect(throws: OutsidePrograms.Missing.self) { try shell.browser(of: "https://example.org/" + end) }
  }

  // MARK: - Running them

  /// A program in a folder that writes its arguments and its input there.
  private func script(_ folder: TemporaryFolder, _ body: String) throws -> String {
    try TestProgram.write(body, to: folder.path + "/program")
  }

  @Test func `a program has its arguments as they are, and its input`() throws {
    let folder = try TemporaryFolder()
    let path = try script(folder, "printf '%s|' \"$@\" > '\(folder.path)/said'; cat >> '\(folder.path)/said'")
    let command = [path, "a b", "$(c)", "*"].map { Array($0.utf8) }
    #expect(ForegroundProgram.run(command, input: "text\n") == nil)
    #expect(try String(contentsOfFile: folder.path + "/said", encoding: .utf8) == "a b|$(c)|*|text\n")
  }

  @Test func `a program that fails, that reads nothing or is not there is told of`() throws {
    let folder = try TemporaryFolder()
    let failing = [Array(try script(folder, "exit 3").utf8)]
    #expect(ForegroundProgram.run(failing, input: String(repeating: "a", count: 1 << 20)) == "ended with 3")
    #expect(ForegroundProgram.run([Array("/no/such".utf8)]) == "can not be started")
    let killed = [Array(try script(folder, "kill -9 $$").utf8)]
    #expect(ForegroundProgram.run(killed) == "was ended by signal 9")
  }

  /// Runs keys over the seeds with these programs.
  private func run(_ script: String, _ outside: Outside) throws -> ScriptedTerminal {
    let library = try IndexedLibrary(pathBytes: [Array(Seeds.folder.utf8)], location: .memory)
    let size = Size(columns: 80, rows: 24)
    let terminal = ScriptedTerminal(size: size, inputs: keys(script).map { .key($0) })
    var options = BrowserOptions()
    options.isSecure = false
    let runtime = Runtime(
      terminal: terminal, library: library, state: BrowserState(size: size, options: options),
      outside: outside)
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
    _ = runtime.runScript(entries: try library.entries())
    return terminal
  }

  private func outside(_ environment: [String: String]) -> Outside {
    var outside = Outside()
    outside.programs = OutsidePrograms(environment: EnvironmentVariables(environment))
    outside.isSecure = false
    return outside
  }

  @Test func `the editor has the terminal and the file, and the briefing is read again`() throws {
    let folder = try TemporaryFolder()
    let path = try script(folder, "printf '%s ' \"$@\" > '\(folder.path)/said'")
    let terminal = try run("Enter e", outside(["VISUAL": path]))
    #expect(terminal.loans == 1)
    let said = try String(contentsOfFile: folder.path + "/said", encoding: .utf8)
    #expect(said.hasPrefix("+1 /"))
    #expect(said.hasSuffix("/000_e15e4ea1b1a6bb56.txt "))
  }

  // MARK: - Notes in the editor

  @Test func `a note written in the editor stands beside the text, in all its lines`() throws {
    let folder = try TemporaryFolder()
    // What it finds is kept beside it, with who may read it.
    let path = try script(
      folder,
      """
      for file; do :; done
      cat "$file" >> '\(folder.path)/before'
      stat -c '%a' "$file" "$(dirname "$file")" > '\(folder.path)/modes'
      dirname "$file" > '\(folder.path)/where'
      printf 'First line.\\nSecond line.\\n\\n' > "$file"; touch "$file~"
      """)
    let terminal = try run("Enter } } E", outside(["VISUAL": path]))
    #expect(terminal.loans == 1)
    let screen = try #require(terminal.screen?.text)
    #expect(screen.contains("» First line."))
    #expect(screen.contains("Second line."))
    func said(_ name: String) throws -> String {
      try String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
    }
    #expect(try said("before") == "")
    #expect(try said("modes") == "600\n700\n")
    // Nothing of it is left.
    let place = try said("where").trimmingCharacters(in: .newlines)
    #expect(place.contains("/dossier-") && !FileManager.default.fileExists(atPath: place))
    // What was written is found again, by the prompt as well.
    let again = try run("Enter } } E E a Enter", outside(["VISUAL": path]))
    #expect(again.screen?.text.contains("» First line.") == true)
    #expect(try said("before") == "First line.\nSecond line.\n")
  }

  @Test(arguments: [
    ("exit 3", "program ended with 3. Nothing is changed."),
    ("for file; do :; done; rm \"$file\"", "the file of the note is gone"),
    ("for file; do :; done; printf '\\377' > \"$file\"", "the note is not UTF-8"),
    ("for file; do :; done; rm \"$file\"; mkfifo \"$file\"", "the file of the note is no file any more"),
    ("for file; do :; done; rm \"$file\"; ln -s /etc/passwd \"$file\"", "the file of the note is gone"),
    (
      "for file; do :; done; head -c 70000 /dev/zero | tr '\\0' a > \"$file\"",
      "the note is longer than 64 kB"
    ),
  ])
  func `an editor that fails changes nothing`(body: String, words: String) throws {
    let folder = try TemporaryFolder()
    let terminal = try run("Enter E", outside(["VISUAL": try script(folder, body)]))
    let screen = try #require(terminal.screen?.text)
    #expect(screen.contains(words), "\(screen)")
    #expect(!screen.contains("»"))
  }

  @Test func `a note on the whole briefing is written from the list, and an emptied one is taken back`()
    throws
  {
    let folder = try TemporaryFolder()
    let counting = try script(
      folder,
      """
      for file; do :; done
      if [ -s "$file" ]; then : > "$file"; else echo Important. > "$file"; fi
      """)
    let written = try run("E S note:important Enter", outside(["VISUAL": counting]))
    #expect(written.screen?.text.contains(" 1 briefing ") == true)
    let taken = try run("E E S note:important Enter", outside(["VISUAL": counting]))
    #expect(taken.screen?.text.contains("Nothing found") == true)
  }

  @Test func `a draft is not written where nobody may write`() {
    #expect(throws: Draft.Fault.self) { _ = try Draft("a", in: "/no/such/folder") }
  }

  @Test func `the pager is given the text`() throws {
    let folder = try TemporaryFolder()
    let path = try script(folder, "cat > '\(folder.path)/said'")
    let terminal = try run("Enter P", outside(["PAGER": path]))
    #expect(terminal.loans == 1)
    #expect(try String(contentsOfFile: folder.path + "/said", encoding: .utf8).contains("In a notable move"))
    // Where all went well there is nothing to say: the place stands where it did.
    #expect(terminal.screen?.text.split(separator: "\n").last?.contains("line 1 of") == true)
  }

  @Test func `a program that there is not is said, and the terminal not lent`() throws {
    let terminal = try run("Enter e", outside(["VISUAL": "/no/such"]))
    #expect(terminal.loans == 0)
    #expect(terminal.screen?.text.contains("Not started: VISUAL names no program that can be run.") == true)
  }

  @Test(arguments: ["Enter e", "Enter E", "Enter P", "| t r u e Enter", "j j T s C-u /tmp/never.csv Enter"])
  func `a secure session starts and writes nothing, whatever the interface asks`(script: String) throws {
    var secure = outside(["VISUAL": "/bin/true", "PAGER": "/bin/true", "PATH": "/bin"])
    secure.isSecure = true
    let terminal = try run(script, secure)
    #expect(terminal.loans == 0)
    #expect(terminal.screen?.text.contains("DOSSIER_SECURE is set") == true)
    #expect(!FileManager.default.fileExists(atPath: "/tmp/never.csv"))
  }

  @Test func `a secure session copies through the terminal alone`() {
    let clipboard = Clipboard(
      environment: ["TMUX": "x", "DISPLAY": ":0", "PATH": "/usr/bin"], isSecure: true
    ) { _ in true }
    guard case .terminal = clipboard.way(for: "a") else {
      Issue.record("a program would be started")
      return
    }
  }

  @Test func `a theme reaches the terminal`() throws {
    let terminal = try run(": theme Space light Enter", outside([:]))
    #expect(terminal.renditions?(.text) == Theme.named("light")?.rendition(.text))
  }

  // MARK: - What was typed

  @Test func `what is typed is kept for its user alone, and sessions do not lose each other's`() throws {
    let folder = try TemporaryFolder()
    let file = PromptHistoryFile(path: folder.path + "/state/dossier/history")
    let other = PromptHistoryFile(path: folder.path + "/state/dossier/history")
    #expect(file.load() == PromptHistories())
    #expect(file.add("drone", .find))
    #expect(other.add("zoom", .command))
    #expect(file.add("übung", .find))
    let histories = other.load()
    #expect(histories[.find] == ["drone", "übung"])
    #expect(histories[.command] == ["zoom"])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/state/dossier/history")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/state/dossier").sorted() == [
        "history", "history.lock",
      ])
  }

  @Test func `a folder of what is typed that others can write in is shut to them`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("find\tdrone\n", to: "history")
    chmod(path, 0o600)
    chmod(folder.path, 0o777)
    #expect(PromptHistoryFile(path: path).add("zoom", .find))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    #expect(PromptHistoryFile(path: path).load()[.find] == ["drone", "zoom"])
  }

  @Test func `a history that another could write is not read and not touched`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("find\tplanted\n", to: "history")
    chmod(path, 0o622)
    let file = PromptHistoryFile(path: path)
    #expect(file.load() == PromptHistories())
    #expect(!file.add("drone", .find))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "find\tplanted\n")
  }

  @Test func `a folder that cannot be made is said, once`() throws {
    var outside = outside([:])
    outside.history = PromptHistoryFile(path: "/dev/null/history")
    let terminal = try run("/ drone Enter", outside)
    #expect(terminal.screen?.text.contains("/dev/null/history: can not be written") == true)
  }
}

import BriefingBrowser
import BriefingLibrary
import BriefingModel
import BriefingTestSupport
import Foundation
import TerminalScreen
import Testing

@testable import BriefingApp

/// Copying and writing files.
@Suite struct OutsideTests {
  private func clipboard(_ environment: [String: String], programs: [String] = []) -> Clipboard {
    Clipboard(environment: environment.merging(["PATH": "bin:/usr/bin"]) { $1 }) { programs.contains($0) }
  }

  private func bytes(_ text: String) -> Clipboard.Way { .terminal(Array(text.utf8)) }

  @Test func `a bare terminal is sent the text in base64`() {
    #expect(clipboard([:]).way(for: "drone") == bytes("\u{1B}]52;c;ZHJvbmU=\u{7}"))
  }

  @Test func `in tmux its own buffer takes the text, else it is passed on`() {
    let tmux = clipboard(["TMUX": "x"], programs: ["/usr/bin/tmux"])
    #expect(tmux.way(for: "drone") == .program(["/usr/bin/tmux", "load-buffer", "-w", "-"]))
    #expect(
      clipboard(["TMUX": "x"]).way(for: "drone")
        == bytes("\u{1B}Ptmux;\u{1B}\u{1B}]52;c;ZHJvbmU=\u{7}\u{1B}\\"))
  }

  @Test func `in screen the text is passed on in pieces`() throws {
    #expect(clipboard(["STY": "x"]).way(for: "drone") == bytes("\u{1B}P\u{1B}]52;c;ZHJvbmU=\u{7}\u{1B}\\"))
    let text = String(repeating: "drone ", count: 300)
    guard case .terminal(let sent) = clipboard(["STY": "x"]).way(for: text) else {
      Issue.record("not sent")
      return
    }
    let pieces = String(decoding: sent, as: UTF8.self).components(separatedBy: "\u{1B}\\").dropLast()
    #expect(pieces.count > 5)
    #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 242 })
    let joined = pieces.map { String($0.dropFirst(2)) }.joined()
    let coded = try #require(joined.split(separator: ";").last?.dropLast())
    #expect(Data(base64Encoded: String(coded)).map { String(decoding: $0, as: UTF8.self) } == text)
  }

  @Test func `a display has programs for it, the one of a machine far away is not meant`() {
    let all = ["/usr/bin/xclip", "/usr/bin/xsel", "/usr/bin/wl-copy"]
    #expect(
      clipboard(["WAYLAND_DISPLAY": "w"], programs: all).way(for: "a") == .program(["/usr/bin/wl-copy"]))
    #expect(
      clipboard(["DISPLAY": ":0"], programs: all).way(for: "a")
        == .program(["/usr/bin/xclip", "-selection", "clipboard", "-in"]))
    #expect(
      clipboard(["DISPLAY": ":0"], programs: ["/usr/bin/xsel"]).way(for: "a")
        == .program(["/usr/bin/xsel", "--clipboard", "--input"]))
    #expect(
      clipboard(["DISPLAY": ":0", "SSH_TTY": "/dev/pts/1"], programs: all).way(for: "a")
        == bytes("\u{1B}]52;c;YQ==\u{7}"))
  }

  @Test func `what is too long for a terminal is refused with a word`() {
    let text = String(repeating: "a", count: 60_000)
    #expect(clipboard([:]).way(for: text) == .none("it is too long for the terminal's clipboard"))
  }

  @Test func `a program takes the text, and its failure is told`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/taken"
    func run(_ command: String...) -> String? {
      // However busy the machine is.
      Clipboard.run(command, text: "é\nb", patience: .seconds(60))
    }
    #expect(run("/bin/sh", "-c", "cat > '\(file)'") == nil)
    #expect(String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self) == "é\nb")
    #expect(run("/bin/sh", "-c", "cat > /dev/null; exit 3") == "sh did not take it")
    #expect(run("/no/such") == "such can not be started")
    // What stays behind it, as with xclip, is not waited for.
    #expect(run("/bin/sh", "-c", "cat > /dev/null; sleep 60 &") == nil)
  }

  @Test func `a program that takes a copy can be asked to end, though the thread that starts it can not`()
    throws
  {
    let folder = try TemporaryFolder()
    let file = folder.path + "/signals"
    let command = ["/bin/sh", "-c", "cat > /dev/null; grep -E '^Sig(Blk|Ign)' /proc/self/status > '\(file)'"]
    let done = DispatchGroup()
    // A thread of a queue holds signals back.
    DispatchQueue(label: "copying").async(group: done) {
      #expect(Clipboard.run(command, text: "a", patience: .seconds(60)) == nil)
    }
    done.wait()
    let said = try String(contentsOfFile: file, encoding: .utf8)
    let sets = said.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0, radix: 16) }
    // Two behind the common ones belong to the C library.
    #expect(sets.count == 2 && sets.allSatisfy { $0 & 0x7FFF_FFFF == 0 }, "\(said)")
  }

  @Test(arguments: [1, 1 << 20])
  func `a program that takes nothing and does not end is given up`(length: Int) {
    let deaf = ["/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done"]
    let text = String(repeating: "a", count: length)
    #expect(Clipboard.run(deaf, text: text, patience: .milliseconds(20)) == "sh does not answer")
  }

  @Test func `what the reader sets waits for no program that takes a copy`() throws {
    let folder = try TemporaryFolder()
    try TestProgram.write("cat > /dev/null", to: folder.path + "/xclip")
    var outside = Outside()
    outside.clipboard = Clipboard(environment: ["DISPLAY": ":0", "PATH": folder.path])
    let runner = EffectRunner(
      library: GivenLibrary(), mailbox: Mailbox(), desk: DatabaseDesk(location: .memory), outside: outside)
    // As long as a program may hang.
    runner.handing.suspend()
    #expect(runner.copy("text", what: "the text") == nil)
    runner.run(.keepSearch("drone", name: "drones"))
    runner.keeping.sync {}
    #expect(runner.desk.searches().map(\.name) == ["drones"])
    #expect(!runner.mailbox.take().contains(.remark("Copied the text, through xclip.", isWarning: false)))
    runner.handing.resume()
    runner.stop()
    #expect(runner.mailbox.take().contains(.remark("Copied the text, through xclip.", isWarning: false)))
  }

  @Test(arguments: [true, false])
  func `panes that another session keeps while this one runs are not put into it`(isBefore: Bool) throws {
    var library = GivenLibrary()
    let identity = ContentHash(of: Array("folders".utf8))
    library.identity = identity
    let desk = DatabaseDesk(location: .memory)
    let form = try JSONEncoder().encode(BrowserState(size: Size(columns: 80, rows: 24)).savedSession)
    func keep() { desk.keep(session: String(decoding: form, as: UTF8.self), texts: [:], of: identity) }
    let runner = EffectRunner(library: library, mailbox: Mailbox(), desk: desk, outside: Outside())
    if isBefore { keep() }
    runner.openDesk(restoring: true)
    runner.keeping.sync {}
    if !isBefore { keep() }
    runner.tellSession(isLast: true)
    let isRestored = runner.mailbox.take().contains { if case .session = $0 { true } else { false } }
    #expect(isRestored == isBefore)
    runner.stop()
  }

  // MARK: - Writing

  private let table = Table(
    id: "t1", form: .pipe, header: ["a", "b"], rows: [["1", "2, 3"]], rowSpans: [SourceSpan(line: 1)],
    raw: "",
    span: SourceSpan(line: 1))

  @Test func `a table is written in the form that the name asks for`() throws {
    let folder = try TemporaryFolder()
    let export = TableExport(closed: [], home: folder.path)
    func written(_ name: String) throws -> String {
      #expect(export.write(table, to: "~/" + name) == ("Wrote 1 row to \(folder.path)/\(name).", false))
      return String(decoding: try Data(contentsOf: URL(filePath: folder.path + "/" + name)), as: UTF8.self)
    }
    #expect(try written("x.csv") == "a,b\n1,\"2, 3\"\n")
    #expect(try written("x.md") == "| a | b |\n| --- | --- |\n| 1 | 2, 3 |\n")
    #expect(try written("x.txt").split(separator: "\n").last == "1  2, 3")
  }

  @Test func `a file that is there stays, and so does the folder of the briefings`() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "x.csv")
    let resolved = try #require(PathBytes(folder.path).resolved)
    let export = TableExport(closed: [], home: nil)
    #expect(
      export.write(table, to: folder.path + "/x.csv").text.hasSuffix("is there already, and stays as it is."))
    #expect(try String(contentsOfFile: folder.path + "/x.csv", encoding: .utf8) == "mine")
    let closed = TableExport(closed: [resolved], home: nil)
    #expect(
      closed.write(table, to: folder.path + "/y.csv").text.hasPrefix("Nothing is written into the folder"))
    try FileManager.default.createDirectory(atPath: folder.path + "/sub", withIntermediateDirectories: false)
    #expect(closed.write(table, to: folder.path + "/sub/../sub/y.csv").isWarning)
    #expect(export.write(table, to: folder.path + "/no/y.csv").text.hasPrefix("There is no folder"))
    #expect(export.write(table, to: folder.path + "/y.pdf").text == "The name must end in .csv, .md or .txt.")
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/y.csv"))
  }
}

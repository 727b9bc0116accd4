public import Foundation

/// A program in a window of tmux: real curses, real keys, and the screen as a reader would see it.
///
/// Each session has a server of its own, on a socket of its own and without the user's configuration,
/// and ends only that one.
public final class TmuxSession: Sendable {
  /// Why a session could not do what it was asked.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  private let socket: String
  private let directory: URL
  /// Where tmux copies what the program writes; nil when it does not.
  private let record: URL?
  /// How long any wait may take, in seconds.
  public let patience: TimeInterval

  /// Starts `command` in a window of `columns` by `rows`.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments; nothing of it is read by a shell.
  ///   - term: the terminal that the program is told of.
  ///   - environment: variables set besides those that tmux passes on; a nil value removes one.
  ///   - isRecorded: whether all bytes that go to the terminal are kept for `recorded`.
  public init(
    _ command: [String], columns: Int = 80, rows: Int = 24, term: String = "screen-256color",
    environment: [String: String?] = [:], patience: TimeInterval = 60, isRecorded: Bool = false
  ) throws {
    self.patience = patience
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("tmux-session-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    socket = directory.appendingPathComponent("socket").path
    record = isRecorded ? directory.appendingPathComponent("record") : nil

    var settings = "set -g status off\nset -g escape-time 0\n"
    settings += "set -g default-terminal \(term)\n"
    let configuration = directory.appendingPathComponent("tmux.conf")
    try settings.write(to: configuration, atomically: true, encoding: .utf8)

    var variables = ["TERM": term, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"] as [String: String?]
    variables.merge(environment) { $1 }
    var words = ["env"]
    for name in variables.keys.sorted() {
      if case .some(.none) = variables[name] { words += ["-u", name] }
    }
    for name in variables.keys.sorted() {
      if case .some(.some(let value)) = variables[name] { words.append("\(name)=\(value)") }
    }
    // The program's end must leave the screen and its status to look at.
    let keeping = #""$@"; printf '\n[ended with %d]\n' "$?"; exec sleep 2147483"#
    // A recorded program begins when the record does.
    let keeper = ["sh", "-c", isRecorded ? "read -r _; " + keeping : keeping, "sh"]
    let quoted = (keeper + words + command)
      .map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }.joined(separator: " ")
    try tmux(
      "-f", configuration.path, "-u", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "exec " + quoted)
    if let record {
      try tmux("pipe-pane", "exec cat > '\(record.path)'")
      try tmux("send-keys", "Enter")
    }
  }

  deinit {
    _ = try? tmux("kill-server")
    try? FileManager.default.removeItem(at: directory)
  }

  /// Presses keys by tmux's names (`Enter`, `Escape`, `C-z`, `Down`, `j`), one argument each.
  public func press(_ keys: String...) throws {
    try tmux(["send-keys"] + keys)
  }

  /// Types text as it is.
  public func type(_ text: String) throws {
    try tmux("send-keys", "-l", text)
  }

  /// Pastes text, in brackets when the program asked for them.
  public func paste(_ text: String) throws {
    try tmux("set-buffer", "--", text)
    try tmux("paste-buffer", "-p")
  }

  /// Gives the window another size.
  public func resize(columns: Int, rows: Int) throws {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// The screen's lines, blanks at their ends removed, joined by line feeds.
  public func screen() throws -> String {
    var lines = try tmux("capture-pane", "-p").split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in line.replacing(/\ +$/, with: "") }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// The screen with the escape sequences that make its colours and attributes.
  public func styledScreen() throws -> String {
    try tmux("capture-pane", "-p", "-e")
  }

  /// The cells of the screen's lines, each with its character, colours and attributes, however the
  /// sequences that make them are put; blanks at the ends of lines that look like nothing are left out.
  public func cells() throws -> [[String]] {
    var look: [String: String] = [:]
    var lines: [[String]] = []
    for line in try styledScreen().split(separator: "\n", omittingEmptySubsequences: false) {
      var cells: [String] = []
      var rest = line
      while let first = rest.first {
        if first == "\u{1B}", let match = rest.prefixMatch(of: /\u{1B}\[([0-9;:]*)m/) {
          Self.take(match.1.split(separator: ";").map(String.init), into: &look)
          rest = rest[match.range.upperBound...]
          continue
        }
        let style = look.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        cells.append("\(first) \(style.joined(separator: " "))")
        rest.removeFirst()
      }
      while let last = cells.last, last.hasPrefix(" "), !last.contains("back"), !last.contains("7=") {
        cells.removeLast()
      }
      lines.append(cells)
    }
    return lines
  }

  /// Takes the numbers of one SGR sequence into a look.
  private static func take(_ numbers: [String], into look: inout [String: String]) {
    var numbers = numbers[...]
    if numbers.isEmpty { look = [:] }
    while let text = numbers.popFirst() {
      switch Int(text) ?? 0 {
      case 0: look = [:]
      case 39: look["fore"] = nil
      case 49: look["back"] = nil
      case 38, 48:
        // 5 and a number, or 2 and three of them.
        let count = numbers.first == "2" ? 4 : 2
        look[text == "38" ? "fore" : "back"] = numbers.prefix(count).joined(separator: ";")
        numbers = numbers.dropFirst(count)
      case 30...37, 90...97: look["fore"] = text
      case 40...47, 100...107: look["back"] = text
      default: look[text] = "on"
      }
    }
  }

  /// Waits until the cells satisfy `condition`, and returns them.
  @discardableResult
  public func waitForCells(
    for what: String, _ condition: ([[String]]) -> Bool
  ) throws -> [[String]] {
    var last: [[String]] = []
    let isDone = try poll {
      // A frame that is being written is seen in halves: one counts that is the same twice.
      let before = last
      last = try cells()
      return last == before && condition(last)
    }
    if isDone { return last }
    throw Failure(description: "waited for \(what); the screen was:\n\(try screen())")
  }

  /// The screen once nothing moves on it.
  public func stillCells() throws -> [[String]] {
    try waitForCells(for: "a screen that stands still") { _ in true }
  }

  /// Waits until the screen satisfies `condition`, and returns it.
  @discardableResult
  public func wait(for what: String, _ condition: (String) -> Bool) throws -> String {
    var last = ""
    let isDone = try poll {
      last = try screen()
      return condition(last)
    }
    if isDone { return last }
    throw Failure(description: "waited for \(what); the screen was:\n\(last)")
  }

  /// Waits until `text` stands on the screen, and returns the screen.
  @discardableResult
  public func wait(forText text: String) throws -> String {
    try wait(for: "“\(text)”") { $0.contains(text) }
  }

  /// Waits until the program has ended, and returns its exit status, or 128 and the number of the signal
  /// that ended it.
  @discardableResult
  public func waitForExit() throws -> Int {
    let screen = try wait(for: "the program's end") { $0.contains(/\[ended with \d+\]/) }
    guard let match = screen.firstMatch(of: /\[ended with (\d+)\]/), let status = Int(match.1) else {
      throw Failure(description: "no exit status on the screen:\n\(screen)")
    }
    return status
  }

  /// All bytes that went to the terminal until the program ended, which is waited for.
  public func recorded() throws -> [UInt8] {
    guard let record else { throw Failure(description: "the session is not recorded") }
    try waitForExit()
    let end = Data("[ended with ".utf8)
    var bytes = Data()
    let isWhole = try poll {
      bytes = try Data(contentsOf: record)
      return bytes.range(of: end) != nil
    }
    guard isWhole, let range = bytes.range(of: end) else {
      throw Failure(description: "the record has no end")
    }
    return Array(bytes[..<range.lowerBound])
  }

  /// Closes the window under the program, as a lost connection does.
  public func kill() throws {
    try tmux("kill-server")
  }

  /// Expands one of tmux's formats: `#{alternate_on}`, `#{cursor_x}`, `#{pane_pid}`.
  public func show(_ format: String) throws -> String {
    try tmux("display-message", "-p", format).trimmingCharacters(in: .newlines)
  }

  /// What was copied last.
  public func buffer() throws -> String { try tmux("show-buffer") }

  /// The process of the program in the window.
  public func processIdentifier() throws -> Int32 {
    guard let keeper = Int32(try show("#{pane_pid}")), let child = try Self.children(of: keeper).first else {
      throw Failure(description: "the program does not run")
    }
    return child
  }

  /// The processes that a process started and that still run.
  public static func children(of process: Int32) throws -> [Int32] {
    try String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)
      .split(separator: " ").compactMap { Int32($0) }
  }

  private func poll(_ condition: () throws -> Bool) throws -> Bool {
    let end = Date().addingTimeInterval(patience)
    while true {
      if try condition() { return true }
      if Date() > end { return false }
      usleep(10_000)
    }
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    try tmux(arguments)
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let name = UUID().uuidString
    let output = directory.appendingPathComponent(name + ".out")
    let errors = directory.appendingPathComponent(name + ".err")
    defer {
      try? FileManager.default.removeItem(at: output)
      try? FileManager.default.removeItem(at: errors)
    }
    let status = try Self.run(["tmux", "-S", socket] + arguments, output: output.path, errors: errors.path)
    let text = try Data(contentsOf: output)
    let complaint = try Data(contentsOf: errors)
    guard status == 0 else {
      throw Failure(
        description: "tmux \(arguments.joined(separator: " ")): \(String(decoding: complaint, as: UTF8.self))"
      )
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Runs a command to its end, its output going to files, and returns its status as `waitpid` has it.
  ///
  /// Foundation's `Process` would wait for the server that the first command leaves behind.
  private static func run(_ command: [String], output: String, errors: String) throws -> Int32 {
    var environment = ProcessInfo.processInfo.environment
    // Inside of another tmux the command would talk to that one.
    environment["TMUX"] = nil
    environment["LC_ALL"] = "C.UTF-8"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
    // Threads of a test runner may block signals, and children inherit it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, command[0], &actions, &attributes, &words, &variables)
    guard code == 0 else { throw Failure(description: "\(command[0]): \(String(cString: strerror(code)))") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }
}

/// Where the executables that belong to the running tests are.
public enum BuiltProducts {
  /// What a run that counts what is reached, or has a sanitizer, tells programs by the environment. One that is started
  /// without it counts into a file of its own in the current folder.
  public static var environment: [String: String] {
    ProcessInfo.processInfo.environment.filter {
      ["LLVM_PROFILE_FILE", "ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
    }
  }

  /// The executable with this name, beside the test bundle; for `dossier` the one that the variable
  /// DOSSIER_PROGRAM names, so that the program can be tested as it is shipped.
  public static func executable(_ name: String) throws -> String {
    if name == "dossier", let program = ProcessInfo.processInfo.environment["DOSSIER_PROGRAM"] {
      return program
    }
    for argument in CommandLine.arguments + [Bundle.main.executablePath ?? ""] {
      var folder = URL(fileURLWithPath: argument)
      for _ in 0..<4 {
        folder.deleteLastPathComponent()
        let candidate = folder.appendingPathComponent(name).path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
          return candidate
        }
      }
    }
    throw TmuxSession.Failure(description: "\(name) is not built beside the tests")
  }
}

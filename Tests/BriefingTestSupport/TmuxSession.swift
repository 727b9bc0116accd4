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
  /// How long any wait may take, in seconds.
  public let patience: TimeInterval

  /// Starts `command` in a window of `columns` by `rows`.
  ///
  /// - Parameters:
  ///   - command: the program and its arguments; nothing of it is read by a shell.
  ///   - term: the terminal that the program is told of.
  ///   - environment: variables set besides those that tmux passes on; a nil value removes one.
  public init(
    _ command: [String], columns: Int = 80, rows: Int = 24, term: String = "screen-256color",
    environment: [String: String?] = [:], patience: TimeInterval = 30
  ) throws {
    self.patience = patience
    directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("tmux-session-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    socket = directory.appendingPathComponent("socket").path

    // The program's end must leave the screen and its status to look at.
    var settings = "set -g remain-on-exit on\nset -g status off\nset -g escape-time 0\n"
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
    let quoted = (words + command)
      .map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }.joined(separator: " ")
    try tmux(
      "-f", configuration.path, "-u", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "exec " + quoted)
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
    // The window is dead a moment before its program's status is known.
    var status = ""
    var signal = ""
    let isDone = try poll {
      let words = try show("#{pane_dead},#{pane_dead_status},#{pane_dead_signal}")
        .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 3, words[0] == "1" else { return false }
      (status, signal) = (words[1], words[2])
      return !status.isEmpty || !signal.isEmpty
    }
    guard isDone else { throw Failure(description: "the program did not end; the screen was:\n\(try screen())") }
    return Int(status) ?? 128 + (Int(signal) ?? 0)
  }

  /// Closes the window under the program, as a lost connection does.
  public func kill() throws {
    try tmux("kill-server")
  }

  /// Expands one of tmux's formats: `#{alternate_on}`, `#{cursor_x}`, `#{pane_pid}`.
  public func show(_ format: String) throws -> String {
    try tmux("display-message", "-p", format).trimmingCharacters(in: .newlines)
  }

  /// The process in the window.
  public func processIdentifier() throws -> Int32 {
    guard let number = Int32(try show("#{pane_pid}")) else { throw Failure(description: "no process") }
    return number
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
        description: "tmux \(arguments.joined(separator: " ")): \(String(decoding: complaint, as: UTF8.self))")
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
    var words = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, command[0], &actions, nil, &words, &variables)
    guard code == 0 else { throw Failure(description: "\(command[0]): \(String(cString: strerror(code)))") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }
}

/// Where the executables that belong to the running tests are.
public enum BuiltProducts {
  /// The executable with this name, beside the test bundle.
  public static func executable(_ name: String) throws -> String {
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

internal import CPipe
internal import Foundation

/// How text gets to the reader's clipboard from here: by a program, or by the terminal itself.
struct Clipboard: Sendable {
  /// What takes the text.
  enum Way: Sendable, Equatable {
    /// A program, by its absolute path, with its arguments; it reads the text on standard input.
    case program([String])
    /// Bytes for the terminal.
    case terminal([UInt8])
    /// Nothing does, for this reason.
    case none(String)
  }

  /// Most bytes that common terminals take at once.
  static let terminalLimit = 74_000

  private let environment: EnvironmentVariables
  private let programs: OutsidePrograms
  /// Whether no program may be started.
  private let isSecure: Bool

  /// The variables are those of this process when nil.
  init(
    environment: [String: String]? = nil, isSecure: Bool = false,
    canRun: @escaping @Sendable (String) -> Bool = { access($0, X_OK) == 0 }
  ) {
    self.environment = EnvironmentVariables(environment)
    self.isSecure = isSecure
    programs = OutsidePrograms(environment: self.environment, canRun: canRun)
  }

  /// The best way for a text.
  func way(for text: String) -> Way {
    if has("TMUX"), let tmux = program("tmux") { return .program([tmux, "load-buffer", "-w", "-"]) }
    // A display that was forwarded is the reader's own as well; that of the machine far away is not.
    if !has("SSH_TTY") || environment["DISPLAY"]?.hasPrefix("localhost:") == true {
      if has("WAYLAND_DISPLAY"), let copy = program("wl-copy") { return .program([copy]) }
      if has("DISPLAY") {
        if let xclip = program("xclip") { return .program([xclip, "-selection", "clipboard", "-in"]) }
        if let xsel = program("xsel") { return .program([xsel, "--clipboard", "--input"]) }
      }
    }
    guard text.utf8.count * 4 / 3 < Self.terminalLimit else {
      return .none("it is too long for the terminal's clipboard")
    }
    return .terminal(sequence(for: text))
  }

  /// OSC 52, put so that tmux and screen pass it on.
  private func sequence(for text: String) -> [UInt8] {
    let plain = "\u{1B}]52;c;" + Data(text.utf8).base64EncodedString() + "\u{07}"
    if has("TMUX") {
      return Array(
        ("\u{1B}Ptmux;" + plain.replacingOccurrences(of: "\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\").utf8)
    }
    guard has("STY") else { return Array(plain.utf8) }
    // screen takes a few hundred bytes at a time.
    var bytes: [UInt8] = []
    var rest = Array(plain.utf8)[...]
    while !rest.isEmpty {
      bytes += Array("\u{1B}P".utf8) + rest.prefix(240) + Array("\u{1B}\\".utf8)
      rest = rest.dropFirst(240)
    }
    return bytes
  }

  private func has(_ name: String) -> Bool { environment[name]?.isEmpty == false }

  private func program(_ name: String) -> String? { isSecure ? nil : programs.path(of: name) }

  /// Runs a program with a text on its standard input, and waits for its end, for as long as `patience` lasts: one
  /// that takes longer, as where its display is gone, is ended. What it leaves running behind it is not waited for.
  ///
  /// - Returns: nil when all went well, else why not.
  static func run(_ command: [String], text: String, patience: Duration = .seconds(3)) -> String? {
    let name = URL(filePath: command[0]).lastPathComponent
    var ends: [Int32] = [-1, -1]
    guard make_own_pipe(&ends) == 0 else { return "\(name) can not be started" }
    // One that reads nothing must not hold up who writes.
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let started = ChildProcess.start(command.map { Array($0.utf8) }, &actions)
    close(ends[0])
    guard let process = started else {
      close(ends[1])
      return "\(name) can not be started"
    }
    let end = ContinuousClock.now + patience
    let isTaken = write(Array(text.utf8), to: ends[1], until: end)
    close(ends[1])
    var status: Int32 = 0
    repeat {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process { return isTaken && status == 0 ? nil : "\(name) did not take it" }
      if ended < 0, errno != EINTR { return isTaken ? nil : "\(name) did not take it" }
      usleep(5_000)
    } while ContinuousClock.now < end
    // Not all of them end when they are asked to.
    kill(process, SIGKILL)
    waitpid(process, &status, 0)
    return "\(name) does not answer"
  }

  /// Writes bytes to a pipe that does not block.
  ///
  /// - Returns: whether all of them were taken in time.
  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, until end: ContinuousClock.Instant
  ) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
        continue
      }
      guard errno == EAGAIN || errno == EINTR, ContinuousClock.now < end else { return false }
      var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&room, 1, 50)
    }
    return true
  }
}

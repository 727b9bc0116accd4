internal import CPipe
internal import Dispatch
internal import Foundation

/// Runs a program that has the terminal for as long as it runs.
enum ForegroundProgram {
  /// Runs it and waits for its end.
  ///
  /// - Parameters:
  ///   - command: its absolute path, and its arguments.
  ///   - input: what it reads on standard input; nil for the terminal.
  /// - Returns: nil when it ended as it should, else why not, without its name.
  static func run(_ command: [[UInt8]], input: String? = nil) -> String? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Our own standard input may be a document, and standard output a file.
    let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    defer { if terminal >= 0 { close(terminal) } }
    if terminal >= 0 {
      for descriptor: Int32 in 0...2 { posix_spawn_file_actions_adddup2(&actions, terminal, descriptor) }
    }
    var ends: [Int32] = [-1, -1]
    if input != nil {
      guard make_own_pipe(&ends) == 0 else { return "can not be started" }
      posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    }
    let started = ChildProcess.start(command, &actions)
    if input != nil { close(ends[0]) }
    guard let process = started else {
      if input != nil { close(ends[1]) }
      return "can not be started"
    }
    if let input {
      let end = ends[1]
      DispatchQueue.global().async {
        let sink = OutputSink(descriptor: end)
        try? sink.write(input)
        try? sink.flush()
        close(end)
      }
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { return nil }
    }
    if status & 0x7F != 0 { return "was ended by signal \(status & 0x7F)" }
    let result = status >> 8 & 0xFF
    return result == 0 ? nil : "ended with \(result)"
  }

  /// Says below what a program has written how to come back, and waits for a line.
  static func waitForReader() {
    let terminal = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard terminal >= 0 else { return }
    defer { close(terminal) }
    let words = Array("\n-- Enter comes back --".utf8)
    _ = write(terminal, words, words.count)
    var byte: UInt8 = 0
    while read(terminal, &byte, 1) == 1, byte != 0x0A, byte != 0x0D {}
  }
}

import Glibc

/// A program that is run to its end for what it prints.
enum ChildProcess {
  /// What a program came to.
  struct Outcome {
    var output: String
    /// The signal that ended it, 0 when it ended by itself.
    var signal: Int32
    /// Its exit code.
    var code: Int32
  }

  /// Runs a program, its path first or found on PATH, and waits for its end; its messages are not shown.
  ///
  /// - Throws: `Workplace.Fault` when it cannot be started.
  static func run(_ arguments: [String]) throws -> Outcome {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Workplace.Fault(description: String(cString: strerror(errno))) }
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // A program that traps ends at once, without a backtrace.
    setenv("SWIFT_BACKTRACE", "enable=no", 1)
    let words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, arguments[0], &actions, nil, words, environ)
    close(ends[1])
    guard code == 0 else {
      throw Workplace.Fault(description: "\(arguments[0]): \(String(cString: strerror(code)))")
    }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends[0], &buffer, buffer.count)
      if count <= 0 { break }
      output += buffer[..<count]
    }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    return Outcome(
      output: String(decoding: output, as: UTF8.self), signal: status & 0x7F, code: status >> 8 & 0xFF)
  }
}

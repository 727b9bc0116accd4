internal import Foundation

/// A program that this one starts.
enum ChildProcess {
  /// Starts a program with every signal as a shell would leave it: the threads that work beside the loop hold most of
  /// them back, and a program that inherits that could not be asked to end.
  ///
  /// - Parameters:
  ///   - command: its absolute path, and its arguments.
  ///   - actions: what is done with its descriptors.
  /// - Returns: nil when it can not be started.
  static func start(_ command: [[UInt8]], _ actions: inout posix_spawn_file_actions_t) -> pid_t? {
    // One that ends before it has read all is no reason to end as well.
    signal(SIGPIPE, SIG_IGN)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var words =
      command.map { word in
        (word + [0]).withUnsafeBufferPointer { bytes in
          bytes.withMemoryRebound(to: CChar.self) { strdup($0.baseAddress!) }
        }
      } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    return posix_spawn(&process, words[0]!, &actions, &attributes, &words, environ) == 0 ? process : nil
  }
}

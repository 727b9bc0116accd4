import Foundation

/// The program in a terminal that the test itself is: whoever reads too slowly, or not at all, is not to be had
/// of tmux.
final class PseudoTerminal {
  /// Why a program could not be run in one.
  struct Failure: Error {
    var step: String
    var number: Int32
  }

  let process: pid_t
  private var master: Int32
  private var isEnded = false

  /// Starts `command` as the leader of a session whose terminal this is, 80 by 24.
  init(_ command: [String], environment: [String: String]) throws {
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    var name = [CChar](repeating: 0, count: 256)
    var (near, far) = (Int32(-1), Int32(-1))
    guard openpty(&near, &far, &name, nil, &size) == 0 else { throw Failure(step: "openpty", number: errno) }
    master = near
    defer { close(far) }
    _ = fcntl(near, F_SETFL, O_NONBLOCK)
    for descriptor in [near, far] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID, which Swift does not see.
    posix_spawnattr_setflags(&attributes, 0x80)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens is the session's.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var arguments = command.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var started: pid_t = 0
    let code = posix_spawn(&started, command[0], &actions, &attributes, &arguments, &variables)
    process = started
    guard code == 0 else { throw Failure(step: "spawn", number: code) }
  }

  deinit {
    disappear()
    guard !isEnded else { return }
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// Reads what the program writes until `text` is in it; whether it came.
  func read(until text: String, within seconds: Double = 60) -> Bool {
    let wanted = Data(text.utf8)
    var seen = Data()
    let end = Date().addingTimeInterval(seconds)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while seen.range(of: wanted) == nil {
      guard Date() < end else { return false }
      var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&wait, 1, 100) > 0 else { continue }
      let count = Glibc.read(master, &buffer, buffer.count)
      guard count > 0 else { return false }
      seen.append(contentsOf: buffer.prefix(count))
    }
    return true
  }

  /// Types `keys` over and over, reading nothing, until the terminal takes no more: the program hangs on its output,
  /// and reads no keys. Whether that came to be.
  func type(_ keys: String, untilStuckWithin seconds: Double = 60) -> Bool {
    let bytes = Array(keys.utf8)
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      if write(master, bytes, bytes.count) > 0 { continue }
      var wait = pollfd(fd: master, events: Int16(POLLOUT), revents: 0)
      if poll(&wait, 1, 1000) == 0 { return true }
    }
    return false
  }

  /// The terminal is gone, as when a connection is lost.
  func disappear() {
    guard master >= 0 else { return }
    close(master)
    master = -1
  }

  /// Waits for the end of the program: its exit code, or 128 and the signal that ended it; nil when it goes on.
  func waitForExit(within seconds: Double = 60) -> Int32? {
    let end = Date().addingTimeInterval(seconds)
    var status: Int32 = 0
    while Date() < end {
      if waitpid(process, &status, WNOHANG) == process {
        isEnded = true
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
      }
      usleep(10_000)
    }
    return nil
  }
}

import Glibc

/// A program in a terminal that nobody looks at.
final class TerminalSession {
  /// What a program answered to a key.
  struct Answer {
    /// From the key to the last byte of the answer, in seconds.
    var seconds: Double
    var bytes: Int
  }

  /// What the system's headers show to C programs of other standards only.
  private enum Hidden {
    /// POSIX_SPAWN_SETSID
    static let newSession: Int16 = 0x80
    /// TIOCSPTLCK
    static let unlockTerminal: UInt = 0x4004_5431
    /// TIOCGPTN
    static let numberOfTerminal: UInt = 0x8004_5430
  }

  private let process: pid_t
  private let master: Int32
  private let start: Double
  private var isEnded = false
  /// All that the program wrote since it was last looked for something.
  private var output: [UInt8] = []
  /// When the last of it came.
  private var lastRead = 0.0

  /// Starts a program, with nothing in its environment but what is given and a terminal's name.
  ///
  /// - Parameter arguments: the program's path first.
  init(_ arguments: [String], environment: [String: String], columns: Int, rows: Int) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
    var number: UInt32 = 0
    var lock: Int32 = 0
    guard master >= 0, ioctl(master, Hidden.unlockTerminal, &lock) == 0,
      ioctl(master, Hidden.numberOfTerminal, &number) == 0
    else {
      throw Workplace.Fault(description: "no terminal to be had: \(String(cString: strerror(errno)))")
    }
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/pts/\(number)", O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Hidden.newSession)

    var settings = [
      "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "HOME": "/nonexistent",
    ]
    settings.merge(environment) { $1 }
    let words = arguments.map { strdup($0) } + [nil]
    let variables = settings.map { strdup("\($0)=\($1)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var process: pid_t = 0
    start = Self.now()
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, words, variables)
    self.process = process
    guard code == 0 else {
      close(master)
      isEnded = true
      throw Workplace.Fault(description: "\(arguments[0]): \(String(cString: strerror(code)))")
    }
  }

  deinit { end() }

  /// Reads until `text` was written, and says how long after the start it was there, in seconds; nil
  /// when it did not come.
  func wait(for text: String, seconds: Double = 10) -> Double? {
    let wanted = Array(text.utf8)
    let end = Self.now() + seconds
    while Self.now() < end {
      guard read(until: end) else { return nil }
      if Self.holds(output, wanted) {
        output.removeAll(keepingCapacity: true)
        return lastRead - start
      }
    }
    return nil
  }

  /// Reads until nothing has come for `silence` seconds.
  func settle(silence: Double = 0.3) {
    while read(until: Self.now() + silence) {}
    output.removeAll(keepingCapacity: true)
  }

  /// Sends a key and reads until nothing comes any more; nil when nothing came at all.
  func press(_ key: String, silence: Double = 0.015) -> Answer? {
    output.removeAll(keepingCapacity: true)
    let bytes = Array(key.utf8)
    let sent = Self.now()
    guard write(master, bytes, bytes.count) == bytes.count else { return nil }
    guard read(until: sent + 2) else { return nil }
    while read(until: lastRead + silence) {}
    return Answer(seconds: lastRead - sent, bytes: output.count)
  }

  /// Most memory that the process had until now, in kB.
  var peakMemory: Int {
    guard let status = try? Workplace.read("/proc/\(process)/status") else { return 0 }
    for line in status.split(separator: UInt8(ascii: "\n")) where line.starts(with: "VmHWM:".utf8) {
      let digits = line.filter { (0x30...0x39).contains($0) }
      return Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }
    return 0
  }

  /// Waits for the process to end by itself; the most memory that it had, in kB.
  func peakMemoryUntilEnd() -> Int {
    var peak = 0
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      peak = max(peak, peakMemory)
      _ = read(until: Self.now() + 0.002)
    }
    isEnded = true
    close(master)
    return peak
  }

  /// Time of processors that the process has used, in seconds.
  var processorTime: Double {
    var clock = clockid_t()
    guard clock_getcpuclockid(process, &clock) == 0 else { return .nan }
    return Self.time(of: clock)
  }

  func end() {
    guard !isEnded else { return }
    isEnded = true
    kill(process, SIGTERM)
    var status: Int32 = 0
    let limit = Self.now() + 2
    while waitpid(process, &status, WNOHANG) == 0 {
      // A program that wants to write before it ends must be able to.
      _ = read(until: Self.now() + 0.01)
      if Self.now() > limit { kill(process, SIGKILL) }
    }
    close(master)
  }

  /// Reads what is there, or the first that comes until `end`; false when nothing does.
  private func read(until end: Double) -> Bool {
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let left = max(0, end - Self.now())
    guard poll(&entry, 1, Int32((left * 1000).rounded(.up))) > 0 else { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 65_536) { buffer in
      let count = Glibc.read(master, buffer.baseAddress!, buffer.count)
      guard count > 0 else {
        // The program has gone; poll would not wait any more.
        usleep(1_000)
        return false
      }
      lastRead = Self.now()
      output.append(contentsOf: buffer[..<count])
      return true
    }
  }

  private static func holds(_ output: [UInt8], _ wanted: [UInt8]) -> Bool {
    output.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, wanted.count <= bytes.count else { return false }
      for offset in 0...bytes.count - wanted.count
      where memcmp(start + offset, wanted, wanted.count) == 0 {
        return true
      }
      return false
    }
  }

  private static func now() -> Double { time(of: CLOCK_MONOTONIC) }

  private static func time(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

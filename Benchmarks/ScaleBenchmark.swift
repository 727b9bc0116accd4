import BriefingExtraction
import BriefingModel
import Glibc

/// Gives free memory back to the system. glibc's malloc.h is not among the headers of the Glibc module.
@_silgen_name("malloc_trim") private func returnFreeMemory(_ pad: Int) -> Int32

/// How time and memory grow with the size of a document: each reading in a process of its own, under
/// limits, so that one that hangs or takes all memory is reported as such.
enum ScaleBenchmark {
  /// Memory that one reading may take, in bytes.
  private static let mostMemory: rlim_t = 8 << 30

  /// What a reading came to.
  private struct Outcome {
    var bytes: Int
    /// Of the processor.
    var seconds: Double
    /// Most memory while reading, the document itself included, in bytes.
    var memory: Int
  }

  /// Runs the cases whose name holds one of `names`, or all.
  ///
  /// - Parameters:
  ///   - limit: seconds of processor time that one reading may take.
  ///   - program: what hands its option `--measured` to `child`.
  static func run(_ report: inout Report, names: [String], limit: Int, program: String) {
    report.head(
      "extraction by size, processor time", columns: ["time", "MB/s", "size, memory as a multiple of it"])
    for entry in ScaleCase.all where names.isEmpty || names.contains(where: entry.name.contains) {
      _ = "\(entry.name) …\n".withCString { write(2, $0, strlen($0)) }
      for size in entry.sizes {
        let name = "\(entry.name), \(number(size))"
        switch measure("\(limit) \(size) \(entry.name)", program) {
        case .success(let outcome):
          let megabytes = Double(outcome.bytes) / 1e6
          report.row(
            name, Report.time(outcome.seconds), Report.number(megabytes / outcome.seconds),
            "\(Report.number(megabytes)) MB, \(Report.number(Double(outcome.memory) / Double(outcome.bytes)))x"
          )
          continue
        case .failure(let fault):
          report.row(name, "FAILED", "", fault.description)
        }
        // What fails at one size fails at the next.
        break
      }
    }
  }

  private static func number(_ value: Int) -> String {
    value >= 1_000_000 ? "\(value / 1_000_000) M" : value >= 1_000 ? "\(value / 1_000) k" : "\(value)"
  }

  /// Runs `program` to read one document, `what` as `child` takes it.
  private static func measure(_ what: String, _ program: String) -> Result<Outcome, Workplace.Fault> {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return .failure(Workplace.Fault(description: "no pipe")) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let arguments: [String] = [program, "--measured", what]
    let words = arguments.map { strdup($0) } + [nil]
    let settings = [strdup("SWIFT_BACKTRACE=enable=no"), nil]
    defer { for word in words + settings { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, nil, words, settings)
    close(ends[1])
    defer { close(ends[0]) }
    guard code == 0 else { return .failure(Workplace.Fault(description: String(cString: strerror(code)))) }
    var buffer = [UInt8](repeating: 0, count: 200)
    let count = read(ends[0], &buffer, buffer.count)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    let signal = status & 0x7F
    if signal == SIGXCPU || signal == SIGALRM {
      return .failure(Workplace.Fault(description: "took more than its time"))
    }
    if signal != 0 { return .failure(Workplace.Fault(description: "ended by signal \(signal)")) }
    let answer = String(decoding: buffer[..<max(0, count)], as: UTF8.self).split(separator: " ")
    guard answer.count == 3, let bytes = Int(answer[0]), let seconds = Double(answer[1]),
      let memory = Int(answer[2])
    else { return .failure(Workplace.Fault(description: "no answer")) }
    return .success(Outcome(bytes: bytes, seconds: seconds, memory: memory))
  }

  /// In the process that is measured: reads one document, "LIMIT SIZE NAME OF THE CASE", and prints its
  /// bytes, the seconds of processor time, and the most bytes of memory that reading it took.
  static func child(_ what: String) {
    let words = what.split(separator: " ", maxSplits: 2)
    guard words.count == 3, let most = UInt32(words[0]), let size = Int(words[1]),
      let entry = ScaleCase.named(String(words[2]))
    else { exit(2) }
    // Nothing of the making is measured: it runs before the limits and its memory is given back.
    let empty = status("VmRSS:")
    let bytes = entry.make(size)
    _ = returnFreeMemory(0)
    if let file = fopen("/proc/self/clear_refs", "w") {
      fputs("5", file)
      fclose(file)
    }
    let made = processorTime()
    limit(__rlimit_resource_t(RLIMIT_CPU.rawValue), rlim_t(made) + rlim_t(most) + 1)
    limit(__rlimit_resource_t(RLIMIT_AS.rawValue), mostMemory)
    // It may also wait for ever without using the processor.
    alarm(most * 8)
    let opened = BriefingReader.read(bytes, path: "document.\(entry.suffix)")
    let seconds = processorTime() - made
    let memory = status("VmHWM:") - empty
    // The briefing is still there when the memory is read.
    guard opened.briefing.lineCount == opened.lines.count else { exit(3) }
    print("\(bytes.count) \(seconds) \(memory)", terminator: "")
  }

  private static func limit(_ resource: __rlimit_resource_t, _ value: rlim_t) {
    var limits = rlimit(rlim_cur: value, rlim_max: value)
    setrlimit(resource, &limits)
  }

  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// A figure of this process, in bytes.
  private static func status(_ name: String) -> Int {
    guard let status = try? Workplace.read("/proc/self/status") else { return 0 }
    for line in status.split(separator: UInt8(ascii: "\n")) where line.starts(with: name.utf8) {
      let digits = line.filter { (0x30...0x39).contains($0) }
      return (Int(String(decoding: digits, as: UTF8.self)) ?? 0) * 1024
    }
    return 0
  }
}

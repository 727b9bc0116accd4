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
      for size in entry.sizes {
        let name = "\(entry.name), \(number(size))"
        guard let outcome = measured("\(limit) \(size) \(entry.name)", name, program, &report) else { break }
        let megabytes = Double(outcome.bytes) / 1e6
        report.row(
          name, Report.time(outcome.seconds), Report.number(megabytes / outcome.seconds),
          "\(Report.number(megabytes)) MB, \(Report.number(Double(outcome.memory) / Double(outcome.bytes)))x")
      }
    }
  }

  /// Measures one reading; nil, with a row that says so, where it fails: it would fail at the next size too.
  private static func measured(
    _ what: String, _ name: String, _ program: String, _ report: inout Report
  ) -> Outcome? {
    do {
      let outcome = try measure(what, program)
      say("\(name): \(Report.time(outcome.seconds))")
      return outcome
    } catch {
      say("\(name): FAILED, \(error)")
      report.row(name, "FAILED", "", "\(error)")
      return nil
    }
  }

  /// How far the measuring has come; the report follows at the end.
  private static func say(_ text: String) {
    _ = (text + "\n").withCString { write(2, $0, strlen($0)) }
  }

  private static func number(_ value: Int) -> String {
    value >= 1_000_000 ? "\(value / 1_000_000) M" : value >= 1_000 ? "\(value / 1_000) k" : "\(value)"
  }

  /// Runs `program` to read one document, `what` as `child` takes it.
  private static func measure(_ what: String, _ program: String) throws -> Outcome {
    let child = try ChildProcess.run([program, "--measured", what])
    if child.signal == SIGXCPU || child.signal == SIGALRM {
      throw Workplace.Fault(description: "took more than its time")
    }
    if child.signal != 0 { throw Workplace.Fault(description: "ended by signal \(child.signal)") }
    let answer = child.output.split(separator: " ")
    guard answer.count == 3, let bytes = Int(answer[0]), let seconds = Double(answer[1]),
      let memory = Int(answer[2])
    else { throw Workplace.Fault(description: "no answer") }
    return Outcome(bytes: bytes, seconds: seconds, memory: memory)
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
    let made = Samples.processorTime()
    limit(__rlimit_resource_t(RLIMIT_CPU.rawValue), rlim_t(made) + rlim_t(most) + 1)
    limit(__rlimit_resource_t(RLIMIT_AS.rawValue), mostMemory)
    // It may also wait for ever without using the processor.
    alarm(most * 8)
    let opened = BriefingReader.read(bytes, path: "document.\(entry.suffix)")
    let seconds = Samples.processorTime() - made
    let memory = status("VmHWM:") - empty
    // The briefing is still there when the memory is read.
    guard opened.briefing.lineCount == opened.lines.count else { exit(3) }
    print("\(bytes.count) \(seconds) \(memory)", terminator: "")
  }

  private static func limit(_ resource: __rlimit_resource_t, _ value: rlim_t) {
    // At the hard limit of time the system kills without saying why.
    var limits = rlimit(rlim_cur: value, rlim_max: value + 5)
    setrlimit(resource, &limits)
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

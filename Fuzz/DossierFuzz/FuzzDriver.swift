import BriefingModel
import BriefingProperties
import Glibc

/// libFuzzer's own loop, which Swift cannot see in a header.
@_silgen_name("LLVMFuzzerRunDriver") private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// What all subjects rest on: libFuzzer's loop, and how a fault is told to it.
enum FuzzDriver {
  /// The subject of this run: libFuzzer calls a function of C, which can carry nothing with it.
  nonisolated(unsafe) private static var subject: FuzzSubject = .text

  /// Runs libFuzzer on `subject` with the arguments of the command line, and ends the program.
  static func run(_ subject: FuzzSubject) -> Never {
    self.subject = subject
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    let code = runDriver(&count, &arguments) { start, count in
      FuzzDriver.subject.run(Array(UnsafeBufferPointer(start: start, count: count)))
      return 0
    }
    exit(code)
  }

  /// Ends the program with what is wrong with a briefing, so that libFuzzer keeps the input.
  static func expectSound(_ opened: OpenedBriefing) {
    if let first = ProvenanceFaults.find(in: opened).first { fail(first) }
  }

  /// Ends the program as a crash, with a reason.
  static func fail(_ reason: String) -> Never {
    _ = "FAULT \(reason)\n".withCString { write(2, $0, strlen($0)) }
    abort()
  }
}

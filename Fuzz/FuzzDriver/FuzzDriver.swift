import Glibc
public import BriefingModel
import BriefingProperties

/// libFuzzer's own loop, which Swift cannot see in a header.
@_silgen_name("LLVMFuzzerRunDriver") private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// Feeds bytes to a reader until it traps, hangs, or gives a briefing whose places are wrong.
public enum FuzzDriver {
  /// Runs libFuzzer with the arguments of the command line and ends the program.
  public static func run(_ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32) -> Never {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, body))
  }

  /// The input as an array.
  public static func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// Ends the program with what is wrong with a briefing, so that libFuzzer keeps the input.
  public static func expectSound(_ opened: OpenedBriefing) {
    let faults = ProvenanceFaults.find(in: opened)
    guard let first = faults.first else { return }
    fail(first)
  }

  /// Ends the program as a crash, with a reason.
  public static func fail(_ reason: String) -> Never {
    _ = "FAULT \(reason)\n".withCString { write(2, $0, strlen($0)) }
    abort()
  }
}

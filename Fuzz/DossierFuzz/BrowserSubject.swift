import BriefingBrowser
import BriefingExtraction
import BriefingModel
import BriefingTestSupport
import TerminalScreen

/// The interface under keys and sizes that nobody presses, over a briefing that nobody wrote: every screen can be
/// drawn, and holds nothing but printable text.
struct BrowserSubject {
  nonisolated(unsafe) static var shared = BrowserSubject()

  private let seeds: [OpenedBriefing]

  private init() {
    do {
      seeds = try Seeds.names.prefix(2).map { try Seeds.open($0) }
    } catch {
      FuzzDriver.fail("the seeds cannot be read: \(error)")
    }
  }

  /// Half of the bytes, at most 48, are keys; the rest is a briefing in the form that the first byte says.
  func press(_ bytes: [UInt8]) {
    let count = min(48, bytes.count / 2)
    let rest = Array(bytes.dropFirst(count))
    let ending = ["txt", "md", "html"][Int(bytes.first ?? 0) % 3]
    let briefing = BriefingReader.read(rest, path: "fuzz.\(ending)")
    var driver = BrowserDriver([briefing] + seeds, columns: 80, rows: 24)
    expectPrintable(driver)
    for byte in bytes.prefix(count) {
      if byte >= 0xF0 {
        driver.resize(columns: 1 + Int(byte & 7) * 31, rows: 1 + Int(byte & 3) * 17)
      } else {
        driver.send(.input(.key(Self.keys[Int(byte) % Self.keys.count])))
      }
      expectPrintable(driver)
    }
  }

  private func expectPrintable(_ driver: BrowserDriver) {
    if let first = ScreenFaults.find(in: driver.screen).first { FuzzDriver.fail(first) }
  }

  /// Every key that has a meaning somewhere, and letters to type.
  private static let keys: [Key] =
    (0x20...0x7E).map { Key.character(Character(Unicode.Scalar(UInt8($0)))) }
    + "abcdefghijklmnopqrstuvwxyz".map { Key.control($0) }
    + [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown, .function(1), .function(2), .function(5), .meta("t"),
    ]
}

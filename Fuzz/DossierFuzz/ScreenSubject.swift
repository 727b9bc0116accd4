import BriefingTestSupport

/// Text on a screen, whatever its bytes are.
enum ScreenSubject {
  static func write(_ bytes: [UInt8]) {
    if let first = ScreenFaults.find(in: String(decoding: bytes, as: UTF8.self)).first {
      FuzzDriver.fail(first)
    }
  }
}

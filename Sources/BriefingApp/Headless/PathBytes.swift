internal import Foundation

/// A path as the system knows it: bytes, which need not be UTF-8 and are equal only when identical.
public struct PathBytes: Sendable, Hashable {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  public init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// For display: any byte that is not UTF-8 shown as U+FFFD.
  public var display: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether it names standard input.
  public var isStandardInput: Bool { bytes == [UInt8(ascii: "-")] }

  /// The path of an entry of this folder.
  func appending(_ name: [UInt8]) -> PathBytes {
    if bytes == [UInt8(ascii: ".")] { return PathBytes(name) }
    return PathBytes(bytes.last == UInt8(ascii: "/") ? bytes + name : bytes + [UInt8(ascii: "/")] + name)
  }

  /// Calls `body` with the path as a C string.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    (bytes + [0]).withUnsafeBufferPointer { buffer in
      buffer.baseAddress!.withMemoryRebound(to: CChar.self, capacity: buffer.count, body)
    }
  }

  /// The argument of this process that was decoded as `text`, with its original bytes.
  public static func argument(_ text: String) -> PathBytes {
    let wanted = Array(text.utf8)
    if text.unicodeScalars.contains("\u{FFFD}") {
      for pointer in UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)) {
        guard let pointer else { continue }
        let length = strlen(pointer)
        let raw = pointer.withMemoryRebound(to: UInt8.self, capacity: length) {
          Array(UnsafeBufferPointer(start: $0, count: length))
        }
        if Array(String(decoding: raw, as: UTF8.self).utf8) == wanted { return PathBytes(raw) }
      }
    }
    return PathBytes(wanted)
  }
}

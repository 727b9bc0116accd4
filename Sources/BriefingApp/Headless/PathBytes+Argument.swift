public import BriefingLibrary
internal import Foundation

extension PathBytes {
  /// Whether it names standard input.
  public var isStandardInput: Bool { bytes == [UInt8(ascii: "-")] }

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

extension PathBytes {
  /// The absolute path, every link on the way followed; nil where nothing is.
  var resolved: PathBytes? {
    withCString { name in
      guard let absolute = realpath(name, nil) else { return nil }
      defer { free(absolute) }
      return PathBytes(
        UnsafeBufferPointer(start: absolute, count: strlen(absolute)).map { UInt8(bitPattern: $0) })
    }
  }
}

/// A path as the system knows it: bytes, which need not be UTF-8.
///
/// Two names that a `String` would call equal (composed and decomposed accents) are two paths.
public struct PathBytes: Hashable, Sendable {
  public let bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }
  public init(_ text: String) { bytes = Array(text.utf8) }

  private static let slash = UInt8(ascii: "/")

  /// For display: any byte that is not UTF-8 shown as U+FFFD.
  public var display: String { String(decoding: bytes, as: UTF8.self) }

  var isEmpty: Bool { bytes.isEmpty }

  /// The names between the slashes; empty ones and `.` are left out.
  var components: [[UInt8]] {
    bytes.split(separator: Self.slash).filter { $0 != [UInt8(ascii: ".")] }.map(Array.init)
  }

  /// The last name, or an empty one.
  var lastComponent: PathBytes { PathBytes(components.last ?? []) }

  /// The path of the folder that this lies in.
  var folder: PathBytes {
    guard let slash = bytes.lastIndex(of: Self.slash) else { return PathBytes(".") }
    return PathBytes(Array(bytes[...slash]))
  }

  /// The path of `name` in this folder.
  public func appending(_ name: [UInt8]) -> PathBytes {
    if name.isEmpty { return self }
    if bytes.isEmpty { return PathBytes(name) }
    if bytes.last == Self.slash { return PathBytes(bytes + name) }
    return PathBytes(bytes + [Self.slash] + name)
  }

  /// Whether this is a file or folder somewhere below `folder`.
  func isBelow(_ folder: PathBytes) -> Bool {
    guard bytes.starts(with: folder.bytes), bytes.count > folder.bytes.count else { return false }
    return folder.bytes.last == Self.slash || bytes[folder.bytes.count] == Self.slash
  }

  /// Calls `body` with the path as C wants it.
  public func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    Self.withCString(bytes, body)
  }

  static func withCString<Result>(
    _ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { buffer in
      for (index, byte) in bytes.enumerated() { buffer[index] = CChar(bitPattern: byte) }
      buffer[bytes.count] = 0
      return body(buffer.baseAddress!)
    }
  }

  /// The extension in lower case without its dot; empty when the name has none.
  var fileExtension: String {
    let start = (bytes.lastIndex(of: Self.slash) ?? -1) + 1
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > start else { return "" }
    return String(decoding: bytes[(dot + 1)...].map(Self.lowercased), as: UTF8.self)
  }

  /// Bytes that sort as people expect: `chapter 9` before `chapter 10`, case ignored, the files of
  /// a folder together.
  var sortKey: [UInt8] {
    var key: [UInt8] = []
    key.reserveCapacity(bytes.count + 16)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if Self.isDigit(byte) {
        var first = index
        while index < bytes.count, Self.isDigit(bytes[index]) { index += 1 }
        while first < index - 1, bytes[first] == UInt8(ascii: "0") { first += 1 }
        // A longer number is a greater one: its length goes first.
        key.append(UInt8(ascii: "0"))
        key.append(UInt8(min(255, index - first)))
        key += bytes[first..<index]
      } else {
        // A folder's content comes before its namesakes: the slash sorts lowest.
        key.append(byte == Self.slash ? 0 : Self.lowercased(byte))
        index += 1
      }
    }
    return key
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte + 32 : byte
  }
}

#if canImport(Glibc)
  internal import func Glibc.memchr
#elseif canImport(Darwin)
  internal import func Darwin.memchr
#endif

/// The decoded text of a file, with its lines at hand.
///
/// Kept as UTF-8 bytes with the offset of each line: a line becomes a `String` only when it is
/// shown. A line ends at LF, CRLF or a lone CR; the ending is not part of it.
public struct SourceLines: Sendable, Equatable {
  /// The whole text in UTF-8.
  public let utf8: [UInt8]
  /// Half-open byte range of each line, its ending left out.
  public let ranges: [Range<Int>]

  /// Takes decoded UTF-8 and finds its lines. Time is linear in the number of bytes.
  public init(utf8: [UInt8]) {
    self.utf8 = utf8
    var ranges: [Range<Int>] = []
    utf8.withUnsafeBytes { bytes in
      ranges.reserveCapacity(bytes.count / 64)
      var start = 0
      if Self.firstIndex(of: 0x0D, in: bytes, from: 0) == nil {
        while let end = Self.firstIndex(of: 0x0A, in: bytes, from: start) {
          ranges.append(start..<end)
          start = end + 1
        }
      } else {
        var index = 0
        while index < bytes.count {
          // Eight bytes at a time, as long as none of them ends a line.
          if index + 8 <= bytes.count {
            let next = Self.firstEnd(
              UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
            index += next
            if next == 8 { continue }
          }
          let byte = bytes[index]
          if byte == 0x0A || byte == 0x0D {
            ranges.append(start..<index)
            // A line feed right behind a return belongs to it.
            if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
            start = index + 1
          }
          index += 1
        }
      }
      if start < bytes.count { ranges.append(start..<bytes.count) }
    }
    self.ranges = ranges
  }

  private static func firstIndex(of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(byte), bytes.count - start)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// How many of eight bytes, the first lowest, stand before a line feed or a return; 8 where all do.
  @inline(__always)
  private static func firstEnd(_ bytes: UInt64) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let feeds = bytes ^ (ones &* 0x0A)
    let returns = bytes ^ (ones &* 0x0D)
    // The lowest high bit stands in the first byte that is 0.
    let found = ((feeds &- ones) & ~feeds | (returns &- ones) & ~returns) & (ones << 7)
    return found.trailingZeroBitCount >> 3
  }

  public init(_ text: String) {
    self.init(utf8: Array(text.utf8))
  }

  /// Number of lines.
  public var count: Int { ranges.count }

  /// The 1-based line, or an empty string outside the text.
  public subscript(line number: Int) -> String {
    guard number >= 1, number <= ranges.count else { return "" }
    return String(decoding: utf8[ranges[number - 1]], as: UTF8.self)
  }

  /// At most the first `bytes` of the 1-based line, no sign cut; an empty string outside the text.
  public func beginning(ofLine number: Int, bytes: Int) -> String {
    guard number >= 1, number <= ranges.count else { return "" }
    let range = ranges[number - 1]
    guard range.count > bytes else { return self[line: number] }
    var end = range.lowerBound + bytes
    while end > range.lowerBound, utf8[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: utf8[range.lowerBound..<end], as: UTF8.self)
  }

  /// The whole lines of a span joined by line feeds; columns are not considered.
  public func text(_ span: SourceSpan) -> String {
    guard !ranges.isEmpty, span.firstLine <= ranges.count else { return "" }
    let first = max(1, span.firstLine)
    let last = min(ranges.count, max(first, span.lastLine))
    // Where nothing but line feeds parts the lines they stand there as they are wanted.
    let whole = ranges[first - 1].lowerBound..<ranges[last - 1].upperBound
    if !utf8[whole].contains(0x0D) { return String(decoding: utf8[whole], as: UTF8.self) }
    return (first...last).map { self[line: $0] }.joined(separator: "\n")
  }
}

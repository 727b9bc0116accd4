#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
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
      guard let base = bytes.baseAddress else { return }
      ranges.reserveCapacity(bytes.count / 64)
      /// The next such byte, or the end.
      func next(_ byte: Int32, from start: Int) -> Int {
        guard start < bytes.count, let found = memchr(base + start, byte, bytes.count - start) else {
          return bytes.count
        }
        return base.distance(to: UnsafeRawPointer(found))
      }
      var start = 0
      var feed = next(0x0A, from: 0)
      var carriage = next(0x0D, from: 0)
      while start < bytes.count {
        let end = min(feed, carriage)
        ranges.append(start..<end)
        start = end + 1
        if end == carriage, end < bytes.count {
          // A line feed right behind belongs to it.
          if feed == start { start += 1 }
          carriage = next(0x0D, from: start)
        }
        if feed < start { feed = next(0x0A, from: start) }
      }
    }
    self.ranges = ranges
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

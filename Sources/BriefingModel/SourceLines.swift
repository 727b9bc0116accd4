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
    utf8.withUnsafeBufferPointer { bytes in
      var start = 0
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte == 0x0A {
          ranges.append(start..<index)
          start = index + 1
        } else if byte == 0x0D {
          ranges.append(start..<index)
          if index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
          start = index + 1
        }
        index += 1
      }
      if start < bytes.count { ranges.append(start..<bytes.count) }
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
    return (first...last).map { self[line: $0] }.joined(separator: "\n")
  }
}

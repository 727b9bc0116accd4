import Resources

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A built-in lexicon of sorted lines, each a word and what is said of it, searched where it lies.
///
/// Nothing is read before it is asked for: tens of thousands of words cost nothing at the start.
struct SortedLexicon: Sendable {
  private let lexicon: EmbeddedLexicon

  init(_ lexicon: EmbeddedLexicon) {
    self.lexicon = lexicon
  }

  /// What the line of a word says behind the word and a blank; nil where no line begins with it.
  func entry(_ word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let bytes = lexicon.bytes
    var low = 0
    var high = bytes.count
    while low < high {
      let middle = (low + high) / 2
      var start = middle
      while start > low, bytes[start - 1] != 0x0A { start -= 1 }
      var end = middle
      while end < high, bytes[end] != 0x0A { end += 1 }
      switch Self.compare(bytes, start, end, word) {
      case 0: return UnsafeBufferPointer(rebasing: bytes[min(start + word.count + 1, end)..<end])
      case ..<0: low = end + 1
      default: high = start
      }
    }
    return nil
  }

  /// Whether an entry holds a word.
  static func holds(_ entry: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    for index in 0...entry.count where index == entry.count || entry[index] == 0x20 {
      if index - start == other.count,
        other.isEmpty || memcmp(entry.baseAddress! + start, other.baseAddress!, other.count) == 0
      {
        return true
      }
      start = index + 1
    }
    return false
  }

  /// How the first word of a line compares with a word: below, at or above 0.
  private static func compare(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ word: UnsafeBufferPointer<UInt8>
  ) -> Int {
    for index in 0..<word.count {
      guard start + index < end, bytes[start + index] != 0x20 else { return -1 }
      if bytes[start + index] != word[index] { return bytes[start + index] < word[index] ? -1 : 1 }
    }
    return start + word.count == end || bytes[start + word.count] == 0x20 ? 0 : 1
  }
}

import Resources

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A built-in lexicon of sorted lines, each a word and what is said of it, searched where it lies.
///
/// Hardly anything is read before it is asked for: tens of thousands of words cost next to nothing at the start.
struct SortedLexicon: Sendable {
  private let lexicon: EmbeddedLexicon
  /// Of some lines in their order the first bytes of their words, the very first highest, and where they begin:
  /// what narrows the search without touching the lines.
  private var keys: [UInt64] = []
  private var starts: [Int32] = []

  /// Bytes from one of these lines to the next, or more.
  private static let step = 64

  init(_ lexicon: EmbeddedLexicon) {
    self.lexicon = lexicon
    let bytes = lexicon.bytes
    var start = 0
    while start < bytes.count {
      keys.append(Self.key(UnsafeBufferPointer(rebasing: bytes[start..<min(start + 8, bytes.count)])))
      starts.append(Int32(start))
      start = Self.lineEnd(bytes, from: min(start + Self.step, bytes.count)) + 1
    }
  }

  /// The bytes before the first blank, eight at most.
  private static func key(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    var count = 0
    for byte in word.prefix(8) {
      guard byte > 0x20 else { break }
      key = key << 8 | UInt64(byte)
      count += 1
    }
    return count == 0 ? 0 : key << UInt64(8 * (8 - count))
  }

  private static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    guard index < bytes.count, let base = bytes.baseAddress,
      let end = memchr(base + index, 0x0A, bytes.count - index)
    else { return bytes.count }
    return UnsafeRawPointer(end) - UnsafeRawPointer(base)
  }

  /// What the line of a word says behind the word and a blank; nil where no line begins with it.
  func entry(_ word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let bytes = lexicon.bytes
    // The last of the noted lines that stands before the word for certain.
    let key = Self.key(word)
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    var start = low > 0 ? Int(starts[low - 1]) : 0
    while start < bytes.count {
      let order = Self.compare(bytes, start, bytes.count, word)
      if order > 0 { return nil }
      let end = Self.lineEnd(bytes, from: start)
      if order == 0 { return UnsafeBufferPointer(rebasing: bytes[min(start + word.count + 1, end)..<end]) }
      start = end + 1
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
      guard start + index < end, bytes[start + index] > 0x20 else { return -1 }
      if bytes[start + index] != word[index] { return bytes[start + index] < word[index] ? -1 : 1 }
    }
    return start + word.count == end || bytes[start + word.count] <= 0x20 ? 0 : 1
  }
}

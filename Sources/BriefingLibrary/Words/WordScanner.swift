/// Divides UTF-8 text into folded words: the one place that says what a word is.
///
/// The index, the query and the snippets all use it, so that what was found is what is marked. A
/// word is a run of letters and digits; runs of Chinese, Japanese and Korean characters, which are
/// written without spaces, become their overlapping pairs. Keeps buffers: one scanner belongs to
/// one thread.
final class WordScanner {
  /// Why text is divided.
  enum Purpose {
    /// To be found: a run of CJK characters also gives its last character alone, at the place of
    /// the last pair, so that every character can be found by itself.
    case document
    /// To find.
    case query
  }

  /// One word found.
  struct Word {
    /// Its folded bytes, valid until the next word.
    var folded: UnsafeBufferPointer<UInt8>
    /// Half-open byte range in the text.
    var range: Range<Int>
    /// Stands at the place of the word before.
    var isColocated: Bool
  }

  /// Longer words are searched by this many bytes of their beginning.
  static let longestWord = 120

  private var folding = ScalarFolding()
  private let plain = WordScanner.ascii
  private let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: longestWord + 8)

  deinit { buffer.deallocate() }

  /// Calls `body` for each word in order, until it returns false. Bytes that are not UTF-8 part
  /// words.
  func scan(
    _ text: UnsafeBufferPointer<UInt8>, for purpose: Purpose, _ body: (Word) -> Bool
  ) {
    var index = 0
    var count = 0
    var start = 0
    var end = 0

    func flush() -> Bool {
      guard count > 0 else { return true }
      let word = Word(
        folded: UnsafeBufferPointer(start: buffer, count: count), range: start..<end,
        isColocated: false)
      count = 0
      return body(word)
    }

    while index < text.count {
      let byte = text[index]
      if byte < 0x80 {
        let folded = plain[Int(byte)]
        if folded == 0 {
          if count > 0, !flush() { return }
        } else {
          if count == 0 { start = index }
          if count < Self.longestWord {
            buffer[count] = folded
            count += 1
          }
          end = index + 1
        }
        index += 1
        continue
      }
      let (scalar, length) = Self.decode(text, at: index)
      guard let scalar else {
        if !flush() { return }
        index += 1
        continue
      }
      if Self.isUnspaced(scalar.value) {
        if !flush() { return }
        guard let next = scanUnspaced(text, from: index, for: purpose, body) else { return }
        index = next
        continue
      }
      let entry = folding.entry(scalar)
      if entry.isSeparator {
        if !flush() { return }
      } else if entry.isIgnored {
        if count > 0 { end = index + length }
      } else {
        if count == 0 { start = index }
        if count + entry.count <= Self.longestWord {
          for place in 0..<entry.count { buffer[count + place] = entry.byte(place) }
          count += entry.count
        }
        end = index + length
      }
      index += length
    }
    _ = flush()
  }

  /// Whether a scalar parts words.
  func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    !Self.isUnspaced(scalar.value) && folding.entry(scalar).isSeparator
  }

  /// The words of a short text as strings, colocated ones left out.
  func words(of text: String, for purpose: Purpose = .query) -> [String] {
    var words: [String] = []
    var text = text
    text.withUTF8 { bytes in
      scan(bytes, for: purpose) { word in
        if !word.isColocated { words.append(String(decoding: word.folded, as: UTF8.self)) }
        return true
      }
    }
    return words
  }

  /// Emits the pairs of the run of CJK characters at `first`; returns the offset after the run, or
  /// nil when `body` wants no more.
  private func scanUnspaced(
    _ text: UnsafeBufferPointer<UInt8>, from first: Int, for purpose: Purpose,
    _ body: (Word) -> Bool
  ) -> Int? {
    func emit(_ range: Range<Int>, colocated: Bool) -> Bool {
      body(
        Word(
          folded: UnsafeBufferPointer(rebasing: text[range]), range: range, isColocated: colocated))
    }
    var last = first
    var index = first
    var isAlone = true
    while index < text.count, text[index] >= 0x80 {
      let (scalar, length) = Self.decode(text, at: index)
      guard let scalar, Self.isUnspaced(scalar.value) else { break }
      if index > first {
        isAlone = false
        if !emit(last..<index + length, colocated: false) { return nil }
      }
      last = index
      index += length
    }
    if isAlone {
      if !emit(last..<index, colocated: false) { return nil }
    } else if purpose == .document {
      if !emit(last..<index, colocated: true) { return nil }
    }
    return index
  }

  /// Whether the script of `scalar` is written without spaces and is divided into pairs.
  static func isUnspaced(_ scalar: UInt32) -> Bool {
    guard scalar >= 0x3041 else { return false }
    return switch scalar {
    case 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x3105...0x312F,
      0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// The scalar at `index` and its length in bytes; nil where the bytes are not UTF-8.
  static func decode(
    _ text: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (scalar: Unicode.Scalar?, length: Int) {
    let first = text[index]
    let length: Int
    var value: UInt32
    switch first {
    case 0x00...0x7F: return (Unicode.Scalar(first), 1)
    case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
    default: return (nil, 1)
    }
    guard index + length <= text.count else { return (nil, 1) }
    for place in 1..<length {
      let byte = text[index + place]
      guard byte & 0xC0 == 0x80 else { return (nil, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    return (Unicode.Scalar(value), length)
  }

  /// For each ASCII byte what it is searched as; 0 for a separator.
  static let ascii: [UInt8] = (0..<128).map { (byte: Int) -> UInt8 in
    switch UInt8(byte) {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(byte) + 32
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(byte)
    default: 0
    }
  }
}

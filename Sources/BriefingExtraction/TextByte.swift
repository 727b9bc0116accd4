/// What the bytes of UTF-8 text are to one who looks for words: parts of words, blanks, or marks between.
/// All work on bytes in place; none makes a String.
enum TextByte {
  /// Letter, digit or hyphen of ASCII.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (lower >= 0x61 && lower <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x2D
  }

  /// The byte with a capital of ASCII or Latin-1 made small.
  @inline(__always)
  static func folded(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt8 {
    let byte = bytes[index]
    if byte >= 0x41, byte <= 0x5A { return byte | 0x20 }
    if byte >= 0x80, byte <= 0x9E, index > 0, bytes[index - 1] == 0xC3 { return byte | 0x20 }
    return byte
  }

  /// The length of the scalar that a byte begins, 1 for a byte that begins none.
  @inline(__always)
  static func length(_ byte: UInt8) -> Int {
    if byte < 0xC0 { return 1 }
    return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// Whether the scalar at `index` is of a script without blanks between words.
  @inline(__always)
  static func isIdeograph(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let byte = bytes[index]
    if byte < 0xE3 { return false }
    if byte == 0xE3 { return index + 1 < bytes.count && bytes[index + 1] >= 0x81 }
    if byte <= 0xE9 { return true }
    return byte == 0xF0 && index + 1 < bytes.count && bytes[index + 1] >= 0xA0
  }

  /// Whether a word, or a character that is looked up as one, begins at `index`, given that none goes on.
  @inline(__always)
  static func beginsWord(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    isIdeograph(bytes, at: index) || continuesWord(bytes, at: index)
  }

  /// Whether the scalar at `index` goes on with a word of letters.
  @inline(__always)
  static func continuesWord(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let byte = bytes[index]
    if byte < 0x80 { return isPlain(byte) }
    // Two bytes: letters, but for the marks of Latin-1 and those of Arabic.
    if byte >= 0xC3, byte < 0xE0 {
      guard byte == 0xD8, index + 1 < bytes.count else { return true }
      let mark = bytes[index + 1]
      return mark != 0x8C && mark != 0x9B && mark != 0x9F
    }
    // Three bytes: letters of other scripts, not general punctuation, ideographs or wide forms.
    return byte == 0xE0 || byte == 0xE1 || (byte >= 0xEA && byte <= 0xED)
  }

  /// The end of the word at `index`; of an ideograph, its own end.
  @inline(__always)
  static func endOfWord(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    var end = index
    while end < bytes.count {
      if isPlain(bytes[end]) {
        end += 1
      } else if bytes[end] >= 0x80, continuesWord(bytes, at: end) {
        end += length(bytes[end])
      } else {
        break
      }
    }
    if end == index { end += length(bytes[index]) }
    return min(end, bytes.count)
  }

  /// The length of the blank or apostrophe at `index`, 0 where there is none.
  @inline(__always)
  static func blank(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard index < bytes.count else { return 0 }
    let byte = bytes[index]
    if byte < 0x80 { return byte == 0x20 || byte == 0x27 || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0 }
    if byte == 0xC2 { return index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : 0 }
    guard byte == 0xE2 || byte == 0xE3, index + 2 < bytes.count, bytes[index + 1] == 0x80 else { return 0 }
    let last = bytes[index + 2]
    if byte == 0xE3 { return last == 0x80 ? 3 : 0 }
    // Typographic blanks and single quotation marks.
    return last <= 0x8A || last == 0x98 || last == 0x99 || last == 0xAF ? 3 : 0
  }

  /// What phrases are filed under: the first three bytes of the word (four where letters take two), or
  /// one ideograph.
  @inline(__always)
  static func key(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt32 {
    let first = folded(bytes, at: index)
    var key = UInt32(first)
    let count = first >= 0xC3 && first < 0xE0 ? 4 : 3
    var place = 1
    let isIdeograph = isIdeograph(bytes, at: index)
    while place < count, index + place < bytes.count {
      let byte = bytes[index + place]
      let belongs = isIdeograph || isPlain(byte) || (byte >= 0x80 && byte < 0xE2 && byte != 0xC2)
      guard belongs else { break }
      key |= UInt32(folded(bytes, at: index + place)) << UInt32(8 * place)
      place += 1
    }
    return key
  }

  /// The place behind one of the letters that Arabic joins to the word behind them, or behind the
  /// article; 0 where none stands at `index`. From the second on, the article's letters alone.
  @inline(__always)
  static func afterJoinedLetter(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, from start: Int? = nil
  ) -> Int {
    guard index + 3 < bytes.count, index - (start ?? index) < 8 else { return 0 }
    switch (bytes[index], bytes[index + 1]) {
    case (0xD9, 0x88), (0xD9, 0x81), (0xD8, 0xA8), (0xD9, 0x84), (0xD9, 0x83), (0xD8, 0xA7): return index + 2
    default: return 0
    }
  }
}

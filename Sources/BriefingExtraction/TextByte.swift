/// What the bytes of UTF-8 text are to one who looks for words: parts of words, blanks, or marks between.
/// All work on bytes in place; none makes a String.
enum TextByte {
  /// Letter, digit or hyphen of ASCII.
  @inline(__always)
  static func isPlain(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (lower >= 0x61 && lower <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x2D
  }

  /// By byte, whether it is a letter, digit or hyphen of ASCII. Never given back: made once.
  nonisolated(unsafe) static let plain: UnsafePointer<Bool> = {
    let plain = UnsafeMutablePointer<Bool>.allocate(capacity: 256)
    for byte in 0..<256 { plain[byte] = isPlain(UInt8(byte)) }
    return UnsafePointer(plain)
  }()

  /// Eight bytes from `index` on, the first lowest, nothing behind the end of the text.
  @inline(__always)
  static func eight(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64 {
    let base = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
    if index + 8 <= bytes.count {
      return UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self))
    }
    if bytes.count >= 8 {
      let last = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self))
      return last >> UInt64(8 * (index + 8 - bytes.count))
    }
    var word: UInt64 = 0
    for place in index..<bytes.count { word |= UInt64(bytes[place]) << UInt64(8 * (place - index)) }
    return word
  }

  /// How many of eight bytes, the first lowest, are letters, digits and hyphens of ASCII before any other; and
  /// those letters made small, the bytes behind them of no meaning.
  @inline(__always)
  static func plainRun(_ word: UInt64) -> (small: UInt64, count: Int) {
    let (small, plain) = plainFlags(word)
    return (small, (plain ^ highBits).trailingZeroBitCount >> 3)
  }

  /// Of eight bytes the highest bit of each letter, digit and hyphen of ASCII; and the letters made small.
  @inline(__always)
  private static func plainFlags(_ word: UInt64) -> (small: UInt64, flags: UInt64) {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let small = (word & ~highBits) | ones &* 0x20
    let letters = (small &+ ones &* 0x1F) & ~(small &+ ones &* 0x05)
    let bare = word & ~highBits
    let digits = (bare &+ ones &* 0x50) & ~(bare &+ ones &* 0x46)
    let hyphens = ~((bare ^ ones &* 0x2D) &+ ones &* 0x7F)
    return (small, (letters | digits | hyphens) & ~word & highBits)
  }

  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Calls `plain` with the place of each word that begins with a letter, digit or hyphen of ASCII, and the eight
  /// bytes from there on, and `wide` with that of each word, or character looked up as one, that begins beyond;
  /// until one of them says no.
  ///
  /// Where eight bytes are of ASCII, the beginnings of all words in them are found at once.
  @inline(__always)
  static func forEachWord(
    in bytes: UnsafeBufferPointer<UInt8>, plain: (Int, UInt64) -> Bool, wide: (Int) -> Bool
  ) {
    var index = 0
    // The highest bit of a byte where a word of ASCII runs on from before `index`.
    var open: UInt64 = 0
    while index < bytes.count {
      let block = eight(bytes, at: index)
      if index + 8 <= bytes.count, block & highBits == 0 {
        let flags = plainFlags(block).flags
        var starts = flags & ~(flags << 8 | open)
        while starts != 0 {
          let start = index + starts.trailingZeroBitCount >> 3
          guard plain(start, eight(bytes, at: start)) else { return }
          starts &= starts &- 1
        }
        open = flags >> 56
        index += 8
      } else if open != 0 {
        index = endOfRun(bytes, from: index, block, plainRun(block).count)
        open = 0
      } else {
        let count = plainRun(block).count
        if count > 0 {
          guard plain(index, block) else { return }
          index = endOfRun(bytes, from: index, block, count)
        } else if block & 0x80 == 0 {
          index += 1
        } else if beginsWord(bytes, at: index) {
          guard wide(index) else { return }
          index = endOfWord(bytes, from: index)
        } else {
          index += length(bytes[index])
        }
      }
    }
  }

  /// Whether what parts the words among eight bytes of ASCII, the first lowest, are single blanks, none of them
  /// the last byte, and no other white space or apostrophe.
  @inline(__always)
  static func hasSingleBlanks(_ word: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones << 7
    let blanks = ~((word ^ ones &* 0x20) &+ ones &* 0x7F) & high
    let controls = ~(word &+ ones &* 0x60) & high
    let apostrophes = ~((word ^ ones &* 0x27) &+ ones &* 0x7F) & high
    return controls | apostrophes | (blanks & blanks << 8) | blanks >> 63 == 0
  }

  /// Eight bytes from `index` on, the first lowest, capitals of ASCII made small, nothing behind the end of
  /// the text; and whether all are of ASCII.
  @inline(__always)
  static func opening(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (bytes: UInt64, isASCII: Bool) {
    let word = eight(bytes, at: index)
    guard word & 0x8080_8080_8080_8080 == 0 else { return (word, false) }
    let afterZ = word &+ 0x2525_2525_2525_2525
    let fromA = word &+ 0x3F3F_3F3F_3F3F_3F3F
    let capitals = (fromA & ~afterZ) & 0x8080_8080_8080_8080
    return (word | capitals >> 2, true)
  }

  /// What phrases are filed under, of eight bytes of ASCII as `opening` gives them.
  @inline(__always)
  static func key(_ opening: UInt64) -> UInt32 {
    guard isPlain(UInt8(truncatingIfNeeded: opening >> 8)) else { return UInt32(opening & 0xFF) }
    let third = isPlain(UInt8(truncatingIfNeeded: opening >> 16))
    return UInt32(truncatingIfNeeded: opening & (third ? 0xFF_FFFF : 0xFFFF))
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

  /// The end of the word at `index`, whose first `count` bytes, of the eight in `word`, are of ASCII.
  @inline(__always)
  static func endOfRun(
    _ bytes: UnsafeBufferPointer<UInt8>, from index: Int, _ word: UInt64, _ count: Int
  ) -> Int {
    var (index, word, count) = (index, word, count)
    while count == 8 {
      index += 8
      guard index < bytes.count else { return index }
      word = eight(bytes, at: index)
      count = plainRun(word).count
    }
    let end = index + count
    return word >> UInt64(8 * count + 7) & 1 == 0 ? end : endOfRest(bytes, from: end)
  }

  /// The end of a word that has begun before `index`: `index` itself where none goes on.
  static func endOfRest(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) -> Int {
    index < bytes.count && continuesWord(bytes, at: index) ? endOfWord(bytes, from: index) : index
  }

  /// The length of the white space at `index` of any script, line ends left out; 0 where there is none.
  @inline(__always)
  static func whitespace(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 { return byte == 0x20 || byte == 0x09 ? 1 : 0 }
    return byte == 0xC2 || (byte >= 0xE1 && byte <= 0xE3) ? wideWhitespace(bytes, at: index) : 0
  }

  private static func wideWhitespace(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    guard index + 1 < bytes.count else { return 0 }
    let (first, second) = (bytes[index], bytes[index + 1])
    if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard index + 2 < bytes.count else { return 0 }
    switch (first, second, bytes[index + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
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

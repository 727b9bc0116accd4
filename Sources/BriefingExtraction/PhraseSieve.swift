/// Which words may begin a phrase, told by their first four letters: most words of a text are let pass by one
/// bit.
struct PhraseSieve: Sendable {
  /// A bit for each number that openings are given.
  private var bits = [UInt64](repeating: 0, count: 512)

  /// Lets a folded phrase through.
  mutating func insert(_ phrase: ArraySlice<UInt8>, isStem: Bool) {
    var key: UInt32 = 0
    var count = 0
    for byte in phrase.prefix(4) {
      guard TextByte.isPlain(byte) else { break }
      key |= UInt32(byte) << UInt32(8 * count)
      count += 1
    }
    insert(key)
    guard count < 4, count == phrase.count, isStem else { return }
    // Any letters may follow a stem this short.
    if count < 3 {
      for place in bits.indices { bits[place] = .max }
    } else {
      for byte in UInt8.min...0x7F where TextByte.isPlain(byte) {
        insert(key | UInt32(byte | 0x20) << UInt32(8 * count))
      }
    }
  }

  private mutating func insert(_ key: UInt32) {
    let place = Self.place(key)
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  @inline(__always)
  fileprivate static func place(_ key: UInt32) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B1) >> 17) }

  /// The same while its memory stands still.
  struct Bits {
    fileprivate let bits: UnsafePointer<UInt64>

    /// Whether a phrase may begin with a word, given eight bytes of the text from its first on, and what
    /// `TextByte.plainRun` says of them; the word begins with a letter, digit or hyphen of ASCII.
    @inline(__always)
    func mayBegin(_ word: UInt64, _ run: (small: UInt64, count: Int)) -> Bool {
      var key = UInt32(truncatingIfNeeded: run.small)
      if run.count < 4 {
        // A letter beyond ASCII may go on with the word.
        if word >> UInt64(8 * run.count + 7) & 1 != 0 { return true }
        key &= 1 << UInt32(8 * run.count) &- 1
      }
      let place = PhraseSieve.place(key)
      return bits[place >> 6] >> UInt64(place & 63) & 1 != 0
    }
  }

  @inline(__always)
  func withBits<Result>(_ body: (Bits) -> Result) -> Result {
    bits.withUnsafeBufferPointer { body(Bits(bits: $0.baseAddress.unsafelyUnwrapped)) }
  }

  /// Whether a text may hold any of the phrases; where this says no, none stands there.
  func mayPass(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    withBits { bits in
      var index = 0
      while index < bytes.count {
        let word = TextByte.eight(bytes, at: index)
        let run = TextByte.plainRun(word)
        if run.count == 0 {
          // Words beyond ASCII are not told by their letters.
          if word & 0x80 != 0, TextByte.beginsWord(bytes, at: index) { return true }
          index += TextByte.length(bytes[index])
          continue
        }
        if bits.mayBegin(word, run) { return true }
        index = TextByte.endOfRun(bytes, from: index, word, run.count)
      }
      return false
    }
  }
}

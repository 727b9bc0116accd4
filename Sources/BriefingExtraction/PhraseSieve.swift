/// Which words may begin a phrase, told by their first letters and by that of the word behind them: most words of a
/// text are let pass by a few bits.
struct PhraseSieve: Sendable {
  /// A bit for each number that openings are given; behind them one for each three bytes that a phrase may begin
  /// with, the lowest five bits of each.
  private var bits = [UInt64](repeating: 0, count: 1024)

  /// How a word is known: by four letters or six that it begins with; by all, eight at most; by all and the
  /// first letter of the word behind one blank; by all, where a phrase of several words begins.
  fileprivate enum Opening: UInt64 {
    case four = 0x9E37_79B9_7F4A_7C15
    case six = 0xC2B2_AE3D_27D4_EB4F
    case all = 0x1656_67B1_9E37_79F9
    case pair = 0x27D4_EB2F_1656_67C5
    case several = 0x85EB_CA77_C2B2_AE63

    /// The place of the bit for so many letters, the first lowest.
    @inline(__always)
    func place(_ letters: UInt64) -> Int { Int(truncatingIfNeeded: (letters &* rawValue) >> 49) }
  }

  /// Lets a folded phrase through.
  mutating func insert(_ phrase: ArraySlice<UInt8>, isStem: Bool) {
    var letters: UInt64 = 0
    var count = 0
    for byte in phrase.prefix(8) {
      guard TextByte.isPlain(byte) else { break }
      letters |= UInt64(byte) << UInt64(8 * count)
      count += 1
    }
    // What begins beyond ASCII is not asked for.
    guard count > 0 else { return }
    insertFirst(letters, count)
    if count <= 6, count + 1 < phrase.count, phrase[phrase.startIndex + count] == 0x20 {
      let next = UInt64(phrase[phrase.startIndex + count + 1])
      insert(.several, letters)
      insert(.pair, letters | 0x20 << UInt64(8 * count) | next << UInt64(8 * count + 8))
      return
    }
    insert(.all, letters)
    // More letters may follow a stem.
    guard isStem, count == phrase.count, count < 8 else { return }
    switch count {
    case 6...: insert(.six, letters & 0xFFFF_FFFF_FFFF)
    case 4...: insert(.four, letters & 0xFFFF_FFFF)
    case 3:
      for byte in UInt8.min...0x7F where TextByte.isPlain(byte) {
        insert(.four, letters | UInt64(byte | 0x20) << 24)
      }
    default:
      for place in 0..<512 { bits[place] = .max }
    }
  }

  /// Lets three bytes through, of which the first `count` are known.
  private mutating func insertFirst(_ letters: UInt64, _ count: Int) {
    let place = Self.first(letters)
    guard count < 3 else {
      bits[512 + place >> 6] |= 1 << UInt64(place & 63)
      return
    }
    // One letter leaves two places in each of the 64 bits, two letters one place in each sixteenth of them.
    let bit: UInt64 = count == 1 ? 0x1_0000_0001 << UInt64(place & 31) : 1 << UInt64(place & 63)
    let step = count == 1 ? 1 : 16
    bits.withUnsafeMutableBufferPointer { bits in
      for index in stride(from: 512 + (count == 1 ? 0 : place >> 6 & 15), to: 1024, by: step) {
        bits[index] |= bit
      }
    }
  }

  /// The place of the bit for three bytes, the first lowest, whatever stands behind them.
  @inline(__always)
  fileprivate static func first(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: word & 0x1F | word >> 3 & 0x3E0 | word >> 6 & 0x7C00)
  }

  private mutating func insert(_ opening: Opening, _ letters: UInt64) {
    let place = opening.place(letters)
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  /// The same while its memory stands still.
  struct Bits {
    fileprivate let bits: UnsafePointer<UInt64>

    /// Whether a phrase may begin with a word, given eight bytes of the text from its first on, and what
    /// `TextByte.plainRun` says of them; the word begins with a letter, digit or hyphen of ASCII.
    @inline(__always)
    func mayBegin(_ word: UInt64, _ run: (small: UInt64, count: Int)) -> Bool {
      hasFirst(word) && mayGoOn(word, run)
    }

    /// The same where nothing is known yet of the word but where it begins.
    @inline(__always)
    func mayBegin(_ word: UInt64) -> Bool {
      hasFirst(word) && mayGoOn(word, TextByte.plainRun(word))
    }

    /// Three letters tell most words.
    @inline(__always)
    private func hasFirst(_ word: UInt64) -> Bool {
      let first = PhraseSieve.first(word)
      return bits[512 + first >> 6] >> UInt64(first & 63) & 1 != 0
    }

    private func mayGoOn(_ word: UInt64, _ run: (small: UInt64, count: Int)) -> Bool {
      guard run.count < 8 else { return has(.all, run.small) || begins(run.small, 8) }
      let behind = UInt64(8 * run.count)
      let end = UInt8(truncatingIfNeeded: word >> behind)
      // A letter beyond ASCII may go on with the word.
      if end >= 0x80 { return true }
      let letters = run.small & (1 << behind &- 1)
      if has(.all, letters) || begins(letters, run.count) { return true }
      guard run.count <= 6 else { return false }
      let next = UInt8(truncatingIfNeeded: word >> (behind + 8))
      if end == 0x20, TextByte.isPlain(next) {
        return has(.pair, letters | 0x20 << behind | UInt64(next | 0x20) << (behind + 8))
      }
      return has(.several, letters)
    }

    @inline(__always)
    private func begins(_ letters: UInt64, _ count: Int) -> Bool {
      (count >= 4 && has(.four, letters & 0xFFFF_FFFF))
        || (count >= 6 && has(.six, letters & 0xFFFF_FFFF_FFFF))
    }

    @inline(__always)
    private func has(_ opening: Opening, _ letters: UInt64) -> Bool {
      let place = opening.place(letters)
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
      var may = false
      TextByte.forEachWord(in: bytes) { _, word in
        may = bits.mayBegin(word)
        return !may
      } wide: { _ in
        // Words beyond ASCII are not told by their letters.
        may = true
        return false
      }
      return may
    }
  }
}

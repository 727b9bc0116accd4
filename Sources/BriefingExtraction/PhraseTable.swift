/// Many phrases looked for at once in UTF-8 text, whatever their case: one look into a table for each
/// word, and for each character of scripts that write no blanks.
///
/// A phrase is words parted by single blanks; in the text any blanks, line ends and apostrophes may stand
/// between them. Each phrase carries a value that is not 0. The letters that Arabic joins to a word
/// (`و`, `ب`, `ل`, `ال` …) are passed over at its beginning.
struct PhraseTable: Sendable {
  fileprivate struct Entry {
    /// Place and length in `letters`.
    var start: Int32
    var count: Int32
    var isStem: Bool
    /// The bytes in `opening`, and how many of them are of the first word.
    var openingCount: UInt8 = 0
    var firstCount: UInt8 = 0
    var next: Int32
    var value: UInt64
    /// Its first bytes, eight at most, the very first lowest.
    var opening: UInt64 = 0

    /// Whether eight bytes of a text begin as it does; as its first word does, where blanks may be others.
    @inline(__always)
    func begins(_ text: UInt64, isPlain: Bool) -> Bool {
      let count = UInt64(isPlain ? openingCount : firstCount)
      return (text ^ opening) & (.max >> (64 &- 8 &* count)) == 0
    }
  }

  fileprivate struct Head {
    var entry: Int32 = -1
    /// A bit for each fourth letter of the first words in the chain, all where one has fewer letters.
    var fourths: UInt64 = 0

    mutating func note(_ entry: Entry) {
      fourths |= entry.firstCount < 4 ? .max : Self.bit(entry.opening)
    }

    /// Whether some word of the chain may begin with these letters.
    @inline(__always)
    func mayHold(_ opening: UInt64) -> Bool { fourths & Self.bit(opening) != 0 }

    @inline(__always)
    private static func bit(_ opening: UInt64) -> UInt64 { 1 << (opening >> 24 & 63) }
  }

  struct Match {
    var start: Int
    var end: Int
    var value: UInt64
  }

  private var letters: [UInt8] = []
  private var entries: [Entry] = []
  /// The first entry of each chain, -1 where there is none; as many as a power of two.
  private var heads: [Head]
  /// Whether values are bits, to be joined where a whole word and a stem agree; else the word's holds.
  private let unites: Bool
  /// Which words begin any of the phrases.
  private var sieve = PhraseSieve()

  init(capacity: Int = 256, unites: Bool = true) {
    self.unites = unites
    var size = 256
    while size < capacity * 2 { size *= 2 }
    heads = Array(repeating: Head(), count: size)
    entries.reserveCapacity(capacity)
    letters.reserveCapacity(capacity * 10)
  }

  // MARK: Filling

  /// Whether a phrase can be found at all: a stem needs three letters, or two that are not ASCII.
  static func isFindable(_ phrase: UnsafeBufferPointer<UInt8>, isStem: Bool) -> Bool {
    guard let first = phrase.first, TextByte.beginsWord(phrase, at: 0) else { return false }
    return !isStem || phrase.count >= (first >= 0xC3 && first < 0xE0 ? 4 : 3)
  }

  /// Adds `value` to what the phrase carries. With `replacing`, it takes the place of what it carried.
  mutating func insert(
    _ phrase: UnsafeBufferPointer<UInt8>, isStem: Bool, value: UInt64, replacing: Bool = false,
    keeping: Bool = false
  ) {
    let start = letters.count
    append(phrase)
    let count = letters.count - start
    guard count > 0 else { return }
    let opening = opening(start, count)
    var slot = slot(start, count, opening)
    if let known = entry(start, count, isStem, opening, in: slot) {
      letters.removeLast(count)
      if entries[known].value == 0 || replacing {
        entries[known].value = value
      } else if !keeping {
        entries[known].value |= value
      }
      return
    }
    if entries.count * 2 >= heads.count {
      grow()
      slot = self.slot(start, count, opening)
    }
    let openingCount = min(8, count)
    var entry = Entry(
      start: Int32(start), count: Int32(count), isStem: isStem, openingCount: UInt8(openingCount),
      next: heads[slot].entry, value: value, opening: opening)
    let firstCount = (0..<openingCount).first { opening >> UInt64(8 * $0) & 0xFF == 0x20 }
    entry.firstCount = UInt8(firstCount ?? openingCount)
    entries.append(entry)
    sieve.insert(letters[start..<start + count], isStem: isStem)
    heads[slot].entry = Int32(entries.count - 1)
    heads[slot].note(entry)
  }

  /// Takes `value` from what a phrase carries; false where it did not carry it.
  mutating func remove(_ phrase: UnsafeBufferPointer<UInt8>, isStem: Bool, value: UInt64) -> Bool {
    let start = letters.count
    append(phrase)
    let count = letters.count - start
    defer { letters.removeLast(count) }
    let opening = opening(start, count)
    guard count > 0, let known = entry(start, count, isStem, opening, in: slot(start, count, opening)),
      entries[known].value & value == value
    else { return false }
    entries[known].value &= ~value
    return true
  }

  /// Changes what every phrase carries; 0 takes it out.
  mutating func update(_ change: (UInt64) -> UInt64) {
    for index in entries.indices { entries[index].value = change(entries[index].value) }
  }

  /// What lets those phrases through that carry any of these bits.
  func sieve(_ bits: UInt64) -> PhraseSieve {
    var sieve = PhraseSieve()
    for entry in entries where entry.value & bits != 0 {
      sieve.insert(letters[Int(entry.start)..<Int(entry.start + entry.count)], isStem: entry.isStem)
    }
    return sieve
  }

  /// Folded, with one blank between words.
  private mutating func append(_ phrase: UnsafeBufferPointer<UInt8>) {
    let start = letters.count
    var index = 0
    while index < phrase.count {
      // As most lexicons are written: small letters as they are.
      var end = index
      while end < phrase.count, phrase[end] >= 0x61, phrase[end] <= 0x7A { end += 1 }
      if end > index {
        letters.append(contentsOf: UnsafeBufferPointer(rebasing: phrase[index..<end]))
        index = end
        continue
      }
      let blank = TextByte.blank(phrase, at: index)
      if blank > 0 {
        if letters.count > start, letters[letters.count - 1] != 0x20 { letters.append(0x20) }
        index += blank
      } else {
        letters.append(TextByte.folded(phrase, at: index))
        index += 1
      }
    }
    if letters.count > start, letters[letters.count - 1] == 0x20 { letters.removeLast() }
  }

  /// The first bytes of a phrase among `letters`, eight at most, the very first lowest.
  private func opening(_ start: Int, _ count: Int) -> UInt64 {
    letters.withUnsafeBufferPointer { letters in
      guard count > 0 else { return 0 }
      return TextByte.eight(UnsafeBufferPointer(rebasing: letters[start..<start + count]), at: 0)
    }
  }

  private func entry(_ start: Int, _ count: Int, _ isStem: Bool, _ opening: UInt64, in slot: Int) -> Int? {
    var next = heads[slot].entry
    while next >= 0 {
      let entry = entries[Int(next)]
      if entry.opening == opening, entry.isStem == isStem, Int(entry.count) == count {
        var place = min(8, count)
        while place < count, letters[Int(entry.start) + place] == letters[start + place] { place += 1 }
        if place == count { return Int(next) }
      }
      next = entry.next
    }
    return nil
  }

  private func slot(_ start: Int, _ count: Int, _ opening: UInt64) -> Int {
    if opening & 0x8080_8080_8080_8080 == 0 { return Self.slot(TextByte.key(opening), heads.count) }
    return letters.withUnsafeBufferPointer { letters in
      Self.slot(
        TextByte.key(UnsafeBufferPointer(rebasing: letters[start..<start + count]), at: 0), heads.count)
    }
  }

  private mutating func grow() {
    heads = Array(repeating: Head(), count: heads.count * 4)
    for index in entries.indices {
      let slot = slot(Int(entries[index].start), Int(entries[index].count), entries[index].opening)
      entries[index].next = heads[slot].entry
      heads[slot].entry = Int32(index)
      heads[slot].note(entries[index])
    }
  }

  @inline(__always)
  fileprivate static func slot(_ key: UInt32, _ count: Int) -> Int {
    Int((key &* 0x9E37_79B1) >> 12) & (count - 1)
  }

  // MARK: Finding

  /// The longest phrase at each word, in reading order; phrases may overlap.
  func matches(in bytes: UnsafeBufferPointer<UInt8>) -> [Match] {
    var found: [Match] = []
    addMatches(in: bytes, to: &found)
    return found
  }

  /// Adds the longest phrase at each word.
  func addMatches(in bytes: UnsafeBufferPointer<UInt8>, to found: inout [Match]) {
    withFinder { finder in
      TextByte.forEachWord(in: bytes) { start, word in
        if finder.sieve.mayBegin(word), let match = finder.match(bytes, at: start) { found.append(match) }
        return true
      } wide: { start in
        if let match = finder.longest(bytes, at: start) { found.append(match) }
        return true
      }
    }
  }

  /// The table while its memory stands still.
  struct Finder {
    fileprivate let heads: UnsafeBufferPointer<Head>
    fileprivate let entries: UnsafePointer<Entry>
    fileprivate let letters: UnsafePointer<UInt8>
    fileprivate let unites: Bool
    let sieve: PhraseSieve.Bits
  }

  @inline(__always)
  func withFinder<Result>(_ body: (Finder) -> Result) -> Result {
    heads.withUnsafeBufferPointer { heads in
      entries.withUnsafeBufferPointer { entries in
        letters.withUnsafeBufferPointer { letters in
          sieve.withBits { sieve in
            // Both have memory: they reserved it.
            body(
              Finder(
                heads: heads, entries: entries.baseAddress.unsafelyUnwrapped,
                letters: letters.baseAddress.unsafelyUnwrapped, unites: unites, sieve: sieve))
          }
        }
      }
    }
  }
}

extension PhraseTable.Finder {
  /// The longest phrase that begins at `start`, where a word begins.
  func longest(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> PhraseTable.Match? {
    var found = match(bytes, at: start)
    if found == nil, bytes[start] >= 0xD8, bytes[start] <= 0xDB {
      var begin = TextByte.afterJoinedLetter(bytes, at: start)
      while found == nil, begin > 0 {
        found = match(bytes, at: begin)
        begin = TextByte.afterJoinedLetter(bytes, at: begin, from: start)
      }
      found?.start = start
    }
    return found
  }

  /// The same without the letters that Arabic joins to a word.
  func match(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> PhraseTable.Match? {
    let opening = TextByte.opening(bytes, at: start)
    let key = opening.isASCII ? TextByte.key(opening.bytes) : TextByte.key(bytes, at: start)
    let head = heads[PhraseTable.slot(key, heads.count)]
    guard head.entry >= 0, !opening.isASCII || head.mayHold(opening.bytes) else { return nil }
    return chain(head.entry, start, opening, bytes)
  }

  private func chain(
    _ first: Int32, _ start: Int, _ opening: (bytes: UInt64, isASCII: Bool),
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> PhraseTable.Match? {
    var next = first
    var best: PhraseTable.Match?
    var bestCount: Int32 = 0
    // Where the words of the text are parted by single blanks, so that a phrase stands there as it is.
    let isPlain = opening.isASCII && TextByte.hasSingleBlanks(opening.bytes)
    while next >= 0 {
      let entry = entries + Int(next)
      next = entry.pointee.next
      // Most are of other words: their first letters tell, where they are of ASCII.
      if opening.isASCII, !entry.pointee.begins(opening.bytes, isPlain: isPlain) { continue }
      guard entry.pointee.count >= bestCount, entry.pointee.value != 0 else { continue }
      let end = end(of: entry.pointee, at: start, bytes)
      guard end > 0 else { continue }
      if entry.pointee.count > bestCount {
        best = PhraseTable.Match(start: start, end: end, value: entry.pointee.value)
        bestCount = entry.pointee.count
      } else if unites {
        // A whole word and a stem of the same letters.
        best?.value |= entry.pointee.value
      } else if !entry.pointee.isStem {
        best?.value = entry.pointee.value
      }
    }
    return best
  }

  /// Where the phrase ends in the text; -1 where it does not stand there.
  @inline(__always)
  private func end(
    of entry: PhraseTable.Entry, at start: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    var index = start
    var place = Int(entry.start)
    let last = place + Int(entry.count)
    while place < last {
      let letter = letters[place]
      guard index < bytes.count else { return -1 }
      if letter == 0x20 {
        var blank = TextByte.blank(bytes, at: index)
        guard blank > 0 else { return -1 }
        while blank > 0 {
          index += blank
          blank = TextByte.blank(bytes, at: index)
        }
      } else {
        guard TextByte.folded(bytes, at: index) == letter else { return -1 }
        index += 1
      }
      place += 1
    }
    guard index < bytes.count, TextByte.continuesWord(bytes, at: index) else { return index }
    return entry.isStem ? TextByte.endOfWord(bytes, from: index) : -1
  }
}

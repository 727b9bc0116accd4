/// Flags of words by the hash of their bytes, so that a word need not become a string to be looked up.
struct HashedWords<Flags: OptionSet> where Flags.RawValue == UInt16 {
  static var seed: UInt64 { 14_695_981_039_346_656_037 }

  /// The hash of what `hash` stands for with one byte more.
  @inline(__always)
  static func adding(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 1_099_511_628_211
  }

  static func hash(_ word: String) -> UInt64 {
    word.utf8.reduce(seed) { adding($1, to: $0) }
  }

  /// Open addressing; 0 is no word's hash.
  private var keys: [UInt64]
  private var values: [UInt16]
  private let mask: Int

  /// Takes words parted by blanks with the flags that they share; a word may come more than once.
  init(_ words: [(String, Flags)]) {
    let count = words.reduce(0) { $0 + $1.0.utf8.count(where: { $0 == 0x20 }) + 1 }
    var size = 64
    while size < count * 3 { size *= 2 }
    mask = size - 1
    keys = [UInt64](repeating: 0, count: size)
    values = [UInt16](repeating: 0, count: size)
    for (names, flags) in words {
      for name in names.split(separator: " ") {
        let hash = Self.hash(String(name))
        var place = Int(truncatingIfNeeded: hash >> 20) & mask
        while keys[place] != 0, keys[place] != hash { place = (place + 1) & mask }
        keys[place] = hash
        values[place] |= flags.rawValue
      }
    }
  }

  /// The flags of the word with this hash; nil for any other.
  func value(of hash: UInt64) -> Flags? {
    var place = Int(truncatingIfNeeded: hash >> 20) & mask
    while keys[place] != 0 {
      if keys[place] == hash { return Flags(rawValue: values[place]) }
      place = (place + 1) & mask
    }
    return nil
  }
}

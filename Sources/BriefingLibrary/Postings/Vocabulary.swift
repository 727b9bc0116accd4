import Glibc

/// Numbers words by their bytes as they are met.
final class Vocabulary {
  private struct Word {
    var offset: Int
    var length: Int
    var hash: UInt32
  }

  private let text = ByteBuffer(capacity: 1 << 16)
  private var words: [Word] = []
  /// One more than the number of a word, 0 where there is none; a power of two of them.
  private var slots = [UInt32](repeating: 0, count: 1 << 12)

  var count: Int { words.count }

  /// The number of a word, which is new when it was not met before, and its hash.
  @inline(__always)
  func number(of bytes: UnsafeBufferPointer<UInt8>) -> (number: UInt32, hash: UInt32) {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let hash = UInt32(truncatingIfNeeded: sum ^ (sum >> 32))
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while true {
      let found = slots[slot]
      if found == 0 { return (add(bytes, hash, slot), hash) }
      let word = words[Int(found) - 1]
      if word.hash == hash, word.length == bytes.count,
        memcmp(text.start + word.offset, bytes.baseAddress!, bytes.count) == 0
      {
        return (found - 1, hash)
      }
      slot = (slot + 1) & mask
    }
  }

  private func add(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt32, _ slot: Int) -> UInt32 {
    words.append(Word(offset: text.count, length: bytes.count, hash: hash))
    text.append(UnsafeRawBufferPointer(bytes))
    slots[slot] = UInt32(words.count)
    if words.count * 2 > slots.count { grow() }
    return UInt32(words.count - 1)
  }

  private func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for (number, word) in words.enumerated() {
      var slot = Int(word.hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }

  func bytes(of number: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.start + words[number].offset, count: words[number].length)
  }

  /// The numbers of all words in the order of their bytes.
  func sorted() -> [Int] {
    // Most words are told apart by their first eight bytes.
    var keys = words.indices.map { number -> (head: UInt64, number: Int) in
      var head: UInt64 = 0
      let bytes = bytes(of: number)
      for index in 0..<8 { head = head << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0) }
      return (head, number)
    }
    keys.sort { left, right in
      if left.head != right.head { return left.head < right.head }
      let (one, other) = (bytes(of: left.number), bytes(of: right.number))
      let order = memcmp(one.baseAddress!, other.baseAddress!, min(one.count, other.count))
      return order == 0 ? one.count < other.count : order < 0
    }
    return keys.map(\.number)
  }

  func removeAll() {
    text.removeAll()
    words.removeAll(keepingCapacity: true)
    slots = [UInt32](repeating: 0, count: max(1 << 12, slots.count / 2))
  }
}

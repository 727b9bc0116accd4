import Glibc

/// Numbers words by their bytes as they are met.
final class Vocabulary {
  private struct Word {
    var offset: Int
    var length: Int
    var hash: UInt32
  }

  private struct Storage {
    var words: UnsafeMutablePointer<Word>
    var count = 0
    /// One more than the number of a word, 0 where there is none; a power of two of them, at least
    /// twice as many as there is room for words.
    var slots: UnsafeMutablePointer<UInt32>
    var slotCount: Int

    init(slotCount: Int) {
      self.slotCount = slotCount
      words = .allocate(capacity: slotCount / 2)
      slots = .allocate(capacity: slotCount)
      slots.initialize(repeating: 0, count: slotCount)
    }

    func deallocate() {
      words.deallocate()
      slots.deallocate()
    }
  }

  private static let fewestSlots = 1 << 12

  private let text = ByteBuffer(capacity: 1 << 16)
  /// Behind a pointer, so that a word costs no question whether somebody else is at it.
  private let storage: UnsafeMutablePointer<Storage>

  init() {
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage(slotCount: Self.fewestSlots))
  }

  deinit {
    storage.pointee.deallocate()
    storage.deallocate()
  }

  var count: Int { storage.pointee.count }

  /// The number of a word, which is new when it was not met before, and its hash.
  @inline(__always)
  func number(of bytes: UnsafeBufferPointer<UInt8>) -> (number: UInt32, hash: UInt32) {
    var sum: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { sum = (sum ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let hash = UInt32(truncatingIfNeeded: sum ^ (sum >> 32))
    let slots = storage.pointee.slots
    let words = storage.pointee.words
    let mask = storage.pointee.slotCount - 1
    var slot = Int(hash) & mask
    while true {
      let found = slots[slot]
      if found == 0 { return (add(bytes, hash, slot), hash) }
      let word = words + (Int(found) - 1)
      if word.pointee.hash == hash, word.pointee.length == bytes.count,
        Self.isSame(text.start + word.pointee.offset, bytes)
      {
        return (found - 1, hash)
      }
      slot = (slot + 1) & mask
    }
  }

  /// Words are short: calling out for each costs more than comparing it.
  @inline(__always)
  private static func isSame(_ known: UnsafePointer<UInt8>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let (count, other) = (bytes.count, UnsafeRawPointer(bytes.baseAddress!))
    let known = UnsafeRawPointer(known)
    var place = 0
    while place + 8 <= count {
      if known.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        != other.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      {
        return false
      }
      place += 8
    }
    while place < count {
      if known.load(fromByteOffset: place, as: UInt8.self)
        != other.load(fromByteOffset: place, as: UInt8.self)
      {
        return false
      }
      place += 1
    }
    return true
  }

  @inline(never)
  private func add(_ bytes: UnsafeBufferPointer<UInt8>, _ hash: UInt32, _ slot: Int) -> UInt32 {
    let number = storage.pointee.count
    storage.pointee.words[number] = Word(offset: text.count, length: bytes.count, hash: hash)
    text.append(UnsafeRawBufferPointer(bytes))
    storage.pointee.slots[slot] = UInt32(number + 1)
    storage.pointee.count = number + 1
    if (number + 1) * 2 >= storage.pointee.slotCount { grow() }
    return UInt32(number)
  }

  private func grow() {
    var larger = Storage(slotCount: storage.pointee.slotCount * 4)
    let mask = larger.slotCount - 1
    for number in 0..<count {
      let word = storage.pointee.words[number]
      larger.words[number] = word
      var slot = Int(word.hash) & mask
      while larger.slots[slot] != 0 { slot = (slot + 1) & mask }
      larger.slots[slot] = UInt32(number + 1)
    }
    larger.count = count
    storage.pointee.deallocate()
    storage.pointee = larger
  }

  @inline(__always)
  func bytes(of number: Int) -> UnsafeBufferPointer<UInt8> {
    let word = storage.pointee.words + number
    return UnsafeBufferPointer(start: text.start + word.pointee.offset, count: word.pointee.length)
  }

  /// The numbers of all words in the order of their bytes.
  func sorted() -> [Int] {
    // Most words are told apart by their first eight bytes.
    var keys = (0..<count).map { number -> (head: UInt64, number: Int) in
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
    // About as many words are to be expected again.
    let slotCount = max(Self.fewestSlots, storage.pointee.slotCount / 2)
    storage.pointee.deallocate()
    storage.pointee = Storage(slotCount: slotCount)
  }
}

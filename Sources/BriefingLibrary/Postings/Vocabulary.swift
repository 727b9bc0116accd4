import CMemory
import Glibc

/// Numbers words by their bytes, none of which is zero, as they are met.
///
/// Where a word is known from is far in memory, and waiting for it would cost more than all the rest. So words are
/// taken in (`take`) some ahead of where their numbers are asked for (`settle`): by then what is asked is near.
final class Vocabulary {
  private struct Word {
    var offset: Int
    var length: Int
  }

  /// What is asked of most words stands in the slot itself: with as many words as a batch has, each further
  /// place in memory costs more than all the rest.
  private struct Slot {
    /// The first eight bytes of the word, the first of them lowest; zeros behind a shorter one.
    var head: UInt64 = 0
    var hash: UInt32 = 0
    /// One more than the number of the word, 0 where there is none.
    var number: UInt32 = 0
  }

  /// Slots of words that were met lately, by their hash: most of a text is few words, and asking for them
  /// where all words are spread costs more than anything else.
  private static let lateCount = 1 << 12

  private struct Storage {
    var words: UnsafeMutablePointer<Word>
    var count = 0
    /// A power of two of them, at least twice as many as there is room for words.
    var slots: UnsafeMutablePointer<Slot>
    var slotCount: Int
    /// Words taken in so far, and how many of them have their numbers.
    var taken = 0
    var settled = 0

    init(slotCount: Int) {
      self.slotCount = slotCount
      words = .allocate(capacity: slotCount / 2)
      slots = .allocate(capacity: slotCount)
      slots.initialize(repeating: Slot(), count: slotCount)
    }

    func deallocate() {
      words.deallocate()
      slots.deallocate()
    }
  }

  /// A word that has no number yet.
  private struct Waiting {
    var head: UInt64
    var hash: UInt32
    var length: UInt32
    /// One more than its number where it was met lately, else 0.
    var known: UInt32
    var tag: UInt64
  }

  /// So many words wait at most: some ten of them pass while memory answers. A power of two.
  private static let mostWaiting = 8
  /// Longer words are cut by the scanner.
  private static let longestWord = 128

  private static let fewestSlots = 1 << 12

  private let text = ByteBuffer(capacity: 1 << 16)
  private let late = UnsafeMutablePointer<Slot>.allocate(capacity: lateCount)
  private let waiting = UnsafeMutablePointer<Waiting>.allocate(capacity: mostWaiting)
  /// The bytes of those that wait, each with room for the longest.
  private let waitingText = UnsafeMutableRawPointer.allocate(
    byteCount: mostWaiting * longestWord, alignment: 8)
  /// Behind a pointer, so that a word costs no question whether somebody else is at it.
  private let storage: UnsafeMutablePointer<Storage>

  init() {
    late.initialize(repeating: Slot(), count: Self.lateCount)
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage(slotCount: Self.fewestSlots))
  }

  deinit {
    late.deallocate()
    waiting.deallocate()
    waitingText.deallocate()
    storage.pointee.deallocate()
    storage.deallocate()
  }

  var count: Int { storage.pointee.count }

  /// Takes in a word of at most 128 bytes, with something to know it by.
  ///
  /// - Returns: its hash, and what `settle` says of a word that waited long enough.
  @inline(__always)
  func take(
    _ bytes: UnsafeBufferPointer<UInt8>, tag: UInt64
  ) -> (hash: UInt32, settled: (number: UInt32, tag: UInt64)?) {
    assert(bytes.count <= Self.longestWord)
    let start = UnsafeRawPointer(bytes.baseAddress!)
    let head = ByteHash.head(start, bytes.count)
    let hash = UInt32(truncatingIfNeeded: ByteHash.of(start, bytes.count, head: head))
    let taken = storage.pointee.taken
    let settled = taken - storage.pointee.settled == Self.mostWaiting ? settle() : nil
    let place = taken & (Self.mostWaiting - 1)
    let known = late[Int(hash) & (Self.lateCount - 1)]
    let isKnown = known.hash == hash && isFound(known, head, start, bytes.count)
    waiting[place] = Waiting(
      head: head, hash: hash, length: UInt32(bytes.count), known: isKnown ? known.number : 0, tag: tag)
    if !isKnown {
      prefetch(storage.pointee.slots + (Int(hash) & (storage.pointee.slotCount - 1)))
      let text = waitingText + place * Self.longestWord
      text.storeBytes(of: head, as: UInt64.self)
      if bytes.count > 8 { (text + 8).copyMemory(from: start + 8, byteCount: bytes.count - 8) }
    }
    storage.pointee.taken = taken + 1
    return (hash, settled)
  }

  /// The number of the word that has waited longest, which is new when it was not met before; nil where none waits.
  @inline(__always)
  func settle() -> (number: UInt32, tag: UInt64)? {
    let settled = storage.pointee.settled
    guard settled < storage.pointee.taken else { return nil }
    storage.pointee.settled = settled + 1
    let place = settled & (Self.mostWaiting - 1)
    let word = waiting[place]
    if word.known > 0 { return (word.known - 1, word.tag) }
    let text = UnsafeBufferPointer(
      start: (waitingText + place * Self.longestWord).assumingMemoryBound(to: UInt8.self),
      count: Int(word.length))
    return (find(text, word.head, word.hash, Int(word.hash) & (Self.lateCount - 1)), word.tag)
  }

  @inline(never)
  private func find(
    _ bytes: UnsafeBufferPointer<UInt8>, _ head: UInt64, _ hash: UInt32, _ place: Int
  ) -> UInt32 {
    let slots = storage.pointee.slots
    let mask = storage.pointee.slotCount - 1
    var slot = Int(hash) & mask
    while true {
      let found = slots[slot]
      if found.number == 0 {
        let entry = Slot(head: head, hash: hash, number: UInt32(count + 1))
        late[place] = entry
        add(bytes, entry, slot)
        return entry.number - 1
      }
      if found.hash == hash, isFound(found, head, UnsafeRawPointer(bytes.baseAddress!), bytes.count) {
        late[place] = found
        return found.number - 1
      }
      slot = (slot + 1) & mask
    }
  }

  /// Whether a slot whose hash is the same is that of a word.
  @inline(__always)
  private func isFound(_ slot: Slot, _ head: UInt64, _ start: UnsafeRawPointer, _ count: Int) -> Bool {
    // A head that is not full is all of the word.
    slot.head == head && slot.number > 0
      && (count < 8 || isSame(storage.pointee.words[Int(slot.number) - 1], start, count))
  }

  /// Whether a word of at least eight bytes, whose first eight are the same, is the one at `start`.
  ///
  /// Words are short: calling out for each costs more than comparing it.
  @inline(__always)
  private func isSame(_ word: Word, _ start: UnsafeRawPointer, _ count: Int) -> Bool {
    guard word.length == count else { return false }
    let known = UnsafeRawPointer(text.start + word.offset)
    var place = 8
    while place + 8 <= count {
      if known.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        != start.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      {
        return false
      }
      place += 8
    }
    return place == count
      || known.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
        == start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
  }

  @inline(never)
  private func add(_ bytes: UnsafeBufferPointer<UInt8>, _ entry: Slot, _ slot: Int) {
    let number = storage.pointee.count
    storage.pointee.words[number] = Word(offset: text.count, length: bytes.count)
    text.append(UnsafeRawBufferPointer(bytes))
    storage.pointee.slots[slot] = entry
    storage.pointee.count = number + 1
    if (number + 1) * 2 >= storage.pointee.slotCount { grow() }
  }

  private func grow() {
    var larger = Storage(slotCount: storage.pointee.slotCount * 2)
    let mask = larger.slotCount - 1
    larger.words.update(from: storage.pointee.words, count: count)
    for old in 0..<storage.pointee.slotCount where storage.pointee.slots[old].number != 0 {
      let entry = storage.pointee.slots[old]
      var slot = Int(entry.hash) & mask
      while larger.slots[slot].number != 0 { slot = (slot + 1) & mask }
      larger.slots[slot] = entry
    }
    larger.count = count
    larger.taken = storage.pointee.taken
    larger.settled = storage.pointee.settled
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
      let bytes = bytes(of: number)
      return (ByteHash.head(UnsafeRawPointer(bytes.baseAddress!), bytes.count).byteSwapped, number)
    }
    keys.sort { left, right in
      if left.head != right.head { return left.head < right.head }
      let (one, other) = (bytes(of: left.number), bytes(of: right.number))
      let order = memcmp(one.baseAddress!, other.baseAddress!, min(one.count, other.count))
      return order == 0 ? one.count < other.count : order < 0
    }
    return keys.map(\.number)
  }

  /// Forgets all words, none of which may wait any more.
  func removeAll() {
    precondition(storage.pointee.taken == storage.pointee.settled, "a word has no number yet")
    text.removeAll()
    late.update(repeating: Slot(), count: Self.lateCount)
    // About as many words are to be expected again.
    let slotCount = max(Self.fewestSlots, storage.pointee.slotCount / 2)
    storage.pointee.deallocate()
    storage.pointee = Storage(slotCount: slotCount)
  }
}

/// Bytes that grow at their end, as the parts of an index are written and read.
///
/// Beyond its content there are always `padding` bytes of zeros, so that a number or two may be read
/// before asking whether the content has ended.
final class ByteBuffer {
  static let padding = 128

  private struct Storage {
    var start: UnsafeMutablePointer<UInt8>
    var count = 0
    var capacity: Int
  }

  /// Behind a pointer, so that a byte more costs no question whether somebody else is at it.
  private let storage: UnsafeMutablePointer<Storage>

  init(capacity: Int = 4_096) {
    let capacity = max(64, capacity)
    let start = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.padding)
    start.initialize(repeating: 0, count: capacity + Self.padding)
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage(start: start, capacity: capacity))
  }

  deinit {
    start.deallocate()
    storage.deallocate()
  }

  var start: UnsafeMutablePointer<UInt8> { storage.pointee.start }

  private(set) var count: Int {
    @inline(__always) get { storage.pointee.count }
    @inline(__always) set { storage.pointee.count = newValue }
  }

  private var capacity: Int { storage.pointee.capacity }

  var end: UnsafePointer<UInt8> { UnsafePointer(start + count) }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  func removeAll() {
    count = 0
    seal()
  }

  /// Empties it for writing; what comes after the content is no more zeros.
  @inline(__always)
  func restart() { count = 0 }

  /// Takes the first `number` bytes away.
  func removeFirst(_ number: Int) {
    start.update(from: start + number, count: count - number)
    count -= number
    seal()
  }

  func removeLast(_ number: Int) {
    count -= number
    seal()
  }

  @inline(__always)
  func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count += 1
  }

  /// Seven bits a byte, the lowest first; all but the last have their high bit set.
  @inline(__always)
  func append(number: UInt32) {
    if count + 5 > capacity { grow(by: 5) }
    var rest = number
    while rest >= 0x80 {
      start[count] = UInt8(truncatingIfNeeded: rest) | 0x80
      count += 1
      rest >>= 7
    }
    start[count] = UInt8(truncatingIfNeeded: rest)
    count += 1
  }

  func append(number: Int) { append(number: UInt32(truncatingIfNeeded: number)) }

  /// Eight bytes, the lowest first.
  func append(fixed number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  @inline(__always)
  func append(_ source: UnsafePointer<UInt8>, count added: Int) {
    if count + added > capacity { grow(by: added) }
    (start + count).update(from: source, count: added)
    count += added
  }

  func append(_ source: UnsafeRawBufferPointer) {
    guard let base = source.baseAddress else { return }
    append(base.assumingMemoryBound(to: UInt8.self), count: source.count)
  }

  /// Puts the zeros after what was appended: before reading.
  func seal() { (start + count).update(repeating: 0, count: Self.padding) }

  private func grow(by added: Int) {
    let wanted = max(capacity * 2, count + added)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + Self.padding)
    larger.initialize(repeating: 0, count: wanted + Self.padding)
    larger.update(from: start, count: count)
    start.deallocate()
    storage.pointee.start = larger
    storage.pointee.capacity = wanted
  }
}

/// Reads numbers as `ByteBuffer` writes them.
enum PackedNumber {
  /// The number at `place`, which is moved behind it. Reads at most five bytes.
  @inline(__always)
  static func read(_ place: inout UnsafePointer<UInt8>) -> UInt32 {
    var byte = place.pointee
    place += 1
    if byte < 0x80 { return UInt32(byte) }
    var number = UInt32(byte & 0x7F)
    var shift: UInt32 = 7
    repeat {
      byte = place.pointee
      place += 1
      number |= UInt32(byte & 0x7F) &<< shift
      shift += 7
    } while byte >= 0x80 && shift < 35
    return number
  }

  /// Two numbers of one byte each, the second even, and `place` behind them; nil where it is not so, and `place` stays.
  /// Reads two bytes.
  @inline(__always)
  static func pair(_ place: inout UnsafePointer<UInt8>) -> (first: Int, second: Int)? {
    let bytes = UInt16(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt16.self))
    guard bytes & 0x8180 == 0 else { return nil }
    place += 2
    return (Int(bytes & 0x7F), Int(bytes >> 8))
  }

  /// Moves `place` behind so many numbers, or to `end`.
  static func skip(_ count: Int, _ place: inout UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
    var left = count
    // Each number has one byte without its high bit. 64 bytes at a time: their sums stay below 256.
    while left >= 64, end - place >= 64 {
      var ends: UInt64 = 0
      for offset in stride(from: 0, to: 64, by: 8) { ends &+= Self.ends(place + offset) }
      left -= Self.sum(ends)
      place += 64
    }
    while left >= 8, end - place >= 8 {
      left -= Self.sum(Self.ends(place))
      place += 8
    }
    // The last of them may have ended within a number: that one was counted by its last byte,
    // which is still to come.
    while left > 0, place < end {
      if place.pointee < 0x80 { left -= 1 }
      place += 1
    }
  }

  /// The sum of eight bytes, where it is below 256.
  @inline(__always)
  private static func sum(_ bytes: UInt64) -> Int {
    Int(truncatingIfNeeded: (bytes &* 0x0101_0101_0101_0101) >> 56)
  }

  /// In each of eight bytes 1 where a number ends with it, else 0.
  @inline(__always)
  private static func ends(_ place: UnsafePointer<UInt8>) -> UInt64 {
    (~UnsafeRawPointer(place).loadUnaligned(as: UInt64.self) >> 7) & 0x0101_0101_0101_0101
  }
}

/// A sum that tells damaged bytes from whole ones.
enum Checksum {
  /// Four sums side by side, since each step of one has to wait for the step before.
  static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var sums: (UInt64, UInt64, UInt64, UInt64) = (
      0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F, 0x1656_67B1_9E37_79F9, 0x27D4_EB2F_1656_67C5
    )
    var index = 0
    while index + 32 <= bytes.count {
      sums.0 = step(sums.0, bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      sums.1 = step(sums.1, bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
      sums.2 = step(sums.2, bytes.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self))
      sums.3 = step(sums.3, bytes.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self))
      index += 32
    }
    var sum = step(step(step(step(UInt64(bytes.count), sums.0), sums.1), sums.2), sums.3)
    while index + 8 <= bytes.count {
      sum = step(sum, bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index += 8
    }
    while index < bytes.count {
      sum = (sum ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3
      index += 1
    }
    return sum ^ (sum >> 29)
  }

  @inline(__always)
  private static func step(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sum ^ UInt64(littleEndian: word)) &* 0xD6E8_FEB8_6659_FD93
    return product ^ (product >> 32)
  }
}

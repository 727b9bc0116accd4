/// A hash of bytes that stays in memory: eight of them at a time, each time the two halves of a product folded into
/// one, which is the way of wyhash.
enum ByteHash {
  /// The first eight bytes, or all of fewer, the first of them lowest; zeros behind.
  @inline(__always)
  static func head(_ start: UnsafeRawPointer, _ count: Int) -> UInt64 {
    if count >= 8 { return start.loadUnaligned(as: UInt64.self) }
    // The two parts may overlap: the bytes that both hold are the same.
    if count >= 4 {
      let low = UInt64(start.loadUnaligned(as: UInt32.self))
      let high = UInt64(start.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self))
      return low | high << UInt64(8 * (count - 4))
    }
    var head: UInt64 = 0
    for place in 0..<count {
      head |= UInt64(start.load(fromByteOffset: place, as: UInt8.self)) << UInt64(8 * place)
    }
    return head
  }

  /// The hash of `count` bytes, given what `head` says of them.
  @inline(__always)
  static func of(_ start: UnsafeRawPointer, _ count: Int, head: UInt64) -> UInt64 {
    var sum = mixed(head ^ 0x9E37_79B9_7F4A_7C15, UInt64(truncatingIfNeeded: count) ^ 0xE703_7ED1_A0B4_28DB)
    if count > 8 {
      var place = 8
      while place + 8 < count {
        sum = mixed(sum ^ start.loadUnaligned(fromByteOffset: place, as: UInt64.self), 0xA076_1D64_78BD_642F)
        place += 8
      }
      sum = mixed(
        sum ^ start.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self), 0xA076_1D64_78BD_642F)
    }
    return sum ^ (sum >> 32)
  }

  /// The hash of bytes that may be none: the same then wherever they are not.
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return 0 }
    let start = UnsafeRawPointer(base)
    return of(start, bytes.count, head: head(start, bytes.count))
  }

  @inline(__always)
  private static func mixed(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }
}

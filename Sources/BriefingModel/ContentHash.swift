/// 128 bits that tell contents apart: equal bytes have equal hashes, on any machine and in any version.
///
/// Against chance, not against malice: whoever makes two contents alike gains nothing by it.
public struct ContentHash: Sendable, Hashable {
  public var high: UInt64
  public var low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Takes eight bytes a step, little end first; what is kept in files depends on every constant here.
  public init(of bytes: some Sequence<UInt8>) {
    var state = State()
    let isTaken: Void? = bytes.withContiguousStorageIfAvailable { state.take($0) }
    if isTaken == nil { Array(bytes).withUnsafeBufferPointer { state.take($0) } }
    self = state.finished
  }

  private struct State {
    private var first: UInt64 = 0x243F_6A88_85A3_08D3
    private var second: UInt64 = 0x1319_8A2E_0370_7344
    private var count: UInt64 = 0

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
      var index = 0
      while index + 8 <= bytes.count {
        var word: UInt64 = 0
        for place in 0..<8 { word |= UInt64(bytes[index + place]) << UInt64(8 * place) }
        mix(word)
        index += 8
      }
      var rest: UInt64 = 0
      for place in index..<bytes.count { rest |= UInt64(bytes[place]) << UInt64(8 * (place - index)) }
      mix(rest)
      count = UInt64(bytes.count)
    }

    private mutating func mix(_ word: UInt64) {
      first = Self.folded(first ^ word, 0x9E37_79B9_7F4A_7C15)
      second = Self.folded(second ^ (word << 32 | word >> 32), 0xD1B5_4A32_D192_ED03) &+ first
    }

    /// Both halves of a product, so that every bit of the word reaches every bit of the result.
    private static func folded(_ word: UInt64, _ factor: UInt64) -> UInt64 {
      let product = (word ^ factor).multipliedFullWidth(by: factor)
      return product.high ^ product.low &+ (word << 29 | word >> 35)
    }

    var finished: ContentHash {
      ContentHash(
        high: Self.folded(first ^ count, 0xA076_1D64_78BD_642F),
        low: Self.folded(second &+ count, 0xE703_7ED1_A0B4_28DB))
    }
  }
}

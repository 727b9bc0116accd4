/// A number that tells words and phrases apart, made so that the number of a phrase follows from those of
/// its words.
package struct WordHash: Hashable, Sendable {
  /// Equal for equal bytes.
  private(set) var value: UInt64 = 0
  /// The base to the power of the number of bytes.
  private var power: UInt64 = 1

  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15

  init() {}

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes { add(byte) }
  }

  init(_ text: String) {
    for byte in text.utf8 { add(byte) }
  }

  /// Puts a byte behind the others.
  @inline(__always)
  mutating func add(_ byte: UInt8) {
    value = value &* Self.base &+ UInt64(byte)
    power = power &* Self.base
  }

  /// Puts a blank and another word behind the bytes.
  @inline(__always)
  mutating func add(_ word: WordHash) {
    add(0x20)
    append(word)
  }

  /// Puts other bytes behind these.
  @inline(__always)
  mutating func append(_ word: WordHash) {
    value = value &* word.power &+ word.value
    power = power &* word.power
  }
}

/// What ranking and filters ask about each document of a segment, beside its words.
struct DocumentFacts: Sendable, Equatable {
  struct Flags: OptionSet, Sendable {
    var rawValue: UInt32

    static let hasTable = Flags(rawValue: 1)
    /// Holds a stated benefit, risk or mitigation.
    static let hasMatrix = Flags(rawValue: 2)
    /// Its words were taken out of the segment.
    static let isDropped = Flags(rawValue: 4)
  }

  /// Number of words in the fields of the text.
  var length: UInt32 = 0
  /// The stated day as the number `20260306`; 0 for none.
  var day: UInt32 = 0
  /// Its place in the list when it was read: the last thing that decides between equals.
  var order: UInt32 = 0
  var flags: Flags = []
  /// The same for documents of the same words in the same order; 0 for one too short to tell.
  var fingerprint: UInt64 = 0

  private static let size = 24

  /// `2026-03-06` as a number; 0 for anything that is no day.
  static func day(_ text: String?) -> UInt32 {
    guard let text else { return 0 }
    return dayNumber(text, filledWith: nil) ?? 0
  }

  /// A day, month or year as a number, what it leaves open filled with `digit`; nil for anything
  /// else.
  static func dayNumber(_ text: String, filledWith digit: UInt32?) -> UInt32? {
    var number: UInt32 = 0
    var digits = 0
    for byte in text.utf8 where byte != UInt8(ascii: "-") {
      guard (48...57).contains(byte), digits < 8 else { return nil }
      number = number * 10 + UInt32(byte - 48)
      digits += 1
    }
    guard digits == 8 || (digit != nil && (digits == 4 || digits == 6)) else { return nil }
    while digits < 8 {
      number = number * 10 + (digit ?? 0)
      digits += 1
    }
    return number
  }

  static func bytes(of facts: [DocumentFacts]) -> [UInt8] {
    let buffer = ByteBuffer(capacity: facts.count * size)
    for one in facts {
      buffer.append(fixed: UInt64(one.length) | UInt64(one.day) << 32)
      buffer.append(fixed: UInt64(one.order) | UInt64(one.flags.rawValue) << 32)
      buffer.append(fixed: one.fingerprint)
    }
    return Array(buffer.bytes)
  }

  /// Nil when the bytes are not those of so many documents.
  static func facts(in bytes: UnsafeRawBufferPointer, count: Int) -> [DocumentFacts]? {
    guard count >= 0, bytes.count == count * size else { return nil }
    return (0..<count).map { index in
      func word(_ place: Int) -> UInt64 {
        UInt64(
          littleEndian: bytes.loadUnaligned(
            fromByteOffset: index * size + place * 8, as: UInt64.self))
      }
      return DocumentFacts(
        length: UInt32(truncatingIfNeeded: word(0)), day: UInt32(truncatingIfNeeded: word(0) >> 32),
        order: UInt32(truncatingIfNeeded: word(1)),
        flags: Flags(rawValue: UInt32(truncatingIfNeeded: word(1) >> 32)), fingerprint: word(2))
    }
  }
}

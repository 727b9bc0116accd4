import Foundation

/// What a scalar means to the division of text into words, and what it is searched as.
///
/// Case, diacritics and compatibility forms are folded away: `É` is searched as `e`, `ﬁ` as `fi`.
/// The first question about a scalar asks the Unicode tables; the answer is kept, so that long
/// text costs one look-up a scalar.
struct ScalarFolding {
  /// A folded scalar in one word: the kind in the lowest byte, then a count and up to six bytes of
  /// UTF-8.
  struct Entry {
    fileprivate(set) var bits: UInt64

    static let unknown = Entry(bits: 0)
    static let separator = Entry(bits: 1)
    /// Belongs to the word around it but is not searched: a combining accent, a soft hyphen.
    static let ignored = Entry(bits: 2)

    var isUnknown: Bool { bits == 0 }
    var isSeparator: Bool { bits & 0xFF == 1 }
    var isIgnored: Bool { bits & 0xFF == 2 }
    /// Number of bytes it is searched as.
    var count: Int { Int((bits >> 8) & 0xFF) }

    /// The byte at `index`, 0-based and below `count`.
    func byte(_ index: Int) -> UInt8 { UInt8(truncatingIfNeeded: bits >> UInt64(16 + 8 * index)) }

    fileprivate init(bits: UInt64) { self.bits = bits }

    /// Nil when the text needs more than six bytes.
    fileprivate init?(_ utf8: [UInt8]) {
      guard !utf8.isEmpty, utf8.count <= 6 else { return nil }
      bits = 3 | UInt64(utf8.count) << 8
      for (index, byte) in utf8.enumerated() { bits |= UInt64(byte) << UInt64(16 + 8 * index) }
    }
  }

  /// Answers kept for scalars below this one.
  private static let cachedBound: UInt32 = 0x3000

  private var cache: [Entry] = []

  /// The meaning of `scalar`.
  mutating func entry(_ scalar: Unicode.Scalar) -> Entry {
    guard scalar.value < Self.cachedBound else { return Self.find(scalar) }
    if cache.isEmpty {
      cache = [Entry](repeating: .unknown, count: Int(Self.cachedBound))
    }
    let known = cache[Int(scalar.value)]
    if !known.isUnknown { return known }
    let found = Self.find(scalar)
    cache[Int(scalar.value)] = found
    return found
  }

  private static func find(_ scalar: Unicode.Scalar) -> Entry {
    switch wordClass(of: scalar) {
    case .separator: return .separator
    case .ignored: return .ignored
    case .word: break
    }
    if let special = specials[scalar.value] { return Entry(Array(special.utf8)) ?? .separator }
    let own = scalar.properties.lowercaseMapping
    let parts = String(scalar).decomposedStringWithCompatibilityMapping.unicodeScalars
    var folded: [UInt8] = []
    for part in parts {
      switch wordClass(of: part) {
      case .ignored: continue
      case .separator: return Entry(Array(own.utf8)) ?? .separator
      case .word:
        if let special = specials[part.value] {
          folded += Array(special.utf8)
        } else {
          for lower in part.properties.lowercaseMapping.unicodeScalars
          where wordClass(of: lower) == .word {
            folded += Array(String(lower).utf8)
          }
        }
      }
    }
    return Entry(folded) ?? Entry(Array(own.utf8)) ?? .separator
  }

  private enum Class { case separator, ignored, word }

  private static func wordClass(of scalar: Unicode.Scalar) -> Class {
    switch scalar.value {
    // Accents of Latin, Greek and Cyrillic; points of Hebrew; vowel marks of Arabic.
    case 0x0300...0x036F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F,
      0x0483...0x0489, 0x0591...0x05BD, 0x05BF, 0x05C1...0x05C2, 0x05C4...0x05C5, 0x05C7,
      0x0610...0x061A, 0x064B...0x065F, 0x0670, 0x0640:
      return .ignored
    // Soft hyphen, joiners, marks of direction, variation selectors.
    case 0x00AD, 0x200B...0x200F, 0x2060...0x2064, 0xFEFF, 0xFE00...0xFE0F:
      return .ignored
    default:
      break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark:
      return .word
    default:
      return .separator
    }
  }

  /// Letters that Unicode does not take apart but that people type without their stroke.
  private static let specials: [UInt32: String] = [
    0xDF: "ss", 0x1E9E: "ss", 0xE6: "ae", 0xC6: "ae", 0xF8: "o", 0xD8: "o", 0x142: "l",
    0x141: "l", 0x111: "d", 0x110: "d", 0xF0: "d", 0xD0: "d", 0xFE: "th", 0xDE: "th",
    0x153: "oe", 0x152: "oe", 0x131: "i", 0x130: "i", 0x127: "h", 0x126: "h", 0x3C2: "σ",
    0x17F: "s",
  ]
}

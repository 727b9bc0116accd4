/// Finds a pattern in text with smart case: a pattern without upper-case letters matches either.
///
/// Raised and lowered digits are found as digits.
///
/// Works on Unicode scalars with their simple lower-case form, so that lengths stay comparable and
/// a text of many combining marks costs no more than its length.
struct TextMatcher: Sendable, Equatable {
  private let pattern: [UInt32]
  private let foldsCase: Bool

  init(_ pattern: String) {
    foldsCase = !pattern.unicodeScalars.contains { $0.properties.isUppercase }
    let folded = pattern.unicodeScalars.map { Self.onLine($0.value) }
    self.pattern = folded
  }

  var isEmpty: Bool { pattern.isEmpty }

  /// Whether the pattern stands anywhere in `text`.
  func matches(_ text: String) -> Bool {
    pattern.isEmpty || !ranges(in: text, limit: 1).isEmpty
  }

  /// The places of the pattern in `text`: 0-based, half-open offsets in scalars, not overlapping.
  func ranges(in text: String, limit: Int = .max) -> [Range<Int>] {
    guard let first = pattern.first else { return [] }
    let scalars = text.unicodeScalars.map { Self.onLine(foldsCase ? Self.fold($0) : $0.value) }
    guard scalars.count >= pattern.count else { return [] }
    var found: [Range<Int>] = []
    var index = 0
    let last = scalars.count - pattern.count
    while index <= last {
      if scalars[index] == first, matches(scalars, at: index) {
        found.append(index..<index + pattern.count)
        if found.count >= limit { break }
        index += pattern.count
      } else {
        index += 1
      }
    }
    return found
  }

  private func matches(_ scalars: [UInt32], at index: Int) -> Bool {
    for offset in 1..<max(1, pattern.count) where scalars[index + offset] != pattern[offset] {
      return false
    }
    return true
  }

  /// A raised or lowered digit as the digit: 10⁶ is typed as 106.
  private static func onLine(_ value: UInt32) -> UInt32 {
    switch value {
    case 0xB2, 0xB3: value - 0xB0 + 0x30
    case 0xB9: 0x31
    case 0x2070, 0x2074...0x2079, 0x2080...0x2089: value & 0xF + 0x30
    default: value
    }
  }

  /// The lower-case form where it is one scalar, else the scalar itself.
  private static func fold(_ scalar: Unicode.Scalar) -> UInt32 {
    let value = scalar.value
    if value < 0x80 { return value >= 0x41 && value <= 0x5A ? value + 32 : value }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    guard let only = lower.first, lower.count == 1 else { return value }
    return only.value
  }
}

/// Finds a pattern in text with smart case: a pattern without upper-case letters matches either.
///
/// Raised and lowered digits are found as digits.
///
/// Works on Unicode scalars with their simple lower-case form, so that lengths stay comparable and
/// a text of many combining marks costs no more than its length.
struct TextMatcher: Sendable, Equatable {
  private let pattern: [UInt32]
  private let foldsCase: Bool
  /// The bytes of a pattern of ASCII, in lower case where it matches either; nil for others.
  private let bytes: [UInt8]?
  private let holdsDigit: Bool

  init(_ pattern: String) {
    foldsCase = !pattern.unicodeScalars.contains { $0.properties.isUppercase }
    let folded = pattern.unicodeScalars.map { Self.onLine($0.value) }
    self.pattern = folded
    bytes = folded.allSatisfy { $0 < 0x80 } ? folded.map { UInt8($0) } : nil
    holdsDigit = folded.contains { $0 >= 0x30 && $0 <= 0x39 }
  }

  var isEmpty: Bool { pattern.isEmpty }

  /// Whether the pattern stands anywhere in `text`.
  func matches(_ text: String) -> Bool {
    pattern.isEmpty || !ranges(in: text, limit: 1).isEmpty
  }

  /// The places of the pattern in `text`: 0-based, half-open offsets in scalars, not overlapping.
  func ranges(in text: String, limit: Int = .max) -> [Range<Int>] {
    guard let first = pattern.first else { return [] }
    var text = text
    if let found = text.withUTF8({ quickRanges(in: $0, limit: limit) }) { return found }
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

  /// The same without making scalars of the bytes, which takes fifty times as long; nil where it can not be told so.
  private func quickRanges(in text: UnsafeBufferPointer<UInt8>, limit: Int) -> [Range<Int>]? {
    guard let bytes else {
      // Nothing of ASCII has such a letter for its lower case.
      return text.allSatisfy { $0 < 0x80 } ? [] : nil
    }
    let first = bytes[0]
    let other = foldsCase && first >= 0x61 && first <= 0x7A ? first - 32 : first
    var found: [Range<Int>] = []
    var index = 0
    /// Scalars before `counted`.
    var (scalars, counted) = (0, 0)
    while index < text.count {
      let byte = text[index]
      if byte == 0xE2 || byte == 0xC2, isOdd(text, index) { return nil }
      guard byte == first || byte == other, isMatch(text, at: index, bytes) else {
        index += 1
        continue
      }
      for place in counted..<index where text[place] & 0xC0 != 0x80 { scalars += 1 }
      found.append(scalars..<scalars + bytes.count)
      if found.count >= limit { break }
      scalars += bytes.count
      index += bytes.count
      counted = index
    }
    return found
  }

  /// Whether a sign begins here that stands for one of ASCII: that for Kelvin has such a letter for its lower case, and
  /// raised and lowered digits are found as digits.
  private func isOdd(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard index + 1 < text.count else { return false }
    if text[index] == 0xC2 { return holdsDigit && [0xB2, 0xB3, 0xB9].contains(text[index + 1]) }
    if text[index + 1] == 0x81 || text[index + 1] == 0x82 { return holdsDigit }
    return foldsCase && index + 2 < text.count && text[index + 1] == 0x84 && text[index + 2] == 0xAA
  }

  private func isMatch(_ text: UnsafeBufferPointer<UInt8>, at index: Int, _ bytes: [UInt8]) -> Bool {
    guard index + bytes.count <= text.count else { return false }
    for offset in 1..<max(1, bytes.count) {
      let byte = text[index + offset]
      let folded = foldsCase && byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte
      if folded != bytes[offset] { return false }
    }
    return true
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

/// The mark before an item of a list: `- `, `• `, `1. `, `(2) `, `a) `, `3、`, `（四）`, `① `, `٥- `.
struct ListMarker {
  /// What the marks of one list have in common.
  enum Family: Hashable {
    /// The very bullet, by its bytes.
    case bullet(UInt32)
    case number
    case bracketedNumber
    case letter
    case circledNumber
    case ideographicNumber
    case bracketedIdeographicNumber
    case arabicLetter
    // Those of `ListMarker+Loose.swift`.
    case stoppedLetter
    case dashedNumber
    case colonNumber
    case hashNumber
    case keyNumber
    case decimal
    case ordinal
    case box
  }

  var family: Family
  /// Offset of the first byte behind the mark and its blanks; the end of the line where nothing follows.
  var end: Int
  /// Whether a blank parts it from the text.
  var isApart: Bool
  /// The number, where it is one; 1 for `a`.
  var number: Int?
  /// The number of what may be a Roman one: `i` is the ninth letter too.
  var roman: Int?

  var isOrdered: Bool {
    switch family {
    case .bullet, .box: false
    default: true
    }
  }

  init(_ family: Family, end: Int, isApart: Bool, number: Int? = nil, roman: Int? = nil) {
    self.family = family
    self.end = end
    self.isApart = isApart
    self.number = number
    self.roman = roman
  }

  /// Whether an item with this mark may follow one with another: its number is greater, or both are 1.
  func follows(_ before: ListMarker) -> Bool {
    if let one = before.roman, let other = roman, other > one { return true }
    guard let one = before.number, let other = number else {
      return before.roman == nil && roman == nil
    }
    return other > one || (one == 1 && other == 1)
  }

  /// Whether its number is the next one, where it has any.
  func isNext(after before: ListMarker) -> Bool {
    guard isOrdered else { return true }
    if let one = before.roman, let other = roman, other == one + 1 { return true }
    if let one = before.number, let other = number { return other == one + 1 }
    return false
  }

  /// Whether it is the first of its numbering.
  var isFirst: Bool { number == 1 || roman == 1 }

  /// The mark that begins at `start`, nil where none does.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    var index = start
    var touches = false
    let first = bytes[start]
    switch first {
    case 0x2D, 0x2A, 0x2B:
      family = .bullet(UInt32(first))
      index += 1
    case 0xC2 where start + 1 < end && bytes[start + 1] == 0xB7:
      family = .bullet(0xB7)
      index += 2
    case 0xE2 where start + 2 < end:
      if bytes[start + 1] == 0x91, bytes[start + 2] >= 0xA0, bytes[start + 2] <= 0xB3 {
        family = .circledNumber
        number = Int(bytes[start + 2] - 0x9F)
        touches = true
      } else {
        guard Self.isBullet(bytes[start + 1], bytes[start + 2]) else { return nil }
        // A short dash is a hyphen that a word processor made longer.
        let isDash = bytes[start + 1] == 0x80 && bytes[start + 2] == 0x93
        family = .bullet(isDash ? 0x2D : UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]))
        // A round or square bullet may touch its text; a dash may not.
        touches = bytes[start + 1] != 0x80 || bytes[start + 2] == 0xA2
      }
      index += 3
    case 0xE3 where start + 2 < end && bytes[start + 1] == 0x83 && bytes[start + 2] == 0xBB:
      family = .bullet(0x30FB)
      touches = true
      index += 3
    case 0x30...0x39, 0x28, 0x41...0x5A, 0x61...0x7A, 0xD8, 0xD9, 0xDB, 0xE3...0xE9, 0xEF:
      guard let found = Self.ordered(bytes, start, end) else { return nil }
      family = found.family
      number = found.number
      roman = found.roman
      index = found.end
      touches = found.touches
    default: return nil
    }
    let behind = index
    while index < end {
      let blank = TextByte.whitespace(bytes, at: index)
      guard blank > 0 else { break }
      index += blank
    }
    index = min(index, end)
    isApart = index > behind
    if isApart || touches || index == end {
      self.end = index
      if index == end, isOrdered { return nil }
    } else if family == .number, bytes[behind - 1] == 0x2E, number ?? 0 < 100,
      bytes[index] >= 0x41, bytes[index] <= 0x5A || bytes[index] > 0xE3,
      index + 1 < end, bytes[index + 1] != 0x2E
    {
      // `3.Charlotte`: the blank was lost.
      self.end = index
    } else {
      return nil
    }
  }

  private typealias Ordered = (family: Family, number: Int?, end: Int, touches: Bool, roman: Int?)

  private static func ordered(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Ordered? {
    var index = start
    var bracketed = false
    if bytes[index] == 0x28 {
      bracketed = true
      index += 1
    } else if bytes[index] == 0xEF {
      guard index + 2 < end, bytes[index + 1] == 0xBC, bytes[index + 2] == 0x88 else { return nil }
      bracketed = true
      index += 3
    }
    var number = 0
    let digits = index
    var isIdeographic = false
    var count = 0
    while index < end, count < 4 {
      if Letters.isASCIIDigit(bytes[index]) {
        number = number * 10 + Int(bytes[index] - 0x30)
        index += 1
      } else if index + 1 < end, bytes[index] == 0xD9, bytes[index + 1] >= 0xA0, bytes[index + 1] <= 0xA9 {
        number = number * 10 + Int(bytes[index + 1] - 0xA0)
        index += 2
      } else if let value = ideographicDigit(bytes, index, end) {
        number = value == 10 ? max(1, number) * 10 : number % 10 == 0 ? number + value : number * 10 + value
        isIdeographic = true
        index += 3
      } else {
        break
      }
      count += 1
    }
    guard count <= 3 else { return nil }
    if index == digits {
      // One letter, closed by a bracket: `a)`; in Arabic by a dash too.
      if index + 1 < end, Letters.isASCIILetter(bytes[index]), bytes[index + 1] == 0x29 {
        return (.letter, Int(bytes[index] | 0x20) - 0x60, index + 2, false, roman(bytes, index, end)?.value)
      }
      // `ii)`, `(iv)`
      if let roman = roman(bytes, index, end), roman.end < end, bytes[roman.end] == 0x29 {
        return (.letter, nil, roman.end + 1, false, roman.value)
      }
      guard index + 2 < end, bytes[index] == 0xD8, bytes[index + 2] == 0x29 || bytes[index + 2] == 0x2D
      else { return nil }
      return (.arabicLetter, bytes[index + 1] == 0xA3 ? 1 : nil, index + 3, false, nil)
    }
    guard index < end else { return nil }
    let family: Family =
      bracketed
      ? isIdeographic ? .bracketedIdeographicNumber : .bracketedNumber
      : isIdeographic ? .ideographicNumber : .number
    switch bytes[index] {
    case 0x29: return (family, number, index + 1, bracketed && isIdeographic, nil)
    case 0x2E where !bracketed && !isIdeographic: return (family, number, index + 1, false, nil)
    // `١- `
    case 0x2D where bytes[digits] == 0xD9: return (family, number, index + 1, false, nil)
    case 0xE3 where !bracketed && index + 2 < end && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x81:
      return (family, number, index + 3, true, nil)
    case 0xEF where index + 2 < end && bytes[index + 1] == 0xBC:
      if bytes[index + 2] == 0x89 { return (family, number, index + 3, true, nil) }
      // A full-width stop.
      if bytes[index + 2] == 0x8E, !bracketed { return (family, number, index + 3, true, nil) }
      return nil
    default: return nil
    }
  }

  /// A Roman number of one case, up to 39, that a stop or bracket closes.
  static func roman(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> (value: Int, end: Int)? {
    var index = start
    var value = 0
    var letters = 0
    while index < end, index - start < 7 {
      let one: Int
      switch bytes[index] | 0x20 {
      case 0x69: one = 1
      case 0x76: one = 5
      case 0x78: one = 10
      default: one = 0
      }
      guard one > 0 else { break }
      // One case throughout.
      if bytes[index] & 0x20 != bytes[start] & 0x20 { return nil }
      let next = index + 1 < end ? bytes[index + 1] | 0x20 : 0
      let isLess = one == 1 && (next == 0x76 || next == 0x78)
      value += isLess ? -one : one
      letters += 1
      index += 1
    }
    // A stop or bracket closes it; most words that begin so end here.
    guard letters > 0, index < end, bytes[index] == 0x2E || bytes[index] == 0x29, value > 0, value < 40,
      String(decoding: bytes[start..<index], as: UTF8.self).lowercased() == romanText(value)
    else { return nil }
    return (value, index)
  }

  private static func romanText(_ value: Int) -> String {
    let ones = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    return String(repeating: "x", count: value / 10) + ones[value % 10]
  }

  /// 一…九 and 十.
  static func ideographicDigit(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int
  ) -> Int? {
    guard at + 2 < end, bytes[at] >= 0xE4 else { return nil }
    switch (bytes[at], bytes[at + 1], bytes[at + 2]) {
    case (0xE4, 0xB8, 0x80): return 1
    case (0xE4, 0xBA, 0x8C): return 2
    case (0xE4, 0xB8, 0x89): return 3
    case (0xE5, 0x9B, 0x9B): return 4
    case (0xE4, 0xBA, 0x94): return 5
    case (0xE5, 0x85, 0xAD): return 6
    case (0xE4, 0xB8, 0x83): return 7
    case (0xE5, 0x85, 0xAB): return 8
    case (0xE4, 0xB9, 0x9D): return 9
    case (0xE5, 0x8D, 0x81): return 10
    default: return nil
    }
  }

  /// • ‣ ⁃ – — ● ○ ◦ ■ □ ▪ ▫ ► ▶ ➢ ➤ → ✓ ✔ ✗ ✘ ★ by the bytes behind E2.
  private static func isBullet(_ second: UInt8, _ third: UInt8) -> Bool {
    switch (second, third) {
    case (0x80, 0xA2), (0x80, 0xA3), (0x80, 0x93), (0x80, 0x94), (0x81, 0x83), (0x86, 0x92): true
    case (0x97, 0x8F), (0x97, 0x8B), (0x97, 0xA6), (0x97, 0x86), (0x97, 0xBC): true
    case (0x96, 0xA0), (0x96, 0xA1), (0x96, 0xAA), (0x96, 0xAB), (0x96, 0xBA), (0x96, 0xB6), (0x96, 0xB8):
      true
    case (0x9E, 0xA2), (0x9E, 0xA4), (0x9E, 0x94), (0x9C, 0x93), (0x9C, 0x94), (0x9C, 0x97), (0x9C, 0x98):
      true
    case (0x9C, 0x85), (0x98, 0x85): true
    default: false
    }
  }
}

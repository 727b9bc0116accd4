/// Marks that count only where lines alike stand one below the other: `❌ `, `1- `, `a. `, `ii. `, `(1)`
/// that touches its text; and words that number, below an introduction.
extension ListMarker {
  /// Bytes that such a mark may begin with; letters stand for the few that do.
  static let mayBeLoose: [Bool] = (0...255).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39, 0x28, 0x23, 0x5B, 0x2D, 0x3E, 0x41...0x5A, 0x61...0x7A, 0xC2, 0xC3, 0xD8, 0xD9,
      0xE2, 0xE4, 0xE5, 0xE7, 0xE8, 0xEE, 0xEF, 0xF0:
      true
    default: false
    }
  }

  /// The mark that begins at `start`, nil where none does. `announced` says that an introduction stands
  /// right above the lines, which lets weaker marks count.
  static func loose(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, announced: Bool
  ) -> ListMarker? {
    let first = bytes[start]
    guard mayBeLoose[Int(first)], end - start >= 2 else { return nil }
    switch first {
    case 0x30...0x39:
      return looseNumber(bytes, start, end, announced: announced)
    case 0x23:
      // `#1 `
      guard let number = digits(bytes, start + 1, end) else { return nil }
      return apart(.hashNumber, bytes, number.end, end, number: number.value)
    case 0x28:
      // `(1)通信`
      guard let number = digits(bytes, start + 1, end), number.end < end, bytes[number.end] == 0x29
      else { return nil }
      return touching(.bracketedNumber, bytes, number.end + 1, end, number: number.value)
    case 0x5B:
      guard start + 3 < end, bytes[start + 2] == 0x5D,
        bytes[start + 1] == 0x20 || bytes[start + 1] | 0x20 == 0x78
      else { return nil }
      return apart(.box, bytes, start + 3, end)
    case 0x2D:
      // `-نص`; `-Text` below an introduction.
      let next = bytes[start + 1]
      guard next >= 0xC3 || announced && next >= 0x41 && next <= 0x5A else { return nil }
      return ListMarker(.bullet(0x2D), end: start + 1, isApart: false)
    case 0x3E:
      guard announced else { return nil }
      return apart(.bullet(0x3E), bytes, start + 1, end)
    case 0x41...0x5A, 0x61...0x7A:
      if let found = looseLetter(bytes, start, end) { return found }
      return announced ? ordinal(bytes, start, end) : nil
    default:
      if let found = symbol(bytes, start, end) { return found }
      return announced ? ordinal(bytes, start, end) : nil
    }
  }

  // MARK: Numbers and letters

  private static func digits(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> (value: Int, end: Int)? {
    var index = start
    var value = 0
    while index < end, index - start < 3, Letters.isASCIIDigit(bytes[index]) {
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    guard index > start, value > 0, value < 100 else { return nil }
    return (value, index)
  }

  /// `1000. `: a number of four to six digits, which is a year more often than the next of a numbering.
  static func large(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> ListMarker? {
    var index = start
    var value = 0
    while index < end, index - start < 6, Letters.isASCIIDigit(bytes[index]) {
      value = value * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    guard index - start >= 4, index < end, bytes[index] == 0x2E || bytes[index] == 0x29 else { return nil }
    return apart(.number, bytes, index + 1, end, number: value)
  }

  private static func looseNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, announced: Bool
  ) -> ListMarker? {
    guard let number = digits(bytes, start, end), number.end < end else { return nil }
    var index = number.end
    switch bytes[index] {
    case 0x2D: return touching(.dashedNumber, bytes, index + 1, end, number: number.value)
    case 0x29: return touching(.number, bytes, index + 1, end, number: number.value)
    case 0x3A: return apart(.colonNumber, bytes, index + 1, end, number: number.value)
    case 0x2E where announced:
      // `1.1 Text` below an introduction.
      guard let minor = digits(bytes, index + 1, end) else { return nil }
      return apart(.decimal, bytes, minor.end, end, number: minor.value)
    case 0xEF where index + 5 < end && bytes[index + 1] == 0xB8 && bytes[index + 2] == 0x8F:
      // A digit on a key.
      guard bytes[index + 3] == 0xE2, bytes[index + 4] == 0x83, bytes[index + 5] == 0xA3 else { return nil }
      return touching(.keyNumber, bytes, index + 6, end, number: number.value)
    default: break
    }
    // `1 – Text`, `1 - Text`
    guard bytes[index] == 0x20 || bytes[index] == 0xE2 else { return nil }
    while index < end, bytes[index] == 0x20 { index += 1 }
    guard index + 2 < end else { return nil }
    if bytes[index] == 0x2D { return apart(.dashedNumber, bytes, index + 1, end, number: number.value) }
    guard bytes[index] == 0xE2, bytes[index + 1] == 0x80,
      bytes[index + 2] == 0x93 || bytes[index + 2] == 0x94
    else { return nil }
    return touching(.dashedNumber, bytes, index + 3, end, number: number.value)
  }

  /// `a. `, `ii. `, and the `o ` that one word processor leaves of its bullets.
  private static func looseLetter(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> ListMarker? {
    if bytes[start] == 0x6F, bytes[start + 1] == 0x20 {
      return apart(.bullet(0x6F), bytes, start + 1, end)
    }
    let roman = roman(bytes, start, end)
    if bytes[start + 1] == 0x2E {
      let number = Int(bytes[start] | 0x20) - 0x60
      return apart(.stoppedLetter, bytes, start + 2, end, number: number, roman: roman?.value)
    }
    guard let roman, roman.end < end, bytes[roman.end] == 0x2E else { return nil }
    return apart(.stoppedLetter, bytes, roman.end + 1, end, roman: roman.value)
  }

  /// A mark with a blank behind it.
  private static func apart(
    _ family: Family, _ bytes: UnsafeBufferPointer<UInt8>, _ behind: Int, _ end: Int, number: Int? = nil,
    roman: Int? = nil
  ) -> ListMarker? {
    var index = behind
    while index < end {
      if bytes[index] == 0x20 || bytes[index] == 0x09 {
        index += 1
      } else if bytes[index] == 0xC2, index + 1 < end, bytes[index + 1] == 0xA0 {
        index += 2
      } else {
        break
      }
    }
    guard index > behind, index < end else { return nil }
    return ListMarker(family, end: index, isApart: true, number: number, roman: roman)
  }

  /// A mark that a letter may touch.
  private static func touching(
    _ family: Family, _ bytes: UnsafeBufferPointer<UInt8>, _ behind: Int, _ end: Int, number: Int? = nil
  ) -> ListMarker? {
    if let apart = apart(family, bytes, behind, end, number: number) { return apart }
    guard behind < end, Letters.isASCIILetter(bytes[behind]) || bytes[behind] >= 0xC3 else { return nil }
    return ListMarker(family, end: behind, isApart: false, number: number)
  }

  // MARK: Symbols

  /// Any symbol that is no letter, digit, quotation mark or bracket.
  private static func symbol(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> ListMarker? {
    let width = TextByte.length(bytes[start])
    guard width > 1, start + width < end else { return nil }
    var value = UInt32(bytes[start]) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
    for next in bytes[(start + 1)..<(start + width)] { value = value << 6 | UInt32(next & 0x3F) }
    let mayTouch: Bool
    switch value {
    // × » § ° ¤, and what a check mark and an arrow become without their font.
    case 0xD7, 0xBB, 0xA7, 0xB0, 0xA4, 0xD8, 0xFC: mayTouch = false
    case 0x203A, 0x203B, 0x2027, 0x2212, 0x2219, 0x221A, 0x22C5, 0xFFFD: mayTouch = false
    case 0x2190...0x21FF, 0x25A0...0x27BF, 0x2900...0x297F, 0x2B00...0x2BFF: mayTouch = true
    case 0xE000...0xF8FF, 0x1F300...0x1FAFF, 0x1F100...0x1F1E5: mayTouch = true
    case 0xFF0D, 0xFF0A, 0xFF0B, 0xFF65: mayTouch = true
    default: return nil
    }
    var behind = start + width
    // What makes a picture of it.
    if behind + 2 < end, bytes[behind] == 0xEF, bytes[behind + 1] == 0xB8, bytes[behind + 2] == 0x8F {
      behind += 3
    }
    let family = Family.bullet(value | 0x0100_0000)
    return mayTouch
      ? touching(family, bytes, behind, end) : apart(family, bytes, behind, end)
  }

  // MARK: Words

  /// A word that numbers, with its sign: `First, `, `Premièrement : `, `أولاً: `, `第一，`, `一是`.
  static func ordinal(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> ListMarker? {
    if bytes[start] >= 0xE4, bytes[start] <= 0xE9 { return ideographicOrdinal(bytes, start, end) }
    let head = String(decoding: bytes[start..<min(end, start + 40)], as: UTF8.self).lowercased()
    for (word, number) in ordinals where head.hasPrefix(word) {
      let length = String(decoding: bytes[start..<min(end, start + 40)], as: UTF8.self)
        .unicodeScalars.prefix(word.unicodeScalars.count).reduce(0) { $0 + UTF8.width($1) }
      var index = start + length
      while index < end, bytes[index] == 0x20 { index += 1 }
      guard index + 1 < end else { return nil }
      switch bytes[index] {
      case 0x2C, 0x3A, 0x2D, 0x2E: index += 1
      case 0xD8 where bytes[index + 1] == 0x8C: index += 2
      case 0xE2 where bytes[index + 1] == 0x80: index += 3
      default: return nil
      }
      return apart(.ordinal, bytes, index, end, number: number)
    }
    return nil
  }

  private static func ideographicOrdinal(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> ListMarker? {
    var index = start
    // 第 or 其 in front, or 是 behind.
    let leads =
      bytes[index..<min(end, index + 3)].elementsEqual([0xE7, 0xAC, 0xAC])
      || bytes[index..<min(end, index + 3)].elementsEqual([0xE5, 0x85, 0xB6])
    if leads { index += 3 }
    guard let number = ideographicDigit(bytes, index, end) else { return nil }
    index += 3
    guard index + 2 < end else { return nil }
    let sign = (bytes[index], bytes[index + 1], bytes[index + 2])
    if leads {
      // ， ： 、
      guard sign == (0xEF, 0xBC, 0x8C) || sign == (0xEF, 0xBC, 0x9A) || sign == (0xE3, 0x80, 0x81)
      else { return nil }
    } else {
      guard sign == (0xE6, 0x98, 0xAF) else { return nil }
    }
    index += 3
    if !leads, index + 2 < end, bytes[index..<(index + 3)].elementsEqual([0xEF, 0xBC, 0x8C]) { index += 3 }
    return touching(.ordinal, bytes, index, end, number: number)
  }

  private static let ordinals: [(word: String, number: Int)] =
    [
      [
        "firstly", "first", "primero", "en primer lugar", "primera", "premièrement", "tout d'abord", "أولاً",
        "أولا", "أوّلاً", "اولا",
      ],
      [
        "secondly", "second", "segundo", "en segundo lugar", "segunda", "deuxièmement", "ثانياً", "ثانيا",
        "ثانيًا",
      ],
      [
        "thirdly", "third", "tercero", "en tercer lugar", "tercera", "troisièmement", "ثالثاً", "ثالثا",
        "ثالثًا",
      ],
      [
        "fourthly", "fourth", "cuarto", "en cuarto lugar", "cuarta", "quatrièmement", "رابعاً", "رابعا",
        "رابعًا",
      ],
      ["fifthly", "fifth", "quinto", "quinta", "cinquièmement", "خامساً", "خامسا", "خامسًا"],
      ["sixthly", "sixth", "sexto", "sexta", "sixièmement", "سادساً", "سادسا", "سادسًا"],
      ["seventhly", "seventh", "séptimo", "séptima", "septièmement", "سابعاً", "سابعا", "سابعًا"],
    ].enumerated().flatMap { place, words in words.map { ($0, place + 1) } } + [("أولًا", 1)]
}

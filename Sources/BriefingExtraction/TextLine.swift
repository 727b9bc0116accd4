import BriefingModel

/// What one pass over the bytes of a line tells about it.
struct TextLine {
  enum Kind: Equatable {
    case blank
    /// An item of a list; `content` of the line begins behind the marker.
    case item(ordered: Bool)
    /// Holds at least one bar that is not escaped.
    case piped
    /// `|---|:--:|`, `---|---|`.
    case pipeRule
    /// `+---+---+` or the same in box characters.
    case gridRule
    /// `====` or `----`: underlines a heading, or parts.
    case rule
    case text
  }

  var kind: Kind
  /// 1-based.
  var number: Int
  /// Bytes of the line without blanks at its ends, the marker of an item left out.
  var content: Range<Int>
  /// Bytes before the first that is no blank, a tab counted as four.
  var indent: Int
  /// First byte of the marker of an item, or of the content.
  var start: Int
  /// Words parted by blanks; a long run of ideographs counts as one per three signs.
  var wordCount: Int
  /// A tab stands between two words.
  var hasTab: Bool
  /// Two blanks or more stand between two words.
  var hasGap: Bool
  /// Last byte of the content, 0 for a blank line.
  var lastByte: UInt8

  /// Whether the line is of ordinary words.
  var isText: Bool { kind == .text }
}

extension TextLine {
  /// Looks at the line `number` of `lines`.
  static func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, number: Int) -> TextLine {
    var start = range.lowerBound
    var end = range.upperBound
    var indent = 0
    while start < end {
      if bytes[start] == 0x20 {
        indent += 1
        start += 1
      } else if bytes[start] == 0x09 {
        indent += 4
        start += 1
      } else if let width = wideBlank(bytes, start, end) {
        indent += 1
        start += width
      } else {
        break
      }
    }
    while end > start {
      if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 {
        end -= 1
      } else if end - start >= 2, bytes[end - 2] == 0xC2, bytes[end - 1] == 0xA0 {
        end -= 2
      } else {
        break
      }
    }
    var line = TextLine(
      kind: .blank, number: number, content: start..<end, indent: indent, start: start, wordCount: 0,
      hasTab: false, hasGap: false, lastByte: end > start ? bytes[end - 1] : 0)
    guard start < end else { return line }
    line.kind = .text
    let pipes = line.count(bytes)
    if let marker = marker(bytes, start, end) {
      line.kind = .item(ordered: marker.ordered)
      line.content = marker.end..<end
      line.wordCount -= 1
    } else if let rule = rule(bytes, start, end) {
      line.kind = rule
    } else if pipes > 0 {
      line.kind = .piped
    }
    return line
  }

  /// Counts words, bars, tabs and gaps.
  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var pipes = 0
    var blanks = 1
    var ideographs = 0
    var previous: UInt8 = 0
    for index in content {
      let byte = bytes[index]
      if byte == 0x20 {
        blanks += 1
        if blanks == 2 { hasGap = true }
      } else if byte == 0x09 {
        blanks += 1
        hasTab = true
      } else {
        if blanks > 0 { wordCount += 1 }
        blanks = 0
        if byte == 0x7C, previous != 0x5C { pipes += 1 }
        if byte >= 0xE3, byte <= 0xED { ideographs += 1 }
      }
      previous = byte
    }
    wordCount += ideographs / 3
    return pipes
  }

  private static func wideBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
    if bytes[at] == 0xC2, at + 1 < end, bytes[at + 1] == 0xA0 { return 2 }
    if bytes[at] == 0xE3, at + 2 < end, bytes[at + 1] == 0x80, bytes[at + 2] == 0x80 { return 3 }
    return nil
  }

  /// `- `, `• `, `1. `, `(2) `, `a) `: the marker of an item and where its text begins.
  private static func marker(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> (ordered: Bool, end: Int)? {
    var index = start
    var ordered = false
    switch bytes[start] {
    case 0x2D, 0x2A, 0x2B: index = start + 1
    case 0xC2 where start + 1 < end && bytes[start + 1] == 0xB7: index = start + 2
    case 0xE2 where start + 2 < end:
      guard isBullet(bytes[start + 1], bytes[start + 2]) else { return nil }
      index = start + 3
    case 0x30...0x39, 0x28, 0x41...0x5A, 0x61...0x7A:
      ordered = true
      let parenthesised = bytes[start] == 0x28
      if parenthesised { index += 1 }
      let digits = index
      while index < end, Letters.isASCIIDigit(bytes[index]), index - digits < 3 { index += 1 }
      if index == digits {
        // One letter, closed by a bracket: `a)`.
        guard index + 1 < end, Letters.isASCIILetter(bytes[index]), bytes[index + 1] == 0x29 else {
          return nil
        }
        index += 1
      }
      guard index < end, bytes[index] == 0x29 || (!parenthesised && bytes[index] == 0x2E) else { return nil }
      index += 1
    default: return nil
    }
    let behind = index
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    // A round bullet may touch its text.
    guard index > behind || (bytes[start] == 0xE2 && bytes[start + 1] != 0x80) || isRoundBullet(bytes, start)
    else { return nil }
    guard index < end else { return nil }
    return (ordered, index)
  }

  private static func isRoundBullet(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    bytes[at] == 0xE2 && bytes[at + 1] == 0x80 && bytes[at + 2] == 0xA2
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

  private static func rule(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Kind? {
    var dashes = 0
    var pipes = 0
    var pluses = 0
    var equals = 0
    var boxes = 0
    var index = start
    while index < end {
      switch bytes[index] {
      case 0x2D: dashes += 1
      case 0x7C: pipes += 1
      case 0x2B: pluses += 1
      case 0x3D: equals += 1
      case 0x20, 0x3A, 0x09: break
      case 0xE2 where index + 2 < end && (bytes[index + 1] == 0x94 || bytes[index + 1] == 0x95):
        // A vertical stroke belongs to a row, not to a rule.
        if bytes[index + 1] == 0x94, bytes[index + 2] == 0x82 { return nil }
        if bytes[index + 1] == 0x95, bytes[index + 2] == 0x91 { return nil }
        boxes += 1
        index += 2
      default: return nil
      }
      index += 1
    }
    if boxes >= 3 { return .gridRule }
    if pluses >= 2, dashes + equals >= 2 { return .gridRule }
    if pipes > 0, dashes > 0 { return .pipeRule }
    if pipes == 0, pluses == 0, dashes + equals >= 3 { return .rule }
    return nil
  }
}

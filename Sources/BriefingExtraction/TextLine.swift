import BriefingModel

/// What one pass over the bytes of a line tells about it.
struct TextLine {
  enum Kind: Equatable {
    case blank
    /// An item of a list; `content` of the line begins behind the marker.
    case item(ordered: Bool)
    /// A bullet with nothing behind it: its item stands on a line of its own.
    case marker
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

  /// Sorts of bytes that occur in a line.
  struct Signs: OptionSet {
    let rawValue: UInt16

    static let blank = Signs(rawValue: 1 << 0)
    static let tab = Signs(rawValue: 1 << 1)
    static let bar = Signs(rawValue: 1 << 2)
    static let digit = Signs(rawValue: 1 << 3)
    /// An ASCII letter.
    static let letter = Signs(rawValue: 1 << 4)
    /// A byte beyond ASCII.
    static let beyondASCII = Signs(rawValue: 1 << 5)
    /// `*`, `_` or a backtick.
    static let mark = Signs(rawValue: 1 << 6)
    /// `.`, `,`, `!` or `?`.
    static let stop = Signs(rawValue: 1 << 7)
    /// A quotation mark or bracket that closes, in ASCII.
    static let closer = Signs(rawValue: 1 << 8)
    /// `{ } \ < > = ; [ ]` and their like, which prose has not.
    static let code = Signs(rawValue: 1 << 9)
    static let colon = Signs(rawValue: 1 << 10)
    /// The lead of a three-byte sequence: ideographs among others.
    static let wide = Signs(rawValue: 1 << 11)
    /// Two blanks or more stand between two words.
    static let gap = Signs(rawValue: 1 << 12)
    /// A stop touches what follows it.
    static let glue = Signs(rawValue: 1 << 13)
    /// Digits on both sides of a colon: a time of day.
    static let clock = Signs(rawValue: 1 << 14)
    /// The bytes of a bar or rule alone.
    static let dash = Signs(rawValue: 1 << 15)
  }

  var kind: Kind
  var signs: Signs
  /// Last byte of the content, 0 for a blank line.
  var lastByte: UInt8
  /// Bars that are not escaped, counted up to 255.
  private var bars: UInt8
  private var storedIndent: UInt16
  private var words: UInt32
  private var markerWidth: UInt32
  /// First byte of the marker of an item, or of the content.
  let start: Int
  private let end: Int

  /// Bytes of the line without blanks at its ends, the marker of an item left out.
  var content: Range<Int> { (start + Int(markerWidth))..<end }
  /// Bytes before the first that is no blank, a tab counted as four.
  var indent: Int { Int(storedIndent) }
  /// Words parted by blanks; a long run of ideographs counts as one per three signs.
  var wordCount: Int { Int(words) }
  /// Bars that are not escaped, counted up to 255.
  var barCount: Int { Int(bars) }
  /// A tab stands between two words.
  var hasTab: Bool { signs.contains(.tab) }
  /// Two blanks or more stand between two words.
  var hasGap: Bool { signs.contains(.gap) }
  /// Whether the line is of ordinary words.
  var isText: Bool { kind == .text }
  /// Whether the line may hold a letter of any script.
  var mayHaveLetters: Bool { !signs.isDisjoint(with: [.letter, .beyondASCII]) }
}

extension TextLine {
  /// Looks at one line of `bytes`.
  static func scan(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> TextLine {
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
      } else if bytes[start] > 0x7F, let width = wideBlank(bytes, start, end) {
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
      kind: .blank, signs: [], lastByte: end > start ? bytes[end - 1] : 0, bars: 0,
      storedIndent: UInt16(min(indent, 0xFFFF)), words: 0, markerWidth: 0, start: start, end: end)
    guard start < end else { return line }
    line.kind = .text
    line.count(bytes)
    let first = bytes[start]
    if beginsMarker[Int(first)], let marker = ListMarker(bytes, start, end) {
      if marker.end < end {
        line.kind = .item(ordered: marker.isOrdered)
        line.markerWidth = UInt32(marker.end - start)
        if marker.isApart { line.words -= min(1, line.words) }
      } else if !marker.isOrdered {
        line.kind = .marker
      }
      if line.kind != .text { return line }
    }
    if beginsRule[Int(first)], let rule = rule(bytes, start, end) {
      line.kind = rule
    } else if line.bars > 0 {
      line.kind = .piped
    }
    return line
  }

  /// Makes an item of a line whose mark counts only beside lines alike.
  mutating func mark(_ marker: ListMarker) {
    kind = .item(ordered: marker.isOrdered)
    markerWidth = UInt32(marker.end - start)
    if marker.isApart { words -= min(1, words) }
  }

  /// Counts words and bars, and gathers the signs.
  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) {
    let sorts = Self.sorts
    var seen: UInt16 = 0
    var words = 0
    var wide = 0
    var bars = 0
    var gaps: UInt16 = 0
    var previous = Signs.blank.rawValue
    let blank = Signs.blank.rawValue
    let stop = Signs.stop.rawValue
    let rare = Signs.bar.rawValue | Signs.colon.rawValue | Signs.wide.rawValue
    let touching = Signs.letter.rawValue | Signs.beyondASCII.rawValue | Signs.closer.rawValue
    sorts.withUnsafeBufferPointer { sorts in
      var next = start
      while next < end {
        // Eight bytes at a time, as long as they are words parted by blanks, with stops before the blanks.
        if let eight = Prose(Self.eight(bytes, next, end), behind: previous) {
          seen |= eight.signs.rawValue
          words &+= eight.words
          gaps |= eight.gaps
          next = min(next + 8, end)
          previous = sorts[Int(bytes[next - 1])]
          continue
        }
        let piece = next..<min(next + 8, end)
        next = piece.upperBound
        for index in piece {
          let sort = sorts[Int(bytes[index])]
          seen |= sort
          // Words and gaps without a branch, for blanks come as they please; the line begins with no blank.
          words &+= Int(previous & ~sort & blank)
          gaps |= previous & sort
          if previous & stop | sort & rare != 0 {
            if previous & stop != 0, sort & touching != 0, Self.isGlue(bytes, index, end) {
              seen |= Signs.glue.rawValue
            }
            if sort & Signs.wide.rawValue != 0 {
              wide += 1
            } else if sort & Signs.bar.rawValue != 0 {
              if bytes[index - (index > start ? 1 : 0)] != 0x5C || index == start { bars += 1 }
            } else if sort & Signs.colon.rawValue != 0, previous & Signs.digit.rawValue != 0, index + 1 < end,
              Letters.isASCIIDigit(bytes[index + 1])
            {
              seen |= Signs.clock.rawValue
            }
          }
          previous = sort
        }
      }
      // Two blanks in a row.
      if gaps & blank != 0 { seen |= Signs.gap.rawValue }
    }
    self.words = UInt32(clamping: words + wide / 3)
    self.bars = UInt8(clamping: bars)
    signs = Signs(rawValue: seen)
    // A tab beside a blank is no gap of blanks.
    if signs.contains(.tab), signs.contains(.gap), !hasBlankPair(bytes) { signs.remove(.gap) }
  }

  /// Eight bytes from `start` on, the first lowest; in the place of those behind the line hyphens, which show
  /// nothing.
  @inline(__always)
  private static func eight(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    let word = TextByte.eight(bytes, at: start)
    let count = end - start
    if count >= 8 { return word }
    let mask: UInt64 = 1 << UInt64(8 * count) &- 1
    return word & mask | 0x2D2D_2D2D_2D2D_2D2D & ~mask
  }

  /// What eight bytes of prose show.
  private struct Prose {
    var signs: Signs = []
    var words: Int
    var gaps: UInt16

    /// Nil for eight bytes, the first lowest, of which any must be looked at by itself: all but letters and
    /// digits of ASCII, blanks, stops, hyphens and apostrophes, and a stop that touches a letter.
    @inline(__always)
    init?(_ word: UInt64, behind previous: UInt16) {
      let ones: UInt64 = 0x0101_0101_0101_0101
      let high = ones << 7
      guard word & high == 0 else { return nil }
      /// The high bits of the bytes that are 0.
      func zeros(_ word: UInt64) -> UInt64 { ~(word &+ ones &* 0x7F) & high }
      let small = word | ones &* 0x20
      let letters = (small &+ ones &* 0x1F) & ~(small &+ ones &* 0x05) & high
      let digits = (word &+ ones &* 0x50) & ~(word &+ ones &* 0x46) & high
      let blanks = zeros(word ^ ones &* 0x20)
      // A comma and a full stop.
      let stops = zeros((word & (ones &* 0xFD)) ^ ones &* 0x2C)
      let marks = zeros(word ^ ones &* 0x2D) | zeros(word ^ ones &* 0x27)
      guard letters | digits | blanks | stops | marks == high else { return nil }
      let behindStops = stops << 8 | (previous & Signs.stop.rawValue != 0 ? 0x80 : 0)
      guard behindStops & letters == 0 else { return nil }
      let behindBlanks = blanks << 8 | (previous & Signs.blank.rawValue != 0 ? 0x80 : 0)
      words = (behindBlanks & ~blanks).nonzeroBitCount
      gaps = behindBlanks & blanks != 0 ? Signs.blank.rawValue : 0
      if letters != 0 { signs.formUnion(.letter) }
      if digits != 0 { signs.formUnion(.digit) }
      if blanks != 0 { signs.formUnion(.blank) }
      if stops != 0 { signs.formUnion(.stop) }
    }
  }

  /// Whether what touches a stop at `index` is more than a mark that closes before a blank.
  private static func isGlue(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    var next = index
    if bytes[next] == 0x22 || bytes[next] == 0x29 || bytes[next] == 0x5D {
      next += 1
    } else if next + 2 < end, bytes[next] == 0xE2, bytes[next + 1] == 0x80,
      bytes[next + 2] == 0x99
        || bytes[next + 2] == 0x9D
    {
      next += 3
    }
    return next < end && (Letters.isASCIILetter(bytes[next]) || bytes[next] >= 0x80)
  }

  private func hasBlankPair(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = start
    while index + 1 < end {
      if bytes[index] == 0x20, bytes[index + 1] == 0x20 { return true }
      index += 1
    }
    return false
  }

  private static func wideBlank(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int? {
    if bytes[at] == 0xC2, at + 1 < end, bytes[at + 1] == 0xA0 { return 2 }
    if bytes[at] == 0xE3, at + 2 < end, bytes[at + 1] == 0x80, bytes[at + 2] == 0x80 { return 3 }
    return nil
  }

  private static func rule(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Kind? {
    var dashes = 0
    var pipes = 0
    var pluses = 0
    var equals = 0
    var boxes = 0
    /// Dashes of other widths: one alone is a cell that says nothing.
    var long = 0
    var index = start
    while index < end {
      switch bytes[index] {
      case 0x2D: dashes += 1
      case 0x7C: pipes += 1
      case 0x2B: pluses += 1
      case 0x3D: equals += 1
      case 0x20, 0x3A, 0x09: break
      case 0xE2 where isLongDash(bytes, index, end):
        long += 1
        index += 2
      case 0xEF where isWideRuleSign(bytes, index, end):
        if bytes[index + 2] == 0x8D { long += 1 }
        index += 2
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
    if pipes > 0, long >= 2 * max(1, pipes - 1), long >= 4 { return .pipeRule }
    if pluses >= 2, dashes + equals >= 2 { return .gridRule }
    if pipes > 0, dashes > 0 { return .pipeRule }
    if pipes == 0, pluses == 0, dashes + equals >= 3 { return .rule }
    return nil
  }

  /// `–`, `—`, `―`.
  static func isLongDash(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    index + 2 < end && bytes[index] == 0xE2 && bytes[index + 1] == 0x80
      && (0x93...0x95).contains(bytes[index + 2])
  }

  /// `－`, `：` or `｜` of the width of ideographs.
  private static func isWideRuleSign(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Bool {
    index + 2 < end && bytes[index + 1] == 0xBC && (bytes[index + 2] == 0x8D || bytes[index + 2] == 0x9A)
  }

  /// Bytes that a rule may begin with.
  private static let beginsRule: [Bool] = (0...255).map { byte in
    byte == 0x2D || byte == 0x7C || byte == 0x2B || byte == 0x3D || byte == 0x3A || byte == 0xE2
  }

  /// Bytes that the marker of an item may begin with.
  private static let beginsMarker: [Bool] = (0...255).map { byte in
    switch UInt8(byte) {
    case 0x2D, 0x2A, 0x2B, 0x28, 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0xC2, 0xD8, 0xD9, 0xDB,
      0xE2...0xE9, 0xEF:
      true
    default: false
    }
  }

  private static let sorts: [UInt16] = (0...255).map { byte in
    switch UInt8(byte) {
    case 0x20: Signs.blank.rawValue
    case 0x09: Signs.blank.rawValue | Signs.tab.rawValue
    case 0x7C: Signs.bar.rawValue
    case 0x30...0x39: Signs.digit.rawValue
    case 0x41...0x5A, 0x61...0x7A: Signs.letter.rawValue
    case 0x2A, 0x5F, 0x60: Signs.mark.rawValue
    case 0x2E, 0x2C, 0x21, 0x3F: Signs.stop.rawValue
    case 0x22, 0x29: Signs.closer.rawValue
    case 0x7B, 0x7D, 0x5C, 0x3C, 0x3E, 0x3D, 0x3B, 0x5B, 0x7E, 0x5E, 0x40: Signs.code.rawValue
    case 0x5D: Signs.code.rawValue | Signs.closer.rawValue
    case 0x3A: Signs.colon.rawValue
    case 0xE3...0xED: Signs.beyondASCII.rawValue | Signs.wide.rawValue
    case 0x80...0xFF: Signs.beyondASCII.rawValue
    default: 0
    }
  }
}

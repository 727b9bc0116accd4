import BriefingModel

/// Tells Markdown that would cost its parser more than linear time, before it is parsed.
///
/// Such text is not what people write: tens of thousands of brackets in one paragraph, hundreds of
/// levels of nesting. It is read as plain text instead, so that nothing of it is lost.
enum MarkdownGuard {
  /// Bytes beyond which a text is not parsed as Markdown.
  static let mostBytes = 32 << 20
  /// Bytes and lines beyond which what cannot be parted is not parsed as Markdown.
  private static let mostBytesAtOnce = 12 << 20
  private static let mostLinesAtOnce = 300_000
  /// Bytes up to which it does not matter whether a text can be parted.
  private static let mostBytesUnparted = 512 << 10
  private static let deepest = 60
  private static let widestIndent = 400
  /// Steps that marks in one paragraph may cost together, each mark looking at each before it.
  private static let markBudget = 200_000_000
  private static let slotBudget = 400_000
  /// Marks in the whole text whose square is well within the budget.
  private static let mostTame = 9_000

  /// Why the text must not be parsed, as a plain sentence, and from which 1-based line on; nil for
  /// nearly all texts.
  static func objection(to lines: SourceLines) -> (reason: String, line: Int)? {
    var slots = slotBudget
    if lines.utf8.count > mostBytesUnparted {
      let slices = MarkdownSlices(lines, from: 0)
      if lines.utf8.count > mostBytes || slices.longest > mostBytesAtOnce
        || slices.mostLines > mostLinesAtOnce
      {
        return ("Too large for Markdown: shown as plain text.", 1)
      }
      // Rows that hold their cells take a slot for each two bytes at most.
      if slices.longest < 2 * mostBytesUnparted { slots = max(slots, lines.utf8.count) }
    }
    return lines.utf8.withUnsafeBufferPointer { objection(to: lines.ranges, $0, slotBudget: slots) }
  }

  private static func objection(
    to ranges: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>, slotBudget: Int
  ) -> (reason: String, line: Int)? {
    var marks = Marks()
    var cost = 0
    var columns = 0
    var slots = 0
    /// Lines and bytes of the paragraph that is open: a rule below it makes the parser read each of its
    /// lines as a header, to the paragraph's end.
    var paragraph = (lines: 0, bytes: 0)
    let sorts = Self.sorts
    let isTame = isTame(bytes)
    for number in ranges.indices {
      let range = ranges[number]
      let head = Head(bytes, range)
      if isTame, head.depth == 0, let ink = head.ink, sorts[Int(ink)] & Sort.ink != 0 {
        // A line of words: all that it can do is go on with a paragraph.
        paragraph = (paragraph.lines + 1, paragraph.bytes + range.count)
        slots += columns
        if slots > slotBudget { return ("Too intricate for Markdown: shown as plain text.", number + 1) }
        continue
      }
      var pipes = 0
      var seen: UInt8 = 0
      var next = range.lowerBound
      while next < range.upperBound {
        // Eight bytes at a time, as long as they are words, which begin and end nothing.
        if next + 8 <= range.upperBound, let sorts = Self.words(TextByte.eight(bytes, at: next)) {
          seen |= sorts
          next += 8
          continue
        }
        let piece = next..<min(next + 8, range.upperBound)
        next = piece.upperBound
        for index in piece {
          let sort = sorts[Int(bytes[index])]
          seen |= sort
          if sort >= Sort.pipe {
            if sort == Sort.pipe {
              pipes += 1
            } else {
              marks.count(sort, isFirst: index == range.lowerBound || bytes[index - 1] != 0x60)
            }
          }
        }
      }
      let isBlank = seen & ~(Sort.blank | Sort.control) == 0
      let isRule = seen & ~(Sort.blank | Sort.dash | Sort.pipe) == 0
      let (depth, indent, isHead) = (head.depth, head.indent, head.isWhole)
      // A long rule of dashes, stars or dots nests nothing.
      if depth > deepest, !isHead || indent >= deepest, !isThematic(bytes, range) {
        return ("Nested too deeply for Markdown: shown as plain text.", number + 1)
      }
      if indent > widestIndent, depth > 0 {
        return ("Nested too deeply for Markdown: shown as plain text.", number + 1)
      }
      if isBlank {
        cost += marks.cost
        marks = Marks()
        columns = 0
        paragraph = (0, 0)
      } else {
        // The cells of a row are put in line one behind the other, from the first each time.
        if pipes > 200 { cost += pipes * pipes / 2 }
        if isRule, paragraph.lines > 100 { cost += paragraph.lines * paragraph.bytes / 8 }
        paragraph = (paragraph.lines + 1, paragraph.bytes + range.count)
        if isRule, pipes > 0 { columns = max(columns, pipes + 1) }
        slots += columns
      }
      if cost + marks.cost > markBudget || slots > slotBudget {
        return ("Too intricate for Markdown: shown as plain text.", number + 1)
      }
    }
    return nil
  }

  /// Whether a text holds so few marks that they cannot come to much, wherever they stand.
  private static func isTame(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if bytes.count <= mostTame { return true }
    var marks = 0
    sorts.withUnsafeBufferPointer { sorts in
      for byte in bytes { marks &+= sorts[Int(byte)] >= Sort.pipe ? 1 : 0 }
    }
    return marks <= mostTame
  }

  /// The sorts of eight bytes, the first lowest, that are letters, digits, blanks, commas and stops of ASCII; nil
  /// where others are among them.
  @inline(__always)
  private static func words(_ word: UInt64) -> UInt8? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let high = ones << 7
    guard word & high == 0 else { return nil }
    let small = word | ones &* 0x20
    let letters = (small &+ ones &* 0x1F) & ~(small &+ ones &* 0x05)
    let digits = (word &+ ones &* 0x50) & ~(word &+ ones &* 0x46)
    let stops = ~(((word & (ones &* 0xFD)) ^ ones &* 0x2C) &+ ones &* 0x7F)
    let blanks = ~((word ^ ones &* 0x20) &+ ones &* 0x7F) & high
    guard (letters | digits | stops | blanks) & high == high else { return nil }
    return (blanks == 0 ? 0 : Sort.blank) | (blanks == high ? 0 : Sort.ink)
  }

  /// Whether a line is of one sign and blanks only.
  private static func isThematic(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var sign: UInt8?
    for index in range where bytes[index] > 0x20 {
      if sign == nil { sign = bytes[index] }
      if bytes[index] != sign { return false }
    }
    return sign == UInt8(ascii: "*") || sign == UInt8(ascii: "-") || sign == UInt8(ascii: "_")
  }

  /// Sorts of bytes, each a bit of its own; those from the pipe on are counted.
  private enum Sort {
    static let ink: UInt8 = 1
    static let blank: UInt8 = 2
    static let control: UInt8 = 4
    /// `-` or `:`.
    static let dash: UInt8 = 8
    static let pipe: UInt8 = 16
    /// With `ink`: what begins or ends something.
    static let bracket: UInt8 = 32 | ink
    static let angle: UInt8 = 64 | ink
    static let tick: UInt8 = 128 | ink
    static let emphasis: UInt8 = 96 | ink
  }

  private static let sorts: [UInt8] = {
    var sorts = [UInt8](repeating: Sort.ink, count: 256)
    for byte in 0..<0x20 { sorts[byte] = Sort.control }
    sorts[0x20] = Sort.blank
    sorts[0x09] = Sort.blank
    sorts[0x2D] = Sort.dash
    sorts[0x3A] = Sort.dash
    sorts[0x7C] = Sort.pipe
    for byte in [0x5B, 0x5D, 0x21] { sorts[byte] = Sort.bracket }
    sorts[0x3C] = Sort.angle
    sorts[0x60] = Sort.tick
    for byte in [0x2A, 0x5F, 0x7E] { sorts[byte] = Sort.emphasis }
    return sorts
  }()

  /// What a line begins with before its first letter.
  private struct Head {
    var depth = 0
    var indent = 0
    /// The first byte behind it; nil where the line is nothing else.
    var ink: UInt8?

    var isWhole: Bool { ink == nil }

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
      for index in range {
        switch bytes[index] {
        case 0x20, 0x09: indent += 1
        case 0x3E: depth += 1
        case 0x2D, 0x2B, 0x2A:
          guard index + 1 < range.upperBound, bytes[index + 1] <= 0x20 else {
            ink = bytes[index]
            return
          }
          depth += 1
        case 0x29, 0x2E: depth += 1
        case 0x30...0x39: break
        default:
          ink = bytes[index]
          return
        }
      }
    }
  }

  /// Signs of one paragraph that begin or end something.
  private struct Marks {
    private var brackets = 0
    private var angles = 0
    private var ticks = 0
    private var emphasis = 0

    /// - Parameter isFirst: whether no tick stands before it in its line, or it is the line's first byte.
    mutating func count(_ sort: UInt8, isFirst: Bool) {
      switch sort {
      case Sort.bracket: brackets += 1
      case Sort.angle: angles += 1
      // A run of ticks counts once.
      case Sort.tick: if isFirst { ticks += 1 }
      default: emphasis += 1
      }
    }

    var cost: Int {
      brackets * brackets + angles * angles + ticks * ticks + emphasis * emphasis
    }
  }
}

import BriefingModel

/// Tells Markdown that would cost its parser more than linear time, before it is parsed.
///
/// Such text is not what people write: tens of thousands of brackets in one paragraph, hundreds of
/// levels of nesting. It is read as plain text instead, so that nothing of it is lost.
enum MarkdownGuard {
  /// Bytes beyond which a text is not parsed as Markdown.
  static let mostBytes = 16 << 20
  private static let deepest = 60
  private static let widestIndent = 400
  /// Steps that marks in one paragraph may cost together, each mark looking at each before it.
  private static let markBudget = 200_000_000
  private static let slotBudget = 400_000

  /// Why the text must not be parsed, as a plain sentence, and from which 1-based line on; nil for
  /// nearly all texts.
  static func objection(to lines: SourceLines) -> (reason: String, line: Int)? {
    if lines.utf8.count > mostBytes {
      return ("Too large for Markdown: shown as plain text.", 1)
    }
    return lines.utf8.withUnsafeBufferPointer { objection(to: lines.ranges, $0) }
  }

  private static func objection(
    to ranges: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (reason: String, line: Int)? {
    var marks = Marks()
    var cost = 0
    var columns = 0
    var slots = 0
    /// Lines and bytes of the paragraph that is open: a rule below it makes the parser read each of its
    /// lines as a header, to the paragraph's end.
    var paragraph = (lines: 0, bytes: 0)
    for (number, range) in ranges.enumerated() {
      var isBlank = true
      var depth = 0
      var indent = 0
      var pipes = 0
      var isRule = true
      var isHead = true
      for index in range {
        let byte = bytes[index]
        if byte > 0x20 { isBlank = false }
        if isHead {
          switch byte {
          case 0x20, 0x09: indent += 1
          case 0x3E: depth += 1
          case 0x2D, 0x2B, 0x2A:
            if index + 1 < range.upperBound, bytes[index + 1] <= 0x20 { depth += 1 } else { isHead = false }
          case 0x30...0x39, 0x29, 0x2E:
            if byte == 0x29 || byte == 0x2E { depth += 1 }
          default: isHead = false
          }
        }
        switch byte {
        case 0x7C: pipes += 1
        case 0x2D, 0x3A, 0x20, 0x09: break
        default: isRule = false
        }
        marks.count(byte)
      }
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

  /// Whether a line is of one sign and blanks only.
  private static func isThematic(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var sign: UInt8?
    for index in range where bytes[index] > 0x20 {
      if sign == nil { sign = bytes[index] }
      if bytes[index] != sign { return false }
    }
    return sign == UInt8(ascii: "*") || sign == UInt8(ascii: "-") || sign == UInt8(ascii: "_")
  }

  /// Signs of one paragraph that begin or end something.
  private struct Marks {
    private var brackets = 0
    private var angles = 0
    private var ticks = 0
    private var emphasis = 0
    private var previous: UInt8 = 0

    mutating func count(_ byte: UInt8) {
      switch byte {
      case 0x5B, 0x5D, 0x21: brackets += 1
      case 0x3C: angles += 1
      // A run of ticks counts once.
      case 0x60: if previous != 0x60 { ticks += 1 }
      case 0x2A, 0x5F, 0x7E: emphasis += 1
      default: break
      }
      previous = byte
    }

    var cost: Int {
      brackets * brackets + angles * angles + ticks * ticks + emphasis * emphasis
    }
  }
}

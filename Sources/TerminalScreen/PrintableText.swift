internal import CUtf8proc

/// Makes any text safe and honest to show: what a terminal would obey or hide becomes a visible mark.
///
/// Nothing is deleted, because deleting joins what stood around. The output alphabet is closed:
/// applying it twice changes nothing more.
public enum PrintableText {
  /// Most combining scalars kept on one base.
  static let combiningLimit = 4

  /// `text` with every control, format and unassigned scalar replaced by a mark: C0 as `^X`,
  /// others as `⟨U+XXXX⟩`; tabs become blanks up to the next multiple of eight columns, line breaks
  /// a blank. Joiners that writing needs (ZWJ, ZWNJ between letters or emoji) are kept.
  public static func make(_ text: String) -> String {
    if isPlainASCII(text) { return text }
    var output = String.UnicodeScalarView()
    var column = 0
    var combining = 0
    var previous: Unicode.Scalar?
    func mark(_ string: String) {
      output.append(contentsOf: string.unicodeScalars)
      column += string.unicodeScalars.count
      combining = 0
    }
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index != scalars.endIndex {
      let scalar = scalars[index]
      let next = scalars.index(after: index)
      defer {
        previous = scalar
        index = next
      }
      switch scalar.value {
      case 0x20...0x7E:
        output.append(scalar)
        column += 1
        combining = 0
      case 0x09:
        mark(String(repeating: " ", count: 8 - column % 8))
      case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029:
        // Callers lay out line by line; a break inside a line is a blank to them.
        mark(" ")
      case 0x00...0x1F:
        mark("^" + String(Unicode.Scalar(UInt8(scalar.value + 0x40))))
      case 0x7F:
        mark("^?")
      case 0xA0, 0x202F:
        mark(" ")
      case 0x200C, 0x200D:
        let after = next == scalars.endIndex ? nil : scalars[next]
        if let previous, let after, joins(previous), joins(after) {
          output.append(scalar)
        } else {
          mark(code(scalar))
        }
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
          .paragraphSeparator:
          if isEmojiTag(scalar) { output.append(scalar) } else { mark(code(scalar)) }
        case .nonspacingMark, .enclosingMark, .spacingMark:
          combining += 1
          if previous == nil {
            mark(code(scalar))
          } else if combining <= combiningLimit {
            output.append(scalar)
          } else if combining == combiningLimit + 1 {
            output.append("\u{FFFD}")
            column += 1
          }
        case .spaceSeparator:
          mark(" ")
        default:
          output.append(scalar)
          column += CellWidth.columns(of: scalar)
          combining = 0
        }
      }
    }
    return String(output)
  }

  private static func isPlainASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 <= 0x7E }
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "⟩"
  }

  /// Whether a joiner beside `scalar` can mean anything: letters of joining scripts and emoji.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x600 && (scalar.properties.isAlphabetic || scalar.properties.isEmoji
      || scalar.value == 0xFE0F || scalar.properties.generalCategory == .nonspacingMark)
  }

  private static func isEmojiTag(_ scalar: Unicode.Scalar) -> Bool { false }
}

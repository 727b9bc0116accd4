/// Makes any text safe and honest to show: what a terminal would obey or hide becomes a visible mark.
///
/// Nothing is deleted, because deleting joins what stood around. The output alphabet is closed:
/// applying it twice changes nothing more.
public enum PrintableText {
  /// Most combining scalars and joiners kept on one base, so that a cell holds all of them.
  static let combiningLimit = Cell.scalarLimit - 1

  /// `text` with every control, format, private and unassigned scalar replaced by a mark: C0 as `^X`,
  /// others as `⟨U+XXXX⟩`; tabs become blanks up to the next multiple of eight columns, line breaks
  /// a blank. Joiners that writing needs (ZWJ, ZWNJ between letters or emoji) and variation selectors
  /// that can mean something are kept. Of a flood of combining marks four are kept, and one U+FFFD
  /// stands for the others.
  public static func make(_ text: String) -> String {
    if PlainScalar.columns(of: text) != nil { return text }
    var maker = Maker()
    maker.output.reserveCapacity(text.utf8.count)
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index != scalars.endIndex {
      let scalar = scalars[index]
      index = scalars.index(after: index)
      maker.take(scalar, next: index == scalars.endIndex ? nil : scalars[index])
    }
    return String(decoding: maker.output, as: UTF8.self)
  }

  /// The text made so far, and what the next scalar attaches to.
  private struct Maker {
    /// In UTF-8: a view of a string's scalars is copied whole whenever several are appended to it.
    var output: [UInt8] = []
    private var column = 0
    /// Combining scalars on the present base.
    private var combining = 0
    private var last: Unicode.Scalar?

    mutating func take(_ scalar: Unicode.Scalar, next: Unicode.Scalar?) {
      if PlainScalar.columns(scalar.value) > 0 {
        base(scalar)
        return
      }
      switch scalar.value {
      case 0x09:
        mark(String(repeating: " ", count: 8 - column % 8))
      case 0x0A...0x0D, 0x85, 0x2028, 0x2029:
        // Callers lay out line by line; a break inside a line is a blank to them.
        mark(" ")
      case 0x00...0x1F:
        mark("^" + String(Unicode.Scalar(UInt8(scalar.value + 0x40))))
      case 0x7F:
        mark("^?")
      case 0x200C, 0x200D:
        if let last, let next, combining < combiningLimit, canPrecedeJoiner(last),
          canFollowJoiner(next)
        {
          attach(scalar)
        } else {
          mark(PrintableText.code(scalar))
        }
      default:
        takeByCategory(scalar)
      }
    }

    private mutating func takeByCategory(_ scalar: Unicode.Scalar) {
      switch scalar.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        mark(PrintableText.code(scalar))
      case .spaceSeparator:
        mark(CellWidth.columns(of: scalar) == 2 ? "  " : " ")
      case .nonspacingMark, .enclosingMark:
        if last == nil || !isVisibleMark(scalar) {
          mark(PrintableText.code(scalar))
        } else {
          attachOrCount(scalar)
        }
      default:
        if PrintableText.isHidden(scalar) || !CellWidth.knows(scalar) {
          mark(PrintableText.code(scalar))
        } else if CellWidth.columns(of: scalar) > 0 {
          base(scalar)
        } else if let last, PrintableText.isHangul(last) {
          // The vowel or the final consonant of a syllable written in parts.
          attachOrCount(scalar)
        } else {
          mark(PrintableText.code(scalar))
        }
      }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
      if scalar.isASCII {
        output.append(UInt8(scalar.value))
      } else {
        output.append(contentsOf: UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
      }
    }

    private mutating func base(_ scalar: Unicode.Scalar) {
      append(scalar)
      column += CellWidth.columns(of: scalar)
      combining = 0
      last = scalar
    }

    private mutating func mark(_ string: String) {
      output.append(contentsOf: string.utf8)
      column += string.unicodeScalars.count
      combining = 0
      last = string.unicodeScalars.last
    }

    private mutating func attach(_ scalar: Unicode.Scalar) {
      append(scalar)
      combining += 1
      last = scalar
    }

    private mutating func attachOrCount(_ scalar: Unicode.Scalar) {
      if combining < combiningLimit {
        attach(scalar)
      } else if combining == combiningLimit {
        append("\u{FFFD}")
        column += 1
        combining += 1
        last = "\u{FFFD}"
      }
    }

    /// Whether a combining scalar is seen, or changes what is seen, on the scalar before it.
    private func isVisibleMark(_ scalar: Unicode.Scalar) -> Bool {
      guard PrintableText.isHidden(scalar) else { return true }
      guard let last else { return false }
      switch scalar.value {
      case 0xFE0E, 0xFE0F: return last.properties.isEmoji
      case 0xFE00...0xFE0D: return last.value >= 0x1000 && !PrintableText.isHidden(last)
      case 0xE0100...0xE01EF: return last.properties.isIdeographic
      case 0x180B...0x180D, 0x180F: return (0x1820...0x18AA).contains(last.value)
      default: return false
      }
    }

    private func canPrecedeJoiner(_ scalar: Unicode.Scalar) -> Bool {
      if scalar.value == 0xFE0F { return true }
      if scalar.properties.generalCategory == .nonspacingMark {
        return PrintableText.isOfJoiningScript(scalar) && !PrintableText.isHidden(scalar)
      }
      return canFollowJoiner(scalar)
    }

    /// Whether a joiner before `scalar` can mean anything: it is a letter of a script that joins, or an
    /// emoji, and begins a cell.
    private func canFollowJoiner(_ scalar: Unicode.Scalar) -> Bool {
      let isEmoji = scalar.value >= 0x2000 && scalar.properties.isEmoji
      guard isEmoji || PrintableText.isOfJoiningScript(scalar) && scalar.properties.isAlphabetic else {
        return false
      }
      return !PrintableText.isHidden(scalar) && CellWidth.knows(scalar)
        && scalar.properties.generalCategory != .unassigned && CellWidth.columns(of: scalar) > 0
    }
  }

  /// Whether the scalar is of a block whose letters change their form beside others.
  private static func isOfJoiningScript(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x600...0x10FF, 0x1200...0x1CFF, 0xA800...0xABFF, 0xFB50...0xFDFF, 0xFE70...0xFEFC,
      0x10A00...0x11FFF, 0x1E900...0x1E95F:
      true
    default: false
    }
  }

  /// Whether the scalar shows nothing of its own: fillers, selectors, invisible operators and the like.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isDefaultIgnorableCodePoint
  }

  private static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x11FF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xD7B0...0xD7FF: true
    default: false
    }
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "⟩"
  }
}

/// What a grapheme means to the end of a line.
enum BreakClass: UInt8, Sendable {
  case blank, letter, digit, hyphen, dash, slash, opening, closing, ideograph, other

  init(ascii byte: UInt8) {
    switch byte {
    case 0x20: self = .blank
    case 0x30...0x39: self = .digit
    case 0x41...0x5A, 0x61...0x7A: self = .letter
    case UInt8(ascii: "-"): self = .hyphen
    case UInt8(ascii: "/"): self = .slash
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): self = .opening
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","),
      UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: "%"):
      self = .closing
    default: self = .other
    }
  }

  /// The class of a grapheme that begins with `scalar` and shows `source`.
  init(_ scalar: Unicode.Scalar, source: Unicode.Scalar, columns: Int) {
    switch source.value {
    case 0xA0, 0x2007, 0x202F:
      // A blank that the writer wanted kept together.
      self = .other
      return
    default: break
    }
    if scalar.value < 0x80 {
      self.init(ascii: UInt8(scalar.value))
      return
    }
    switch scalar.value {
    case 0x2010: self = .hyphen
    case 0x2012...0x2015: self = .dash
    case 0x2018, 0x201C, 0xAB: self = .opening
    case 0x2019, 0x201D, 0xBB, 0x2026: self = .closing
    default:
      if Self.wideOpening.contains(scalar) {
        self = .opening
      } else if Self.wideClosing.contains(scalar) {
        self = .closing
      } else {
        self = columns == 2 ? .ideograph : .letter
      }
    }
  }

  /// Brackets that may not end a line.
  private static let wideOpening = Set("（「『【〈《〔［｛｢〖〘".unicodeScalars)

  /// Marks that may not begin a line: closing brackets, stops, and kana that hang on the one before.
  private static let wideClosing = Set(
    "）」』】〉》〕］｝｣〗〙、。，．：；！？‼⁇・ーゝゞヽヾ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％‰…‥".unicodeScalars)

  /// Whether a line may end after `current`, which stands between `before` and `next`.
  static func mayBreak(_ before: BreakClass, _ current: BreakClass, _ next: BreakClass) -> Bool {
    if next == .closing || current == .opening { return false }
    switch current {
    case .hyphen, .slash:
      // Not in dates, ranges, signs and options: `2026-03-06`, `24/7`, `-5`, `--plain`.
      return (before == .letter || before == .digit || before == .closing)
        && (next == .letter || next == .ideograph)
    case .dash:
      return next != .dash && !(before == .digit && next == .digit)
    case .ideograph:
      return true
    default:
      return next == .ideograph
    }
  }
}

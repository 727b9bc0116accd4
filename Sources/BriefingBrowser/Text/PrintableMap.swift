internal import TerminalScreen

/// Text made printable, with the way back: which scalar of the original each scalar of it shows.
struct PrintableMap: Sendable {
  /// The original.
  let source: [Unicode.Scalar]
  /// What `PrintableText` makes of it.
  let text: String
  /// For each scalar of `text` the 0-based scalar of `source` that it stands for.
  let origins: [Int32]

  init(_ original: String) {
    let source = Array(original.unicodeScalars)
    self.source = source
    // Tabs first: how many blanks one gives can not be seen in the result.
    var expanded: [Unicode.Scalar] = []
    var places: [Int32] = []
    expanded.reserveCapacity(source.count)
    places.reserveCapacity(source.count)
    var column = 0
    for (index, scalar) in source.enumerated() {
      switch scalar.value {
      case 0x09:
        for _ in 0..<(8 - column % 8) {
          expanded.append(" ")
          places.append(Int32(index))
        }
        column = 0
      case 0x0D where index + 1 < source.count && source[index + 1] == "\n":
        continue
      case 0x0A:
        expanded.append(scalar)
        places.append(Int32(index))
        column = 0
      default:
        expanded.append(scalar)
        places.append(Int32(index))
        column += CellWidth.columns(of: scalar)
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: expanded)
    text = PrintableText.make(String(view))
    let shown = Array(text.unicodeScalars)
    origins = shown == expanded ? places : Self.align(shown, with: expanded, at: places)
  }

  /// Follows the original and its printable form side by side. A scalar is shown as itself, as
  /// blanks, as a mark (`^X`, `⟨U+XXXX⟩`), or, beyond the limit of combining marks, as one U+FFFD for
  /// all that follow.
  private static func align(
    _ shown: [Unicode.Scalar], with source: [Unicode.Scalar], at places: [Int32]
  ) -> [Int32] {
    var origins: [Int32] = []
    origins.reserveCapacity(shown.count)
    var isOverflow = false
    for (index, scalar) in source.enumerated() {
      let at = origins.count
      guard at < shown.count else { break }
      var length = 0
      if shown[at] == scalar {
        length = 1
      } else if scalar.value < 0x20 || scalar.properties.isWhitespace {
        // The same wherever it stands: a blank or two, or `^X`.
        length = PrintableText.make(String(scalar)).unicodeScalars.count
      } else if scalar.value == 0x7F {
        length = 2
      } else if shown[at] == "⟨", isCode(shown[at...], of: scalar) {
        length = String(scalar.value, radix: 16).utf8.count
        length = max(4, length) + 4
      } else if shown[at] == "\u{FFFD}", !isOverflow {
        length = 1
        isOverflow = true
        origins.append(places[index])
        continue
      }
      if length > 0 { isOverflow = false }
      for _ in 0..<min(length, shown.count - at) { origins.append(places[index]) }
    }
    while origins.count < shown.count { origins.append(places.last ?? 0) }
    return origins
  }

  /// Whether `shown` begins with `⟨U+` and the number of `scalar`.
  private static func isCode(_ shown: ArraySlice<Unicode.Scalar>, of scalar: Unicode.Scalar) -> Bool {
    var digits: UInt32 = 0
    for digit in shown.dropFirst(3) {
      guard digit != "⟩" else { return digits == scalar.value }
      guard let value = Character(digit).hexDigitValue else { return false }
      digits = digits &* 16 &+ UInt32(value)
    }
    return false
  }
}

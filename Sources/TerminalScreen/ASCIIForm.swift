internal import CUtf8proc

/// What stands for a character on a terminal that shows nothing but ASCII.
public enum ASCIIForm {
  /// A look-alike of the same width: frames, bullets, quotes, dashes and arrows have one each, Latin
  /// letters lose their accents, anything else is a question mark.
  public static func lookalike(of scalar: UInt32) -> UInt8 {
    if scalar >= 0x20, scalar <= 0x7E { return UInt8(scalar) }
    if let known = table[scalar] { return known }
    switch scalar {
    // Frames: horizontal, vertical, and all corners and crossings.
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2508, 0x2509, 0x254C, 0x254D, 0x2574, 0x2576, 0x2578, 0x257A,
      0x257C, 0x257E:
      return UInt8(ascii: "-")
    case 0x2550: return UInt8(ascii: "=")
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x250A, 0x250B, 0x254E, 0x254F, 0x2551, 0x2575, 0x2577, 0x2579,
      0x257B, 0x257D, 0x257F:
      return UInt8(ascii: "|")
    case 0x250C...0x254B, 0x2552...0x2570: return UInt8(ascii: "+")
    // Blocks: those that fill, and shades.
    case 0x2580...0x2590, 0x2594...0x259F: return UInt8(ascii: "#")
    case 0x2591...0x2593: return UInt8(ascii: ":")
    // Fullwidth forms; the caller fills the second column.
    case 0xFF01...0xFF5E: return UInt8(scalar - 0xFEE0)
    default: return letter(scalar)
    }
  }

  private static let table: [UInt32: UInt8] = {
    let groups: [(String, Character)] = [
      ("‘’‚‛′`´ʼ", "'"), ("“”„‟″", "\""), ("‹«⟨◂◀◁⟵⇐←", "<"), ("›»⟩▸▶▷⟶⇒→", ">"),
      ("‐‑‒–—―−⁃", "-"), ("…⋯", "~"), ("·∙", "|"), ("•◦", "o"),
      ("‣●○◆◇■□▪▫★☆✱∗", "*"), ("↑⇑▲△▴", "^"),
      ("↓⇓▼▽▾", "v"), ("↔⇔", "-"), ("↕", "|"), ("✓✔√☑", "x"), ("✗✘☒×", "x"), ("☐", "o"),
      ("⁄∕÷", "/"), ("≤", "<"), ("≥", ">"), ("≈∼", "~"), ("≠", "!"), ("±", "+"), ("¦│", "|"), ("¬", "!"),
      ("©", "c"), ("®", "r"), ("°", "o"), ("¢", "c"), ("µμ", "u"), ("ß", "s"), ("ø", "o"), ("Ø", "O"),
      ("ł", "l"),
      ("Ł", "L"), ("đð", "d"), ("ĐÐ", "D"), ("æ", "a"), ("Æ", "A"), ("œ", "o"), ("Œ", "O"), ("ı", "i"),
      ("¹₁", "1"), ("²₂", "2"), ("³₃", "3"), ("₀", "0"), ("₄", "4"), ("₅", "5"), ("₆", "6"), ("₇", "7"),
      ("₈", "8"), ("₉", "9"), ("⁺₊", "+"), ("⁻₋", "-"), ("⁼₌", "="), ("⁽₍", "("), ("⁾₎", ")"),
      ("↩↵⏎", "<"), ("⋮", ":"), ("€", "E"), ("£", "L"), ("¥", "Y"), ("§", "S"), ("¶", "P"),
      ("¿", "?"), ("¡", "!"), ("†‡", "+"), ("‖", "|"), ("⌃", "^"), ("\u{A0}", " "),
    ]
    var table: [UInt32: UInt8] = [:]
    for (characters, lookalike) in groups {
      for scalar in characters.unicodeScalars { table[scalar.value] = lookalike.asciiValue }
    }
    return table
  }()

  /// The ASCII letter under the accents of a Latin one, else a question mark.
  private static func letter(_ scalar: UInt32) -> UInt8 {
    guard (0xC0...0x24F).contains(scalar) || (0x1E00...0x1EFF).contains(scalar) else {
      return UInt8(ascii: "?")
    }
    var parts: (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
    let count = withUnsafeMutableBytes(of: &parts) { buffer in
      utf8proc_decompose_char(
        Int32(bitPattern: scalar), buffer.baseAddress?.assumingMemoryBound(to: Int32.self), 4,
        UTF8PROC_DECOMPOSE, nil)
    }
    let isLetter = (0x41...0x5A).contains(parts.0) || (0x61...0x7A).contains(parts.0)
    return count > 1 && isLetter ? UInt8(parts.0) : UInt8(ascii: "?")
  }
}

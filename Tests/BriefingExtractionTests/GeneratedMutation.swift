/// Damage to the bytes of a document.
enum GeneratedMutation {
  /// Signs that mean something to a reader, and bytes that mean nothing to any.
  private static let pieces: [[UInt8]] =
    [
      "|", "\n|---|---|\n", "\n\n", "\r", "\t", "- ", "\n- ", "# ", "\n===\n", "**", "`", "```\n", "[", "](",
      "> ",
      "<table>", "</table>", "<td rowspan=9 colspan=9>", "<ul><li>", "</", "<!--", "-->", "<b>", "&#",
      "&amp;",
      "&#x110000;", "\n---\n", "[^1]", "[^1]: ", "\u{200B}", "\u{202E}", "\u{301}", "\u{FEFF}", "\u{2028}",
      "。", "•",
      "date 2026-03-06 ", "Key risks include:\n", "Benefit Risk\n", "+---+---+\n", "\0", "\u{1B}[2J",
      "\u{85}",
      "😀", "é", "ﷺ", "\\", "{", "!--", "<script>", "<pre>", "<title>", "\u{A0}", "\u{3000}",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x80], [0x80], [0xFE, 0xFF],
      [0xFF, 0xFE], [0x93, 0x78, 0x94],
    ]

  /// The bytes with one to five things done to them; `other` is what parts are taken from.
  static func apply(to bytes: [UInt8], other: [UInt8], _ random: inout GeneratedRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<random.number(1...5) {
      let place = random.below(bytes.count + 1)
      let end = min(bytes.count, place + random.below(random.pick([4, 40, 400])))
      switch random.below(9) {
      case 0 where place < bytes.count: bytes[place] ^= UInt8(1 << random.below(8))
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.removeSubrange(place...)
      case 3: bytes.insert(contentsOf: bytes[place..<end], at: random.below(bytes.count + 1))
      case 4:
        let from = random.below(other.count)
        bytes.insert(contentsOf: other[from..<min(other.count, from + random.below(300))], at: place)
      case 5:
        let piece = random.pick(pieces)
        for _ in 0..<random.number(1...20) { bytes.insert(contentsOf: piece, at: place) }
      case 6: bytes.replaceSubrange(place..<end, with: random.pick(pieces))
      case 7: bytes.insert(UInt8(random.below(256)), at: place)
      default: bytes.insert(contentsOf: random.pick(pieces), at: place)
      }
    }
    return bytes
  }
}

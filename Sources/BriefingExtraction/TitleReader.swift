/// Reads what a title line says beside the title: the publication's name behind a dash or a bar.
enum TitleReader {
  /// A title parted from the name of its publication.
  struct Parted: Equatable {
    var title: String
    var source: String?
  }

  /// Parts `Title – Site` and `Title | Site`. The suffix counts as a publication when it is of at most
  /// five words, in capitals, and holds a word that publications are named with (`News`, `Gazette`,
  /// `Diario`, …) or stands behind a bar; else the whole text is the title.
  static func part(_ text: String) -> Parted {
    var text = text.trimmingBlanks()
    // What one theme of pages says above its title to those who do not see the page.
    for words in Self.viewings where text.hasPrefix(words) && text.utf8.count > words.utf8.count + 8 {
      text = String(text.dropFirst(words.count)).trimmingBlanks()
    }
    guard mayHoldPublication(text) else { return Parted(title: text, source: nil) }
    let scalars = Array(text.unicodeScalars)
    var index = scalars.count - 2
    while index > 0 {
      let scalar = scalars[index]
      let isBar = scalar == "|" || scalar == "•" || scalar == "»"
      let isDash = scalar == "-" || scalar == "–" || scalar == "—"
      if isBar || isDash, Letters.isBlank(scalars[index - 1]), Letters.isBlank(scalars[index + 1]) {
        let head = string(scalars[..<index]).trimmingBlanks()
        let tail = string(scalars[(index + 1)...]).trimmingBlanks()
        guard head.blankSeparatedCount(upTo: 2) >= 2, isPublication(tail, behindBar: isBar) else {
          return Parted(title: text, source: nil)
        }
        return Parted(title: head, source: tail)
      }
      index -= 1
    }
    return Parted(title: text, source: nil)
  }

  private static let viewings = ["You are currently viewing ", "En este momento estás viendo "]

  /// Whether a bar or a dash stands behind a blank: told at once, for most titles hold none.
  private static func mayHoldPublication(_ text: String) -> Bool {
    var previous: UInt8 = 0x61
    for byte in text.utf8 {
      switch byte {
      case 0x7C, 0x2D, 0xC2, 0xE2: if previous == 0x20 || previous == 0x09 || previous >= 0x80 { return true }
      default: break
      }
      previous = byte
    }
    return false
  }

  /// Whether a name by itself holds a word that publications are named with.
  static func isPublication(_ name: String) -> Bool { isPublication(name, behindBar: false) }

  private static func isPublication(_ name: String, behindBar: Bool) -> Bool {
    let words = name.blankSeparatedWords
    guard (1...5).contains(words.count), let first = name.unicodeScalars.first,
      Letters.isUpper(first) || name.utf8.contains(0x2E)
    else { return false }
    if behindBar { return true }
    let lexicon = Lexicon.shared
    return words.contains { word in
      let key = word.lowercased()
      return lexicon.publications.contains(key)
        || lexicon.publicationStems.contains { key.utf8.starts(with: $0.utf8) }
    } || isDomain(name)
  }

  private static func isDomain(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: "."), !name.contains(" ") else { return false }
    let end = name[name.index(after: dot)...]
    return (2...4).contains(end.count) && end.allSatisfy(\.isLowercase)
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

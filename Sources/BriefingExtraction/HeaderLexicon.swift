import Resources

/// What the columns of tables are called.
struct HeaderLexicon: Sendable {
  private var heads: Set<WordHash> = []
  private var names: Set<WordHash> = []

  /// Read at the first use.
  static let shared = HeaderLexicon()

  private init() {
    EmbeddedLexicon.headers.utf8.withUnsafeBufferPointer { utf8 in
      LexiconFile.entries(of: ["heads", "names"], in: utf8) { section, entry in
        if section == 0 { heads.insert(WordHash(entry)) } else { names.insert(WordHash(entry)) }
      }
    }
  }

  /// Whether a word of a script without blanks, three bytes a letter, ends in a head of two letters to four:
  /// `主要风险`.
  private func endsInHead(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    for count in [12, 9, 6] where key.count > count && key[key.count - count] >= 0xE3 {
      if heads.contains(WordHash(UnsafeBufferPointer(rebasing: key[(key.count - count)...]))) { return true }
    }
    return false
  }

  /// Whether a cell is known as the name of a column.
  func isName(_ cell: String) -> Bool {
    var key = cell.comparisonKey
    return key.withUTF8 { key in
      let whole = WordHash(key)
      if names.contains(whole) || heads.contains(whole) { return true }
      let words = key.split(separator: 0x20)
      guard words.count <= 4, let first = words.first, let last = words.last else { return false }
      if words.count == 1, key[0] >= 0xE3, key.count <= 30 { return endsInHead(key) }
      return heads.contains(WordHash(UnsafeBufferPointer(rebasing: last)))
        || heads.contains(WordHash(UnsafeBufferPointer(rebasing: first)))
    }
  }
}

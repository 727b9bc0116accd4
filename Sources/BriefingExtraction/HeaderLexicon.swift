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

  /// Whether a cell is known as the name of a column.
  func isName(_ cell: String) -> Bool {
    var key = cell.comparisonKey
    return key.withUTF8 { key in
      let whole = WordHash(key)
      if names.contains(whole) || heads.contains(whole) { return true }
      let words = key.split(separator: 0x20)
      guard words.count <= 4, let first = words.first, let last = words.last else { return false }
      return heads.contains(WordHash(UnsafeBufferPointer(rebasing: last)))
        || heads.contains(WordHash(UnsafeBufferPointer(rebasing: first)))
    }
  }
}

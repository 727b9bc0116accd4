import Resources

/// What the columns of tables are called.
struct HeaderLexicon: Sendable {
  let heads: Set<String>
  let names: Set<String>
  let modifiers: Set<String>
  let clauses: Set<String>
  let labels: Set<String>

  /// Read at the first use.
  static let shared = HeaderLexicon(WordList(.headers))

  private init(_ words: WordList) {
    heads = Set(words["heads"])
    names = Set(words["names"])
    modifiers = Set(words["modifiers"])
    clauses = Set(words["clause"])
    labels = Set(words["label"])
  }

  /// Whether a cell is known as the name of a column.
  func isName(_ cell: String) -> Bool {
    let key = cell.comparisonKey
    if names.contains(key) || heads.contains(key) { return true }
    let words = key.split(separator: " ")
    guard words.count <= 4, let first = words.first, let last = words.last else { return false }
    return heads.contains(String(last)) || heads.contains(String(first))
  }
}

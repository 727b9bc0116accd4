/// What becomes of words that two sessions have written in one place, neither having seen the other's.
enum WordsOfSessions {
  /// What is to be kept of `words`, nil taking them away, where `stored` is kept now and the reader saw `seen`.
  /// Nothing that the reader did not see is lost: it is put below.
  static func merged(_ words: String?, seen: String?, stored: String?) -> String? {
    guard let stored, stored != seen else { return words }
    guard let words else { return stored }
    if words.contains(stored) { return words }
    return stored.contains(words) ? stored : words + "\n\n" + stored
  }
}

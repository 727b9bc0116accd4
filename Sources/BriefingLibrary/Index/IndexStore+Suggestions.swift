import GRDB

extension IndexStore {
  /// Words of the index near to those of `words` that it does not hold, nearest and most frequent first.
  func suggestions(for words: [String], isCancelled: () -> Bool) throws -> [String] {
    var suggestions: [String] = []
    for word in words where word.utf8.count >= 3 {
      guard suggestions.count < 5, !isCancelled() else { break }
      for near in try nearWords(word, isCancelled: isCancelled) where !suggestions.contains(near) {
        suggestions.append(near)
      }
    }
    return Array(suggestions.prefix(5))
  }

  private func nearWords(_ word: String, isCancelled: () -> Bool) throws -> [String] {
    let sought = Array(word.unicodeScalars)
    let most = sought.count < 5 ? 1 : 2
    // A slip in the first letter is rare, and looking at all words of a large index takes long:
    // only those that begin with one of the first two letters are compared.
    var firsts: [Unicode.Scalar] = []
    for scalar in sought.prefix(2) where !firsts.contains(scalar) { firsts.append(scalar) }
    var found: [String: (distance: Int, documents: Int)] = [:]
    let isKnown = try interruptible(isCancelled) { db -> Bool in
      let chunks = try StoredChunks(db)
      for part in try snapshots.snapshot(db).parts {
        let reader = SegmentReader(segment: part.segment, chunks: chunks)
        if try reader.entry(Array(word.utf8)) != nil { return true }
        for first in firsts {
          try reader.forEachWord(beginningWith: Array(String(first).utf8)) { bytes, entry in
            guard abs(bytes.count - word.utf8.count) <= most * 4 else { return true }
            let text = String(decoding: bytes, as: UTF8.self)
            if let known = found[text] {
              found[text] = (known.distance, known.documents + entry.count)
            } else {
              let candidate = Array(text.unicodeScalars)
              if abs(candidate.count - sought.count) <= most,
                let distance = EditDistance.between(sought, candidate, atMost: most)
              {
                found[text] = (distance, entry.count)
              }
            }
            return true
          }
          if isCancelled() { return true }
        }
      }
      return false
    }
    guard isKnown == false else { return [] }
    let nearest = found.sorted {
      ($0.value.distance, -$0.value.documents, $0.key) < ($1.value.distance, -$1.value.documents, $1.key)
    }
    return nearest.prefix(3).map(\.key)
  }
}

/// How many slips of the finger part two words: a letter more, less, other, or two exchanged.
public enum EditDistance {
  /// Whether a word is another one with a letter too many, too few, wrong, or two exchanged.
  public static func isSlip(_ word: String, of other: String) -> Bool {
    between(Array(word.unicodeScalars), Array(other.unicodeScalars), atMost: 1) == 1
  }

  /// Nil when it is more than `most`.
  static func between(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost most: Int
  ) -> Int? {
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        var best = min(previous[column + 1], current[column]) + 1
        best = min(best, previous[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      if let least = current.min(), least > most { return nil }
      before = previous
      previous = current
    }
    return previous[right.count] <= most ? previous[right.count] : nil
  }
}

/// One way to part a header line into the names of columns.
struct FlattenedHeader {
  /// Number of words in each name.
  var widths: [Int]
  /// Sum over the names of how much each reads like one.
  var score: Double

  /// The best way for each number of columns up to six, and how far it lies before the next best of
  /// that number; none for a number that the line has too few words for.
  static func best(
    for words: [FlattenedWord], widths: ClosedRange<Int> = 2...6
  ) -> [Int: (header: FlattenedHeader, margin: Double)] {
    guard words.count >= 2, words.count <= 40 else { return [:] }
    let most = widths.upperBound
    let longest = max(5, words.count - most + 1)
    let isSentenceCased = words.dropFirst().contains {
      $0.shape == .lower && !$0.isPreposition && !$0.isDeterminer && !$0.isAuxiliary
    }
    var names: [[Double?]] = Array(repeating: Array(repeating: nil, count: longest + 1), count: words.count)
    for start in words.indices {
      for width in 1...longest where start + width <= words.count {
        names[start][width] = score(words[start..<start + width], isSentenceCased: isSentenceCased)
      }
    }
    // The two best ways to part the words from `start` on into `count` names.
    var table: [[[FlattenedHeader]]] = Array(
      repeating: Array(repeating: [], count: words.count + 1), count: most + 1)
    table[0][words.count] = [FlattenedHeader(widths: [], score: 0)]
    for count in 1...most {
      for start in words.indices {
        var found: [FlattenedHeader] = []
        for width in 1...longest where start + width <= words.count {
          guard let score = names[start][width] else { continue }
          for rest in table[count - 1][start + width] {
            found.append(FlattenedHeader(widths: [width] + rest.widths, score: score + rest.score))
          }
        }
        found.sort { $0.score > $1.score }
        table[count][start] = Array(found.prefix(2))
      }
    }
    var best: [Int: (header: FlattenedHeader, margin: Double)] = [:]
    for count in widths {
      guard let first = table[count][0].first else { continue }
      let second = table[count][0].dropFirst().first
      best[count] = (first, second.map { first.score - $0.score } ?? 6)
    }
    return best
  }

  /// How much some words read like the name of one column.
  private static func score(_ words: ArraySlice<FlattenedWord>, isSentenceCased: Bool) -> Double? {
    guard let first = words.first, let last = words.last else { return nil }
    if words.count > 1, last.isPreposition || last.isDeterminer { return -6 }
    if first.isPreposition, first.shape == .lower { return -6 }
    // A sign between words (`Alternatives / Tools`) belongs to what stands on both sides of it.
    if first.key.isEmpty || last.key.isEmpty { return -6 }
    let lexicon = HeaderLexicon.shared
    let phrase = words.map(\.key).joined(separator: " ")
    var score: Double
    if words.count > 1, lexicon.names.contains(phrase) {
      score = 3.5 + Double(words.count)
    } else if words.count == 1 {
      if lexicon.heads.contains(phrase) {
        score = 2
      } else {
        score = lexicon.modifiers.contains(phrase) ? -2 : -0.8
      }
    } else {
      let inner = words.dropLast().count {
        lexicon.heads.contains($0.key) && !lexicon.modifiers.contains($0.key)
      }
      let beginsRomance = lexicon.heads.contains(first.key) && words.dropFirst().first?.isPreposition ?? false
      if lexicon.heads.contains(last.key) {
        score = 1.9 - 0.9 * Double(inner)
      } else if beginsRomance {
        score = 1.7
      } else if lexicon.heads.contains(first.key), words.count <= 3,
        first.key.utf8.last != 0x73 || isSentenceCased
      {
        score = 0.2
      } else {
        score = -1.2
      }
      if lexicon.modifiers.contains(first.key) { score += 0.8 }
      score -= 0.35 * Double(max(0, words.count - 2))
    }
    // In `Expected result Proposed action` each name begins with the only capital it has.
    if first.shape == .lower { score -= isSentenceCased ? 4 : 1.5 }
    if isSentenceCased {
      score -= 2.5 * Double(words.dropFirst().count { $0.shape == .capital && !$0.isAcronym })
    }
    return score
  }

  /// The names of the columns.
  func names(_ words: [FlattenedWord]) -> [String] {
    var start = 0
    return widths.map { width in
      defer { start += width }
      return words[start..<start + width].map(\.text).joined(separator: " ")
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// One way to part a header line into the names of columns.
package struct FlattenedHeader: Sendable {
  /// Number of words in each name.
  package var widths: [Int]
  /// Logarithm of the share that this way has of all ways to part the line.
  package var share: Double

  package init(widths: [Int], share: Double) {
    self.widths = widths
    self.share = share
  }

  /// What may hold of some words as the name of a column; the cases are the names of their weights.
  enum Feature: Int, CaseIterable {
    case one, two, three, four, fiveOrMore
    case known, knownLength
    case singleHead, singleModifier, singleAdjective, singleOther, singleNumber, singleAcronym
    case lastHead, lastOther, lastModifier, lastAdjective, lastVerb, lastPlural, lastNumber
    case firstModifier, firstAdjective, firstGerund, firstHead, firstNumber, firstOther
    case innerHead, innerPlural, innerPreposition, romance
    case firstFunction, lastFunction, lowerInTitle, lowerInSentence, innerCapital
    case firstCompound, singleCompound, lastCompound, edgeSign, brackets, repeatsLast, firstSingle, lastSingle
    case pairs, cutPair, question, shortQuestion, letter, singleLetter, repeatsFirst, numbered, cutNumbered
  }

  /// The names of the columns.
  package func names(_ words: [FlattenedWord]) -> [String] {
    var start = 0
    return widths.map { width in
      defer { start += width }
      return words[start..<start + width].map(\.text).joined(separator: " ")
    }
  }

  /// The best ways to part the words, at most `limit` for each number of columns, the likeliest first.
  package static func ways(
    _ words: [FlattenedWord], columns: ClosedRange<Int> = 2...6, limit: Int = 2, weights: [Double]
  ) -> [FlattenedHeader] {
    guard words.count >= columns.lowerBound, words.count <= 40 else { return [] }
    let lattice = FlattenedHeaderLattice(words, weights: weights)
    let total = lattice.total(columns)
    var ways: [FlattenedHeader] = []
    for count in columns where count <= words.count {
      ways += lattice.best(count, limit: limit).map {
        FlattenedHeader(widths: $0.widths, share: $0.score - total)
      }
    }
    return ways.sorted { $0.share > $1.share }
  }

  /// How much a line reads like the names of two columns or more, and how much the names do on average:
  /// about 2 for a name that is known.
  static func likeness(_ words: [FlattenedWord]) -> (sum: Double, mean: Double) {
    guard
      let way = ways(words, limit: 1, weights: FlattenedLexicon.shared.weights.names).max(by: {
        likeness($0, words) < likeness($1, words)
      })
    else { return (-9, -9) }
    let sum = likeness(way, words)
    return (sum, sum / Double(way.widths.count))
  }

  private static func likeness(_ way: FlattenedHeader, _ words: [FlattenedWord]) -> Double {
    let lexicon = HeaderLexicon.shared
    var start = 0
    var sum = 0.0
    for width in way.widths {
      let name = words[start..<start + width]
      start += width
      let phrase = name.map(\.key).joined(separator: " ")
      guard let first = name.first, let last = name.last else { continue }
      if width > 1, lexicon.names.contains(phrase) {
        sum += 3
      } else if lexicon.heads.contains(last.key) {
        sum += width == 1 ? 2 : lexicon.modifiers.contains(first.key) ? 2.3 : width <= 3 ? 1.6 : 0.8
      } else if width > 1, lexicon.heads.contains(first.key), name.dropFirst().first?.isPreposition ?? false {
        sum += 1.6
      } else {
        sum -= width == 1 ? 0.8 : 1.2
      }
      if last.isFunctionWord { sum -= 3 }
      // `Costs and benefits` is one name.
      if first.isFunctionWord, start > width, first.shape == .lower { sum -= 3 }
      if name.dropFirst().contains(where: { $0.kind == .auxiliary || $0.kind == .pronoun }) { sum -= 2 }
    }
    return sum
  }

  /// What holds of the words from `start` up to `end` as the name of a column.
  static func features(
    _ words: [FlattenedWord], _ start: Int, _ end: Int, isSentenceCased: Bool,
    _ emit: (Feature, Double) -> Void
  ) {
    let lexicon = HeaderLexicon.shared
    let compounds = FlattenedLexicon.shared.compounds
    let first = words[start]
    let last = words[end - 1]
    let count = end - start
    emit(Feature(rawValue: min(count, 5) - 1) ?? .one, 1)
    let isHead = lexicon.heads.contains(last.key)
    if count == 1 {
      if isHead {
        emit(.singleHead, 1)
      } else if lexicon.modifiers.contains(last.key) {
        emit(.singleModifier, 1)
      } else if last.kind == .number {
        emit(.singleNumber, 1)
      } else if last.kind == .acronym {
        emit(.singleAcronym, 1)
      } else if last.kind == .adjective || last.kind == .past {
        emit(.singleAdjective, 1)
      } else {
        emit(.singleOther, 1)
      }
      if compounds.contains(last.key) { emit(start == 0 ? .firstCompound : .singleCompound, 1) }
      if start == 0 { emit(.firstSingle, 1) }
      if end == words.count { emit(.lastSingle, 1) }
    } else {
      let phrase = words[start..<end].map(\.key).joined(separator: " ")
      if lexicon.names.contains(phrase) {
        emit(.known, 1)
        emit(.knownLength, Double(count))
      }
      emit(isHead ? .lastHead : .lastOther, 1)
      if compounds.contains(last.key) { emit(.lastCompound, 1) }
      if lexicon.modifiers.contains(last.key) { emit(.lastModifier, 1) }
      switch last.kind {
      case .adjective where !isHead, .past where !isHead: emit(.lastAdjective, 1)
      case .verb where !isHead: emit(.lastVerb, 1)
      case .number: emit(.lastNumber, 1)
      default: break
      }
      if last.key.hasSuffix("s") { emit(.lastPlural, 1) }
      if lexicon.modifiers.contains(first.key) {
        emit(.firstModifier, 1)
      } else if first.kind == .adjective || first.kind == .past {
        emit(.firstAdjective, 1)
      } else if first.kind == .gerund {
        emit(.firstGerund, 1)
      } else if lexicon.heads.contains(first.key) {
        emit(.firstHead, 1)
      } else if first.kind == .number {
        emit(.firstNumber, 1)
      } else {
        emit(.firstOther, 1)
      }
      for at in start..<end - 1 {
        let isBeforePreposition = words[at + 1].isPreposition || words[at + 1].kind == .sign
        guard lexicon.heads.contains(words[at].key), !lexicon.modifiers.contains(words[at].key),
          !isBeforePreposition
        else { continue }
        emit(.innerHead, 1)
        if words[at].key.hasSuffix("s") { emit(.innerPlural, 1) }
      }
      if words[start + 1..<end].contains(where: { $0.isPreposition && $0.shape == .lower }) {
        emit(lexicon.heads.contains(first.key) ? .romance : .innerPreposition, 1)
      }
    }
    if FlattenedLexicon.shared.questions.contains(first.key) {
      emit(count >= 3 ? .question : .shortQuestion, 1)
    }
    // `Bidder A Bidder B`, `Phase 2`.
    if last.text.utf8.count == 1, last.shape == .capital { emit(count == 1 ? .singleLetter : .letter, 1) }
    if count > 1, last.kind == .number, words[end - 2].takesNumber { emit(.numbered, 1) }
    if start > 0, first.kind == .number, words[start - 1].takesNumber { emit(.cutNumbered, 1) }
    if count > 1, words.indices.contains(where: { $0 != start && words[$0].identity == first.identity }) {
      emit(.repeatsFirst, 1)
    }
    let pairs = words[start + 1..<end].count(where: \.isPaired)
    if pairs > 0 { emit(.pairs, Double(pairs)) }
    if start > 0, first.isPaired { emit(.cutPair, 1) }
    if (first.isFunctionWord && first.kind != .sign) && start > 0 && first.shape == .lower {
      emit(.firstFunction, 1)
    }
    if last.isFunctionWord, last.kind != .sign { emit(.lastFunction, 1) }
    if first.shape == .lower, start > 0 { emit(isSentenceCased ? .lowerInSentence : .lowerInTitle, 1) }
    if isSentenceCased {
      let capitals = words[start + 1..<end].count { $0.shape == .capital && !$0.isAcronym }
      if capitals > 0 { emit(.innerCapital, Double(capitals)) }
    }
    // A sign between words (`Alternatives / Tools`) belongs to what stands on both sides of it.
    if (first.kind == .sign && start > 0) || (last.kind == .sign && end < words.count) || last.endsWithComma {
      emit(.edgeSign, 1)
    }
    if (start > 0 ? words[start - 1].depth : 0) != last.depth { emit(.brackets, 1) }
    // `Short-Term Effects Long-Term Effects`, `Budget 2024 Budget 2025`.
    if end < words.count, start > 0 || end < words.count,
      words.indices.contains(where: { $0 != end - 1 && words[$0].identity == last.identity })
    {
      emit(.repeatsLast, 1)
    }
  }

  /// Whether names begin with the only capital they have (`Expected result Proposed action`).
  static func isSentenceCased(_ words: [FlattenedWord]) -> Bool {
    words.dropFirst().contains { $0.shape == .lower && !$0.isFunctionWord }
  }
}

/// All the ways to part a header line.
package struct FlattenedHeaderLattice {
  private let words: [FlattenedWord]
  private let scores: [[Double]]
  private static let longest = 8

  package init(_ words: [FlattenedWord], weights: [Double]) {
    self.words = words
    let isSentenceCased = FlattenedHeader.isSentenceCased(words)
    let longest = max(Self.longest, words.count - 6)
    scores = words.indices.map { start in
      (1...longest).map { width in
        guard start + width <= words.count else { return -Double.infinity }
        var sum = 0.0
        FlattenedHeader.features(words, start, start + width, isSentenceCased: isSentenceCased) {
          sum += weights[$0.rawValue] * $1
        }
        return sum
      }
    }
  }

  /// Logarithm of the sum over all ways with so many columns.
  package func total(_ columns: ClosedRange<Int>) -> Double {
    let sums = backward(columns.upperBound)
    return columns.reduce(-Double.infinity) { Self.sum($0, sums[$1][0]) }
  }

  private func backward(_ most: Int) -> [[Double]] {
    let none = Array(repeating: -Double.infinity, count: words.count + 1)
    var sums = Array(repeating: none, count: most + 1)
    sums[0][words.count] = 0
    for count in 1...most {
      for start in words.indices {
        for (offset, score) in scores[start].enumerated() where score > -.infinity {
          sums[count][start] = Self.sum(sums[count][start], score + sums[count - 1][start + offset + 1])
        }
      }
    }
    return sums
  }

  /// The best ways with so many columns.
  func best(_ columns: Int, limit: Int) -> [(widths: [Int], score: Double)] {
    var table: [[(widths: [Int], score: Double)]] = Array(repeating: [], count: words.count + 1)
    table[words.count] = [([], 0)]
    for _ in 1...columns {
      var next: [[(widths: [Int], score: Double)]] = Array(repeating: [], count: words.count + 1)
      for start in words.indices {
        var found: [(widths: [Int], score: Double)] = []
        for (offset, score) in scores[start].enumerated() where score > -.infinity {
          for rest in table[start + offset + 1] {
            found.append(([offset + 1] + rest.widths, score + rest.score))
          }
        }
        found.sort { $0.score > $1.score }
        next[start] = Array(found.prefix(limit))
      }
      table = next
    }
    return table[0]
  }

  /// Adds to `gradient` what the features of the given names hold more than is expected of all ways;
  /// gives the logarithm of the share of those names. Used to fit the weights.
  package func addGradient(toward widths: [Int], columns: ClosedRange<Int>, into gradient: inout [Double])
    -> Double
  {
    let after = backward(columns.upperBound)
    let total = columns.reduce(-Double.infinity) { Self.sum($0, after[$1][0]) }
    let none = Array(repeating: -Double.infinity, count: words.count + 1)
    // before[count][start]: the ways to part the words before `start` into `count` names.
    var before = Array(repeating: none, count: columns.upperBound + 1)
    before[0][0] = 0
    var mass = scores.map { $0.map { _ in 0.0 } }
    for count in 0..<columns.upperBound {
      for start in words.indices where before[count][start] > -.infinity {
        for (offset, score) in scores[start].enumerated() where score > -.infinity {
          let end = start + offset + 1
          let here = before[count][start] + score
          before[count + 1][end] = Self.sum(before[count + 1][end], here)
          for total_ in columns where total_ > count {
            let rest = after[total_ - count - 1][end]
            if rest > -.infinity { mass[start][offset] -= exp(here + rest - total) }
          }
        }
      }
    }
    var target = 0.0
    var start = 0
    for width in widths {
      mass[start][width - 1] += 1
      target += scores[start][width - 1]
      start += width
    }
    let isSentenceCased = FlattenedHeader.isSentenceCased(words)
    for start in words.indices {
      for (offset, value) in mass[start].enumerated() where abs(value) > 1e-9 {
        FlattenedHeader.features(words, start, start + offset + 1, isSentenceCased: isSentenceCased) {
          gradient[$0.rawValue] += value * $1
        }
      }
    }
    return target - total
  }

  private static func sum(_ a: Double, _ b: Double) -> Double {
    if a == -.infinity { return b }
    if b == -.infinity { return a }
    return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b))
  }
}

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
  package func names(_ line: FlattenedLine) -> [String] {
    ranges.map { line.text($0) }
  }

  /// The words of each name.
  var ranges: [Range<Int>] {
    var start = 0
    return widths.map { width in
      defer { start += width }
      return start..<start + width
    }
  }

  /// The best ways to part the words, at most `limit` for each number of columns, the likeliest first.
  package static func ways(
    _ words: [FlattenedWord], columns: ClosedRange<Int> = 2...6, limit: Int = 2, weights: [Double]
  ) -> [FlattenedHeader] {
    guard words.count >= columns.lowerBound, words.count <= 40 else { return [] }
    let lattice = FlattenedHeaderLattice(words, weights: weights)
    let total = lattice.total(columns)
    let ways = lattice.best(columns, limit: limit).map {
      FlattenedHeader(widths: $0.widths, share: $0.score - total)
    }
    return ways.sorted { $0.share > $1.share }
  }

  /// How much a line reads like the names of two columns or more, and how much the names do on average:
  /// about 2 for a name that is known.
  static func likeness(_ words: [FlattenedWord]) -> (sum: Double, mean: Double) {
    guard words.count >= 2, words.count <= 40 else { return (-9, -9) }
    let lattice = FlattenedHeaderLattice(words, weights: FlattenedLexicon.shared.weights.names)
    var best = (sum: -9.0, mean: -9.0)
    var bestScore = -Double.infinity
    for way in lattice.best(2...6, limit: 1) {
      let sum = likeness(way.widths, words)
      guard bestScore == -.infinity || sum > best.sum || (sum == best.sum && way.score > bestScore) else {
        continue
      }
      best = (sum, sum / Double(way.widths.count))
      bestScore = way.score
    }
    return best
  }

  private static func likeness(_ widths: [Int], _ words: [FlattenedWord]) -> Double {
    let lexicon = FlattenedLexicon.shared
    var start = 0
    var sum = 0.0
    for width in widths {
      var name = words[start..<start + width]
      // Of `Best fit / Notes` the first part says what it is.
      if let sign = name.firstIndex(where: { $0.kind == .sign }), sign > start { name = name[..<sign] }
      start += width
      guard let first = name.first, let last = name.last else { continue }
      if width > 1, lexicon[phrase(name)].isName {
        sum += 3
      } else if last.entry.isHead {
        sum += width == 1 ? 2 : first.entry.isModifier ? 2.3 : width <= 3 ? 1.6 : 0.8
      } else if width > 1, first.entry.isHead, words[start - width + 1].isPreposition {
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

  private static func phrase(_ words: ArraySlice<FlattenedWord>) -> WordHash {
    var phrase = words.first?.hash ?? WordHash()
    for word in words.dropFirst() { phrase.add(word.hash) }
    return phrase
  }

  /// What holds of the words from `start` up to `end` as the name of a column.
  ///
  /// - Parameters:
  ///   - isName: whether they are known as a whole name.
  ///   - isRepeated: by word of the line, whether it stands elsewhere in the line too.
  @inline(__always)
  static func features(
    _ words: UnsafeBufferPointer<FlattenedWord>, _ start: Int, _ end: Int, isSentenceCased: Bool,
    isName: Bool, isRepeated: [Bool], _ emit: (Feature, Double) -> Void
  ) {
    let first = words[start]
    let last = words[end - 1]
    let count = end - start
    emit(Feature(rawValue: min(count, 5) - 1) ?? .one, 1)
    let isHead = last.entry.isHead
    if count == 1 {
      if isHead {
        emit(.singleHead, 1)
      } else if last.entry.isModifier {
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
      if last.entry.isCompound { emit(start == 0 ? .firstCompound : .singleCompound, 1) }
      if start == 0 { emit(.firstSingle, 1) }
      if end == words.count { emit(.lastSingle, 1) }
    } else {
      if isName {
        emit(.known, 1)
        emit(.knownLength, Double(count))
      }
      emit(isHead ? .lastHead : .lastOther, 1)
      if last.entry.isCompound { emit(.lastCompound, 1) }
      if last.entry.isModifier { emit(.lastModifier, 1) }
      switch last.kind {
      case .adjective where !isHead, .past where !isHead: emit(.lastAdjective, 1)
      case .verb where !isHead: emit(.lastVerb, 1)
      case .number: emit(.lastNumber, 1)
      default: break
      }
      if last.endsInS { emit(.lastPlural, 1) }
      if first.entry.isModifier {
        emit(.firstModifier, 1)
      } else if first.kind == .adjective || first.kind == .past {
        emit(.firstAdjective, 1)
      } else if first.kind == .gerund {
        emit(.firstGerund, 1)
      } else if first.entry.isHead {
        emit(.firstHead, 1)
      } else if first.kind == .number {
        emit(.firstNumber, 1)
      } else {
        emit(.firstOther, 1)
      }
      for at in start..<end - 1 {
        let isBeforePreposition = words[at + 1].isPreposition || words[at + 1].kind == .sign
        guard words[at].entry.isHead, !words[at].entry.isModifier, !isBeforePreposition
        else { continue }
        emit(.innerHead, 1)
        if words[at].endsInS { emit(.innerPlural, 1) }
      }
      if words[start + 1..<end].contains(where: { $0.isPreposition && $0.shape == .lower }) {
        emit(first.entry.isHead ? .romance : .innerPreposition, 1)
      }
    }
    if first.entry.isQuestion {
      emit(count >= 3 ? .question : .shortQuestion, 1)
    }
    // `Bidder A Bidder B`, `Phase 2`.
    if last.size == 1, last.shape == .capital { emit(count == 1 ? .singleLetter : .letter, 1) }
    if count > 1, last.kind == .number, words[end - 2].takesNumber { emit(.numbered, 1) }
    if start > 0, first.kind == .number, words[start - 1].takesNumber { emit(.cutNumbered, 1) }
    if count > 1, isRepeated[start] { emit(.repeatsFirst, 1) }
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
      emit(.edgeSign, 3)
    }
    if (start > 0 ? words[start - 1].depth : 0) != last.depth { emit(.brackets, 1) }
    // `Short-Term Effects Long-Term Effects`, `Budget 2024 Budget 2025`.
    if end < words.count, isRepeated[end - 1] { emit(.repeatsLast, 1) }
  }

  /// Whether names begin with the only capital they have (`Expected result Proposed action`).
  static func isSentenceCased(_ words: [FlattenedWord]) -> Bool {
    words.dropFirst().contains { $0.shape == .lower && !$0.isFunctionWord }
  }
}

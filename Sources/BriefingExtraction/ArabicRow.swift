/// A row of Arabic words whose columns are gone: where its cells begin, by what grammar keeps together.
///
/// The script has no capitals, and too few such tables are known to fit weights on: the numbers put the rules in
/// order, and a row counts only where the best places stand out from all others.
struct ArabicRow {
  private let words: [FlattenedWord]

  init(_ line: FlattenedLine) {
    words = line.words
  }

  /// The words before which each cell but the first begins; nil where other places are about as good.
  func cuts(into cells: Int) -> [Int]? {
    guard cells >= 2, words.count >= cells else { return nil }
    let places = (1..<words.count).map { (place: $0, score: score(before: $0)) }
      .sorted { $0.score > $1.score }
    let chosen = places.prefix(cells - 1)
    guard let worst = chosen.last, worst.score >= Self.least else { return nil }
    if let next = places.dropFirst(cells - 1).first, worst.score - next.score < Self.lead { return nil }
    return chosen.map(\.place).sorted()
  }

  /// What a place must show at the least, and by how much more than the best that is left out.
  private static let least = 0.9
  private static let lead = 0.9

  /// Whether a word is one of those by which risks and the like are rated.
  private func isLevel(_ index: Int) -> Bool { Self.levels.contains(words[index].hash) }

  private static let levels = Set(
    [
      "عال", "عالي", "عالية", "مرتفع", "مرتفعة", "متوسط", "متوسطة", "منخفض", "منخفضة", "حرج", "حرجة", "معتدل",
      "معتدلة",
    ].map { WordHash($0) })

  private func score(before index: Int) -> Double {
    let (before, after) = (words[index - 1], words[index])
    if before.isFunctionWord { return -6 }
    if before.endsWithStop { return 4 }
    if before.endsWithComma || before.depth > 0 || after.opensBracket { return -5 }
    if isLevel(index) {
      // `عالي منخفض`: levels side by side are cells of their own.
      if isLevel(index - 1) { return 3 }
      if index + 1 < words.count, isLevel(index + 1) { return 2 }
      // `هجوم إلكتروني مرتفع`: what is described already is rated.
      if before.kind == .adjective { return 1 }
    }
    if after.isPreposition || after.kind == .adverb || after.kind == .subordinator || after.isPaired {
      return -4
    }
    // A noun with the article ends what it belongs to, unless an adjective follows that has it too; one without
    // belongs to the noun with the article behind it.
    if before.isDefinite { return after.isDefinite ? -2 : after.kind == .determiner ? 2 : 3 }
    if after.isDefinite { return -3 }
    // An adjective ends what it describes, and what it does not agree with is not described.
    if before.kind == .adjective || after.kind == .adjective { return 1.5 }
    return after.kind == .thirdPerson ? 1 : after.kind == .determiner ? 0.5 : 0
  }
}

/// Words with the frequencies of a language: the word of rank k is drawn about k times less often
/// than the first.
struct Vocabulary {
  let words: [String]
  /// Up to which share of all draws each rank reaches.
  private let shares: [Double]

  private static let common = [
    "the", "of", "and", "to", "in", "that", "for", "with", "on", "as", "by", "from", "at", "is",
    "has", "will", "more", "its", "this", "are", "have", "than", "their", "between", "over", "after",
    "security", "government", "operations", "military", "cooperation", "intelligence", "maritime",
    "regional", "officials", "surveillance", "border", "partners", "forces", "support", "drug",
    "cartel", "trafficking", "violence", "enforcement", "strategy", "agencies", "communities",
  ]
  private static let heads = [
    "ba", "cor", "de", "fal", "gre", "hi", "jun", "ka", "lor", "me", "nav", "or", "pre", "qui", "ro",
    "sta", "tri", "ul", "ve", "wes", "ya", "zen",
  ]
  private static let middles = [
    "la", "mi", "ren", "so", "tu", "va", "ni", "co", "pe", "dra", "ges", "li", "mo", "ru", "sta", "to",
  ]
  private static let tails = [
    "tion", "ment", "al", "ing", "er", "ed", "ity", "ence", "ous", "ia", "ure", "ive", "ón", "ate",
  ]

  init() {
    var words = Self.common
    for head in Self.heads {
      for middle in Self.middles {
        for tail in Self.tails { words.append(head + middle + tail) }
      }
    }
    // Neighbours in rank should not be neighbours in spelling.
    var generator = SeededGenerator(seed: 41)
    words[Self.common.count...].shuffle(using: &generator)
    self.words = words
    var sum = 0.0
    let sums = words.indices.map { rank -> Double in
      sum += 1 / (Double(rank) + 2.7)
      return sum
    }
    shares = sums.map { $0 / sum }
  }

  func word(_ generator: inout SeededGenerator) -> String {
    let share = generator.unit()
    var low = 0
    var high = shares.count - 1
    while low < high {
      let middle = (low + high) / 2
      if shares[middle] < share { low = middle + 1 } else { high = middle }
    }
    return words[low]
  }

  func words(_ count: Int, _ generator: inout SeededGenerator) -> [String] {
    (0..<count).map { _ in word(&generator) }
  }
}

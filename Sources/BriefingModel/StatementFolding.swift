/// Finds statements that say the same in nearly the same words.
///
/// Two do where four in five of their words are shared and their numbers are the same; a short statement must
/// share all of its words. A word that turns the meaning (`not`, `no`, `less` …) must stand in both or in none.
public enum StatementFolding {
  /// For each text, the 0-based place of the first one that says the same; its own where none before does.
  public static func firsts(of texts: [String]) -> [Int] {
    let all = texts.map { StatementWords($0) }
    let sets = all.map { Set($0.words) }
    var frequencies: [String: Int] = [:]
    for set in sets { for word in set { frequencies[word, default: 0] += 1 } }
    var firsts = Array(texts.indices)
    /// Of the statements that stand for others, those that hold a word among their rarest.
    var holders: [String: [Int]] = [:]
    for place in texts.indices {
      let set = sets[place]
      guard !set.isEmpty else { continue }
      // Two sets of which four fifths are shared share one of the rarest fifth of their words, and one more.
      let rarest = set.sorted { (frequencies[$0] ?? 0, $0) < (frequencies[$1] ?? 0, $1) }
        .prefix(set.count / 5 + 1)
      var best: (place: Int, share: Double)?
      var seen: Set<Int> = []
      for word in rarest {
        for other in holders[word] ?? [] where seen.insert(other).inserted {
          guard all[place].numbers == all[other].numbers, let share = share(set, sets[other]) else {
            continue
          }
          if share > best?.share ?? 0 { best = (other, share) }
        }
      }
      if let best {
        firsts[place] = best.place
      } else {
        for word in rarest { holders[word, default: []].append(place) }
      }
    }
    return firsts
  }

  /// What the two share of all their words, where it is enough.
  private static func share(_ one: Set<String>, _ other: Set<String>) -> Double? {
    let common = one.intersection(other).count
    let all = one.count + other.count - common
    if min(one.count, other.count) <= 4 { return common == all ? 1 : nil }
    guard common * 5 >= all * 4 else { return nil }
    return turning.intersection(one) == turning.intersection(other) ? Double(common) / Double(all) : nil
  }

  private static let turning: Set<String> = [
    "not", "no", "never", "without", "less", "more", "fewer", "lower", "higher", "increase", "decrease",
    "increased", "decreased", "reduce", "reduced", "rise", "fall", "against", "unlikely", "unable", "non",
    "sin",
    "ni", "sans", "pa", "不", "无", "没", "لا", "غير",
  ]
}

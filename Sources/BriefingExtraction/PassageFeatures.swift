import BriefingModel

/// What passages have in common: the stems of their words, words that stand side by side, the countries and
/// organisations they name, and the subjects they speak of.
struct PassageFeatures {
  /// Two passages that have something in common.
  struct Alike {
    /// 0-based passages of the two briefings.
    var one: Int
    var other: Int
    /// By the words alone; 1 for the same ones.
    var likeness: Double
    /// The same with what stands side by side, names and subjects: what the nearest is chosen by.
    var nearness: Double
  }

  private struct Feature {
    var id: Int32
    var weight: Double
    /// A word, of which a number must be shared; words side by side and subjects only add to it.
    var isWord: Bool
  }

  /// What words side by side, names and subjects weigh beside words.
  private static let pairWeight = 0.5
  private static let nameWeight = 0.5
  private static let subjectWeight = 0.8

  private var sides: [[[Feature]]] = []
  private var count = 0

  init(_ texts: [[(text: String, words: StatementWords)]], _ lexicons: Lexicons) {
    var ids: [String: Int32] = [:]
    var frequencies: [Double] = []
    func feature(_ name: String, _ weight: Double, isWord: Bool) -> Feature {
      let id = ids[name] ?? Int32(ids.count)
      if ids[name] == nil {
        ids[name] = id
        frequencies.append(0)
      }
      return Feature(id: id, weight: weight, isWord: isWord)
    }
    sides = texts.map { side in
      side.map { passage in
        let stems = passage.words.words.filter { !Self.joining.contains($0) }.map(Self.stem)
        var features: [Int32: Feature] = [:]
        func add(_ feature: Feature) {
          if features.updateValue(feature, forKey: feature.id) == nil { frequencies[Int(feature.id)] += 1 }
        }
        for stem in stems { add(feature(stem, 1, isWord: true)) }
        for (one, next) in zip(stems, stems.dropFirst()) {
          add(feature(one + " " + next, Self.pairWeight, isWord: false))
        }
        for name in NameReader.tally([(passage.text, false)], lexicons: lexicons) {
          add(feature("@" + name.name, Self.nameWeight, isWord: false))
        }
        for subject in lexicons.subjects.subjects(of: passage.text) {
          add(feature("#" + subject, Self.subjectWeight, isWord: false))
        }
        return features.keys.sorted().compactMap { features[$0] }
      }
    }
    count = ids.count
    weigh(frequencies)
  }

  /// What is rare in the passages of all briefings together weighs more, so that the words of the common subject
  /// count for little.
  private mutating func weigh(_ frequencies: [Double]) {
    let total = Double(sides.reduce(0) { $0 + $1.count })
    for side in sides.indices {
      for passage in sides[side].indices {
        var square = 0.0
        for place in sides[side][passage].indices {
          // How often, counted in doublings, the passages could be halved before one with it were left.
          let rarity = Self.logarithm(1 + total / frequencies[Int(sides[side][passage][place].id)])
          sides[side][passage][place].weight *= rarity
          let feature = sides[side][passage][place]
          if feature.isWord { square += feature.weight * feature.weight }
        }
        guard square > 0 else { continue }
        let length = square.squareRoot()
        for place in sides[side][passage].indices { sides[side][passage][place].weight /= length }
      }
    }
  }

  /// The pairs of passages of two briefings that share so many words.
  func alike(_ left: Int, _ right: Int, leastShared: Int) -> [Alike] {
    var holders = [[(passage: Int32, weight: Double)]](repeating: [], count: count)
    for (passage, features) in sides[right].enumerated() {
      for feature in features { holders[Int(feature.id)].append((Int32(passage), feature.weight)) }
    }
    var found: [Alike] = []
    var words = [Double](repeating: 0, count: sides[right].count)
    var others = words
    var shared = [Int](repeating: 0, count: sides[right].count)
    for (one, features) in sides[left].enumerated() {
      for place in words.indices { (words[place], others[place], shared[place]) = (0, 0, 0) }
      for feature in features {
        for holder in holders[Int(feature.id)] {
          let passage = Int(holder.passage)
          if feature.isWord {
            words[passage] += feature.weight * holder.weight
            shared[passage] += 1
          } else {
            others[passage] += feature.weight * holder.weight
          }
        }
      }
      let least = max(1, min(leastShared, features.count(where: \.isWord)))
      for other in words.indices where shared[other] >= least {
        found.append(
          Alike(
            one: one, other: other, likeness: min(1, words[other]), nearness: words[other] + others[other]))
      }
    }
    return found
  }

  // MARK: Words

  /// Words that join sentences and say nothing of what they are about.
  private static let joining: Set<String> = [
    "not", "only", "but", "more", "most", "other", "well", "even", "further", "moreover", "furthermore",
    "additionally", "however", "meanwhile",
  ]

  /// The logarithm to the base of 2, near enough for weighing.
  private static func logarithm(_ value: Double) -> Double {
    Double(value.exponent) + value.significand - 1
  }

  /// A word without its ending, so that `escalation` and `escalated` are one; four letters stay at least.
  static func stem(_ word: String) -> String {
    guard word.utf8.count > 4, word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return word }
    var letters = Array(word.utf8)
    for _ in 0..<2 {
      guard
        let ending = endings.first(where: { ending in
          letters.count - ending.count >= 4 && letters.suffix(ending.count).elementsEqual(ending)
        })
      else { break }
      letters.removeLast(ending.count)
    }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Longer ones first.
  private static let endings: [[UInt8]] = [
    "isation", "ization", "ational", "atives", "ations", "ative", "ating", "ated", "ates", "ements", "ation",
    "ement", "ments", "ingly", "ities",
    "ment", "ness", "ions", "ives", "ians", "ity", "ion", "ive", "ian", "ing", "ies", "ied", "ers", "ous",
    "er", "ed", "es", "al", "ly", "s", "e", "y",
  ].map { Array($0.utf8) }
}

import Resources

/// Word classes and fitted weights for the reader of flattened tables.
struct FlattenedLexicon: Sendable {
  let prepositions: Set<String>
  let determiners: Set<String>
  let auxiliaries: Set<String>
  let together: Set<String>
  let sides: Set<String>
  let single: Set<String>
  let weights: FlattenedWeights

  /// Read at the first use, which is the first line that could head a flattened table.
  static let shared = FlattenedLexicon(
    words: WordList(.words), headers: WordList(.headers),
    weights: FlattenedWeights(utf8: EmbeddedLexicon.flattened.utf8))

  private init(words: WordList, headers: WordList, weights: FlattenedWeights) {
    prepositions = Set(words["prepositions"])
    determiners = Set(words["determiners"])
    auxiliaries = Set(words["auxiliaries"])
    together = Set(headers["together"])
    sides = Set(headers["sides"])
    single = Set(headers["single"])
    self.weights = weights
  }
}

/// The fitted numbers, `name value` on each line of their file.
struct FlattenedWeights: Sendable {
  /// Log-odds of a boundary, by feature, in the order of `FlattenedFeature`.
  let boundary: [Double]
  private let values: [String: Double]

  init(utf8: [UInt8]) {
    var values: [String: Double] = [:]
    for line in utf8.split(separator: 0x0A) where line.first != 0x23 {
      let parts = line.split(separator: 0x20)
      guard parts.count == 2, let value = Double(String(decoding: parts[1], as: UTF8.self)) else { continue }
      values[String(decoding: parts[0], as: UTF8.self)] = value
    }
    self.values = values
    boundary = FlattenedFeature.allCases.map { values["boundary.\($0.rawValue)"] ?? 0 }
  }

  /// The number of that name, 0 where the file has none.
  subscript(name: String) -> Double { values[name] ?? 0 }
}

/// What may hold of the place between two words; the raw values are the names in the file of weights.
enum FlattenedFeature: String, CaseIterable {
  case bias
  case capitalBeforeLower = "capital-before-lower"
  case capitalAfterLower = "capital-after-lower"
  case capitalRunStart = "capital-run-start"
  case capitalRunInside = "capital-run-inside"
  case lowerAfterCapital = "lower-after-capital"
  case lowerAfterLower = "lower-after-lower"
  case capitalFunctionWord = "capital-function-word"
  case afterStop = "after-stop"
  case afterComma = "after-comma"
  case afterPreposition = "after-preposition"
  case afterDeterminer = "after-determiner"
  case afterAuxiliary = "after-auxiliary"
  case beforePreposition = "before-preposition"
  case beforeDeterminer = "before-determiner"
  case beforeAuxiliary = "before-auxiliary"
  case numberAfterWord = "number-after-word"
  case wordAfterNumber = "word-after-number"
  case numberAfterNumber = "number-after-number"
  case inBrackets = "in-brackets"
  case afterAdjective = "after-adjective"
  case afterNoun = "after-noun"
  case afterPlural = "after-plural"
  case beforePast = "before-past"
  case beforeGerund = "before-gerund"
  case beforeAcronym = "before-acronym"
  case firstWord = "first-word"
  case secondWord = "second-word"
  case besideSign = "beside-sign"
  case determinerAfterNoun = "determiner-after-noun"
  case lowerAfterNoun = "lower-after-noun"
  case lowerAfterAdjective = "lower-after-adjective"

  /// The features that hold before word `index` of `words`.
  static func holding(at index: Int, in words: [FlattenedWord]) -> [FlattenedFeature] {
    let before = words[index - 1]
    let after = words[index]
    let next = index + 1 < words.count ? words[index + 1] : nil
    var features: [FlattenedFeature] = [.bias]
    switch (before.shape, after.shape) {
    case (.capital, .capital): features.append(.capitalRunInside)
    case (.lower, .capital): features.append(.capitalAfterLower)
    case (.capital, .lower): features.append(.lowerAfterCapital)
    case (.lower, .lower): features.append(.lowerAfterLower)
    case (.number, .number): features.append(.numberAfterNumber)
    case (_, .number): features.append(.numberAfterWord)
    case (.number, _): features.append(.wordAfterNumber)
    default: break
    }
    if after.shape == .capital {
      features.append(next.map { $0.shape == .capital } ?? false ? .capitalRunStart : .capitalBeforeLower)
      if after.isDeterminer || after.isPreposition || after.isAuxiliary {
        features.append(.capitalFunctionWord)
      }
    } else {
      if after.isPreposition { features.append(.beforePreposition) }
      if after.isDeterminer, !after.isPreposition { features.append(.beforeDeterminer) }
      if after.isAuxiliary { features.append(.beforeAuxiliary) }
    }
    if before.endsWithStop { features.append(.afterStop) }
    if before.endsWithComma { features.append(.afterComma) }
    if before.isPreposition, !before.endsWithStop { features.append(.afterPreposition) }
    if before.isDeterminer, !before.isPreposition { features.append(.afterDeterminer) }
    if before.isAuxiliary, !before.isDeterminer { features.append(.afterAuxiliary) }
    if before.depth > 0 { features.append(.inBrackets) }
    switch before.ending {
    case .adjective: features.append(.afterAdjective)
    case .noun: features.append(.afterNoun)
    case .plural: features.append(.afterPlural)
    default: break
    }
    if after.ending == .past { features.append(.beforePast) }
    if after.ending == .gerund { features.append(.beforeGerund) }
    if after.isAcronym { features.append(.beforeAcronym) }
    if after.shape == .lower, !after.isPreposition, !after.isAuxiliary {
      let isNoun = before.ending == .noun || before.ending == .plural
      if isNoun { features.append(after.isDeterminer ? .determinerAfterNoun : .lowerAfterNoun) }
      if before.ending == .adjective { features.append(.lowerAfterAdjective) }
    }
    if index == 1 { features.append(.firstWord) }
    if index == 2 { features.append(.secondWord) }
    if before.key.isEmpty || after.key.isEmpty { features.append(.besideSign) }
    return features
  }
}

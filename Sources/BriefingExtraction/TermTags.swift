/// What a word of the lexicon does in a name or a sentence: one tag for each section of `terms.txt`.
struct TermTags: OptionSet, Sendable {
  var rawValue: UInt64

  static let benefit = TermTags(rawValue: 1 << 0)
  static let benefitFirst = TermTags(rawValue: 1 << 1)
  static let benefitAlone = TermTags(rawValue: 1 << 2)
  static let benefitWhole = TermTags(rawValue: 1 << 3)
  static let risk = TermTags(rawValue: 1 << 4)
  static let riskFirst = TermTags(rawValue: 1 << 5)
  static let riskAlone = TermTags(rawValue: 1 << 6)
  static let riskWhole = TermTags(rawValue: 1 << 7)
  static let mitigation = TermTags(rawValue: 1 << 8)
  static let mitigationFirst = TermTags(rawValue: 1 << 9)
  static let mitigationWhole = TermTags(rawValue: 1 << 10)
  static let step = TermTags(rawValue: 1 << 11)
  static let both = TermTags(rawValue: 1 << 12)
  static let counter = TermTags(rawValue: 1 << 13)
  static let negator = TermTags(rawValue: 1 << 14)
  static let plain = TermTags(rawValue: 1 << 15)
  static let determiner = TermTags(rawValue: 1 << 16)
  static let preposition = TermTags(rawValue: 1 << 17)
  static let joiner = TermTags(rawValue: 1 << 18)
  static let subordinate = TermTags(rawValue: 1 << 19)
  static let compound = TermTags(rawValue: 1 << 20)
  static let wanted = TermTags(rawValue: 1 << 21)
  static let outcome = TermTags(rawValue: 1 << 22)
  static let description = TermTags(rawValue: 1 << 23)
  static let impact = TermTags(rawValue: 1 << 24)
  static let strategy = TermTags(rawValue: 1 << 25)
  static let result = TermTags(rawValue: 1 << 26)
  static let actor = TermTags(rawValue: 1 << 27)
  static let announce = TermTags(rawValue: 1 << 28)
  static let propose = TermTags(rawValue: 1 << 29)
  static let relative = TermTags(rawValue: 1 << 30)
  static let rating = TermTags(rawValue: 1 << 31)
  static let adverse = TermTags(rawValue: 1 << 32)
  static let purpose = TermTags(rawValue: 1 << 33)
  static let turn = TermTags(rawValue: 1 << 34)
  static let question = TermTags(rawValue: 1 << 35)
  static let modal = TermTags(rawValue: 1 << 36)
  static let following = TermTags(rawValue: 1 << 37)
  static let weaken = TermTags(rawValue: 1 << 38)
  static let study = TermTags(rawValue: 1 << 39)
  static let demand = TermTags(rawValue: 1 << 40)
  static let speaker = TermTags(rawValue: 1 << 41)
  static let below = TermTags(rawValue: 1 << 42)
  static let party = TermTags(rawValue: 1 << 43)
  static let naming = TermTags(rawValue: 1 << 44)
  static let anaphor = TermTags(rawValue: 1 << 46)
  static let claim = TermTags(rawValue: 1 << 47)
  static let trouble = TermTags(rawValue: 1 << 45)

  static let anyBenefit: TermTags = [.benefit, .benefitFirst, .benefitAlone, .benefitWhole]
  static let anyRisk: TermTags = [.risk, .riskFirst, .riskAlone, .riskWhole]
  static let anyMitigation: TermTags = [.mitigation, .mitigationFirst, .mitigationWhole]
  /// Names of a kind whose head stands first: the rest may follow.
  static let first: TermTags = [.benefitFirst, .riskFirst, .mitigationFirst]
  static let last: TermTags = [.benefit, .risk, .mitigation]
  static let alone: TermTags = [.benefitAlone, .riskAlone]
  static let whole: TermTags = [.benefitWhole, .riskWhole, .mitigationWhole]
  static let anyKind: TermTags = [anyBenefit, anyRisk, anyMitigation]
  /// Words that say nothing of a kind: `key`, `the`, `and`, `of`.
  static let small: TermTags = [
    .plain, .determiner, .preposition, .joiner, .announce, .wanted, .question, .rating,
  ]

  /// The sections by their names in the file.
  static let sections: [(name: StaticString, tag: TermTags)] = [
    ("benefit", .benefit), ("benefit-first", .benefitFirst), ("benefit-alone", .benefitAlone),
    ("benefit-whole", .benefitWhole), ("risk", .risk), ("risk-first", .riskFirst),
    ("risk-alone", .riskAlone), ("risk-whole", .riskWhole), ("mitigation", .mitigation),
    ("mitigation-first", .mitigationFirst), ("mitigation-whole", .mitigationWhole), ("step", .step),
    ("both", .both), ("counter", .counter), ("negator", .negator), ("plain", .plain),
    ("determiner", .determiner), ("preposition", .preposition), ("joiner", .joiner),
    ("subordinate", .subordinate), ("compound", .compound), ("wanted", .wanted), ("outcome", .outcome),
    ("description", .description), ("impact", .impact), ("strategy", .strategy), ("result", .result),
    ("actor", .actor), ("announce", .announce), ("propose", .propose), ("relative", .relative),
    ("rating", .rating), ("adverse", .adverse), ("purpose", .purpose), ("turn", .turn),
    ("question", .question), ("modal", .modal), ("following", .following), ("weaken", .weaken),
    ("study", .study),
    ("demand", .demand), ("speaker", .speaker), ("below", .below), ("party", .party), ("naming", .naming),
    ("trouble", .trouble), ("claim", .claim), ("anaphor", .anaphor),
  ]
}

/// What two or more briefings say in common, what only one says, and where they differ in a number or a date.
public struct BriefingComparison: Sendable, Equatable {
  /// Something that a briefing says.
  public struct Passage: Sendable, Equatable {
    /// 0-based in `briefings`.
    public var briefing: Int
    public var text: String
    public var span: SourceSpan
    /// What it assesses, if anything.
    public var assessment: Assessment?

    public init(briefing: Int, text: String, span: SourceSpan, assessment: Assessment? = nil) {
      self.briefing = briefing
      self.text = text
      self.span = span
      self.assessment = assessment
    }
  }

  /// Passages of several briefings that say nearly the same.
  public struct Agreement: Sendable, Equatable {
    /// At most one of each briefing, in their order.
    public var passages: [Passage]
    /// How alike the least alike two are, 0…1.
    public var likeness: Double
    /// Numbers and dates in which they differ: `4,000 troops / 3,500 troops`.
    public var differences: [String]

    public init(passages: [Passage], likeness: Double, differences: [String] = []) {
      self.passages = passages
      self.likeness = likeness
      self.differences = differences
    }

    /// From this likeness on passages are said to say the same.
    public static let sameLikeness = 0.5

    public var isSame: Bool { likeness >= Self.sameLikeness }
  }

  /// A name, amount or date, with the places where each briefing has it; an empty list where it has it not.
  public struct Shared: Sendable, Equatable {
    /// `country`, `organisation`, `operation`, `amount`, `money`, `share` or `date`.
    public var kind: String
    public var name: String
    public var places: [[SourceSpan]]

    public init(kind: String, name: String, places: [[SourceSpan]]) {
      self.kind = kind
      self.name = name
      self.places = places
    }
  }

  /// What is counted in several briefings, with different numbers.
  public struct Disagreement: Sendable, Equatable {
    /// What is counted: `troops`.
    public var unit: String
    /// For each briefing the figures it gives, none where it gives none.
    public var figures: [[Figure]]

    public init(unit: String, figures: [[Figure]]) {
      self.unit = unit
      self.figures = figures
    }
  }

  public var briefings: [LibraryEntry]
  /// Most alike first.
  public var agreements: [Agreement]
  /// For each briefing what it assesses and no other does, in reading order.
  public var alone: [[Assessment]]
  public var disagreements: [Disagreement]
  public var names: [Shared]
  public var figures: [Shared]
  /// For each subject, how many statements of it each briefing makes.
  public var subjects: [(subject: String?, counts: [Int])]

  public init(
    briefings: [LibraryEntry], agreements: [Agreement] = [], alone: [[Assessment]] = [],
    disagreements: [Disagreement] = [], names: [Shared] = [], figures: [Shared] = [],
    subjects: [(subject: String?, counts: [Int])] = []
  ) {
    self.briefings = briefings
    self.agreements = agreements
    self.alone = alone
    self.disagreements = disagreements
    self.names = names
    self.figures = figures
    self.subjects = subjects
  }

  /// Agreements in what is said and in all numbers and dates.
  public var same: [Agreement] { agreements.filter { $0.isSame && $0.differences.isEmpty } }

  /// Passages that are each other's nearest, and too far from each other to be called the same.
  public var near: [Agreement] { agreements.filter { !$0.isSame && $0.differences.isEmpty } }

  public static func == (left: BriefingComparison, right: BriefingComparison) -> Bool {
    left.briefings == right.briefings && left.agreements == right.agreements && left.alone == right.alone
      && left.disagreements == right.disagreements && left.names == right.names
      && left.figures == right.figures
      && left.subjects.elementsEqual(right.subjects) { $0.subject == $1.subject && $0.counts == $1.counts }
  }
}

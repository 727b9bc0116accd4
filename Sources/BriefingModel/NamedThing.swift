/// A country, organisation or operation that a briefing names.
public struct NamedThing: Sendable, Equatable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case country, organisation, operation

    /// The heading of a list of them.
    public var plural: String {
      switch self {
      case .country: "countries"
      case .organisation: "organisations"
      case .operation: "operations"
      }
    }
  }

  /// One place where it is named.
  public struct Mention: Sendable, Equatable {
    /// As it is written there.
    public var text: String
    public var sentence: String
    public var span: SourceSpan

    public init(text: String, sentence: String, span: SourceSpan) {
      self.text = text
      self.sentence = sentence
      self.span = span
    }
  }

  public var kind: Kind
  /// The name that stands for all its forms: `United States` for `U.S.`
  public var name: String
  /// In reading order.
  public var mentions: [Mention]

  public init(kind: Kind, name: String, mentions: [Mention] = []) {
    self.kind = kind
    self.name = name
    self.mentions = mentions
  }
}

/// An amount or a date that a briefing names.
public struct Figure: Sendable, Equatable, Hashable {
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case amount, money, share, date
  }

  public var kind: Kind
  /// As it is written, with what it counts: `4,000 troops`.
  public var text: String
  /// The number, multiplied out; nil for a date.
  public var value: Double?
  /// What is counted, in lower case: `patrol vessels`; for a date its ISO form as far as it is told.
  public var unit: String
  public var sentence: String
  public var span: SourceSpan

  public init(
    kind: Kind, text: String, value: Double? = nil, unit: String = "", sentence: String, span: SourceSpan
  ) {
    self.kind = kind
    self.text = text
    self.value = value
    self.unit = unit
    self.sentence = sentence
    self.span = span
  }
}

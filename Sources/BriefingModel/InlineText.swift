/// What a run of text within a block is, beyond plain text.
public enum InlineMarkKind: Sendable, Hashable, Codable {
  case emphasis
  case strong
  case code
  case strikethrough
  /// A link with its destination as the document writes it. Never opened without asking.
  case link(String)
}

/// A marked run within an `InlineText`.
public struct InlineMark: Sendable, Hashable, Codable {
  public var kind: InlineMarkKind
  /// 0-based, half-open offsets in Unicode scalars of the text.
  public var range: Range<Int>

  public init(kind: InlineMarkKind, range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

/// Text as it is read: markup removed, with the runs that the markup had marked.
public struct InlineText: Sendable, Hashable, Codable, ExpressibleByStringLiteral {
  public var text: String
  /// In order of their lower bound.
  public var marks: [InlineMark]

  public init(_ text: String, marks: [InlineMark] = []) {
    self.text = text
    self.marks = marks
  }

  public init(stringLiteral value: String) {
    self.init(value)
  }
}

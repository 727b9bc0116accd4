/// What a run of text within a block is, beyond plain text.
public enum InlineMarkKind: Sendable, Hashable, Codable {
  case emphasis
  case strong
  case code
  /// Text that is deleted or no longer holds.
  case strikethrough
  /// A blank at which the source ends the line and goes on below.
  case lineBreak
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

extension InlineText {
  /// The text with the lines that its source gives it: a line feed in the place of each blank that ends one.
  public var textInLines: String {
    guard marks.contains(where: { $0.kind == .lineBreak }) else { return text }
    var scalars = Array(text.unicodeScalars)
    for mark in marks where mark.kind == .lineBreak {
      for place in mark.range where scalars.indices.contains(place) { scalars[place] = "\n" }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  /// The text with `~~` around what is deleted, for where it cannot be struck through: a price that does not hold any
  /// more must not read as one that does.
  public var showingDeletions: InlineText {
    let deleted = marks.filter { $0.kind == .strikethrough }.map(\.range)
    guard !deleted.isEmpty else { return self }
    let sign: [Unicode.Scalar] = ["~", "~"]
    let scalars = Array(text.unicodeScalars)
    var shown: [Unicode.Scalar] = []
    /// Where each scalar of the text, and its end, stands in what is shown.
    var places: [Int] = []
    var (next, end) = (0, -1)
    for place in 0...scalars.count {
      if place == end {
        shown += sign
        end = -1
      }
      while next < deleted.count, deleted[next].lowerBound < place { next += 1 }
      places.append(shown.count)
      if end < 0, next < deleted.count, deleted[next].lowerBound == place {
        shown += sign
        end = min(deleted[next].upperBound, scalars.count)
      }
      if place < scalars.count { shown.append(scalars[place]) }
    }
    let moved = marks.map { mark in
      let range = mark.range.clamped(to: 0..<scalars.count)
      return InlineMark(kind: mark.kind, range: places[range.lowerBound]..<places[range.upperBound])
    }
    return InlineText(String(String.UnicodeScalarView(shown)), marks: moved)
  }
}

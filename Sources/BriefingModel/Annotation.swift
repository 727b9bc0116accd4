/// What its reader wrote about a paragraph, a row or a cell of a briefing.
public struct Annotation: Sendable, Hashable {
  /// Where it is written: by the words there, so that it is found again after an edit. There is one
  /// annotation at most to each.
  public struct Anchor: Sendable, Hashable {
    /// The paragraph, heading, list item or row; its offset counts for nothing here.
    public var place: ReadingPlace
    /// The 0-based cell of a row; nil for the whole.
    public var column: Int?

    public init(place: ReadingPlace, column: Int? = nil) {
      self.place = place
      self.place.offset = 0
      self.column = column
    }

    /// Whether both are written to the same words.
    public func isSame(as other: Anchor) -> Bool {
      place.text == other.place.text && place.occurrence == other.place.occurrence && column == other.column
    }
  }

  public var anchor: Anchor
  /// The words that it is written about, cut where they are long; for a reader who no longer has the file.
  public var quote: String
  /// What the reader wrote; may have several lines.
  public var text: String

  /// Scalars that a quote has at most.
  public static let longestQuote = 280

  public init(anchor: Anchor, quote: String, text: String) {
    self.anchor = anchor
    let scalars = quote.unicodeScalars
    self.quote =
      scalars.count > Self.longestQuote
      ? String(String.UnicodeScalarView(scalars.prefix(Self.longestQuote - 1))) + "…" : quote
    self.text = text
  }
}

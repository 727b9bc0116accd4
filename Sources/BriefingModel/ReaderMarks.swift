/// What its reader has noted about a briefing as a whole.
public struct ReaderMarks: Sendable, Equatable, Hashable {
  /// Whether it was read as it is now.
  public var isRead: Bool
  /// Whether it was read, and has changed since.
  public var isChanged: Bool
  public var isStarred: Bool
  /// In the order of the alphabet.
  public var tags: [String]
  public var note: String?
  /// What was written about places in it.
  public var annotationTexts: [String]
  /// The words that it was written about, in the same order; cut where they are long.
  public var annotatedQuotes: [String]

  public init(
    isRead: Bool = false, isChanged: Bool = false, isStarred: Bool = false, tags: [String] = [],
    note: String? = nil, annotationTexts: [String] = [], annotatedQuotes: [String] = []
  ) {
    self.isRead = isRead
    self.isChanged = isChanged
    self.isStarred = isStarred
    self.tags = tags
    self.note = note
    self.annotationTexts = annotationTexts
    self.annotatedQuotes = annotatedQuotes
  }

  /// Whether anything was written about it.
  public var isAnnotated: Bool { note != nil || !annotationTexts.isEmpty }

  /// Whether something was written about the cell or the paragraph that a statement stands in.
  public func isWritten(about assessment: Assessment) -> Bool {
    annotatedQuotes.contains { quote in
      quote.contains(assessment.text) || quote.hasSuffix("…") && assessment.text.hasPrefix(quote.dropLast())
    }
  }

  public var isEmpty: Bool { self == ReaderMarks() }
}

/// One thing that a reader notes about a briefing, or takes back.
public enum ReaderMark: Sendable, Equatable, Hashable {
  case read(Bool)
  case starred(Bool)
  /// All tags that it has from now on. `seen` are those that the reader was shown: what another session has
  /// given or taken since stays so.
  case tags([String], seen: [String] = [])
  /// Nil takes the note away. `seen` is the one that the reader was shown: what another session has written since
  /// is kept beside it.
  case note(String?, seen: String? = nil)
}

extension ReaderMarks {
  /// Tags as they are typed, parted by commas: each once, in the order of the alphabet.
  public static func tags(typed text: String) -> [String] {
    let tags = text.split(separator: ",").map { part in
      String(part.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
    return Set(tags).filter { !$0.isEmpty }.sorted()
  }
}

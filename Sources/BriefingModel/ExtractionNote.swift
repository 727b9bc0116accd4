/// What the reader of a file repaired, dropped or could not decide.
public struct ExtractionNote: Sendable, Equatable, Hashable, Codable {
  /// The kinds of notes; the raw values are part of the JSON schema.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    case lostList = "lost-list"
    case repeatedTitle = "repeated-title"
    case furniture
    case gluedSentence = "glued-sentence"
    case gluedDate = "glued-date"
    case ambiguousDate = "ambiguous-date"
    case reconstructedTable = "reconstructed-table"
    case uncertainTable = "uncertain-table"
    /// The reader chose how a table is read.
    case overruledTable = "overruled-table"
    case raggedRow = "ragged-row"
    case encoding
    case frontMatter = "front-matter"
    /// Part of the document that is not shown: an image, signs that are not seen.
    case omitted
    case truncated
    /// What lies behind this line is not read: it would take too much.
    case unread
  }

  public var kind: Kind
  /// One plain sentence for the reader.
  public var message: String
  public var span: SourceSpan

  public init(kind: Kind, message: String, span: SourceSpan) {
    self.kind = kind
    self.message = message
    self.span = span
  }
}

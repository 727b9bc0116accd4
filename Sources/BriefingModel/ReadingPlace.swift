/// Where a reader was in a briefing, told so that it is found again in another window and after an edit.
public struct ReadingPlace: Sendable, Hashable {
  /// The text of the paragraph, cell or heading that stood at the top.
  public var text: ContentHash
  /// 0-based, among the pieces of the briefing with the same text.
  public var occurrence: Int
  /// 0-based scalar of that text that began the line.
  public var offset: Int
  /// The heading above it; empty above the first.
  public var heading: String
  /// 1-based line of the file.
  public var line: Int

  public init(text: ContentHash, occurrence: Int, offset: Int, heading: String, line: Int) {
    self.text = text
    self.occurrence = occurrence
    self.offset = offset
    self.heading = heading
    self.line = line
  }
}

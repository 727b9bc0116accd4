/// The lines, and where it is narrower the columns, of the original file that a value came from.
///
/// Lines and columns are 1-based and both ends are included. Columns count Unicode scalars of the
/// decoded line. For HTML the lines are those of the HTML source.
public struct SourceSpan: Sendable, Hashable, Codable {
  /// First line, 1-based.
  public var firstLine: Int
  /// Last line, 1-based, at least `firstLine`.
  public var lastLine: Int
  /// First column in `firstLine`, 1-based; nil when the span begins with its line.
  public var firstColumn: Int?
  /// Last column in `lastLine`, 1-based and included; nil when the span ends with its line.
  public var lastColumn: Int?

  public init(firstLine: Int, lastLine: Int, firstColumn: Int? = nil, lastColumn: Int? = nil) {
    self.firstLine = firstLine
    self.lastLine = max(firstLine, lastLine)
    self.firstColumn = firstColumn
    self.lastColumn = lastColumn
  }

  /// The span of one whole line, 1-based.
  public init(line: Int) {
    self.init(firstLine: line, lastLine: line)
  }

  /// The smallest span of whole lines that holds both.
  public func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(
      firstLine: min(firstLine, other.firstLine), lastLine: max(lastLine, other.lastLine))
  }

  /// Whether the 1-based `line` lies within the span.
  public func contains(line: Int) -> Bool {
    line >= firstLine && line <= lastLine
  }
}

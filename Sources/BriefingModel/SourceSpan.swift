/// The lines, and where it is narrower the columns, of the original file that a value came from.
///
/// Lines and columns are 1-based and both ends are included. Columns count Unicode scalars of the
/// decoded line. For HTML the lines are those of the HTML source.
public struct SourceSpan: Sendable, Hashable, Codable {
  // Half as long as four numbers with their nils: a text of short lines has a span for every few bytes.
  private var first: Int32
  private var last: Int32
  private var start: Int32
  private var end: Int32

  /// First line, 1-based.
  public var firstLine: Int {
    get { Int(first) }
    set { first = Int32(clamping: newValue) }
  }

  /// Last line, 1-based, at least `firstLine`.
  public var lastLine: Int {
    get { Int(last) }
    set { last = Int32(clamping: newValue) }
  }

  /// First column in `firstLine`, 1-based; nil when the span begins with its line.
  public var firstColumn: Int? {
    get { start == 0 ? nil : Int(start) }
    set { start = Int32(clamping: newValue ?? 0) }
  }

  /// Last column in `lastLine`, 1-based and included; nil when the span ends with its line.
  public var lastColumn: Int? {
    get { end == 0 ? nil : Int(end) }
    set { end = Int32(clamping: newValue ?? 0) }
  }

  public init(firstLine: Int, lastLine: Int, firstColumn: Int? = nil, lastColumn: Int? = nil) {
    first = Int32(clamping: firstLine)
    last = Int32(clamping: max(firstLine, lastLine))
    start = Int32(clamping: firstColumn ?? 0)
    end = Int32(clamping: lastColumn ?? 0)
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

extension SourceSpan {
  private enum CodingKeys: CodingKey {
    case firstLine, lastLine, firstColumn, lastColumn
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      firstLine: try values.decode(Int.self, forKey: .firstLine),
      lastLine: try values.decode(Int.self, forKey: .lastLine),
      firstColumn: try values.decodeIfPresent(Int.self, forKey: .firstColumn),
      lastColumn: try values.decodeIfPresent(Int.self, forKey: .lastColumn))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(firstLine, forKey: .firstLine)
    try values.encode(lastLine, forKey: .lastLine)
    try values.encodeIfPresent(firstColumn, forKey: .firstColumn)
    try values.encodeIfPresent(lastColumn, forKey: .lastColumn)
  }
}

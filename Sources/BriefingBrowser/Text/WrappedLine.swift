public import BriefingModel

/// One line of wrapped text, with its styled runs and the piece of the original that it shows.
public struct WrappedLine: Sendable, Equatable {
  /// Neighbouring graphemes with the same marks.
  public struct Run: Sendable, Equatable {
    public var text: String
    /// 0-based column of the run, the line's indent included.
    public var column: Int
    /// Columns that the run takes.
    public var columns: Int
    /// What the text is beyond plain text, the outermost mark first; empty for plain text.
    public var marks: [InlineMarkKind]
  }

  /// Printable text, the indent and the blanks at its end left out.
  public var text: String
  /// Blank columns before the text.
  public var indent: Int
  /// Columns of the text without the indent.
  public var columns: Int
  /// All of the text in order; empty for an empty line.
  public var runs: [Run]
  /// What the line shows: 0-based, half-open offsets in Unicode scalars of the original.
  public var source: Range<Int>

  /// Scalar of the original and column for each grapheme and the end; nil when both count alike.
  private var stops: [Stop]?

  private struct Stop: Sendable, Equatable {
    var origin: Int32
    var column: Int32
  }

  init(
    _ prepared: PreparedText, graphemes: Range<Int>, indent: Int, available: Int, marks: [InlineMark]
  ) {
    self.indent = indent
    source = prepared.origin(graphemes.lowerBound)..<prepared.origin(graphemes.upperBound)
    var columns = prepared.columns(graphemes)
    var text = prepared.text(graphemes)
    if columns > available, graphemes.count == 1 {
      // A wide grapheme where only one column is left.
      columns = 1
      text = "\u{FFFD}"
    }
    self.columns = columns
    self.text = text
    if prepared.widths != nil || prepared.origins != nil {
      var column = 0
      var stops: [Stop] = []
      stops.reserveCapacity(graphemes.count + 1)
      for grapheme in graphemes {
        stops.append(Stop(origin: Int32(prepared.origin(grapheme)), column: Int32(column)))
        column += prepared.columns(grapheme)
      }
      stops.append(Stop(origin: Int32(source.upperBound), column: Int32(columns)))
      self.stops = stops
    }
    runs = []
    if graphemes.isEmpty { return }
    let near = marks.filter { $0.range.overlaps(source) }
    if near.isEmpty {
      runs = [Run(text: text, column: indent, columns: columns, marks: [])]
      return
    }
    var start = graphemes.lowerBound
    var column = indent
    var kinds = Self.kinds(near, at: prepared.origin(start))
    for grapheme in graphemes.dropFirst() {
      let next = Self.kinds(near, at: prepared.origin(grapheme))
      if next != kinds {
        let width = prepared.columns(start..<grapheme)
        runs.append(
          Run(text: prepared.text(start..<grapheme), column: column, columns: width, marks: kinds))
        column += width
        start = grapheme
        kinds = next
      }
    }
    let rest = start..<graphemes.upperBound
    runs.append(
      Run(
        text: prepared.text(rest), column: column, columns: prepared.columns(rest), marks: kinds))
  }

  private static func kinds(_ marks: [InlineMark], at origin: Int) -> [InlineMarkKind] {
    marks.compactMap { $0.range.contains(origin) ? $0.kind : nil }
  }

  /// The columns, the indent included, that show a range of the original's scalars; nil when the
  /// line shows nothing of it. For marking what a search found.
  public func columns(of range: Range<Int>) -> Range<Int>? {
    let shown = range.clamped(to: source)
    guard !shown.isEmpty else { return nil }
    guard let stops else {
      let start = indent + shown.lowerBound - source.lowerBound
      return start..<start + shown.count
    }
    // The grapheme that holds the first scalar, and the first one that begins at or after the end.
    let after = stops.partition { Int($0.origin) > shown.lowerBound }
    let end = min(stops.count - 1, stops.partition { Int($0.origin) >= shown.upperBound })
    // A mark such as `^[` has several graphemes for one scalar.
    let origin = stops[max(0, after - 1)].origin
    let first = Int(stops[stops.partition { $0.origin >= origin }].column)
    return indent + first..<indent + max(first, Int(stops[end].column))
  }

  /// The 0-based scalar of the original at a column, the indent included; the nearest one when the
  /// column lies outside the text.
  public func sourceOffset(atColumn column: Int) -> Int {
    let inside = min(max(0, column - indent), max(0, columns - 1))
    guard let stops else { return min(source.upperBound, source.lowerBound + inside) }
    let after = stops.partition { Int($0.column) > inside }
    return Int(stops[max(0, after - 1)].origin)
  }

  /// The line with its indent, as plain text.
  public var plainText: String {
    indent == 0 || text.isEmpty ? text : String(repeating: " ", count: indent) + text
  }
}

extension Array {
  /// The index of the first element for which `predicate` holds, in an array where it holds for all
  /// after the first; its count when there is none.
  fileprivate func partition(where predicate: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = low + (high - low) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

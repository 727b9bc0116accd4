public import BriefingModel

/// Reads a reconstructed table again with a number of columns that its reader knows to be right.
public enum TableRereading {
  /// How many columns a table may be read with.
  public static let columns = 2...8

  /// The same table with exactly `columns` columns, parted where its words suggest it most.
  ///
  /// The source lines are those of `table.raw`, the first of them the header. Identity, span, caption, raw
  /// lines and form are kept; every row has its own span; the confidence is *likely*, without a score, for
  /// the number is the reader's. Nil when the table is not a reconstructed one, when `columns` lies
  /// outside 2…8, and when the header or a row has fewer words than that.
  public static func table(_ table: Table, columns: Int) -> Table? {
    guard table.isReconstructed, Self.columns.contains(columns) else { return nil }
    var lines: [String] = []
    var numbers: [Int] = []
    for (offset, line) in table.raw.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let text = String(line).trimmingBlanks()
      guard !text.isEmpty else { continue }
      lines.append(text)
      numbers.append(table.span.firstLine + offset)
    }
    guard lines.count >= 2,
      let read = FlattenedTable.read(header: lines[0], rows: Array(lines.dropFirst()), columns: columns)
    else { return nil }
    var again = table
    again.header = read.header
    again.rows = read.rows
    again.headerSpan = SourceSpan(line: numbers[0])
    again.rowSpans = numbers.dropFirst().map { SourceSpan(line: $0) }
    again.confidence = .likely
    again.score = nil
    return again
  }
}

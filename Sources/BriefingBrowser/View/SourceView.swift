internal import BriefingModel
internal import TerminalScreen

/// The raw lines of the file.
enum SourceView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    guard let layout = state.sourceLayout else { return }
    for (offset, row) in layout.page(from: state.source, rows: rect.rows).enumerated() {
      let place = rect.row + offset
      let isEvidence = state.source.evidence?.contains(line: row.number) == true
      if row.isFirst {
        let number = String(row.number)
        screen.write(
          number, column: rect.column + layout.gutter - 2 - number.count + 1, row: place,
          style: isEvidence ? Style(.evidence) : .dim)
      }
      if isEvidence { screen.write("▌", column: rect.column, row: place, style: Style(.evidence)) }
      let left = rect.column + layout.gutter + 1
      screen.write(
        row.line.plainText, column: left, row: place,
        style: isEvidence ? Style(.evidence) : .text, limit: rect.endColumn - left)
      if isEvidence, let span = state.source.evidence, let columns = narrowed(span, row) {
        screen.restyle(Rect(column: left + columns.lowerBound, row: place, columns: columns.count, rows: 1)) {
          _ in Style(.evidence, .underline)
        }
      }
    }
  }

  /// The columns of a row that a span narrower than its lines marks.
  private static func narrowed(_ span: SourceSpan, _ row: SourceLayout.Row) -> Range<Int>? {
    guard span.firstColumn != nil || span.lastColumn != nil else { return nil }
    let first = row.number == span.firstLine ? (span.firstColumn ?? 1) - 1 : 0
    let last = row.number == span.lastLine ? span.lastColumn ?? Int(Int32.max) : Int(Int32.max)
    return first < last ? row.line.columns(of: first..<last) : nil
  }
}

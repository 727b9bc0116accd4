import BriefingModel

/// A table of GFM while its rows are read.
struct MarkdownTable {
  let span: SourceSpan
  let columns: Int
  private var header: [String] = []
  private var headerSpan: SourceSpan?
  private var rows: [[String]] = []
  private var rowSpans: [SourceSpan] = []
  private var isInHeader = false

  init(span: SourceSpan, columns: Int) {
    self.span = span
    self.columns = columns
  }

  mutating func beginRow(span: SourceSpan, isHeader: Bool) {
    isInHeader = isHeader
    if isHeader {
      headerSpan = SourceSpan(line: span.firstLine)
    } else {
      var row: [String] = []
      row.reserveCapacity(columns)
      rows.append(row)
      rowSpans.append(SourceSpan(line: span.firstLine))
    }
  }

  mutating func add(_ cell: String) {
    if isInHeader {
      header.append(cell)
    } else if !rows.isEmpty {
      rows[rows.count - 1].append(cell)
    }
  }

  /// What the rows come to.
  struct Finished {
    var table: Table
    /// Lines that GFM counts as rows though they hold no pipe, behind the last true row.
    var rest: [(text: String, span: SourceSpan)]
    var notes: [ExtractionNote]
  }

  /// Sets right what GFM does to rows: one without a pipe is text, and what a row has beyond the
  /// header's columns stays with its last cell instead of being dropped.
  func finished(lines: SourceLines, text: SourceLines, quoteDepth: Int) -> Finished {
    var rows = self.rows
    var rowSpans = self.rowSpans
    var notes: [ExtractionNote] = []
    var rest: [(text: String, span: SourceSpan)] = []
    /// Whether the row has as many cells as the header, outer pipes aside.
    func fits(_ span: SourceSpan) -> Bool {
      guard span.firstLine <= text.count else { return true }
      return MarkdownPipeRows.cellCount(text.utf8, text.ranges[span.firstLine - 1], quoteDepth: quoteDepth)
        == header.count
    }
    func source(_ span: SourceSpan) -> [UInt8] {
      guard span.firstLine <= text.count else { return [] }
      return MarkdownPipeRows.content(text.utf8[text.ranges[span.firstLine - 1]], quoteDepth: quoteDepth)
    }
    if columns > 1 {
      while let last = rowSpans.last, !source(last).contains(0x7C) {
        rest.append((String(decoding: source(last), as: UTF8.self), last))
        rows.removeLast()
        rowSpans.removeLast()
      }
      rest.reverse()
    }
    for (place, cells) in broken(rowSpans, fits, source) {
      rows[place] = cells
      rowSpans[place].lastLine = rowSpans[place + 1].lastLine
      rows.remove(at: place + 1)
      rowSpans.remove(at: place + 1)
    }
    for place in rows.indices {
      let surplus = rows[place].count - max(1, header.count)
      if surplus > 0 { rows[place].removeLast(surplus) }
      let lack = header.count - rows[place].count
      if lack > 0 { rows[place] += Array(repeating: "", count: lack) }
      if rowSpans[place].lastLine > rowSpans[place].firstLine || fits(rowSpans[place]) { continue }
      guard let cells = MarkdownPipeRows.cells(source(rowSpans[place])), cells.count != header.count
      else { continue }
      if cells.count > header.count, let last = rows[place].indices.last {
        let extra = cells[header.count...].filter { !$0.isEmpty }
        if extra.isEmpty { continue }
        rows[place][last] = ([rows[place][last]] + extra).filter { !$0.isEmpty }.joined(separator: " | ")
      }
      if notes.count < 20 {
        notes.append(
          ExtractionNote(
            kind: .raggedRow, message: "This row has another number of cells than its table.",
            span: rowSpans[place]))
      }
    }
    let last = rowSpans.last?.firstLine ?? min(lines.count, span.firstLine + 1)
    let place = SourceSpan(firstLine: headerSpan?.firstLine ?? span.firstLine, lastLine: last)
    let table = Table(
      id: "", form: .pipe, header: header, rows: rows, headerSpan: headerSpan, rowSpans: rowSpans,
      raw: lines.text(place), span: place)
    return Finished(table: table, rest: rest, notes: notes)
  }

  /// The rows, the last first, that a line broke within a cell, with the cells of both of their lines: the first
  /// lacks its closing pipe and the second its opening one, and together they fill a row.
  private func broken(
    _ spans: [SourceSpan], _ fits: (SourceSpan) -> Bool, _ source: (SourceSpan) -> [UInt8]
  ) -> [(place: Int, cells: [String])] {
    guard spans.count >= 3, columns > 1 else { return [] }
    var found: [(place: Int, cells: [String])] = []
    for place in spans.indices.dropFirst() where !fits(spans[place]) {
      let (above, below) = (source(spans[place - 1]), source(spans[place]))
      guard above.first == 0x7C, above.last(where: { $0 > 0x20 }) != 0x7C, below.first != 0x7C,
        below.last(where: { $0 > 0x20 }) == 0x7C,
        let before = MarkdownPipeRows.cells(above), let after = MarkdownPipeRows.cells(below),
        before.count + after.count - 1 == header.count, let end = before.last, let start = after.first
      else { continue }
      found.append((place - 1, before.dropLast() + [end + " " + start] + after.dropFirst()))
    }
    return found.reversed()
  }
}

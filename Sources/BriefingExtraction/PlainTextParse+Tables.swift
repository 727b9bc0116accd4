import BriefingModel

extension PlainTextParse {
  /// Adds a table; its number, caption and raw lines are filled in here.
  mutating func add(_ table: Table) {
    var table = table
    tableCount += 1
    table.id = "t\(tableCount)"
    table.raw = source.text(table.span)
    if let caption, caption.span.lastLine < table.span.firstLine, table.caption == nil {
      table.caption = caption.text
    }
    caption = nil
    tableEnd = table.span.lastLine
    add(.table(table))
  }

  /// Adds a table whose columns could not be told: its lines, and the header where that is known.
  mutating func addUncertain(
    _ form: TableForm, header: [String], headerSpan: SourceSpan?, score: Double? = nil, span: SourceSpan
  ) {
    add(
      Table(
        id: "", form: form, confidence: .uncertain, score: score, header: header, rows: [],
        headerSpan: headerSpan, rowSpans: [], raw: "", span: span))
    note(
      .uncertainTable, "This looks like a table, but its columns could not be told; its lines are shown.",
      span)
  }

  /// Notes that the columns of a table were inferred.
  mutating func noteInferred(_ span: SourceSpan) {
    note(
      .reconstructedTable,
      "The columns of this table were lost; they were inferred, and the source lines are at hand.", span)
  }

  /// Whether a table may begin at the line: only used to tell a caption.
  func mayBeginTable(_ index: Int) -> Bool {
    switch lines[index].kind {
    case .piped, .pipeRule, .gridRule: true
    case .text: lines[index].hasTab || lines[index].hasGap || lines[index].wordCount <= 8
    default: false
    }
  }

  /// A row of cells with the lines it stands on, 1-based.
  struct Row {
    var cells: [String]
    var span: SourceSpan
  }

  /// Makes the rows equally wide, notes those that were not, and tells the header where no mark did.
  /// `header` nil leaves the question to the words of the first row.
  mutating func makeTable(
    _ form: TableForm, _ rows: [Row], header: Bool?, span: SourceSpan, mayShift: Bool = false,
    confidence: Confidence = .certain
  ) {
    var rows = rows
    let width =
      header == true && !rows.isEmpty
      ? max(rows[0].cells.count, Self.commonWidth(rows)) : Self.commonWidth(rows)
    let hasHeader = header ?? TableHeaders.isHeader(rows.map { $0.cells })
    if mayShift, hasHeader { Self.shiftHeader(&rows) }
    let columns =
      mayShift ? ColumnSorts(rows.dropFirst(hasHeader ? 1 : 0).map { $0.cells }, width: width) : nil
    for index in rows.indices {
      let had = rows[index].cells.count
      if had > width {
        let surplus = rows[index].cells[(width - 1)...].joined(separator: " | ")
        rows[index].cells = rows[index].cells[..<(width - 1)] + [surplus]
      } else if let columns, index > 0 || !hasHeader, let placed = columns.place(rows[index].cells) {
        rows[index].cells = placed
      } else if had < width {
        rows[index].cells += Array(repeating: "", count: width - had)
      }
      guard had != width else { continue }
      note(
        .raggedRow, "This row has \(had) of \(width) cells; where the lost ones stood is not known.",
        rows[index].span)
    }
    let body = hasHeader ? Array(rows.dropFirst()) : rows
    add(
      Table(
        id: "", form: form, confidence: confidence, header: hasHeader ? rows[0].cells : [],
        rows: body.map { $0.cells },
        headerSpan: hasHeader ? rows[0].span : nil, rowSpans: body.map { $0.span }, raw: "", span: span))
  }

  /// A scraper that drops empty cells at the beginning and fills up at the end moves the names of the
  /// columns to the left, where the first column has none.
  private static func shiftHeader(_ rows: inout [Row]) {
    guard rows.count >= 3, let header = rows.first?.cells, header.count >= 2, header.last == "",
      header.dropLast().allSatisfy({ !$0.isEmpty })
    else { return }
    let full = rows.dropFirst().count { $0.cells.count == header.count && $0.cells.last?.isEmpty == false }
    guard full * 5 >= (rows.count - 1) * 4 else { return }
    rows[0].cells = [""] + header.dropLast()
  }

  private static func commonWidth(_ rows: [Row]) -> Int { commonest(rows.map { $0.cells.count }) }

  /// The number that comes up most, the greater of equals; 0 of none.
  static func commonest(_ numbers: [Int]) -> Int {
    // Nearly always all are equal.
    if let first = numbers.first, numbers.allSatisfy({ $0 == first }) { return first }
    var counts: [Int: Int] = [:]
    for number in numbers { counts[number, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  // MARK: Tabs

  /// Lines whose cells are parted by tabs, one or (as one scraper writes) two after each cell.
  mutating func readTabbed(at index: Int) -> Int? {
    guard index >= refusedTabsUntil else { return nil }
    var end = index
    while end < lines.count, isTabRow(end, within: end > index || opensWithTab(index)) { end += 1 }
    refusedTabsUntil = end
    guard end - index >= 2 else { return nil }
    // The listing of a program has tabs too.
    let coded = (index..<end).count {
      lines[$0].signs.contains(.code) || isPrompt($0) || hasRemark($0)
    }
    guard coded * 2 <= end - index else { return nil }
    let runs = (index..<end).flatMap { tabRuns($0) }
    let unit = !runs.isEmpty && runs.allSatisfy { $0 % 2 == 0 } ? 2 : 1
    let rows = (index..<end).map { line -> Row in
      Row(cells: cells(line, tabs: unit), span: SourceSpan(line: line + 1))
    }
    let widest = rows.reduce(0) { max($0, $1.cells.count) }
    guard widest >= 2 else { return nil }
    var header: Bool? = nil
    // The first row names the columns unless it holds numbers as the others do.
    if !TableHeaders.isLikeBody(rows.map { $0.cells }) { header = true }
    let wide = rows.map { row in
      Row(cells: row.cells + Array(repeating: "", count: widest - row.cells.count), span: row.span)
    }
    makeTable(.tabbed, wide, header: header ?? false, span: SourceSpan(firstLine: index + 1, lastLine: end))
    return end
  }

  /// A row whose first cell is empty, above a row with tabs.
  func opensWithTab(_ index: Int) -> Bool {
    lines[index].indent > 0 && source.utf8[source.ranges[index].lowerBound] == 0x09
      && index + 1 < lines.count && lines[index + 1].hasTab && lines[index + 1].indent == 0
  }

  private func isTabRow(_ index: Int, within: Bool) -> Bool {
    guard !dropped[index] else { return false }
    switch lines[index].kind {
    case .text where lines[index].hasTab || (within && source.utf8[source.ranges[index]].first == 0x09),
      .item(ordered: _) where within && lines[index].hasTab:
      return source.ranges[index].count <= 1000 || tabCount(index) < Self.widestRow
    default: return false
    }
  }

  private func tabCount(_ index: Int) -> Int {
    source.utf8.withUnsafeBufferPointer { $0[source.ranges[index]].count { $0 == 0x09 } }
  }

  private func tabRuns(_ index: Int) -> [Int] {
    var runs: [Int] = []
    var run = 0
    for byte in source.utf8[source.ranges[index].lowerBound..<lines[index].content.upperBound] {
      if byte == 0x09 {
        run += 1
      } else if run > 0 {
        runs.append(run)
        run = 0
      }
    }
    return runs
  }

  /// The cells of a line, each ended by so many tabs.
  private func cells(_ index: Int, tabs: Int) -> [String] {
    let hasMarks = lines[index].signs.contains(.mark)
    var cells: [String] = []
    source.utf8.withUnsafeBufferPointer { bytes in
      func close(_ range: Range<Int>) {
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
          .trimmingBlanks()
        cells.append(hasMarks ? InlineMarkup.read(text).text : text)
      }
      var start = source.ranges[index].lowerBound
      var run = 0
      for offset in source.ranges[index] {
        guard bytes[offset] == 0x09 else {
          run = 0
          continue
        }
        run += 1
        if run == tabs {
          close(start..<offset)
          start = offset + 1
          run = 0
        }
      }
      close(start..<source.ranges[index].upperBound)
    }
    while cells.count > 1, cells.last == "" { cells.removeLast() }
    return cells
  }

  // MARK: Aligned blanks

  /// Lines whose cells begin at the same columns, parted by two blanks or more.
  mutating func readAligned(at index: Int) -> Int? {
    guard index >= refusedUntil else { return nil }
    var end = index
    while end < lines.count, lines[end].hasGap, lines[end].isText, !dropped[end] {
      end += 1
      // A rule of dashes under the header.
      if end == index + 1, end + 1 < lines.count, lines[end].kind == .rule { end += 1 }
    }
    guard end - index >= 2 else { return nil }
    let rowLines = (index..<end).filter { lines[$0].kind != .rule }
    guard rowLines.count >= 2 else { return nil }
    let texts = rowLines.map { AlignedText(source.utf8, source.ranges[$0]) }
    let width = texts.reduce(0) { max($0, $1.count) }
    let (starts, areNamed) = columnStarts(texts[...], width: width)
    let coded = rowLines.count { lines[$0].signs.contains(.code) || isPrompt($0) || hasRemark($0) }
    guard starts.count >= 2, starts.count <= 12, coded * 2 <= rowLines.count else {
      refusedUntil = end
      return nil
    }
    let rows = zip(rowLines, texts).map { line, text -> Row in
      let cells = starts.indices.map { cell -> String in
        let to = cell + 1 < starts.count ? starts[cell + 1] : text.count
        return String(decoding: source.utf8[text.bytes(starts[cell]..<max(starts[cell], to))], as: UTF8.self)
          .trimmingBlanks()
      }
      return Row(cells: cells, span: SourceSpan(line: line + 1))
    }
    let full = rows.count { row in row.cells.count { !$0.isEmpty } >= 2 }
    if ContactLine.areAddresses(rows.map(\.cells)) {
      var line = index
      while line < end { line = lines[line].kind == .rule ? line + 1 : readParagraph(at: line) }
      return line
    }
    guard full * 4 >= rows.count * 3 else {
      refusedUntil = end
      return nil
    }
    let hasRule = (index..<end).contains { lines[$0].kind == .rule }
    let header = hasRule || areNamed ? true : !TableHeaders.isLikeBody(rows.map { $0.cells })
    // A name that stands across the border of two columns of the rows is one of unknown columns.
    let agrees = !header || columnStarts(texts.dropFirst(), width: width).starts.count <= starts.count
    let span = SourceSpan(firstLine: index + 1, lastLine: end)
    makeTable(.aligned, rows, header: header, span: span, confidence: agrees ? .certain : .likely)
    if !agrees { noteInferred(span) }
    return end
  }

  /// `$ command`, `# comment`, `--option`: the listing of a program, not a table.
  private func isPrompt(_ index: Int) -> Bool {
    let start = lines[index].start
    let first = source.utf8[start]
    guard start + 1 < source.utf8.count else { return false }
    let next = source.utf8[start + 1]
    return ((first == 0x23 || first == 0x24) && next == 0x20) || first == 0x2F
      || (first == 0x2D && next != 0x20 && !Letters.isASCIIDigit(next))
  }

  /// `make all    # builds everything`, `├── tests    the tests`, `│ box │`: a listing or a drawing.
  func hasRemark(_ index: Int) -> Bool {
    let range = lines[index].content
    return source.utf8.withUnsafeBufferPointer { bytes in
      var previous: UInt8 = 0x20
      var before: UInt8 = 0x20
      for at in range {
        let byte = bytes[at]
        // Two blanks, `#`, a blank; or `//` in its place.
        if previous == 0x20, before == 0x20 || before == 0x09, at + 1 < range.upperBound,
          (byte == 0x23 && bytes[at + 1] == 0x20) || (byte == 0x2F && bytes[at + 1] == 0x2F)
        {
          return true
        }
        // The signs that boxes and trees are drawn with.
        if byte == 0xE2, at + 1 < range.upperBound, bytes[at + 1] == 0x94 || bytes[at + 1] == 0x95 {
          return true
        }
        before = previous
        previous = byte
      }
      return false
    }
  }

  // MARK: Grids

  /// Rows between rules of `+---+` or box characters; the lines between two rules are one row.
  mutating func readGrid(at index: Int) -> Int? {
    guard index >= refusedUntil else { return nil }
    var end = index
    var rows: [Row] = []
    var open: Row?
    var hasDouble = false
    var isHeaderRuled = false
    while end < lines.count, lines[end].kind != .blank {
      if lines[end].kind == .gridRule || lines[end].kind == .pipeRule {
        if let row = open { rows.append(row) }
        open = nil
        if rows.count == 1, source.utf8[lines[end].content].contains(0x3D) || isDoubleRule(end) {
          hasDouble = true
        }
        if rows.count == 1 { isHeaderRuled = true }
      } else {
        guard beginsWithBar(end), let cells = gridCells(end), cells.count >= 1 else { break }
        if var row = open, row.cells.count == cells.count {
          for cell in cells.indices where !cells[cell].isEmpty {
            row.cells[cell] += row.cells[cell].isEmpty ? cells[cell] : " " + cells[cell]
          }
          row.span.lastLine = end + 1
          open = row
        } else {
          if let row = open { rows.append(row) }
          open = Row(cells: cells, span: SourceSpan(line: end + 1))
        }
      }
      end += 1
    }
    if let row = open { rows.append(row) }
    // A box round a few words has one cell in most lines.
    guard rows.count >= 1, rows.count(where: { $0.cells.count >= 2 }) * 2 > rows.count else {
      refusedUntil = end
      return nil
    }
    // Without a rule below each row, the lines between two rules are rows of their own.
    let rules = (index..<end).count { lines[$0].kind == .gridRule || lines[$0].kind == .pipeRule }
    if rules <= 3, end - index > rules + rows.count {
      rows = (index..<end).filter { lines[$0].kind != .gridRule && lines[$0].kind != .pipeRule }
        .map { Row(cells: gridCells($0) ?? [text($0)], span: SourceSpan(line: $0 + 1)) }
    }
    makeTable(
      .grid, rows, header: hasDouble || (isHeaderRuled && rows.count > 1),
      span: SourceSpan(firstLine: index + 1, lastLine: end))
    return end
  }

  private func isDoubleRule(_ index: Int) -> Bool {
    text(index).unicodeScalars.contains { $0 == "═" || $0 == "╪" }
  }

  /// Whether a line begins with a bar, or with the corner of one: other lines end a grid.
  private func beginsWithBar(_ index: Int) -> Bool {
    let content = lines[index].content
    guard let first = content.first else { return false }
    return source.utf8.withUnsafeBufferPointer { bytes in
      bytes[first] == 0x2B || Self.bar(bytes, first, content.upperBound) > 0
        || (bytes[first] == 0xE2 && first + 1 < content.upperBound
          && (0x94...0x95).contains(bytes[first + 1]))
    }
  }

  /// What stands between the bars `|│║┃` of a line; nil where it has none.
  private func gridCells(_ index: Int) -> [String]? {
    let content = lines[index].content
    return source.utf8.withUnsafeBufferPointer { bytes in
      var cells: [String] = []
      var start = content.lowerBound
      func close(_ end: Int) {
        cells.append(
          String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self).trimmingBlanks())
      }
      var hasBar = false
      var at = start
      while at < content.upperBound {
        let width = Self.bar(bytes, at, content.upperBound)
        if width > 0 {
          hasBar = true
          close(at)
          start = at + width
        }
        at += max(1, width)
      }
      guard hasBar else { return nil }
      close(content.upperBound)
      if cells.first == "" { cells.removeFirst() }
      if cells.last == "" { cells.removeLast() }
      return cells
    }
  }

  /// The length of the bar at a place; 0 where there is none.
  private static func bar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Int {
    if bytes[at] == 0x7C { return 1 }
    guard bytes[at] == 0xE2, at + 2 < end else { return 0 }
    switch (bytes[at + 1], bytes[at + 2]) {
    case (0x94, 0x82), (0x94, 0x83), (0x95, 0x91): return 3
    default: return 0
    }
  }
}

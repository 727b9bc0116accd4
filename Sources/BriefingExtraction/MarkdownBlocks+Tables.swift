import BriefingModel

extension MarkdownBlocks {
  mutating func endTable() {
    guard let found = table else { return }
    table = nil
    guard found.span.firstLine > readUpTo else { return }
    let finished = found.finished(lines: lines, text: text, quoteDepth: quoteDepth)
    notes += finished.notes
    add(.table(finished.table))
    for (text, span) in finished.rest { place(InlineMarkup.read(text), span) }
  }

  /// Reads a paragraph as the table or the list that its lines make, where they make one.
  mutating func addWhatLinesMake(_ span: SourceSpan) -> Bool {
    guard span.lastLine <= text.count else { return false }
    let range = text.ranges[span.firstLine - 1].lowerBound..<text.ranges[span.lastLine - 1].upperBound
    // Most paragraphs hold none of the signs.
    let signs = text.utf8.withUnsafeBufferPointer { bytes -> (pipe: Bool, colon: Bool) in
      var signs = (pipe: false, colon: false)
      var isLineStart = false
      for index in range {
        let byte = bytes[index]
        if byte == 0x7C { signs.pipe = true }
        if isLineStart, byte == 0x3A { signs.colon = true }
        if byte > 0x20 && byte != 0x3E { isLineStart = false }
        if byte == 0x0A || byte == 0x0D { isLineStart = true }
      }
      return signs
    }
    if signs.pipe, addGrid(span) || addRecoveredTable(span) { return true }
    return signs.colon && addDefinitions(span)
  }

  /// Makes a table of a paragraph's lines with pipes where GFM made none. The lines around it stay
  /// paragraphs.
  mutating func addRecoveredTable(_ span: SourceSpan) -> Bool {
    guard span.lastLine > span.firstLine, span.lastLine <= text.count else { return false }
    let rows = (span.firstLine...span.lastLine).map {
      MarkdownPipeRows.content(text.utf8[text.ranges[$0 - 1]], quoteDepth: quoteDepth)
    }
    guard let found = MarkdownPipeRows.recover(rows) else { return false }
    func paragraph(_ range: Range<Int>) {
      guard !range.isEmpty else { return }
      var text = MarkupTextBuilder()
      for row in range {
        rows[row].withUnsafeBufferPointer { text.append($0) }
        text.appendBlank()
      }
      place(
        InlineMarkup.read(text.takeString()),
        SourceSpan(
          firstLine: span.firstLine + range.lowerBound,
          lastLine: span.firstLine + range.upperBound - 1))
    }
    paragraph(0..<found.lines.lowerBound)
    let whole = SourceSpan(
      firstLine: span.firstLine + found.lines.lowerBound,
      lastLine: span.firstLine + found.lines.upperBound - 1)
    add(
      .table(
        Table(
          id: "", form: .pipe, header: found.header, rows: found.rows,
          headerSpan: found.header.isEmpty ? nil : SourceSpan(line: whole.firstLine),
          rowSpans: found.rowLines.map { SourceSpan(line: span.firstLine + $0) }, raw: lines.text(whole),
          span: whole)))
    for row in found.ragged.prefix(20) {
      notes.append(
        ExtractionNote(
          kind: .raggedRow, message: "This row has another number of cells than its table.",
          span: SourceSpan(line: span.firstLine + row)))
    }
    paragraph(found.lines.upperBound..<rows.count)
    return true
  }

  /// Makes a list of a paragraph of terms, each with lines below it that begin with a colon and a
  /// blank and say what it means.
  mutating func addDefinitions(_ span: SourceSpan) -> Bool {
    guard span.lastLine > span.firstLine, span.lastLine <= text.count else { return false }
    let rows = (span.firstLine...span.lastLine).map {
      MarkdownPipeRows.content(text.utf8[text.ranges[$0 - 1]], quoteDepth: quoteDepth)
    }
    func isMeaning(_ row: [UInt8]) -> Bool {
      row.count > 2 && row[0] == 0x3A && (row[1] == 0x20 || row[1] == 0x09)
    }
    guard !isMeaning(rows[0]), isMeaning(rows[1]), !isInItem else { return false }
    var found: [(term: String, meaning: String, span: SourceSpan)] = []
    for (place, row) in rows.enumerated() {
      let line = span.firstLine + place
      let isTerm = !isMeaning(row) && place + 1 < rows.count && isMeaning(rows[place + 1])
      if isTerm {
        found.append((String(decoding: row, as: UTF8.self).trimmingBlanks(), "", SourceSpan(line: line)))
      } else {
        let words = String(decoding: isMeaning(row) ? row.dropFirst(2) : row[...], as: UTF8.self)
          .trimmingBlanks()
        let before = found[found.count - 1].meaning
        found[found.count - 1].meaning = before.isEmpty ? words : before + " " + words
        found[found.count - 1].span = found[found.count - 1].span.union(SourceSpan(line: line))
      }
    }
    let items = found.map { entry -> ListItem in
      // Each on its own: a mark left open in the term does not reach into its meaning.
      let term = InlineMarkup.read(entry.term)
      var content = InlineText(term.text + ":", marks: term.marks)
      content.append(InlineMarkup.read(entry.meaning))
      return ListItem(content: content, label: term.text, span: entry.span)
    }
    add(.list(ItemList(ordered: false, items: items, span: span)))
    return true
  }

  /// Reads a table drawn with `+---+` as plain text has it.
  mutating func addGrid(_ span: SourceSpan) -> Bool {
    guard span.lastLine > span.firstLine + 1, span.lastLine <= text.count else { return false }
    func row(_ line: Int) -> [UInt8] {
      MarkdownPipeRows.content(text.utf8[text.ranges[line - 1]], quoteDepth: quoteDepth)
    }
    let first = row(span.firstLine)
    guard first.starts(with: [0x2B, 0x2D]) || first.starts(with: [0x2B, 0x3D]) else { return false }
    var drawn: [UInt8] = []
    for line in span.firstLine...span.lastLine {
      drawn += row(line)
      drawn.append(0x0A)
    }
    let found = PlainTextReader.read(SourceLines(utf8: drawn), path: "").tables
    guard found.count == 1, let table = found.first, !table.rows.isEmpty else { return false }
    var placed = table
    if case .table(let moved) = Block.table(table).shifted(by: span.firstLine - 1, limit: lines.count) {
      placed = moved
    }
    placed.raw = lines.text(placed.span)
    add(.table(placed))
    return true
  }
}

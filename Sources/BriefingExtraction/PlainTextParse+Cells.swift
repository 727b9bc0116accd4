import BriefingModel

extension PlainTextParse {
  /// Reads a table that a scraper wrote with one cell on a line, each closed (`cell|`) or opened
  /// (`|cell`) by a bar. Nothing says where a row ends: the number of columns is that which makes the
  /// cells of each column most alike.
  mutating func readCells(at index: Int) -> Int? {
    guard index >= refusedCellsUntil, isCell(index) || isClosedBelow(index) else { return nil }
    var cells: [(text: String, line: Int, last: Int)] = []
    var end = index
    while end < lines.count, !dropped[end] {
      if isCell(end) {
        cells.append((cell(end), end, end))
        end += 1
      } else if isClosedBelow(end) {
        // A break at the end of a cell put its bar on the next line.
        cells.append((InlineMarkup.read(text(end)).text, end, end))
        end += 2
      } else if end > index, let close = brokenCellEnd(from: end) {
        let text = (end..<close).map { self.text($0) } + [cell(close)]
        cells.append((InlineMarkup.read(text.joined(separator: " ")).text, end, close))
        end = close + 1
      } else {
        break
      }
    }
    // A bar within most of the lines parts cells: these are rows.
    let parted = (index..<end).count { lines[$0].kind == .piped && lines[$0].barCount == 2 }
    guard cells.count >= 4, parted * 2 < cells.count, let shape = CellColumns.find(in: cells.map(\.text))
    else {
      refusedCellsUntil = end
      return nil
    }
    let span = SourceSpan(firstLine: index + 1, lastLine: end)
    guard shape.confidence > .uncertain else {
      // A cell in the wrong column would be a benefit filed as a risk.
      addUncertain(.trailingPipe, header: [], headerSpan: nil, span: span)
      return end
    }
    let width = shape.columns
    var rows: [Row] = []
    var start = 0
    while start < cells.count {
      let row = cells[start..<min(start + width, cells.count)]
      rows.append(
        Row(
          cells: row.map { $0.text },
          span: SourceSpan(firstLine: cells[start].line + 1, lastLine: cells[row.endIndex - 1].last + 1)))
      start += width
    }
    makeTable(
      .trailingPipe, rows, header: shape.hasHeader, span: span,
      mayShift: true, confidence: shape.confidence)
    note(
      .reconstructedTable, "Each cell stands on a line of its own; the columns were told from their order.",
      span)
    return end
  }

  /// Reads a table with one cell on a line and no mark at all, below the names of both sides: `Benefits`, `Risks`, and
  /// maybe a name before them. The names say how many columns there are; the cells must fill their rows.
  mutating func readNamedCells(at index: Int) -> Int? {
    guard lines[index].wordCount <= 4, lines[index].content.count <= 60, let second = nextLine(index + 1),
      second - index <= 2, lines[second].isText, lines[second].wordCount <= 4
    else { return nil }
    let gap = second - index
    var names: [Int] = []
    var kinds: Set<AssessmentKind> = []
    var cursor = index
    while cursor < lines.count, isBareCell(cursor, words: 4), names.count < 4,
      names.isEmpty || cursor == names[names.count - 1] + gap
    {
      let text = text(cursor)
      guard HeaderLexicon.shared.isName(text) else { break }
      if let named = TermLexicon.standard.namedKind(text), named.isBare { kinds.insert(named.kind) }
      names.append(cursor)
      cursor += gap
    }
    guard names.count >= 2, kinds.isSuperset(of: [.benefit, .risk]) else { return nil }
    var cells: [Int] = []
    // Where blank lines part the cells they part them from the text as well: a paragraph ends the table.
    while cursor < lines.count, isBareCell(cursor, words: gap == 1 ? 40 : 14) {
      if TermLexicon.standard.namedKind(text(cursor))?.isBare ?? false { return nil }
      cells.append(cursor)
      guard cursor + 1 >= lines.count || gap == 1 || lines[cursor + 1].kind == .blank else { return nil }
      cursor += gap
    }
    let width = names.count
    guard cells.count >= 2 * width, cells.count % width == 0, let last = cells.last else { return nil }
    let rows = stride(from: 0, to: cells.count, by: width).map { start in
      Row(
        cells: cells[start..<start + width].map { InlineMarkup.read(text($0)).text },
        span: SourceSpan(firstLine: cells[start] + 1, lastLine: cells[start + width - 1] + 1))
    }
    let header = Row(
      cells: names.map { InlineMarkup.read(text($0)).text },
      span: SourceSpan(firstLine: index + 1, lastLine: names[width - 1] + 1))
    let span = SourceSpan(firstLine: index + 1, lastLine: last + 1)
    makeTable(.flattened, [header] + rows, header: true, span: span, confidence: .likely)
    note(
      .reconstructedTable, "Each cell stands on a line of its own; the columns were told from their names.",
      span)
    return last + 1
  }

  /// A line of some words that no mark makes an item, and that announces nothing.
  private func isBareCell(_ index: Int, words: Int) -> Bool {
    lines[index].isText && !dropped[index] && lines[index].wordCount <= words && lines[index].lastByte != 0x3A
      && lines[index].lastByte != 0x9A && !lines[index].hasTab
  }

  /// One cell and one bar, at its end or at its beginning.
  private func isCell(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.kind == .piped else { return false }
    let opens = source.utf8[line.start] == 0x7C
    let closes = line.lastByte == 0x7C
    // `|_name: value` is a report of a program.
    if opens, !closes, line.content.count > 1, source.utf8[line.start + 1] == 0x5F { return false }
    switch line.barCount {
    case 1: return opens || closes
    case 2: return opens != closes
    default: return false
    }
  }

  /// A line of text with nothing but a bar on the line below it.
  func isClosedBelow(_ index: Int) -> Bool {
    index + 1 < lines.count && lines[index].isText && isBareBar(index + 1)
  }

  /// The line that closes a cell which a link or code broke over lines; nil where the lines are of the
  /// text behind the table.
  private func brokenCellEnd(from start: Int) -> Int? {
    var line = start
    while line < lines.count, line - start <= 4, lines[line].isText, !dropped[line], !endsLikeSentence(line) {
      line += 1
    }
    guard line > start, line < lines.count, isCell(line), !isBareBar(line) else { return nil }
    let first = scalar(at: lines[line].start)
    // What goes on in a script without capitals is told by what it goes on to: no name of a column.
    if Letters.isIdeograph(first) { return HeaderLexicon.shared.isName(cell(line)) ? nil : line }
    return Letters.isLower(first) || !Letters.isLetter(first) ? line : nil
  }

  private func isBareBar(_ index: Int) -> Bool {
    lines[index].kind == .piped && lines[index].content.count == 1
  }

  private func cell(_ index: Int) -> String {
    var range = lines[index].content
    if lines[index].lastByte == 0x7C {
      range = range.lowerBound..<range.upperBound - 1
    } else {
      range = range.lowerBound + 1..<range.upperBound
    }
    return InlineMarkup.read(String(decoding: source.utf8[range], as: UTF8.self).trimmingBlanks()).text
  }
}

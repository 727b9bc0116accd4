import BriefingModel

extension PlainTextParse {
  /// Reads lines with bars as a table: with or without outer bars, with or without a rule.
  mutating func readPipeTable(at index: Int) -> Int? {
    guard index >= refusedUntil else { return nil }
    var group: [Int] = []
    var cursor = index
    var ruleAt: Int?
    while cursor < lines.count, lines[cursor].barCount < Self.widestRow {
      if dropped[cursor] || lines[cursor].kind == .blank {
        // Some scrapers put a blank line between rows.
        guard let next = nextLine(cursor), next - cursor <= 2, lines[next].kind == .piped,
          (ruleAt != nil || source.utf8[lines[next].start] == 0x7C) && isLikeRow(next, group)
            || isLikeFragment(next, group, blanks: next - cursor),
          next + 1 == lines.count || lines[next + 1].kind != .pipeRule
        else { break }
        cursor = next
        continue
      }
      if lines[cursor].kind == .pipeRule {
        // A second rule begins another table, the line above it being its header.
        if ruleAt != nil || group.count > 1 {
          if group.count > 2, ruleAt != nil {
            cursor = group.removeLast()
          } else if ruleAt == nil {
            cursor = group.removeLast()
          }
          break
        }
        ruleAt = cursor
      } else if lines[cursor].kind == .piped || isPipedItem(cursor, behind: group.last) {
        group.append(cursor)
      } else {
        break
      }
      cursor += 1
    }
    guard !group.isEmpty else {
      refusedUntil = cursor
      return nil
    }
    let opening = group.count { source.utf8[lines[$0].start] == 0x7C }
    let closing = group.count { lines[$0].lastByte == 0x7C }
    let joined =
      mayBeBroken(group)
      ? PipeFragments(fragments(group, ruleAt), ruled: ruleAt.map { cells($0).count }).joined() : nil
    if ruleAt == nil, joined == nil {
      guard group.count >= 2 else { return nil }
      let counts = group.map { cells($0).count }
      let common = Self.commonest(counts)
      guard common >= 2, counts.count(where: { $0 == common }) * 2 > counts.count,
        opening * 2 > group.count || closing * 2 > group.count || readsAsRows(group, width: common)
      else {
        refusedUntil = cursor
        return nil
      }
    }
    let isTrailing =
      joined == nil
      ? opening * 2 < group.count && closing * 2 > group.count
      : source.utf8[lines[group[0]].start] != 0x7C && closing > 0
    if let joined {
      return makeJoined(joined, isTrailing: isTrailing, ruleAt: ruleAt, end: cursor)
    }
    let width = ruleAt.map { cells($0).count }
    var rows: [Row] = []
    var end = cursor
    var position = 0
    while position < group.count {
      let line = group[position]
      var row = Row(cells: cells(line), span: SourceSpan(line: line + 1))
      position += 1
      // Where rows have no outer bars, a bar at the beginning closes an empty cell.
      if let ruleAt, let width, opening * 2 < group.count, closing * 2 < group.count,
        row.cells.count < width, source.utf8[lines[line].start] == 0x7C,
        source.utf8[lines[ruleAt].start] != 0x7C
      {
        row.cells.insert("", at: 0)
      }
      // A break within a cell put the rest of the row on the next lines.
      if isTrailing, let width, lines[line].lastByte != 0x7C, row.cells.count < width, position < group.count
      {
        let rest = cells(group[position])
        if row.cells.count + rest.count - 1 <= width, group[position] == line + 1 {
          row.cells[row.cells.count - 1] += rest.first.map { " " + $0 } ?? ""
          row.cells += rest.dropFirst()
          row.span.lastLine = group[position] + 1
          position += 1
        }
      }
      rows.append(row)
      end = max(end, row.span.lastLine)
    }
    var header: Bool?
    if let ruleAt { header = ruleAt > group[0] }
    // A header over nothing is a box drawn round a word.
    if ruleAt != nil, rows.count == 1, header == true { return nil }
    let last = (ruleAt.map { max($0, group[group.count - 1]) } ?? group[group.count - 1]) + 1
    makeTable(
      isTrailing ? .trailingPipe : .pipe, rows, header: header,
      span: SourceSpan(firstLine: min(index, group[0]) + 1, lastLine: last), mayShift: isTrailing)
    return end
  }

  /// A quick look: rows broken over lines have unequal numbers of bars, or one bar each, and close theirs.
  private func mayBeBroken(_ group: [Int]) -> Bool {
    guard group.count >= 2, group.count(where: { lines[$0].lastByte == 0x7C }) * 3 >= group.count * 2
    else { return false }
    let bars = lines[group[0]].barCount
    return bars == 1 || group.contains { lines[$0].barCount != bars }
  }

  /// Adds a table whose rows were put together from several lines each.
  private mutating func makeJoined(
    _ joined: [PipeFragments.Row], isTrailing: Bool, ruleAt: Int?, end: Int
  ) -> Int? {
    let rows = joined.map {
      Row(cells: $0.cells, span: SourceSpan(firstLine: $0.first + 1, lastLine: $0.last + 1))
    }
    guard let first = rows.first, let last = rows.last else { return nil }
    var header: Bool?
    if let ruleAt {
      header = ruleAt + 1 > first.span.firstLine
    } else if !TableHeaders.isLikeBody(rows.map(\.cells)) {
      // The rule is left out where the header itself is broken over lines.
      header = true
    }
    makeTable(
      isTrailing ? .trailingPipe : .pipe, rows, header: header,
      span: SourceSpan(
        firstLine: min(ruleAt.map { $0 + 1 } ?? .max, first.span.firstLine),
        lastLine: max(ruleAt.map { $0 + 1 } ?? 0, last.span.lastLine)),
      mayShift: isTrailing)
    return end
  }

  private func fragments(_ group: [Int], _ ruleAt: Int?) -> [PipeFragments.Fragment] {
    group.indices.map { position in
      let line = group[position]
      let before = position > 0 ? group[position - 1] : line - 1
      return PipeFragments.Fragment(
        cells: cells(line), line: line, opens: source.utf8[lines[line].start] == 0x7C,
        closes: lines[line].lastByte == 0x7C,
        isApart: position == 0 || (before + 1..<line).contains { lines[$0].kind == .blank },
        isBehindRule: ruleAt.map { before < $0 && $0 < line } ?? false)
    }
  }

  /// Whether a line behind a blank one goes on with a table whose rows are broken over lines.
  private func isLikeFragment(_ index: Int, _ group: [Int], blanks: Int) -> Bool {
    guard blanks == 1, let last = group.last else { return false }
    return lines[last].lastByte == 0x7C && lines[index].lastByte == 0x7C
      && source.utf8[lines[index].start] != 0x7C && source.utf8[lines[group[0]].start] != 0x7C
  }

  /// Whether lines with bars between words alone are rows: prose and commands have bars too.
  private func readsAsRows(_ group: [Int], width: Int) -> Bool {
    guard group.count >= 3 || width >= 3 else { return false }
    let sentences = group.count { endsLikeSentence($0) || !lines[$0].signs.isDisjoint(with: .code) }
    return sentences * 2 < group.count
  }

  /// An item's marker may be the first cell (`1. | a | b |`), or all of a cell (`— |`); only within rows
  /// of bars.
  private func isPipedItem(_ index: Int, behind last: Int?) -> Bool {
    guard case .item = lines[index].kind, lines[index].lastByte == 0x7C else { return false }
    let content = source.utf8[lines[index].content]
    if content.count(where: { $0 == 0x7C }) >= 2 { return true }
    return content.count == 1 && last.map { lines[$0].lastByte == 0x7C } ?? false
  }

  /// Columns from which on a line is no row of a table that anyone reads.
  static let widestRow = 255

  private func isLikeRow(_ index: Int, _ group: [Int]) -> Bool {
    guard let last = group.last else { return false }
    return cells(index).count == cells(last).count
      && (source.utf8[lines[index].start] == 0x7C) == (source.utf8[lines[last].start] == 0x7C)
  }

  /// The cells of a line, outer bars left out, escaped bars unescaped.
  private func cells(_ index: Int) -> [String] {
    let range = lines[index].start..<lines[index].content.upperBound
    let hasMarks = lines[index].signs.contains(.mark)
    var cells: [String] = []
    source.utf8.withUnsafeBufferPointer { bytes in
      func close(_ range: Range<Int>, hasEscapes: Bool) {
        var text = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
          .trimmingBlanks()
        if hasEscapes {
          text = text.split(separator: "\\|", omittingEmptySubsequences: false).joined(separator: "|")
        }
        cells.append(hasMarks ? InlineMarkup.read(text).text : text)
      }
      var start = range.lowerBound
      var isEscaped = false
      var hasEscapes = false
      for offset in range {
        let byte = bytes[offset]
        if byte == 0x7C, isEscaped {
          hasEscapes = true
        } else if byte == 0x7C {
          if offset > range.lowerBound { close(start..<offset, hasEscapes: hasEscapes) }
          start = offset + 1
          hasEscapes = false
        }
        isEscaped = byte == 0x5C && !isEscaped
      }
      if lines[index].lastByte != 0x7C || cells.isEmpty || start < range.upperBound {
        close(start..<range.upperBound, hasEscapes: hasEscapes)
      }
    }
    return cells
  }
}

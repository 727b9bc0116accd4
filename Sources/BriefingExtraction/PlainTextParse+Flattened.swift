import BriefingModel

extension PlainTextParse {
  /// From which probability a flattened table is shown as certain, and as likely.
  private static let certain = 0.8
  private static let likely = 0.3
  /// Rows from which a run of lines is taken for something else; the columns of a table are found by
  /// comparing its rows, which takes time.
  private static let longest = 120

  /// Reads a table whose cells were run together: a header line that names columns, and two or more
  /// lines alike below it. Nil where the line is no such header.
  mutating func readFlattened(at index: Int) -> Int? {
    guard isFlattenedHeader(index) else { return nil }
    let end = endOfRows(index + 1)
    guard end - index >= 3, end - index <= Self.longest else { return nil }
    let rowLines = Array((index + 1)..<end)
    let texts = rowLines.map { text($0) }
    guard let read = FlattenedTable.read(header: text(index), rows: texts) else { return nil }
    let span = SourceSpan(firstLine: index + 1, lastLine: end)
    var confidence: Confidence =
      read.probability >= Self.certain ? .certain : read.probability >= Self.likely ? .likely : .uncertain
    if rowLines.count < 2 { confidence = .uncertain }
    let isShown = confidence > .uncertain
    add(
      Table(
        id: "", form: .flattened, confidence: confidence, score: read.probability, header: read.header,
        rows: isShown ? read.rows : [], headerSpan: SourceSpan(line: index + 1),
        rowSpans: isShown ? rowLines.map { SourceSpan(line: $0 + 1) } : [], raw: "", span: span))
    if isShown {
      note(
        .reconstructedTable,
        "The columns of this table were lost; they were inferred, and the source lines are at hand.", span)
    } else {
      note(
        .uncertainTable, "This looks like a table, but its columns could not be told; its lines are shown.",
        span)
    }
    return end
  }

  /// Whether a line names two columns or more, and rows stand right below it.
  func isFlattenedHeader(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.isText, line.wordCount >= 2, line.wordCount <= 9, line.content.count <= 110,
      !endsLikeSentence(index),
      line.lastByte != 0x3F, index + 2 < lines.count, isFlattenedRow(index + 1), isFlattenedRow(index + 2)
    else { return false }
    let text = text(index)
    guard let first = text.unicodeScalars.first, !Letters.isLower(first), namesColumns(text) else {
      return false
    }
    let likeness = FlattenedHeader.likeness(FlattenedWord.words(of: text))
    // What announces a table is evidence for one.
    return likeness.sum >= (announcement == nil ? 2.5 : 1.0) && likeness.mean >= 0.6
  }

  /// Whether any word of a line is known to name columns: told at once, for most lines hold none.
  private func namesColumns(_ text: String) -> Bool {
    let heads = HeaderLexicon.shared.heads
    return text.lowercased().split { !$0.isLetter && $0 != "-" && $0 != "'" }.contains {
      heads.contains(String($0))
    }
  }

  /// A line that could be a row: some words, not a paragraph, not an announcement.
  private func isFlattenedRow(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.isText, !dropped[index], line.wordCount >= 2, line.wordCount <= 34, line.content.count <= 320
    else {
      return false
    }
    return line.lastByte != 0x3A && line.lastByte != 0x2C
  }

  private func endOfRows(_ start: Int) -> Int {
    var end = start
    var stopped = 0
    while end < lines.count, end - start <= Self.longest, isFlattenedRow(end) {
      // Another table may touch this one.
      if end >= start + 2, isFlattenedHeader(end), isStrongHeader(end) { return end }
      // Prose below rows that do not end in a stop is the next paragraph.
      let isStopped = endsLikeSentence(end)
      if end >= start + 2, isStopped, stopped == 0, lines[end].wordCount >= 9 { break }
      if isStopped { stopped += 1 }
      end += 1
    }
    // The last short line above a paragraph may be the heading of what follows.
    guard end < lines.count, lines[end].kind != .blank, end - start >= 3, hasHeadingShape(end - 1) else {
      return end
    }
    let others = start..<end - 1
    let sizes = others.map { lines[$0].wordCount }.sorted()
    let isShort = lines[end - 1].wordCount * 2 <= sizes[sizes.count / 2]
    let isTitleCased =
      share(of: .capital, end - 1) >= 0.6 && others.allSatisfy { share(of: .capital, $0) < 0.6 }
    return stopped == others.count || isShort || isTitleCased ? end - 1 : end
  }

  private func isStrongHeader(_ index: Int) -> Bool {
    let words = FlattenedWord.words(of: text(index))
    return words.count <= 7 && FlattenedHeader.likeness(words).mean >= 1.9
  }

  private func share(of shape: FlattenedWord.Shape, _ index: Int) -> Double {
    let words = FlattenedWord.words(of: text(index)).filter { !$0.isPreposition && !$0.isDeterminer }
    guard !words.isEmpty else { return 0 }
    return Double(words.count { $0.shape == shape }) / Double(words.count)
  }
}

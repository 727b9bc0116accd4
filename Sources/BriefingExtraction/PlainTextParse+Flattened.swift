import BriefingModel

extension PlainTextParse {
  /// From which probability the cells of a flattened table are shown as certain, and as likely.
  private static let certain = 0.8
  private static let likely = 0.3
  /// From which probability that they are a table lines are taken for one.
  private static let located = 0.5
  /// From which probability that they are a table they may be shown as certain.
  private static let sure = 0.9
  /// Readings tried within one run of short lines: the lines of a poem or a program are not all tried.
  private static let trials = 4
  /// Readings tried in vain within one text: a text of megabytes that only looks like tables is not tried to its end.
  private static let mostVainTrials = 20_000

  /// Reads a table whose cells were run together: a header line that names columns, and two or more
  /// lines alike below it. Nil where the line is no such header.
  mutating func readFlattened(at index: Int) -> Int? {
    guard index >= flattenedUntil || flattenedTrials < Self.trials, vainTrials < Self.mostVainTrials else {
      return nil
    }
    let isNamed = isFlattenedHeader(index)
    guard isNamed || mayHeadTable(index) else { return nil }
    let (end, stopped) = endOfRows(index + 1)
    guard end - index >= (isNamed ? 3 : 4) else { return nil }
    if !isNamed, !isBounded(index, end, stopped: stopped) { return nil }
    if index >= flattenedUntil {
      flattenedUntil = end
      flattenedTrials = 0
    }
    flattenedTrials += 1
    vainTrials += 1
    let block = FlattenedBlock(
      isStart: beginsBlock(index), isAnnounced: announcement != nil,
      announcesTable: announcement.map { Announcements.speaksOfTable($0.sentence) } ?? false)
    let rowLines = Array((index + 1)..<end)
    guard let (chance, reading, signs) = chance(block, index, rowLines, stopped: stopped) else { return nil }
    if flattenedBlocks != nil {
      flattenedBlocks?.append(
        FlattenedBlock.Found(span: SourceSpan(firstLine: index + 1, lastLine: end), signs: signs))
      return nil
    }
    guard chance >= Self.located else { return nil }
    vainTrials -= 1
    flattenedUntil = end
    let probability = min(chance * 1.03, 1) * reading.probability
    let span = SourceSpan(firstLine: index + 1, lastLine: end)
    let confidence: Confidence =
      probability >= Self.certain && chance >= Self.sure
      ? .certain : probability >= Self.likely ? .likely : .uncertain
    guard confidence > .uncertain else {
      addUncertain(
        .flattened, header: reading.names, headerSpan: SourceSpan(line: index + 1), score: probability,
        span: span)
      return end
    }
    add(
      Table(
        id: "", form: .flattened, confidence: confidence, score: probability, header: reading.names,
        rows: cells(reading, rowLines), headerSpan: SourceSpan(line: index + 1),
        rowSpans: rowLines.map { SourceSpan(line: $0 + 1) }, raw: "", span: span))
    noteInferred(span)
    return end
  }

  /// The probability that a header and the rows below it are a table; nil where they have no columns.
  private func chance(
    _ block: FlattenedBlock, _ header: Int, _ rows: [Int], stopped: Int
  ) -> (chance: Double, read: FlattenedReading, signs: [Double])? {
    let step = FlattenedTable.step(rows.count)
    let sample = stride(from: 0, to: rows.count, by: step).map { FlattenedCells(line(rows[$0])) }
    var fewest = sample.map(\.count).min() ?? 0
    if step > 1 {
      source.utf8.withUnsafeBufferPointer { bytes in
        for row in rows {
          fewest = min(fewest, FlattenedLine.count(UnsafeBufferPointer(rebasing: bytes[lines[row].content])))
        }
      }
    }
    guard fewest >= 2, let read = FlattenedReading(line(header), sample, most: fewest) else { return nil }
    let signs = block.signs(
      header: line(header).words, likeness: likeness(header), rows: sample,
      stopped: min(sample.count, stopped / step), read: read)
    return (FlattenedLexicon.shared.weights.location.probability(signs), read, signs)
  }

  /// The cells of all rows by a reading of some of them.
  private func cells(_ reading: FlattenedReading, _ rows: [Int]) -> [[String]] {
    guard FlattenedTable.step(rows.count) > 1 else { return reading.table().rows }
    return reading.table(rows.lazy.map { FlattenedCells(line($0)) }).rows
  }

  /// The words of a line.
  func line(_ index: Int) -> FlattenedLine {
    flattenedLines.line(index) {
      source.utf8.withUnsafeBufferPointer {
        FlattenedLine(UnsafeBufferPointer(rebasing: $0[lines[index].content]))
      }
    }
  }

  /// How much a line reads like names of columns.
  private func likeness(_ index: Int) -> (sum: Double, mean: Double) {
    flattenedLines.likeness(index) { FlattenedHeader.likeness(line(index).words) }
  }

  /// Whether a line that holds no known name could head a table all the same: it begins a block, and the
  /// lines below it are of one kind.
  private func mayHeadTable(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.isText, line.wordCount >= 2, line.wordCount <= 14, line.content.count <= 140,
      index + 3 < lines.count, !endsLikeSentence(index), line.lastByte != 0x3F, beginsBlock(index),
      // `erf 0.5 -> 0.52`, `├── tests`: a listing or a drawing.
      line.signs.isDisjoint(with: .code), !hasRemark(index)
    else { return false }
    let isStopped = endsLikeSentence(index + 1)
    return (1...3).allSatisfy { isFlattenedRow(index + $0) && endsLikeSentence(index + $0) == isStopped }
  }

  /// Whether rows under names that are not known end where the block does.
  private func isBounded(_ index: Int, _ end: Int, stopped: Int) -> Bool {
    guard stopped == 0 || stopped == end - index - 1 else { return false }
    return end == lines.count || lines[end].kind == .blank
  }

  /// Whether nothing right above the line belongs to it.
  private func beginsBlock(_ index: Int) -> Bool {
    guard index > 0 else { return true }
    let before = lines[index - 1]
    return !before.isText || dropped[index - 1] || before.wordCount > 20 || endsLikeSentence(index - 1)
      || index == tableEnd
  }

  /// Whether a line names two columns or more, and rows stand right below it.
  func isFlattenedHeader(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.isText, line.wordCount >= 2, line.wordCount <= 12, line.content.count <= 130,
      !endsLikeSentence(index),
      line.lastByte != 0x3F, index + 2 < lines.count, isFlattenedRow(index + 1, longest: 60),
      isFlattenedRow(index + 2, longest: 60)
    else { return false }
    guard namesColumns(index) else { return false }
    let likeness = likeness(index)
    // What announces a table is evidence for one.
    guard likeness.mean >= 0.6 else { return false }
    // Below a line that might be a heading, long lines are paragraphs.
    if likeness.mean < 1.6 || likeness.sum < 3, !isFlattenedRow(index + 1) || !isFlattenedRow(index + 2) {
      return false
    }
    if Letters.isLower(scalar(at: line.content.lowerBound)) {
      return likeness.sum >= 2.5 && beginsBlock(index)
    }
    // A short line among others must say more than one that begins a block.
    return likeness.sum >= (announcement == nil ? 2.5 : 1.0)
  }

  /// Whether any word of a line is known to name columns: told at once, for most lines hold none.
  private func namesColumns(_ index: Int) -> Bool {
    let lexicon = FlattenedLexicon.shared
    let isASCII = !lines[index].signs.contains(.beyondASCII)
    return source.utf8.withUnsafeBufferPointer { bytes in
      let content = UnsafeBufferPointer(rebasing: bytes[lines[index].content])
      guard isASCII else {
        return String(decoding: content, as: UTF8.self).lowercased()
          .split { !$0.isLetter && $0 != "-" && $0 != "'" }
          .contains { word in Array(word.utf8).withUnsafeBufferPointer { lexicon[WordHash($0)].isHead } }
      }
      var word = WordHash()
      var isEmpty = true
      for byte in content {
        if Letters.isASCIILetter(byte) || byte == 0x2D || byte == 0x27 {
          word.add(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
          isEmpty = false
        } else if !isEmpty {
          if lexicon[word].isHead { return true }
          word = WordHash()
          isEmpty = true
        }
      }
      return !isEmpty && lexicon[word].isHead
    }
  }

  /// A line that could be a row: some words, not a paragraph, not an announcement.
  private func isFlattenedRow(_ index: Int, longest: Int = 34) -> Bool {
    let line = lines[index]
    guard line.isText, !dropped[index], line.wordCount >= 2, line.wordCount <= longest,
      line.content.count <= longest * 10
    else {
      return false
    }
    return line.lastByte != 0x3A && line.lastByte != 0x2C
  }

  /// Where the rows from `start` on end, and how many of them end like sentences.
  private func endOfRows(_ start: Int) -> (end: Int, stopped: Int) {
    var end = start
    var stopped = 0
    var words = 0
    // Rows may be long where the rows before them are.
    while end < lines.count,
      isFlattenedRow(end, longest: end == start ? 60 : max(34, min(60, 5 * words / (2 * (end - start)))))
    {
      // Another table may touch this one.
      if end >= start + 2, isStrongHeader(end) { return (end, stopped) }
      // Prose below rows that do not end in a stop is the next paragraph.
      let isStopped = endsLikeSentence(end)
      if end >= start + 2, isStopped, stopped == 0, lines[end].wordCount >= 9 { break }
      if isStopped { stopped += 1 }
      words += lines[end].wordCount
      end += 1
    }
    // The last short line above a paragraph may be the heading of what follows.
    guard end < lines.count, lines[end].kind != .blank, end - start >= 3, hasHeadingShape(end - 1) else {
      return (end, stopped)
    }
    let others = start..<end - 1
    let sizes = others.map { lines[$0].wordCount }.sorted()
    let isShort = lines[end - 1].wordCount * 2 <= sizes[sizes.count / 2]
    let isTitleCased =
      share(of: .capital, end - 1) >= 0.6 && others.allSatisfy { share(of: .capital, $0) < 0.6 }
    return stopped == others.count || isShort || isTitleCased ? (end - 1, stopped) : (end, stopped)
  }

  /// Whether a line among rows is the header of another table.
  private func isStrongHeader(_ index: Int) -> Bool {
    guard lines[index].wordCount <= 7, lines[index].content.count <= 110, index + 2 < lines.count,
      isFlattenedRow(index + 1), isFlattenedRow(index + 2), !endsLikeSentence(index)
    else { return false }
    guard !Letters.isLower(scalar(at: lines[index].content.lowerBound)), namesColumns(index) else {
      return false
    }
    let likeness = likeness(index)
    return likeness.mean >= 1.9 && likeness.sum >= 2.5
  }

  private func share(of shape: FlattenedWord.Shape, _ index: Int) -> Double {
    var all = 0
    var found = 0
    for word in line(index).words where !word.isPreposition && !word.isDeterminer {
      all += 1
      if word.shape == shape { found += 1 }
    }
    return all == 0 ? 0 : Double(found) / Double(all)
  }
}

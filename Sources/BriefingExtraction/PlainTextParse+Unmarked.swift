import BriefingModel

/// Items whose marks count only beside lines alike, that stand behind their label, or that have none.
extension PlainTextParse {
  /// Makes items of two or more lines that follow each other with loose marks alike.
  static func markLooseItems(_ lines: inout [TextLine], _ bytes: UnsafeBufferPointer<UInt8>) {
    var run: [(line: Int, marker: ListMarker)] = []
    var isAnnounced = false
    /// The last line that is an item, until one that begins at its column is none.
    var item: Int?
    func close(_ lines: inout [TextLine]) {
      defer { run.removeAll(keepingCapacity: true) }
      guard run.count >= 2, let first = run.first?.marker else { return }
      switch first.family {
      // A letter or a word that numbers does so from the first on.
      case .stoppedLetter, .ordinal, .decimal: guard first.isFirst else { return }
      default: break
      }
      for item in run { lines[item.line].mark(item.marker) }
    }
    for index in lines.indices {
      let line = lines[index]
      guard line.kind != .blank else { continue }
      defer {
        if case .item(ordered: true) = lines[index].kind {
          item = index
        } else if let last = item, line.indent <= lines[last].indent {
          item = nil
        }
      }
      if line.kind == .text, let last = item, Letters.isASCIIDigit(bytes[line.start]),
        let marker = ListMarker.large(bytes, line.start, line.content.upperBound),
        let before = ListMarker(bytes, lines[last].start, lines[last].content.upperBound)
          ?? .large(bytes, lines[last].start, lines[last].content.upperBound),
        before.family == marker.family, marker.isNext(after: before)
      {
        lines[index].mark(marker)
        continue
      }
      if line.kind == .text, ListMarker.mayBeLoose[Int(bytes[line.start])],
        let marker = ListMarker.loose(bytes, line.start, line.content.upperBound, announced: isAnnounced)
      {
        if let last = run.last?.marker {
          if marker.family != last.family || !marker.isNext(after: last) { close(&lines) }
        }
        run.append((index, marker))
        continue
      }
      if !run.isEmpty { close(&lines) }
      // `– One item`, and those below it without a blank: `-Another`.
      isAnnounced =
        line.lastByte == 0x3A || line.lastByte == 0x9A
        || line.kind == .item(ordered: false) && isDash(bytes, line.start)
    }
    close(&lines)
  }

  private static func isDash(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    bytes[start] == 0x2D
      || bytes[start] == 0xE2 && start + 2 < bytes.count && bytes[start + 1] == 0x80
        && bytes[start + 2] == 0x93
  }

  /// Whether a line begins with the first of some numbers, letters or words that number: `1. `, `Step 1: `,
  /// `First, `.
  func beginsNumbering(_ index: Int) -> Bool {
    source.utf8.withUnsafeBufferPointer { bytes in
      let end = lines[index].content.upperBound
      var start = lines[index].start
      for word in Self.steps where start < end && bytes[start] == word[0] {
        if bytes[start..<end].starts(with: word) { start += word.count }
      }
      while start < end, bytes[start] == 0x23 || bytes[start] == 0x20 { start += 1 }
      guard start < end else { return false }
      if let marker = ListMarker(bytes, start, end), marker.isOrdered { return marker.isFirst }
      if let marker = ListMarker.loose(bytes, start, end, announced: true), marker.isOrdered {
        return marker.isFirst
      }
      return ListMarker.ordinal(bytes, start, end)?.number == 1
    }
  }

  private static let steps = ["Step ", "Risk ", "Benefit ", "Challenge ", "Paso ", "Étape "].map {
    Array($0.utf8)
  }

  // MARK: Behind a label

  /// `Pros: - Quiet nights`, with more items below it: parts the label from the first item. Gives the line to go on with.
  mutating func partLabelledItem(at index: Int) -> Int? {
    guard index + 1 < lines.count, lines[index + 1].kind == .item(ordered: false),
      lines[index].signs.contains(.colon) || lines[index].signs.contains(.wide)
    else { return nil }
    let range = lines[index].start..<lines[index].content.upperBound
    let found = source.utf8.withUnsafeBufferPointer { bytes -> (colon: Int, line: TextLine)? in
      var colon = range.lowerBound
      while colon < range.upperBound, colon - range.lowerBound <= 60, bytes[colon] != 0x3A,
        bytes[colon] != 0x2E
      {
        if bytes[colon] == 0xEF, colon + 2 < range.upperBound, bytes[colon + 1] == 0xBC,
          bytes[colon + 2] == 0x9A
        {
          break
        }
        colon += 1
      }
      guard colon < range.upperBound, bytes[colon] == 0x3A || bytes[colon] == 0xEF else { return nil }
      let behind = colon + (bytes[colon] == 0x3A ? 1 : 3)
      var start = behind
      while start < range.upperBound, bytes[start] == 0x20 { start += 1 }
      guard start < range.upperBound, let marker = ListMarker(bytes, start, range.upperBound),
        !marker.isOrdered, marker.end < range.upperBound,
        marker.family
          == ListMarker(bytes, lines[index + 1].start, lines[index + 1].content.upperBound)?.family
      else { return nil }
      return (behind, TextLine.scan(bytes, start..<range.upperBound))
    }
    guard let found, case .item = found.line.kind else { return nil }
    let (label, before) = (part(range.lowerBound..<found.colon, of: index), source.ranges[index].lowerBound)
    func column(_ end: Int) -> Int { source.utf8[before..<end].count { $0 & 0xC0 != 0x80 } }
    // Label and first item share their line: their columns tell them apart.
    let span = SourceSpan(
      firstLine: index + 1, lastLine: index + 1, lastColumn: max(1, column(found.colon)))
    partedLine = (index, column(found.line.start) + 1)
    add(.paragraph(Paragraph(content: InlineMarkup.read(label), span: span)))
    announcement = Announcement(sentence: label, span: span)
    lines[index] = found.line
    return index
  }

  // MARK: Without marks

  /// Lines right below an introduction that are alike: its items, whose marks were lost. They are all of the form
  /// `Label: text`, or all short and ended alike.
  mutating func readUnmarked(at index: Int) -> Int? {
    guard let open = announcement, !isWrapped, previousLine(index) == open.span.lastLine - 1,
      Announcements.introducesItems(open.sentence)
    else { return nil }
    let labelled = unmarkedRun(at: index, isItem: isLabelled)
    let run = labelled.count >= 2 && areNamesApart(labelled) ? labelled : shortRun(at: index)
    guard let last = run.last else { return nil }
    let items = run.map { line in
      let content = InlineMarkup.read(part(lines[line].start..<lines[line].content.upperBound, of: line))
      return ListItem(
        content: content, label: ListLabel.label(of: content.text), span: SourceSpan(line: line + 1))
    }
    addList(items, ordered: false, from: index, to: last + 1)
    return last + 1
  }

  /// The lines from `index` on that may be items, with gaps between them alike.
  private func unmarkedRun(at index: Int, isItem: (Int) -> Bool) -> [Int] {
    var run: [Int] = []
    var cursor: Int? = index
    while let line = cursor, run.count < 60, lines[line].isText, isItem(line) {
      if run.count >= 2, (line - run[run.count - 1] > 1) != (run[1] - run[0] > 1) { break }
      run.append(line)
      cursor = nextLine(line + 1)
    }
    return run
  }

  private func isLabelled(_ line: Int) -> Bool {
    guard lines[line].lastByte != 0x3A, lines[line].lastByte != 0x9A, lines[line].content.count <= 1200 else {
      return false
    }
    return ListLabel.label(of: text(line)).map { $0.blankSeparatedCount(upTo: 9) <= 8 } ?? false
  }

  /// Whether no label comes twice: speakers do.
  private func areNamesApart(_ run: [Int]) -> Bool {
    Set(run.compactMap { ListLabel.label(of: text($0)) }).count == run.count
  }

  private func shortRun(at index: Int) -> [Int] {
    let ending = endingSort(index)
    let terms = TermLexicon.standard
    var run = unmarkedRun(at: index) { line in
      lines[line].wordCount <= 12 && lines[line].content.count <= 120 && !lines[line].hasTab
        && !lines[line].hasGap && lines[line].lastByte != 0x3A && lines[line].lastByte != 0x9A
        && (endingSort(line) == ending || ending == 1) && !isCode(lines[line].content)
        && lines[line].mayHaveLetters && !"\"“«'‘—–".unicodeScalars.contains(scalar(at: lines[line].start))
        && !(terms.words(of: text(line), limit: 24).words.first?.has(.turn) ?? false)
    }
    guard run.count >= 2 else { return [] }
    if ending == 0 {
      // Names without stops: the last may be the heading of the text below it.
      guard let next = nextLine(run[run.count - 1] + 1) else { return run.count >= 2 ? run : [] }
      let last = run[run.count - 1]
      let isApart = next - last > 1 && run[1] - run[0] == 1
      if isApart { return run }
      if run.count < 3 { return [] }
      if TermLexicon.standard.namedKind(text(last)) != nil || Announcements.concludes(text(last)) {
        run.removeLast()
      }
    }
    return run
  }

  /// 0 for none, 1 for a comma or semicolon, 2 for a full stop, 3 for another.
  private func endingSort(_ line: Int) -> Int {
    let range = lines[line].content
    guard let last = lastScalar(in: range)?.scalar else { return 3 }
    switch last {
    case ";", ",", "；", "،", "؛", "，": return 1
    case ".", "。": return 2
    case "?", "!", "？", "！", "؟": return 3
    default: return 0
    }
  }
}

import BriefingModel

extension PlainTextParse {
  /// Reads a table in a script without blanks between words whose cells have a blank between them, and nothing
  /// else: names of columns, and below them lines of as many parts. The blanks say where the cells end.
  mutating func readSpacedCells(at index: Int) -> Int? {
    guard lines[index].signs.contains(.beyondASCII) else { return nil }
    if (0xD8...0xDB).contains(source.utf8[lines[index].start]) { return readUnpartedCells(at: index) }
    guard source.utf8[lines[index].start] >= 0xE3, let header = spacedParts(index), header.count <= 6,
      header.contains(where: { HeaderLexicon.shared.isName($0) })
    else { return nil }
    // Where some names are not known, more must speak for a table: three columns or rows, and nothing else in
    // their block.
    let areKnown = header.allSatisfy { HeaderLexicon.shared.isName($0) }
    if !areKnown, header.contains(where: { $0.unicodeScalars.count > 8 }) { return nil }
    var rows = [Row(cells: header, span: SourceSpan(line: index + 1))]
    var end = index + 1
    while end < lines.count, lines[end].isText, !dropped[end], let parts = spacedParts(end),
      parts.count == header.count
    {
      rows.append(Row(cells: parts, span: SourceSpan(line: end + 1)))
      end += 1
    }
    guard rows.count >= 3, areKnown || standsAlone(index..<end), areKnown || rows.count + header.count >= 6
    else { return nil }
    let span = SourceSpan(firstLine: index + 1, lastLine: end)
    makeTable(.flattened, rows, header: true, span: span)
    noteInferred(span)
    return end
  }

  /// Whether blank lines, or the ends of the text, stand around some lines.
  private func standsAlone(_ range: Range<Int>) -> Bool {
    (range.lowerBound == 0 || lines[range.lowerBound - 1].kind == .blank)
      && (range.upperBound == lines.count || lines[range.upperBound].kind == .blank)
  }

  /// The two or more parts of a line between blanks; nil for a sentence, and where most are of another script.
  private func spacedParts(_ index: Int) -> [String]? {
    guard lines[index].isText, lines[index].wordCount >= 2, lines[index].content.count <= 600,
      !endsLikeSentence(index)
    else { return nil }
    let parts = text(index).split { $0 == " " || $0 == "\t" || $0 == "\u{3000}" }.map(String.init)
    let written = parts.count { $0.unicodeScalars.contains(where: Letters.isIdeograph) }
    return parts.count >= 2 && written * 2 > parts.count ? parts : nil
  }

  /// Reads the lines below names of columns in a script whose words have no capitals: a table, whose cells are told
  /// by grammar, where it tells those of all rows, and never for certain.
  private mutating func readUnpartedCells(at index: Int) -> Int? {
    guard let header = unpartedNames(index) else { return nil }
    var end = index + 1
    while end < lines.count, lines[end].isText, !dropped[end], !endsLikeSentence(end),
      (header.count...8 * header.count).contains(lines[end].wordCount), lines[end].lastByte != 0x3A
    {
      end += 1
    }
    guard end - index >= 3 else { return nil }
    let span = SourceSpan(firstLine: index + 1, lastLine: end)
    let headerSpan = SourceSpan(line: index + 1)
    var rows: [[String]] = []
    for row in index + 1..<end {
      let line = FlattenedCells(line(row))
      guard let cuts = ArabicRow(line.line).cuts(into: header.count) else {
        addUncertain(.flattened, header: header, headerSpan: headerSpan, span: span)
        return end
      }
      rows.append(FlattenedRows.ranges(cuts, of: line).map { line.text($0) })
    }
    add(
      Table(
        id: "", form: .flattened, confidence: .likely, header: header, rows: rows, headerSpan: headerSpan,
        rowSpans: (index + 2...end).map { SourceSpan(line: $0) }, raw: "", span: span))
    noteInferred(span)
    return end
  }

  /// The names of columns that a line is made of, each of one word or two; nil for any other line.
  private func unpartedNames(_ index: Int) -> [String]? {
    guard (2...8).contains(lines[index].wordCount), !endsLikeSentence(index) else { return nil }
    let words = text(index).blankSeparatedWords.map(String.init)
    var names: [String] = []
    var place = 0
    var unknown = 0
    while place < words.count {
      if !HeaderLexicon.shared.isName(words[place]) {
        // What the table compares may be called anything: `المرشح المزايا العيوب`.
        guard place == 0, words[0].hasPrefix("ال") else { return nil }
        unknown = 1
      }
      names.append(words[place])
      place += 1
      // The noun comes first; what describes it, behind. A noun without the article asks for one: `خطة التخفيف`.
      if place < words.count,
        !HeaderLexicon.shared.isName(words[place])
          || !words[place - 1].hasPrefix("ال") && words[place].hasPrefix("ال")
      {
        names[names.count - 1] += " " + words[place]
        place += 1
      }
    }
    return names.count >= 2 + unknown ? names : nil
  }
}

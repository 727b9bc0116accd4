import BriefingModel

/// How many lines that are not blank the head of a text may have.
private let headLength = 10

extension PlainTextParse {
  /// `---`, `key: value` lines, `---`, as some scrapers write before the text.
  mutating func readFrontMatter() {
    guard let first = nextLine(0), first == 0, lines[0].kind == .rule, lines.count > 2 else { return }
    var end = 1
    while end < lines.count, end < 40, lines[end].kind != .rule {
      guard lines[end].kind == .blank || lines[end].isText || lines[end].kind == .item(ordered: false)
      else { return }
      end += 1
    }
    guard end < lines.count, lines[end].kind == .rule, end > 1 else { return }
    guard (1..<end).contains(where: { ListLabel.label(of: text($0)) != nil }) else { return }
    for index in 1..<end where lines[index].kind != .blank { readField(index) }
    for index in 0...end { dropped[index] = true }
    note(
      .frontMatter, "The lines of fields before the text were read for title and date.",
      SourceSpan(firstLine: 1, lastLine: end + 1))
  }

  /// A line `title: …` or `date: …`; true where it was one.
  @discardableResult
  private mutating func readField(_ index: Int) -> Bool {
    let text = text(index)
    guard let label = ListLabel.label(of: text) else { return false }
    let value = ListLabel.statement(of: text, label: label).trimmingQuotes()
    switch label.lowercased() {
    case "title", "headline", "título", "titulo", "titre", "标题", "العنوان":
      guard title == nil else { return false }
      takeTitle(value, span: SourceSpan(line: index + 1))
    case "date", "published", "fecha", "publicado", "publié", "日期", "التاريخ", "pubdate", "publication date":
      guard date == nil else { return false }
      guard let found = DateReader.firstDate(in: value) else { return false }
      take(found, span: SourceSpan(line: index + 1))
    case "source", "sitename", "site", "publisher", "fuente", "来源", "المصدر":
      guard publication == nil, value.blankSeparatedCount(upTo: 9) <= 8 else { return false }
      publication = value
    default: return false
    }
    return true
  }

  /// Finds title, date and source among the first lines.
  mutating func readHead() {
    var seen = 0
    var index = nextLine(0)
    var mayTitle = title == nil
    if mayTitle, let repeated = repeatedTitle() {
      for above in 0..<repeated where lines[above].kind != .blank && !dropped[above] {
        if lines[above].isText, publication == nil, TitleReader.isPublication(text(above)) {
          publication = text(above)
        }
        dropped[above] = true
        note(
          .furniture, "This line belongs to the page, not to the text: “\(text(above))”.",
          SourceSpan(line: above + 1))
      }
      index = repeated
    }
    while let line = index, seen < headLength {
      seen += 1
      index = nextLine(line + 1)
      guard lines[line].isText || lines[line].kind == .piped else {
        // `一、…`, over its text: the first section of a text without a title.
        if case .item(ordered: true) = lines[line].kind, seen == 1, couldHead(line), isFirstOfNumbering(line)
        {
          mayTitle = false
        }
        if lines[line].kind == .item(ordered: false), mayTitle,
          let end = navigationEnd(from: line) ?? loneItemEnd(line, isFirst: seen == 1)
        {
          dropNavigation(line..<end)
          seen -= 1
          index = nextLine(end)
          continue
        }
        if lines[line].kind == .item(ordered: false) || lines[line].kind == .pipeRule { return }
        continue
      }
      if isFurniture(line, atEnd: true) { continue }
      if beginsLog(line) { return }
      let span = SourceSpan(line: line + 1)
      if seen <= 2, mayTitle, let glued = DateReader.gluedDate(text(line)) {
        takeGlued(glued, line: line)
        mayTitle = false
        continue
      }
      // A long paragraph says nothing about the text as a whole.
      if lines[line].content.count > 1000 {
        if !mayTitle { return }
        mayTitle = false
        continue
      }
      let text = text(line)
      if readField(line) {
        dropped[line] = true
        mayTitle = title == nil
        continue
      }
      if let found = DateReader.dateline(text), !(mayTitle && lines[line].wordCount > 9) {
        if date == nil { take(found, span: span) }
        continue
      }
      if isByline(line, text) || DateReader.isUpdate(text) { continue }
      // Without the day that stood behind it.
      if !mayTitle, DateReader.isBareLabel(text) {
        dropped[line] = true
        note(.furniture, "This line belongs to the page, not to the text: “\(text)”.", span)
        continue
      }
      guard mayTitle else {
        // The body has begun: only a date near by is still of the head.
        if lines[line].wordCount > 40 { return }
        continue
      }
      // One heading of the first level is the title, whatever the page has above it.
      if layout.marksTitle, markedHeading(line)?.level != 1 { continue }
      if let end = siteNavigationEnd(below: line) {
        if publication == nil { publication = text.trimmingBlanks() }
        dropNavigation(line..<end)
        index = nextLine(end)
        continue
      }
      if let end = siteHeadEnd(below: line) {
        if publication == nil { publication = text.trimmingBlanks() }
        for above in line..<end where lines[above].kind != .blank {
          dropped[above] = true
          note(
            .furniture, "This line belongs to the page, not to the text: “\(self.text(above))”.",
            SourceSpan(line: above + 1))
        }
        index = end
        continue
      }
      if isKicker(line) {
        dropped[line] = true
        seen -= 1
        note(.furniture, "This line belongs to the page, not to the text: “\(text)”.", span)
        continue
      }
      if seen == 1, let below = index, sumsUp(line, title: below) || isLabelOver(line, title: below) {
        continue
      }
      if lines[line].signs.contains(.colon), isFigure(text) { continue }
      mayTitle = false
      // `PROS`, over its items or with `CONS` further below, names a part and not the text.
      if let below = index, let named = TermLexicon.standard.namedKind(text), named.isBare {
        if case .item = lines[below].kind { continue }
        if isAnswered(named.kind, below: below) { continue }
      }
      // `I. What it is`, with `II. Why it matters` further below.
      if markedHeading(line) == nil, isFirstOfNumbering(line) || isFirstOfQuestions(line) { continue }
      guard isTitleShape(line), index != nil || seen == 1 else { continue }
      // What heads a first section heads no text.
      if markedHeading(line) == nil, index != nil, opensFirstSection(text) { continue }
      if let marked = markedHeading(line) {
        takeTitle(marked.text, span: span)
      } else {
        takeTitle(text, span: span)
      }
      dropped[line] = true
      if line + 1 < lines.count, lines[line + 1].kind == .rule { dropped[line + 1] = true }
    }
  }

  /// A line near the head that comes up again right below it, where a few short lines stand above: a page writes
  /// its title twice, and nothing else.
  private func repeatedTitle() -> Int? {
    guard !layout.marksTitle, let first = nextLine(0), lines[first].isText, lines[first].wordCount <= 9 else {
      return nil
    }
    var near: [Int] = []
    var cursor: Int? = first
    while let line = cursor, near.count < 6 {
      guard lines[line].isText, lines[line].wordCount <= 30 else { break }
      near.append(line)
      cursor = nextLine(line + 1)
    }
    let keys = near.map { FoldedText(text($0)).bytes }
    // Where more than one line comes again, it is a verse.
    guard near.count - Set(keys).count == 1 else { return nil }
    for (place, line) in near.enumerated().dropLast() where lines[line].wordCount >= 4 && isTitleShape(line) {
      guard keys[(place + 1)...].contains(keys[place]) else { continue }
      let isShort = near[..<place].allSatisfy { above in
        lines[above].wordCount <= (above == first ? lines[line].wordCount - 1 : 9)
          && DateReader.dateline(text(above)) == nil
          && !isByline(above, text(above))
      }
      return place > 0 && isShort ? line : nil
    }
    return nil
  }

  /// `Review:`, alone above a title.
  private func isLabelOver(_ line: Int, title: Int) -> Bool {
    lines[line].lastByte == 0x3A && lines[line].wordCount <= 2 && lines[title].isText
      && lines[title].lastByte != 0x3A && (2...16).contains(lines[title].wordCount) && isTitleShape(title)
      && !Lexicon.shared.openers.contains(text(line).dropLast())
      && TermLexicon.standard.namedKind(String(text(line).dropLast())) == nil
  }

  /// `What's happening?`, with `Why does it matter?` further below: the first of some sections.
  private func isFirstOfQuestions(_ index: Int) -> Bool {
    guard lines[index].lastByte == 0x3F, lines[index].wordCount <= 4, let next = nextLine(index + 1),
      lines[next].isText, lines[next].wordCount >= 12
    else { return false }
    return (next + 1..<min(lines.count, next + 200)).contains { below in
      lines[below].isText && lines[below].lastByte == 0x3F && lines[below].wordCount <= 5
    }
  }

  /// Whether a paragraph at the very head is what a page says of itself above its title: most words of the line
  /// below it, which stands apart and is as long as a title, are in the paragraph.
  private func sumsUp(_ line: Int, title: Int) -> Bool {
    guard endsLikeSentence(line), lines[line].wordCount <= 60, lines[title].wordCount >= 8,
      lines[title].isText, lines[title - 1].kind == .blank, title + 1 < lines.count,
      lines[title + 1].kind == .blank, isTitleShape(title), !endsLikeSentence(title)
    else { return false }
    let known = Set(contentWords(line))
    let words = contentWords(title)
    return words.count >= 4 && words.count { known.contains($0) } * 10 >= words.count * 7
  }

  /// Whether a line below is a bare name of another kind.
  private func isAnswered(_ kind: AssessmentKind, below: Int) -> Bool {
    (below..<min(lines.count, below + 200)).contains { index in
      guard lines[index].isText, lines[index].wordCount <= 3, lines[index].content.count <= 40,
        let named = TermLexicon.standard.namedKind(text(index))
      else { return false }
      return named.isBare && named.kind != kind
    }
  }

  /// Whether a line begins with the first number of some sort, and one further below with the next.
  private func isFirstOfNumbering(_ index: Int) -> Bool {
    guard beginsNumbering(index), let first = numbering(index) else { return false }
    return (index + 1..<min(lines.count, index + 400)).contains { below in
      guard lines[below].kind != .blank, lines[below].wordCount <= 16,
        !endsLikeSentence(below) || lines[below].lastByte == 0x3F, let next = numbering(below)
      else {
        return false
      }
      return next.family == first.family && next.isNext(after: first)
    }
  }

  /// `Introduction`, `引言：新时代的挑战`: what heads a first section, alone or before a colon.
  private func opensFirstSection(_ text: String) -> Bool {
    let openers = Lexicon.shared.openers
    if openers.contains(text) { return true }
    guard let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return false }
    return openers.contains(text[..<colon])
  }

  /// The line behind a run of short items before anything else: the page's navigation. Nil where the
  /// items could be of the text.
  private func navigationEnd(from start: Int) -> Int? {
    var end = start
    var count = 0
    var index: Int? = start
    while let line = index, count < 200, lines[line].kind == .item(ordered: false),
      lines[line].wordCount <= 6,
      lines[line].content.count <= 60, !endsLikeSentence(line)
    {
      count += 1
      end = line + 1
      index = nextLine(line + 1)
    }
    guard count >= 2, index != nil else { return nil }
    return end
  }

  /// The line behind a single item of a few words at the very head, where a title stands apart below it.
  private func loneItemEnd(_ line: Int, isFirst: Bool) -> Int? {
    guard isFirst, lines[line].wordCount <= 3, !endsLikeSentence(line), let title = nextLine(line + 1),
      title - line > 1, lines[title].isText, isTitleShape(title), lines[title].wordCount >= 4,
      let below = nextLine(title + 1), below - title > 1, lines[below].isText, lines[below].wordCount >= 12
    else { return nil }
    return line + 1
  }

  /// The line behind the navigation of a page, where its site's name stands above it and the title of the
  /// text below. Nil where the items may be a table of contents below a title.
  private func siteNavigationEnd(below line: Int) -> Int? {
    guard lines[line].wordCount <= 5, markedHeading(line) == nil, !endsLikeSentence(line),
      var next = nextLine(line + 1), next - line <= 2
    else { return nil }
    // What the site says of itself may stand between.
    let hasSlogan = lines[next].isText && lines[next].wordCount <= 9 && !endsLikeSentence(next)
    if hasSlogan, let below = nextLine(next + 1), below - next <= 2 { next = below }
    guard lines[next].kind == .item(ordered: false), let end = navigationEnd(from: next),
      let below = nextLine(end), isTitleShape(below), lines[below].isText || lines[below].kind == .piped
    else { return nil }
    let items = (next..<end).filter { lines[$0].kind == .item(ordered: false) }
    let title = text(below)
    guard !items.contains(where: { text($0) == title }) else { return nil }
    let isNamed = items.contains { isFurniture($0, atEnd: true) }
    // Right below the name, indented, with a blank line behind them: set as navigation, not as a list.
    let isSet = next == line + 1 && lines[next].indent > 0 && below > end
    return isNamed || isSet && !hasSlogan ? end : nil
  }

  private mutating func dropNavigation(_ range: Range<Int>) {
    for index in range { dropped[index] = true }
    note(
      .furniture, "These lines lead to other pages and do not belong to the text.",
      SourceSpan(firstLine: range.lowerBound + 1, lastLine: range.upperBound))
  }

  /// A date in the last lines, only where a label says so.
  mutating func readFootDate() {
    guard date == nil, lines.count > 3 else { return }
    var index = previousLine(lines.count)
    for _ in 0..<3 {
      guard let line = index else { return }
      let text = text(line)
      if lines[line].wordCount <= 12, let found = DateReader.dateline(text),
        let first = text.split(whereSeparator: { !$0.isLetter }).first,
        ["published", "posted", "publicado", "publicada", "publié", "publiée"].contains(first.lowercased())
      {
        take(found, span: SourceSpan(line: line + 1))
        return
      }
      index = previousLine(line)
    }
  }

  mutating func take(_ found: DateReader.Found, span: SourceSpan) {
    switch found.reading {
    case .day(let day):
      date = day
      dateSpan = span
    case .ambiguous:
      note(.ambiguousDate, "Day and month of this date cannot be told apart; no date was taken.", span)
    }
  }

  mutating func takeTitle(_ text: String, span: SourceSpan) {
    let parted = TitleReader.part(InlineMarkup.read(text).text)
    title = parted.title
    titleSpan = span
    if publication == nil { publication = parted.source }
  }

  private mutating func takeGlued(_ glued: (day: String, rest: Int), line: Int) {
    let text = text(line)
    let scalars = text.unicodeScalars
    let rest = String(scalars[scalars.index(scalars.startIndex, offsetBy: glued.rest)...])
    let blanks = source.utf8[source.ranges[line].lowerBound..<lines[line].start].count { $0 & 0xC0 != 0x80 }
    let whole = SourceSpan(line: line + 1)
    date = glued.day
    dateSpan = SourceSpan(
      firstLine: line + 1, lastLine: line + 1, firstColumn: blanks + 1, lastColumn: blanks + glued.rest)
    note(.gluedDate, "The date stood on one line with the title; they were parted.", dateSpan ?? whole)
    guard lines[line].wordCount <= 36, !endsLikeSentence(line) else { return }
    takeTitle(
      rest,
      span: SourceSpan(
        firstLine: line + 1, lastLine: line + 1, firstColumn: blanks + glued.rest + 1,
        lastColumn: blanks + scalars.count))
    dropped[line] = true
  }

  /// Whether the first line could be a title: short, and not ended like prose.
  func isTitleShape(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.wordCount <= 30, line.content.count <= 300, !line.hasTab else { return false }
    let text = text(index)
    guard text.unicodeScalars.contains(where: Letters.isLetter) else { return false }
    if markedHeading(index) != nil { return true }
    if wrapping.joint(below: index) == .goesOn { return false }
    // `go_auto`: the name of a picture.
    if line.wordCount == 1, source.utf8[line.content].contains(0x5F) { return false }
    // `时间:01-17 作者:…` says when, `Photo: …` who.
    if line.signs.contains(.colon) && isCredit(text) || isStamped(text) { return false }
    if line.kind == .piped {
      // A table's first row has bars below it as well.
      if let next = nextLine(index + 1), lines[next].kind == .pipeRule || lines[next].kind == .piped {
        return false
      }
      return TitleReader.part(text).source != nil
    }
    if line.lastByte == 0x21 { return line.wordCount <= 20 }
    if endsLikeSentence(index) {
      // A stop may end a title, if a date or a byline stands right below it.
      guard line.lastByte == 0x2E, line.wordCount <= 20, let next = nextLine(index + 1) else { return false }
      let below = self.text(next)
      return lines[next].wordCount <= 12 && (DateReader.dateline(below) != nil || isByline(next, below))
    }
    if isWrapped, index + 1 < lines.count, lines[index + 1].isText, line.content.count > wrapWidth * 3 / 4 {
      return false
    }
    // The header of a table at the very head is no title.
    if let next = nextLine(index + 1), next == index + 1, lines[next].isText, line.hasTab { return false }
    return true
  }

  /// `Dolar: $16.9`: a name and a number.
  private func isFigure(_ text: String) -> Bool {
    guard let label = ListLabel.label(of: text), label.blankSeparatedCount(upTo: 4) <= 3 else { return false }
    let value = ListLabel.statement(of: text, label: label)
    return TableHeaders.isNumeric(value) && !value.unicodeScalars.contains(where: Letters.isLetter)
  }

  // MARK: Furniture and repeats

  /// Drops the page's furniture and the repeats of the title, with a note for each.
  mutating func dropFurniture() {
    let keys = titleKeys()
    let first = nextLine(0) ?? 0
    let last = previousLine(lines.count) ?? 0
    var fromEnd = lines.count - 1
    // Lines at the end that may only be furniture there: up to the last line of prose.
    while fromEnd > first, lines[fromEnd].kind == .blank || isFurniture(fromEnd, atEnd: true) { fromEnd -= 1 }
    var toStart = first
    while toStart < last,
      lines[toStart].kind == .blank || dropped[toStart] || isFurniture(toStart, atEnd: true)
        || dateSpan?.firstLine == toStart + 1
    {
      toStart += 1
    }
    var folded = FoldedText()
    for index in lines.indices where lines[index].kind != .blank && !dropped[index] {
      let line = lines[index]
      guard line.wordCount <= 36, line.content.count <= 400 else { continue }
      if !keys.isEmpty, line.isText || line.kind == .piped, matchesTitle(index, keys, &folded) {
        dropped[index] = true
        note(.repeatedTitle, "The title is repeated here; it is shown once.", SourceSpan(line: index + 1))
      } else if isFurniture(index, atEnd: index > fromEnd || index < toStart) {
        dropped[index] = true
        note(
          .furniture, "This line belongs to the page, not to the text: “\(text(index))”.",
          SourceSpan(line: index + 1))
      }
    }
  }

  /// The folded forms in which the title may come up again.
  private func titleKeys() -> [[UInt8]] {
    guard let title, let titleSpan else { return [] }
    var keys = [FoldedText(title).bytes, FoldedText(text(titleSpan.firstLine - 1)).bytes]
    if let publication { keys.append(FoldedText("\(title) - \(publication)").bytes) }
    return keys
  }

  private func matchesTitle(_ index: Int, _ keys: [[UInt8]], _ folded: inout FoldedText) -> Bool {
    var range = lines[index].content
    guard keys.contains(where: { abs($0.count - range.count) <= 16 }) else { return false }
    source.utf8.withUnsafeBufferPointer { bytes in
      while let first = range.first, bytes[first] == 0x23 { range = range.dropFirst() }
      folded.read(bytes, range)
    }
    return keys.contains(folded.bytes)
  }

  func isFurniture(_ index: Int, atEnd: Bool) -> Bool {
    let line = lines[index]
    guard line.wordCount <= 30, line.content.count <= 240, line.kind != .blank, line.mayHaveLetters
    else { return false }
    if line.wordCount <= 8, namesPictureFile(line) { return true }
    let lexicon = Lexicon.shared
    let mayBe = source.utf8.withUnsafeBufferPointer {
      lexicon.furniture.mayContain($0, line.content)
        || (atEnd && lexicon.furnitureAtEnds.mayContain($0, line.content))
    }
    if mayBe {
      var folded = FoldedText()
      source.utf8.withUnsafeBufferPointer { folded.read($0, line.content) }
      if lexicon.furniture.contains(folded) || (atEnd && lexicon.furnitureAtEnds.contains(folded)) {
        return true
      }
    }
    return atEnd && isNavigationBar(index)
  }

  /// `Home  About  Contact`, `Inicio | Contacto`: names of a page's other parts on one line, and nothing else.
  private func isNavigationBar(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.content.count <= 120, line.isText || line.kind == .piped, line.lastByte != 0x2E else {
      return false
    }
    // The first name must be known: told at once by its first letters.
    guard source.utf8.withUnsafeBufferPointer({ Lexicon.shared.furnitureAtEnds.mayContain($0, line.content) })
    else { return false }
    let words = text(index).split { $0 == " " || $0 == "|" || $0 == "·" || $0 == "\t" || $0 == "\u{A0}" }
      .filter { $0.contains(where: \.isLetter) }
    guard words.count >= 2, words.count <= 12 else { return false }
    let lexicon = Lexicon.shared.furnitureAtEnds
    var start = 0
    while start < words.count {
      var end = min(start + 3, words.count)
      while end > start, !lexicon.contains(FoldedText(words[start..<end].joined(separator: " "))) { end -= 1 }
      guard end > start else { return false }
      start = end
    }
    return true
  }
}

extension String {
  /// The text without quotation marks around it.
  func trimmingQuotes() -> String {
    guard count >= 2, let first, let last, first == last, first == "\"" || first == "'" else { return self }
    return String(dropFirst().dropLast())
  }
}

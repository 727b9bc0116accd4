import BriefingModel

extension PlainTextParse {
  /// Reads the list that begins at `index`; nil where the line is a numbered heading or a lone dash.
  mutating func readList(at index: Int) -> Int? {
    guard case .item(let ordered) = lines[index].kind else { return nil }
    let family = family(index)
    let next = nextLine(index + 1)
    let hasSibling =
      next.map {
        self.family($0) == family && Self.goesOn(from: marker(index), to: marker($0))
      } ?? false
    if ordered, !hasSibling, !hasFarSibling(index, family), looksLikeHeading(index) { return nil }
    // `— Jane Doe` attributes a quotation; a list of dashes has two or an announcement.
    if isDash(index), !hasSibling, announcement == nil { return nil }

    var items: [ListItem] = []
    var lastMark: ListMarker?
    var indents = [lines[index].indent]
    var end = index
    var cursor = index
    while cursor < lines.count {
      let line = lines[cursor]
      if line.kind == .blank || dropped[cursor] {
        cursor += 1
        continue
      }
      guard case .item = line.kind else { break }
      let separated = cursor > end && cursor != index
      while indents.count > 1, line.indent < indents[indents.count - 1] { indents.removeLast() }
      if line.indent > indents[indents.count - 1] + 1 { indents.append(line.indent) }
      let depth = indents.count - 1
      let mark = marker(cursor)
      if depth == 0, mark?.family != family { break }
      // A numbering that begins again behind a blank line is another list.
      if separated, ordered, depth == 0, mark?.number == 1, !items.isEmpty { break }
      if ordered, depth == 0, cursor != index {
        guard Self.goesOn(from: lastMark, to: mark) else { break }
      }
      if depth == 0 { lastMark = mark }
      var text = part(line.content, of: cursor)
      var hasMarks = line.signs.contains(.mark)
      var last = cursor
      while last + 1 < lines.count, continues(last + 1, item: cursor) {
        append(part(lines[last + 1].content, of: last + 1), to: &text)
        hasMarks = hasMarks || lines[last + 1].signs.contains(.mark)
        last += 1
      }
      let task = (hasMarks ? InlineMarkup.read(text) : InlineText(text)).partedFromTaskMark
      items.append(
        ListItem(
          content: task.text, label: ListLabel.label(of: task.text.text),
          marker: ListMarker.joined(writtenMarker(cursor), task.mark), depth: depth,
          span: span(cursor + 1...last + 1)))
      cursor = last + 1
      end = cursor
    }
    guard !items.isEmpty else { return nil }
    addList(items, ordered: ordered, from: index, to: end)
    return end
  }

  /// Whether the next number comes behind items that are nested in the one at `index`.
  private func hasFarSibling(_ index: Int, _ family: ListMarker.Family?) -> Bool {
    let indent = lines[index].indent
    guard indent > 0 else { return false }
    var line = index + 1
    while line < lines.count, line - index <= 60 {
      defer { line += 1 }
      if lines[line].kind == .blank || dropped[line] || lines[line].indent >= indent + 2 { continue }
      return lines[line].indent == indent && self.family(line) == family
        && Self.goesOn(from: marker(index), to: marker(line))
    }
    return false
  }

  /// The number that begins a line, an item or not.
  func numbering(_ index: Int) -> ListMarker? { marker(index).flatMap { $0.isOrdered ? $0 : nil } }

  /// The marker of an item as it stands there, where it says more than a bullet.
  private func writtenMarker(_ index: Int) -> String? {
    marker(index).flatMap {
      $0.written(String(decoding: source.utf8[lines[index].start..<$0.end], as: UTF8.self))
    }
  }

  private func marker(_ index: Int) -> ListMarker? {
    source.utf8.withUnsafeBufferPointer { bytes in
      let (start, end) = (lines[index].start, lines[index].content.upperBound)
      return ListMarker(bytes, start, end) ?? .loose(bytes, start, end, announced: true)
        ?? .large(bytes, start, end)
    }
  }

  /// The marker's sort: numbers of one form, or the very bullet.
  private func family(_ index: Int) -> ListMarker.Family? {
    guard case .item = lines[index].kind else { return nil }
    return marker(index)?.family
  }

  private func isDash(_ index: Int) -> Bool {
    let start = lines[index].start
    return source.utf8[start] == 0xE2 && source.utf8[start + 1] == 0x80
      && (source.utf8[start + 2] == 0x93 || source.utf8[start + 2] == 0x94)
  }

  private static func goesOn(from first: ListMarker?, to second: ListMarker?) -> Bool {
    guard let first, let second else { return true }
    return second.follows(first)
  }

  /// A line below an item that is indented to its text goes on with it.
  private func continues(_ index: Int, item: Int) -> Bool {
    let line = lines[index]
    guard line.isText, !dropped[index] else { return false }
    let joint = wrapping.joint(below: index - 1)
    if joint == .goesOn { return true }
    if line.indent > lines[item].indent { return line.indent >= lines[item].indent + 2 }
    guard isWrapped, joint != .apart, let first = text(index).unicodeScalars.first else { return false }
    return Letters.isLower(first) && !endsParagraph(index - 1, longest: wrapWidth)
  }

  // MARK: Bullets on lines of their own

  /// A bullet alone and its item on the line below it, blank lines between; the items that follow too.
  mutating func readMarked(at index: Int) -> Int {
    if let end = readMarkedBlocks(at: index) { return end }
    var items: [ListItem] = []
    var cursor = index
    var end = index + 1
    while cursor < lines.count, lines[cursor].kind == .marker, !dropped[cursor],
      let line = nextLine(cursor + 1), lines[line].isText, line - cursor <= 2
    {
      items.append(item(line...line, span: SourceSpan(line: line + 1)))
      end = line + 1
      cursor = nextLine(end) ?? lines.count
    }
    // A lone bullet above a paragraph says nothing.
    guard items.count >= 2 else { return index + 1 }
    addList(items, ordered: false, from: index, to: end)
    return end
  }

  /// Bullets on lines of their own, each over a name and what is said of it, all of as many lines; nil for
  /// any other.
  private mutating func readMarkedBlocks(at index: Int) -> Int? {
    let height = blockHeight(below: index)
    guard (2...4).contains(height) else { return nil }
    var starts = [index]
    var cursor = index
    while blockHeight(below: cursor) == height, cursor + height + 1 < lines.count,
      lines[cursor + height + 1].kind == .marker
    {
      cursor += height + 1
      starts.append(cursor)
    }
    guard starts.count >= 2, blockHeight(below: cursor) >= height,
      starts.allSatisfy({
        lines[$0 + 1].wordCount <= 12 && !endsLikeSentence($0 + 1) && endsLikeSentence($0 + height)
      })
    else { return nil }
    let items = starts.map { start in
      item(start + 1...start + height, span: SourceSpan(firstLine: start + 2, lastLine: start + height + 1))
    }
    let end = cursor + height + 1
    addList(items, ordered: false, from: index, to: end)
    return end
  }

  /// How many lines of text stand right below one.
  private func blockHeight(below index: Int) -> Int {
    var end = index + 1
    while end < lines.count, lines[end].isText, !dropped[end], end - index <= 8 { end += 1 }
    return end - index - 1
  }

  /// Whether the line is an item whose bullet stands on the line below it. What ends in a colon
  /// announces the items, and what stands right below an announcement is the first of them.
  func isFollowed(_ index: Int) -> Bool {
    guard index + 1 < lines.count, lines[index + 1].kind == .marker,
      lines[index].lastByte != 0x3A, lines[index].lastByte != 0x9A
    else { return false }
    return layout.markersFollow || (announcement.map { $0.span.lastLine == index } ?? false)
  }

  /// Items of one line, each with its bullet on the line below it, as one scraper writes them.
  mutating func readFollowed(at index: Int) -> Int? {
    var items: [ListItem] = []
    var cursor = index
    while cursor + 1 < lines.count, lines[cursor].isText, !dropped[cursor], lines[cursor + 1].kind == .marker,
      cursor == index || lines[cursor].lastByte != 0x3A
    {
      items.append(item(cursor...cursor, span: SourceSpan(firstLine: cursor + 1, lastLine: cursor + 2)))
      cursor += 2
      // A second bullet closes the list that this one was nested in.
      while cursor < lines.count, lines[cursor].kind == .marker { cursor += 1 }
    }
    guard !items.isEmpty else { return nil }
    addList(items, ordered: false, from: index, to: cursor)
    return cursor
  }

  /// The item whose text stands on some lines, 0-based.
  private mutating func item(_ lines: ClosedRange<Int>, span: SourceSpan) -> ListItem {
    let content = InlineMarkup.read(
      lines.map { part(self.lines[$0].content, of: $0) }.joined(separator: " "))
    return ListItem(content: content, label: ListLabel.label(of: content.text), depth: 0, span: span)
  }

  /// Adds the list of the lines from `first`, 0-based, up to `end`; what announces items just now introduces it.
  mutating func addList(_ items: [ListItem], ordered: Bool, from first: Int, to end: Int) {
    add(
      .list(
        ItemList(
          intro: announcement?.sentence, ordered: ordered, items: items,
          span: span(first + 1...end))))
  }

  /// The span of some lines, 1-based, without the label that the first of them may begin with.
  private func span(_ lines: ClosedRange<Int>) -> SourceSpan {
    let column = partedLine.flatMap { $0.line + 1 == lines.lowerBound ? $0.column : nil }
    return SourceSpan(firstLine: lines.lowerBound, lastLine: lines.upperBound, firstColumn: column)
  }
}

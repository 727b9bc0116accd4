import BriefingModel

extension PlainTextParse {
  /// Reads the list that begins at `index`; nil where the line is a numbered heading or a lone dash.
  mutating func readList(at index: Int) -> Int? {
    guard case .item(let ordered) = lines[index].kind else { return nil }
    let marker = source.utf8[lines[index].start]
    let family = family(index)
    let next = nextLine(index + 1)
    let hasSibling = next.map { self.family($0) == family } ?? false
    if ordered, !hasSibling, looksLikeHeading(index) { return nil }
    // `— Jane Doe` attributes a quotation; a list of dashes has two or an announcement.
    if marker == 0xE2, isDash(index), !hasSibling, announcement == nil { return nil }

    var items: [ListItem] = []
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
      if depth == 0, self.family(cursor) != family { break }
      // A numbering that begins again behind a blank line is another list.
      if separated, ordered, depth == 0, startsNumbering(cursor), !items.isEmpty { break }
      var text = part(line.content, of: cursor)
      var last = cursor
      while last + 1 < lines.count, continues(last + 1, item: cursor) {
        text += " " + part(lines[last + 1].content, of: last + 1)
        last += 1
      }
      let content = InlineMarkup.read(text)
      items.append(
        ListItem(
          content: content, label: ListLabel.label(of: content.text), depth: depth,
          span: SourceSpan(firstLine: cursor + 1, lastLine: last + 1)))
      cursor = last + 1
      end = cursor
    }
    guard !items.isEmpty else { return nil }
    add(
      .list(
        ItemList(
          intro: announcement?.sentence, ordered: ordered, items: items,
          span: SourceSpan(firstLine: index + 1, lastLine: end))))
    return end
  }

  /// The marker's sort: numbers, or the very bullet.
  private func family(_ index: Int) -> [UInt8]? {
    guard case .item(let ordered) = lines[index].kind else { return nil }
    if ordered {
      let first = source.utf8[lines[index].start]
      return [Letters.isASCIILetter(first) ? 0x61 : first == 0x28 ? 0x28 : 0x31]
    }
    let first = source.utf8[lines[index].start]
    let width = first < 0x80 ? 1 : first < 0xE0 ? 2 : 3
    return Array(source.utf8[lines[index].start..<lines[index].start + width])
  }

  private func isDash(_ index: Int) -> Bool {
    let start = lines[index].start
    return source.utf8[start + 1] == 0x80
      && (source.utf8[start + 2] == 0x93 || source.utf8[start + 2] == 0x94)
  }

  private func startsNumbering(_ index: Int) -> Bool {
    let start = lines[index].start
    let first = source.utf8[start] == 0x28 ? start + 1 : start
    return (source.utf8[first] == 0x31 || source.utf8[first] == 0x61)
      && !Letters.isASCIIDigit(source.utf8[first + 1])
  }

  /// A line below an item that is indented to its text goes on with it.
  private func continues(_ index: Int, item: Int) -> Bool {
    let line = lines[index]
    guard line.isText, !dropped[index] else { return false }
    if line.indent > lines[item].indent { return line.indent >= lines[item].indent + 2 }
    guard isWrapped, let first = text(index).unicodeScalars.first else { return false }
    return Letters.isLower(first) && !endsParagraph(index - 1, longest: wrapWidth)
  }
}

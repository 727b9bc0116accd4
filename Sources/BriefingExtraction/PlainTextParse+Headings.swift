import BriefingModel

extension PlainTextParse {
  /// Reads a heading: marked (`## Outlook`, or underlined) or recognised by its place and shape.
  mutating func readHeading(at index: Int) -> Int? {
    if let marked = markedHeading(index) {
      open(
        Heading(
          content: InlineMarkup.read(marked.text), level: marked.level, span: SourceSpan(line: index + 1)))
      return index + 1
    }
    if index + 1 < lines.count, lines[index + 1].kind == .rule, lines[index].isText,
      lines[index].wordCount <= 20
    {
      let underline = source.utf8[lines[index + 1].start]
      open(
        Heading(
          content: InlineMarkup.read(text(index)), level: underline == 0x3D ? 1 : 2,
          span: SourceSpan(firstLine: index + 1, lastLine: index + 2)))
      return index + 2
    }
    guard looksLikeHeading(index) else { return nil }
    let range = lines[index].start..<lines[index].content.upperBound
    let text = String(decoding: source.utf8[range], as: UTF8.self)
    open(Heading(content: InlineMarkup.read(text), level: 0, span: SourceSpan(line: index + 1)))
    return index + 1
  }

  func markedHeading(_ index: Int) -> (text: String, level: Int)? {
    guard lines[index].isText || lines[index].kind == .piped,
      source.utf8[lines[index].start] == 0x23
    else { return nil }
    let text = text(index)
    let level = text.prefix { $0 == "#" }.count
    let rest = text.dropFirst(level)
    guard level <= 6, rest.first == " " else { return nil }
    var title = String(rest).trimmingBlanks()
    while title.hasSuffix("#") { title.removeLast() }
    return title.isEmpty ? nil : (title.trimmingBlanks(), level)
  }

  /// Whether a line without marks reads as a heading: short, begun like one, not ended like a sentence,
  /// with text below it, and not one of a run of short lines.
  func looksLikeHeading(_ index: Int) -> Bool {
    guard hasHeadingShape(index), let next = nextLine(index + 1) else { return false }
    let line = lines[index]
    // In a run of short lines (an address, a verse) none is a heading.
    var first = index
    while first > tableEnd, index - first < 2, hasHeadingShape(first - 1) { first -= 1 }
    var last = index
    while last + 1 < lines.count, last - first < 2, hasHeadingShape(last + 1), !isFlattenedHeader(last + 1) {
      last += 1
    }
    if last - first >= 2 { return false }
    if isWrapped, index > 0, lines[index - 1].isText, !dropped[index - 1] { return false }
    // The line before must have ended: a heading does not stand in the middle of a sentence.
    if index > 0, lines[index - 1].isText, !dropped[index - 1], lines[index - 1].lastByte == 0x2C {
      return false
    }
    switch lines[next].kind {
    case .item, .piped, .pipeRule, .gridRule: return true
    case .rule: return true
    case .text:
      // Short lines one by one, blank lines between them: none is a heading.
      if hasHeadingShape(next), !touches(index, next), let after = nextLine(next + 1), !touches(next, after),
        hasHeadingShape(after), let beyond = nextLine(after + 1), !touches(after, beyond),
        hasHeadingShape(beyond)
      {
        return false
      }
      return lines[next].wordCount > line.wordCount || endsLikeSentence(next) || hasHeadingShape(next)
        || lines[next].hasTab
    case .blank: return false
    }
  }

  /// Whether the line by itself could be a heading.
  func hasHeadingShape(_ index: Int) -> Bool {
    let line = lines[index]
    guard !dropped[index] else { return false }
    switch line.kind {
    case .text, .item(ordered: true): break
    default: return false
    }
    guard line.wordCount >= 1, line.wordCount <= 16, line.content.count <= 180, !line.hasTab else {
      return false
    }
    guard !endsLikeSentence(index) else { return false }
    let text = text(index)
    guard let first = text.unicodeScalars.first else { return false }
    if first == "(" || first == "—" || first == "–" || first == "[" || first == "“" || first == "\""
      || first == "@"
    {
      return false
    }
    guard !Letters.isLower(first), text.unicodeScalars.contains(where: Letters.isLetter) else { return false }
    if DateReader.dateline(text) != nil || isByline(index, text) || isCaption(text) || isCredit(text) {
      return false
    }
    return !text.contains("://")
  }

  /// Ends in a stop, a colon, a comma: prose, or the announcement of a list. A question may head.
  func endsLikeSentence(_ index: Int) -> Bool {
    switch lines[index].lastByte {
    case 0x3A, 0x2C, 0x3B, 0x21: return true
    case 0x2E:
      // `Operations in the U.S.`: the stop belongs to the last word.
      let word = text(index).blankSeparatedWords.last ?? ""
      let dots = word.utf8.count { $0 == 0x2E }
      return !(dots >= 2 && dots * 2 == word.utf8.count && lines[index].wordCount <= 12)
    case 0x22, 0x29:
      let text = text(index)
      return text.unicodeScalars.dropLast().last.map(Letters.isStop) ?? false
    case let byte where byte >= 0x80:
      guard let last = text(index).unicodeScalars.last else { return false }
      if last == "。" || last == "！" || last == "：" || last == "；" || last == "，" || last == "…" || last == "۔"
      {
        return true
      }
      guard Letters.isCloser(last) else { return false }
      return text(index).unicodeScalars.dropLast().last.map { Letters.isStop($0) || $0 == "," } ?? false
    default: return false
    }
  }

  /// `By Jane Doe` near the head of the text.
  func isByline(_ index: Int, _ text: String) -> Bool {
    guard index < 14, lines[index].wordCount <= 9 else { return false }
    let words = text.split { !$0.isLetter }
    guard let first = words.first, words.count >= 2 else { return false }
    // `By the sea` is no byline: a name follows.
    return Lexicon.shared.bylines.contains(first.lowercased())
      && (words[1].first?.isUppercase ?? false || text.contains(":"))
  }

  /// `Table 2: …`, `Figure 3`.
  func isCaption(_ text: String) -> Bool {
    // By bytes: comparing a Character of thousands of combining marks takes their number squared.
    let words = text.utf8.prefix(64).split(separator: 0x20, maxSplits: 2)
    guard words.count >= 2, String(decoding: words[1].prefix(4), as: UTF8.self).first?.isNumber ?? false
    else { return false }
    let word = String(decoding: words[0], as: UTF8.self).lowercased()
    return ["table", "figure", "fig.", "chart", "exhibit", "tabla", "cuadro", "gráfico", "figura", "tableau"]
      .contains(word)
  }

  private func isCredit(_ text: String) -> Bool {
    guard let label = ListLabel.label(of: text)?.lowercased() else { return false }
    return [
      "photo", "image", "photo credit", "image credit", "credit", "photograph", "source", "sources", "foto",
      "imagen", "fuente", "crédito", "crédit", "via", "tags", "category", "categories", "filed under",
      "author",
      "reading time", "url", "link", "date", "updated",
    ].contains(label)
  }
}

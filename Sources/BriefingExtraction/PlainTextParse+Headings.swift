import BriefingModel

extension PlainTextParse {
  /// Reads a heading: marked (`## Outlook`, or underlined) or recognised by its place and shape.
  mutating func readHeading(at index: Int) -> Int? {
    if let marked = markedHeading(index), layout.marksHeadings || standsApart(index) {
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
    var text = String(decoding: source.utf8[range], as: UTF8.self)
    if lines[index].lastByte == 0x5D, let mark = Self.editMark(in: text) {
      text = String(text[..<mark]).trimmingBlanks()
    } else if lines[index].lastByte == 0x23 || lines[index].lastByte == 0xB6 {
      text = Self.withoutAnchor(text)
    }
    open(Heading(content: InlineMarkup.read(text), level: 0, span: SourceSpan(line: index + 1)))
    return index + 1
  }

  /// Whether nothing but blank lines stands beside the line: a comment or a prompt has neighbours.
  private func standsApart(_ index: Int) -> Bool {
    (index == 0 || lines[index - 1].kind == .blank)
      && (index + 1 == lines.count || lines[index + 1].kind == .blank)
  }

  func markedHeading(_ index: Int) -> (text: String, level: Int)? {
    guard lines[index].isText || lines[index].kind == .piped,
      source.utf8[lines[index].start] == 0x23, lines[index].content.count <= 400,
      // `# | Event | Name` names the columns of a table.
      lines[index].kind != .piped || index + 1 == lines.count || lines[index + 1].kind != .pipeRule
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
    // The first line of a paragraph that is broken over lines.
    if wrapping.joint(below: index) == .goesOn { return false }
    if layout.setsOutHeadings, isSetOut(index), !dropped[index] { return true }
    // In a paragraph that is broken over lines only a number could make one: told at once.
    if isWrapped, index > tableEnd, index > 0, lines[index - 1].isText, !dropped[index - 1],
      !Letters.isASCIIDigit(source.utf8[lines[index].start])
    {
      return false
    }
    guard hasHeadingShape(index), !layout.marksHeadings else { return false }
    guard let next = nextLine(index + 1) else { return headsLostText(index) }
    let line = lines[index]
    if isDeck(index) { return false }
    // Neither an address nor a verse has one of that length.
    if line.lastByte == 0x3F, line.wordCount >= 9, asks(index) { return true }
    if isNumberedDeep(index) || isNumberedAbove(index, next) { return true }
    // In a run of short lines (an address, a verse) none is a heading.
    var first = index
    while first > tableEnd, index - first < 2, hasHeadingShape(first - 1) { first -= 1 }
    var last = index
    while last + 1 < lines.count, last - first < 2, hasHeadingShape(last + 1), !isFlattenedHeader(last + 1) {
      last += 1
    }
    if last - first >= 2 { return false }
    if index > tableEnd, index > 0, lines[index - 1].isText, !dropped[index - 1] {
      if isWrapped { return false }
      // The line before must have ended: a heading does not stand in the middle of a sentence.
      if lines[index - 1].lastByte == 0x2C { return false }
      if !hasHeadingShape(index - 1), !endsLikeSentence(index - 1), goesOn(index - 1) || layout.isSpaced {
        return false
      }
      // Where blank lines part the blocks, one stands above a heading.
      if layout.isSpaced, !hasHeadingShape(index - 1), touches(index, next) { return false }
    }
    switch lines[next].kind {
    case .item, .piped, .pipeRule, .gridRule, .rule, .marker: return true
    case .text:
      if touches(index, next), goesOn(index) { return false }
      // Short lines one by one, blank lines between them: none is a heading.
      if hasHeadingShape(next), !touches(index, next), let after = nextLine(next + 1), !touches(next, after),
        hasHeadingShape(after), let beyond = nextLine(after + 1), !touches(after, beyond),
        hasHeadingShape(beyond), !isFlattenedHeader(beyond), !isFlattenedHeader(after), !isEmblazoned(index)
      {
        return false
      }
      return lines[next].wordCount > line.wordCount || endsLikeSentence(next) || hasHeadingShape(next)
        || lines[next].hasTab
    case .blank: return false
    }
  }

  /// Whether a line right below the title goes on with it: ten words or more, none of which but the first has a
  /// capital.
  private func isDeck(_ index: Int) -> Bool {
    guard let titleSpan, index >= titleSpan.lastLine, lines[index].wordCount >= 10,
      lines[index].wordCount <= 30,
      (titleSpan.lastLine..<index).allSatisfy({ lines[$0].kind == .blank || dropped[$0] })
    else { return false }
    let words = text(index).blankSeparatedWords.dropFirst()
    return words.count { $0.unicodeScalars.first.map(Letters.isUpper) ?? false } * 5 <= words.count
      && words.contains { $0.unicodeScalars.first.map(Letters.isLower) ?? false }
  }

  /// Whether the very last line heads what did not come along: it stands apart and is called what sections are.
  private func headsLostText(_ index: Int) -> Bool {
    guard index > 0, lines[index].wordCount <= 6, previousLine(index) != nil,
      lines[index - 1].kind == .blank
        || !layout.isSpaced && (lines[index - 1].kind != .text || endsLikeSentence(index - 1))
    else { return false }
    let text = text(index)
    return Lexicon.shared.endings.contains(text) || Announcements.concludes(text)
      || TermLexicon.standard.namedKind(text) != nil
  }

  /// `2.1 Scope`: a number of two parts or more is that of a section, where its line stands apart.
  private func isNumberedDeep(_ index: Int) -> Bool {
    let number = decimal(index)
    return number.parts >= 2 && number.parts <= 4 && lines[index].wordCount >= 2
      && (index == 0 || lines[index - 1].kind == .blank || endsLikeSentence(index - 1))
  }

  /// `2. Case studies` above `2.1 Background`.
  private func isNumberedAbove(_ index: Int, _ next: Int) -> Bool {
    let number = decimal(index)
    guard number.parts == 1 else { return false }
    let below = decimal(next)
    return below.parts == 2 && below.first == number.first && hasHeadingShape(next)
  }

  /// The decimal number that begins a line, a blank or stop behind it; no parts where there is none.
  private func decimal(_ index: Int) -> (parts: Int, first: Int) {
    var at = lines[index].start
    let end = lines[index].content.upperBound
    guard at < end, Letters.isASCIIDigit(source.utf8[at]) else { return (0, 0) }
    var parts = 0
    var first = 0
    while at < end, Letters.isASCIIDigit(source.utf8[at]) {
      var value = 0
      var digits = 0
      while at < end, digits < 3, Letters.isASCIIDigit(source.utf8[at]) {
        value = value * 10 + Int(source.utf8[at] - 0x30)
        digits += 1
        at += 1
      }
      if parts == 0 { first = value }
      parts += 1
      guard at < end, source.utf8[at] == 0x2E else { break }
      at += 1
    }
    guard at < end, source.utf8[at] == 0x20 || source.utf8[at] == 0xC2 || source.utf8[at] >= 0xE3,
      at - 1 > lines[index].start || parts > 1
    else { return (0, 0) }
    // `3.5 million tonnes`: a quantity has a small letter behind it.
    var word = at
    while word < end, source.utf8[word] == 0x20 || source.utf8[word] == 0xC2 || source.utf8[word] == 0xA0 {
      word += 1
    }
    guard word < end else { return (0, 0) }
    let letter = scalar(at: word)
    return Letters.isLetter(letter) && !Letters.isLower(letter) ? (parts, first) : (0, 0)
  }

  /// Whether the line below goes on with the sentence of this one: it begins with a small letter, a
  /// comma or a closing mark.
  func goesOn(_ index: Int) -> Bool {
    guard index + 1 < lines.count, lines[index + 1].isText else { return false }
    let next = scalar(at: lines[index + 1].start)
    // What begins in lower case by mistake is a sentence of some length; a command is another matter.
    if Letters.isLower(next), isListing(index + 1) { return false }
    if Letters.isLower(next) { return lines[index + 1].wordCount < 12 || !endsLikeSentence(index + 1) }
    switch next {
    case ",", ".", ")", ";", "/", "，", "。", "、", "；", "：", "）", "،", "؛": return true
    // What was a link or code has a line of its own in some scrapers' texts; the sentence goes on below.
    case "(", "（", "·": return touches(index, index + 1)
    default: return false
    }
  }

  /// Whether the line by itself could be a heading.
  func hasHeadingShape(_ index: Int) -> Bool {
    !dropped[index] && shapes.value(index) { couldHead(index) }
  }

  /// Whether a full stop behind small letters, a blank and a capital stand within some bytes: two sentences.
  private func hasSentenceEnd(_ range: Range<Int>) -> Bool {
    source.utf8.withUnsafeBufferPointer { bytes in
      guard range.count > 8 else { return false }
      return (range.lowerBound + 4..<range.upperBound - 2).contains { at in
        bytes[at] == 0x2E && bytes[at + 1] == 0x20 && bytes[at + 2] >= 0x41 && bytes[at + 2] <= 0x5A
          && (1...4).allSatisfy { Letters.mayBeSmall(bytes[at - $0]) }
      }
    }
  }

  /// Looks whether a line by itself could be a heading, dropped or not.
  func couldHead(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.wordCount >= 1, line.mayHaveLetters, line.wordCount <= 16 || isLongHeading(index) else {
      return false
    }
    switch line.kind {
    case .text, .item(ordered: true): break
    default: return false
    }
    guard line.content.count <= (line.wordCount > 16 ? 260 : 180),
      line.signs.isDisjoint(with: [.tab, .clock])
    else { return false }
    if line.signs.contains(.code), Self.editMark(in: text(index)) == nil { return false }
    if line.signs.contains(.beyondASCII), Self.pointers.contains(scalar(at: line.start)) { return false }
    guard let first = firstLetterOrSign(afterEmblem(line.content)),
      !endsLikeSentence(index) || isNumberedName(index)
        || (layout.numbersSentences && TextLayout.isNumberedSentence(index, lines))
        || (layout.stopsHeadings && line.lastByte == 0x2E && line.wordCount <= 9)
    else { return false }
    if line.wordCount > 8, line.lastByte == 0x3F, hasSentenceEnd(line.content) { return false }
    guard
      Letters.isLetter(first)
        ? !Letters.isLower(first) || isForeignName(index)
        : Letters.isDigit(first) || first == "¿" || first == "¡"
    else { return false }
    if describesPicture(line) { return false }
    let needsWords =
      line.signs.contains(.digit) || line.signs.contains(.colon) || index < 14
      || line.signs.contains(.beyondASCII)
    guard needsWords else { return !isCode(line.content) && !breaksOff(line.content) }
    let text = text(index)
    // Two sentences, whatever ends the second.
    if line.signs.contains(.beyondASCII), text.unicodeScalars.contains("。"), line.content.count > 60 {
      return false
    }
    let hasColon = line.signs.contains(.colon) || text.unicodeScalars.contains("：")
    guard text.unicodeScalars.contains(where: Letters.isLetter), !hasColon || !text.contains("://")
    else { return false }
    if !line.signs.isDisjoint(with: [.digit, .beyondASCII]),
      text.unicodeScalars.contains(where: Letters.isDigit) || text.hasSuffix("前"),
      DateReader.dateline(text) != nil || DateReader.isUpdate(text) || isCaption(text) || isCount(text)
        || isDated(text)
    {
      return false
    }
    if Self.pointing.contains(where: text.hasSuffix), let next = nextLine(index + 1),
      lines[next].kind == .item(ordered: false) || lines[next].kind == .item(ordered: true)
    {
      return false
    }
    if text.hasPrefix("Hace ") || text.hasPrefix("منذ ") { return false }
    if index < 14, isByline(index, text) { return false }
    return !(hasColon && isCredit(text)) && !isCode(line.content) && !breaksOff(line.content)
  }

  /// What sentences end in that point to the items below them: `ومن أبرزها`.
  private static let pointing = [
    "ومنها", "أبرزها", "أهمها", "ما يلي", "كما يلي", "كالتالي", "الآتي", "كالآتي",
  ]

  /// `Deadline: 14 March 2025`, `Data as of 14 March 2025`, `时间:01-17`: a day, and what it is the day of.
  private func isDated(_ text: String) -> Bool {
    if let found = DateReader.firstDate(in: text) {
      let scalars = text.unicodeScalars
      let before = scalars.prefix(found.range.lowerBound)
      let words = before.split { !Letters.isLetter($0) && !Letters.isDigit($0) }.count
      if words <= 3, scalars.count - found.range.upperBound <= 2 { return true }
      if before.last(where: { !Letters.isBlank($0) }).map({ $0 == ":" || $0 == "：" }) == true { return true }
    }
    return isStamped(text)
  }

  /// `时间:01-17`, `人气:25`: a number right behind a colon, in a script without blanks.
  func isStamped(_ text: String) -> Bool {
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if Letters.isDigit(scalar), previous == "：" || previous == ":",
        text.unicodeScalars.contains(where: Letters.isIdeograph)
      {
        return true
      }
      previous = scalar
    }
    return false
  }

  /// `role 与 scope`: a script without capitals, begun with a word of another; not in mid-sentence.
  private func isForeignName(_ index: Int) -> Bool {
    guard lines[index].signs.contains(.beyondASCII), lines[index].wordCount >= 2,
      index == 0 || lines[index - 1].kind != .text || endsLikeSentence(index - 1)
    else { return false }
    return source.utf8[lines[index].content].contains { (0xE4...0xE9).contains($0) || $0 == 0xD8 }
  }

  /// What follows an emblem and a blank: `🔒 Security`.
  private func afterEmblem(_ range: Range<Int>) -> Range<Int> {
    guard let lead = range.first, source.utf8[lead] >= 0xE2 else { return range }
    var index = range.lowerBound
    while index < range.upperBound, source.utf8[index] >= 0x80 {
      let sign = scalar(at: index)
      guard
        sign.properties.isEmojiPresentation || sign.properties.isEmoji || sign.value == 0x200D
          || (0xFE00...0xFE0F).contains(sign.value)
      else { return range }
      index += String(sign).utf8.count
    }
    guard index > range.lowerBound, index < range.upperBound, source.utf8[index] == 0x20 else { return range }
    while index < range.upperBound, source.utf8[index] == 0x20 { index += 1 }
    return index..<range.upperBound
  }

  /// Whether a line of more words than most headings have is one: it stands apart between paragraphs, and asks or is
  /// written in capitals.
  private func isLongHeading(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.wordCount <= 24, line.isText else { return false }
    if line.lastByte == 0x3F { return asks(index) }
    guard layout.isSpaced, !isWrapped, index > 1,
      lines[index - 1].kind == .blank, index + 2 < lines.count, lines[index + 1].kind == .blank,
      !endsLikeSentence(index), let next = nextLine(index + 1), lines[next].isText,
      lines[next].wordCount >= 15, endsLikeSentence(next), let above = previousLine(index),
      endsLikeSentence(above), lines[above].lastByte != 0x3A
    else { return false }
    let words = text(index).blankSeparatedWords
    guard let first = words.first else { return false }
    if Self.asking.contains(first.lowercased()) { return true }
    let weighty = words.filter { $0.unicodeScalars.count >= 4 }
    return weighty.count >= 5
      && weighty.count { $0.unicodeScalars.first.map(Letters.isUpper) ?? false } * 10 >= weighty.count * 9
  }

  /// Whether a line is one long question, with a paragraph below it that answers.
  private func asks(_ index: Int) -> Bool {
    guard let first = text(index).blankSeparatedWords.first, Self.asking.contains(first.lowercased()),
      let next = nextLine(index + 1), lines[next].isText, lines[next].wordCount > lines[index].wordCount,
      endsLikeSentence(next), let above = previousLine(index)
    else { return false }
    return lines[index - 1].kind == .blank || endsLikeSentence(above) || lines[above].wordCount <= 8
  }

  private static let asking: Set<String> = [
    "how", "why", "what", "when", "where", "who", "which", "cómo", "por", "qué", "cuándo", "quién", "comment",
    "pourquoi", "quels", "quelles", "quand", "كيف", "لماذا", "ماذا",
  ]

  /// Hands and arrows that point to another page.
  private static let pointers: Set<Unicode.Scalar> = ["👉", "👇", "☞", "➡", "→", "▶", "►", "⇒"]

  /// Whether an emblem begins the line: writers put one before a heading, not before a name.
  private func isEmblazoned(_ index: Int) -> Bool {
    let content = lines[index].content
    return afterEmblem(content).lowerBound > content.lowerBound
  }

  /// The scalar that begins the words of a heading: marks of emphasis are passed over, and a quotation
  /// mark that closes again before the end.
  private func firstLetterOrSign(_ range: Range<Int>) -> Unicode.Scalar? {
    var index = range.lowerBound
    while index < range.upperBound, source.utf8[index] == 0x2A { index += 1 }
    guard index < range.upperBound else { return nil }
    let first = scalar(at: index)
    let closer: Unicode.Scalar
    switch first {
    case "\"": closer = "\""
    case "“": closer = "”"
    case "«": closer = "»"
    case "„": closer = "“"
    case "「": closer = "」"
    case "《": closer = "》"
    default: return first
    }
    // A line that is a quotation as a whole is no heading.
    index += String(first).utf8.count
    guard index < range.upperBound, let last = lastScalar(in: range), last.scalar != closer else {
      return nil
    }
    let inner = String(decoding: source.utf8[index..<range.upperBound], as: UTF8.self).unicodeScalars
    guard inner.contains(closer) else { return nil }
    return inner.first.map { Letters.isLower($0) ? "A" : $0 }
  }

  /// `4. Conveying Modified Source Versions.`: a numbered name in capitals may end in a stop.
  private func isNumberedName(_ index: Int) -> Bool {
    let line = lines[index]
    guard case .item(ordered: true) = line.kind, line.wordCount <= 8, line.lastByte == 0x2E else {
      return false
    }
    return text(index).blankSeparatedWords.allSatisfy { word in
      word.count < 4 || word.unicodeScalars.first.map(Letters.isUpper) ?? false
    }
  }

  /// Where the link to edit a section begins, which encyclopedias put behind their headings.
  static func editMark(in text: String) -> String.Index? {
    guard text.hasSuffix("]"), let open = text.lastIndex(of: "[") else { return nil }
    let inner = text[text.index(after: open)...].dropLast()
    let first = inner.split(whereSeparator: { $0 == " " || $0 == "|" }).first.map(String.init) ?? ""
    return ["edit", "editar", "modifier", "编辑", "編輯", "عدل", "bearbeiten"].contains(first) ? open : nil
  }

  /// A heading without the mark of the link to itself, which some pages set right behind its last word:
  /// `Costs#`, `Costs¶`. Names of a letter or two end so by themselves: `C#`.
  static func withoutAnchor(_ text: String) -> String {
    let bare = text.dropLast()
    guard text.last == "#" || text.last == "¶",
      bare.reversed().prefix(while: { $0.isLetter || $0.isNumber }).count >= 3
    else { return text }
    return String(bare)
  }

  /// Whether some bytes read as a command or a piece of a program: an option, a call, a path.
  func isCode(_ range: Range<Int>) -> Bool {
    let bytes = source.utf8[range]
    guard let first = bytes.first else { return false }
    if first == 0x24 || first == 0x2F || first == 0x25 { return true }
    var previous: UInt8 = 0x20
    for byte in bytes {
      // ` --option`, `name()`, `a_name`, a backtick.
      if byte == 0x2D, previous == 0x2D { return true }
      if byte == 0x29, previous == 0x28 { return true }
      if byte == 0x5F || byte == 0x60 { return true }
      previous = byte
    }
    return false
  }

  /// `3 comments`, `4 min read`, `2 hours ago`, `hace 28 minutos`, `3 分钟前`.
  private func isCount(_ text: String) -> Bool {
    guard mayCount(text) else { return false }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    guard words.count <= 6, let first = words.first, let last = words.last else { return false }
    if words.contains("hace") || last == "ago" || text.hasPrefix("il y a") || text.hasPrefix("Il y a")
      || text.hasPrefix("منذ") || text.hasSuffix("前")
    {
      return words.count <= 6
    }
    guard first.allSatisfy(\.isNumber), words.count <= 3 else { return last == "read" && words.count <= 4 }
    return Self.counted.contains(String(last))
  }

  /// A quick look at text of ASCII: whether a word stands where a count has one.
  private func mayCount(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var end = bytes.count
      while end > 0, !TextByte.plain[Int(bytes[end - 1])] || bytes[end - 1] == 0x2D {
        if bytes[end - 1] >= 0x80 { return true }
        end -= 1
      }
      var start = end
      while start > 0, end - start < 16, TextByte.plain[Int(bytes[start - 1])], bytes[start - 1] != 0x2D {
        start -= 1
      }
      let last = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
        .lowercased()
      if last == "ago" || last == "read" || Self.counted.contains(last) { return true }
      // `hace …`, `il y a …`, and whatever is not of ASCII.
      var previous: UInt8 = 0
      for byte in bytes {
        if byte >= 0x80 || (byte | 0x20 == 0x63 && previous | 0x20 == 0x61) { return true }
        previous = byte
      }
      return bytes.count > 6 && bytes[0] | 0x20 == 0x69 && bytes[1] == 0x6C && bytes[2] == 0x20
    }
  }

  /// Whether some bytes end in a word that no heading ends in: `its own version of`.
  private func breaksOff(_ range: Range<Int>) -> Bool {
    let bytes = source.utf8[range]
    guard let blank = bytes.lastIndex(of: 0x20), range.upperBound - blank <= 5 else { return false }
    return Self.openEnds.contains(String(decoding: bytes[(blank + 1)...], as: UTF8.self))
  }

  private static let openEnds: Set<String> = [
    "of", "the", "a", "an", "to", "and", "or", "with", "from", "by", "de", "del", "la", "el", "los", "las",
    "y",
    "le", "les", "des", "du", "et", "à", "un", "une",
  ]

  private static let counted: Set<String> = [
    "comment", "comments", "comentario", "comentarios", "commentaire", "commentaires", "view", "views",
    "share",
    "shares", "like", "likes", "read", "min", "mins", "minutes", "minutos", "reply", "replies", "vistas",
    "lectura",
  ]

  /// `By Jane Doe` near the head of the text.
  func isByline(_ index: Int, _ text: String) -> Bool {
    guard index < 14, lines[index].wordCount <= 9 else { return false }
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: Letters.isLetter) else { return false }
    let end = scalars[start...].firstIndex { !Letters.isLetter($0) } ?? scalars.endIndex
    guard Lexicon.shared.bylines.contains(String(scalars[start..<end]).lowercased()),
      let name = scalars[end...].first(where: Letters.isLetter)
    else { return false }
    // `By the sea` is no byline: a name follows.
    return Letters.isUpper(name) || text.contains(":")
  }
}

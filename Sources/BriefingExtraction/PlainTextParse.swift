import BriefingModel

/// One reading of a plain text: the lines, where the reading stands, and what it has found.
struct PlainTextParse {
  let source: SourceLines
  let path: String
  var lines: [TextLine]
  /// Lines that are not shown: furniture, repeats of the title, what the head has used.
  var dropped: [Bool]
  /// How the text as a whole is laid out.
  var layout = TextLayout()
  /// Where lines go on in those right below them.
  var wrapping = WrappedLines()
  private let hyphenation: Hyphenation
  /// Whether lines by themselves could be headings, as far as anyone has asked.
  let shapes: LineShapes
  var title: String?
  var titleSpan: SourceSpan?
  var date: String?
  var dateSpan: SourceSpan?
  var publication: String?
  var sections: [Section] = [Section()]
  var notes: [ExtractionNote] = []
  /// A paragraph that announced what should follow it, until the next block comes.
  var announcement: Announcement?
  /// The one before it, where that came to no more than a further announcement.
  private var outerAnnouncement: Announcement?
  var tableCount = 0
  /// Lines before this one were looked at for a table and are none: they are not looked at again.
  var refusedUntil = 0
  /// The same for tables of tabs.
  var refusedTabsUntil = 0
  /// Fences before this line were looked at and are never closed.
  var unfencedFrom = 0
  /// The same for tables of one cell a line.
  var refusedCellsUntil = 0
  /// The end of the run of short lines that was last tried as a flattened table, and how often it was.
  var flattenedUntil = 0
  var flattenedTrials = 0
  /// How many runs of short lines were tried as flattened tables and are none.
  var vainTrials = 0
  /// Where set, blocks that may be flattened tables are gathered in it instead of being read as tables.
  var flattenedBlocks: [FlattenedBlock.Found]?
  let flattenedLines = FlattenedLines()
  /// The line behind the last table: its rows do not count among the lines around a heading.
  var tableEnd = 0
  var caption: (text: String, span: SourceSpan)?
  /// The line whose label was read by itself, and the 1-based column at which the first item begins behind it.
  var partedLine: (line: Int, column: Int)?

  /// A paragraph that ends in a colon.
  struct Announcement {
    var sentence: String
    var span: SourceSpan
  }

  init(_ source: SourceLines, path: String) {
    self.source = source
    self.path = path
    lines = source.utf8.withUnsafeBufferPointer { bytes in
      var lines = source.ranges.map { TextLine.scan(bytes, $0) }
      Self.markLooseItems(&lines, bytes)
      return lines
    }
    dropped = Array(repeating: false, count: lines.count)
    shapes = LineShapes(lines.count)
    hyphenation = Hyphenation(source.utf8)
  }

  /// Reads everything.
  mutating func run() -> Briefing {
    layout = TextLayout(self)
    wrapping = WrappedLines(lines, source.utf8, isWrapped: isWrapped)
    dropPageEnds()
    layout.setsOutHeadings = setsOutHeadings()
    readFrontMatter()
    readMessageHead()
    readHead()
    dropFurniture()
    var index = 0
    while index < lines.count {
      index = readBlock(at: index)
    }
    closeAnnouncement(before: nil)
    readFootDate()
    if sections.count > 1, sections[0].heading == nil, sections[0].blocks.isEmpty { sections.removeFirst() }
    if sections.count == 1, sections[0].heading == nil, sections[0].blocks.isEmpty { sections = [] }
    HeadingLevels.assign(to: &sections)
    return Briefing(
      path: path, format: .text, title: title, titleSpan: titleSpan, date: date, dateSpan: dateSpan,
      source: publication, sections: sections,
      notes: notes.sorted { Self.place($0) < Self.place($1) }, lineCount: source.count)
  }

  private static func place(_ note: ExtractionNote) -> (Int, Int) {
    (note.span.firstLine, note.span.firstColumn ?? 0)
  }

  // MARK: Lines

  /// The text of a line without its marker and outer blanks.
  func text(_ index: Int) -> String {
    source.utf8.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[lines[index].content]), as: UTF8.self)
    }
  }

  /// The next line at or after `index` that is neither blank nor dropped.
  func nextLine(_ index: Int) -> Int? {
    var index = index
    while index < lines.count {
      if lines[index].kind != .blank, !dropped[index] { return index }
      index += 1
    }
    return nil
  }

  /// The last line before `index` that is neither blank nor dropped.
  func previousLine(_ index: Int) -> Int? {
    var index = index - 1
    while index >= 0 {
      if lines[index].kind != .blank, !dropped[index] { return index }
      index -= 1
    }
    return nil
  }

  /// Whether paragraphs are broken over lines of one width.
  var isWrapped: Bool { layout.isWrapped }

  /// Whether two lines stand together, with nothing but dropped lines between them.
  func touches(_ first: Int, _ second: Int) -> Bool {
    second == first + 1
  }

  // MARK: Blocks

  /// Adds a block to the section that is open.
  mutating func add(_ block: Block) {
    closeAnnouncement(before: block)
    sections[sections.count - 1].blocks.append(block)
  }

  mutating func open(_ heading: Heading) {
    closeAnnouncement(before: nil, heading)
    sections.append(Section(heading: heading))
  }

  mutating func note(_ kind: ExtractionNote.Kind, _ message: String, _ span: SourceSpan) {
    notes.append(ExtractionNote(kind: kind, message: message, span: span))
  }

  /// Reads the block that begins at `index`; gives the line after it.
  private mutating func readBlock(at index: Int) -> Int {
    guard lines[index].kind != .blank, !dropped[index] else { return index + 1 }
    if let end = readKept(at: index) { return end }
    switch lines[index].kind {
    case .blank: return index + 1
    case .gridRule:
      if let end = readGrid(at: index) { return end }
      return index + 1
    case .pipeRule, .piped:
      if let end = readCells(at: index) { return end }
      if let end = readPipeTable(at: index) { return end }
    case .item:
      if let end = readList(at: index) { return end }
    case .marker:
      return readMarked(at: index)
    case .rule:
      return index + 1
    case .text where wrapping.joint(below: index) == .goesOn:
      break
    case .text where layout.setsOutHeadings && isSetOut(index):
      break
    case .text:
      if let end = readLog(at: index) { return end }
      if let end = partLabelledItem(at: index) { return end }
      if isClosedBelow(index), let end = readCells(at: index) { return end }
      if isFollowed(index), let end = readFollowed(at: index) { return end }
      if isFence(index), let end = readFenced(at: index) { return end }
      if lines[index].hasTab || opensWithTab(index), let end = readTabbed(at: index) { return end }
      if lines[index].hasGap, let end = readAligned(at: index) { return end }
      if let end = readNamedCells(at: index) { return end }
      if let end = readSpacedCells(at: index) { return end }
      if let end = readGluedCells(at: index) { return end }
      if let end = readFlattened(at: index) { return end }
      if announcement != nil, let end = readUnmarked(at: index) { return end }
    }
    if let end = readHeading(at: index) { return end }
    return readParagraph(at: index)
  }

  /// Reads a paragraph; gives the line after it.
  mutating func readParagraph(at index: Int) -> Int {
    var end = index + 1
    while end < lines.count, lines[end].isText || lines[end].kind == .piped, !dropped[end], joins(end - 1) {
      end += 1
    }
    var text = part(lines[index].start..<lines[index].content.upperBound, of: index)
    var hasMarks = lines[index].signs.contains(.mark)
    for line in index + 1..<max(end, index + 1) {
      append(part(lines[line].start..<lines[line].content.upperBound, of: line), to: &text)
      hasMarks = hasMarks || lines[line].signs.contains(.mark)
    }
    let span = SourceSpan(firstLine: index + 1, lastLine: end)
    // Marks take ten times the bytes that they mark: a paragraph of megabytes is shown as it stands.
    hasMarks = hasMarks && text.utf8.count <= ReadingLimits.standard.longestText
    let paragraph = Paragraph(content: hasMarks ? InlineMarkup.read(text) : InlineText(text), span: span)
    if mayBeCaption(index), isCaption(paragraph.text), let next = nextLine(end), mayBeginTable(next) {
      caption = (paragraph.text, span)
    }
    add(.paragraph(paragraph))
    let last = lines[end - 1].lastByte
    if last == 0x3A || last == 0x9A || last == 0x2A, let sentence = Announcements.sentence(in: paragraph.text)
    {
      announcement = Announcement(sentence: sentence, span: span)
    }
    return end
  }

  /// Adds what stands in the next line of a paragraph or item to its text.
  func append(_ piece: String, to text: inout String) { hyphenation.append(piece, to: &text) }

  /// The text of some bytes of a line, its glued sentences parted, each with a note.
  mutating func part(_ range: Range<Int>, of line: Int) -> String {
    let text = source.utf8.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
    guard lines[line].signs.contains(.glue) else { return text }
    let parted = GluedSentences.part(text)
    guard !parted.spots.isEmpty else { return parted.text }
    let before = source.utf8[source.ranges[line].lowerBound..<range.lowerBound]
      .count { $0 & 0xC0 != 0x80 }
    for spot in parted.spots {
      let column = before + spot.offset
      note(
        .gluedSentence,
        spot.endsSentence
          ? "Two sentences were run together; a blank was put between them."
          : "A blank was missing behind a comma; it was put back.",
        SourceSpan(
          firstLine: line + 1, lastLine: line + 1, firstColumn: column, lastColumn: column + 1))
    }
    return parted.text
  }

  /// A line of an address or a card: a few words that are no sentence.
  private func isShortLine(_ index: Int) -> Bool {
    lines[index].isText && !dropped[index] && lines[index].wordCount <= 8 && !endsLikeSentence(index)
      && lines[index].lastByte != 0x3A
  }

  /// Settles what the last announcement came to: a list or table follows, or its list was lost.
  private mutating func closeAnnouncement(before block: Block?, _ heading: Heading? = nil) {
    guard let open = announcement else { return }
    announcement = nil
    let outer = outerAnnouncement
    outerAnnouncement = nil
    switch block {
    case .table:
      // The table was announced by a sentence of its own: the list above it is what was lost.
      guard let outer, Announcements.speaksOfTable(open.sentence) else { return }
      noteLost(outer)
      return
    case .list, .quote, .code: return
    case .paragraph(let paragraph):
      // Speech follows: nothing was lost.
      if let first = paragraph.text.unicodeScalars.first, "\"“«'‘—–".unicodeScalars.contains(first) { return }
      // Short lines right below, not ended like prose, may be the items themselves without their marks.
      let line = paragraph.span.firstLine - 1
      if line == open.span.lastLine, lines[line].wordCount <= 12, !endsLikeSentence(line) { return }
      if isShortLine(line), line + 1 < lines.count, isShortLine(line + 1) { return }
      // A command, a figure's caption or the rest of the sentence was announced.
      if isCode(lines[line].content) || isListing(line) || goesOn(open.span.lastLine - 1) { return }
      if isCaption(paragraph.text) || beginsNumbering(line) || isLabel(open) { return }
      // A further announcement: what comes of it is what was announced.
      if outer == nil, paragraph.text.endsInColon,
        lines[line].wordCount <= 10 || Announcements.isLabel(open.sentence)
      {
        outerAnnouncement = open
        return
      }
    case nil:
      // `Recommendations:`, over nothing at all: a name may stand over prose, but here there is none.
      if outer == nil, Announcements.namesContent(open.sentence) {
        note(
          .lostList, "A list is announced here but is not in the text: it was lost on the way.", open.span)
        return
      }
      // The first of the headings that were announced.
      if let heading, beginsNumbering(heading.span.firstLine - 1) { return }
      // The names that were announced, each over what is said of it.
      if let heading, namesFollow(heading.span.firstLine - 1) { return }
      // The first of its subheadings, which say more of what the heading above says.
      if let heading, let above = sections.last?.heading?.text, above.utf8.count < heading.text.utf8.count,
        heading.text.hasPrefix(above)
      {
        return
      }
    }
    for open in [outer, open] {
      if let open { noteLost(open) }
    }
  }

  /// `Improve patient safety:`, a line by itself over a paragraph, as other lines are: a label, and no announcement.
  private func isLabel(_ open: Announcement) -> Bool {
    func isLabelLine(_ line: Int) -> Bool {
      guard lines[line].isText, lines[line].wordCount <= 5, lines[line].lastByte == 0x3A,
        let below = nextLine(line + 1), lines[below].isText, lines[below].wordCount >= 12
      else { return false }
      let label = text(line)
      return Announcements.isLabel(label) && TermLexicon.standard.kind(announcedBy: label) == nil
    }
    let line = open.span.lastLine - 1
    guard open.span.firstLine == open.span.lastLine, isLabelLine(line) else { return false }
    return (max(0, line - 8)...min(lines.count - 1, line + 8)).contains { $0 != line && isLabelLine($0) }
  }

  /// Whether a heading of three words or fewer, and another below its paragraph, name what was announced.
  private func namesFollow(_ heading: Int) -> Bool {
    guard lines[heading].wordCount <= 3, let text = nextLine(heading + 1), lines[text].isText,
      lines[text].wordCount >= 12
    else { return false }
    var line = nextLine(text + 1)
    for _ in 0..<3 {
      guard let next = line else { return false }
      if lines[next].isText, lines[next].wordCount <= 3, hasHeadingShape(next) { return true }
      guard lines[next].isText, lines[next].wordCount >= 12 else { return false }
      line = nextLine(next + 1)
    }
    return false
  }

  private mutating func noteLost(_ announcement: Announcement) {
    guard Announcements.promisesList(announcement.sentence) else { return }
    note(
      .lostList, "A list is announced here but is not in the text: it was lost on the way.",
      announcement.span)
  }
}

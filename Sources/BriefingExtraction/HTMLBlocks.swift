import BriefingModel
import CGumbo

/// Turns the article of a page into sections, in one pass over the flat tree.
struct HTMLBlocks {
  let content: HTMLContent
  let lines: SourceLines
  /// The heading that is the document's title, by index: it is not a section heading.
  var titleIndex: Int?
  /// The document's title, to tell its repeats.
  var title: String?
  private(set) var outline = MarkupOutline()
  private(set) var notes: [ExtractionNote] = []

  private var tree: HTMLTree { content.tree }
  private var builder = MarkupTextBuilder()
  private var textRange: ClosedRange<Int>?
  private var breaks = 0
  /// Where each line behind a `br` begins: the scalar in the text and the byte in the source.
  private var lineStarts: [(scalar: Int, byte: Int, before: Int)] = []
  private var open: [Context] = []
  private var quote: Quote?
  private var quoteDepth = 0 {
    didSet { outline.quoteDepth = quoteDepth }
  }
  private var images = 0
  /// Images that are told one by one: a gallery has hundreds.
  private static let mostImages = 20
  /// Lists around what is read that were parted at a block within an item.
  private var partedLists = 0
  /// Most of them: each takes some of the thread's stack.
  private static let mostPartedLists = 8

  /// An element that is being read.
  private struct Context {
    enum Kind { case block, phrase(HTMLPhrase), quote }
    var kind: Kind
    var end: Int
  }

  init(_ content: HTMLContent, lines: SourceLines) {
    self.content = content
    self.lines = lines
  }

  /// Reads everything within the content's root.
  mutating func read() {
    noteWhatSurrounds()
    read(content.root..<tree.end(content.root))
    flush()
    flushQuote()
  }

  private mutating func read(_ nodes: Range<Int>) {
    var index = nodes.lowerBound
    while true {
      while let top = open.last, top.end <= index { close(top) }
      guard index < nodes.upperBound else { break }
      index = step(index)
    }
  }

  private mutating func close(_ context: Context) {
    open.removeLast()
    switch context.kind {
    case .phrase(let phrase): phrase.end(&builder)
    case .block: flush()
    case .quote:
      flush()
      flushQuote()
      quoteDepth -= 1
    }
  }

  /// Reads the node at `index` and gives the index to go on with.
  private mutating func step(_ index: Int) -> Int {
    let node = tree.nodes[index]
    if node.isText {
      addText(index)
      return index + 1
    }
    if let formula = HTMLPhrase.formula(index, in: tree) {
      builder.append(formula)
      take(tree.source(index))
      return node.end
    }
    if content.isInvisible(index) { return node.end }
    if content.isFurniture(index) {
      flush()
      noteFurniture(index)
      return node.end
    }
    guard let tag = node.tag else { return index + 1 }
    if tag == GUMBO_TAG_IMG { noteImage(index) }
    if HTMLTags.isPhrase(tag) {
      if let phrase = HTMLPhrase.begin(index, in: content, &builder) {
        open.append(Context(kind: .phrase(phrase), end: node.end))
      }
      return index + 1
    }
    if tag == GUMBO_TAG_BR {
      builder.appendBreak()
      breaks += 1
      // Two line breaks are how pages without paragraphs part them.
      if breaks >= 2, !builder.isEmpty { flush() }
      return index + 1
    }
    flush()
    switch tag {
    case GUMBO_TAG_UL, GUMBO_TAG_OL, GUMBO_TAG_MENU, GUMBO_TAG_DIR, GUMBO_TAG_DL:
      if readList(index) { return node.end }
    case GUMBO_TAG_TABLE:
      if readTable(index) { return node.end }
    case GUMBO_TAG_FIGCAPTION:
      // The caption of a table goes with the table.
      if HTMLTableReader.captionedTable(of: index, in: content) != nil { return node.end }
    case GUMBO_TAG_PRE, GUMBO_TAG_LISTING, GUMBO_TAG_XMP, GUMBO_TAG_PLAINTEXT:
      readCode(index)
      return node.end
    case GUMBO_TAG_BLOCKQUOTE:
      flushQuote()
      quoteDepth += 1
      open.append(Context(kind: .quote, end: node.end))
      return index + 1
    default:
      if let level = HTMLTags.headingLevel(tag), content.tableCount(index) == 0 {
        readHeading(index, level: level)
        return node.end
      }
    }
    open.append(Context(kind: .block, end: node.end))
    return index + 1
  }

  // MARK: - Text

  private mutating func addText(_ index: Int) {
    if tree.nodes[index].ink > 0, breaks > 0, let start = tree.source(index)?.lowerBound {
      lineStarts.append((builder.nextScalar, start, textRange?.upperBound ?? start))
    }
    tree.withText(index) { builder.append($0) }
    if tree.nodes[index].ink > 0 { take(tree.source(index)) }
  }

  /// Counts a range of the source to the text that is read.
  private mutating func take(_ range: Range<Int>?) {
    guard let range else { return }
    breaks = 0
    let low = min(textRange?.lowerBound ?? range.lowerBound, range.lowerBound)
    let high = max(textRange?.upperBound ?? 0, range.upperBound - 1)
    textRange = low...max(low, high)
  }

  private mutating func flush() {
    breaks = 0
    if builder.isEmpty {
      if builder.hasRuns { _ = builder.take() }
      return
    }
    let content = builder.take()
    defer {
      textRange = nil
      lineStarts.removeAll()
    }
    guard !content.text.isEmpty else { return }
    let span = textRange.map { HTMLSpans.span($0, lines: lines) } ?? SourceSpan(line: 1)
    if quoteDepth == 0, !lineStarts.isEmpty, let textRange {
      let starts = lineStarts.map {
        MarkupBullets.LineStart(
          scalar: $0.scalar, line: lines.lineNumber(ofByte: $0.byte),
          lineBefore: lines.lineNumber(ofByte: $0.before))
      }
      let last = lines.lineNumber(ofByte: textRange.upperBound)
      if let parts = MarkupBullets.parted(content, lineStarts: starts, from: span.firstLine, to: last) {
        for part in parts { outline.add(part) }
        return
      }
    }
    place(Paragraph(content: content, span: span))
  }

  /// Puts a paragraph into the quotation or the section that is open.
  private mutating func place(_ paragraph: Paragraph) {
    guard quoteDepth > 0 else { return outline.add(.paragraph(paragraph)) }
    var quoted =
      quote ?? Quote(paragraphs: [], span: paragraph.span, quoted: quoteDepth > 1 ? quoteDepth : nil)
    quoted.paragraphs.append(paragraph.content)
    quoted.span = quoted.span.union(paragraph.span)
    quote = quoted
  }

  private mutating func flushQuote() {
    if let quote { outline.add(.quote(quote)) }
    quote = nil
  }

  /// Adds a block other than a paragraph; what was quoted so far stands before it.
  private mutating func add(_ block: Block) {
    flushQuote()
    outline.add(block)
  }

  private mutating func readHeading(_ index: Int, level: Int) {
    let span = HTMLSpans.span(of: index, in: tree, lines: lines)
    var content = HTMLText.inline(of: index, in: content)
    content = HTMLText.withoutAnchorSign(content)
    guard !content.text.isEmpty else { return }
    if index == titleIndex { return }
    if let title, HTMLMetadata.isSame(content.text, title) {
      notes.append(
        ExtractionNote(kind: .repeatedTitle, message: "The title is repeated here.", span: span))
      return
    }
    flushQuote()
    outline.add(Heading(content: content, level: level, span: span))
  }

  private mutating func readCode(_ index: Int) {
    var bytes: [UInt8] = []
    var node = index + 1
    while node < tree.end(index) {
      if tree.nodes[node].isText {
        tree.withText(node) { bytes.append(contentsOf: $0) }
      } else if tree.tag(node) == GUMBO_TAG_BR {
        bytes.append(0x0A)
      }
      node += 1
    }
    guard bytes.contains(where: { $0 > 0x20 }) else { return }
    var code = SourceLines(utf8: bytes).ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
    while code.last?.allSatisfy(\.isWhitespace) == true { code.removeLast() }
    add(.code(CodeBlock(lines: code, span: HTMLSpans.span(of: index, in: tree, lines: lines))))
  }

  // MARK: - Tables

  /// Reads a table of data; false for one that only lays out the page.
  private mutating func readTable(_ index: Int) -> Bool {
    let reader = HTMLTableReader(content, lines: lines)
    guard reader.isData(index) else { return false }
    // Tables in cells follow the table that they stood in; the queue keeps their order.
    var queue = [index]
    var next = 0
    while next < queue.count {
      let table = queue[next]
      next += 1
      let result = reader.read(table)
      queue += result.nested
      if result.table.rows.isEmpty, result.table.header.isEmpty { continue }
      add(.table(result.table))
      if result.omittedRows > 0 {
        notes.append(
          ExtractionNote(
            kind: .truncated,
            message: "The table is too large: \(result.omittedRows) rows are not laid out.",
            span: result.table.span))
      }
    }
    return true
  }

  // MARK: - Lists

  /// Reads a list; false for one whose items are pieces of a page rather than items.
  private mutating func readList(_ index: Int) -> Bool {
    if content.headingCount(index) > 0, content.textSize(index) > 400 { return false }
    let parts = partedLists < Self.mostPartedLists
    if content.tableCount(index) > 0, !parts || !holdsOnlyData(index) { return false }
    if tree.nodes[index].flags.contains(.presentation), content.headingCount(index) > 0 { return false }
    var reader = HTMLListReader(content, lines: lines, partsAtBlocks: parts)
    var hasBegun = false
    for piece in reader.pieces(index) {
      switch piece {
      case .list(let list):
        flushQuote()
        outline.add(list, goesOn: hasBegun)
        hasBegun = true
      case .paragraph(let paragraph): place(paragraph)
      case .block(let block):
        let around = open
        open = []
        partedLists += 1
        read(block..<tree.end(block))
        partedLists -= 1
        open = around
      }
    }
    return true
  }

  /// Whether the tables within an element hold data, and none lays out the page.
  private func holdsOnlyData(_ index: Int) -> Bool {
    let reader = HTMLTableReader(content, lines: lines)
    var node = index + 1
    while node < tree.end(index) {
      if tree.tag(node) == GUMBO_TAG_TABLE {
        guard reader.isData(node) else { return false }
        node = tree.end(node)
      } else {
        node += 1
      }
    }
    return true
  }

  // MARK: - Images

  /// Says what an image shows that the page describes.
  private mutating func noteImage(_ index: Int) {
    let text = tree.attribute("alt", of: index).map { $0.split(whereSeparator: \.isWhitespace) } ?? []
    guard !text.isEmpty else { return }
    images += 1
    guard images <= Self.mostImages else { return }
    notes.append(
      ExtractionNote(
        kind: .omitted, message: "An image is not shown: \(text.joined(separator: " ").prefix(200))",
        span: HTMLSpans.span(of: index, in: tree, lines: lines)))
  }

  // MARK: - Furniture

  /// Says that a page holds text outside its article.
  private mutating func noteWhatSurrounds() {
    guard content.isMarked, content.textSize(content.pageBody) > content.textSize(content.root)
    else { return }
    notes.append(
      ExtractionNote(
        kind: .furniture, message: "Only the article is shown, not the page around it.",
        span: HTMLSpans.span(of: content.root, in: tree, lines: lines)))
  }

  private mutating func noteFurniture(_ index: Int) {
    guard notes.count < 60 else { return }
    var text = MarkupTextBuilder()
    var node = index
    while node < tree.end(index), text.byteCount < 60 {
      if tree.nodes[node].isText {
        tree.withText(node) { text.append($0) }
        text.appendBlank()
      } else if content.isInvisible(node) {
        node = tree.end(node)
        continue
      }
      node += 1
    }
    let words = text.takeString().split(separator: " ").prefix(8).joined(separator: " ")
    guard !words.isEmpty else { return }
    notes.append(
      ExtractionNote(
        kind: .furniture, message: "Part of the page, not of the article, is left out: \(words.prefix(80))",
        span: HTMLSpans.span(of: index, in: tree, lines: lines)))
  }
}

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
  private var quoteDepth = 0

  /// An element that is being read.
  private struct Context {
    enum Kind { case block, mark, quote }
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
    var index = content.root
    let stop = tree.end(content.root)
    while true {
      while let top = open.last, top.end <= index { close(top) }
      guard index < stop else { break }
      index = step(index)
    }
    flush()
    flushQuote()
  }

  private mutating func close(_ context: Context) {
    open.removeLast()
    switch context.kind {
    case .mark: builder.close()
    case .block: flush()
    case .quote:
      flush()
      quoteDepth -= 1
      if quoteDepth == 0 { flushQuote() }
    }
  }

  /// Reads the node at `index` and gives the index to go on with.
  private mutating func step(_ index: Int) -> Int {
    let node = tree.nodes[index]
    if node.isText {
      addText(index)
      return index + 1
    }
    if content.isInvisible(index) { return node.end }
    if content.isFurniture(index) {
      flush()
      noteFurniture(index)
      return node.end
    }
    guard let tag = node.tag else { return index + 1 }
    if HTMLTags.isPhrase(tag) {
      if node.flags.contains(.link), let target = tree.attribute("href", of: index) {
        builder.open(.link(target))
        open.append(Context(kind: .mark, end: node.end))
      } else if let mark = HTMLTags.mark(tag) {
        builder.open(mark)
        open.append(Context(kind: .mark, end: node.end))
      }
      return index + 1
    }
    if tag == GUMBO_TAG_BR {
      builder.appendBlank()
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
    guard tree.nodes[index].ink > 0, let range = tree.source(index) else { return }
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
    if quoteDepth > 0 {
      var quoted = quote ?? Quote(paragraphs: [], span: span)
      quoted.paragraphs.append(content)
      quoted.span = quoted.span.union(span)
      quote = quoted
      return
    }
    if !lineStarts.isEmpty, let textRange {
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
    outline.add(.paragraph(Paragraph(content: content, span: span)))
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
    if content.tableCount(index) > 0 { return false }
    if tree.nodes[index].flags.contains(.presentation), content.headingCount(index) > 0 { return false }
    var reader = HTMLListReader(content, lines: lines)
    guard let list = reader.read(index) else { return true }
    add(.list(list))
    return true
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

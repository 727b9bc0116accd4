import BriefingModel
import CCmarkGFM

/// Turns a parsed Markdown document into sections. Walks along the parser's links: nothing recurses.
struct MarkdownBlocks {
  /// The source, which spans and raw text are of.
  let lines: SourceLines
  /// The text that is parsed, line for line the source without what the dressing took out.
  let text: SourceLines
  /// Lines before the first line that the parser saw of the slice that is read.
  private(set) var lineOffset = 0
  /// Lines of the front matter.
  let frontCount: Int
  var outline = MarkupOutline()
  var notes: [ExtractionNote] = []

  var builder = MarkupTextBuilder()
  var quoteDepth = 0 {
    didSet { outline.quoteDepth = quoteDepth }
  }
  var quote: Quote?
  /// The list that is open.
  var openList: MarkdownOpenList?
  /// What is open around the quotation that is read.
  private var around: [MarkdownOpenList?] = []
  var table: MarkdownTable?
  private var footnote: (number: Int, isOpen: Bool) = (0, false)
  /// Last 1-based line that has been read as part of a piece of HTML.
  var readUpTo = 0
  var htmlPieces = 0
  var isInCell = false
  /// Up to this line no table ends, as far as has been looked.
  var noTableEndBefore = 0

  /// The list or table that goes on in the slice that follows.
  private var unfinished: OpaquePointer?
  /// Whether the header of the table that is read has been read in a slice before.
  private var hasHeader = false

  init(lines: SourceLines, text: SourceLines, frontCount: Int) {
    self.lines = lines
    self.text = text
    self.frontCount = frontCount
  }

  /// Reads what was parsed of a slice, `lineOffset` lines before it, `next` being what the slice behind it
  /// begins with; false where the slices do not fit together.
  mutating func read(
    _ document: OpaquePointer, lineOffset: Int, beginning: MarkdownSlices.Beginning,
    next: MarkdownSlices.Beginning
  ) -> Bool {
    self.lineOffset = lineOffset
    guard continues(document, beginning) else { return false }
    if case .row = beginning { hasHeader = true }
    unfinished = next == .block ? nil : cmark_node_last_child(document)
    walk(document)
    switch next {
    case .block: return true
    case .item: return openList != nil
    case .row: return table != nil
    }
  }

  /// Whether a slice begins with what it must.
  private func continues(_ document: OpaquePointer, _ beginning: MarkdownSlices.Beginning) -> Bool {
    let first = cmark_node_first_child(document)
    switch beginning {
    case .block:
      return true
    case .item:
      guard let first, let openList, markdown_kind(first) == MARKDOWN_LIST else { return false }
      return openList.ordered == (cmark_node_get_list_type(first) == CMARK_ORDERED_LIST)
    case .row:
      guard let first, let table, markdown_kind(first) == MARKDOWN_TABLE else { return false }
      return table.columns == Int(cmark_gfm_extensions_get_table_columns(first))
    }
  }

  /// Ends the document.
  mutating func finish() {
    flushQuote()
    addLostFootnotes()
  }

  private mutating func walk(_ document: OpaquePointer) {
    var node = document
    while true {
      if enter(node) {
        // What it holds is passed over, and its end too.
        if node == document { return }
      } else if let child = cmark_node_first_child(node) {
        node = child
        continue
      } else {
        leave(node)
      }
      while true {
        if let next = cmark_node_next(node) {
          node = next
          break
        }
        guard let parent = cmark_node_parent(node) else { return }
        node = parent
        leave(node)
        if node == document { return }
      }
    }
  }

  func span(of node: OpaquePointer) -> SourceSpan {
    if let place = Self.linesAboveTable(node, in: lines, offset: lineOffset) {
      return SourceSpan(
        firstLine: place.lowerBound + lineOffset, lastLine: place.upperBound + lineOffset)
    }
    let first = max(1, min(Int(cmark_node_get_start_line(node)) + lineOffset, lines.count))
    var last = max(first, min(Int(cmark_node_get_end_line(node)) + lineOffset, lines.count))
    // The parser counts an empty line behind some blocks to them.
    if last > first, lines.utf8[lines.ranges[last - 1]].allSatisfy({ $0 <= 0x20 }) { last -= 1 }
    return SourceSpan(firstLine: first, lastLine: last)
  }

  static func text(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map { String(cString: $0) } ?? ""
  }

  // MARK: - Walking

  /// Begins a node; true when its content is not to be walked.
  private mutating func enter(_ node: OpaquePointer) -> Bool {
    let kind = markdown_kind(node)
    if kind == MARKDOWN_TEXT {
      appendText(node)
      return false
    }
    if enterInline(kind, node) { return false }
    if readUpTo > 0, cmark_node_get_start_line(node) > 0, span(of: node).firstLine <= readUpTo,
      kind != MARKDOWN_OTHER, kind != MARKDOWN_LIST, kind != MARKDOWN_ITEM, kind != MARKDOWN_QUOTE
    {
      return true
    }
    switch kind {
    case MARKDOWN_QUOTE:
      // A quotation within an item stands behind what the item says before it.
      flushList()
      flushQuote()
      around.append(openList)
      openList = nil
      quoteDepth += 1
    case MARKDOWN_LIST:
      beginList(node)
    case MARKDOWN_ITEM:
      beginItem(node)
    case MARKDOWN_CODE_BLOCK:
      addCode(node)
    case MARKDOWN_HTML_BLOCK:
      addHTML(node)
    case MARKDOWN_FOOTNOTE:
      footnote = (footnote.number + 1, true)
    case MARKDOWN_PARAGRAPH, MARKDOWN_HEADING:
      builder.removeAll()
      if kind == MARKDOWN_PARAGRAPH, footnote.isOpen {
        builder.append("[\(footnote.number)] ")
        footnote.isOpen = false
      }
    case MARKDOWN_TABLE:
      if table == nil {
        table = MarkdownTable(
          span: span(of: node), columns: Int(cmark_gfm_extensions_get_table_columns(node)))
      }
    case MARKDOWN_ROW:
      var rowSpan = span(of: node)
      let isHeader = cmark_gfm_extensions_get_table_row_is_header(node) != 0
      if isHeader, hasHeader { return true }
      if isHeader, let parent = cmark_node_parent(node) {
        rowSpan = SourceSpan(line: Self.headerLine(of: parent, in: lines, offset: lineOffset) + lineOffset)
      }
      table?.beginRow(span: rowSpan, isHeader: isHeader)
    case MARKDOWN_CELL:
      builder.removeAll()
      isInCell = true
    default:
      break
    }
    return false
  }

  /// Begins an inline node; false when it is a block.
  private mutating func enterInline(_ kind: MarkdownKind, _ node: OpaquePointer) -> Bool {
    switch kind {
    case MARKDOWN_SOFT_BREAK: builder.appendBlank()
    case MARKDOWN_LINE_BREAK: builder.appendBreak()
    case MARKDOWN_CODE:
      builder.open(.code)
      appendText(node)
      builder.close()
    case MARKDOWN_HTML_INLINE:
      addTag(Self.text(cmark_node_get_literal(node)).lowercased())
    case MARKDOWN_EMPHASIS: builder.open(.emphasis)
    case MARKDOWN_STRONG: builder.open(.strong)
    case MARKDOWN_STRIKETHROUGH: openDeletion()
    case MARKDOWN_LINK: builder.open(.link(Self.text(cmark_node_get_url(node))))
    case MARKDOWN_FOOTNOTE_REFERENCE:
      let number = Self.text(cmark_node_get_literal(node))
      builder.open(.link("#fn-" + number))
      builder.append("[\(number)]")
      builder.close()
    case MARKDOWN_IMAGE: break
    default: return false
    }
    return true
  }

  private mutating func leave(_ node: OpaquePointer) {
    switch markdown_kind(node) {
    case MARKDOWN_EMPHASIS, MARKDOWN_STRONG, MARKDOWN_LINK:
      builder.close()
    case MARKDOWN_STRIKETHROUGH: closeDeletion()
    case MARKDOWN_PARAGRAPH: endParagraph(node)
    case MARKDOWN_HEADING: endHeading(node)
    case MARKDOWN_QUOTE:
      flushQuote()
      quoteDepth -= 1
      openList = around.popLast() ?? nil
    case MARKDOWN_ITEM:
      openList?.endItem()
    case MARKDOWN_LIST:
      if openList?.endList() == true, node != unfinished {
        flushList()
        openList = nil
      }
    case MARKDOWN_CELL:
      isInCell = false
      table?.add(builder.takeString())
    case MARKDOWN_TABLE:
      hasHeader = false
      if node != unfinished { endTable() }
    default:
      break
    }
  }

  private mutating func appendText(_ node: OpaquePointer) {
    guard let literal = cmark_node_get_literal(node) else { return }
    builder.append(MarkupBytes.string(literal))
  }

  // MARK: - Paragraphs, headings, quotations

  private mutating func endParagraph(_ node: OpaquePointer) {
    let span = span(of: node)
    let content = builder.take()
    guard span.firstLine > readUpTo, !content.text.isEmpty else { return }
    if span.lastLine > span.firstLine, addWhatLinesMake(span) { return }
    place(content, span)
  }

  /// Puts a paragraph where it belongs: into the item, the quotation or the section that is open.
  mutating func place(_ content: InlineText, _ span: SourceSpan) {
    if openList?.append(content, span) == true { return }
    // What is left of an item behind a block within it.
    flushList()
    if quoteDepth > 0 {
      var quoted = quote ?? Quote(paragraphs: [], span: span, quoted: quoteDepth > 1 ? quoteDepth : nil)
      quoted.paragraphs.append(content)
      quoted.span = quoted.span.union(span)
      quote = quoted
    } else {
      outline.add(.paragraph(Paragraph(content: content, span: span)))
    }
  }

  private mutating func endHeading(_ node: OpaquePointer) {
    let span = span(of: node)
    var content = Self.withoutAttributes(builder.take())
    content.marks.removeAll { $0.kind == .lineBreak }
    guard span.firstLine > readUpTo, !content.text.isEmpty else { return }
    // Within an item or a quotation a heading heads no section of the document.
    if isInItem || quoteDepth > 0 {
      place(content, span)
    } else {
      outline.add(Heading(content: content, level: Int(cmark_node_get_heading_level(node)), span: span))
    }
  }

  /// A heading without `{#anchor}` or `{.class}` at its end.
  private static func withoutAttributes(_ content: InlineText) -> InlineText {
    guard content.text.utf8.last == UInt8(ascii: "}"),
      let open = content.text.utf8.lastIndex(of: UInt8(ascii: "{"))
    else { return content }
    let inside = content.text.utf8[content.text.utf8.index(after: open)...]
    guard let first = inside.first, [0x23, 0x2E, 0x3A, 0x2D].contains(first) else { return content }
    let text = String(content.text[..<open]).trimmingBlanks()
    let count = text.unicodeScalars.count
    let marks = content.marks.compactMap { mark -> InlineMark? in
      let range = mark.range.clamped(to: 0..<count)
      return range.isEmpty ? nil : InlineMark(kind: mark.kind, range: range)
    }
    return InlineText(text, marks: marks)
  }

  mutating func flushQuote() {
    if let quote { outline.add(.quote(quote)) }
    quote = nil
  }

  /// Whether an item is open.
  var isInItem: Bool { openList?.isInItem == true }

  /// Adds a block where it stands: within an item the list ends before it and goes on behind it.
  mutating func add(_ block: Block) {
    if isInItem, case .paragraph(let paragraph) = block { return place(paragraph.content, paragraph.span) }
    flushList()
    flushQuote()
    outline.add(block)
  }

  /// Adds what was read of the open list so far.
  private mutating func flushList() {
    guard let found = openList?.take() else { return }
    flushQuote()
    outline.add(found.list, goesOn: found.goesOn)
  }

  private mutating func addCode(_ node: OpaquePointer) {
    let info = Self.text(cmark_node_get_fence_info(node)).split(separator: " ").first
    let source = SourceLines(Self.text(cmark_node_get_literal(node)))
    let code = (0..<source.count).map { source[line: $0 + 1] }
    guard !code.isEmpty else { return }
    add(.code(CodeBlock(language: info.map(String.init), lines: code, span: codeSpan(of: node))))
  }
}

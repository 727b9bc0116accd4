import BriefingModel
import CCmarkGFM

/// Turns a parsed Markdown document into sections. Walks with the parser's iterator: nothing recurses.
struct MarkdownBlocks {
  let lines: SourceLines
  /// Lines before the first line that the parser saw.
  let lineOffset: Int
  private(set) var outline = MarkupOutline()
  private(set) var notes: [ExtractionNote] = []

  private var builder = MarkupTextBuilder()
  private var quoteDepth = 0
  private var quote: Quote?
  private var list: ItemList?
  /// Items that are open, innermost last, by index in `list`.
  private var items: [Int] = []
  private var listDepth = 0
  /// Tables and code that stand in items: they follow the list.
  private var afterList: [Block] = []
  private var table: MarkdownTable?
  private var footnote: (number: Int, isOpen: Bool) = (0, false)
  /// Last 1-based line that has been read as part of a piece of HTML.
  private var readUpTo = 0
  private var htmlPieces = 0
  /// Up to this line no table ends, as far as has been looked.
  private var noTableEndBefore = 0

  init(lines: SourceLines, lineOffset: Int) {
    self.lines = lines
    self.lineOffset = lineOffset
  }

  /// Reads the whole document.
  mutating func read(_ document: OpaquePointer) {
    guard let iterator = cmark_iter_new(document) else { return }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      if event == CMARK_EVENT_DONE { break }
      guard let node = cmark_iter_get_node(iterator) else { continue }
      if event == CMARK_EVENT_ENTER {
        if enter(node) { cmark_iter_reset(iterator, node, CMARK_EVENT_EXIT) }
      } else {
        leave(node)
      }
    }
    flushQuote()
    addLostFootnotes()
  }

  private func span(of node: OpaquePointer) -> SourceSpan {
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

  private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
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
      quoteDepth += 1
    case MARKDOWN_LIST:
      listDepth += 1
      if listDepth == 1 {
        flushQuote()
        list = ItemList(
          ordered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST, items: [], span: span(of: node))
      }
    case MARKDOWN_ITEM:
      let line = span(of: node).firstLine
      items.append(list?.items.count ?? 0)
      list?.items.append(ListItem(content: "", depth: listDepth - 1, span: SourceSpan(line: line)))
    case MARKDOWN_CODE_BLOCK:
      addCode(node)
    case MARKDOWN_HTML_BLOCK:
      addHTML(node)
    case MARKDOWN_FOOTNOTE:
      footnote = (footnote.number + 1, true)
    case MARKDOWN_PARAGRAPH, MARKDOWN_HEADING:
      builder = MarkupTextBuilder()
      if kind == MARKDOWN_PARAGRAPH, footnote.isOpen {
        builder.append("[\(footnote.number)] ")
        footnote.isOpen = false
      }
    case MARKDOWN_TABLE:
      table = MarkdownTable(span: span(of: node), columns: Int(cmark_gfm_extensions_get_table_columns(node)))
    case MARKDOWN_ROW:
      var rowSpan = span(of: node)
      let isHeader = cmark_gfm_extensions_get_table_row_is_header(node) != 0
      if isHeader, let parent = cmark_node_parent(node) {
        rowSpan = SourceSpan(line: Self.headerLine(of: parent, in: lines, offset: lineOffset) + lineOffset)
      }
      table?.beginRow(span: rowSpan, isHeader: isHeader)
    case MARKDOWN_CELL:
      builder = MarkupTextBuilder()
    default:
      break
    }
    return false
  }

  /// Begins an inline node; false when it is a block.
  private mutating func enterInline(_ kind: MarkdownKind, _ node: OpaquePointer) -> Bool {
    switch kind {
    case MARKDOWN_SOFT_BREAK, MARKDOWN_LINE_BREAK:
      builder.appendBlank()
    case MARKDOWN_CODE:
      builder.open(.code)
      builder.append(Self.text(cmark_node_get_literal(node)))
      builder.close()
    case MARKDOWN_HTML_INLINE:
      let tag = Self.text(cmark_node_get_literal(node)).lowercased()
      if tag.hasPrefix("<br") { builder.appendBlank() }
    case MARKDOWN_EMPHASIS: builder.open(.emphasis)
    case MARKDOWN_STRONG: builder.open(.strong)
    case MARKDOWN_STRIKETHROUGH: builder.open(.strikethrough)
    case MARKDOWN_LINK: builder.open(.link(Self.text(cmark_node_get_url(node))))
    case MARKDOWN_FOOTNOTE_REFERENCE:
      builder.append("[\(Self.text(cmark_node_get_literal(node)))]")
    case MARKDOWN_IMAGE: break
    default: return false
    }
    return true
  }

  private mutating func leave(_ node: OpaquePointer) {
    switch markdown_kind(node) {
    case MARKDOWN_EMPHASIS, MARKDOWN_STRONG, MARKDOWN_STRIKETHROUGH, MARKDOWN_LINK:
      builder.close()
    case MARKDOWN_PARAGRAPH: endParagraph(node)
    case MARKDOWN_HEADING: endHeading(node)
    case MARKDOWN_QUOTE:
      quoteDepth -= 1
      if quoteDepth == 0 { flushQuote() }
    case MARKDOWN_ITEM:
      if !items.isEmpty { items.removeLast() }
    case MARKDOWN_LIST:
      listDepth -= 1
      if listDepth == 0 { endList() }
    case MARKDOWN_CELL:
      table?.add(builder.takeString())
    case MARKDOWN_TABLE:
      endTable()
    default:
      break
    }
  }

  private mutating func appendText(_ node: OpaquePointer) {
    guard let literal = cmark_node_get_literal(node) else { return }
    var count = 0
    while literal[count] != 0 { count += 1 }
    literal.withMemoryRebound(to: UInt8.self, capacity: count) {
      builder.append(UnsafeBufferPointer(start: $0, count: count))
    }
  }

  // MARK: - Paragraphs, headings, quotations

  private mutating func endParagraph(_ node: OpaquePointer) {
    let span = span(of: node)
    let content = builder.take()
    guard span.firstLine > readUpTo, !content.text.isEmpty else { return }
    if addRecoveredTable(span) { return }
    place(content, span)
  }

  /// Puts a paragraph where it belongs: into the item, the quotation or the section that is open.
  private mutating func place(_ content: InlineText, _ span: SourceSpan) {
    if let item = items.last, list != nil {
      list?.items[item].append(content, span)
    } else if quoteDepth > 0 {
      var quoted = quote ?? Quote(paragraphs: [], span: span)
      quoted.paragraphs.append(content)
      quoted.span = quoted.span.union(span)
      quote = quoted
    } else {
      outline.add(.paragraph(Paragraph(content: content, span: span)))
    }
  }

  private mutating func endHeading(_ node: OpaquePointer) {
    let span = span(of: node)
    let content = Self.withoutAttributes(builder.take())
    guard span.firstLine > readUpTo, !content.text.isEmpty else { return }
    // Within an item or a quotation a heading heads no section of the document.
    if !items.isEmpty || quoteDepth > 0 {
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

  private mutating func flushQuote() {
    if let quote { outline.add(.quote(quote)) }
    quote = nil
  }

  /// Adds a block; within a list it waits for the list's end.
  private mutating func add(_ block: Block) {
    if listDepth > 0 {
      afterList.append(block)
    } else {
      flushQuote()
      outline.add(block)
    }
  }

  private mutating func endList() {
    if var list {
      list.items.removeAll { $0.text.isEmpty }
      for place in list.items.indices {
        list.items[place].label = ListLabel.label(of: list.items[place].text)
      }
      if let first = list.items.first {
        list.span = list.items.reduce(first.span) { $0.union($1.span) }
        outline.add(.list(list))
      }
    }
    list = nil
    items = []
    for block in afterList { outline.add(block) }
    afterList = []
  }

  private mutating func addCode(_ node: OpaquePointer) {
    let info = Self.text(cmark_node_get_fence_info(node)).split(separator: " ").first
    let source = SourceLines(Self.text(cmark_node_get_literal(node)))
    let code = (0..<source.count).map { source[line: $0 + 1] }
    guard !code.isEmpty else { return }
    add(.code(CodeBlock(language: info.map(String.init), lines: code, span: span(of: node))))
  }

  // MARK: - Tables

  private mutating func endTable() {
    guard let found = table else { return }
    table = nil
    guard found.span.firstLine > readUpTo else { return }
    let finished = found.finished(lines: lines, quoteDepth: quoteDepth)
    notes += finished.notes
    add(.table(finished.table))
    for (text, span) in finished.rest { place(InlineMarkup.read(text), span) }
  }

  /// Makes a table of a paragraph's lines with pipes where GFM made none. The lines around it stay
  /// paragraphs.
  private mutating func addRecoveredTable(_ span: SourceSpan) -> Bool {
    guard span.lastLine > span.firstLine, span.lastLine <= lines.count else { return false }
    let rows = (span.firstLine...span.lastLine).map {
      MarkdownPipeRows.content(lines.utf8[lines.ranges[$0 - 1]], quoteDepth: quoteDepth)
    }
    guard let found = MarkdownPipeRows.recover(rows) else { return false }
    func paragraph(_ range: Range<Int>) {
      guard !range.isEmpty else { return }
      var text = MarkupTextBuilder()
      for row in range {
        rows[row].withUnsafeBufferPointer { text.append($0) }
        text.appendBlank()
      }
      place(
        InlineMarkup.read(text.takeString()),
        SourceSpan(
          firstLine: span.firstLine + range.lowerBound,
          lastLine: span.firstLine + range.upperBound - 1))
    }
    paragraph(0..<found.lines.lowerBound)
    let whole = SourceSpan(
      firstLine: span.firstLine + found.lines.lowerBound,
      lastLine: span.firstLine + found.lines.upperBound - 1)
    add(
      .table(
        Table(
          id: "", form: .pipe, header: found.header, rows: found.rows,
          headerSpan: found.header.isEmpty ? nil : SourceSpan(line: whole.firstLine),
          rowSpans: found.rowLines.map { SourceSpan(line: span.firstLine + $0) }, raw: lines.text(whole),
          span: whole)))
    for row in found.ragged.prefix(20) {
      notes.append(
        ExtractionNote(
          kind: .raggedRow, message: "This row has another number of cells than its table.",
          span: SourceSpan(line: span.firstLine + row)))
    }
    paragraph(found.lines.upperBound..<rows.count)
    return true
  }

  // MARK: - HTML and footnotes

  private mutating func addHTML(_ node: OpaquePointer) {
    var place = span(of: node)
    var source = Array(Self.text(cmark_node_get_literal(node)).utf8)
    htmlPieces += 1
    // A comment or a lone tag says nothing; and pieces by the thousand are no article.
    guard htmlPieces <= 4_000 else {
      var text = MarkupTextBuilder()
      source.withUnsafeBufferPointer { text.append($0) }
      return self.place(InlineText(text.takeString()), place)
    }
    // An empty line ends a piece of HTML for Markdown, not for a table.
    let text = String(decoding: source, as: UTF8.self).lowercased()
    if source.count < 4_000, text.contains("<table"), !text.contains("</table"), quoteDepth == 0,
      listDepth == 0, let end = tableEnd(after: place.lastLine)
    {
      place = SourceSpan(firstLine: place.firstLine, lastLine: end)
      source = Array(lines.text(place).utf8)
      readUpTo = end
    }
    let piece = HTMLReader.sections(of: SourceLines(utf8: source))
    for section in piece.sections {
      if var heading = section.heading {
        heading.span = heading.span.shifted(by: place.firstLine - 1, limit: lines.count)
        if listDepth == 0 {
          flushQuote()
          outline.add(heading)
        }
      }
      for block in section.blocks {
        add(block.shifted(by: place.firstLine - 1, limit: lines.count))
      }
    }
  }

  private mutating func tableEnd(after line: Int) -> Int? {
    guard line >= noTableEndBefore else { return nil }
    for number in line..<min(lines.count, line + 2_000) {
      let bytes = lines.utf8[lines.ranges[number]].prefix(4_000).map { $0 | 0x20 }
      if bytes.firstRange(of: Array("</table".utf8)) != nil { return number + 1 }
    }
    noTableEndBefore = line + 2_000
    return nil
  }

  /// The parser drops footnotes that nothing refers to; they are shown all the same.
  private mutating func addLostFootnotes() {
    let hasFootnotes = lines.utf8.withUnsafeBufferPointer { bytes in
      var index = 1
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "^"), bytes[index - 1] == UInt8(ascii: "[") { return true }
        index += 1
      }
      return false
    }
    guard hasFootnotes else { return }
    let shown = Set(
      outline.sections.flatMap(\.blocks).flatMap { Array($0.span.firstLine...$0.span.lastLine).prefix(400) })
    for number in lineOffset..<lines.count where !shown.contains(number + 1) {
      let line = lines.utf8[lines.ranges[number]]
      guard line.starts(with: Array("[^".utf8)), let close = line.firstRange(of: Array("]:".utf8))
      else { continue }
      let label = String(decoding: line[(line.startIndex + 2)..<close.lowerBound], as: UTF8.self)
      let text = String(decoding: line[close.upperBound...], as: UTF8.self).trimmingBlanks()
      guard !text.isEmpty else { continue }
      outline.add(
        .paragraph(
          Paragraph(content: InlineMarkup.read("[\(label)] \(text)"), span: SourceSpan(line: number + 1))))
    }
  }
}

import BriefingModel
import CCmarkGFM

/// Reads Markdown (CommonMark with GFM's tables, strikethrough and footnotes) into a briefing.
enum MarkdownReader {
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  /// Reads decoded lines. Never fails; what would take the parser too long is read as plain text,
  /// with a note.
  static func read(_ lines: SourceLines, path: String) -> Briefing {
    if let objection = MarkdownGuard.objection(to: lines) {
      var briefing = PlainTextReader.read(lines, path: path)
      briefing.format = .markdown
      briefing.notes.append(
        ExtractionNote(
          kind: .truncated, message: objection.reason, span: SourceSpan(line: objection.line)))
      return briefing
    }
    let front = MarkdownFrontMatter(lines)
    let dressing = MarkdownDressing(lines, from: front.lineCount)
    var blocks = MarkdownBlocks(lines: lines, text: dressing.text, lineOffset: front.lineCount)
    parse(dressing.text, from: front.lineCount) { blocks.read($0) }
    var briefing = Briefing(
      path: path, format: .markdown, title: front.title,
      titleSpan: front.titleSpan, date: front.date,
      dateSpan: front.date == nil ? nil : front.dateSpan,
      source: front.source,
      sections: MarkupBoldHeadings.promoted(blocks.outline.sections),
      notes: front.notes + dressing.notes + blocks.notes,
      lineCount: lines.count)
    MarkdownTitle.apply(to: &briefing)
    if briefing.date == nil, front.dateSpan == nil { findDate(&briefing) }
    return briefing
  }

  /// Parses the lines from the 0-based `first` on and gives the document to `body`.
  private static func parse(
    _ lines: SourceLines, from first: Int, _ body: (OpaquePointer) -> Void
  ) {
    _ = registered
    guard first < lines.count else { return }
    let start = lines.ranges[first].lowerBound
    lines.utf8.withUnsafeBytes { raw in
      let text = UnsafeRawBufferPointer(rebasing: raw[start...])
      guard let base = text.bindMemory(to: CChar.self).baseAddress,
        let document = markdown_parse(base, text.count)
      else { return }
      body(document)
      cmark_node_free(document)
    }
  }

  /// A dateline among the first short paragraphs.
  private static func findDate(_ briefing: inout Briefing) {
    for paragraph in briefing.blocks.prefix(4) {
      guard case .paragraph(let paragraph) = paragraph else { continue }
      guard !HTMLMetadata.isSentence(paragraph.text), let found = DateReader.dateline(paragraph.text)
      else { continue }
      switch found.reading {
      case .day(let day):
        briefing.date = day
        briefing.dateSpan = paragraph.span
      case .ambiguous:
        briefing.notes.append(
          ExtractionNote(
            kind: .ambiguousDate, message: "Day and month cannot be told apart: \(paragraph.text)",
            span: paragraph.span))
      }
      return
    }
  }
}

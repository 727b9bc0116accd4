import BriefingModel
import CCmarkGFM

/// Reads Markdown (CommonMark with GFM's tables, strikethrough and footnotes) into a briefing.
enum MarkdownReader {
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

  /// Reads decoded lines. Never fails; what would take the parser too long is read as plain text,
  /// with a note.
  static func read(
    _ lines: SourceLines, path: String, sliceSize: Int = MarkdownSlices.size
  ) -> Briefing {
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
    let text = dressing.text
    let whole = MarkdownBlocks(lines: lines, text: text, frontCount: front.lineCount)
    var blocks = whole
    if !parse(text, MarkdownSlices(text, from: front.lineCount, size: sliceSize).slices, into: &blocks) {
      blocks = whole
      _ = parse(text, [.init(lines: front.lineCount..<text.count, beginning: .block)], into: &blocks)
    }
    blocks.finish()
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

  /// Parses the slices of a text one after the other; false where they do not fit together.
  private static func parse(
    _ text: SourceLines, _ slices: [MarkdownSlices.Slice], into blocks: inout MarkdownBlocks
  ) -> Bool {
    _ = registered
    for (place, slice) in slices.enumerated() {
      let next = place + 1 < slices.count ? slices[place + 1].beginning : .block
      let range =
        text.ranges[slice.lines.lowerBound]
        .lowerBound..<(slice.lines.upperBound < text.count
        ? text.ranges[slice.lines.upperBound].lowerBound : text.utf8.count)
      let fits: Bool
      if case .row(let header) = slice.beginning {
        // The parser needs the header of a table to see its rows.
        var bytes: [UInt8] = []
        for line in [header, header + 1] { bytes += text.utf8[text.ranges[line]] + [0x0A] }
        bytes += text.utf8[range]
        fits = bytes.withUnsafeBufferPointer {
          parse($0, slice, next, slice.lines.lowerBound - 2, into: &blocks)
        }
      } else {
        fits = text.utf8.withUnsafeBufferPointer {
          parse(
            UnsafeBufferPointer(rebasing: $0[range]), slice, next, slice.lines.lowerBound, into: &blocks)
        }
      }
      if !fits { return false }
    }
    return true
  }

  private static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, _ slice: MarkdownSlices.Slice, _ next: MarkdownSlices.Beginning,
    _ lineOffset: Int, into blocks: inout MarkdownBlocks
  ) -> Bool {
    bytes.withMemoryRebound(to: CChar.self) { text in
      guard let base = text.baseAddress, let pool = markdown_pool_parse(base, text.count) else { return true }
      defer { markdown_pool_release(pool) }
      guard let document = pool.pointee.document else { return true }
      return blocks.read(document, lineOffset: lineOffset, beginning: slice.beginning, next: next)
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

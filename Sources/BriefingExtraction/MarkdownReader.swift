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
    var blocks = MarkdownBlocks(lines: lines, lineOffset: front.lineCount)
    parse(lines, from: front.lineCount) { blocks.read($0) }
    var briefing = Briefing(
      path: path, format: .markdown, title: front.title,
      titleSpan: front.titleLine.map(SourceSpan.init(line:)), date: front.date,
      dateSpan: front.date == nil ? nil : front.dateLine.map(SourceSpan.init(line:)),
      source: front.source, sections: blocks.outline.sections, notes: front.notes + blocks.notes,
      lineCount: lines.count)
    MarkdownTitle.apply(to: &briefing)
    if briefing.date == nil, front.dateLine == nil { findDate(&briefing) }
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

/// Finds which heading of a Markdown document is its title.
enum MarkdownTitle {
  /// Names of sections: no document is called so.
  private static let sectionNames: Set<String> = [
    "summary", "introduction", "overview", "abstract", "background", "contents", "table of contents",
    "executive summary", "preface", "resumen", "introducción", "résumé",
  ]

  /// Takes the title out of the sections: the first heading where it is an `h1`, or where all others
  /// are below it; a heading that repeats the title of the front matter.
  static func apply(to briefing: inout Briefing) {
    let headings = briefing.headings
    guard let first = headings.first else { return }
    if let title = briefing.title {
      guard HTMLMetadata.isSame(first.text, title) else { return }
      briefing.notes.append(
        ExtractionNote(kind: .repeatedTitle, message: "The title is repeated here.", span: first.span))
      remove(first, from: &briefing)
      return
    }
    let others = headings.dropFirst()
    let isOutermost = others.allSatisfy { $0.level > first.level }
    let isAlone = others.isEmpty && first.level > 1
    guard first.level == 1 || isOutermost, !isAlone else { return }
    if sectionNames.contains(first.text.lowercased()), others.contains(where: { $0.level <= first.level }) {
      return
    }
    // Below an outermost heading that is no h1 text may stand before it only as furniture.
    if first.level > 1, let head = briefing.sections.first, head.heading == nil, !head.blocks.isEmpty {
      return
    }
    let parted = TitleReader.part(first.text)
    briefing.title = parted.title
    briefing.titleSpan = first.span
    if briefing.source == nil { briefing.source = parted.source }
    remove(first, from: &briefing)
  }

  /// Takes a heading away; its blocks follow those before it.
  private static func remove(_ heading: Heading, from briefing: inout Briefing) {
    guard let place = briefing.sections.firstIndex(where: { $0.heading == heading }) else { return }
    if place > 0 {
      briefing.sections[place - 1].blocks += briefing.sections[place].blocks
      briefing.sections.remove(at: place)
    } else {
      briefing.sections[0].heading = nil
      if briefing.sections[0].blocks.isEmpty { briefing.sections.removeFirst() }
    }
  }
}

import BriefingModel

/// Compares what a generated document says with what was read from it.
struct GeneratedComparison {
  private var faults: [String] = []
  private let document: GeneratedDocument
  private let briefing: Briefing

  /// The differences, and what is wrong with the places of the briefing.
  static func faults(in opened: OpenedBriefing, of document: GeneratedDocument) -> [String] {
    var comparison = GeneratedComparison(document: document, briefing: opened.briefing)
    comparison.compare()
    return comparison.faults + ProvenanceFaults.find(in: opened)
  }

  private init(document: GeneratedDocument, briefing: Briefing) {
    self.document = document
    self.briefing = briefing
  }

  private mutating func expect<Value: Equatable>(_ found: Value, _ wanted: Value, _ what: String) {
    if found != wanted { faults.append("\(what): \(found) for \(wanted)") }
  }

  private mutating func compare() {
    expect(briefing.title, document.content.title.plain, "title")
    // A page says its title twice.
    if document.format != .html { expect(briefing.titleSpan, document.titleSpan, "place of the title") }
    expect(briefing.lineCount, document.lineCount, "lines")
    var found = pieces()[...]
    for written in document.written {
      if case .list(let intro, _, _) = written.piece {
        guard case .block(.paragraph(let paragraph))? = found.popFirst() else {
          return faults.append("no introduction before the list at \(written.span)")
        }
        expect(paragraph.text, intro.plain, "introduction")
      }
      guard let next = found.popFirst() else { return faults.append("nothing for \(written.span)") }
      compare(next, written)
      if faults.count > 3 { return }
    }
    expect(found.count, 0, "pieces that nobody wrote")
    for line in document.furniture where document.format == .text {
      let isNoted = briefing.notes.contains { $0.kind == .furniture && $0.span == line }
      expect(isNoted, true, "note of the furniture at \(line)")
    }
  }

  private enum Piece {
    case heading(Heading)
    case block(Block)
  }

  /// Headings and blocks in reading order.
  private func pieces() -> [Piece] {
    briefing.sections.flatMap { section in
      (section.heading.map { [.heading($0)] } ?? []) + section.blocks.map { .block($0) }
    }
  }

  private mutating func compare(_ found: Piece, _ written: GeneratedDocument.Written) {
    switch (found, written.piece) {
    case (.heading(let heading), .heading(let text, let level)):
      expect(heading.text, text.plain, "heading")
      // The levels of plain text are judged together.
      if document.format != .text { expect(heading.level, level, "level of \(text.plain)") }
      expect(heading.span, written.span, "place of \(text.plain)")
    case (.block(.paragraph(let paragraph)), .paragraph(let text)):
      expect(paragraph.text, text.plain, "paragraph")
      expect(paragraph.span, written.span, "place of the paragraph")
      compare(paragraph.content, text)
    case (.block(.quote(let quote)), .quote(let text)):
      expect(quote.paragraphs.map(\.text), [text.plain], "quotation")
      expect(quote.span, written.span, "place of the quotation")
    case (.block(.code(let code)), .code(let lines)):
      expect(code.lines, lines, "code")
      expect(code.span, written.span, "place of the code")
    case (.block(.list(let list)), .list(let intro, let isOrdered, let items)):
      expect(list.intro, intro.plain, "introduction of the list")
      expect(list.ordered, isOrdered, "numbers of the list")
      expect(list.items.map(\.text), items.map(\.text.plain), "items")
      expect(list.items.map(\.depth), items.map(\.depth), "depths")
      expect(list.items.map(\.span), written.parts, "places of the items")
      expect(list.span, written.span, "place of the list")
      for (item, wanted) in zip(list.items, items) { compare(item.content, wanted.text) }
    case (.block(.table(let table)), .table(let header, let rows)):
      compare(table, header, rows, written)
    default:
      faults.append("\(found) where \(written.piece) was written")
    }
  }

  private mutating func compare(
    _ table: Table, _ header: [String], _ rows: [[String]], _ written: GeneratedDocument.Written
  ) {
    expect(table.confidence, .certain, "confidence of the table")
    if let form = written.form { expect(table.form, form, "form of the table") }
    expect([table.header] + table.rows, [header] + rows, "cells")
    expect([table.headerSpan].compactMap(\.self) + table.rowSpans, written.parts, "places of the rows")
    expect(table.span, written.span, "place of the table")
  }

  /// The marks that a reader tells apart stand on the very runs that were marked.
  private mutating func compare(_ content: InlineText, _ wanted: GeneratedContent.Text) {
    let scalars = Array(content.text.unicodeScalars)
    let found = content.marks.map { mark in
      "\(Self.name(mark.kind)) \(String(String.UnicodeScalarView(scalars[mark.range.clamped(to: 0..<scalars.count)])))"
    }
    let marked = wanted.runs.compactMap { run in Self.name(run.mark).map { "\($0) \(run.text)" } }
    expect(found, marked, "marks")
  }

  private static func name(_ kind: InlineMarkKind) -> String {
    switch kind {
    case .emphasis: "emphasis"
    case .strong: "strong"
    case .code: "code"
    case .strikethrough: "strikethrough"
    case .lineBreak: "line"
    case .link: "link"
    }
  }

  private static func name(_ mark: GeneratedContent.Run.Mark) -> String? {
    switch mark {
    case .none, .entity, .escape: nil
    case .emphasis: "emphasis"
    case .strong: "strong"
    case .code: "code"
    case .link: "link"
    }
  }
}

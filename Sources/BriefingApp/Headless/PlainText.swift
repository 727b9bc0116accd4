internal import BriefingBrowser
internal import BriefingModel
internal import TerminalScreen

/// Writes briefings as plain lines: what a printer, a pager or a screen reader takes.
struct PlainText {
  private let context: HeadlessContext
  private let measure: Int
  /// What each line begins with: the signs of the quotations that it stands in.
  private let prefix: String

  init(_ context: HeadlessContext, quoted: Int = 0) {
    self.context = context
    prefix = String(repeating: "> ", count: quoted)
    measure = max(20, min(context.width, context.measure) - prefix.utf8.count)
  }

  private func line(_ text: String = "") throws(OutputFault) {
    try context.output.line(text.isEmpty && !prefix.isEmpty ? String(prefix.dropLast()) : prefix + text)
  }

  private var bullet: String { context.ascii ? "- " : "• " }

  /// A briefing: its title and origin, its blocks, what it assesses, what was repaired.
  func write(_ briefing: Briefing) throws(OutputFault) {
    let output = context.output
    try write(InlineText(briefing.displayTitle))
    var origin = [briefing.path]
    if let date = briefing.date { origin.append(date) }
    if let source = briefing.source { origin.append(source) }
    try write(InlineText(origin.joined(separator: context.ascii ? " - " : " · ")))
    for section in briefing.sections {
      if let heading = section.heading {
        let level = max(1, min(6, heading.level))
        try output.line()
        try write(
          heading.content.showingDeletions.behind(String(repeating: "#", count: level) + " "),
          hanging: level + 1)
      }
      for (place, block) in section.blocks.enumerated() {
        try output.line()
        try write(block, after: place > 0 ? section.blocks[place - 1] : nil)
      }
    }
    try write(briefing.assessments)
    if !briefing.notes.isEmpty {
      try output.line()
      try output.line("Notes")
      for note in briefing.notes {
        let place = "line \(note.span.firstLine): "
        try write(InlineText(place + note.message), indent: 2, hanging: 2 + place.utf8.count)
      }
    }
  }

  private func write(_ assessments: [Assessment]) throws(OutputFault) {
    guard !assessments.isEmpty else { return }
    try context.output.line()
    try write(InlineText("Benefits (+), risks (-), mitigations (=); ~ inferred from a sentence"))
    for assessment in assessments {
      let sign = assessment.kind.sign + (assessment.isStated ? "  " : "~ ")
      var text = sign + assessment.text
      if let label = assessment.label, !assessment.text.hasPrefix(label) {
        text = sign + label + ": " + assessment.text
      }
      text += " [line \(assessment.span.firstLine)]"
      try write(InlineText(text), indent: 2, hanging: 5)
    }
  }

  private func write(_ block: Block, after previous: Block?) throws(OutputFault) {
    let quoted = min(4, block.quoteDepth)
    if quoted > 0, prefix.isEmpty {
      return try PlainText(context, quoted: quoted).write(block, after: previous)
    }
    switch block {
    case .paragraph(let paragraph):
      try write(paragraph.content.showingDeletions)
    case .list(let list):
      if let intro = list.intro(after: previous) { try write(InlineText(intro)) }
      for item in list.items {
        let marker = item.marker.map { $0 + " " } ?? bullet
        let indent = min(2 + 2 * max(0, item.depth), measure / 2)
        try write(
          item.content.showingDeletions.behind(marker), indent: indent,
          hanging: indent + min(9, marker.unicodeScalars.count))
      }
    case .table(let table):
      try write(table, indent: 2)
    case .quote(let quote):
      for (place, paragraph) in quote.paragraphs.enumerated() {
        if place > 0 { try line() }
        try write(paragraph.showingDeletions)
      }
    case .code(let code):
      for text in code.lines { try line("    " + PrintableText.make(text)) }
    }
  }

  /// A table within the width; its raw lines where its cells are uncertain.
  func write(_ table: Table, indent: Int) throws(OutputFault) {
    let margin = String(repeating: " ", count: indent)
    if let caption = table.caption { try write(InlineText(caption), indent: indent, hanging: indent) }
    if table.canBeReread {
      let lines =
        table.span.firstLine == table.span.lastLine
        ? "line \(table.span.firstLine)" : "lines \(table.span.firstLine)-\(table.span.lastLine)"
      let remark = "\(table.trustSign) \(lines): \(table.trustWords)"
      try write(InlineText(remark), indent: indent, hanging: indent + 2)
    }
    if table.rows.isEmpty, table.confidence == .uncertain {
      let source = SourceLines(table.raw)
      for number in 0..<source.count {
        for wrapped in TextWrap.wrap(
          source[line: number + 1], width: measure - indent - 2, keepingBlanks: true)
        {
          try line(margin + "| " + wrapped.plainText)
        }
      }
      return
    }
    var options = TableLayout.Options()
    if context.ascii { options.rule = "-" }
    let layout = TableLayout(
      table, view: .fit, width: context.width - indent - prefix.utf8.count, options: options)
    for header in layout.headerLines { try line(margin + header.plainText) }
    for row in 0..<layout.rowCount {
      let lines = layout.lines(row: row)
      if layout.view == .card, row > 0 { try line() }
      for text in lines.map(\.plainText) {
        try line(text.isEmpty ? "" : margin + text)
      }
    }
  }

  /// Wrapped text.
  func write(_ text: InlineText, indent: Int = 0, hanging: Int = 0) throws(OutputFault) {
    for wrapped in TextWrap.wrap(text, width: measure, indent: indent, hanging: hanging) {
      try line(wrapped.plainText)
    }
  }
}

extension InlineText {
  /// The text with something before it.
  fileprivate func behind(_ start: String) -> InlineText {
    let shift = start.unicodeScalars.count
    return InlineText(
      start + text,
      marks: marks.map {
        InlineMark(kind: $0.kind, range: ($0.range.lowerBound + shift)..<($0.range.upperBound + shift))
      })
  }
}

extension ItemList {
  /// The introduction, unless it is the end of the paragraph before the list.
  func intro(after block: Block?) -> String? {
    guard let intro, case .paragraph(let paragraph) = block else { return intro }
    return paragraph.text.utf8.reversed().starts(with: intro.utf8.reversed()) ? nil : intro
  }
}

import BriefingModel

/// The sections of a marked-up document as they are found, block by block.
struct MarkupOutline {
  private(set) var sections: [Section] = []
  private var tableCount = 0
  /// Quotations around what is added: what stands in one must not read as the author's own words.
  var quoteDepth = 0

  mutating func add(_ heading: Heading) {
    sections.append(Section(heading: heading))
  }

  /// Adds a list; one that goes on behind a block within it has been introduced.
  mutating func add(_ list: ItemList, goesOn: Bool) {
    if goesOn, !sections.isEmpty {
      var list = list
      if quoteDepth > 0 { list.quoted = quoteDepth }
      sections[sections.count - 1].blocks.append(.list(list))
    } else {
      add(.list(list))
    }
  }

  /// Adds a block to the section that is open. Tables are numbered, and a list takes the paragraph
  /// that introduces it.
  mutating func add(_ block: Block) {
    if sections.isEmpty { sections.append(Section()) }
    let place = sections.count - 1
    switch block {
    case .table(var table):
      tableCount += 1
      table.id = "t\(tableCount)"
      if quoteDepth > 0 { table.quoted = quoteDepth }
      sections[place].blocks.append(.table(table))
    case .list(var list):
      if case .paragraph(let paragraph)? = sections[place].blocks.last, Self.introduces(paragraph) {
        list.intro = paragraph.text
      }
      if quoteDepth > 0 { list.quoted = quoteDepth }
      sections[place].blocks.append(.list(list))
    case .code(var code):
      if quoteDepth > 0 { code.quoted = quoteDepth }
      sections[place].blocks.append(.code(code))
    case .paragraph, .quote:
      sections[place].blocks.append(block)
    }
  }

  /// Whether a paragraph introduces the list below it: it ends in a colon, or is a few words in bold.
  private static func introduces(_ paragraph: Paragraph) -> Bool {
    if paragraph.text.endsInColon { return true }
    guard paragraph.text.utf8.count <= 80, let mark = paragraph.content.marks.first, mark.kind == .strong
    else { return false }
    return mark.range == 0..<paragraph.text.unicodeScalars.count && paragraph.text.utf8.last != 0x2E
  }
}

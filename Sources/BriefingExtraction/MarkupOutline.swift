import BriefingModel

/// The sections of a marked-up document as they are found, block by block.
struct MarkupOutline {
  private(set) var sections: [Section] = []
  private var tableCount = 0

  mutating func add(_ heading: Heading) {
    sections.append(Section(heading: heading))
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
      sections[place].blocks.append(.table(table))
    case .list(var list):
      if case .paragraph(let paragraph)? = sections[place].blocks.last, Self.introduces(paragraph) {
        list.intro = paragraph.text
      }
      sections[place].blocks.append(.list(list))
    default:
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

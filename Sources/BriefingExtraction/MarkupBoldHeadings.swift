import BriefingModel

/// Headings that a page or a text writes as short paragraphs in bold, because it has no others.
enum MarkupBoldHeadings {
  /// The sections with such paragraphs made headings. Only where the document has no heading besides its
  /// title, and two such paragraphs or more, each with text, a list or a table below it.
  static func promoted(_ sections: [Section]) -> [Section] {
    var titles = 0
    for section in sections {
      guard let heading = section.heading else { continue }
      titles += 1
      if titles > 1 || heading.level != 1 || sections.first?.blocks.isEmpty == false { return sections }
    }
    var count = 0
    for section in sections {
      for place in section.blocks.indices where heading(section.blocks, at: place) != nil { count += 1 }
    }
    guard count >= 2 else { return sections }
    var result: [Section] = []
    for section in sections {
      result.append(Section(heading: section.heading))
      for place in section.blocks.indices {
        if let heading = heading(section.blocks, at: place) {
          if result[result.count - 1].heading == nil, result[result.count - 1].blocks.isEmpty {
            result.removeLast()
          }
          result.append(Section(heading: heading))
        } else {
          result[result.count - 1].blocks.append(section.blocks[place])
        }
      }
    }
    return result
  }

  /// The heading that the block at `place` is: at most twelve words, all of them bold, no sentence, and
  /// no introduction to what follows.
  private static func heading(_ blocks: [Block], at place: Int) -> Heading? {
    guard case .paragraph(let paragraph) = blocks[place], place + 1 < blocks.count else { return nil }
    let text = paragraph.text
    guard text.utf8.count <= 120, let mark = paragraph.content.marks.first(where: { $0.kind == .strong }),
      mark.range == 0..<text.unicodeScalars.count, text.utf8.count(where: { $0 == 0x20 }) < 12,
      let last = text.unicodeScalars.last, !".:;,…。：；".unicodeScalars.contains(last),
      text.unicodeScalars.contains(where: Letters.isLetter)
    else { return nil }
    if case .paragraph(let next) = blocks[place + 1] {
      // Two in a row are lines of one thing: an address, a byline.
      let isBold = next.content.marks.contains {
        $0.kind == .strong && $0.range == 0..<next.text.unicodeScalars.count
      }
      if isBold || next.text.utf8.count < 40 { return nil }
    }
    let marks = paragraph.content.marks.filter { $0.kind != .strong }
    return Heading(content: InlineText(text, marks: marks), level: 2, span: paragraph.span)
  }
}

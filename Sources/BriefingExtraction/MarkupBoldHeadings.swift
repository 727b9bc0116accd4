import BriefingModel

/// Headings that a page or a text writes as short paragraphs in bold, because it has no others.
enum MarkupBoldHeadings {
  /// The sections with such paragraphs made headings. Only where the document has no heading besides its
  /// title, and two such paragraphs or more, each with text, a list or a table below it, or one between
  /// paragraphs.
  static func promoted(_ sections: [Section]) -> [Section] {
    var titles = 0
    for section in sections {
      guard let heading = section.heading else { continue }
      titles += 1
      if titles > 1 || heading.level != 1 { return sections }
    }
    if let first = sections.first, first.heading == nil, titles > 0, !first.blocks.isEmpty { return sections }
    var count = 0
    for section in sections {
      for place in section.blocks.indices where heading(section.blocks, at: place) != nil { count += 1 }
    }
    guard count >= 2 || count == 1 && isSoleHeading(sections) else { return sections }
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

  /// Whether the one such paragraph there is heads what follows: a few words between two paragraphs of prose.
  private static func isSoleHeading(_ sections: [Section]) -> Bool {
    for section in sections {
      for place in section.blocks.indices.dropFirst() {
        guard let heading = heading(section.blocks, at: place) else { continue }
        guard case .paragraph(let before) = section.blocks[place - 1],
          case .paragraph(let after) = section.blocks[place + 1]
        else { return false }
        return heading.text.utf8.count(where: { $0 == 0x20 }) < 6 && before.text.utf8.count >= 80
          && after.text.utf8.count >= 80
      }
    }
    return false
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

import BriefingModel

/// Gives unmarked headings their levels.
enum HeadingLevels {
  /// A heading directly under another is deeper, and so is one whose subject the section above it has
  /// announced in its own text; every other stands on the level of the first.
  static func assign(to sections: inout [Section]) {
    let numberings = sections.map { $0.heading.flatMap { HeadingNumbering($0.text) } }
    let unmarked = sections.indices.filter { sections[$0].heading?.level == 0 }
    if unmarked.count(where: { numberings[$0] != nil }) >= 2 {
      assignNumbered(unmarked, numberings, to: &sections)
      return
    }
    var parent: Int?
    for index in sections.indices {
      guard let heading = sections[index].heading else { continue }
      // Marked levels (`##`) stay.
      if heading.level > 0 {
        parent = index
        continue
      }
      var level = 1
      if let parent {
        let above = sections[parent]
        if above.blocks.isEmpty, parent == index - 1 {
          level = 2
        } else if announces(above, heading.text) {
          level = 2
        }
      }
      sections[index].heading?.level = level
      if level == 1 { parent = index }
    }
  }

  /// Levels by the form of the numbers; a heading without one stands on the level of the first.
  private static func assignNumbered(
    _ unmarked: [Int], _ numberings: [HeadingNumbering?], to sections: inout [Section]
  ) {
    var open: [HeadingNumbering] = []
    for index in unmarked {
      guard let numbering = numberings[index] else {
        sections[index].heading?.level = 1
        continue
      }
      if let place = open.firstIndex(of: numbering) {
        open.removeSubrange((place + 1)...)
      } else {
        open.append(numbering)
      }
      sections[index].heading?.level = min(6, open.count)
    }
  }

  /// Whether the section's paragraphs name the head of `heading`: its words up to the first
  /// preposition, two at least.
  private static func announces(_ section: Section, _ heading: String) -> Bool {
    let words = heading.lowercased().blankSeparatedWords
    let head = words.prefix { !prepositions.contains(String($0)) }
    guard head.count >= 2, head.first.map({ !articles.contains(String($0)) }) ?? false else { return false }
    let phrase = head.joined(separator: " ")
    guard section.heading?.text.lowercased().contains(phrase) != true else { return false }
    // Only the beginning of a long section announces.
    return section.blocks.prefix(12).contains { block in
      guard case .paragraph(let paragraph) = block else { return false }
      return paragraph.text.prefix(4000).lowercased().contains(phrase)
    }
  }

  private static let prepositions: Set<String> = [
    "of", "in", "for", "on", "to", "with", "by", "and", "at", "from", "under", "de", "en", "para", "con", "y",
    "por", "à", "des", "du", "et", "pour", "avec", "dans",
  ]
  private static let articles: Set<String> = [
    "the", "a", "an", "el", "la", "los", "las", "le", "les", "un", "une", "una",
  ]
}

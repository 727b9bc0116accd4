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
    var opening: (section: Int, text: Opening)?
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
        } else {
          if opening?.section != parent { opening = (parent, Opening(above)) }
          if opening?.text.announces(heading.text) ?? false { level = 2 }
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

  /// The beginning of a section in small letters, as far as it announces what follows.
  private struct Opening {
    private var bytes: [UInt8] = []
    private let heading: [UInt8]

    init(_ section: Section) {
      heading = Array((section.heading?.text ?? "").lowercased().utf8)
      // Only the beginning of a long section announces.
      for case .paragraph(let paragraph) in section.blocks.prefix(12) where bytes.count < 24_000 {
        for byte in paragraph.text.utf8.prefix(4000) {
          bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        bytes.append(0x0A)
      }
    }

    /// Whether the paragraphs name the head of `name`: its words up to the first preposition, two at
    /// least.
    func announces(_ name: String) -> Bool {
      let words = name.lowercased().blankSeparatedWords
      let head = words.prefix { !prepositions.contains(String($0)) }
      guard head.count >= 2, head.first.map({ !articles.contains(String($0)) }) ?? false else { return false }
      let phrase = Array(head.joined(separator: " ").utf8)
      return !Self.holds(heading, phrase) && Self.holds(bytes, phrase)
    }

    private static func holds(_ text: [UInt8], _ phrase: [UInt8]) -> Bool {
      guard phrase.count <= text.count, let first = phrase.first else { return false }
      return text.withUnsafeBufferPointer { text in
        phrase.withUnsafeBufferPointer { phrase in
          var index = 0
          let last = text.count - phrase.count
          while index <= last {
            if text[index] == first {
              var place = 1
              while place < phrase.count, text[index + place] == phrase[place] { place += 1 }
              if place == phrase.count { return true }
            }
            index += 1
          }
          return false
        }
      }
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

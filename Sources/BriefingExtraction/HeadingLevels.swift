import BriefingModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

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
          // `For patients`, then `For the hospitals`.
          if parent < index - 1, let before = sections[index - 1].heading, before.level == 2,
            let lead = lead(before.text), lead == self.lead(heading.text)
          {
            level = 2
          }
        }
      }
      sections[index].heading?.level = level
      if level == 1 { parent = index }
    }
  }

  /// The preposition that begins a heading.
  private static func lead(_ text: String) -> String? {
    let word = text.prefix { $0 != " " }.lowercased()
    return prepositions.contains(word) ? word : nil
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
        var text = paragraph.text
        text.withUTF8 { text in
          let size = min(4000, text.count)
          let start = bytes.count
          bytes.append(contentsOf: text[..<size])
          bytes.append(0x0A)
          bytes.withUnsafeMutableBufferPointer { bytes in
            for place in start..<start + size {
              let byte = bytes[place]
              bytes[place] = byte &- 0x41 < 26 ? byte | 0x20 : byte
            }
          }
        }
      }
    }

    /// Whether the paragraphs name the head of `name`: its words up to the first preposition, two at
    /// least.
    func announces(_ name: String) -> Bool {
      var name = name.lowercased()
      let phrase = name.withUTF8 { Self.head($0) }
      guard let phrase else { return false }
      return !Self.holds(heading, phrase) && Self.holds(bytes, phrase)
    }

    /// The words of a name up to the first preposition, single blanks between them; nil where they are fewer
    /// than two, or the first is an article.
    private static func head(_ name: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
      var phrase: [UInt8] = []
      phrase.reserveCapacity(name.count)
      var count = 0
      var index = 0
      while index < name.count {
        let blank = TextByte.whitespace(name, at: index)
        if blank > 0 {
          index += blank
          continue
        }
        let start = index
        while index < name.count, TextByte.whitespace(name, at: index) == 0 { index += 1 }
        let bytes = UnsafeBufferPointer(rebasing: name[start..<index])
        // None of the words looked for is longer.
        let word = bytes.count <= 6 ? String(decoding: bytes, as: UTF8.self) : ""
        if prepositions.contains(word) { break }
        if count == 0, articles.contains(word) { return nil }
        if count > 0 { phrase.append(0x20) }
        phrase.append(contentsOf: bytes)
        count += 1
      }
      return count >= 2 ? phrase : nil
    }

    private static func holds(_ text: [UInt8], _ phrase: [UInt8]) -> Bool {
      text.withUnsafeBytes { text in
        phrase.withUnsafeBytes { phrase in
          guard var start = text.baseAddress, let wanted = phrase.baseAddress else { return false }
          let end = start + text.count
          while end - start >= phrase.count {
            guard let found = memchr(start, Int32(phrase[0]), end - start - phrase.count + 1) else {
              return false
            }
            if memcmp(found, wanted, phrase.count) == 0 { return true }
            start = UnsafeRawPointer(found) + 1
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

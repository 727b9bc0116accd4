import BriefingModel

/// Takes out of the sections of a page what stands beside its article and has no name that says so:
/// teasers, lists of links at either end, and what follows headings such as `Related articles`.
///
/// Works on what was read, so that what links and what tells can be weighed section by section. What
/// is taken out is noted.
struct HTMLPruning {
  private(set) var sections: [Section]
  private(set) var notes: [ExtractionNote] = []

  /// Prunes `sections`, which are the whole of a page in reading order.
  init(_ sections: [Section]) {
    self.sections = sections.map { Section(heading: $0.heading, blocks: MarkupBullets.gathered($0.blocks)) }
    dropPhrases()
    dropSections()
    dropLinkLists()
    self.sections = MarkupBoldHeadings.promoted(self.sections)
  }

  /// Drops paragraphs and headings that are no more than a button's words or a site's notice.
  private mutating func dropPhrases() {
    let lexicon = Lexicon.shared.furniture
    var folded = FoldedText()
    func isPhrase(_ text: String) -> Bool {
      guard text.utf8.count <= 160 else { return false }
      var text = text
      text.withUTF8 { folded.read($0, 0..<$0.count) }
      return lexicon.contains(folded)
    }
    func isPhrase(_ block: Block) -> Bool {
      guard case .paragraph(let paragraph) = block else { return false }
      return isPhrase(paragraph.text)
    }
    for place in sections.indices {
      if let heading = sections[place].heading, place > 0, isPhrase(heading.text) {
        note(Section(heading: heading))
        sections[place].heading = nil
      }
      let phrases = sections[place].blocks.indices.filter { isPhrase(sections[place].blocks[$0]) }
      for index in phrases {
        if case .paragraph(let paragraph) = sections[place].blocks[index] {
          note(paragraph.text, paragraph.span)
        }
      }
      if !phrases.isEmpty {
        let dropped = Set(phrases)
        let blocks = sections[place].blocks
        sections[place].blocks = blocks.indices.filter { !dropped.contains($0) }.map { blocks[$0] }
      }
    }
    // Blocks without a heading go on with the section before.
    var joined: [Section] = []
    for section in sections {
      if section.heading == nil, !joined.isEmpty {
        joined[joined.count - 1].blocks += section.blocks
      } else {
        joined.append(section)
      }
    }
    sections = joined
  }

  // MARK: - Sections

  private mutating func dropSections() {
    let sizes = sections.map { $0.blocks.reduce(into: Weight()) { $0.add($1) } }
    let teasers = sections.indices.map { place in
      sections[place].heading.map(Self.isLinked) == true && sizes[place].prose < 200 && !sizes[place].hasTable
    }
    var kept: [Section] = []
    var deeperThan: Int?
    for (place, section) in sections.enumerated() {
      guard let heading = section.heading else {
        kept.append(section)
        continue
      }
      let isSlight = sizes[place].prose < 400 && !sizes[place].hasTable
      if let level = deeperThan {
        if heading.level > level, isSlight || teasers[place] {
          note(section)
          continue
        }
        deeperThan = nil
      }
      let kind = HTMLFurnitureHeadings.kind(of: heading.text)
      let isBeside = kind == .box || kind == .beside
      if isBeside, isSlight {
        note(section)
        deeperThan = heading.level
        continue
      }
      let isInRow =
        teasers[place]
        && (place > 0 && teasers[place - 1] || place + 1 < teasers.count && teasers[place + 1])
      if isInRow {
        note(section)
        continue
      }
      if kind == .box, !kept.isEmpty {
        // A box in the middle of the article: what follows it goes on with the section before.
        note(Section(heading: heading))
        kept[kept.count - 1].blocks += section.blocks
        continue
      }
      kept.append(section)
    }
    if kept.count < sections.count { sections = kept }
  }

  private mutating func note(_ section: Section) {
    guard let heading = section.heading else { return }
    note(heading.text, section.blocks.reduce(heading.span) { $0.union($1.span) })
  }

  private mutating func note(_ words: String, _ span: SourceSpan) {
    guard notes.count < 60 else { return }
    notes.append(
      ExtractionNote(
        kind: .furniture, message: "Part of the page, not of the article, is left out: \(words.prefix(80))",
        span: span))
  }

  private static func isLinked(_ heading: Heading) -> Bool {
    let leads = heading.content.marks.contains { mark in
      if case .link(let target) = mark.kind { !target.hasPrefix("#") && !target.isEmpty } else { false }
    }
    guard leads else { return false }
    let ink = heading.content.inkByLink
    return ink.plain * 10 < ink.linked
  }

  /// What the blocks of a section hold.
  private struct Weight {
    /// Bytes of unlinked ink in paragraphs and items of some length.
    var prose = 0
    var hasTable = false

    mutating func add(_ block: Block) {
      switch block {
      case .paragraph(let paragraph): add(paragraph.content)
      case .list(let list): for item in list.items { add(item.content) }
      case .quote(let quote): for paragraph in quote.paragraphs { add(paragraph) }
      case .code(let code): prose += code.lines.reduce(0) { $0 + $1.utf8.count }
      case .table: hasTable = true
      }
    }

    private mutating func add(_ text: InlineText) {
      let ink = text.inkByLink
      if ink.plain >= 60, ink.plain > ink.linked { prose += ink.plain }
    }
  }

  // MARK: - Lists of links

  /// Drops lists of links before the first and behind the last paragraph, but those of sources.
  private mutating func dropLinkLists() {
    func tells(_ block: Block) -> Bool {
      var weight = Weight()
      weight.add(block)
      return weight.prose > 0 || weight.hasTable
    }
    func hasProse(_ section: Section) -> Bool { section.blocks.contains(where: tells) }
    guard let first = sections.firstIndex(where: hasProse), let last = sections.lastIndex(where: hasProse)
    else { return }
    var emptied: Set<Int> = []
    for place in sections.indices where place <= first || place >= last {
      if let heading = sections[place].heading?.text, HTMLFurnitureHeadings.kind(of: heading) == .references {
        continue
      }
      let blocks = sections[place].blocks
      guard blocks.contains(where: Self.mayBeMenu) else { continue }
      let firstTelling = blocks.firstIndex(where: tells) ?? 0
      let lastTelling = blocks.lastIndex(where: tells) ?? Int.max - 1
      let kept = blocks.indices.filter { index -> Bool in
        guard case .list(let list) = blocks[index], list.intro == nil, Self.isMenu(list) else { return true }
        let isBefore = place < first || place == first && index < firstTelling
        let isBehind = place > last || place == last && index > lastTelling
        guard isBefore || isBehind else { return true }
        note(list)
        return false
      }
      guard kept.count < blocks.count else { continue }
      sections[place].blocks = kept.map { blocks[$0] }
      // A heading over nothing but a menu goes with it.
      if kept.isEmpty, sections[place].heading != nil { emptied.insert(place) }
    }
    sections = sections.indices.filter { !emptied.contains($0) }.map { sections[$0] }
  }

  private mutating func note(_ list: ItemList) {
    guard notes.count < 60 else { return }
    let words = list.items.prefix(3).map(\.text).joined(separator: ", ").prefix(80)
    notes.append(
      ExtractionNote(
        kind: .furniture, message: "A list of links beside the article is left out: \(words)", span: list.span
      ))
  }

  private static func mayBeMenu(_ block: Block) -> Bool {
    if case .list(let list) = block { list.intro == nil } else { false }
  }

  /// Whether a list is of links to other pages and little else.
  private static func isMenu(_ list: ItemList) -> Bool {
    var (linked, plain, items) = (0, 0, 0)
    for item in list.items {
      let ink = item.content.inkByLink
      linked += ink.linked
      plain += ink.plain
      if ink.linked > ink.plain { items += 1 }
    }
    return plain * 4 < linked && items * 5 >= list.items.count * 4
  }
}

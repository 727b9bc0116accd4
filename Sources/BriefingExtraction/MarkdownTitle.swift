import BriefingModel

/// Finds which heading of a Markdown document is its title.
enum MarkdownTitle {
  /// Names of sections: no document is called so.
  private static let sectionNames: Set<String> = [
    "summary", "introduction", "overview", "abstract", "background", "contents", "table of contents",
    "executive summary", "preface", "resumen", "introducción", "résumé",
  ]

  /// Takes the title out of the sections: the first heading where it is an `h1`, or where all others
  /// are below it; a heading that repeats the title of the front matter.
  static func apply(to briefing: inout Briefing) {
    guard let first = briefing.sections.first(where: { $0.heading != nil })?.heading else { return }
    if let title = briefing.title {
      guard HTMLMetadata.isSame(first.text, title) else { return }
      briefing.notes.append(
        ExtractionNote(kind: .repeatedTitle, message: "The title is repeated here.", span: first.span))
      remove(first, from: &briefing)
      return
    }
    let others = briefing.headings.dropFirst()
    let isOutermost = others.allSatisfy { $0.level > first.level }
    let isAlone = others.isEmpty && first.level > 1
    guard first.level == 1 || isOutermost, !isAlone else { return }
    if sectionNames.contains(first.text.lowercased()), others.contains(where: { $0.level <= first.level }) {
      return
    }
    // Below an outermost heading that is no h1 text may stand before it only as furniture.
    if first.level > 1, let head = briefing.sections.first, head.heading == nil, !head.blocks.isEmpty {
      return
    }
    let parted = TitleReader.part(first.text)
    briefing.title = parted.title
    briefing.titleSpan = first.span
    if briefing.source == nil { briefing.source = parted.source }
    remove(first, from: &briefing)
  }

  /// Takes a heading away; its blocks follow those before it.
  private static func remove(_ heading: Heading, from briefing: inout Briefing) {
    guard let place = briefing.sections.firstIndex(where: { $0.heading == heading }) else { return }
    if place > 0 {
      briefing.sections[place - 1].blocks += briefing.sections[place].blocks
      briefing.sections.remove(at: place)
    } else {
      briefing.sections[0].heading = nil
      if briefing.sections[0].blocks.isEmpty { briefing.sections.removeFirst() }
    }
  }
}

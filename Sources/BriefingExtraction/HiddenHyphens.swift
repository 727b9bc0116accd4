import BriefingModel

/// Leaves out signs that only say where a word may be parted: a soft hyphen or a zero-width space between two letters.
///
/// Shown by marks, as all that hides, they make the running text of many pages hard to read and its words impossible to
/// find. Whatever else hides, and these signs anywhere else, in code too, stays and is shown; a note says how many were
/// left out.
struct HiddenHyphens {
  private var count = 0

  static func apply(to briefing: inout Briefing) {
    var hyphens = HiddenHyphens()
    if let title = briefing.title { briefing.title = hyphens.cleaned(title) }
    for section in briefing.sections.indices {
      if let heading = briefing.sections[section].heading {
        briefing.sections[section].heading?.content = hyphens.cleaned(heading.content)
      }
      for place in briefing.sections[section].blocks.indices {
        hyphens.clean(&briefing.sections[section].blocks[place])
      }
    }
    guard hyphens.count > 0 else { return }
    let words = hyphens.count == 1 ? "sign within a word is" : "signs within words are"
    briefing.notes.append(
      ExtractionNote(
        kind: .omitted,
        message:
          "\(hyphens.count) \(words) left out: soft hyphens and zero-width spaces, which only part lines.",
        span: SourceSpan(line: 1)))
  }

  private mutating func clean(_ block: inout Block) {
    switch block {
    case .paragraph(var paragraph):
      guard Self.holds(paragraph.text) else { return }
      paragraph.content = cleaned(paragraph.content)
      block = .paragraph(paragraph)
    case .list(var list):
      guard list.items.contains(where: { Self.holds($0.text) }) || Self.holds(list.intro ?? "") else {
        return
      }
      // The introduction and the labels stand elsewhere as well, and are counted there.
      let counted = count
      list.intro = list.intro.map { cleaned($0) }
      for place in list.items.indices {
        list.items[place].label = list.items[place].label.map { cleaned($0) }
      }
      count = counted
      for place in list.items.indices { list.items[place].content = cleaned(list.items[place].content) }
      block = .list(list)
    case .quote(var quote):
      guard quote.paragraphs.contains(where: { Self.holds($0.text) }) else { return }
      quote.paragraphs = quote.paragraphs.map { cleaned($0) }
      block = .quote(quote)
    case .table(var table):
      // The cells of a reconstructed table are its lines, sign for sign.
      guard !table.isReconstructed, Self.holds(table.raw) || Self.holds(table) else { return }
      table.caption = table.caption.map { cleaned($0) }
      table.header = table.header.map { cleaned($0) }
      table.rows = table.rows.map { row in row.map { cleaned($0) } }
      let counted = count
      table.cellLists = table.cellLists.map { lists in
        lists.map { list in
          var list = list
          list.items = list.items.map { cleaned($0) }
          return list
        }
      }
      count = counted
      block = .table(table)
    case .code:
      break
    }
  }

  private static func holds(_ table: Table) -> Bool {
    table.header.contains(where: holds) || table.rows.contains { $0.contains(where: holds) }
  }

  /// Whether a text holds one of the signs, wherever: most hold none.
  private static func holds(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var from = 0
      while let place = MarkupBytes.firstIndex(of: 0xAD, in: bytes, from: from) {
        if place > 0, bytes[place - 1] == 0xC2 { return true }
        from = place + 1
      }
      from = 0
      while let place = MarkupBytes.firstIndex(of: 0x8B, in: bytes, from: from) {
        if place > 1, bytes[place - 1] == 0x80, bytes[place - 2] == 0xE2 { return true }
        from = place + 1
      }
      return false
    }
  }

  private mutating func cleaned(_ text: String) -> String { cleaned(InlineText(text)).text }

  private mutating func cleaned(_ content: InlineText) -> InlineText {
    guard Self.holds(content.text) else { return content }
    let scalars = Array(content.text.unicodeScalars)
    let code = content.marks.filter { $0.kind == .code }.map(\.range)
    var kept: [Unicode.Scalar] = []
    /// Where each scalar, and the end, comes to stand.
    var places: [Int] = []
    for (place, scalar) in scalars.enumerated() {
      places.append(kept.count)
      let isSign = scalar.value == 0xAD || scalar.value == 0x200B
      if isSign, place > 0, place + 1 < scalars.count, scalars[place - 1].properties.isAlphabetic,
        scalars[place + 1].properties.isAlphabetic, !code.contains(where: { $0.contains(place) })
      {
        count += 1
      } else {
        kept.append(scalar)
      }
    }
    places.append(kept.count)
    let marks = content.marks.compactMap { mark -> InlineMark? in
      let range = mark.range.clamped(to: 0..<scalars.count)
      let moved = places[range.lowerBound]..<places[range.upperBound]
      return moved.isEmpty ? nil : InlineMark(kind: mark.kind, range: moved)
    }
    return InlineText(String(String.UnicodeScalarView(kept)), marks: marks)
  }
}

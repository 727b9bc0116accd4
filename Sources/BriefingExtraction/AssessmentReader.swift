public import BriefingModel

/// Reads the benefits, risks and mitigations that tables, lists and sentences state. Knows nothing of
/// the format that the sections came from.
public enum AssessmentReader {
  /// The assessments of all sections, in reading order. Tables and lists *state* theirs; sentences
  /// are read for what they imply, and marked as inferred by their basis.
  public static func assessments(in sections: [Section], lexicons: Lexicons = .standard) -> [Assessment] {
    var found: [Assessment] = []
    var places = HeadingPath()
    for section in sections {
      if let heading = section.heading { places.enter(heading, lexicons.terms) }
      var context = SectionContext(heading: section.heading?.text, path: places, lexicons: lexicons)
      for block in section.blocks {
        switch block {
        case .table(let table): read(table, context, into: &found)
        case .list(let list): read(list, context, into: &found)
        case .paragraph(let paragraph): SentenceAssessments.read(paragraph, context, into: &found)
        case .quote, .code: break
        }
        context.pass(block)
      }
    }
    return found
  }
}

/// What the headings above a place say of its kind.
struct HeadingPath {
  private var headings: [(level: Int, named: TermLexicon.NamedKind?, isShort: Bool)] = []

  mutating func enter(_ heading: Heading, _ terms: TermLexicon) {
    while let last = headings.last, last.level >= heading.level { headings.removeLast() }
    headings.append(
      (heading.level, terms.namedKind(heading.text), heading.text.blankSeparatedCount(upTo: 6) <= 5))
  }

  /// The kind that the nearest heading names, or a bare name above a short heading that names none
  /// (`Benefits`, `For patients`).
  var kind: AssessmentKind? {
    guard let last = headings.last else { return nil }
    if let named = last.named { return named.kind }
    guard last.isShort, headings.count > 1, let above = headings[headings.count - 2].named, above.isBare,
      above.kind != .mitigation
    else { return nil }
    return above.kind
  }

  /// Whether the nearest heading itself names the kind.
  var isOwn: Bool { headings.last?.named != nil }

  /// Whether it names nothing else.
  var isBare: Bool { headings.last?.named?.isBare ?? false }
}

/// Where in its section a block stands.
struct SectionContext {
  let heading: String?
  let path: HeadingPath
  let lexicons: Lexicons
  /// The paragraph right before the block.
  private(set) var paragraph: Paragraph?
  /// Whether a list or table has stood in the section before the block.
  private(set) var hasPassedList = false
  /// The first word of the line above the first list, where nothing but a short line stood there.
  private var firstLabel: Substring?

  init(heading: String?, path: HeadingPath = HeadingPath(), lexicons: Lexicons) {
    self.heading = heading
    self.path = path
    self.lexicons = lexicons
  }

  /// Whether the lists of the section are one list in parts: the paragraph before the block is an aside in
  /// brackets, or a short line that begins as the one above the first list does (`For patients`, `For clinics`).
  var goesOnWithLists: Bool {
    guard hasPassedList, let text = paragraph?.text else { return false }
    if text.utf8.first == 0x28, text.utf8.last == 0x29 { return true }
    return firstLabel != nil && Self.label(text) == firstLabel
  }

  /// The first of the two words or more of a short line.
  private static func label(_ text: String) -> Substring? {
    guard text.utf8.count <= 60, text.blankSeparatedCount(upTo: 2) >= 2 else { return nil }
    return text.prefix { $0 != " " }
  }

  mutating func pass(_ block: Block) {
    if case .list = block, !hasPassedList { firstLabel = paragraph.flatMap { Self.label($0.text) } }
    paragraph = nil
    switch block {
    case .paragraph(let passed): paragraph = passed
    case .list, .table: hasPassedList = true
    case .quote, .code: break
    }
  }

  /// The heading as a subject; nil where it names a kind (`Benefits`) or both, and no subject.
  var topic: String? {
    guard let heading, !path.isOwn else { return nil }
    return lexicons.terms.isOnlyOfKinds(heading) ? nil : heading
  }

  /// The kind that the heading gives to what stands below it.
  var headingKind: AssessmentKind? { path.kind }
}

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
      (heading.level, terms.namedKind(heading.text), heading.text.blankSeparatedCount(upTo: 5) <= 4))
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

  init(heading: String?, path: HeadingPath = HeadingPath(), lexicons: Lexicons) {
    self.heading = heading
    self.path = path
    self.lexicons = lexicons
  }

  mutating func pass(_ block: Block) {
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

public import BriefingModel

/// Reads the benefits, risks and mitigations that tables, lists and sentences state. Knows nothing of
/// the format that the sections came from.
public enum AssessmentReader {
  /// The assessments of all sections, in reading order. Tables and lists *state* theirs; sentences
  /// are read for what they imply, and marked as inferred by their basis.
  public static func assessments(in sections: [Section]) -> [Assessment] {
    var found: [Assessment] = []
    for section in sections {
      var isFirst = true
      for block in section.blocks {
        switch block {
        case .table(let table):
          found += assessments(in: table, heading: section.heading?.text)
        case .list(let list):
          found += assessments(in: list, heading: section.heading?.text, isFirst: isFirst)
        case .paragraph(let paragraph):
          found += SentenceAssessments.read(paragraph, heading: section.heading?.text)
        case .quote, .code: break
        }
        isFirst = false
      }
    }
    return found
  }

  // MARK: Lists

  /// The items of a list that its introduction, its section's heading (where the list stands first
  /// below it) or their own labels name as benefits, risks or mitigations.
  static func assessments(in list: ItemList, heading: String?, isFirst: Bool) -> [Assessment] {
    let lexicon = TermLexicon.shared
    let topic = topic(heading)
    var kind = list.intro.flatMap { lexicon.kind(announcedBy: $0) }
    if kind == nil, isFirst, list.intro == nil, let heading { kind = lexicon.kind(ofName: heading) }
    var found: [Assessment] = []
    // A parent item may name the kind of the items nested in it.
    var parents: [AssessmentKind?] = []
    for item in list.items {
      parents = Array(parents.prefix(item.depth))
      let own = named(by: item)
      if own == nil || item.label == nil {
        let ownName = lexicon.kind(ofName: item.text)
        while parents.count < item.depth { parents.append(nil) }
        parents.append(ownName)
      }
      let inherited = parents.prefix(item.depth).last { $0 != nil } ?? nil
      guard let kind = own ?? inherited ?? kind else { continue }
      let label = item.label
      let statement = ListLabel.statement(of: item.text, label: label)
      let text = statement.isEmpty ? item.text : statement
      if item.text.hasSuffix(":"), label == nil { continue }
      found.append(
        Assessment(
          kind: kind, label: label, text: label == nil ? item.text : text,
          subject: SubjectReader.subject(of: item.text) ?? label ?? topic, basis: .list, span: item.span))
    }
    return found
  }

  /// A heading as a subject; nil where it names a kind (`Benefits`) and no subject.
  static func topic(_ heading: String?) -> String? {
    guard let heading, TermLexicon.shared.kind(ofName: heading) == nil else { return nil }
    return heading
  }

  private static func named(by item: ListItem) -> AssessmentKind? {
    guard let label = item.label else { return nil }
    if TermLexicon.shared.isWantedOutcome(label) { return .benefit }
    guard label.blankSeparatedWords.count <= 3 else { return nil }
    // `Corruption Risks: …` names a risk; `Risk Assessment: …` does not.
    let kind = TermLexicon.shared.kind(ofName: label)
    // `Enforcement actions: …` is a measure of some kind, but not one against a risk.
    return kind == .mitigation && label.blankSeparatedWords.count > 1 ? nil : kind
  }
}

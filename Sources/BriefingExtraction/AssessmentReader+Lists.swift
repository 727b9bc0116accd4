import BriefingModel

extension AssessmentReader {
  /// The items of a list that its introduction, its section's heading or their own labels name as
  /// benefits, risks or mitigations.
  static func read(_ list: ItemList, _ context: SectionContext, into found: inout [Assessment]) {
    let terms = context.lexicons.terms
    let named = kind(of: list, context)
    // A parent item may name the kind of the items nested in it.
    var parents: [AssessmentKind?] = []
    for (index, item) in list.items.enumerated() {
      while parents.count > item.depth { parents.removeLast() }
      while parents.count < item.depth { parents.append(nil) }
      let isParent = index + 1 < list.items.count && list.items[index + 1].depth > item.depth
      let inherited = parents.last { $0 != nil } ?? nil
      let announced = inherited ?? named?.kind
      let own = item.label.flatMap { ownKind($0, terms, announced: announced) }
      // The label says one side and the list the other: neither is sure.
      if let own, let announced, own != announced, own != .mitigation, announced != .mitigation,
        inherited == nil
      {
        continue
      }
      if isParent {
        let statement = item.label.map { ListLabel.statement(of: item.text, label: $0) } ?? ""
        let names = own ?? (statement.isEmpty || item.label == nil ? parentKind(item.text, terms) : nil)
        parents.append(names ?? nil)
        // `Benefits`, over its items: a name and no statement.
        if names != nil, item.label == nil || statement.isEmpty || statement == item.text { continue }
      }
      guard let kind = own ?? announced, isStatement(item.text, terms, in: kind) else { continue }
      if item.text.utf8.last == 0x3A, item.label == nil { continue }
      let statement = ListLabel.statement(of: item.text, label: item.label)
      let text = item.label == nil || statement.isEmpty ? item.text : statement
      let subject =
        context.lexicons.subjects.subject(of: item.text, isName: true) ?? item.label ?? context.topic
      let isSure = own != nil || inherited != nil || named?.isSure ?? false
      found.append(
        Assessment(
          kind: kind, label: item.label, text: text, subject: subject, basis: .list,
          confidence: isSure ? .certain : .likely, span: item.span))
    }
  }

  /// The kind of a whole list, and whether its own introduction or heading says so.
  private static func kind(
    of list: ItemList, _ context: SectionContext
  ) -> (kind: AssessmentKind, isSure: Bool)? {
    let terms = context.lexicons.terms
    let heading = context.headingKind
    if let intro = list.intro {
      // In Markdown and HTML the whole paragraph introduces.
      switch terms.announcement(Announcements.sentence(in: intro) ?? intro) {
      case .kind(let kind): return (kind, true)
      case .neutral:
        // `En voici quelques-uns :` speaks of what was named right before.
        if let kind = kindBefore(intro, context) { return (kind, true) }
        return heading.map { ($0, context.path.isOwn) }
      case .other: return nil
      }
    }
    if let paragraph = context.paragraph {
      // A line of its own before the list: `Pros`, or `The main risks are as follows.`
      let text = paragraph.text
      if text.utf8.count <= 60, let named = terms.namedKind(text) { return (named.kind, true) }
      if let kind = closingKind(text, terms) { return (kind, true) }
      guard let heading, context.path.isOwn && !context.hasPassedList || context.goesOnWithLists else {
        return nil
      }
      return (heading, false)
    }
    guard let heading, !context.hasPassedList else { return nil }
    return (heading, context.path.isOwn)
  }

  /// The kind that the sentence before an introduction names, in its paragraph.
  private static func kindBefore(_ intro: String, _ context: SectionContext) -> AssessmentKind? {
    guard let text = context.paragraph?.text, text.utf8.count <= 4000, text.hasSuffix(intro) || intro == text
    else { return nil }
    let own = Announcements.sentence(in: text) ?? intro
    guard text.utf8.count > own.utf8.count, text.hasSuffix(own),
      context.lexicons.terms.words(of: own, limit: 12).words.contains(where: { $0.has(.anaphor) })
    else { return nil }
    let before = String(text.dropLast(own.count)).trimmingBlanks()
    var bytes = before
    let start = bytes.withUTF8 { SentenceBounds.sentence(around: max(0, $0.count - 2), in: $0).lowerBound }
    let sentence = String(decoding: Array(before.utf8)[start...], as: UTF8.self)
    return context.lexicons.terms.kind(announcedBy: sentence)
  }

  /// The kind that the last sentence of a paragraph announces, where it points to what follows.
  private static func closingKind(_ text: String, _ terms: TermLexicon) -> AssessmentKind? {
    guard text.utf8.count <= 2000 else { return nil }
    var body = text
    let sentence: Substring = body.withUTF8 { bytes in
      var start = max(0, bytes.count - 2)
      while start > 0 {
        if bytes[start] == 0x2E, bytes[start + 1] == 0x20 { break }
        start -= 1
      }
      return Substring(decoding: bytes[(start == 0 ? 0 : start + 2)...], as: UTF8.self)
    }
    guard sentence.utf8.count <= 200 else { return nil }
    let words = terms.words(of: String(sentence), limit: 30).words
    guard words.contains(where: { $0.has(.following) }) || isCount(words) else { return nil }
    return terms.kind(announcedBy: String(sentence))
  }

  /// `There are many benefits offered.`: a few words that count what the list below them holds.
  private static func isCount(_ words: [TermText.Word]) -> Bool {
    words.count <= 9
      && words.indices.dropFirst().contains { index in
        words[index].has([.last, .first]) && words[index].shape.contains(.plural)
          && words[index - 1].has(.plain) && !(index > 1 && words[index - 2].has(.determiner))
      }
  }

  private static func parentKind(_ text: String, _ terms: TermLexicon) -> AssessmentKind? {
    if text.utf8.last == 0x3A { return terms.kind(announcedBy: text) }
    // `Risk of loss` with items below it is a risk itself.
    return terms.namedKind(text).flatMap { $0.isBare ? $0.kind : nil }
  }

  /// The kind that the label of an item names, given that of its list.
  ///
  /// `Drawback: …` names one anywhere; `Security threats: …` is what an item is called, and says nothing
  /// of its kind where the list does, or where no list of kinds stands around it.
  private static func ownKind(
    _ label: String, _ terms: TermLexicon, announced: AssessmentKind?
  ) -> AssessmentKind? {
    guard label.utf8.count <= 60 else { return nil }
    if terms.isWantedOutcome(label) { return .benefit }
    guard let named = terms.namedKind(label), named.isBare else { return nil }
    // `Enforcement actions: …` is a measure of some kind, but not one against a risk.
    if named.kind == .mitigation, announced == nil, label.contains(" ") { return nil }
    return named.kind
  }
}

import BriefingModel

extension TermLexicon {
  /// What a short name says of the kind that it names.
  struct NamedKind: Equatable {
    var kind: AssessmentKind
    /// Whether the name says nothing else: `Key risks`, and not `Corruption risks`.
    var isBare: Bool
  }

  /// The kind that a short name names: the head of a column, the label of an item, a heading, a caption.
  /// `Key Challenge` and `Risks of delay` name one; `Risk level`, `Benefits and Risks`, `Reducing risks`
  /// and `No risk` none.
  func kind(ofName name: String) -> AssessmentKind? { namedKind(name)?.kind }

  /// `inTable` lets weak names count that only a column makes plain: `Actions`, `Controls`.
  func namedKind(_ name: String, inTable: Bool = false) -> NamedKind? {
    guard name.utf8.count <= 160, mayNameKind(name) else { return nil }
    let text = words(of: name, limit: 16)
    // Most names hold no word that names a kind.
    guard text.words.contains(where: { $0.has(.anyKind) }) else { return nil }
    // A part behind a colon or a dash, or before it, may be the name: `Solar power: benefits`.
    guard
      text.words.dropFirst().contains(where: {
        !$0.gap.isDisjoint(with: [.colon, .dash, .stop, .semicolon])
      })
    else { return namedKind(text.words[...], inTable) }
    var parts: [ArraySlice<TermText.Word>] = []
    var start = 0
    for index in text.words.indices.dropFirst()
    where !text.words[index].gap.isDisjoint(with: [.colon, .dash, .stop, .semicolon]) {
      parts.append(text.words[start..<index])
      start = index
    }
    parts.append(text.words[start...])
    guard parts.count > 1 else { return namedKind(parts[0], inTable) }
    if Self.isOfBoth(text.words[...]) { return nil }
    let named = parts.filter { !$0.allSatisfy(Self.isNumber) }.map { namedKind($0, inTable) }
    let kinds = named.compactMap { $0 }
    guard let first = kinds.first, kinds.allSatisfy({ $0.kind == first.kind }) else { return nil }
    return NamedKind(kind: first.kind, isBare: named.allSatisfy { $0?.isBare ?? false })
  }

  private func namedKind(_ part: ArraySlice<TermText.Word>, _ inTable: Bool) -> NamedKind? {
    let all = part.drop { Self.isNumber($0) }
    guard !Self.isOfBoth(all) else { return nil }
    // What stands in brackets is an aside, unless all does.
    var words = Array(all.filter { !$0.isAside })
    if words.isEmpty { words = Array(all) }
    guard !words.isEmpty, let kind = headKind(words, inTable) else { return nil }
    guard !isMixed(words, kind) else { return nil }
    let tags = Self.tags(of: kind)
    let isBare = words.allSatisfy { $0.has(tags) || $0.has(.small) || Self.isNumber($0) }
    return NamedKind(kind: kind, isBare: isBare)
  }

  /// The kind of the word that rules the name.
  private func headKind(_ words: [TermText.Word], _ inTable: Bool) -> AssessmentKind? {
    // `To realise these benefits`, `How to reduce the risks`.
    if words.count > 1, words[0].has(.purpose) { return nil }
    let bare = words.filter { !$0.has(.determiner) }
    if bare.count == 1, let only = bare.first, only.has(inTable ? .whole : [.benefitWhole, .riskWhole]) {
      return Self.kind(of: only.tags, among: .whole)
    }
    // Wholly made of words that say nothing else: bare names may be of the weaker words too.
    if let weak = words.first(where: { $0.has(.alone) }),
      words.allSatisfy({ $0.has(.alone) || $0.has(.last) || $0.has(.first) || $0.has(.small) })
    {
      return Self.kind(of: weak.tags, among: .alone)
    }
    for (index, word) in words.enumerated() where word.has(.first) && !word.isIdeographic {
      let before = words[..<index]
      // `Riesgos operativos`: before the head stand only words that say nothing.
      if before.allSatisfy({ $0.has(.small) || $0.has(.first) }), !before.contains(where: Self.turns),
        !(index + 1 < words.count && Self.turns(words[index + 1]) && !words[index + 1].has(.preposition))
      {
        // Words of both languages: `Risk limitations studied`? Only where no English noun follows.
        return Self.kind(of: word.tags, among: .first)
      }
      break
    }
    // `Operational risks of delay`, `Advantages named by nurses`: the head stands before the first
    // preposition or the words that hang on it, or last.
    var end = words.count
    for (index, word) in words.enumerated().dropFirst() {
      let before = words[index - 1]
      let isNoun = before.has(.last) && before.shape.contains(.plural)
      if isNoun, word.has(.counter), !word.has(.preposition) { return nil }
      if (word.has(.preposition) && !before.has([.question, .counter]))
        || (isNoun && (word.shape.contains(.participle) || word.has([.relative, .modal, .actor])))
      {
        end = index
        break
      }
    }
    guard let head = words[..<end].last(where: { !$0.has(.announce) || $0.has(.last) }) else { return nil }
    guard head.has(.last), let kind = Self.kind(of: head.tags, among: .last) else { return nil }
    let before = words[..<end].prefix { $0.start < head.start }
    if kind != .mitigation, before.contains(where: Self.turns) { return nil }
    if kind != .mitigation, before.last?.has(.actor) ?? false, !(before.last?.has(.determiner) ?? false) {
      return nil
    }
    // `How Europe benefits`: a verb.
    if before.first?.has(.question) ?? false, let last = before.last,
      !last.has([.determiner, .plain, .question, .joiner]), !last.has(.announce), !last.isIdeographic,
      before.count > 1
    {
      return nil
    }
    return kind
  }

  /// Whether words of another kind stand beside the head, joined to it, or on the other side of the
  /// balance at all.
  private func isMixed(_ words: [TermText.Word], _ kind: AssessmentKind) -> Bool {
    let own = Self.tags(of: kind)
    guard let head = words.firstIndex(where: { $0.has(own) }) else { return false }
    for (index, word) in words.enumerated() where !word.has(own) {
      for other in AssessmentKind.allCases
      where other != kind && word.has(Self.tags(of: other).subtracting(.whole)) {
        if kind != .mitigation, other != .mitigation { return true }
        let between = words[min(index, head)...max(index, head)]
        if between.contains(where: { $0.has(.joiner) || $0.gap.contains(.slash) || $0.gap.contains(.comma) })
        {
          return true
        }
      }
    }
    return false
  }

  /// `Pros and cons`, `Risks and benefits`: a name of kinds and of nothing else.
  func isOnlyOfKinds(_ name: String) -> Bool {
    guard mayNameSide(name) else { return false }
    let kinds: TermTags = [.last, .first, .alone, .both]
    let words = words(of: name, limit: 12).words
    return words.contains { $0.has(kinds) } && words.allSatisfy { $0.has(kinds) || $0.has(.small) }
  }

  /// Whether a text names both sides, or weighs them.
  static func isOfBoth(_ words: ArraySlice<TermText.Word>) -> Bool {
    var hasBenefit = false
    var hasRisk = false
    for word in words {
      if word.has(.both) { return true }
      if word.has([.benefit, .benefitFirst, .benefitAlone]) { hasBenefit = true }
      if word.has([.risk, .riskFirst, .riskAlone]) { hasRisk = true }
    }
    return hasBenefit && hasRisk
  }

  /// `no`, `without`, `reduced`, `overcoming`: not what the word behind says.
  private static func turns(_ word: TermText.Word) -> Bool {
    word.has([.negator, .counter, .study]) && !word.has(.determiner) && !word.has(.joiner)
  }

  private static func isNumber(_ word: TermText.Word) -> Bool {
    word.tags.isEmpty && !word.isIdeographic && word.end - word.start <= 2
  }

  static func tags(of kind: AssessmentKind) -> TermTags {
    switch kind {
    case .benefit: .anyBenefit
    case .risk: .anyRisk
    case .mitigation: .anyMitigation
    }
  }

  static func kind(of tags: TermTags, among: TermTags) -> AssessmentKind? {
    let found = tags.intersection(among)
    let kinds = AssessmentKind.allCases.filter { !found.isDisjoint(with: Self.tags(of: $0)) }
    return kinds.count == 1 ? kinds[0] : nil
  }

  /// The kind whose very things a column holds under another name: `Risk description`, `Nombre del riesgo`.
  func describedKind(_ name: String) -> AssessmentKind? {
    guard name.utf8.count <= 80, mayNameKind(name) else { return nil }
    let words = words(of: name, limit: 6).words.filter { !$0.isAside }
    let kinds: TermTags = [.last, .first]
    let named = words.filter { $0.has(kinds) }
    guard named.count == 1, words.contains(where: { $0.has([.description, .naming]) && !$0.has(kinds) }),
      words.allSatisfy({ $0.has(kinds) || $0.has([.description, .naming]) || $0.has(.small) })
    else { return nil }
    return Self.kind(of: named[0].tags, among: kinds)
  }

  /// The kind whose sorts a column holds: `Risk type`, `Tipo de riesgo`, `风险类型`.
  func sortsKind(_ name: String) -> AssessmentKind? {
    guard name.utf8.count <= 60, mayNameKind(name) else { return nil }
    let key = name.comparisonKey
    for end in Self.sortsBehind where key.hasSuffix(end) {
      return bareKind(String(key.dropLast(end.count)))
    }
    for beginning in Self.sortsBefore where key.hasPrefix(beginning) {
      return bareKind(String(key.dropFirst(beginning.count)))
    }
    return nil
  }

  private func bareKind(_ name: String) -> AssessmentKind? {
    namedKind(name, inTable: true).flatMap { $0.isBare ? $0.kind : nil }
  }

  private static let sortsBehind = [
    " type", " types", " category", " categories", "类型", "类别", "种类", "類型", "類別",
  ]
  private static let sortsBefore = [
    "tipo de ", "tipos de ", "categoría de ", "type de ", "types de ", "catégorie de ", "نوع ", "أنواع ",
  ]

  /// `Expected Result`, `Desired outcome`: what is wanted, a benefit to come.
  func isWantedOutcome(_ name: String) -> Bool {
    let text = words(of: name, limit: 6)
    return text.words.count <= 4 && text.words.contains { $0.has([.wanted, .result]) }
      && text.words.contains { $0.has([.outcome, .result]) }
  }

  /// The role that a whole name gives its column: one of `description`, `impact`, `strategy`, `result`,
  /// `trouble` and `step` (with `propose` for `Recommended action`), or none.
  func role(ofColumn name: String) -> TermTags {
    guard name.utf8.count <= 80 else { return [] }
    let text = words(of: name, limit: 6)
    let telling = text.words.filter {
      !$0.isAside && ($0.has(Self.roles) || !$0.has([.small, .propose]))
    }
    guard let first = telling.first, telling.count <= 2 else { return [] }
    var role = telling.reduce(first.tags.intersection(Self.roles)) { $0.intersection($1.tags) }
    if role.contains(.step), text.words.contains(where: { $0.has(.propose) }) { role.insert(.propose) }
    return role
  }

  private static let roles: TermTags = [.description, .impact, .strategy, .result, .step, .trouble]
}

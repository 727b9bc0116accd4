import BriefingModel

extension TermLexicon {
  /// What an announcement says of the list that it announces.
  enum Announcement: Equatable {
    /// It names the kind.
    case kind(AssessmentKind)
    /// It names none and speaks of nothing else: `These include:`.
    case neutral
    /// It speaks of something else, or of both sides.
    case other
  }

  /// The kind of list that a sentence announces; nil where it names none, or two, or where it only
  /// speaks of a kind (`to reduce these risks`, `groups at risk include`, `despite these benefits`).
  func kind(announcedBy sentence: String) -> AssessmentKind? {
    if case .kind(let kind) = announcement(sentence) { return kind }
    return nil
  }

  func announcement(_ sentence: String) -> Announcement {
    guard sentence.utf8.count <= 600 else { return .other }
    let text = words(of: sentence, limit: 60)
    guard !text.words.isEmpty else { return .other }
    // `Benefits:`, `Main risks of the plan:` are names.
    if text.words.count <= 6, !text.words.contains(where: { $0.has(.announce) }),
      let named = namedKind(sentence)
    {
      return .kind(named.kind)
    }
    let reading = AnnouncementReading(text)
    if reading.isUnsure { return .other }
    if let kind = reading.kind { return .kind(kind) }
    let isNeutral =
      text.words.count <= 8 && text.words.contains { $0.has(.announce) }
      && text.words.allSatisfy {
        $0.has([.announce, .small]) || $0.has([.relative, .actor, .modal])
      }
    return isNeutral ? .neutral : .other
  }
}

/// What the words of an announcement say, part by part.
private struct AnnouncementReading {
  var kind: AssessmentKind?
  /// Both sides, or words whose sense is open: nothing is to be filed.
  var isUnsure = false

  private struct Mention {
    var kind: AssessmentKind
    var index: Int
  }

  init(_ text: TermText) {
    let words = text.words
    let main = Self.mainParts(words)
    var mentions: [Mention] = []
    var isCountered = main.dropsCounteredRisk
    var hasStep = false
    var proposes = false
    var demands = false
    for part in main.parts {
      for index in part {
        let word = words[index]
        if word.has(.both) {
          isUnsure = true
          return
        }
        if word.has(.step) { hasStep = true }
        if word.has(.propose) { proposes = true }
        if word.has(.demand) { demands = true }
        guard let kind = Self.mention(index, words, part) else { continue }
        if Self.isNegated(index, words, part) {
          isUnsure = true
          return
        }
        if kind == .risk, Self.isCountered(index, words, part) {
          isCountered = true
          continue
        }
        // `challenges overcome`, `riesgos evitados`.
        if index + 1 < part.upperBound, words[index + 1].has(.counter), !words[index + 1].has(.preposition),
          words[index + 1].gap.isEmpty
        {
          isUnsure = true
          return
        }
        mentions.append(Mention(kind: kind, index: index))
      }
    }
    // `These advantages come with significant drawbacks:` goes on to the second.
    if let last = mentions.last,
      let back = mentions.first(where: { Self.refersBack($0.index, words, upTo: last.index) })
    {
      mentions.removeAll { $0.index <= back.index }
    }
    func names(_ kind: AssessmentKind) -> Bool { mentions.contains { $0.kind == kind } }
    if names(.benefit), names(.risk) {
      isUnsure = true
      return
    }
    guard let first = mentions.first else {
      if isCountered, hasStep || proposes || demands || main.isPurposeAlone {
        kind = .mitigation
      } else if hasStep && proposes || main.parts.contains(where: { Self.isDemanded(words, $0) }) {
        kind = .mitigation
      }
      return
    }
    var chosen = first
    if let other = mentions.first(where: { $0.kind != first.kind }) {
      let between = words[(first.index + 1)..<other.index]
      if between.count <= 3,
        between.contains(where: { $0.has(.joiner) }) || words[other.index].gap.contains(.slash)
      {
        isUnsure = true
        return
      }
      // The one that is named last, right before the colon, is what the list holds.
      if let last = mentions.last, last.index == words.count - 1,
        words[max(0, last.index - 3)..<last.index].contains(where: { $0.has([.announce, .determiner]) })
          // `A good mitigation strategy delivers significant benefits:`
          || (words[last.index - 1].has(.plain) && first.kind == .mitigation)
      {
        chosen = last
      }
    }
    guard Self.isTopic(chosen.index, words) else { return }
    kind = chosen.kind
  }

  /// `A holistic approach should encompass:` holds what is to be done; `these steps should be taken` may be of
  /// anything.
  private static func isDemanded(_ words: [TermText.Word], _ part: Range<Int>) -> Bool {
    guard part.upperBound == words.count, part.count >= 3 else { return false }
    let last = part.upperBound - 1
    return words[last].has(.announce) && !words[last].has(.following) && words[last - 1].has(.demand)
      && words[part.lowerBound..<(last - 1)].contains { $0.has([.step, .strategy]) }
  }

  /// Whether what is named stands in the text already, and something else is said of it before what is named last.
  private static func refersBack(_ index: Int, _ words: [TermText.Word], upTo last: Int) -> Bool {
    guard index > 0, words[index - 1].has(.anaphor), last > index + 1 else { return false }
    return !words[(index + 1)..<last].contains { $0.has(.joiner) }
  }

  // MARK: Parts

  private struct Parts {
    var parts: [Range<Int>] = []
    /// A part that was left out sets out to act against a risk.
    var dropsCounteredRisk = false
    /// Nothing but a purpose was said: `To reduce these risks:`.
    var isPurposeAlone = false
  }

  /// The parts between commas without those that only lead up to the point (`Despite these benefits,`).
  private static func mainParts(_ words: [TermText.Word]) -> Parts {
    var all: [Range<Int>] = []
    var start = 0
    for index in words.indices.dropFirst()
    where !words[index].gap.isDisjoint(with: [.comma, .semicolon, .stop, .dash]) {
      all.append(start..<index)
      start = index
    }
    all.append(start..<words.count)
    var found = Parts()
    for part in all {
      let lead = words[part].prefix(2)
      let first = lead.first { !$0.has(.joiner) || $0.has([.subordinate, .purpose]) }
      let isPurpose = first?.has(.purpose) ?? false
      if isPurpose {
        if part.contains(where: { words[$0].has(.anyRisk) && isCountered($0, words, part) }) {
          found.dropsCounteredRisk = true
        }
        if all.count == 1 { found.isPurposeAlone = true }
      }
      // An idiom of one word leads nothing: `如下` and the like stand at the end.
      if first?.has(.subordinate) ?? false || isPurpose {
        // A script without commas at every turn: the part may hold its own main clause.
        continue
      }
      found.parts.append(part)
    }
    return found
  }

  // MARK: Mentions

  /// The kind that a word names as a noun of its own; nil for verbs and for parts of other names.
  private static func mention(_ index: Int, _ words: [TermText.Word], _ part: Range<Int>) -> AssessmentKind? {
    let word = words[index]
    var tags = word.tags.intersection([.last, .first])
    if tags.isEmpty {
      // The weaker words count where nothing else is said, or where they are what is counted out.
      guard word.has(.alone),
        words.allSatisfy({ $0.has([.alone, .announce, .small]) || $0.isIdeographic })
          || isCountedOut(index, words, part)
      else { return nil }
      tags = word.tags.intersection(.alone)
    }
    guard let kind = TermLexicon.kind(of: tags, among: [.last, .first, .alone]) else { return nil }
    if kind == .benefit, words[max(part.lowerBound, index - 3)..<index].contains(where: { $0.has(.claim) }) {
      return nil
    }
    // `Solutions` are of any sort, as steps are.
    if kind == .mitigation, word.has(.step) { return nil }
    let before = index > part.lowerBound ? words[index - 1] : nil
    let after = index + 1 < part.upperBound && words[index + 1].gap.isEmpty ? words[index + 1] : nil
    if word.isIdeographic {
      let isPart = after.map { $0.has([.compound, .party]) && $0.start == word.end } ?? false
      return isPart ? nil : kind
    }
    if word.has(.first) {
      // `nivel de riesgo`, `gestión de los riesgos`, `إدارة المخاطر`.
      let lead = words[max(part.lowerBound, index - 3)..<index]
      let isPart = lead.contains { $0.has(.compound) } && lead.contains { $0.has(.preposition) }
      if isPart || before?.has(.compound) ?? false || isComplement(index, words, part) { return nil }
      // `Les populations à risque`
      let isOfParty =
        before?.has(.preposition) ?? false && index - 2 >= part.lowerBound && words[index - 2].has(.party)
      return isOfParty ? nil : kind
    }
    if isComplement(index, words, part) { return nil }
    if after?.has(.compound) ?? false { return nil }
    return kind != .mitigation && isVerbOrModifier(word, kind, before, after, words, index, part) ? nil : kind
  }

  /// `alertan de varios problemas:`, `bring the following gains:`
  private static func isCountedOut(_ index: Int, _ words: [TermText.Word], _ part: Range<Int>) -> Bool {
    guard part.upperBound == words.count, index > part.lowerBound, !words[index].isIdeographic,
      words[index - 1].has([.plain, .following])
    else { return false }
    guard index + 1 < words.count else { return true }
    let after = words[index + 1]
    return after.has([.preposition, .announce]) && !after.has(.purpose)
  }

  /// `Countries with the most benefits include:` lists countries: a noun stands first, and nothing but small words
  /// between it and the mention.
  private static func isComplement(_ index: Int, _ words: [TermText.Word], _ part: Range<Int>) -> Bool {
    guard let noun = part.first(where: { !words[$0].has(.small) || words[$0].has(.party) }), noun < index,
      words[noun].tags.isEmpty || words[noun].has(.party), noun + 1 < index, !words[noun].isIdeographic
    else { return false }
    let between = words[(noun + 1)..<index]
    // `Patients with the highest risks are:`
    let most = words[noun].has(.party) ? 1 : 0
    return between.contains { $0.has(.preposition) } && between.count { !$0.has(.small) } <= most
      && !between.contains { $0.has(.announce) } && words.last?.has(.announce) ?? false
  }

  /// `who benefits`, `the ruling challenges the`, `at risk`, `risk reduction`: no benefit and no risk.
  private static func isVerbOrModifier(
    _ word: TermText.Word, _ kind: AssessmentKind, _ before: TermText.Word?, _ after: TermText.Word?,
    _ words: [TermText.Word], _ index: Int, _ part: Range<Int>
  ) -> Bool {
    let isPlural = word.shape.contains(.plural)
    if let before, before.has(.actor), !before.has(.determiner) { return true }
    if let before, before.has(.modal), !isPlural { return true }
    if let after, after.has(.determiner), !after.has(.preposition) { return true }
    if let after, after.shape.contains(.from), let before,
      !before.has([.determiner, .plain, .preposition, .joiner])
    {
      return true
    }
    guard !isPlural else { return false }
    if let after,
      !after.has([.preposition, .announce, .joiner, .relative, .modal, .propose, .demand]),
      !after.isIdeographic
    {
      return true
    }
    guard kind == .risk else { return false }
    // `at higher risk`, `raises the risk of:`.
    if words[max(part.lowerBound, index - 3)..<index].contains(where: { $0.has(.preposition) }) {
      return true
    }
    return after?.has(.preposition) ?? false
      && !words[(index + 1)..<part.upperBound].contains { $0.has(.announce) }
  }

  private static func isNegated(_ index: Int, _ words: [TermText.Word], _ part: Range<Int>) -> Bool {
    words[max(part.lowerBound, index - 3)..<index].contains {
      $0.has(.negator) && !$0.has([.determiner, .joiner, .preposition])
    }
  }

  /// `to limit the risks`; but what follows `the following` is what the list holds, whatever is done
  /// about it.
  private static func isCountered(_ index: Int, _ words: [TermText.Word], _ part: Range<Int>) -> Bool {
    let lead = max(part.lowerBound, index - 4)..<index
    guard let counter = lead.last(where: { words[$0].has(.counter) && !words[$0].has(.preposition) }) else {
      return false
    }
    return !words[counter..<index].contains { $0.has(.following) }
  }

  /// Whether the list is of what the mention names, and not of those who face it or give it.
  private static func isTopic(_ index: Int, _ words: [TermText.Word]) -> Bool {
    guard !words[index].isIdeographic else { return true }
    if let following = words.indices.first(where: { words[$0].has(.following) && !words[$0].has(.below) }) {
      // `The benefits are paid to the following people:`, `The following measures have benefits:`
      let between = words[(min(index, following) + 1)..<max(index, following)]
      if index > following,
        between.contains(where: { $0.tags.isEmpty || $0.has(.party) || ($0.has(.step) && !$0.has(.small)) })
      {
        return false
      }
      if index < following {
        if words[(following + 1)...].contains(where: { !$0.has(.small) }) { return false }
        // `a los grupos siguientes`
        if following > index + 1, words[following - 1].has([.party, .compound]) { return false }
      }
    }
    if let last = words.last, index < words.count - 1, last.has(.preposition),
      !last.has([.announce, .joiner])
    {
      // `Benefits rose in:` lists places.
      if last.shape.contains(.ascii) || !words.contains(where: { $0.has(.announce) }) { return false }
    }
    // `The cons were sent to prison:`
    if index + 2 < words.count, words[index + 1].has(.announce), words[index + 1].has(.question),
      let last = words.last, !last.has(.small),
      words[(index + 2)...].contains(where: { $0.has(.preposition) && !$0.has(.announce) })
    {
      return false
    }
    // `Officials who raised concerns include:`, `Sectors facing challenges are:`
    guard let last = words.last, last.has(.announce), index < words.count - 1 else { return true }
    for (place, word) in words[..<index].enumerated() where place > 0 {
      if word.has(.relative), !word.has([.determiner, .joiner]) { return false }
      if word.shape.contains(.gerund), !words[place - 1].has([.announce, .plain]), !word.has(.plain) {
        return false
      }
    }
    return true
  }
}

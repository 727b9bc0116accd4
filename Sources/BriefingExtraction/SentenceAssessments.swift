import BriefingModel

/// Reads what sentences imply. Conservative: a clause counts only for cues of one kind that nothing
/// denies or turns; where cues of two kinds meet in a clause and no comma parts them, or words of the other
/// side stand in it, nothing is read.
enum SentenceAssessments {
  static func read(_ paragraph: Paragraph, _ context: SectionContext, into found: inout [Assessment]) {
    var text = paragraph.text
    guard text.utf8.count > 15 else { return }
    text.withUTF8 { bytes in
      if let labelled = labelled(bytes, paragraph, context) {
        found.append(labelled)
        return
      }
      let hits = context.lexicons.terms.cues.matches(in: bytes)
      guard !hits.isEmpty else { return }
      var next = 0
      while next < hits.count {
        let sentence = SentenceBounds.sentence(around: hits[next].start, in: bytes)
        var end = next + 1
        while end < hits.count, hits[end].start < sentence.upperBound { end += 1 }
        read(sentence, hits[next..<end], bytes, paragraph, context, into: &found)
        next = end
      }
    }
  }

  // MARK: Labels

  /// `Drawbacks: slow and dear.` as a paragraph of its own.
  private static func labelled(
    _ bytes: UnsafeBufferPointer<UInt8>, _ paragraph: Paragraph, _ context: SectionContext
  ) -> Assessment? {
    var colon = 1
    while colon < min(bytes.count, 48), bytes[colon] != 0x3A, bytes[colon] != 0x2E {
      if bytes[colon] == 0xEF, colon + 2 < bytes.count, bytes[colon + 1] == 0xBC, bytes[colon + 2] == 0x9A {
        break
      }
      colon += 1
    }
    guard colon < min(bytes.count, 48), bytes[colon] == 0x3A || bytes[colon] == 0xEF, bytes.count < 800 else {
      return nil
    }
    let rest = LexiconFile.trimmed(
      UnsafeBufferPointer(rebasing: bytes[(colon + (bytes[colon] == 0x3A ? 1 : 3))...]))
    let label = String(decoding: bytes[..<colon], as: UTF8.self).trimmingBlanks()
    let terms = context.lexicons.terms
    guard rest.count > 8, rest.last != 0x3A, let named = terms.namedKind(label), named.isBare,
      named.kind != .mitigation
    else { return nil }
    let statement = String(decoding: rest, as: UTF8.self).trimmingBlanks()
    guard AssessmentReader.isStatement(statement, terms) else { return nil }
    return Assessment(
      kind: named.kind, label: label, text: statement,
      subject: context.lexicons.subjects.subject(of: statement) ?? context.topic, basis: .sentence,
      confidence: .likely, span: paragraph.span)
  }

  // MARK: Sentences

  private struct Clause {
    var words: Range<Int>
    var kinds: UInt64 = 0
    /// Bytes of the cues, whose own words speak for no other side.
    var cues: [Range<Int>] = []

    /// Where the last cue begins.
    var lastCue: Int { cues.last?.lowerBound ?? 0 }
  }

  private static func read(
    _ sentence: Range<Int>, _ hits: ArraySlice<PhraseTable.Match>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ paragraph: Paragraph, _ context: SectionContext, into found: inout [Assessment]
  ) {
    let terms = context.lexicons.terms
    let body = UnsafeBufferPointer(rebasing: bytes[sentence])
    let text = TermText(body, terms.terms, limit: 120)
    let words = text.words
    // A question asks, and an announcement is settled by its list.
    guard words.count >= 5 || body.count > 30, !asks(body) else { return }
    guard !words.isEmpty else { return }
    var clauses: [Clause] = []
    // What names circumstances hides the shorter cues within it.
    var hiddenUntil = 0
    var circumstances: [Range<Int>] = []
    for hit in hits where hit.start >= hiddenUntil {
      if hit.value == TermLexicon.circumstance {
        hiddenUntil = hit.end
        circumstances.append((hit.start - sentence.lowerBound)..<(hit.end - sentence.lowerBound))
        continue
      }
      let start = hit.start - sentence.lowerBound
      guard let place = words.lastIndex(where: { $0.start <= start }) else { continue }
      if clauses.last.map({ !$0.words.contains(place) }) ?? true {
        clauses.append(Clause(words: clause(around: place, in: words)))
      } else if let last = clauses.last, last.kinds & 7 != 0, last.kinds & hit.value == 0,
        let comma = words[..<(place + 1)].lastIndex(where: {
          $0.start > last.lastCue && $0.gap.contains(.comma)
        })
      {
        // A clause of each kind: parted at the first comma behind the cue of the one before.
        let first =
          words[..<(comma + 1)].firstIndex { $0.start > last.lastCue && $0.gap.contains(.comma) } ?? comma
        clauses.append(Clause(words: first..<last.words.upperBound))
        clauses[clauses.count - 2].words = last.words.lowerBound..<first
      }
      let last = clauses.count - 1
      guard !isTurned(place, words, clauses[last].words, hit.value) else {
        // What is denied or acted against is not stated, nor is its opposite.
        if hit.value == TermLexicon.bit(.benefit) { clauses[last].kinds |= 8 }
        continue
      }
      clauses[last].kinds |= hit.value
      clauses[last].cues.append(start..<(hit.end - sentence.lowerBound))
    }
    for clause in clauses {
      guard let kind = AssessmentKind.allCases.first(where: { TermLexicon.bit($0) == clause.kinds }),
        isLongEnough(clause.words, words), !opposes(kind, clause, words, besides: circumstances)
      else { continue }
      let start = words[clause.words.lowerBound].start
      var end = words[clause.words.upperBound - 1].end
      while end < body.count, body[end] != 0x20, body[end] != 0x2C, body[end] != 0x3B { end += 1 }
      let statement = String(decoding: body[start..<end], as: UTF8.self)
      found.append(
        Assessment(
          kind: kind, text: statement,
          subject: context.lexicons.subjects.subject(of: statement) ?? context.topic, basis: .sentence,
          confidence: .uncertain, span: paragraph.span))
    }
  }

  private static func asks(_ sentence: UnsafeBufferPointer<UInt8>) -> Bool {
    var end = sentence.count
    while end > 0, sentence[end - 1] == 0x20 || sentence[end - 1] == 0x22 || sentence[end - 1] == 0x29 {
      end -= 1
    }
    guard end > 3 else { return true }
    if sentence[end - 1] == 0x3F || sentence[end - 1] == 0x3A { return true }
    let tail = (sentence[end - 3], sentence[end - 2], sentence[end - 1])
    return tail == (0xEF, 0xBC, 0x9F) || tail == (0xEF, 0xBC, 0x9A) || (tail.1, tail.2) == (0xD8, 0x9F)
  }

  /// The clause that holds a word: up to a semicolon, or to a comma with a word that turns (`, but`).
  private static func clause(around place: Int, in words: [TermText.Word]) -> Range<Int> {
    func begins(_ index: Int) -> Bool {
      let word = words[index]
      if word.gap.contains(.semicolon) { return true }
      guard word.gap.contains(.comma), word.has(.turn) else { return false }
      // `The owners, however, say`: longer words than `but` may stand between commas within a clause.
      let isAside =
        word.end - word.start >= 6 && index + 1 < words.count && words[index + 1].gap.contains(.comma)
      return !isAside
    }
    var start = place
    while start > 0, !begins(start) { start -= 1 }
    var end = place + 1
    while end < words.count, !begins(end) { end += 1 }
    return start..<end
  }

  /// `no risk of`, `to reduce the risk of`, `undermines the benefits of`.
  private static func isTurned(
    _ place: Int, _ words: [TermText.Word], _ clause: Range<Int>, _ kind: UInt64
  ) -> Bool {
    let turning: TermTags =
      kind == TermLexicon.bit(.benefit) ? [.negator, .counter, .weaken] : [.negator, .counter]
    func turns(_ word: TermText.Word) -> Bool {
      word.has(turning) && !word.has([.determiner, .joiner, .preposition])
    }
    // `curbing a trade that poses a threat`: it is not what is done that does.
    if kind == TermLexicon.bit(.risk), place > clause.lowerBound, words[place - 1].has(.relative),
      !words[place - 1].gap.contains(.comma),
      words[max(clause.lowerBound, place - 9)..<(place - 1)].contains(where: turns)
    {
      return true
    }
    return words[max(clause.lowerBound, place - 3)..<place].contains(where: turns)
  }

  private static func isLongEnough(_ clause: Range<Int>, _ words: [TermText.Word]) -> Bool {
    clause.count >= 5
      || words[clause.upperBound - 1].end - words[clause.lowerBound].start >= 30
        && words[clause.lowerBound].isIdeographic
  }

  /// Whether words of the other side stand in the clause, outside parts that only lead up to it
  /// (`Despite its benefits, …`).
  private static func opposes(
    _ kind: AssessmentKind, _ clause: Clause, _ words: [TermText.Word], besides circumstances: [Range<Int>]
  ) -> Bool {
    guard kind != .mitigation else { return false }
    if kind == .benefit, words[clause.words].contains(where: { $0.has(.speaker) }) { return true }
    let other: TermTags =
      kind == .benefit ? [.risk, .riskFirst, .both] : [.benefit, .benefitFirst, .both]
    var leadsUp = false
    for index in clause.words {
      let word = words[index]
      if index == clause.words.lowerBound || word.gap.contains(.comma) { leadsUp = word.has(.subordinate) }
      let isCue = (clause.cues + circumstances).contains { $0.contains(word.start) }
      guard word.has(other), !isCue, !leadsUp else {
        continue
      }
      // `reduces the risk`: acted against, for a benefit's sake.
      if kind == .benefit, isTurned(index, words, clause.words, TermLexicon.bit(.risk)) { continue }
      return true
    }
    return false
  }
}

/// Where sentences begin and end.
enum SentenceBounds {
  /// The sentence that holds the byte at `place`, without blanks at its ends.
  static func sentence(around place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = place
    while start > 0, !isEnd(start - 1, bytes) { start -= 1 }
    while start < place, bytes[start] == 0x20 || bytes[start] == 0x0A { start += 1 }
    var end = place
    while end < bytes.count, !isEnd(end, bytes) { end += 1 }
    return start..<min(end + 1, bytes.count)
  }

  /// Whether a sentence ends with the byte at `index`: with its stop, or with a mark that closes a
  /// quotation behind the stop.
  private static func isEnd(_ index: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let byte = bytes[index]
    switch byte {
    case 0x0A: return true
    case 0x2E, 0x21, 0x3F:
      guard index + 1 < bytes.count else { return true }
      return bytes[index + 1] == 0x20 && (byte != 0x2E || !isAbbreviation(index, bytes))
    case 0x22, 0x29:
      return index > 0 && index + 1 < bytes.count && bytes[index + 1] == 0x20 && isStop(bytes[index - 1])
    case 0x9D where index >= 3 && bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE2:
      return index + 1 < bytes.count && bytes[index + 1] == 0x20 && isStop(bytes[index - 3])
    case 0x82 where index >= 2: return bytes[index - 1] == 0x80 && bytes[index - 2] == 0xE3
    case 0x81 where index >= 2, 0x9F where index >= 2:
      if byte == 0x9F, bytes[index - 1] == 0xD8 { return true }
      return bytes[index - 1] == 0xBC && bytes[index - 2] == 0xEF
    default: return false
    }
  }

  private static func isStop(_ byte: UInt8) -> Bool { byte == 0x2E || byte == 0x21 || byte == 0x3F }

  /// A stop behind one letter, behind a word with a stop in it, or behind a known short form.
  private static func isAbbreviation(_ stop: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = stop
    while start > 0, bytes[start - 1] != 0x20, stop - start < 8 { start -= 1 }
    let length = stop - start
    if length <= 1 { return true }
    guard length <= 6 else { return false }
    let word = UnsafeBufferPointer(rebasing: bytes[start..<stop])
    if word.contains(0x2E) { return true }
    return shortForms.contains { $0.count == length && $0.elementsEqual(word.map { $0 | 0x20 }) }
  }

  private static let shortForms: [[UInt8]] = [
    "mr", "mrs", "ms", "dr", "st", "vs", "sr", "sra", "no", "gen", "col", "gov", "sen", "rep", "prof", "inc",
    "ltd", "co", "jan", "feb", "aug", "sept", "oct", "nov", "dec", "mme", "art", "cf", "fig",
  ].map { Array($0.utf8) }
}

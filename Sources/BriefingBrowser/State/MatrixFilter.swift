internal import BriefingModel

/// What the matrix over many briefings is narrowed to, as its reader types it: words, `kind:risk`, `is:stated`,
/// `subject:corruption`, and what only the index can tell (`country:Ecuador`, `date:2026-03..`, `source:…`).
struct MatrixFilter: Equatable {
  /// Each must stand in a subject, in a statement or in what is known of its briefing.
  private var words: [TextMatcher] = []
  private var subjects: [TextMatcher] = []
  private(set) var kinds: Set<AssessmentKind> = []
  private(set) var isStated: Bool?
  /// What is asked of the index, as a search; empty for nothing.
  private(set) var query = ""

  init(_ text: String) {
    var asked: [String] = []
    for token in Self.tokens(of: text) {
      guard let colon = token.firstIndex(of: ":"), colon > token.startIndex else {
        words.append(TextMatcher(token.filter { $0 != "\"" }))
        continue
      }
      let name = token[..<colon].lowercased()
      let value = token[token.index(after: colon)...].filter { $0 != "\"" }
      // What is still being typed narrows nothing yet.
      if value.isEmpty { continue }
      switch name {
      case "kind":
        let typed = value.lowercased()
        kinds.formUnion(
          AssessmentKind.allCases.filter { $0.rawValue.hasPrefix(typed) || $0.sign == typed })
      case "is" where "stated".hasPrefix(value.lowercased()): isStated = true
      case "is" where "inferred".hasPrefix(value.lowercased()): isStated = false
      case "subject": subjects.append(TextMatcher(value))
      default: asked.append(token)
      }
    }
    query = asked.joined(separator: " ")
  }

  /// Parts between blanks; what stands in quotation marks is one.
  private static func tokens(of text: String) -> [String] {
    var tokens: [String] = []
    var token = ""
    var isQuoted = false
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if character == " ", !isQuoted {
        if !token.isEmpty { tokens.append(token) }
        token = ""
      } else {
        token.append(character)
      }
    }
    return token.isEmpty ? tokens : tokens + [token]
  }

  /// Whether a statement of a briefing is left.
  func keeps(_ assessment: Assessment, of entry: LibraryEntry) -> Bool {
    if !kinds.isEmpty, !kinds.contains(assessment.kind) { return false }
    if let isStated, assessment.isStated != isStated { return false }
    let subject = assessment.subject ?? ""
    guard subjects.allSatisfy({ $0.matches(subject) }) else { return false }
    return words.allSatisfy { word in
      word.matches(subject) || word.matches(assessment.shownText) || word.matches(entry.displayTitle)
        || word.matches(entry.path) || word.matches(entry.source ?? "") || word.matches(entry.date ?? "")
    }
  }

  /// Whether a subject is left where its statements are only counted.
  func keeps(_ subject: String) -> Bool {
    (subjects + words).allSatisfy { $0.matches(subject) }
  }

  /// The counts of what is left of a subject.
  func kept(_ row: MatrixCounts.Row) -> MatrixCounts.Row {
    guard !kinds.isEmpty || isStated != nil else { return row }
    var kept = row
    for (place, kind) in AssessmentKind.allCases.enumerated() {
      let isWanted = kinds.isEmpty || kinds.contains(kind)
      if !isWanted || isStated == false { kept.stated[place] = 0 }
      if !isWanted || isStated == true { kept.inferred[place] = 0 }
    }
    if !kinds.isEmpty, !kinds.contains(.risk) || isStated == false { kept.openRiskCount = 0 }
    return kept
  }
}

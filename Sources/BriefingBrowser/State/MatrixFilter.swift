internal import BriefingModel

/// What the matrix over many briefings is narrowed to, as its reader types it: words, `kind:risk`, `is:stated`,
/// `subject:corruption`, and what only the index can tell (`country:Ecuador`, `date:2026-03..`, `source:…`).
struct MatrixFilter: Equatable {
  /// A part of what was typed between blanks.
  private struct Token: Equatable {
    var text: String
    /// 0-based, in scalars of what was typed.
    var offset: Int
  }

  /// Each must stand in a subject, in a statement or in what is known of its briefing.
  private var words: [TextMatcher] = []
  private var subjects: [TextMatcher] = []
  private(set) var kinds: Set<AssessmentKind> = []
  private(set) var isStated: Bool?
  /// What is asked of the index.
  private var asked: [Token] = []
  /// The first part that can not be read, at its place in what was typed; it narrows nothing.
  private(set) var fault: QueryFault?

  /// What is asked of the index, as a search; empty for nothing.
  var query: String { asked.map(\.text).joined(separator: " ") }

  /// What the index can tell of a briefing, by the names that a search has for it.
  static let askedNames: Set<String> = [
    "title", "heading", "body", "table", "benefit", "risk", "mitigation", "source", "path", "country", "org",
    "organisation", "organization", "operation", "date", "has", "tag", "note",
  ]
  /// What `is:` asks of the index.
  static let askedStates = ["unread", "read", "starred", "annotated", "changed"]

  init(_ text: String) {
    for token in Self.tokens(of: text) {
      // What stands in quotation marks is words, whatever they hold.
      guard token.text.first != "\"", let colon = token.text.firstIndex(of: ":"),
        colon > token.text.startIndex
      else {
        words.append(TextMatcher(token.text.filter { $0 != "\"" }))
        continue
      }
      let name = token.text[..<colon].lowercased()
      let value = token.text[token.text.index(after: colon)...].filter { $0 != "\"" }
      // What is still being typed narrows nothing yet.
      if value.isEmpty { continue }
      take(name, value, token, in: text)
    }
  }

  private mutating func take(_ name: String, _ value: String, _ token: Token, in text: String) {
    let typed = value.lowercased()
    switch name {
    case "kind":
      let wanted = AssessmentKind.allCases.filter { $0.rawValue.hasPrefix(typed) || $0.sign == typed }
      if wanted.isEmpty {
        note(token, "kind: knows \(Self.listed(AssessmentKind.allCases.map(\.rawValue)))")
      }
      kinds.formUnion(wanted)
    case "is" where "stated".hasPrefix(typed): isStated = true
    case "is" where "inferred".hasPrefix(typed): isStated = false
    case "is" where Self.askedStates.contains { $0.hasPrefix(typed) }: asked.append(token)
    case "is": note(token, "is: knows \(Self.listed(["stated", "inferred"] + Self.askedStates))")
    case "subject": subjects.append(TextMatcher(value))
    default:
      let own = name.first == "-" ? String(name.dropFirst()) : name
      if Self.askedNames.contains(own) || own == "is" && own != name {
        asked.append(token)
      } else {
        let near = Self.nearest(to: own)
        let rest = token.text[(token.text.firstIndex(of: ":") ?? token.text.startIndex)...]
        note(
          token, "a matrix is not narrowed by \(own):", meant: near.map { $0 + rest }, in: text)
      }
    }
  }

  private mutating func note(
    _ token: Token, _ message: String, meant: String? = nil, in text: String = ""
  ) {
    guard fault == nil else { return }
    var suggestion: String?
    if let meant {
      let scalars = Array(text.unicodeScalars)
      var whole = String.UnicodeScalarView(scalars[..<token.offset])
      whole.append(contentsOf: meant.unicodeScalars)
      whole.append(contentsOf: scalars[(token.offset + token.text.unicodeScalars.count)...])
      suggestion = String(whole)
    }
    fault = QueryFault(message: message, offset: token.offset, suggestion: suggestion)
  }

  private static func listed(_ names: [String]) -> String {
    names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
  }

  /// The known name that a name is at most two slips of the finger away from.
  private static func nearest(to name: String) -> String? {
    guard name.count >= 3 else { return nil }
    let known = askedNames.sorted() + ["kind", "subject"]
    return known.map { ($0, slips(name, $0)) }.filter { $0.1 <= 2 }.min { $0.1 < $1.1 }?.0
  }

  /// Letters more, less or other that part two words.
  private static func slips(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    var row = Array(0...right.count)
    for (index, letter) in left.enumerated() {
      var next = [index + 1]
      for (column, other) in right.enumerated() {
        next.append(min(row[column + 1] + 1, next[column] + 1, row[column] + (letter == other ? 0 : 1)))
      }
      row = next
    }
    return row[right.count]
  }

  /// The 0-based place in what was typed of a place of `query`, both in scalars.
  func place(ofAsked offset: Int) -> Int {
    var start = 0
    for token in asked {
      let end = start + token.text.unicodeScalars.count
      if offset <= end { return token.offset + max(0, offset - start) }
      start = end + 1
    }
    return asked.last?.offset ?? 0
  }

  /// Parts between blanks; what stands in quotation marks is one.
  private static func tokens(of text: String) -> [Token] {
    var tokens: [Token] = []
    var token = Token(text: "", offset: 0)
    var isQuoted = false
    var offset = 0
    for character in text + " " {
      if character == "\"" { isQuoted.toggle() }
      if character == " ", !isQuoted || offset == text.unicodeScalars.count {
        if !token.text.isEmpty { tokens.append(token) }
        token = Token(text: "", offset: offset + 1)
      } else {
        token.text.append(character)
      }
      offset += character.unicodeScalars.count
    }
    return tokens
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

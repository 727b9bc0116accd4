internal import BriefingModel

/// What the matrix over many briefings is narrowed to, as its reader types it: words, `kind:risk`, `is:stated`,
/// `subject:corruption`, and what only the index can tell (`country:Ecuador`, `date:2026-03..`, `source:…`).
struct MatrixFilter: Equatable {
  /// Each must stand in a subject, in a statement or in what is known of its briefing.
  private var words: [TextMatcher] = []
  private var subjects: [TextMatcher] = []
  private(set) var kinds: Set<AssessmentKind> = []
  private(set) var isStated: Bool?
  /// What is asked of the index.
  private var asked: [QueryPart] = []
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
    for part in QueryPart.parts(of: text) {
      // What stands in quotation marks is words, whatever they hold.
      guard part.text.first != "\"", let (name, value) = part.field, !name.isEmpty else {
        words.append(TextMatcher(part.text.filter { $0 != "\"" }))
        continue
      }
      // What is still being typed narrows nothing yet.
      if value.isEmpty { continue }
      take(name, value, part, in: text)
    }
  }

  private mutating func take(_ name: String, _ value: String, _ part: QueryPart, in text: String) {
    let typed = value.lowercased()
    switch name {
    case "kind":
      let wanted = AssessmentKind.allCases.filter { $0.rawValue.hasPrefix(typed) || $0.sign == typed }
      if wanted.isEmpty {
        note(part, "kind: knows \(Self.listed(AssessmentKind.allCases.map(\.rawValue)))")
      }
      kinds.formUnion(wanted)
    case "is" where "stated".hasPrefix(typed): isStated = true
    case "is" where "inferred".hasPrefix(typed): isStated = false
    case "is" where Self.askedStates.contains { $0.hasPrefix(typed) }: asked.append(part)
    case "is": note(part, "is: knows \(Self.listed(["stated", "inferred"] + Self.askedStates))")
    case "subject": subjects.append(TextMatcher(value))
    default:
      let own = name.first == "-" ? String(name.dropFirst()) : name
      if Self.askedNames.contains(own) || own == "is" && own != name {
        asked.append(part)
      } else {
        let near = Self.nearest(to: own)
        let rest = part.text[(part.text.firstIndex(of: ":") ?? part.text.startIndex)...]
        note(
          part, "a matrix is not narrowed by \(own):", meant: near.map { $0 + rest }, in: text)
      }
    }
  }

  private mutating func note(
    _ part: QueryPart, _ message: String, meant: String? = nil, in text: String = ""
  ) {
    guard fault == nil else { return }
    var suggestion: String?
    if let meant {
      let scalars = Array(text.unicodeScalars)
      var whole = String.UnicodeScalarView(scalars[..<part.offset])
      whole.append(contentsOf: meant.unicodeScalars)
      whole.append(contentsOf: scalars[(part.offset + part.text.unicodeScalars.count)...])
      suggestion = String(whole)
    }
    fault = QueryFault(message: message, offset: part.offset, suggestion: suggestion)
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
    for part in asked {
      let end = start + part.text.unicodeScalars.count
      if offset <= end { return part.offset + max(0, offset - start) }
      start = end + 1
    }
    return asked.last?.offset ?? 0
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

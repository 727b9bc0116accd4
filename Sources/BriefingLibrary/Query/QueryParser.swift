import BriefingModel

/// Reads the query language:
///
///     oil sanctions           both words
///     "oil spill"             side by side
///     sanc*                   by its beginning
///     -tanker                 without it
///     oil OR gas              either
///     NEAR(oil spill, 5)      at most five words between
///     title:oil risk:(a b)    in one field
///     date:2026-03..2026-04   stated day, month or year, or a range of them
///     has:table has:matrix
///     is:unread is:read is:starred is:annotated is:changed
///     tag:energy note:"ask again"     what its reader noted
///     country:Ecuador org:NATO operation:Martillo     what it names
///     /sanction(s|ed)/        a line that matches the pattern
///
/// While the reader is typing, the last word matches by its beginning and what is not finished
/// yet (an open quotation mark or parenthesis, a sign without its word) is no fault.
struct QueryParser {
  /// Faults keep a query from costing more than it can be worth.
  private static let mostTerms = 64
  private static let deepest = 20
  private static let longest = 4_000

  let tokens: [QueryScanner.Placed]
  private let text: [Unicode.Scalar]
  let isTyping: Bool
  let scanner = WordScanner()
  var place = 0
  private var filters: [QueryFilter] = []
  private var patterns: [QueryPattern] = []
  private var termCount = 0

  private init(_ text: String, isTyping: Bool) {
    self.text = Array(text.unicodeScalars)
    tokens = QueryScanner.tokens(of: text)
    self.isTyping = isTyping
  }

  private var length: Int { text.count }

  /// What `text` asks for.
  static func parse(_ text: String, isTyping: Bool) throws(QueryFault) -> Query {
    guard text.unicodeScalars.count <= longest else {
      throw QueryFault(message: "the query is too long", offset: longest)
    }
    var parser = QueryParser(text, isTyping: isTyping)
    let expression = try parser.alternatives(depth: 0, field: nil, mayFilter: true)
    if let placed = parser.current {
      throw parser.fault(
        "a parenthesis is closed that was not opened", at: placed.offset, instead: (placed, ""))
    }
    return Query(expression: expression, filters: parser.filters, patterns: parser.patterns)
  }

  /// The words of a text that may be no query, to look for near ones.
  static func words(of text: String) -> [String] {
    let scanner = WordScanner()
    return QueryScanner.tokens(of: text).flatMap { placed -> [String] in
      switch placed.token {
      case .word(let text), .prefix(let text), .phrase(let text, _): scanner.words(of: text)
      default: []
      }
    }
  }

  var current: QueryScanner.Placed? { place < tokens.count ? tokens[place] : nil }

  /// A fault at a place of the query.
  ///
  /// - Parameter instead: what may have been meant in the place of a part of the query.
  func fault(
    _ message: String, at offset: Int, instead: (part: QueryScanner.Placed, text: String)? = nil
  ) -> QueryFault {
    guard let instead else { return QueryFault(message: message, offset: offset) }
    var meant = String.UnicodeScalarView()
    meant.append(contentsOf: text[..<instead.part.offset])
    meant.append(contentsOf: instead.text.unicodeScalars)
    meant.append(contentsOf: text[min(length, instead.part.end)...])
    let suggestion = String(meant).split(separator: " ").joined(separator: " ")
    return QueryFault(
      message: message, offset: offset, suggestion: suggestion.isEmpty ? nil : suggestion)
  }

  /// A fault that what is written behind the query mends.
  private func fault(_ message: String, at offset: Int, adding ending: String) -> QueryFault {
    let end = QueryScanner.Placed(token: .close, offset: length, end: length)
    return fault(message, at: offset, instead: (end, ending))
  }

  /// `a b OR c d`: nil when nothing in it can be searched for.
  private mutating func alternatives(
    depth: Int, field: QueryField?, mayFilter: Bool
  ) throws(QueryFault) -> QueryExpression? {
    guard depth <= Self.deepest else {
      throw fault("too many parentheses within each other", at: current?.offset ?? length)
    }
    // Filters hold for the whole query: they cannot stand on one side of OR.
    let hasOr = holdsOr()
    var parts: [QueryExpression] = []
    while true {
      let start = place
      if let part = try conjunction(depth: depth, field: field, mayFilter: mayFilter && !hasOr) {
        parts.append(part)
      }
      guard let or = current, or.token == .or else { break }
      if start == place {
        throw fault("OR wants a word before it", at: or.offset, instead: (or, ""))
      }
      place += 1
      if current == nil || current?.token == .close {
        guard isTyping, current == nil else {
          throw fault("OR wants a word after it", at: or.offset, instead: (or, ""))
        }
        break
      }
    }
    return parts.count > 1 ? .any(parts) : parts.first
  }

  /// Whether an OR stands at this level, before the parenthesis that closes it.
  private func holdsOr() -> Bool {
    var depth = 0
    for placed in tokens[min(place, tokens.count)...] {
      switch placed.token {
      case .open, .near: depth += 1
      case .close:
        depth -= 1
        if depth < 0 { return false }
      case .or where depth == 0: return true
      default: break
      }
    }
    return false
  }

  private mutating func conjunction(
    depth: Int, field: QueryField?, mayFilter: Bool
  ) throws(QueryFault) -> QueryExpression? {
    var parts: [QueryExpression] = []
    while let placed = current, placed.token != .or, placed.token != .close {
      if let part = try unary(depth: depth, field: field, mayFilter: mayFilter) { parts.append(part) }
    }
    return parts.count > 1 ? .all(parts) : parts.first
  }

  private mutating func unary(
    depth: Int, field: QueryField?, mayFilter: Bool
  ) throws(QueryFault) -> QueryExpression? {
    guard let placed = current else { return nil }
    guard placed.token == .minus else {
      return try primary(depth: depth, field: field, mayFilter: mayFilter, isNegated: false)
    }
    place += 1
    guard let next = current, next.token != .or, next.token != .close, next.token != .minus else {
      if isTyping, current == nil { return nil }
      throw fault("- wants a word after it", at: placed.offset, instead: (placed, ""))
    }
    let part = try primary(depth: depth, field: field, mayFilter: mayFilter, isNegated: true)
    return part.map { .not($0) }
  }

  private mutating func primary(
    depth: Int, field: QueryField?, mayFilter: Bool, isNegated: Bool
  ) throws(QueryFault) -> QueryExpression? {
    guard let placed = current else { return nil }
    place += 1
    switch placed.token {
    case .word(let text):
      return try term(
        text, isPrefix: isTyping && placed.end == length && place == tokens.count, field, placed)
    case .prefix(let text):
      return try term(text, isPrefix: true, field, placed)
    case .phrase(let text, let isClosed):
      guard isClosed || isTyping else {
        throw fault("a quotation mark is not closed", at: placed.offset, adding: "\"")
      }
      // `"oil sanc"*`
      let isStarred = current?.token == .prefix("") && current?.offset == placed.end
      if isStarred { place += 1 }
      return try term(text, isPrefix: isStarred || !isClosed, field, placed)
    case .field(let field):
      guard let next = current, next.token != .or, next.token != .close, next.token != .minus else {
        if isTyping, current == nil { return nil }
        throw fault("\(field.rawValue): wants a word after it", at: placed.offset, instead: (placed, ""))
      }
      return try primary(depth: depth, field: field, mayFilter: false, isNegated: isNegated)
    case .filter(let name, let value):
      guard mayFilter, depth == 0 else {
        throw fault("\(name): holds for the whole query and cannot stand here", at: placed.offset)
      }
      if let filter = try filter(name, value, placed, isNegated) { filters.append(filter) }
      return nil
    case .pattern(let source, let isClosed):
      guard mayFilter, depth == 0 else {
        throw fault("a /pattern/ holds for the whole query and cannot stand here", at: placed.offset)
      }
      try pattern(source, isClosed: isClosed, placed, isNegated)
      return nil
    case .open:
      let inner = try alternatives(depth: depth + 1, field: field, mayFilter: false)
      try close(opened: placed)
      return inner
    case .near:
      return try near(field, opened: placed)
    case .minus, .or, .close, .comma:
      throw fault("a word is missing", at: placed.offset)
    }
  }

  private mutating func close(opened: QueryScanner.Placed) throws(QueryFault) {
    if current?.token == .close {
      place += 1
    } else if !isTyping || current != nil {
      throw fault("a parenthesis is not closed", at: opened.offset, adding: ")")
    }
  }

  private mutating func term(
    _ text: String, isPrefix: Bool, _ field: QueryField?, _ placed: QueryScanner.Placed
  ) throws(QueryFault) -> QueryExpression? {
    try word(text, isPrefix: isPrefix, field, placed).map { .term($0) }
  }

  mutating func word(
    _ text: String, isPrefix: Bool, _ field: QueryField?, _ placed: QueryScanner.Placed
  ) throws(QueryFault) -> QueryTerm? {
    let words = scanner.words(of: text)
    guard let last = words.last else { return nil }
    termCount += words.count
    guard termCount <= Self.mostTerms else {
      throw fault("more than \(Self.mostTerms) words", at: placed.offset)
    }
    // One CJK character alone is searched as the beginning of a pair. A word that a sign ends
    // (`U.S.`) is whole.
    let only = last.unicodeScalars.count == 1 ? last.unicodeScalars.first?.value ?? 0 : 0
    let isAlone = WordScanner.isUnspaced(only)
    let isEnded = !isAlone && isPrefix && endsInSeparator(text)
    return QueryTerm(words: words, isPrefix: (isPrefix && !isEnded) || isAlone, field: field)
  }

  private func endsInSeparator(_ text: String) -> Bool {
    guard let last = text.unicodeScalars.last else { return true }
    return scanner.words(of: String(last)).isEmpty && !last.properties.isDiacritic
      && last.properties.generalCategory != .nonspacingMark && last.properties.generalCategory != .format
  }

  /// `NEAR(oil "tanker war", 5)`, after its parenthesis.
  private mutating func near(
    _ field: QueryField?, opened: QueryScanner.Placed
  ) throws(QueryFault) -> QueryExpression? {
    var terms: [QueryTerm] = []
    var distance = 10
    while let placed = current, placed.token != .close {
      place += 1
      switch placed.token {
      case .word(let text):
        if let term = try word(text, isPrefix: false, field, placed) { terms.append(term) }
      case .prefix(let text):
        if let term = try word(text, isPrefix: true, field, placed) { terms.append(term) }
      case .phrase(let text, _):
        if let term = try word(text, isPrefix: false, field, placed) { terms.append(term) }
      case .comma:
        if let number = current {
          guard case .word(let text) = number.token, let value = Int(text), (0...1_000).contains(value)
          else { throw fault("NEAR wants a number of words after the comma", at: number.offset) }
          distance = value
          place += 1
        } else if !isTyping {
          throw fault("NEAR wants a number of words after the comma", at: placed.offset)
        }
      default:
        throw fault("NEAR holds only words and phrases", at: placed.offset)
      }
    }
    try close(opened: opened)
    guard terms.count > 1 else { return terms.first.map { .term($0) } }
    return .near(terms, distance: distance)
  }

  private mutating func pattern(
    _ source: String, isClosed: Bool, _ placed: QueryScanner.Placed, _ isNegated: Bool
  ) throws(QueryFault) {
    // One that is still being typed is not looked for: its beginning means something else.
    guard isClosed else {
      if isTyping { return }
      throw fault("a pattern is not closed by a slash", at: placed.offset, adding: "/")
    }
    guard !source.isEmpty else { return }
    let pattern = QueryPattern(source: source, isNegated: isNegated, offset: placed.offset + 1)
    do {
      _ = try Pattern(source)
    } catch {
      throw error.inQuery(pattern)
    }
    patterns.append(pattern)
  }
}

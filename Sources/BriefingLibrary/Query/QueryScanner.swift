import BriefingModel

/// Divides a query into its signs and words, each with its place.
struct QueryScanner {
  enum Token: Equatable {
    case word(String)
    /// A word with a star after it.
    case prefix(String)
    case phrase(String, isClosed: Bool)
    case field(QueryField)
    case filter(name: String, value: String)
    /// What stands between two slashes.
    case pattern(String, isClosed: Bool)
    case minus
    case or
    case near
    case open
    case close
    case comma
  }

  struct Placed: Equatable {
    var token: Token
    /// 0-based offset in scalars of the query.
    var offset: Int
    /// The offset after its last scalar.
    var end: Int
  }

  static let filters: Set<String> = ["date", "has", "is", "tag", "note"]

  /// Other names of fields.
  private static let shortForms = ["org": "organisation", "organization": "organisation"]

  private let scalars: [Unicode.Scalar]
  private var index = 0

  private init(_ query: String) {
    scalars = Array(query.unicodeScalars)
  }

  /// The tokens of `query`.
  static func tokens(of query: String) -> [Placed] {
    var scanner = QueryScanner(query)
    var tokens: [Placed] = []
    var nearDepth = 0
    while let placed = scanner.next(insideNear: nearDepth > 0) {
      // A comma means something only between the words and the distance of NEAR.
      if placed.token == .near { nearDepth = 1 }
      if placed.token == .close { nearDepth = 0 }
      tokens.append(placed)
    }
    return tokens
  }

  private mutating func next(insideNear: Bool) -> Placed? {
    while index < scalars.count, scalars[index].properties.isWhitespace { index += 1 }
    guard index < scalars.count else { return nil }
    let start = index
    func placed(_ token: Token) -> Placed { Placed(token: token, offset: start, end: index) }
    switch scalars[index] {
    case "(":
      index += 1
      return placed(.open)
    case ")":
      index += 1
      return placed(.close)
    case ",":
      index += 1
      return insideNear ? placed(.comma) : next(insideNear: false)
    case "\"", "\u{201C}", "\u{201D}", "\u{201E}":
      return phrase(from: start)
    case "/" where !insideNear && index + 1 < scalars.count && !scalars[index + 1].properties.isWhitespace:
      return pattern(from: start)
    case "-" where index + 1 < scalars.count && !scalars[index + 1].properties.isWhitespace:
      index += 1
      return placed(.minus)
    default:
      return word(from: start, insideNear: insideNear)
    }
  }

  /// A pattern goes to the slash that ends a word; one within a word, or behind a backslash, is its own.
  private mutating func pattern(from start: Int) -> Placed {
    var text = String.UnicodeScalarView()
    index += 1
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if scalar == "\\", index < scalars.count {
        // PCRE2 takes an escaped slash for a slash.
        text.append(scalar)
        text.append(scalars[index])
        index += 1
        continue
      }
      if scalar == "/",
        index == scalars.count || scalars[index].properties.isWhitespace || scalars[index] == ")"
      {
        return Placed(token: .pattern(String(text), isClosed: true), offset: start, end: index)
      }
      text.append(scalar)
    }
    return Placed(token: .pattern(String(text), isClosed: false), offset: start, end: index)
  }

  private mutating func phrase(from start: Int) -> Placed {
    index += 1
    var text = String.UnicodeScalarView()
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if scalar == "\"" || scalar == "\u{201D}" || scalar == "\u{201C}" {
        return Placed(token: .phrase(String(text), isClosed: true), offset: start, end: index)
      }
      text.append(scalar)
    }
    return Placed(token: .phrase(String(text), isClosed: false), offset: start, end: index)
  }

  private mutating func word(from start: Int, insideNear: Bool) -> Placed {
    var text = String.UnicodeScalarView()
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar.properties.isWhitespace || scalar == "(" || scalar == ")" || scalar == "\"" { break }
      if insideNear, scalar == "," { break }
      index += 1
      if scalar == ":", let token = field(named: String(text), at: start) {
        return Placed(token: token, offset: start, end: index)
      }
      if scalar == "*" {
        // The star ends the word; what follows is another.
        return Placed(token: .prefix(String(text)), offset: start, end: index)
      }
      text.append(scalar)
    }
    let word = String(text)
    let token: Token
    switch word {
    case "OR": token = .or
    case "NEAR" where index < scalars.count && scalars[index] == "(":
      index += 1
      token = .near
    default: token = .word(word)
    }
    return Placed(token: token, offset: start, end: index)
  }

  /// The field or filter before a colon; nil when the colon is part of a word (`12:30`).
  private mutating func field(named name: String, at start: Int) -> Token? {
    let name = name.lowercased()
    if let field = QueryField(rawValue: Self.shortForms[name] ?? name) { return .field(field) }
    guard Self.filters.contains(name) else { return nil }
    var value = String.UnicodeScalarView()
    // `tag:"to do"`
    if index < scalars.count, scalars[index] == "\"" {
      index += 1
      while index < scalars.count, scalars[index] != "\"" {
        value.append(scalars[index])
        index += 1
      }
      index = min(index + 1, scalars.count)
      return .filter(name: name, value: String(value))
    }
    while index < scalars.count, !scalars[index].properties.isWhitespace, scalars[index] != ")" {
      value.append(scalars[index])
      index += 1
    }
    return .filter(name: name, value: String(value))
  }
}

/// What is looked for in a text, as it was typed: words, or behind a slash a pattern.
public enum FindQuery: Sendable, Hashable {
  case words(String)
  /// A regular expression without the slashes around it.
  case pattern(String)

  /// `/sanction(s|ed)/` is a pattern; the slash at its end may be left out. One slash alone is not yet one.
  public init(typed: String) {
    guard typed.first == "/" else {
      self = .words(typed)
      return
    }
    var source = typed.dropFirst()
    if source.last == "/", source.count > 1, !Self.isEscaped(source.dropLast()) { source.removeLast() }
    self = .pattern(String(source))
  }

  public var isEmpty: Bool {
    switch self {
    case .words(let text), .pattern(let text): text.isEmpty
    }
  }

  /// Whether what follows is its own: an odd number of backslashes stands before it.
  private static func isEscaped(_ text: Substring) -> Bool {
    text.reversed().prefix { $0 == "\\" }.count % 2 == 1
  }
}

/// Find in the open briefing.
public struct FindState: Sendable, Equatable {
  /// As it was typed.
  public internal(set) var pattern: String
  public internal(set) var matches: [FlowMatch]
  /// 0-based index of the match that the reader stands on; nil with none.
  public internal(set) var current: Int?
  /// Why the pattern could not be used; nil where it could.
  public internal(set) var fault: String?
  /// Whether only the blocks with a match are shown.
  public internal(set) var showsOnlyMatches = false
  /// A pattern is looked for elsewhere: what stands here is of before until the answer comes.
  var request = Request.none
  /// The first match at or behind this place is gone to.
  var origin = FlowPlace()
  /// Steps to the next match, or with a sign to the one before, that were asked for before the answer came.
  var stepsAhead = 0
  /// Whether the prompt was left, so that what was not found has to be said.
  var isAccepted = false

  enum Request: Sendable, Equatable {
    case none
    /// To be asked for.
    case due
    /// The number of the request that is under way.
    case asked(Int)
  }

  var query: FindQuery { FindQuery(typed: pattern) }

  /// Whether the answer for the pattern has not come yet.
  var isWaiting: Bool { request != .none }

  /// `3 of 12`, `100,000+` for more than are looked for.
  var countWords: String {
    let all = matches.count.grouped + (matches.count >= Flow.mostMatches ? "+" : "")
    return "\(((current ?? 0) + 1).grouped) of \(all)"
  }
}

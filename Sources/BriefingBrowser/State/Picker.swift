internal import BriefingModel

/// A list over the panes to choose one thing of.
public struct Picker: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    /// What narrows the search.
    case facets
    /// The searches that were kept.
    case searches
    /// Titles, headings, tables and paths.
    case names
    /// The places that have letters.
    case marks
  }

  /// What choosing does.
  enum Target: Sendable, Equatable {
    /// Writes behind the query.
    case refine(String)
    case search(String, name: String)
    case open(entryID: Int64, line: Int?)
    case mark(Character)
  }

  struct Item: Sendable, Equatable {
    var text: String
    /// 0-based, half-open offsets in scalars of `text`.
    var marks: [Range<Int>] = []
    /// At the right end.
    var detail: String
    var target: Target
  }

  let kind: Kind
  var editor = LineEditor()
  /// All; those that fit what is typed are shown.
  var items: [Item] = []
  var cursor = ListCursor()
  /// Whether what was asked for has not come yet.
  var isWaiting = true
  /// Whether the items are those of what was typed before.
  var isBehind = false

  init(_ kind: Kind) { self.kind = kind }

  /// The items that fit what is typed; names come as they fit.
  var shown: [Item] {
    guard kind != .names, !editor.isEmpty else { return items }
    let matcher = TextMatcher(editor.text)
    return items.filter { matcher.matches($0.text) || matcher.matches($0.detail) }
  }

  var title: String {
    switch kind {
    case .facets: "Narrow"
    case .searches: "Searches"
    case .names: "Open"
    case .marks: "Marks"
    }
  }

  /// What to say when there is nothing to choose.
  var emptyWords: String {
    if isWaiting { return "Looking." }
    if !editor.isEmpty { return "Nothing fits what is typed." }
    return switch kind {
    case .facets: "What was found has nothing in common that would narrow it."
    case .searches: "No search was kept yet: s keeps the one that is shown."
    case .names: "No briefings."
    case .marks: "No mark was set yet: m and a letter sets one."
    }
  }
}

extension Picker.Item {
  init(_ facet: SearchFacet) {
    self.init(
      text: facet.kind + ": " + facet.label, detail: BarView.plural(facet.count, "briefing"),
      target: .refine(facet.query))
  }

  init(_ search: NamedSearch) {
    self.init(text: search.name, detail: search.query, target: .search(search.query, name: search.name))
  }

  init(_ match: NameMatch) {
    let isOwn = match.kind == .title || match.kind == .path
    let detail =
      isOwn
      ? (match.kind == .path ? match.entry.displayTitle : match.entry.path)
      : match.kind.rawValue + " in " + match.entry.displayTitle
    self.init(
      text: match.text, marks: match.marks, detail: detail,
      target: .open(entryID: match.entry.id, line: match.line))
  }
}

/// A search that its reader gave a name.
public struct NamedSearch: Sendable, Equatable {
  public var name: String
  public var query: String

  public init(name: String, query: String) {
    self.name = name
    self.query = query
  }
}

/// A way to narrow a search: what some of the briefings found have in common.
public struct SearchFacet: Sendable, Equatable {
  /// What it is about: `source`, `date`, `folder`, `holds`.
  public var kind: String
  public var label: String
  /// Briefings of the search that have it.
  public var count: Int
  /// What to write behind the query for these alone.
  public var query: String

  public init(kind: String, label: String, count: Int, query: String) {
    self.kind = kind
    self.label = label
    self.count = count
    self.query = query
  }
}

/// A title, heading, table or path that is like what was typed.
public struct NameMatch: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case title, path, heading, table
  }

  public var entry: LibraryEntry
  public var kind: Kind
  public var text: String
  /// What was typed: 0-based, half-open offsets in Unicode scalars of `text`.
  public var marks: [Range<Int>]
  /// 1-based line of the file; nil for a title or a path.
  public var line: Int?

  public init(entry: LibraryEntry, kind: Kind, text: String, marks: [Range<Int>] = [], line: Int? = nil) {
    self.entry = entry
    self.kind = kind
    self.text = text
    self.marks = marks
    self.line = line
  }
}

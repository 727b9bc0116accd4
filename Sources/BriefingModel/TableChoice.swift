/// How the reader of a briefing wants one of its tables to be read, whatever was found.
public enum TableChoice: Sendable, Hashable, Codable {
  /// As the lines stand in the file.
  case raw
  /// Parted into this many columns, within `columnCounts`.
  case columns(Int)

  /// The numbers of columns that can be chosen.
  public static let columnCounts = 2...8

  /// The choice as one number: 1 for the raw lines, else the number of columns.
  public var number: Int {
    switch self {
    case .raw: 1
    case .columns(let count): count
    }
  }

  /// The choice that `number` means; nil for a number that means none.
  public init?(number: Int) {
    if number == 1 {
      self = .raw
    } else if Self.columnCounts.contains(number) {
      self = .columns(number)
    } else {
      return nil
    }
  }
}

/// Which table of a briefing is meant, wherever in the briefing it has moved to.
public struct TableIdentity: Sendable, Hashable {
  /// Of the table's source lines.
  public var source: ContentHash
  /// 0-based, among the tables of the briefing that have the same source lines.
  public var occurrence: Int

  public init(source: ContentHash, occurrence: Int) {
    self.source = source
    self.occurrence = occurrence
  }
}

extension Table {
  /// Whether its reader may choose the columns: they were not stated, or could not be told.
  public var canBeReread: Bool { isReconstructed || confidence < .certain || choice != nil }

  /// The identities of `tables`, which are all tables of one briefing in reading order.
  public static func identities(of tables: [Table]) -> [TableIdentity] {
    var seen: [ContentHash: Int] = [:]
    return tables.map { table in
      let source = ContentHash(of: table.raw.utf8)
      let occurrence = seen[source, default: 0]
      seen[source] = occurrence + 1
      return TableIdentity(source: source, occurrence: occurrence)
    }
  }
}

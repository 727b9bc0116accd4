public import BriefingModel

/// The tables of all briefings as one list. It grows by pages as the cursor nears its end.
public struct LibraryTablesPane: Sendable, Equatable {
  /// What header or cells must hold; empty for all tables.
  public internal(set) var filter = ""
  public internal(set) var tables: [TableListing] = []
  public internal(set) var cursor = ListCursor()
  /// Briefings among which the tables are.
  public internal(set) var briefingCount = 0
  public internal(set) var fault: QueryFault?
  /// Where the next page begins; nil when all are here.
  var next: Int?
  /// Whether the next page was asked for.
  var isGrowing = false
  /// The newest request, and the one whose answer came last.
  var generation = 0
  var answered = 0

  /// Tables asked for at once.
  static let pageSize = 200

  /// Whether what is shown is not yet what was asked for.
  var isWaiting: Bool { answered != generation }

  var chosen: TableListing? {
    tables.indices.contains(cursor.selected) ? tables[cursor.selected] : nil
  }
}

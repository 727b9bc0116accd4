import BriefingModel
import Foundation
import GRDB

extension IndexStore {
  /// Where the file of a briefing is, and how it was read.
  struct Place: Sendable {
    var root: Int
    var path: PathBytes
    var format: BriefingFormat
  }

  /// The columns that `entry(_:)` wants, in its order.
  static let entryColumns = """
    briefing.id, briefing.root, briefing.path, briefing.title, briefing.date, briefing.source,
    briefing.lines, briefing.size, briefing.sections, briefing.tables, briefing.benefits,
    briefing.risks, briefing.mitigations
    """

  /// The entry in the first columns of `row`.
  func entry(_ row: Row) -> LibraryEntry {
    let path = row.withUnsafeBlob(atIndex: 2) { PathBytes(Array($0)) }
    return LibraryEntry(
      id: row[0], path: shownPath(root: row[1], path: path),
      displayTitle: row[3], date: row[4], source: row[5], lineCount: row[6], byteCount: row[7],
      sectionCount: row[8], tableCount: row[9], benefitCount: row[10], riskCount: row[11],
      mitigationCount: row[12])
  }

  /// How a file is shown.
  func shownPath(root: Int, path: PathBytes) -> String {
    guard roots.indices.contains(root) else { return path.display }
    return roots[root].shownPath(of: path).display
  }

  /// The briefings in list order: root by root, in each in natural order of their paths. At most
  /// `limit` of them.
  func entries(limit: Int? = nil) throws -> [LibraryEntry] {
    try database.read { db in
      let sql = """
        SELECT \(Self.entryColumns) FROM briefing
        ORDER BY root, place, path LIMIT \(limit ?? -1)
        """
      var rows = EntryRows(roots)
      var entries: [LibraryEntry] = []
      // Growing by and by would take twice the room.
      entries.reserveCapacity(
        try limit ?? Int.fetchOne(db, sql: "SELECT count(*) FROM briefing") ?? 0)
      try db.forEachRow(of: sql) { entries.append(rows.entry($0)) }
      return entries
    }
  }

  /// Changes of more briefings are not told one by one: counting what stands before each takes a while.
  private static let mostPatched = 16

  /// What changes make of the list; nil when they are too many.
  func patch(for changes: LibraryChanges) throws -> ListPatch? {
    let ids = changes.came + changes.changed
    guard ids.count <= Self.mostPatched else { return nil }
    return try database.read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(Self.entryColumns),
            (SELECT count(*) FROM briefing AS before
             WHERE (before.root, before.place, before.path) < (briefing.root, briefing.place, briefing.path))
          FROM briefing WHERE id = ?
          """)
      let placed = try ids.compactMap { id in
        try Row.fetchOne(statement, arguments: [id]).map { ListPatch.Placed(place: $0[13], entry: entry($0)) }
      }
      return ListPatch(placed: placed.sorted { $0.place < $1.place }, went: changes.went)
    }
  }

  /// What the list was made from.
  func listStamp() throws -> ListStamp {
    try database.read { db in
      ListStamp(
        count: try Int.fetchOne(db, sql: "SELECT count(*) FROM briefing") ?? 0,
        newest: try Int64.fetchOne(db, sql: "SELECT max(document) FROM briefing") ?? 0)
    }
  }

  /// Number of briefings.
  func count() throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM briefing") ?? 0 }
  }

  /// Where the briefing with this number is; nil when the library holds none.
  func place(of id: Int64) throws -> Place? {
    try database.read { db in
      let sql = "SELECT root, path, format FROM briefing WHERE id = ?"
      return try Row.fetchOne(db, sql: sql, arguments: [id]).map { row in
        Place(
          root: row[0], path: PathBytes(blob: row[1]),
          format: BriefingFormat(rawValue: row[2]) ?? .text)
      }
    }
  }

  /// What was passed over when the folders were walked last.
  func skipped() throws -> [SkippedFile] {
    try database.read { db in
      try Row.fetchAll(db, sql: "SELECT root, path, reason FROM skipped ORDER BY root, path")
        .map { row in
          SkippedFile(
            path: shownPath(root: row[0], path: PathBytes(blob: row[1])), reason: row[2])
        }
    }
  }

  /// All tables of all briefings, in list order.
  func tables() throws -> [LibraryTable] {
    try details("tables") { data in
      try data.withUnsafeBytes { try TableCode.tables(in: $0) }
    }.map { LibraryTable(entry: $0.0, table: $0.1) }
  }

  /// All assessments of all briefings, in list order.
  func assessments() throws -> [LibraryAssessment] {
    try details("assessments") { data in
      try data.withUnsafeBytes { try AssessmentCode.assessments(in: $0) }
    }.map { LibraryAssessment(entry: $0.0, assessment: $0.1) }
  }

  private func details<Value>(
    _ column: String, _ values: (Data) throws -> [Value]
  ) throws -> [(LibraryEntry, Value)] {
    try database.read { db in
      let sql = """
        SELECT \(Self.entryColumns), detail.\(column)
        FROM briefing JOIN detail ON detail.id = briefing.id
        WHERE detail.\(column) IS NOT NULL ORDER BY briefing.root, briefing.place, briefing.path
        """
      var found: [(LibraryEntry, Value)] = []
      let rows = try Row.fetchCursor(db, sql: sql)
      while let row = try rows.next() {
        let entry = entry(row)
        let data: Data = row[13]
        for value in try values(data) { found.append((entry, value)) }
      }
      return found
    }
  }
}

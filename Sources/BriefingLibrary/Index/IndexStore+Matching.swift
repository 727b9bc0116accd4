import BriefingModel
import GRDB
import GRDBSQLite

extension IndexStore {
  /// A briefing that matches a query.
  struct Match: Sendable {
    var entry: LibraryEntry
    var place: Place
    /// Higher is better.
    var score: Double
  }

  /// The best `limit` briefings that match, best first, and how many match at all. Nil when it was
  /// cancelled.
  func matches(
    _ query: Query, limit: Int, isCancelled: () -> Bool
  ) throws -> (best: [Match], count: Int)? {
    try interruptible(isCancelled) { db in
      let stale = try Int64.fetchSet(db, sql: "SELECT document FROM stale")
      let (conditions, arguments) = query.filterConditions
      var sql = "SELECT fulltext.rowid, bm25(fulltext, \(IndexSchema.weights)) FROM fulltext"
      if !conditions.isEmpty { sql += " JOIN briefing ON briefing.document = fulltext.rowid" }
      sql += " WHERE fulltext MATCH ?"
      if !conditions.isEmpty { sql += " AND \(conditions)" }
      let statement = try db.cachedStatement(sql: sql)
      statement.setUncheckedArguments(
        StatementArguments([query.fullTextPattern] + arguments))

      var best: [(rank: Double, document: Int64)] = []
      var count = 0
      let rows = try Row.fetchCursor(statement)
      while let row = try rows.next() {
        let document: Int64 = row[0]
        if stale.contains(document) { continue }
        count += 1
        best.append((row[1], document))
        if best.count >= limit * 4 + 256 {
          best.sort { $0.rank < $1.rank }
          best.removeLast(best.count - limit)
        }
      }
      best.sort { ($0.rank, $0.document) < ($1.rank, $1.document) }
      var matches: [Match] = []
      for (rank, document) in best.prefix(limit) {
        let sql =
          "SELECT \(Self.entryColumns), briefing.format FROM briefing WHERE briefing.document = ?"
        let statement = try db.cachedStatement(sql: sql)
        guard let row = try Row.fetchOne(statement, arguments: [document]) else { continue }
        let place = Place(
          root: row[1], path: PathBytes(blob: row[2]),
          format: BriefingFormat(rawValue: row[13]) ?? .text)
        matches.append(Match(entry: entry(row), place: place, score: -rank))
      }
      // Among equals the latest first, then list order as the index met them.
      let placed = matches.enumerated().sorted { left, right in
        if left.element.score != right.element.score {
          return left.element.score > right.element.score
        }
        let (one, other) = (left.element.entry.date ?? "", right.element.entry.date ?? "")
        return one == other ? left.offset < right.offset : one > other
      }
      return (placed.map(\.element), count)
    }
  }

  /// Reads with `isCancelled` asked from time to time; nil when it said so.
  func interruptible<Value>(
    _ isCancelled: () -> Bool, _ body: (Database) throws -> Value
  ) throws -> Value? {
    do {
      return try withoutActuallyEscaping(isCancelled) { isCancelled in
        let check = CancellationCheck(isCancelled)
        return try withExtendedLifetime(check) {
          try database.read { db in
            sqlite3_progress_handler(
              db.sqliteConnection, 2_000,
              { context in
                guard let context else { return 0 }
                let check = Unmanaged<CancellationCheck>.fromOpaque(context).takeUnretainedValue()
                return check.isCancelled() ? 1 : 0
              }, Unmanaged.passUnretained(check).toOpaque())
            defer { sqlite3_progress_handler(db.sqliteConnection, 0, nil, nil) }
            return try body(db)
          }
        }
      }
    } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
      return nil
    }
  }
}

/// Carries the question through C.
private final class CancellationCheck {
  let isCancelled: () -> Bool

  init(_ isCancelled: @escaping () -> Bool) {
    self.isCancelled = isCancelled
  }
}

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
    /// Paths of briefings with the same words, which are not listed by themselves.
    var equals: [String] = []
  }

  /// Thrown through a search to end it.
  private struct Cancelled: Error {}

  /// The best `limit` briefings that match, best first, and how many match at all. Nil when it was
  /// cancelled.
  func matches(
    _ query: Query, limit: Int, isCancelled: () -> Bool
  ) throws -> (best: [Match], count: Int)? {
    do {
      return try interruptible(isCancelled) { db in
        try withoutActuallyEscaping(isCancelled) { isCancelled in
          let check = { if isCancelled() { throw Cancelled() } }
          let snapshot = try snapshots.snapshot(db)
          let evaluation = try QueryEvaluation(
            query, snapshot, StoredChunks(db, check: check), check: check)
          let (ranked, count) = try evaluation.best(limit)
          return (try ranked.compactMap { try match($0, db) }, count)
        }
      }
    } catch is Cancelled {
      return nil
    }
  }

  private func match(_ ranked: QueryEvaluation.Ranked, _ db: Database) throws -> Match? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(Self.entryColumns), briefing.format FROM briefing WHERE briefing.document = ?")
    guard let row = try Row.fetchOne(statement, arguments: [ranked.document]) else { return nil }
    let place = Place(
      root: row[1], path: PathBytes(blob: row[2]),
      format: BriefingFormat(rawValue: row[13]) ?? .text)
    let equals = try ranked.equals.compactMap { document in
      try Row.fetchOne(statement, arguments: [document]).map { entry($0).path }
    }
    return Match(entry: entry(row), place: place, score: ranked.score, equals: equals)
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

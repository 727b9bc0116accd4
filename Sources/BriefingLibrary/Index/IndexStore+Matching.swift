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
  /// cancelled. Patterns are not looked at. `marked` is what its reader noted, where the query asks for it.
  func matches(
    _ query: Query, limit: Int, marked: [DeskMark] = [], isCancelled: () -> Bool
  ) throws -> (best: [Match], count: Int)? {
    try evaluated(query, marked, isCancelled) { evaluation, db in
      let (ranked, count) = try evaluation.best(limit)
      var rows = try MatchRows(db, roots)
      return (try ranked.compactMap { try rows.match($0) }, count)
    }
  }

  /// All that match, the best first, those of the same words by themselves. Nil when it was cancelled.
  func ranking(
    _ query: Query, marked: [DeskMark] = [], isCancelled: () -> Bool
  ) throws -> [TopDocuments.Entry]? {
    try evaluated(query, marked, isCancelled) { evaluation, _ in try evaluation.all() }
  }

  /// The briefings of some documents, in their order; those that are gone meanwhile are left out.
  func briefings(
    _ entries: ArraySlice<TopDocuments.Entry>
  ) throws -> [(match: Match, entry: TopDocuments.Entry)] {
    try database.read { db in
      var rows = try MatchRows(db, roots)
      return try entries.compactMap { entry in
        try rows.match(QueryEvaluation.Ranked(document: entry.document, score: entry.score))
          .map { ($0, entry) }
      }
    }
  }

  private func evaluated<Value>(
    _ query: Query, _ marked: [DeskMark], _ isCancelled: () -> Bool,
    _ body: (QueryEvaluation, Database) throws -> Value
  ) throws -> Value? {
    do {
      return try interruptible(isCancelled) { db in
        try withoutActuallyEscaping(isCancelled) { isCancelled in
          let check = { if isCancelled() { throw Cancelled() } }
          let snapshot = try snapshots.snapshot(db)
          let marks = Dictionary(
            try self.marked(marked, db).map { ($0.document, $0.marks) },
            uniquingKeysWith: { first, _ in first })
          let evaluation = try QueryEvaluation(
            query, snapshot, StoredChunks(db, check: check), marks: marks, check: check)
          return try body(evaluation, db)
        }
      }
    } catch is Cancelled {
      return nil
    }
  }

  /// One briefing with its document; nil when the library holds none of this number.
  func briefing(_ id: Int64) throws -> (match: Match, document: Int64)? {
    try database.read { db in
      let document = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT document FROM briefing WHERE id = ?"), arguments: [id])
      guard let document else { return nil }
      var rows = try MatchRows(db, roots)
      return try rows.match(QueryEvaluation.Ranked(document: document, score: 0)).map { ($0, document) }
    }
  }

  /// Makes matches of documents, one after the other.
  private struct MatchRows {
    private let db: Database
    private let statement: Statement
    private var rows: EntryRows

    init(_ db: Database, _ roots: [LibraryRoot]) throws {
      self.db = db
      statement = try db.cachedStatement(
        sql: "SELECT \(IndexStore.entryColumns), briefing.format FROM briefing WHERE briefing.document = ?")
      rows = EntryRows(roots)
    }

    /// Nil when the document is gone.
    mutating func match(_ ranked: QueryEvaluation.Ranked) throws -> Match? {
      let found = try db.firstRow(of: statement, ranked.document) { row in
        Match(entry: rows.entry(row), place: EntryRows.place(row), score: ranked.score)
      }
      guard var match = found else { return nil }
      match.equals = try ranked.equals.compactMap { document in
        try db.firstRow(of: statement, document) { rows.entry($0).path }
      }
      return match
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

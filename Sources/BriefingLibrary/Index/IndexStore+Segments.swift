import Foundation
import GRDB
import GRDBSQLite

extension IndexStore {
  /// The number that the next document gets.
  static func nextDocument(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT max(base + documents) FROM segment") ?? 1
  }

  /// Puts a segment whose documents are numbered from `base` into the database.
  static func insert(_ content: SegmentBuilder.Content, base: Int64, in db: Database) throws {
    let id = try nextSegment(db)
    let writer = try ChunkWriter(id, db)
    for chunk in content.chunks {
      try chunk.bytes.withUnsafeBytes { try writer.write(chunk.stream, chunk.number, $0) }
    }
    try enter(content.outline, id: id, base: base, in: db)
  }

  private static func nextSegment(_ db: Database) throws -> Int64 {
    // Numbers are not used again: what was read of a segment may be kept by its number.
    let last = try Int64.fetchOne(db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'segment'")
    return (last ?? 0) + 1
  }

  private static func enter(
    _ outline: SegmentOutline, id: Int64, base: Int64, in db: Database
  ) throws {
    try db.cachedStatement(
      sql: "INSERT INTO segment (id, base, documents, size, words, facts) VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(
      arguments: [
        id, base, outline.documents, outline.size, Data(outline.firstWords), Data(outline.facts),
      ])
  }

  // MARK: Merging

  /// So many segments of about one size become one.
  private static let mergedTogether = 8
  /// Segments from this size on are left as they are, unless most of their documents are gone.
  private static let largeSegment = 24 << 20

  private struct StoredSegment {
    var id: Int64
    var base: Int64
    var documents: Int
    var size: Int
    var stale: Int

    /// Segments of one class differ in size by less than eight times.
    var sizeClass: Int { Int.bitWidth - (size >> 14).leadingZeroBitCount }
    var isWorn: Bool { stale * 2 > documents }
  }

  /// Merges segments where there are many of about one size, and takes words out that are stale: as
  /// long as there is something to do, each merge in a transaction of its own.
  ///
  /// - Parameter isAtEnd: whether much was written and no more comes: small segments that were waiting for others of
  ///   their size become one, since each takes a search as long to ask as a large one.
  func mergeSegments(isAtEnd: Bool = false, isCancelled: () -> Bool = { false }) throws {
    while !isCancelled() {
      let isDone = try database.write { db -> Bool in
        let segments = try Self.storedSegments(db)
        if let worn = segments.first(where: \.isWorn) {
          try Self.merge([worn], in: db)
        } else if let run = Self.toMerge(segments, isAtEnd: isAtEnd) {
          try Self.merge(run, in: db)
        } else {
          return true
        }
        return false
      }
      if isDone { return }
    }
  }

  private static func storedSegments(_ db: Database) throws -> [StoredSegment] {
    let sql = """
      SELECT id, base, documents, size,
        (SELECT count(*) FROM stale
         WHERE document >= segment.base AND document < segment.base + segment.documents)
      FROM segment ORDER BY base
      """
    return try Row.fetchAll(db, sql: sql).map {
      StoredSegment(id: $0[0], base: $0[1], documents: $0[2], size: $0[3], stale: $0[4])
    }
  }

  /// The newest segments that are to become one; nil for none. Only neighbours are merged, so that
  /// the numbers of a segment's documents stay together.
  private static func toMerge(_ segments: [StoredSegment], isAtEnd: Bool) -> [StoredSegment]? {
    for sizeClass in stride(from: 0, through: segments.map(\.sizeClass).max() ?? 0, by: 3) {
      let run = segments.reversed().prefix { $0.sizeClass < sizeClass + 3 && $0.size < largeSegment }
      if run.count >= mergedTogether { return run.reversed() }
    }
    let small = segments.reversed().prefix { $0.size < largeSegment }
    return isAtEnd && small.count > 1 ? small.reversed() : nil
  }

  /// Replaces segments by one of the same documents, stale ones left out.
  private static func merge(_ merged: [StoredSegment], in db: Database) throws {
    guard let first = merged.first, let last = merged.last else { return }
    let snapshot = try SnapshotCache().snapshot(db)
    let ids = Set(merged.map(\.id))
    let parts = snapshot.parts.filter { ids.contains($0.segment.id) }
    let id = try nextSegment(db)
    let writer = try ChunkWriter(id, db)
    let merger = SegmentMerger(
      parts, base: first.base, documents: Int(last.base - first.base) + last.documents,
      chunks: try StoredChunks(db))
    let outline = try merger.merge { try writer.write($0, $1, $2) }
    for old in ids.sorted() {
      let rows = StoredChunks.rows(of: old)
      try db.execute(
        sql: "DELETE FROM chunk WHERE id >= ? AND id < ?", arguments: [rows.lowerBound, rows.upperBound])
      try db.execute(sql: "DELETE FROM segment WHERE id = ?", arguments: [old])
    }
    try db.execute(
      sql: "DELETE FROM stale WHERE document >= ? AND document < ?",
      arguments: [first.base, last.base + Int64(last.documents)])
    try enter(outline, id: id, base: first.base, in: db)
  }
}

/// Writes chunks into the database.
private final class ChunkWriter {
  private let segment: Int64
  private let database: Database
  private let inserting: Statement

  init(_ segment: Int64, _ database: Database) throws {
    self.segment = segment
    self.database = database
    inserting = try database.cachedStatement(sql: "INSERT INTO chunk (id, bytes) VALUES (?, ?)")
  }

  func write(
    _ stream: SegmentLayout.Stream, _ number: Int, _ bytes: UnsafeRawBufferPointer
  ) throws {
    let statement = inserting.sqliteStatement
    sqlite3_reset(statement)
    sqlite3_bind_int64(statement, 1, StoredChunks.row(segment, stream, number))
    // The bytes outlive the step, and are let go of after it.
    sqlite3_bind_blob64(statement, 2, bytes.baseAddress, sqlite3_uint64(bytes.count), nil)
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    sqlite3_clear_bindings(statement)
    guard code == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code),
        message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
    }
  }
}

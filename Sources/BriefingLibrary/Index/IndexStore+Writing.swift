import BriefingModel
import Foundation
import GRDB

extension IndexStore {
  /// A file by its place, for looking it up.
  struct FileKey: Hashable, Sendable {
    var root: Int
    var path: PathBytes
  }

  /// What the index knows of a file.
  struct KnownFile: Sendable {
    /// Nil for a file whose content was no briefing.
    var id: Int64?
    var facts: FileFacts
  }

  /// What came of reading one file.
  enum Outcome: Sendable {
    case read(IndexRecord)
    case notRead(FoundFile, reason: String)

    var file: FoundFile {
      switch self {
      case .read(let record): record.file
      case .notRead(let file, _): file
      }
    }

    /// Bytes of memory held, roughly.
    var weight: Int {
      switch self {
      case .read(let record): record.weight
      case .notRead: 500
      }
    }
  }

  /// Every file that was read at some time and need not be read again while its facts hold.
  func knownFiles() throws -> KnownFiles {
    try database.read { try KnownFiles($0) }
  }

  /// What the index knows of one file; nil when it does not know it.
  func knownFile(_ key: FileKey) throws -> KnownFile? {
    try database.read { db in
      let sql = """
        SELECT size, modified, inode, id FROM briefing WHERE root = ?1 AND path = ?2
        UNION ALL
        SELECT size, modified, inode, NULL FROM skipped
        WHERE root = ?1 AND path = ?2 AND size IS NOT NULL
        """
      return try Row.fetchOne(db, sql: sql, arguments: [key.root, key.path.blob]).map { row in
        KnownFile(id: row[3], facts: FileFacts(size: row[0], modified: row[1], inode: row[2]))
      }
    }
  }

  /// What marks a moment: whatever is written later has greater numbers.
  struct Newest: Sendable {
    /// The greatest number that a briefing ever had.
    var briefing: Int64
    var document: Int64
  }

  func newest() throws -> Newest {
    try database.read { db in
      let briefing = try Int64.fetchOne(
        db, sql: "SELECT seq FROM sqlite_sequence WHERE name = 'briefing'")
      let document = try Int64.fetchOne(db, sql: "SELECT max(document) FROM briefing")
      return Newest(briefing: briefing ?? 0, document: document ?? 0)
    }
  }

  /// The briefings that came or changed since a moment.
  func changes(since moment: Newest) throws -> LibraryChanges {
    try database.read { db in
      let ids = try Int64.fetchAll(
        db, sql: "SELECT id FROM briefing WHERE document > ? ORDER BY id", arguments: [moment.document])
      return LibraryChanges(
        came: ids.filter { $0 > moment.briefing }, changed: ids.filter { $0 <= moment.briefing })
    }
  }

  /// How many briefings there are with greater numbers.
  func count(after briefing: Int64) throws -> Int {
    try database.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM briefing WHERE id > ?", arguments: [briefing]) ?? 0
    }
  }

  /// Forgets files that are gone, in one transaction.
  func forget(_ keys: [FileKey]) throws {
    guard !keys.isEmpty else { return }
    try database.write { db in
      for key in keys { try forget(key, in: db) }
    }
  }

  private func forget(_ key: FileKey, in db: Database) throws {
    let place: StatementArguments = [key.root, key.path.blob]
    for sql in [
      "INSERT INTO stale SELECT document FROM briefing WHERE root = ? AND path = ?",
      "DELETE FROM detail WHERE id = (SELECT id FROM briefing WHERE root = ? AND path = ?)",
      "DELETE FROM matter WHERE id = (SELECT id FROM briefing WHERE root = ? AND path = ?)",
      "DELETE FROM briefing WHERE root = ? AND path = ?",
      "DELETE FROM skipped WHERE root = ? AND path = ?",
    ] {
      try db.cachedStatement(sql: sql).execute(arguments: place)
    }
  }

  /// What came of reading some files, ready to be written.
  struct Batch: Sendable {
    /// Without their text.
    var outcomes: [Outcome]
    /// The words of those that were read, in their order.
    var content: SegmentBuilder.Content

    /// Bytes of the files.
    var fileBytes: Int { outcomes.reduce(0) { $0 + Int($1.file.facts.size) } }
  }

  /// Writes what came of reading some files, in one transaction.
  func write(_ outcomes: [Outcome]) throws {
    guard !outcomes.isEmpty else { return }
    let gathering = BatchGathering()
    for outcome in outcomes { gathering.add(outcome) }
    try write(gathering.finish())
  }

  /// Writes a batch in one transaction. A briefing that was known keeps its number.
  func write(_ batch: Batch) throws {
    try database.write { db in
      let base = try Self.nextDocument(db)
      var document = base
      for outcome in batch.outcomes {
        switch outcome {
        case .notRead(let file, let reason):
          try forget(FileKey(root: file.root, path: file.path), in: db)
          try db.cachedStatement(
            sql: """
              INSERT INTO skipped (root, path, reason, size, modified, inode)
              VALUES (?, ?, ?, ?, ?, ?)
              """
          ).execute(
            arguments: [
              file.root, file.path.blob, reason, file.facts.size, file.facts.modified,
              file.facts.inode,
            ])
        case .read(let record):
          try write(record, document: document, in: db)
          document += 1
        }
      }
      if document > base { try Self.insert(batch.content, base: base, in: db) }
    }
  }

  private func write(_ record: IndexRecord, document: Int64, in db: Database) throws {
    let file = record.file
    let place: StatementArguments = [file.root, file.path.blob]
    try db.cachedStatement(
      sql: "INSERT INTO stale SELECT document FROM briefing WHERE root = ? AND path = ?"
    ).execute(arguments: place)
    try db.cachedStatement(sql: "DELETE FROM skipped WHERE root = ? AND path = ?")
      .execute(arguments: place)
    let entry = record.entry
    let sql = """
      INSERT INTO briefing (root, path, place, document, size, modified, inode, content, format, title, date,
        source, lines, sections, tables, benefits, risks, mitigations)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (root, path) DO UPDATE SET
        document = excluded.document, size = excluded.size, modified = excluded.modified,
        inode = excluded.inode, content = excluded.content, format = excluded.format, title = excluded.title,
        date = excluded.date, source = excluded.source, lines = excluded.lines,
        sections = excluded.sections, tables = excluded.tables, benefits = excluded.benefits,
        risks = excluded.risks, mitigations = excluded.mitigations
      RETURNING id
      """
    let statement = try db.cachedStatement(sql: sql)
    statement.setUncheckedArguments([
      file.root, file.path.blob, Data(file.path.sortKey), document, file.facts.size,
      file.facts.modified, file.facts.inode, record.content.blob, record.format.rawValue, entry.displayTitle,
      entry.date,
      entry.source, entry.lineCount, entry.sectionCount, entry.tableCount, entry.benefitCount,
      entry.riskCount, entry.mitigationCount,
    ])
    let id = try Int64.fetchOne(statement)
    if record.names.isEmpty, record.tables == nil, record.assessments == nil {
      try db.cachedStatement(sql: "DELETE FROM detail WHERE id = ?").execute(arguments: [id])
    } else {
      try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO detail (id, names, tables, assessments) VALUES (?, ?, ?, ?)"
      ).execute(arguments: [
        id, Data(record.names), record.tables.map { Data($0) }, record.assessments.map { Data($0) },
      ])
    }
    if record.statementFacts == nil, record.things == nil {
      try db.cachedStatement(sql: "DELETE FROM matter WHERE id = ?").execute(arguments: [id])
    } else {
      try db.cachedStatement(
        sql: "INSERT OR REPLACE INTO matter (id, document, facts, names) VALUES (?, ?, ?, ?)"
      ).execute(
        arguments: [id, document, record.statementFacts.map { Data($0) }, record.things.map { Data($0) }])
    }
  }

  /// Replaces what the walk passed over; writes nothing when it is the same as before.
  func replacePassedOver(_ passed: [PassedOver]) throws {
    let known = try database.read { db in
      try Row.fetchAll(
        db, sql: "SELECT root, path, reason FROM skipped WHERE size IS NULL"
      ).map { PassedOver(root: $0[0], path: PathBytes(blob: $0[1]), reason: $0[2]) }
    }
    func sorted(_ list: [PassedOver]) -> [PassedOver] {
      list.sorted { left, right in
        left.root == right.root
          ? left.path.bytes.lexicographicallyPrecedes(right.path.bytes) : left.root < right.root
      }
    }
    guard sorted(known) != sorted(passed) else { return }
    try database.write { db in
      try db.execute(sql: "DELETE FROM skipped WHERE size IS NULL")
      for one in passed {
        try db.cachedStatement(
          sql: "INSERT OR REPLACE INTO skipped (root, path, reason) VALUES (?, ?, ?)"
        ).execute(arguments: [one.root, one.path.blob, one.reason])
      }
    }
  }

  /// Brings the journal into the database, so that the next opening has none to read through.
  func checkpoint() throws {
    guard file != nil else { return }
    try database.writeWithoutTransaction { db in
      // Merging leaves pages free, which the next writing takes. Many of them are given back.
      let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      if free > 64, free > pages / 8 { try db.execute(sql: "PRAGMA incremental_vacuum") }
      try db.checkpoint(.truncate)
      // An empty journal would make the next opening write to it first: leave one page in it.
      try db.execute(sql: "PRAGMA user_version = \(IndexSchema.version)")
    }
  }

  /// Whether the database file is whole; looks only at files small enough to be read in a moment,
  /// damage in larger ones is met in use.
  func isWhole() throws -> Bool {
    guard file != nil else { return true }
    return try database.read { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      guard pages <= 4_096 else { return true }
      return try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok"
    }
  }
}

/// Outcomes as they come, and the index of their words. Belongs to one thread.
final class BatchGathering {
  private let builder = SegmentBuilder()
  private var outcomes: [IndexStore.Outcome] = []
  /// Bytes of memory held, roughly.
  private(set) var weight = 0

  var count: Int { outcomes.count }

  func add(_ outcome: IndexStore.Outcome) {
    weight += outcome.weight
    if case .read(var record) = outcome {
      builder.add(record.pieces, record.facts)
      record.pieces = []
      outcomes.append(.read(record))
    } else {
      outcomes.append(outcome)
    }
  }

  /// What was gathered; nothing is left afterwards.
  func finish() -> IndexStore.Batch {
    defer {
      outcomes = []
      weight = 0
    }
    return IndexStore.Batch(outcomes: outcomes, content: builder.finish())
  }
}

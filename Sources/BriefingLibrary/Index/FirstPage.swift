import BriefingModel
import CSQLiteGuard
import Dispatch
import GRDBSQLite

/// The beginning of the list, read from the file of the index alone.
///
/// The first screen shows this and no more. A single look through the database's own interface takes a
/// fraction of the time in which a pool of connections is made ready for searching and writing.
struct FirstPage {
  private(set) var entries: [LibraryEntry] = []
  /// Where the briefings of `entries` are, by their numbers.
  private(set) var places: [(id: Int64, place: IndexStore.Place)] = []

  private let roots: [LibraryRoot]

  /// Reads the first `limit` entries. Nil when there is any doubt about the index: opening it in full
  /// finds out what is the matter.
  init?(of file: IndexFile, _ roots: [LibraryRoot], limit: Int) {
    self.roots = roots
    guard file.condition(version: IndexSchema.version) == .usable else { return nil }
    var opened: OpaquePointer?
    // Read-only, so that closing it leaves the journal to those who write.
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW
    let code = sqlite3_open_v2(file.path, &opened, flags, nil)
    defer { Self.close(opened) }
    guard code == SQLITE_OK, let database = opened, sqlite_guard_make_defensive(database) == SQLITE_OK,
      read(database, limit)
    else { return nil }
  }

  /// Closes elsewhere: it takes a third of the time of reading, and the first screen waits for this one.
  private static func close(_ database: OpaquePointer?) {
    // Nobody else has it, so only one thread at a time is in it.
    nonisolated(unsafe) let database = database
    DispatchQueue.global(qos: .utility).async { sqlite3_close_v2(database) }
  }

  /// False when something is not as it should be.
  private mutating func read(_ database: OpaquePointer, _ limit: Int) -> Bool {
    sqlite3_busy_timeout(database, 50)
    guard sqlite3_exec(database, "PRAGMA trusted_schema = OFF; BEGIN", nil, nil, nil) == SQLITE_OK,
      Self.isForRoots(database, roots)
    else { return false }
    let sql = """
      SELECT \(IndexStore.entryColumns), briefing.format FROM briefing
      ORDER BY root, place, path LIMIT \(limit)
      """
    var rows = EntryRows(roots)
    return Self.forEachRow(of: sql, in: database) { row in
      let entry = rows.entry(row)
      entries.append(entry)
      places.append((entry.id, EntryRows.place(row)))
      return true
    }
  }

  /// Whether the index was made for these roots, and holds nothing that acts by itself.
  private static func isForRoots(_ database: OpaquePointer, _ roots: [LibraryRoot]) -> Bool {
    let active = "SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'view')"
    guard forEachRow(of: active, in: database, { _ in false }) else { return false }
    var found = 0
    let sql = "SELECT path FROM root ORDER BY number"
    let isSame = forEachRow(of: sql, in: database) { row in
      defer { found += 1 }
      return found < roots.count && EntryRows.bytes(row, 0).elementsEqual(roots[found].path.bytes)
    }
    return isSame && found == roots.count
  }

  /// Calls `body` with each row; false when `body` says so or the database cannot answer.
  private static func forEachRow(
    of sql: String, in database: OpaquePointer, _ body: (OpaquePointer) -> Bool
  ) -> Bool {
    var prepared: OpaquePointer?
    defer { sqlite3_finalize(prepared) }
    guard sqlite3_prepare_v2(database, sql, -1, &prepared, nil) == SQLITE_OK, let row = prepared else {
      return false
    }
    while true {
      switch sqlite3_step(row) {
      case SQLITE_ROW: if !body(row) { return false }
      case SQLITE_DONE: return true
      default: return false
      }
    }
  }
}

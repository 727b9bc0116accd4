import CSQLiteGuard
import GRDB
import GRDBSQLite

extension Database {
  /// What each of our connections begins with.
  ///
  /// - Parameter synchronous: SQLite's word for how soon what was written is on the disk.
  func begin(synchronous: String) throws {
    try makeDefensive()
    // A database file is not trusted to call functions by itself. What SQLite sets aside for a moment stays in
    // memory: the folder for such files may be full.
    try execute(
      sql: "PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA synchronous = \(synchronous)")
  }

  /// Forbids this connection what only a crafted file, or a mistake, asks for: whoever can write the file may
  /// make it say anything, and must not make it do anything.
  private func makeDefensive() throws {
    let code = sqlite_guard_make_defensive(sqliteConnection)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}

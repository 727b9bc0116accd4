import CSQLiteGuard
import GRDB
import GRDBSQLite

extension Database {
  /// Forbids this connection what only a crafted file, or a mistake, asks for: whoever can write the file may
  /// make it say anything, and must not make it do anything.
  func makeDefensive() throws {
    let code = sqlite_guard_make_defensive(sqliteConnection)
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}

import BriefingModel
import GRDB
import GRDBSQLite

/// Makes entries of the list from rows with `IndexStore.entryColumns`, as SQLite has them: of a hundred
/// thousand rows, a value of each column would take longer than all else.
struct EntryRows {
  /// What stands before the path of a file, root by root.
  private let prefixes: [[UInt8]]
  private let roots: [LibraryRoot]
  private var shown: [UInt8] = []

  init(_ roots: [LibraryRoot]) {
    self.roots = roots
    prefixes = roots.map { Array($0.shownPath(of: PathBytes("x")).bytes.dropLast()) }
  }

  /// Where the file is of a row that has its format in the column after those.
  static func place(_ row: OpaquePointer) -> IndexStore.Place {
    IndexStore.Place(
      root: Int(sqlite3_column_int64(row, 1)), path: PathBytes(Array(bytes(row, 2))),
      format: BriefingFormat(rawValue: text(row, 13) ?? "") ?? .text)
  }

  mutating func entry(_ row: OpaquePointer) -> LibraryEntry {
    LibraryEntry(
      id: sqlite3_column_int64(row, 0), path: path(row), displayTitle: Self.text(row, 3) ?? "",
      date: Self.text(row, 4), source: Self.text(row, 5), lineCount: Self.count(row, 6),
      byteCount: Self.count(row, 7), sectionCount: Self.count(row, 8), tableCount: Self.count(row, 9),
      benefitCount: Self.count(row, 10), riskCount: Self.count(row, 11),
      mitigationCount: Self.count(row, 12))
  }

  /// How the file is shown whose root and path stand in the columns 1 and 2.
  private mutating func path(_ row: OpaquePointer) -> String {
    let root = Int(sqlite3_column_int64(row, 1))
    let path = Self.bytes(row, 2)
    guard prefixes.indices.contains(root) else { return String(decoding: path, as: UTF8.self) }
    if path.isEmpty { return roots[root].named.display }
    shown.removeAll(keepingCapacity: true)
    shown.append(contentsOf: prefixes[root])
    shown.append(contentsOf: path)
    return String(decoding: shown, as: UTF8.self)
  }

  /// The bytes of a column; they hold until the next row.
  static func bytes(_ row: OpaquePointer, _ column: CInt) -> UnsafeRawBufferPointer {
    let start = sqlite3_column_blob(row, column)
    return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(row, column)))
  }

  /// Nil where the column is.
  static func text(_ row: OpaquePointer, _ column: CInt) -> String? {
    guard sqlite3_column_type(row, column) != SQLITE_NULL else { return nil }
    return String(decoding: bytes(row, column), as: UTF8.self)
  }

  private static func count(_ row: OpaquePointer, _ column: CInt) -> Int {
    Int(sqlite3_column_int64(row, column))
  }
}

extension Database {
  /// Calls `body` with each row as SQLite has it.
  func forEachRow(of sql: String, _ body: (OpaquePointer) -> Void) throws {
    let statement = try makeStatement(sql: sql)
    while try step(statement) { body(statement.sqliteStatement) }
  }

  /// What `body` makes of the first row of a statement with one number in it; nil when there is no row.
  func firstRow<Value>(
    of statement: Statement, _ number: Int64, _ body: (OpaquePointer) throws -> Value
  ) throws -> Value? {
    sqlite3_reset(statement.sqliteStatement)
    defer { sqlite3_reset(statement.sqliteStatement) }
    sqlite3_bind_int64(statement.sqliteStatement, 1, number)
    return try step(statement) ? body(statement.sqliteStatement) : nil
  }

  /// Whether there is a further row.
  private func step(_ statement: Statement) throws -> Bool {
    let code = sqlite3_step(statement.sqliteStatement)
    if code == SQLITE_DONE { return false }
    guard code == SQLITE_ROW else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(sqliteConnection)))
    }
    return true
  }
}

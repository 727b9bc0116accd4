public import BriefingModel
import Foundation
import GRDB
import Synchronization

/// The reader's own data in one SQLite file, or in memory where there is none that can be written.
///
///     let desk = DatabaseDesk()                                  // touches nothing yet
///     desk.record(of: briefing).choices                          // opens the file if there is one
///     desk.set(.columns(3), of: table, in: briefing)             // makes the file if there is none
///
/// A write is on the disk when the call returns. Several processes may use one file.
public final class DatabaseDesk: Desk {
  private enum Store {
    /// Nothing was asked for yet, or there is no file and nothing to write.
    case closed
    case file(DatabaseQueue)
    /// For as long as the program runs.
    case memory(DatabaseQueue)

    var queue: DatabaseQueue? {
      switch self {
      case .closed: nil
      case .file(let queue), .memory(let queue): queue
      }
    }
  }

  private struct State {
    var store = Store.closed
    var remarks: [String] = []
    /// What the file said of changes when it was asked last.
    var version: Int?
  }

  private let location: DeskLocation
  private let schema: DeskSchema
  private let state = Mutex(State())

  public convenience init(location: DeskLocation = .userData) {
    self.init(location: location, schema: .current)
  }

  init(location: DeskLocation, schema: DeskSchema) {
    self.location = location
    self.schema = schema
  }

  public func takeRemark() -> String? {
    state.withLock { $0.remarks.isEmpty ? nil : $0.remarks.removeFirst() }
  }

  public var isLasting: Bool {
    guard location != .memory else { return true }
    return state.withLock { if case .memory = $0.store { false } else { true } }
  }

  public func record(of briefing: BriefingIdentity) -> DeskRecord {
    let found = read { db -> (number: Int64, record: DeskRecord, isKnown: Bool)? in
      guard let number = try Self.number(of: briefing, db) else { return nil }
      let record = DeskRecord(
        choices: try Self.choices(number, db), place: try Self.place(number, db),
        annotations: try Self.annotations(number, db), readLines: try Self.readLines(number, db))
      return (number, record, try Self.isKnown(briefing, as: number, db))
    }
    guard let found = found ?? nil else { return DeskRecord() }
    // Edited today and moved tomorrow, it is found the day after.
    if !found.isKnown { write { try Self.know(briefing, as: found.number, $0) } }
    return found.record
  }

  public func set(_ choice: TableChoice?, of table: TableIdentity, in briefing: BriefingIdentity) {
    write { db in
      guard let choice else {
        guard let number = try Self.number(of: briefing, db) else { return }
        try db.execute(
          sql: "DELETE FROM overrule WHERE briefing = ? AND source = ? AND occurrence = ?",
          arguments: [number, table.source.blob, table.occurrence])
        return
      }
      let number = try Self.number(of: briefing, db) ?? Self.add(db)
      try Self.know(briefing, as: number, db)
      try db.execute(
        sql: """
          INSERT INTO overrule (briefing, source, occurrence, columns, made) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET columns = excluded.columns, made = excluded.made
          """,
        arguments: [number, table.source.blob, table.occurrence, choice.number, Self.now])
    }
  }

  public func keep(_ place: ReadingPlace?, in briefing: BriefingIdentity) {
    guard let place else {
      return write { db in
        guard let number = try Self.number(of: briefing, db) else { return }
        try db.execute(sql: "DELETE FROM place WHERE briefing = ?", arguments: [number])
      }
    }
    write { db in
      let number = try Self.number(of: briefing, db) ?? Self.add(db)
      try Self.know(briefing, as: number, db)
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO place (briefing, text, occurrence, offset, heading, line, made)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          number, place.text.blob, place.occurrence, place.offset, place.heading, place.line, Self.now,
        ])
    }
  }

  // MARK: - Briefings

  static var now: Int64 { Int64(time(nil)) }

  static func add(_ db: Database) throws -> Int64 {
    try db.execute(sql: "INSERT INTO briefing (made) VALUES (?)", arguments: [now])
    return db.lastInsertedRowID
  }

  /// The number of a briefing: by its content wherever it lies, else by its path however it changed. Nil
  /// for an unknown briefing.
  static func number(of briefing: BriefingIdentity, _ db: Database) throws -> Int64? {
    // Reading a long text through is spared as long as nothing is kept of any.
    guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM briefing)") == true else { return nil }
    if let content = briefing.content,
      let number = try Int64.fetchOne(
        db, sql: "SELECT briefing FROM content WHERE hash = ?", arguments: [content.blob])
    {
      return number
    }
    guard let path = briefing.path else { return nil }
    return try Int64.fetchOne(
      db, sql: "SELECT briefing FROM path WHERE bytes = ?", arguments: [path.blob])
  }

  /// Whether both its content and its path lead to a briefing.
  private static func isKnown(
    _ briefing: BriefingIdentity, as number: Int64, _ db: Database
  ) throws -> Bool {
    if let content = briefing.content {
      let known = try Int64.fetchOne(
        db, sql: "SELECT briefing FROM content WHERE hash = ?", arguments: [content.blob])
      guard known == number else { return false }
    }
    guard let path = briefing.path else { return true }
    return try Int64.fetchOne(
      db, sql: "SELECT briefing FROM path WHERE bytes = ?", arguments: [path.blob]) == number
  }

  /// Keeps by what a briefing is known.
  static func know(_ briefing: BriefingIdentity, as number: Int64, _ db: Database) throws {
    if let content = briefing.content {
      try db.execute(
        sql: """
          INSERT INTO content (hash, briefing) VALUES (?, ?)
          ON CONFLICT DO UPDATE SET briefing = excluded.briefing
          """, arguments: [content.blob, number])
    }
    if let path = briefing.path {
      try db.execute(
        sql: """
          INSERT INTO path (bytes, briefing) VALUES (?, ?)
          ON CONFLICT DO UPDATE SET briefing = excluded.briefing
          """, arguments: [path.blob, number])
    }
  }

  private static func choices(_ number: Int64, _ db: Database) throws -> [TableIdentity: TableChoice] {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT source, occurrence, columns FROM overrule WHERE briefing = ?", arguments: [number])
    var choices: [TableIdentity: TableChoice] = [:]
    while let row = try rows.next() {
      guard let source = ContentHash(blob: row[0]), let choice = TableChoice(number: row[2]) else { continue }
      choices[TableIdentity(source: source, occurrence: row[1])] = choice
    }
    return choices
  }

  private static func place(_ number: Int64, _ db: Database) throws -> ReadingPlace? {
    let row = try Row.fetchOne(
      db, sql: "SELECT text, occurrence, offset, heading, line FROM place WHERE briefing = ?",
      arguments: [number])
    guard let row, let text = ContentHash(blob: row[0]) else { return nil }
    return ReadingPlace(
      text: text, occurrence: max(0, row[1]), offset: max(0, row[2]), heading: row[3], line: max(1, row[4]))
  }

  // MARK: - Reading and writing

  /// Nil where there is nothing to read.
  func read<Value>(_ body: (Database) throws -> Value) -> Value? {
    guard let queue = queue(making: false) else { return nil }
    do {
      return try queue.read(body)
    } catch {
      return fallBack(from: queue, because: error).flatMap { try? $0.read(body) }
    }
  }

  func write(_ body: (Database) throws -> Void) {
    guard let queue = queue(making: true) else { return }
    do {
      try queue.write(body)
    } catch {
      if let other = fallBack(from: queue, because: error) { try? other.write(body) }
    }
  }

  /// Writes what `body` gives back; whether that `isOther` than what was to be written, which the reader is told.
  func change<Kept>(_ body: (Database) throws -> Kept, isOther: (Kept) -> Bool) -> Bool {
    var kept: Kept?
    write { kept = try body($0) }
    guard let kept, isOther(kept) else { return false }
    state.withLock {
      $0.remarks.append("Another session has written here too: nothing of either is lost.")
    }
    return true
  }

  public func isChangedElsewhere() -> Bool {
    // Counts what other connections have written (https://www.sqlite.org/pragma.html#pragma_data_version).
    let version = read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    return state.withLock { state in
      defer { state.version = version }
      return version != nil && version != state.version
    }
  }

  /// The store, opened by the first call that needs it.
  private func queue(making: Bool) -> DatabaseQueue? {
    state.withLock { state in
      if case .closed = state.store { open(making: making, &state) }
      return state.store.queue
    }
  }

  /// Goes on in memory with what can be read of a file; nil when nothing can be done.
  private func fallBack(from queue: DatabaseQueue, because error: any Error) -> DatabaseQueue? {
    state.withLock { state in
      guard case .file(let file) = state.store, file === queue else { return state.store.queue }
      let reason = (error as? DatabaseError).map(Self.phrase) ?? "can not be used"
      state.store = memory(copying: file)
      state.remarks.append("What you set is not kept from now on: the file of your own data \(reason).")
      return state.store.queue
    }
  }

  private func memory(copying file: DatabaseQueue? = nil) -> Store {
    guard let queue = try? DatabaseQueue(configuration: Self.configuration(isFile: false)) else {
      return .closed
    }
    if let file, (try? file.backup(to: queue)) != nil { return .memory(queue) }
    guard (try? schema.migrate(queue)) != nil else { return .closed }
    return .memory(queue)
  }

  // MARK: - Opening

  /// Opens the store; one that does not exist is only made when something is to be written.
  private func open(making: Bool, _ state: inout State) {
    guard let folder = location.folder else {
      if making || location == .memory {
        state.store = memory()
        if location != .memory {
          state.remarks.append("What you set is not kept: there is no home folder to keep it in.")
        }
      }
      return
    }
    let file = DeskFile(folder: folder)
    do {
      guard making || file.condition(version: schema.version) != .missing else { return }
      try UserFolder.makePrivate(folder)
      state.store = try file.whileLocked { try opened(file, making: making, &state.remarks) }
    } catch {
      state.store = readOnly(file)
      let reason =
        (error as? DatabaseError).map(Self.phrase) ?? (error as? FileFault)?.reason ?? "can not be used"
      state.remarks.append("What you set is not kept: \(file.path): \(reason).")
    }
  }

  private func opened(_ file: DeskFile, making: Bool, _ remarks: inout [String]) throws -> Store {
    switch file.condition(version: schema.version) {
    case .missing:
      guard making else { return .closed }
      try make(file)
    case .refused(let reason): throw FileFault(reason)
    case .newer: return newer(file, &remarks)
    case .damaged(let reason):
      try setAside(file, reason, &remarks)
      guard making else { return .closed }
      try make(file)
    case .usable: break
    }
    do {
      return try attached(file, &remarks)
    } catch let error as DatabaseError where error.isDamage {
      try setAside(file, "was damaged", &remarks)
      guard making else { return .closed }
      try make(file)
      return try attached(file, &remarks)
    }
  }

  private func newer(_ file: DeskFile, _ remarks: inout [String]) -> Store {
    remarks.append(
      "What you set is not kept: \(file.path) was written by a newer dossier, and is left alone.")
    return memory()
  }

  private func setAside(_ file: DeskFile, _ reason: String, _ remarks: inout [String]) throws {
    let name = try file.setAside()
    remarks.append("The file of your own data \(reason). It is kept as \(name), and a new one is begun.")
  }

  /// Makes the file whole under another name first, so that nobody ever meets half of one.
  private func make(_ file: DeskFile) throws {
    let draft = try file.makeDraft()
    do {
      let queue = try DatabaseQueue(path: draft, configuration: Self.configuration(isFile: false))
      try queue.write { try $0.execute(sql: "PRAGMA application_id = \(DeskFile.applicationID)") }
      try schema.migrate(queue)
      try queue.close()
    } catch {
      unlink(draft)
      throw error
    }
    try file.adopt(draft: draft, as: file.path)
  }

  private func attached(_ file: DeskFile, _ remarks: inout [String]) throws -> Store {
    let queue = try DatabaseQueue(path: file.path, configuration: Self.configuration(isFile: true))
    let version = try Self.version(of: queue)
    if version > schema.version {
      try? queue.close()
      return newer(file, &remarks)
    }
    if version < schema.version {
      try backUp(queue, of: file, version: version)
      try schema.migrate(queue)
    }
    return .file(queue)
  }

  /// The version of a database that is whole and holds nothing that acts by itself.
  private static func version(of queue: DatabaseQueue) throws -> UInt32 {
    try queue.read { db in
      // What is in the journal may be newer than the head of the file.
      guard try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok" else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      let active = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')")
      guard active == 0 else { throw FileFault("holds what dossier did not write") }
      return UInt32(truncatingIfNeeded: try Int64.fetchOne(db, sql: "PRAGMA user_version") ?? 0)
    }
  }

  /// Copies the file as it is before its form is changed.
  private func backUp(_ queue: DatabaseQueue, of file: DeskFile, version: UInt32) throws {
    let draft = try file.makeDraft()
    do {
      let copy = try DatabaseQueue(path: draft, configuration: Self.configuration(isFile: false))
      try queue.backup(to: copy)
      try copy.close()
    } catch {
      unlink(draft)
      throw error
    }
    try file.adopt(draft: draft, as: file.freeName(file.path + ".version-\(version)"))
  }

  /// What can be read of a file that can not be written: a copy of it, for as long as the program runs.
  private func readOnly(_ file: DeskFile) -> Store {
    guard file.condition(version: schema.version) == .usable else { return memory() }
    var template = Array((FileManager.default.temporaryDirectory.path + "/dossier-XXXXXX").utf8CString)
    guard template.withUnsafeMutableBufferPointer({ mkdtemp($0.baseAddress!) }) != nil else {
      return memory()
    }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let copy = folder + "/copy"
    guard (try? FileManager.default.copyItem(atPath: file.path, toPath: copy)) != nil else {
      return memory()
    }
    try? FileManager.default.copyItem(atPath: file.path + "-wal", toPath: copy + "-wal")
    for name in [copy, copy + "-wal"] { chmod(name, 0o600) }
    guard let queue = try? DatabaseQueue(path: copy, configuration: Self.configuration(isFile: false)),
      (try? Self.version(of: queue)) == schema.version
    else { return memory() }
    defer { try? queue.close() }
    return memory(copying: queue)
  }

  private static func configuration(isFile: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.label = "dossier.desk"
    configuration.busyMode = .timeout(10)
    if isFile { configuration.journalMode = .wal }
    configuration.prepareDatabase { db in
      // What the reader has set is on the disk when it was said to be, also after a power cut.
      try db.begin(synchronous: "FULL")
    }
    return configuration
  }

  private static func phrase(for error: DatabaseError) -> String {
    switch error.resultCode {
    case .SQLITE_FULL: "has no space left"
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: "can not be written"
    case .SQLITE_CANTOPEN: "can not be opened"
    case .SQLITE_BUSY, .SQLITE_LOCKED: "is locked by another process"
    case .SQLITE_IOERR: "can not be read or written"
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: "is damaged"
    default: "can not be used"
    }
  }
}

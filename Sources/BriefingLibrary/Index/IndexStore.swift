import GRDB
import Glibc

/// An open index: a database file, or one in memory.
final class IndexStore: Sendable {
  let database: any DatabaseWriter
  /// Nil for an index in memory.
  let file: IndexFile?
  /// In the order in which they are numbered in the index.
  let roots: [LibraryRoot]
  let snapshots = SnapshotCache()

  private init(database: any DatabaseWriter, file: IndexFile?, roots: [LibraryRoot]) {
    self.database = database
    self.file = file
    self.roots = roots
  }

  /// Opens the index for `roots`, making a new one where there is none that can be used. Never
  /// fails for want of a place: the index is in memory then. The remark says in a phrase what the
  /// reader should know of that; nil when all is well.
  static func open(
    for roots: [LibraryRoot], at location: IndexLocation, fingerprint: UInt64
  ) throws -> (store: IndexStore, remark: String?) {
    if location == .memory { return (try inMemory(roots), nil) }
    guard let folder = location.folder else {
      return (try inMemory(roots), "the index is held in memory: no home folder to keep it in")
    }
    do {
      let file = try IndexFile(for: roots, in: folder, fingerprint: fingerprint)
      return try open(file, for: roots)
    } catch let fault as FileFault {
      return (try inMemory(roots), "the index is held in memory: \(fault.reason)")
    } catch let error as DatabaseError {
      return (try inMemory(roots), "the index is held in memory: \(phrase(for: error))")
    }
  }

  private static func open(
    _ file: IndexFile, for roots: [LibraryRoot]
  ) throws -> (store: IndexStore, remark: String?) {
    var remark: String?
    switch file.condition(version: IndexSchema.version) {
    case .missing: file.removeOthers()
    case .older: file.remove()
    case .unusable(let reason):
      try file.setAside()
      remark = "the index \(reason) and is made again"
    case .usable:
      do {
        let store = try attach(file, roots)
        if try store.isForItsRoots() { return (store, nil) }
        try store.database.close()
        file.remove()
      } catch let error as DatabaseError where error.isDamage || error.resultCode == .SQLITE_ERROR {
        // SQLITE_ERROR: a table is missing that the version promises.
        try file.setAside()
        remark = "the index was damaged and is made again"
      }
    }
    try make(file, for: roots)
    return (try attach(file, roots), remark)
  }

  /// Puts the damaged index of this store aside and opens a new one in its place.
  func remade() throws -> IndexStore {
    guard let file else { return try Self.inMemory(roots) }
    try file.setAside()
    try Self.make(file, for: roots)
    return try Self.attach(file, roots)
  }

  /// The index is made under another name and put in place whole, so that no other process ever
  /// meets half of one.
  private static func make(_ file: IndexFile, for roots: [LibraryRoot]) throws {
    let draft = try file.makeDraft()
    do {
      let queue = try DatabaseQueue(path: draft, configuration: configuration)
      // Chunks of segments are cut for this size.
      try queue.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL")
      }
      try create(in: queue, for: roots)
      try queue.close()
    } catch {
      unlink(draft)
      throw error
    }
    try file.adopt(draft: draft)
  }

  private static func attach(_ file: IndexFile, _ roots: [LibraryRoot]) throws -> IndexStore {
    IndexStore(
      database: try DatabasePool(path: file.path, configuration: configuration), file: file,
      roots: roots)
  }

  static func inMemory(_ roots: [LibraryRoot]) throws -> IndexStore {
    let queue = try DatabaseQueue(configuration: configuration)
    try create(in: queue, for: roots)
    return IndexStore(database: queue, file: nil, roots: roots)
  }

  private static func create(in queue: DatabaseQueue, for roots: [LibraryRoot]) throws {
    try queue.write { db in
      try db.execute(sql: "PRAGMA application_id = \(IndexFile.applicationID)")
      try db.execute(sql: "PRAGMA user_version = \(IndexSchema.version)")
      try db.execute(sql: IndexSchema.statements)
      for (number, root) in roots.enumerated() {
        try db.execute(
          sql: "INSERT INTO root (number, path) VALUES (?, ?)",
          arguments: [number, root.path.blob])
      }
    }
  }

  /// Whether the index was made for these roots, and holds nothing that acts by itself.
  private func isForItsRoots() throws -> Bool {
    try database.read { db in
      let active = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')")
      guard active == 0 else { return false }
      let paths = try Row.fetchAll(db, sql: "SELECT path FROM root ORDER BY number")
        .map { PathBytes(blob: $0[0]) }
      return paths == roots.map(\.path)
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "dossier.index"
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = false
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      // The index can be made again, so a lost last transaction after a power cut is no loss.
      try db.begin(synchronous: "NORMAL")
    }
    return configuration
  }

  /// The plain phrase for an error of the database.
  static func phrase(for error: DatabaseError) -> String {
    switch error.resultCode {
    case .SQLITE_FULL: "no space left for the index"
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: "the index cannot be written"
    case .SQLITE_CANTOPEN: "the index cannot be opened"
    case .SQLITE_BUSY, .SQLITE_LOCKED: "the index is locked by another process"
    case .SQLITE_IOERR: "the index cannot be read or written"
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: "the index is damaged"
    default: error.message ?? "the index cannot be used"
    }
  }
}

extension IndexStore {
  /// Whether an error says that what is stored is not what was written.
  static func isDamage(_ error: any Error) -> Bool {
    error is SegmentDamage || (error as? DatabaseError)?.isDamage == true
  }
}

extension DatabaseError {
  /// Whether the file is not, or no more, a good database.
  var isDamage: Bool {
    switch resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: true
    default: false
    }
  }
}

import GRDB
import GRDBSQLite
import Glibc

/// Every file that was read at some time and need not be read again while its facts hold, laid out to be
/// compared with a walk: a look into it makes nothing.
struct KnownFiles {
  private struct File {
    var root: Int
    /// Where its path ends in `paths`; it begins where the one before ends.
    var end: Int
    var facts: FileFacts
    /// Nil for a file whose content was no briefing.
    var id: Int64?
    var wasMet = false
  }

  private struct Slot {
    /// A place in `files`, -1 for none.
    var file: Int32
    /// Half of the hash of root and path: another file is told by it, far memory unread.
    var hash: UInt32
  }

  private var paths: [UInt8] = []
  private var files: [File] = []
  /// As many as a power of two, found by the other half of the hash.
  private var slots: [Slot] = []

  init() {}

  /// Reads them all.
  init(_ db: Database) throws {
    try read(
      "SELECT root, path, size, modified, inode, id FROM briefing", from: db)
    try read(
      "SELECT root, path, size, modified, inode, NULL FROM skipped WHERE size IS NOT NULL", from: db)
    var size = 16
    while size < files.count * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(file: -1, hash: 0), count: size)
    paths.withUnsafeBufferPointer { paths in
      var start = 0
      for (index, file) in files.enumerated() {
        let hash = Self.hash(file.root, UnsafeBufferPointer(rebasing: paths[start..<file.end]))
        start = file.end
        var slot = hash.place & (size - 1)
        while slots[slot].file >= 0 { slot = (slot + 1) & (size - 1) }
        slots[slot] = Slot(file: Int32(index), hash: hash.rest)
      }
    }
  }

  private mutating func read(_ sql: String, from db: Database) throws {
    try db.forEachRow(of: sql) { row in
      paths.append(contentsOf: EntryRows.bytes(row, 1))
      let facts = FileFacts(
        size: sqlite3_column_int64(row, 2), modified: sqlite3_column_int64(row, 3),
        inode: sqlite3_column_int64(row, 4))
      files.append(
        File(
          root: Int(sqlite3_column_int64(row, 0)), end: paths.count, facts: facts,
          id: sqlite3_column_type(row, 5) == SQLITE_NULL ? nil : sqlite3_column_int64(row, 5)))
    }
  }

  /// Notes that a file is there; whether it is known with these facts.
  mutating func meet(root: Int, path: UnsafeBufferPointer<UInt8>, _ facts: FileFacts) -> Bool {
    guard !slots.isEmpty else { return false }
    let hash = Self.hash(root, path)
    var slot = hash.place & (slots.count - 1)
    while slots[slot].file >= 0 {
      let index = Int(slots[slot].file)
      if slots[slot].hash == hash.rest, files[index].root == root, isPath(of: index, path) {
        files[index].wasMet = true
        return files[index].facts == facts
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }

  /// Those that were not met.
  var missed: [(key: IndexStore.FileKey, id: Int64?)] {
    files.indices.filter { !files[$0].wasMet }.map { index in
      let path = PathBytes(Array(paths[start(of: index)..<files[index].end]))
      return (IndexStore.FileKey(root: files[index].root, path: path), files[index].id)
    }
  }

  private func start(of index: Int) -> Int { index == 0 ? 0 : files[index - 1].end }

  private func isPath(of index: Int, _ path: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = start(of: index)
    guard files[index].end - start == path.count, let own = path.baseAddress else {
      return files[index].end - start == path.count
    }
    return paths.withUnsafeBufferPointer { paths in
      memcmp(paths.baseAddress.unsafelyUnwrapped + start, own, path.count) == 0
    }
  }

  private static func hash(_ root: Int, _ path: UnsafeBufferPointer<UInt8>) -> (place: Int, rest: UInt32) {
    let hash = ByteHash.of(path) &+ UInt64(truncatingIfNeeded: root) &* 0x9E37_79B9_7F4A_7C15
    return (Int(hash & 0x7FFF_FFFF), UInt32(hash >> 32))
  }
}

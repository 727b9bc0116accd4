import GRDB
import GRDBSQLite

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

  private var paths: [UInt8] = []
  private var files: [File] = []
  /// Places in `files` by the hash of root and path, -1 where there is none; as many as a power of two.
  private var slots: [Int32] = []

  init() {}

  /// Reads them all.
  init(_ db: Database) throws {
    try read(
      "SELECT root, path, size, modified, inode, id FROM briefing", from: db)
    try read(
      "SELECT root, path, size, modified, inode, NULL FROM skipped WHERE size IS NOT NULL", from: db)
    var size = 16
    while size < files.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    paths.withUnsafeBufferPointer { paths in
      var start = 0
      for (index, file) in files.enumerated() {
        let path = UnsafeBufferPointer(rebasing: paths[start..<file.end])
        start = file.end
        var slot = Self.hash(file.root, path) & (size - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
        slots[slot] = Int32(index)
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
    var slot = Self.hash(root, path) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if files[index].root == root, isPath(of: index, path) {
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
    guard files[index].end - start == path.count else { return false }
    return paths.withUnsafeBufferPointer { paths in
      for place in 0..<path.count where paths[start + place] != path[place] { return false }
      return true
    }
  }

  /// FNV-1a, its upper bits mixed into those that are used.
  private static func hash(_ root: Int, _ path: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: root)
    for byte in path { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: (hash ^ hash >> 29) & 0x7FFF_FFFF_FFFF_FFFF)
  }
}

import BriefingModel
import Foundation
import GRDB

extension IndexStore {
  /// A briefing about which its reader noted something.
  struct Marked {
    var id: Int64
    var document: Int64
    var marks: ReaderMarks
  }

  /// What a reader noted, by the numbers of the briefings.
  func marks(_ marked: [DeskMark]) throws -> [Int64: ReaderMarks] {
    let found = try database.read { try self.marked(marked, $0) }
    return Dictionary(found.map { ($0.id, $0.marks) }, uniquingKeysWith: { first, _ in first })
  }

  /// The briefing that a place is in: by its content, of several that are alike the one at a known path, else
  /// by its path however it changed. Nil when it is not here.
  func id(of place: DeskPlace) throws -> Int64? {
    try database.read { db in
      let byContent = try self.marked([DeskMark(contents: place.contents)], db).map(\.id).sorted()
      let byPath = try self.marked([DeskMark(paths: place.paths)], db).map(\.id).sorted()
      return byContent.first { byPath.contains($0) } ?? byContent.first ?? byPath.first
    }
  }

  /// Finds the briefings that a reader noted something about: by their content wherever they lie, else by
  /// their path however they changed.
  func marked(_ marks: [DeskMark], _ db: Database) throws -> [Marked] {
    guard !marks.isEmpty else { return [] }
    var found: [Int64: Marked] = [:]
    func take(_ row: Row, _ mark: DeskMark) {
      let id: Int64 = row[0]
      guard found[id] == nil else { return }
      found[id] = Marked(id: id, document: row[1], marks: mark.marks(now: ContentHash(blob: row[2])))
    }
    let byContent = try db.cachedStatement(
      sql: "SELECT id, document, content FROM briefing WHERE content = ?")
    for mark in marks {
      for content in mark.contents {
        for row in try Row.fetchAll(byContent, arguments: [content.blob]) { take(row, mark) }
      }
    }
    let byPath = try db.cachedStatement(
      sql: "SELECT id, document, content FROM briefing WHERE root = ? AND path = ?")
    for mark in marks {
      for path in mark.paths {
        for (number, root) in roots.enumerated() {
          guard let below = root.relative(path),
            let row = try Row.fetchOne(byPath, arguments: [number, below.blob])
          else { continue }
          take(row, mark)
        }
      }
    }
    return Array(found.values)
  }
}

extension LibraryRoot {
  /// The part of an absolute path below this root, empty for the root itself; nil for one elsewhere.
  func relative(_ absolute: PathBytes) -> PathBytes? {
    if absolute == path { return PathBytes("") }
    guard isFolder, absolute.isBelow(path) else { return nil }
    let start = path.bytes.count + (path.bytes.last == UInt8(ascii: "/") ? 0 : 1)
    return PathBytes(Array(absolute.bytes[start...]))
  }
}

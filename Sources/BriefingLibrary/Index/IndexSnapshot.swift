import GRDB
import GRDBSQLite
import Synchronization

/// The segments of the index as one transaction sees them, with the documents to pass over.
struct IndexSnapshot: Sendable {
  struct Part: Sendable {
    var segment: Segment
    /// Documents that changed or went since; nil for none.
    var stale: NumberSet?
  }

  var parts: [Part] = []
  /// Briefings.
  var documentCount = 0
  /// Words in the text of all of them.
  var wordCount: UInt64 = 0

  /// The length of the average briefing in words.
  var averageLength: Double {
    documentCount == 0 ? 1 : max(1, Double(wordCount) / Double(documentCount))
  }
}

/// What was read of the segments, kept from one search to the next.
final class SnapshotCache: Sendable {
  /// Says whether a snapshot still holds: segments never change, and as long as they are the same
  /// the stale documents only become more.
  private struct Key: Equatable {
    var segments: [Int64]
    var stale: Int
  }

  private let kept = Mutex<(key: Key, snapshot: IndexSnapshot)?>(nil)

  /// The snapshot that `db` sees.
  func snapshot(_ db: Database) throws -> IndexSnapshot {
    let statement = try db.cachedStatement(sql: "SELECT id FROM segment ORDER BY base")
    let key = Key(
      segments: try Int64.fetchAll(statement),
      stale: try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM stale")) ?? 0)
    let before = kept.withLock { $0 }
    if let before, before.key == key { return before.snapshot }
    var known: [Int64: Segment] = [:]
    for part in before?.snapshot.parts ?? [] { known[part.segment.id] = part.segment }
    var snapshot = IndexSnapshot()
    for id in key.segments {
      let segment = try known[id] ?? Self.segment(id, db)
      snapshot.parts.append(IndexSnapshot.Part(segment: segment))
    }
    try Self.passOver(try Int64.fetchAll(db, sql: "SELECT document FROM stale"), &snapshot)
    kept.withLock { $0 = (key, snapshot) }
    return snapshot
  }

  private static func segment(_ id: Int64, _ db: Database) throws -> Segment {
    let row = try Row.fetchOne(
      db, sql: "SELECT base, documents, words, facts FROM segment WHERE id = ?", arguments: [id])
    let segment = row.flatMap { row in
      row.withUnsafeBlob(atIndex: 2) { words in
        row.withUnsafeBlob(atIndex: 3) { facts in
          Segment(
            id: id, base: row[0], documents: row[1], firstWords: Array(words), facts: facts)
        }
      }
    }
    guard let segment else { throw SegmentDamage() }
    return segment
  }

  private static func passOver(_ stale: [Int64], _ snapshot: inout IndexSnapshot) throws {
    for index in snapshot.parts.indices {
      let segment = snapshot.parts[index].segment
      let own = stale.filter {
        $0 >= segment.base && $0 < segment.base + Int64(segment.facts.count)
      }
      var set = NumberSet(below: segment.facts.count)
      for document in own { set.insert(Int(document - segment.base)) }
      if !own.isEmpty { snapshot.parts[index].stale = set }
      for (number, facts) in segment.facts.enumerated() {
        guard !facts.flags.contains(.isDropped), !set.contains(number) else { continue }
        snapshot.documentCount += 1
        snapshot.wordCount += UInt64(facts.length)
      }
    }
  }
}

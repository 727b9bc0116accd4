import GRDB
import GRDBSQLite

/// The chunks of segments in the database, as one transaction sees them.
final class StoredChunks: ChunkSource {
  private let database: Database
  private let selecting: Statement
  private let asked: () throws -> Void

  /// `check` is called before each read and may throw to end a long search.
  init(_ database: Database, check: @escaping () throws -> Void = {}) throws {
    self.database = database
    selecting = try database.cachedStatement(sql: "SELECT bytes FROM chunk WHERE id = ?")
    asked = check
  }

  /// The row of a chunk: the numbers of a segment's stream follow each other.
  static func row(_ segment: Int64, _ stream: SegmentLayout.Stream, _ number: Int) -> Int64 {
    segment << 24 | Int64(stream.rawValue) << 22 | Int64(number)
  }

  /// The rows of all chunks of a segment.
  static func rows(of segment: Int64) -> Range<Int64> { segment << 24..<(segment + 1) << 24 }

  func read(
    _ stream: SegmentLayout.Stream, of segment: Segment, number: Int, part: Range<Int>?,
    appendingTo buffer: ByteBuffer
  ) throws {
    try asked()
    let isThere: Void? = try database.firstRow(of: selecting, Self.row(segment.id, stream, number)) { row in
      let count = Int(sqlite3_column_bytes(row, 0))
      guard count > SegmentLayout.checksumSize, let bytes = sqlite3_column_blob(row, 0) else {
        throw SegmentDamage()
      }
      let content = UnsafeRawBufferPointer(start: bytes, count: count - SegmentLayout.checksumSize)
      let isWhole = segment.isWhole(stream, number) {
        let sum = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: content.count, as: UInt64.self)
        return UInt64(littleEndian: sum) == Checksum.of(content)
      }
      guard isWhole else { throw SegmentDamage() }
      let part = part ?? 0..<content.count
      guard part.upperBound <= content.count else { throw SegmentDamage() }
      buffer.append(UnsafeRawBufferPointer(rebasing: content[part]))
    }
    if isThere == nil { throw SegmentDamage() }
  }
}

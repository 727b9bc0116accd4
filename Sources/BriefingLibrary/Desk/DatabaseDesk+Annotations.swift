public import BriefingModel
import Foundation
import GRDB

extension DatabaseDesk {
  public func keep(_ annotation: Annotation, in briefing: BriefingIdentity) {
    write { db in
      let number = try Self.number(of: briefing, db) ?? Self.add(db)
      try Self.know(briefing, as: number, db)
      let place = annotation.anchor.place
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO annotation
          (briefing, text, occurrence, cell, heading, line, quote, body, made)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          number, place.text.blob, place.occurrence, annotation.anchor.column ?? -1, place.heading,
          place.line,
          annotation.quote, annotation.text, Self.now,
        ])
    }
  }

  public func removeAnnotation(at anchor: Annotation.Anchor, in briefing: BriefingIdentity) {
    write { db in
      guard let number = try Self.number(of: briefing, db) else { return }
      try db.execute(
        sql: "DELETE FROM annotation WHERE briefing = ? AND text = ? AND occurrence = ? AND cell = ?",
        arguments: [number, anchor.place.text.blob, anchor.place.occurrence, anchor.column ?? -1])
    }
  }

  static let annotationColumns = "text, occurrence, cell, heading, line, quote, body"

  static func annotations(_ number: Int64, _ db: Database) throws -> [Annotation] {
    let sql = "SELECT \(annotationColumns) FROM annotation WHERE briefing = ? ORDER BY line, cell"
    return try Row.fetchAll(db, sql: sql, arguments: [number]).compactMap { annotation($0, from: 0) }
  }

  /// Of the columns of `annotationColumns` from a 0-based one on; nil for what no version wrote.
  static func annotation(_ row: Row, from first: Int) -> Annotation? {
    guard let text = ContentHash(blob: row[first]) else { return nil }
    let place = ReadingPlace(
      text: text, occurrence: max(0, row[first + 1]), offset: 0, heading: row[first + 3],
      line: max(1, row[first + 4]))
    let cell: Int = row[first + 2]
    return Annotation(
      anchor: Annotation.Anchor(place: place, column: cell < 0 ? nil : cell), quote: row[first + 5],
      text: row[first + 6])
  }

  /// What was read last, as far as it is known: earlier versions did not keep it.
  static func readLines(_ number: Int64, _ db: Database) throws -> LineFingerprints? {
    let lines = try Data?.fetchOne(db, sql: "SELECT lines FROM read WHERE briefing = ?", arguments: [number])
    return lines.flatMap { $0.flatMap { LineFingerprints(blob: $0) } }
  }
}

extension LineFingerprints {
  /// Eight bytes a line, the high ones first.
  var blob: Data {
    numbers.reduce(into: Data(capacity: numbers.count * 8)) { data, number in
      withUnsafeBytes(of: number.bigEndian) { data.append(contentsOf: $0) }
    }
  }

  /// Nil for bytes that are not eight for each line.
  init?(blob: Data) {
    guard blob.count % 8 == 0 else { return nil }
    self.init(
      numbers: blob.withUnsafeBytes { bytes in
        (0..<bytes.count / 8).map {
          UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
        }
      })
  }
}

public import BriefingModel
import Foundation
import GRDB

extension DatabaseDesk {
  @discardableResult
  public func keep(_ annotation: Annotation, seen: String?, in briefing: BriefingIdentity) -> Bool {
    let place = annotation.anchor.place
    let cell = annotation.anchor.column ?? -1
    let text = annotation.text.isEmpty ? nil : annotation.text
    return change { db in
      let known = try Self.number(of: briefing, db)
      guard let number = try known ?? (text == nil ? nil : Self.add(db)) else { return text }
      let stored = try String.fetchOne(
        db,
        sql: "SELECT body FROM annotation WHERE briefing = ? AND text = ? AND occurrence = ? AND cell = ?",
        arguments: [number, place.text.blob, place.occurrence, cell])
      let kept = WordsOfSessions.merged(text, seen: seen, stored: stored)
      guard let kept else {
        try db.execute(
          sql: "DELETE FROM annotation WHERE briefing = ? AND text = ? AND occurrence = ? AND cell = ?",
          arguments: [number, place.text.blob, place.occurrence, cell])
        return nil
      }
      try Self.know(briefing, as: number, db)
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO annotation
          (briefing, text, occurrence, cell, heading, line, quote, body, made)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          number, place.text.blob, place.occurrence, cell, place.heading, place.line, annotation.quote, kept,
          Self.now,
        ])
      return kept
    } isOther: {
      $0 != text
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

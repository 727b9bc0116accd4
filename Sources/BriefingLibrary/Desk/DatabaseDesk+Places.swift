public import BriefingModel
import Foundation
import GRDB

/// Places that are known over all briefings of a set of folders: those with letters, and where the panes stood.
extension DatabaseDesk {
  public func letters(of library: ContentHash) -> [Character: DeskPlace] {
    read { db in
      var letters: [Character: DeskPlace] = [:]
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT briefing, text, occurrence, offset, heading, line, letter FROM letter WHERE library = ?
          """, arguments: [library.blob])
      for row in rows {
        let name: String = row[6]
        guard name.count == 1, let letter = name.first else { continue }
        letters[letter] = try Self.deskPlace(row, db)
      }
      return letters
    } ?? [:]
  }

  public func keep(
    _ place: ReadingPlace, in briefing: BriefingIdentity, as letter: Character, of library: ContentHash
  ) {
    write { db in
      let number = try Self.number(of: briefing, db) ?? Self.add(db)
      try Self.know(briefing, as: number, db)
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO letter
          (library, letter, briefing, text, occurrence, offset, heading, line, made)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          library.blob, String(letter), number, place.text.blob, place.occurrence, place.offset,
          place.heading, place.line, Self.now,
        ])
    }
  }

  public func forget(_ letter: Character, of library: ContentHash) {
    write { db in
      try db.execute(
        sql: "DELETE FROM letter WHERE library = ? AND letter = ?",
        arguments: [library.blob, String(letter)])
    }
  }

  public func session(of library: ContentHash) -> DeskSession? {
    read { db -> DeskSession? in
      guard
        let form = try String.fetchOne(
          db, sql: "SELECT form FROM session WHERE library = ?", arguments: [library.blob])
      else { return nil }
      var texts: [Int: DeskPlace] = [:]
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT briefing, text, occurrence, offset, heading, line, pane FROM session_text WHERE library = ?
          """, arguments: [library.blob])
      for row in rows { texts[row[6]] = try Self.deskPlace(row, db) }
      return DeskSession(form: form, texts: texts)
    } ?? nil
  }

  public func keep(
    session form: String, texts: [Int: (briefing: BriefingIdentity, place: ReadingPlace?)],
    of library: ContentHash
  ) {
    write { db in
      try db.execute(sql: "DELETE FROM session_text WHERE library = ?", arguments: [library.blob])
      try db.execute(
        sql: "INSERT OR REPLACE INTO session (library, form, made) VALUES (?, ?, ?)",
        arguments: [library.blob, form, Self.now])
      for (pane, text) in texts {
        let number = try Self.number(of: text.briefing, db) ?? Self.add(db)
        try Self.know(text.briefing, as: number, db)
        try db.execute(
          sql: """
            INSERT INTO session_text (library, pane, briefing, text, occurrence, offset, heading, line)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            library.blob, pane, number, text.place?.text.blob, text.place?.occurrence, text.place?.offset,
            text.place?.heading, text.place?.line,
          ])
      }
    }
  }

  /// Of a row that begins with the number of a briefing and the columns of a place.
  private static func deskPlace(_ row: Row, _ db: Database) throws -> DeskPlace {
    let number: Int64 = row[0]
    let contents = try Data.fetchAll(
      db, sql: "SELECT hash FROM content WHERE briefing = ?", arguments: [number])
    let paths = try Data.fetchAll(db, sql: "SELECT bytes FROM path WHERE briefing = ?", arguments: [number])
    let text: Data? = row[1]
    let place = text.flatMap { ContentHash(blob: $0) }.map { hash in
      ReadingPlace(
        text: hash, occurrence: max(0, row[2] ?? 0), offset: max(0, row[3] ?? 0), heading: row[4] ?? "",
        line: max(1, row[5] ?? 1))
    }
    return DeskPlace(
      paths: paths.map { PathBytes(blob: $0) }, contents: contents.compactMap { ContentHash(blob: $0) },
      place: place)
  }
}

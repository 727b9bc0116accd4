public import BriefingModel
import Foundation
import GRDB

extension DatabaseDesk {
  @discardableResult
  public func set(_ mark: ReaderMark, of briefing: BriefingIdentity) -> Bool {
    change { db in
      let known = try Self.number(of: briefing, db)
      guard let number = try known ?? (mark.isTakenBack ? nil : Self.add(db)) else { return mark }
      try Self.know(briefing, as: number, db)
      let mark = try mark.merged(with: number, db)
      switch mark {
      case .read(true):
        // Which text was read, so that a later one is told from it.
        let content = briefing.content ?? ContentHash(of: [])
        try db.execute(
          sql: "INSERT OR REPLACE INTO read (briefing, content, lines, made) VALUES (?, ?, ?, ?)",
          arguments: [number, content.blob, LineFingerprints(briefing.lines)?.blob, Self.now])
      case .read(false): try Self.delete("read", number, db)
      case .starred(true):
        try db.execute(
          sql: "INSERT OR IGNORE INTO star (briefing, made) VALUES (?, ?)", arguments: [number, Self.now])
      case .starred(false): try Self.delete("star", number, db)
      case .tags(let tags, _):
        try Self.delete("tag", number, db)
        for tag in tags {
          try db.execute(
            sql: "INSERT OR IGNORE INTO tag (briefing, name, made) VALUES (?, ?, ?)",
            arguments: [number, tag, Self.now])
        }
      case .note(let text?, _):
        try db.execute(
          sql: "INSERT OR REPLACE INTO note (briefing, text, made) VALUES (?, ?, ?)",
          arguments: [number, text, Self.now])
      case .note(nil, _): try Self.delete("note", number, db)
      }
      return mark
    } isOther: {
      $0 != mark
    }
  }

  /// `table` is a name of this file.
  private static func delete(_ table: String, _ number: Int64, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM \(table) WHERE briefing = ?", arguments: [number])
  }

  public func marks() -> [DeskMark] {
    read { try Self.marks($0) } ?? []
  }

  private static func marks(_ db: Database) throws -> [DeskMark] {
    var marks: [Int64: DeskMark] = [:]
    func forEach(_ columns: String, of table: String, _ body: (inout DeskMark, Row) -> Void) throws {
      let rows = try Row.fetchCursor(db, sql: "SELECT briefing, \(columns) FROM \(table)")
      while let row = try rows.next() { body(&marks[row[0], default: DeskMark()], row) }
    }
    try forEach("content", of: "read") { $0.readContent = ContentHash(blob: $1[1]) }
    try forEach("made", of: "star") { mark, _ in mark.isStarred = true }
    try forEach("name", of: "tag") { $0.tags.append($1[1]) }
    try forEach("text", of: "note") { $0.note = $1[1] }
    try forEach(annotationColumns, of: "annotation") { mark, row in
      if let annotation = Self.annotation(row, from: 1) { mark.annotations.append(annotation) }
    }
    for number in marks.keys {
      marks[number]?.annotations.sort { $0.anchor.place.line < $1.anchor.place.line }
      let contents = try Data.fetchAll(
        db, sql: "SELECT hash FROM content WHERE briefing = ?", arguments: [number])
      let paths = try Data.fetchAll(db, sql: "SELECT bytes FROM path WHERE briefing = ?", arguments: [number])
      marks[number]?.contents = contents.compactMap { ContentHash(blob: $0) }
      marks[number]?.paths = paths.map { PathBytes(blob: $0) }
      marks[number]?.tags.sort()
    }
    return marks.keys.sorted().compactMap { marks[$0] }
  }

  public func searches() -> [NamedSearch] {
    read { db in
      try Row.fetchAll(db, sql: "SELECT name, query FROM search ORDER BY name").map {
        NamedSearch(name: $0[0], query: $0[1])
      }
    } ?? []
  }

  public func keep(_ query: String?, as name: String) {
    write { db in
      guard let query else {
        try db.execute(sql: "DELETE FROM search WHERE name = ?", arguments: [name])
        return
      }
      try db.execute(
        sql: "INSERT OR REPLACE INTO search (name, query, made) VALUES (?, ?, ?)",
        arguments: [name, query, Self.now])
    }
  }
}

extension ReaderMark {
  /// Whether it leaves nothing behind: no briefing need be known for it.
  fileprivate var isTakenBack: Bool {
    switch self {
    case .read(let isRead): !isRead
    case .starred(let isStarred): !isStarred
    case .tags(let tags, _): tags.isEmpty
    case .note(let text, _): text == nil
    }
  }

  /// What comes of it where another session has changed what the reader saw.
  fileprivate func merged(with number: Int64, _ db: Database) throws -> ReaderMark {
    switch self {
    case .read, .starred: return self
    case .tags(let tags, let seen):
      let stored = try String.fetchSet(
        db, sql: "SELECT name FROM tag WHERE briefing = ?", arguments: [number])
      let taken = Set(seen).subtracting(tags)
      return .tags(stored.subtracting(taken).union(Set(tags).subtracting(seen)).sorted(), seen: seen)
    case .note(let text, let seen):
      let stored = try String.fetchOne(
        db, sql: "SELECT text FROM note WHERE briefing = ?", arguments: [number])
      return .note(WordsOfSessions.merged(text, seen: seen, stored: stored), seen: seen)
    }
  }
}

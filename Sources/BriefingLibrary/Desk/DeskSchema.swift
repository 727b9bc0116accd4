import GRDB

/// The form of the reader's data, as the steps that lead to it. A step that was released is never changed;
/// a new one is added behind it.
struct DeskSchema: Sendable {
  /// Each step takes the tables from its place in the list to the next version.
  var steps: [@Sendable (Database) throws -> Void]

  /// What a file of this form has for its `user_version`.
  var version: UInt32 { UInt32(steps.count) }

  /// A briefing is known by all contents and all paths that it was met with, so that it is found again
  /// when its file was moved or edited. What is laid down about it hangs on its number; read states,
  /// marks and whatever else comes will do the same.
  static let current = DeskSchema(steps: [
    { db in
      try db.execute(
        sql: """
          CREATE TABLE briefing (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            made INTEGER NOT NULL
          );
          CREATE TABLE content (
            hash BLOB PRIMARY KEY,
            briefing INTEGER NOT NULL REFERENCES briefing ON DELETE CASCADE
          ) WITHOUT ROWID;
          CREATE TABLE path (
            bytes BLOB PRIMARY KEY,
            briefing INTEGER NOT NULL REFERENCES briefing ON DELETE CASCADE
          ) WITHOUT ROWID;
          CREATE TABLE overrule (
            briefing INTEGER NOT NULL REFERENCES briefing ON DELETE CASCADE,
            source BLOB NOT NULL,
            occurrence INTEGER NOT NULL,
            columns INTEGER NOT NULL,
            made INTEGER NOT NULL,
            PRIMARY KEY (briefing, source, occurrence)
          ) WITHOUT ROWID;
          """)
    },
    { db in
      try db.execute(
        sql: """
          CREATE TABLE place (
            briefing INTEGER PRIMARY KEY REFERENCES briefing ON DELETE CASCADE,
            text BLOB NOT NULL,
            occurrence INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            heading TEXT NOT NULL,
            line INTEGER NOT NULL,
            made INTEGER NOT NULL
          );
          """)
    },
    { db in
      try db.execute(
        sql: """
          CREATE TABLE read (
            briefing INTEGER PRIMARY KEY REFERENCES briefing ON DELETE CASCADE,
            content BLOB NOT NULL,
            made INTEGER NOT NULL
          );
          CREATE TABLE star (
            briefing INTEGER PRIMARY KEY REFERENCES briefing ON DELETE CASCADE,
            made INTEGER NOT NULL
          );
          CREATE TABLE tag (
            briefing INTEGER NOT NULL REFERENCES briefing ON DELETE CASCADE,
            name TEXT NOT NULL,
            made INTEGER NOT NULL,
            PRIMARY KEY (briefing, name)
          ) WITHOUT ROWID;
          CREATE TABLE note (
            briefing INTEGER PRIMARY KEY REFERENCES briefing ON DELETE CASCADE,
            text TEXT NOT NULL,
            made INTEGER NOT NULL
          );
          CREATE TABLE search (
            name TEXT PRIMARY KEY,
            query TEXT NOT NULL,
            made INTEGER NOT NULL
          ) WITHOUT ROWID;
          """)
    },
    { db in
      // `cell` is -1 for a whole row or paragraph; `lines` are the fingerprints of the text that was read.
      try db.execute(
        sql: """
          CREATE TABLE annotation (
            briefing INTEGER NOT NULL REFERENCES briefing ON DELETE CASCADE,
            text BLOB NOT NULL,
            occurrence INTEGER NOT NULL,
            cell INTEGER NOT NULL,
            heading TEXT NOT NULL,
            line INTEGER NOT NULL,
            quote TEXT NOT NULL,
            body TEXT NOT NULL,
            made INTEGER NOT NULL,
            PRIMARY KEY (briefing, text, occurrence, cell)
          ) WITHOUT ROWID;
          ALTER TABLE read ADD COLUMN lines BLOB;
          """)
    },
    { db in
      // `library` tells a set of folders; a place without a text is the beginning.
      try db.execute(
        sql: """
          CREATE TABLE letter (
            library BLOB NOT NULL,
            letter TEXT NOT NULL,
            briefing INTEGER NOT NULL REFERENCES briefing ON DELETE CASCADE,
            text BLOB NOT NULL,
            occurrence INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            heading TEXT NOT NULL,
            line INTEGER NOT NULL,
            made INTEGER NOT NULL,
            PRIMARY KEY (library, letter)
          ) WITHOUT ROWID;
          CREATE TABLE session (
            library BLOB PRIMARY KEY,
            form TEXT NOT NULL,
            made INTEGER NOT NULL
          ) WITHOUT ROWID;
          CREATE TABLE session_text (
            library BLOB NOT NULL REFERENCES session ON DELETE CASCADE,
            pane INTEGER NOT NULL,
            briefing INTEGER NOT NULL REFERENCES briefing ON DELETE CASCADE,
            text BLOB,
            occurrence INTEGER,
            offset INTEGER,
            heading TEXT,
            line INTEGER,
            PRIMARY KEY (library, pane)
          ) WITHOUT ROWID;
          """)
    },
  ])

  /// Takes a database to this form, all steps or none.
  func migrate(_ queue: DatabaseQueue) throws {
    var migrator = DatabaseMigrator()
    for (number, step) in steps.enumerated() {
      migrator.registerMigration("\(number + 1)") { db in
        try step(db)
        try db.execute(sql: "PRAGMA user_version = \(number + 1)")
      }
    }
    try migrator.migrate(queue)
  }
}

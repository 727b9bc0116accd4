/// The tables of an index. A change here needs a new `version`: an index of another version is made
/// again from the files.
enum IndexSchema {
  static let version: UInt32 = 1

  /// Weights of the columns of `fulltext` for ranking, in their order: title, heading, body,
  /// tables, benefit, risk, mitigation, source, path.
  static let weights = "8.0, 4.0, 1.0, 2.0, 1.0, 1.0, 1.0, 1.0, 0.5"

  /// `fulltext` keeps no text: snippets are made from the files. SQLite cannot take words out of
  /// such a table again without the old text, so a changed briefing gets a new document number, and
  /// the old number is kept in `stale` and passed over.
  static let statements = """
    CREATE TABLE root (number INTEGER PRIMARY KEY, path BLOB NOT NULL);

    CREATE TABLE briefing (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      root INTEGER NOT NULL,
      path BLOB NOT NULL,
      place BLOB NOT NULL,
      document INTEGER NOT NULL UNIQUE,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      format TEXT NOT NULL,
      title TEXT NOT NULL,
      date TEXT,
      source TEXT,
      lines INTEGER NOT NULL,
      sections INTEGER NOT NULL,
      tables INTEGER NOT NULL,
      benefits INTEGER NOT NULL,
      risks INTEGER NOT NULL,
      mitigations INTEGER NOT NULL,
      UNIQUE (root, path)
    );
    CREATE INDEX briefing_place ON briefing (root, place, path);

    CREATE TABLE detail (
      id INTEGER PRIMARY KEY,
      tables BLOB,
      assessments BLOB
    );

    CREATE TABLE skipped (
      root INTEGER NOT NULL,
      path BLOB NOT NULL,
      reason TEXT NOT NULL,
      size INTEGER,
      modified INTEGER,
      inode INTEGER,
      PRIMARY KEY (root, path)
    ) WITHOUT ROWID;

    CREATE TABLE stale (document INTEGER PRIMARY KEY);

    CREATE VIRTUAL TABLE fulltext USING fts5(
      title, heading, body, tables, benefit, risk, mitigation, source, path,
      content = '', tokenize = 'dossier', prefix = '2 3'
    );
    CREATE VIRTUAL TABLE word USING fts5vocab(fulltext, row);
    """
}

/// The tables of an index. A change here needs a new `version`: an index of another version is made
/// again from the files.
enum IndexSchema {
  static let version: UInt32 = 10

  /// `segment` and `chunk` are the index of the words; see `SegmentLayout`. Segments never change: a
  /// changed briefing gets a new document number, and the old number is kept in `stale` and passed
  /// over until its words are left out when segments are merged. The words are not text any more:
  /// snippets are made from the files. `matter` is what matrices and facets over all briefings are counted from:
  /// few bytes of each, apart from its text.
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
      content BLOB NOT NULL,
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
    CREATE INDEX briefing_content ON briefing (content);

    CREATE TABLE detail (
      id INTEGER PRIMARY KEY,
      names BLOB,
      tables BLOB,
      assessments BLOB
    );

    CREATE TABLE matter (
      id INTEGER PRIMARY KEY,
      document INTEGER NOT NULL,
      facts BLOB,
      names BLOB
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

    CREATE TABLE segment (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      base INTEGER NOT NULL,
      documents INTEGER NOT NULL,
      size INTEGER NOT NULL,
      words BLOB NOT NULL,
      facts BLOB NOT NULL
    );
    CREATE TABLE chunk (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
    """
}

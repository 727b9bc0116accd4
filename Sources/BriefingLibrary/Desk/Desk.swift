public import BriefingModel

/// Which briefing is meant, wherever its file has moved to and however it was edited since.
public struct BriefingIdentity: Sendable {
  /// Absolute, as the system knows it; nil for what came on standard input.
  public var path: PathBytes?
  let lines: SourceLines

  public init(path: PathBytes?, lines: SourceLines) {
    self.path = path
    self.lines = lines
  }

  /// Of the decoded text; nil for an empty one, which is no briefing's own. Takes time in the length of
  /// the text.
  var content: ContentHash? { lines.utf8.isEmpty ? nil : ContentHash(of: lines.utf8) }
}

/// What its reader has laid down about one briefing.
public struct DeskRecord: Sendable, Equatable {
  public var choices: [TableIdentity: TableChoice]
  /// Where the reader was when it was left; nil for its beginning.
  public var place: ReadingPlace?
  /// In the order of their lines.
  public var annotations: [Annotation]
  /// The lines of the text that was read last; nil for a briefing that was not read.
  public var readLines: LineFingerprints?

  public init(
    choices: [TableIdentity: TableChoice] = [:], place: ReadingPlace? = nil, annotations: [Annotation] = [],
    readLines: LineFingerprints? = nil
  ) {
    self.choices = choices
    self.place = place
    self.annotations = annotations
    self.readLines = readLines
  }
}

/// What its reader noted about a briefing as a whole, and by what it is known.
public struct DeskMark: Sendable, Equatable {
  public var paths: [PathBytes]
  public var contents: [ContentHash]
  /// The content that was read; nil for a briefing that was not.
  public var readContent: ContentHash?
  public var isStarred: Bool
  /// In the order of the alphabet.
  public var tags: [String]
  public var note: String?
  /// In the order of their lines.
  public var annotations: [Annotation]

  public init(
    paths: [PathBytes] = [], contents: [ContentHash] = [], readContent: ContentHash? = nil,
    isStarred: Bool = false, tags: [String] = [], note: String? = nil, annotations: [Annotation] = []
  ) {
    self.paths = paths
    self.contents = contents
    self.readContent = readContent
    self.isStarred = isStarred
    self.tags = tags
    self.note = note
    self.annotations = annotations
  }

  /// What it comes to for a briefing that has this content now.
  public func marks(now content: ContentHash?) -> ReaderMarks {
    ReaderMarks(
      isRead: readContent != nil && readContent == content,
      isChanged: readContent != nil && readContent != content, isStarred: isStarred, tags: tags, note: note,
      annotationTexts: annotations.map(\.text), annotatedQuotes: annotations.map(\.quote))
  }
}

/// A briefing by all that it was known by, and a place in it.
public struct DeskPlace: Sendable, Equatable {
  public var paths: [PathBytes]
  public var contents: [ContentHash]
  /// Nil for the beginning.
  public var place: ReadingPlace?

  public init(paths: [PathBytes], contents: [ContentHash], place: ReadingPlace?) {
    self.paths = paths
    self.contents = contents
    self.place = place
  }
}

/// How the panes stood when a set of folders was left.
public struct DeskSession: Sendable, Equatable {
  /// All but the texts, in a form that only whoever wrote it knows.
  public var form: String
  /// The texts by the numbers of their panes.
  public var texts: [Int: DeskPlace]

  public init(form: String, texts: [Int: DeskPlace]) {
    self.form = form
    self.texts = texts
  }
}

/// The reader's own data, over all briefings, never lost and never written beside them.
///
/// Nothing here fails: where it can not be kept, reading goes on without memory and `takeRemark` says so.
/// All calls may block and are made away from the thread that owns the terminal; several may run at
/// once, in several processes.
public protocol Desk: Sendable {
  /// What is kept of a briefing; an empty record for one that nothing is kept of.
  func record(of briefing: BriefingIdentity) -> DeskRecord

  /// Keeps how a table is to be read; with nil it is read as found again.
  func set(_ choice: TableChoice?, of table: TableIdentity, in briefing: BriefingIdentity)

  /// Keeps where the reader was; with nil nothing of it is kept.
  func keep(_ place: ReadingPlace?, in briefing: BriefingIdentity)

  /// Keeps something about a briefing as a whole.
  ///
  /// - Returns: whether something else is kept now, since another session has changed what the reader saw.
  @discardableResult
  func set(_ mark: ReaderMark, of briefing: BriefingIdentity) -> Bool

  /// Keeps what the reader wrote about a place, in the stead of what the reader saw there before; an empty text
  /// takes it back. What another session has written there since is kept beside it.
  ///
  /// - Parameter seen: what stood there, nil for nothing.
  /// - Returns: whether something else is kept now.
  @discardableResult
  func keep(_ annotation: Annotation, seen: String?, in briefing: BriefingIdentity) -> Bool

  /// Whether another session has written since this was asked last.
  func isChangedElsewhere() -> Bool

  /// All that was noted about briefings, of any folder.
  func marks() -> [DeskMark]

  /// By what the briefings are known whose tables are to be read otherwise than they were found.
  func overruled() -> [DeskMark]

  /// The searches that were kept, by their names.
  func searches() -> [NamedSearch]

  /// Keeps a search under a name, in the place of one that has it; with nil none has it any more.
  func keep(_ query: String?, as name: String)

  /// The places that letters were given to in a set of folders.
  func letters(of library: ContentHash) -> [Character: DeskPlace]

  /// Gives a letter to a place, in the stead of the one that had it.
  func keep(
    _ place: ReadingPlace, in briefing: BriefingIdentity, as letter: Character, of library: ContentHash)

  /// Takes a letter from the place that has it.
  func forget(_ letter: Character, of library: ContentHash)

  /// How the panes stood when a set of folders was left the last time; nil when they never were.
  func session(of library: ContentHash) -> DeskSession?

  /// Keeps how the panes stand, in the stead of what was kept before.
  ///
  /// - Parameter texts: the briefing and the place in it, nil for its beginning, of each pane by its number.
  func keep(
    session form: String, texts: [Int: (briefing: BriefingIdentity, place: ReadingPlace?)],
    of library: ContentHash)

  /// What the reader has to know of the store itself, in one plain sentence; each is said once.
  func takeRemark() -> String?

  /// Whether what is set lasts beyond this process, as far as is known: it does until a file can not be written.
  var isLasting: Bool { get }
}

extension Desk {
  public func overruled() -> [DeskMark] { [] }
}

public import BriefingModel
public import TerminalScreen

/// What the side pane shows.
public enum SideContent: String, Sendable, Hashable, CaseIterable, Codable {
  case outline
  case tables
  case matrix
  case notes
  case hits
  case source
  /// The matrix over many briefings.
  case library
  /// The tables of all briefings.
  case allTables
  /// Briefings beside each other.
  case comparison
  /// What the briefing names.
  case named

  /// Whether the content wants a wide pane.
  var isWide: Bool {
    switch self {
    case .outline, .notes: false
    case .tables, .matrix, .hits, .source, .library, .comparison, .named, .allTables: true
    }
  }

  /// Whether, where only two panes fit, the content stands beside the text that it belongs to.
  var isBesideReader: Bool {
    switch self {
    case .outline, .notes, .source, .named: true
    case .tables, .matrix, .hits, .library, .comparison, .allTables: false
    }
  }
}

/// Settings that do not change while the program runs.
public struct BrowserOptions: Sendable, Equatable {
  /// Most columns of prose.
  public var measure = 80
  /// What the library is called in the bar.
  public var libraryName = ""
  /// The line to open the first briefing at, 1-based.
  public var startLine: Int?
  /// The words to find in the first briefing.
  public var startPattern: String?
  /// Whether the list stands above the text.
  public var portrait = PortraitMode.never
  /// Whether the mouse is used from the beginning.
  public var mouse = false
  /// The reader's own themes; they go before built-in ones of the same name.
  public var ownThemes: [Theme] = []
  /// The name of the theme that is shown first.
  public var theme = "sixteen"
  /// Colours of the terminal; 0 where there are none or none are wanted.
  public var colors = 256
  /// Whether the reader has a browser for links.
  public var hasBrowser = false
  /// Whether no program may be started and no file be written.
  public var isSecure = false

  public init() {}
}

/// The list of briefings.
public struct ListPane: Sendable, Equatable {
  /// All briefings of the library, in list order.
  public internal(set) var entries: [LibraryEntry] = [] {
    didSet {
      tableCount = entries.reduce(0) { $0 + $1.tableCount }
      statedCount = entries.reduce(0) { $0 + $1.statedCount }
    }
  }
  /// Over all entries, counted when they come: every frame shows them.
  private(set) var tableCount = 0
  private(set) var statedCount = 0
  /// Indices into `entries` that pass the filter; nil without one.
  public internal(set) var filtered: [Int]?
  /// What the list is narrowed to; empty for no filter.
  public internal(set) var filter = ""
  /// Over the entries shown.
  public internal(set) var cursor = ListCursor()
  /// Briefings that came while the reader was looking on, and were not opened yet.
  public internal(set) var fresh: Set<Int64> = []
  /// Briefings chosen for comparing, in the order in which they were.
  public internal(set) var picked: [Int64] = []
  /// The briefing to choose as soon as it is in the list.
  var wanted: Int64?

  /// Number of entries shown.
  var count: Int { filtered?.count ?? entries.count }

  /// The entry at a 0-based place of the list as it is shown.
  func entry(at place: Int) -> LibraryEntry? {
    guard place >= 0, place < count else { return nil }
    return entries[filtered?[place] ?? place]
  }

  var selected: LibraryEntry? { entry(at: cursor.selected) }
}

/// The briefing in the reader pane.
public struct ReaderPane: Sendable, Equatable {
  public internal(set) var entryID: Int64
  public internal(set) var opened: OpenedBriefing
  public internal(set) var flow: Flow
  /// The first line shown.
  public internal(set) var top = FlowPlace()
  /// Source lines to show as evidence, until the reader moves on.
  public internal(set) var evidence: SourceSpan?
  /// The place that is kept of this briefing.
  var keptPlace: ReadingPlace?
  /// Whether it was shown where it stood in another session, whatever place is kept of it.
  var isPlaced = false
  /// Whether it has been noted as read since it was opened.
  var isNotedAsRead = false
  /// Whether only the beginning of a large briefing is there, and the rest is being read.
  var isPart = false
  /// Made once, as each step asks for it.
  let outlineEntries: [OutlineEntry]
  let noteGroups: [NoteGroup]

  init(entryID: Int64, opened: OpenedBriefing) {
    self.entryID = entryID
    self.opened = opened
    flow = Flow(opened.briefing)
    outlineEntries = opened.briefing.outlineEntries
    noteGroups = opened.briefing.noteGroups
  }
}

/// The table shown in the side pane, with its cursor.
public struct TablePane: Sendable, Equatable {
  /// 0-based among the briefing's tables.
  public internal(set) var table = 0
  /// Whether the cursor stands in the table's cells, not in the list of tables.
  public internal(set) var isInCells = false
  /// 0-based body row; -1 is the header.
  public internal(set) var row = 0
  /// 0-based column.
  public internal(set) var column = 0
  /// First body row shown.
  public internal(set) var topRow = 0
  public internal(set) var view = TableLayout.View.fit
  /// First entry shown in the list of tables.
  public internal(set) var listTop = 0
  /// The table as it is arranged; nil for one that is shown as it is.
  var arranged: Table?
}

/// The matrix in the side pane.
public struct MatrixPane: Sendable, Equatable {
  /// The chosen statement: 0-based in the order of `MatrixLayout`.
  public internal(set) var cursor = 0
  /// First line shown.
  public internal(set) var top = 0
  public internal(set) var showsInferred = true
}

/// The search over the library.
public struct SearchPane: Sendable, Equatable {
  public internal(set) var editor = LineEditor()
  /// Whether keys go to the query.
  public internal(set) var isTyping = false
  public internal(set) var results: SearchResults?
  /// How long the last answer took, in milliseconds.
  public internal(set) var milliseconds = 0
  /// Over titles and hit lines together.
  public internal(set) var cursor = ListCursor()
  /// The search that `results` answers.
  var answered = 0
  /// How many results were asked for.
  var limit = pageSize
  /// Whether the last question was of a query that was still being typed.
  var isHalfTyped = false
  /// Whether it was asked while briefings were still being read.
  var isOfPart = false
  /// Whether more results were asked for and have not come.
  var isGrowing = false
  /// Whether the cursor is to stay at the end, wherever that comes to be.
  var isAtEnd = false
  /// Where in the searches of before the query stands.
  var recall: Recall?
  /// Results whose lines were asked for.
  var linesAsked: Set<Int64> = []

  /// Results asked for at first, and most of them that are ever shown.
  static let pageSize = 50
  static let mostResults = 2_000
}

/// The raw lines in the side pane.
public struct SourcePane: Sendable, Equatable {
  /// First line shown, 1-based.
  public internal(set) var top = 1
  /// Rows of the wrapped first line that are scrolled out.
  public internal(set) var subline = 0
  public internal(set) var evidence: SourceSpan?
}

/// What is being typed in the bottom line.
public struct Prompt: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case filter
    case find
    case palette
    /// What rows of a table must hold.
    case rows
    /// What tables of all briefings must hold.
    case tables
    /// What subjects or statements of the matrix over many briefings must hold.
    case statements
    /// Where a table is to be written.
    case export
    /// What a text is given to.
    case program
    /// The tags of a briefing.
    case tags(entryID: Int64)
    /// The name of a search.
    case searchName(query: String)
    /// The note on a briefing.
    case note(entryID: Int64)
    /// Words about a place.
    case annotation(entryID: Int64, Annotation.Anchor, quote: String)

    /// Whether taking the last letter away is a change like another, to be accepted.
    var keepsWhenEmpty: Bool {
      switch self {
      case .tags, .note, .annotation: true
      default: false
      }
    }
  }

  public internal(set) var kind: Kind
  public internal(set) var editor = LineEditor()
  /// The chosen entry of the palette.
  public internal(set) var cursor = ListCursor()
  /// What is written about, for the reader: `row 3, Impact`.
  var target = ""
  /// What stood there when the prompt came: what another session writes meanwhile is told from it.
  var seen = ""
  /// Where the reader stood before an incremental find, to come back to on cancel.
  var origin: FlowPlace?
  /// Whether another pane had the focus, to come back to on cancel.
  var isFromElsewhere = false
  /// Whether a find shows nothing but what it finds.
  var showsOnlyMatches = false
  /// The filter before, to come back to on cancel.
  var previousFilter = ""
  /// Where in what was typed before the prompt stands.
  var recall: Recall?
  /// What was typed before Tab completed it; the candidates stay those for it.
  var stem: String?
}

/// A sheet over the panes.
public enum Overlay: Sendable, Equatable {
  /// The commands, narrowed by what is typed, from a first line on.
  case help(filter: LineEditor, isFiltering: Bool, top: Int)
  /// Something to choose.
  case picker(Picker)
  /// Files left out.
  case skipped(files: [SkippedFile], top: Int)
  /// A link, shown in full before anything is done with it.
  case link(String)
}

/// What was seen when a jump was made; `back` shows it again exactly.
public struct Visit: Sendable, Equatable {
  var entryID: Int64?
  var place: FlowPlace
  var evidence: SourceSpan?
  var focus: Pane
  var isZoomed: Bool
  var companion: PaneRole
  var side: SideContent
  var table: TablePane
  var matrix: MatrixPane
  var outline: ListCursor
  var notes: ListCursor
  var source: SourcePane
  var library: LibraryMatrixPane
  var comparison: ComparisonPane
  var named: NamedPane
}

/// A message in the status line, until the next key.
public struct Message: Sendable, Equatable {
  public var text: String
  public var isWarning: Bool
}

/// Everything that the interface knows. Changed only by `update`, drawn only by `view`.
public struct BrowserState: Sendable, Equatable {
  public internal(set) var size: Size {
    didSet { if size != oldValue { layOut() } }
  }
  public let options: BrowserOptions
  public internal(set) var keymap: Keymap
  public internal(set) var arrangement = PaneArrangement() {
    didSet { if arrangement != oldValue { layOut() } }
  }
  /// Where the panes stand; nil when the window is too small.
  public private(set) var frames: PaneFrames?
  public internal(set) var list = ListPane()
  /// The texts, by their panes.
  public internal(set) var texts: [Pane: TextPane] = [.reader: TextPane()]
  /// The text that is meant by all that is said of one, while it is not the one used last.
  var borrowedText: Pane?
  public internal(set) var search = SearchPane()
  public internal(set) var library = LibraryMatrixPane()
  public internal(set) var libraryTables = LibraryTablesPane()
  public internal(set) var comparison = ComparisonPane()
  public internal(set) var named = NamedPane()
  public internal(set) var prompt: Prompt?
  /// How a table is to be read, while that is being chosen.
  public internal(set) var chooser: TableChooser?
  /// The labels on the links that can be seen, while one is being chosen.
  public internal(set) var links: LinkChooser?
  /// What was typed in prompts before.
  public internal(set) var histories = PromptHistories()
  /// The name of the theme that is shown.
  public internal(set) var theme: String
  public internal(set) var overlays: [Overlay] = []
  public internal(set) var message: Message?
  /// What was looked for last in a briefing, as it was typed: it can be looked for again when nothing is marked.
  var lastFind: String?
  /// Whether what the reader sets is kept when the program ends.
  var isLasting = true
  /// Warnings that came from outside, each once, the last ones; they are listed with what was left out.
  public internal(set) var warnings: [String] = []
  /// How many of them came since a key was pressed.
  var freshWarningCount = 0
  public internal(set) var progress: IndexProgress?
  /// What the reader noted about briefings, by their numbers.
  public internal(set) var marks: [Int64: ReaderMarks] = [:]
  /// How often the reader noted or wrote something in this session.
  var noteCount = 0
  /// The places that were given letters, in these folders.
  public internal(set) var letters: [Character: LetterPlace] = [:]
  /// What the next key is for, when that must be a letter.
  var letterWanted: LetterUse?
  /// Whether the reader has done anything yet.
  var isTouched = false
  /// Whether what is shown is what its reader made of it.
  public var isUsed: Bool { isTouched && !list.entries.isEmpty }
  /// Whether the mouse is used by the interface and not by the terminal.
  public internal(set) var usesMouse = false
  /// The border that is being dragged.
  var drag: BorderDrag?
  /// What the reader has of the briefings that were opened, by their numbers.
  public internal(set) var records: [Int64: ReaderRecord] = [:]
  /// Keys of a sequence that is not complete.
  public internal(set) var pendingKeys: [Key] = []
  /// The count typed before a command.
  public internal(set) var count: Int?
  /// Number of the newest request of each kind; an answer to an older one is dropped.
  var newestOpening = 0
  /// Which way the reader went through the list: 1 down, -1 up.
  var listDirection = 1
  var searchGeneration = 0
  var pickerGeneration = 0
  var findGeneration = 0
  /// Keys that act on what was found and came before the answer did, in their order.
  var heldKeys: [Key] = []
  /// What stood in the side pane before the search or the source was opened, to go back to.
  var sideBefore: SideContent?
  /// Whether the side pane came into the window only to show what was asked for.
  var isSideBorrowed = false

  public init(size: Size, options: BrowserOptions = BrowserOptions(), keymap: Keymap = Keymap()) {
    self.size = size
    self.options = options
    self.keymap = keymap
    usesMouse = options.mouse
    arrangement.portrait = options.portrait
    theme = options.theme
    layOut()
  }

  private mutating func layOut() {
    frames = PaneFrames(size: size, arrangement: arrangement)
  }
}

/// What to do when a briefing that was asked for arrives.
struct AwaitedBriefing: Sendable, Equatable {
  var entryID: Int64
  /// The source line to show, 1-based.
  var line: Int?
  /// The lines to mark as evidence.
  var evidence: SourceSpan?
  /// The visit to restore.
  var visit: Visit?
  /// Words to mark.
  var pattern: String?
  /// What to show of it beside it: the key for that came before the briefing did.
  var side: SideContent?
  /// The place to show, as it was kept.
  var place: ReadingPlace?
  /// Where the cursors beside it stood.
  var cursors: SavedSession.Cursors?
  /// The table to show in its cells.
  var table: TablePlace?

  /// A table, and a row of it.
  struct TablePlace: Sendable, Equatable {
    /// 0-based among the tables of the briefing.
    var number: Int
    /// 0-based body row.
    var row: Int?
    /// Its first line, 1-based.
    var line: Int
  }
}

extension CommandContext {
  /// Whether what it shows is the open text, or a part of it.
  var isOfText: Bool {
    switch self {
    case .reader, .outline, .tables, .table, .matrix, .notes, .source, .named: true
    case .list, .hits, .library, .allTables, .comparison: false
    }
  }
}

extension BrowserState {
  /// The context in which a key is read.
  public var context: CommandContext {
    switch arrangement.focus.role {
    case .list: .list
    case .reader: .reader
    case .side:
      switch arrangement.sides[arrangement.focus] ?? .outline {
      case .outline: .outline
      case .tables: table.isInCells ? .table : .tables
      case .matrix: .matrix
      case .notes: .notes
      case .hits: .hits
      case .source: .source
      case .library: .library
      case .allTables: .allTables
      case .comparison: .comparison
      case .named: .named
      }
    }
  }

  /// The briefing in the reader.
  public var briefing: Briefing? { reader?.opened.briefing }
}

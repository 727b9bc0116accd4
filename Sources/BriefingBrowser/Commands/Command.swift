/// Everything that a key, the palette or a configuration can ask for. The raw value is its name.
public enum Command: String, Sendable, Hashable, CaseIterable {
  // Moving
  case lineDown = "line-down"
  case lineUp = "line-up"
  case left
  case right
  case halfPageDown = "half-page-down"
  case halfPageUp = "half-page-up"
  case pageDown = "page-down"
  case pageUp = "page-up"
  case top
  case bottom
  case goToPercent = "go-to-percent"
  case nextSection = "next-section"
  case previousSection = "previous-section"
  case nextBriefing = "next-briefing"
  case previousBriefing = "previous-briefing"
  // Opening and going back
  case open
  case evidence
  case raw
  case back
  case forward
  case setMark = "set-mark"
  case goToMark = "go-to-mark"
  case marks
  case followLink = "follow-link"
  // Views
  case outline
  case tables
  case matrix
  case notes
  case named
  case compare
  case skipped
  // Finding
  case find
  case findNext = "find-next"
  case findPrevious = "find-previous"
  case search
  case facets
  case keepSearch = "keep-search"
  case searches
  case openByName = "open-by-name"
  // The reader's own
  case read
  case star
  case tag
  case note
  case annotate
  case nextAnnotation = "next-annotation"
  case previousAnnotation = "prior-annotation"
  case nextChange = "next-change"
  case previousChange = "previous-change"
  case nextUnread = "next-unread"
  case previousUnread = "previous-unread"
  // Copying
  case copy
  case copyWithSource = "copy-with-source"
  case copyRow = "copy-row"
  case copyTable = "copy-table"
  // Elsewhere
  case edit
  case pager
  case pipe
  // Tables and matrix
  case tableView = "table-view"
  case tableColumns = "table-columns"
  case tableAsFound = "table-as-found"
  case sortRising = "sort-rising"
  case sortFalling = "sort-falling"
  case filterRows = "filter-rows"
  case hideColumn = "hide-column"
  case showColumns = "show-columns"
  case export
  case inferred
  case allMatrix = "all-matrix"
  case acrossBriefings = "across-briefings"
  case matrixCounts = "matrix-counts"
  case matrixOrder = "matrix-order"
  case openRisks = "open-risks"
  case subjectWords = "subject-words"
  case pin
  case pinned
  // Panes
  case nextPane = "next-pane"
  case previousPane = "previous-pane"
  case paneLeft = "pane-left"
  case paneDown = "pane-down"
  case paneUp = "pane-up"
  case paneRight = "pane-right"
  case briefings
  case splitBelow = "split-below"
  case splitBeside = "split-beside"
  case closePane = "close-pane"
  case onlyPane = "only-pane"
  case exchangePanes = "exchange-panes"
  case zoom
  case narrower
  case wider
  case lower
  case higher
  case evenPanes = "even-panes"
  case portrait
  case usualPanes = "usual-panes"
  // Program
  case help
  case palette
  case theme
  case reload
  case redraw
  case mouse
  case suspend
  case cancel
  case close
  case quit
}

/// What may stand behind a command in the palette.
public enum CommandArgument: Sendable, Hashable {
  case number
  case theme
  case words
  case tags
  /// A file to write, its form perhaps before it.
  case file
  /// A program with its own arguments.
  case program

  /// How the palette writes it: `theme NAME`.
  public var hint: String {
    switch self {
    case .number: "N"
    case .theme: "NAME"
    case .words: "WORDS"
    case .tags: "TAGS"
    case .file: "FILE"
    case .program: "PROGRAM"
    }
  }
}

/// Where a key is pressed.
public enum CommandContext: String, Sendable, Hashable, CaseIterable {
  case list
  case reader
  case outline
  case tables
  case table
  case matrix
  case hits
  case notes
  case source
  case library
  case comparison
  case named
}

/// The headings under which help lists the commands.
public enum CommandGroup: String, Sendable, Hashable, CaseIterable {
  case moving = "Moving"
  case opening = "Opening and going back"
  case views = "Views"
  case finding = "Finding"
  case noting = "What you note"
  case copying = "Copying"
  case elsewhere = "Opening elsewhere"
  case tables = "Tables and matrix"
  case panes = "Panes"
  case program = "Program"
}

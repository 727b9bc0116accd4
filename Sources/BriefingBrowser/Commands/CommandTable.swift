internal import TerminalScreen

/// One command: its place in help, its words, where it works, and its keys.
public struct CommandRow: Sendable, Equatable {
  public let command: Command
  public let group: CommandGroup
  /// At most 42 columns, begun in lower case, without a stop.
  public let help: String
  /// Empty means everywhere.
  public let contexts: [CommandContext]
  /// Default keys in the notation of `Key`, the keys of a sequence parted by blanks. The first one
  /// is the one that hints show.
  public let keys: [String]
  /// What may stand behind it in the palette; nil for nothing but a number.
  public let argument: CommandArgument?

  init(
    _ command: Command, _ group: CommandGroup, _ help: String, keys: [String],
    in contexts: [CommandContext] = [], takes argument: CommandArgument? = nil
  ) {
    self.command = command
    self.argument = argument
    self.group = group
    self.help = help
    self.keys = keys
    self.contexts = contexts
  }

  /// Whether the command can be given in a context.
  public func works(in context: CommandContext) -> Bool {
    contexts.isEmpty || contexts.contains(context)
  }
}

/// The one list of commands. Key bindings, help, palette, hints, the manual page and the README's
/// table are all made from it.
public enum CommandTable {
  /// Panes in which a cursor stands on one derived value with a place in the source.
  static let evidenceContexts: [CommandContext] = [
    .reader, .outline, .tables, .table, .matrix, .hits, .notes, .library, .comparison, .named,
  ]

  /// Panes in which it is plain which briefing is meant.
  static let briefingContexts: [CommandContext] = [.list, .reader, .outline, .library]

  /// Within the cells of a table the brackets put rows in order.
  static let outsideCells = CommandContext.allCases.filter { $0 != .table }

  /// Panes in which something stands beside something else.
  static let besideContexts: [CommandContext] = [.table, .matrix, .library, .comparison]

  public static let rows: [CommandRow] = [
    CommandRow(.lineDown, .moving, "one line or entry down", keys: ["j", "Down", "C-n", "C-e"]),
    CommandRow(.lineUp, .moving, "one line or entry up", keys: ["k", "Up", "C-p", "C-y"]),
    CommandRow(
      .left, .moving, "one cell to the left", keys: ["h", "Left"], in: besideContexts),
    CommandRow(
      .right, .moving, "one cell to the right", keys: ["l", "Right"], in: besideContexts),
    CommandRow(.halfPageDown, .moving, "half a page down", keys: ["C-d", "d"]),
    CommandRow(.halfPageUp, .moving, "half a page up", keys: ["C-u", "u"]),
    CommandRow(.pageDown, .moving, "a page down", keys: ["Space", "PgDn", "C-f"]),
    CommandRow(.pageUp, .moving, "a page up", keys: ["b", "PgUp", "C-b"]),
    CommandRow(.top, .moving, "to the top", keys: ["g", "Home"]),
    CommandRow(
      .bottom, .moving, "to the bottom; 12G goes to line 12", keys: ["G", "End"], takes: .number),
    CommandRow(.goToPercent, .moving, "50% goes to the middle", keys: ["%"], takes: .number),
    CommandRow(.nextSection, .moving, "to the next section", keys: ["}"]),
    CommandRow(.previousSection, .moving, "to the previous section", keys: ["{"]),
    CommandRow(.nextBriefing, .moving, "open the next briefing", keys: ["]"], in: outsideCells),
    CommandRow(
      .previousBriefing, .moving, "open the previous briefing", keys: ["["], in: outsideCells),

    CommandRow(.open, .opening, "open what the cursor is on", keys: ["Enter"]),
    CommandRow(
      .evidence, .opening, "the source lines of what is chosen", keys: ["."],
      in: evidenceContexts),
    CommandRow(
      .raw, .opening, "the raw lines beside the text, and away", keys: ["v"]),
    CommandRow(.back, .opening, "back to where you were", keys: ["H", "Backspace", "C-o"]),
    CommandRow(.forward, .opening, "forward again", keys: ["L"]),
    CommandRow(.setMark, .opening, "mark this place: m and a letter, a to z", keys: ["m"]),
    CommandRow(.goToMark, .opening, "to the mark of a letter; '' the last place", keys: ["'"]),
    CommandRow(.marks, .opening, "the marks; Delete removes one", keys: ["`"]),
    CommandRow(
      .followLink, .opening, "label the links; its letters follow one", keys: ["f"], in: [.reader]),

    CommandRow(.outline, .views, "outline of the briefing", keys: ["t"]),
    CommandRow(.tables, .views, "tables of the briefing", keys: ["T"]),
    CommandRow(.matrix, .views, "matrix of benefits, risks and mitigations", keys: ["X"]),
    CommandRow(.allMatrix, .views, "matrix over all briefings, or of this one", keys: ["M"]),
    CommandRow(.notes, .views, "what was repaired, dropped or lost", keys: ["x"]),
    CommandRow(.named, .views, "names, amounts and dates of the briefing", keys: ["I"]),
    CommandRow(.compare, .views, "beside the chosen ones, or the nearest", keys: ["D"]),
    CommandRow(.skipped, .views, "files that were left out, and why", keys: ["K"]),

    CommandRow(
      .find, .finding, "find in the text; in the list, narrow it", keys: ["/"], takes: .words),
    CommandRow(.findNext, .finding, "next match", keys: ["n"]),
    CommandRow(.findPrevious, .finding, "previous match", keys: ["N"]),
    CommandRow(.search, .finding, "search all briefings", keys: ["S", "C-_"], takes: .words),
    CommandRow(
      .facets, .finding, "narrow to a country, name, source, date", keys: ["F"],
      in: [.hits, .list, .library]),
    CommandRow(
      .keepSearch, .finding, "keep this search under a name", keys: ["s"], in: [.hits], takes: .words),
    CommandRow(.searches, .finding, "the searches that were kept", keys: ["O"]),
    CommandRow(
      .openByName, .finding, "open by letters of a title, heading, path", keys: ["o"], takes: .words),

    CommandRow(.read, .noting, "note this briefing as read, or unread", keys: ["r"], in: briefingContexts),
    CommandRow(.star, .noting, "give this briefing a star, or take it", keys: ["*"], in: briefingContexts),
    CommandRow(.tag, .noting, "give this briefing tags", keys: ["#"], in: briefingContexts, takes: .tags),
    CommandRow(.annotate, .noting, "write about what the cursor is on", keys: ["a"], takes: .words),
    CommandRow(
      .note, .noting, "write a note on the whole briefing", keys: ["A"], in: briefingContexts, takes: .words),
    CommandRow(.nextAnnotation, .noting, "to the next place you wrote about", keys: [";"]),
    CommandRow(.previousAnnotation, .noting, "to the one before", keys: [","]),
    CommandRow(.nextChange, .noting, "to the next change since you read it", keys: [")"]),
    CommandRow(.previousChange, .noting, "to the change before", keys: ["("]),
    CommandRow(.nextUnread, .noting, "to the next unread briefing", keys: [">"]),
    CommandRow(.previousUnread, .noting, "to the previous unread briefing", keys: ["<"]),

    CommandRow(.copy, .copying, "copy what the cursor is on", keys: ["y y"]),
    CommandRow(.copyWithSource, .copying, "the same with title, file and line", keys: ["Y", "y s"]),
    CommandRow(.copyRow, .copying, "copy the row", keys: ["y r"], in: [.table]),
    CommandRow(.copyTable, .copying, "copy the table as it is shown", keys: ["y t"], in: [.tables, .table]),

    CommandRow(.edit, .elsewhere, "its file in your editor, at this line", keys: ["e"]),
    CommandRow(.pager, .elsewhere, "its text in your pager", keys: ["P"]),
    CommandRow(
      .pipe, .elsewhere, "its text, or the table, into a program", keys: ["|"], takes: .program),

    CommandRow(
      .tableView, .tables, "table as fit, wide or card", keys: ["w"], in: [.tables, .table]),
    CommandRow(
      .tableColumns, .tables, "choose a table's columns; 3c three, 1c raw", keys: ["c"],
      in: [.reader, .tables, .table], takes: .number),
    CommandRow(
      .tableAsFound, .tables, "the table as it was found again", keys: ["C"],
      in: [.reader, .tables, .table]),
    CommandRow(
      .sortRising, .tables, "rows by this column, and back", keys: ["["], in: [.table]),
    CommandRow(
      .sortFalling, .tables, "the same, largest first", keys: ["]"], in: [.table]),
    CommandRow(
      .filterRows, .tables, "only rows that hold what is typed", keys: ["&"], in: [.tables, .table],
      takes: .words),
    CommandRow(.hideColumn, .tables, "leave this column out", keys: ["-"], in: [.table]),
    CommandRow(.showColumns, .tables, "show all columns again", keys: ["+"], in: [.table]),
    CommandRow(
      .export, .tables, "write the table to a .csv, .md, .txt file", keys: ["s"],
      in: [.tables, .table], takes: .file),
    CommandRow(
      .inferred, .tables, "show or hide inferred statements", keys: ["i"],
      in: [.matrix, .library, .comparison]),
    CommandRow(
      .acrossBriefings, .tables, "briefings across, or the three kinds", keys: ["\\"], in: [.library]),
    CommandRow(.matrixCounts, .tables, "counts, or statements", keys: ["w"], in: [.library]),
    CommandRow(.matrixOrder, .tables, "subjects in the next order", keys: ["s"], in: [.library]),
    CommandRow(.openRisks, .tables, "only risks that no remedy answers", keys: ["!"], in: [.library]),
    CommandRow(.subjectWords, .tables, "the words that decided for a subject", keys: ["W"], in: [.library]),
    CommandRow(
      .pin, .tables, "pin a statement; choose a briefing", keys: ["+"],
      in: [.library, .list, .hits]),
    CommandRow(.pinned, .tables, "what was pinned, side by side", keys: ["="]),

    CommandRow(.nextPane, .panes, "to the next pane", keys: ["Tab", "C-w w"]),
    CommandRow(.previousPane, .panes, "to the previous pane", keys: ["S-Tab", "C-w p"]),
    CommandRow(.paneLeft, .panes, "to the pane at the left", keys: ["C-w h", "C-w Left"]),
    CommandRow(.paneDown, .panes, "to the pane below", keys: ["C-w j", "C-w Down"]),
    CommandRow(.paneUp, .panes, "to the pane above", keys: ["C-w k", "C-w Up"]),
    CommandRow(.paneRight, .panes, "to the pane at the right", keys: ["C-w l", "C-w Right"]),
    CommandRow(.briefings, .panes, "to the list of briefings", keys: ["B"]),
    CommandRow(.splitBeside, .panes, "another pane beside this one", keys: ["C-w v"]),
    CommandRow(.splitBelow, .panes, "another pane below this one", keys: ["C-w s"]),
    CommandRow(.closePane, .panes, "close this pane", keys: ["C-w q", "C-w c"]),
    CommandRow(.onlyPane, .panes, "close all other panes", keys: ["C-w o"]),
    CommandRow(.exchangePanes, .panes, "change places with the next pane", keys: ["C-w x"]),
    CommandRow(.zoom, .panes, "this pane alone, and back", keys: ["z", "C-w z"]),
    CommandRow(.narrower, .panes, "make this pane narrower", keys: ["C-w <"]),
    CommandRow(.wider, .panes, "make this pane wider", keys: ["C-w >"]),
    CommandRow(.lower, .panes, "make this pane less high", keys: ["C-w -"]),
    CommandRow(.higher, .panes, "make this pane higher", keys: ["C-w +"]),
    CommandRow(.evenPanes, .panes, "the usual sizes of all panes", keys: ["C-w ="]),
    CommandRow(.portrait, .panes, "the list above the text, or beside it", keys: ["C-w Space"]),
    CommandRow(.usualPanes, .panes, "list, text and side pane as at first", keys: ["C-w 0"]),

    CommandRow(.help, .program, "this help", keys: ["?", "F1"]),
    CommandRow(.palette, .program, "a command by name, or a line to go to", keys: [":", "F2"]),
    CommandRow(
      .theme, .program, "the next theme, or one by its name", keys: ["M-t"], takes: .theme),
    CommandRow(.reload, .program, "read changed files again", keys: ["C-r", "F5"]),
    CommandRow(.redraw, .program, "draw the screen again", keys: ["C-l"]),
    CommandRow(.mouse, .program, "use the mouse, or leave it to the terminal", keys: ["C-w m"]),
    CommandRow(.suspend, .program, "to the shell; fg comes back", keys: ["C-z"]),
    CommandRow(.cancel, .program, "cancel what is under way", keys: ["Esc", "C-c"]),
    CommandRow(.close, .program, "close what was opened last, else quit", keys: ["q"]),
    CommandRow(.quit, .program, "quit at once", keys: ["Q"]),
  ]

  /// The row of a command. Every command has one; a test holds the table to it.
  public static func row(_ command: Command) -> CommandRow {
    guard let row = rowsByCommand[command] else {
      preconditionFailure("no row for command \(command.rawValue)")
    }
    return row
  }

  private static let rowsByCommand = Dictionary(
    rows.map { ($0.command, $0) }, uniquingKeysWith: { first, _ in first })
}

public import BriefingModel
public import TerminalScreen

/// What happens to the interface.
public enum Event: Sendable, Equatable {
  /// The first event.
  case started
  case input(TerminalInput)
  /// What the library holds now.
  case entries([LibraryEntry])
  /// What a few changes make of it.
  case listPatched(ListPatch)
  case progress(IndexProgress)
  /// Briefings that came, changed or went; their list was told before.
  case changes(LibraryChanges)
  case skipped([SkippedFile])
  case opened(OpenedBriefing, entryID: Int64, generation: Int)
  /// The first lines of a large briefing that was asked for, while the rest is read.
  case begun(OpenedBriefing, entryID: Int64, generation: Int)
  case openFailed(String, entryID: Int64, generation: Int)
  /// All ways in which a table can be read, the one that was found first.
  case readings([Table], entryID: Int64, table: Int)
  /// The open briefing with its tables read as its reader has chosen.
  case reread(OpenedBriefing, entryID: Int64)
  /// Where the reader was in a briefing the last time; comes before the briefing, or after it.
  case place(ReadingPlace, entryID: Int64)
  /// The place in a briefing that was kept while it is read; nil for its beginning.
  case placeKept(ReadingPlace?, entryID: Int64)
  /// What the reader has of a briefing beside its text; comes before the briefing, or after it. `after` as with `marks`.
  case record(ReaderRecord, entryID: Int64, after: Int? = nil)
  /// An answer to a search; the same answer comes again with more of its lines.
  case results(SearchResults, milliseconds: Int, generation: Int)
  /// Lines of some results, by the numbers of their briefings.
  case lines([Int64: FoundLines], generation: Int)
  /// An answer to `findPattern`: its places, or why the pattern could not be used.
  case found([FlowMatch], fault: String?, generation: Int)
  /// What can narrow the search, the names that fit what was typed, or the searches that were kept.
  case facets([SearchFacet], generation: Int)
  case names([NameMatch], generation: Int)
  case searches([NamedSearch])
  /// What the reader noted about briefings, by their numbers: all that there is, `after` so many notes of this session
  /// were kept; nil for all of them.
  case marks([Int64: ReaderMarks], after: Int? = nil)
  /// The places that have letters in these folders.
  case letters([Character: LetterPlace])
  /// How the panes stood when these folders were left the last time.
  case session(SavedSession, texts: [SavedText])
  /// What was typed in earlier sessions.
  case histories(PromptHistories)
  /// A program that had the terminal has ended; what it may have changed is to be read again.
  case returned(String?, isWarning: Bool)
  /// An answer to `layMatrix`, and to `listStatements`.
  case matrix(MatrixCounts, MatrixStatements, generation: Int)
  case statements(MatrixStatements, generation: Int)
  /// An answer to `listTables`; `start` is that of the request.
  case tables(TablesPage, start: Int, generation: Int)
  /// What came of a text in the editor, and what it was before.
  case composed(String, from: String, for: Composition)
  /// Briefings that were asked for, compared.
  case compared(BriefingComparison, generation: Int)
  /// What a briefing names.
  case named([NamedThing], [Figure], entryID: Int64)
  /// Where something is written about a statement of the matrix; what was written before came as a record.
  case anchor(Annotation.Anchor, quote: String, entryID: Int64, generation: Int)
  /// A word for the status line from outside the interface.
  case remark(String, isWarning: Bool)
  /// What the reader sets from now on is gone when the program ends: there is no file for it.
  case notLasting
}

/// What is being written in the reader's editor.
public enum Composition: Sendable, Equatable {
  /// A note on a briefing as a whole.
  case note(entryID: Int64)
  /// Words about a place.
  case annotation(entryID: Int64, Annotation.Anchor, quote: String)
}

/// What the interface wants done. A value, so that tests can compare it.
public enum Effect: Sendable, Equatable {
  /// Opens a briefing for the text pane of this number; a newer request for the same pane replaces it.
  case openBriefing(entryID: Int64, generation: Int, pane: Int = 0)
  /// Reads a briefing that will probably be asked for next.
  case prefetch(entryID: Int64)
  /// A search now for at most `limit` briefings, with lines for the first `rows` of the answer; one of an older
  /// generation that is under way is cancelled.
  case search(String, isTyping: Bool, rows: Int, limit: Int = 50, generation: Int)
  /// The lines of some results of the last search, which came without them.
  case findLines([Int64], generation: Int)
  /// Looks for a regular expression in the text of the pane of this number; a newer one there replaces it.
  case findPattern(String, Flow, pane: Int, generation: Int)
  /// What can narrow a search.
  case findFacets(String, generation: Int)
  /// Titles, headings, tables and paths that fit what was typed.
  case findNames(String, generation: Int)
  /// What can be chosen from is wanted no more.
  case endPicking
  case listSearches
  /// Keeps a search under a name; nil for forgetting the one that has it.
  case keepSearch(String?, name: String)
  /// Keeps something about a briefing as a whole.
  case mark(ReaderMark, entryID: Int64)
  /// Keeps what was written about a place, where the reader saw other words before, nil for none; without words it
  /// is taken back.
  case annotate(Annotation, entryID: Int64, seen: String? = nil)
  /// Tells what another session has written since, where it has.
  case lookForMarks
  /// Tells it in any case.
  case listKept
  /// Asks for all ways in which a table, 0-based in the briefing, can be read.
  case readTable(entryID: Int64, table: Int)
  /// Keeps how a table is to be read; nil for as it was found.
  case overrule(entryID: Int64, table: Int, choice: TableChoice?)
  /// Keeps where the reader is in a briefing; nil for its beginning.
  case keepPlace(ReadingPlace?, entryID: Int64)
  /// Gives a letter to a place, or takes it from the one that has it.
  case keepLetter(Character, ReadingPlace, entryID: Int64)
  case forgetLetter(Character)
  /// Takes the mouse for the interface, or gives it back to the terminal.
  case useMouse(Bool)
  /// Puts a text, called `what` to the reader, on the clipboard.
  case copy(String, what: String)
  /// Writes a table to a file that its reader named.
  case export(Table, path: String)
  /// Opens the file of a briefing in the reader's editor, at a 1-based line.
  case edit(entryID: Int64, line: Int)
  /// Lets the reader change a text of the reader's own in the editor.
  case compose(String, for: Composition)
  /// Shows a text in the reader's pager, from a 1-based line on.
  case page(String, line: Int)
  /// Gives a text, called `what` to the reader, to a program as the reader has typed it.
  case pipe(String, program: String, what: String)
  /// The same with the text of a briefing that need not be open: from a 1-based line of its file on, or one of its
  /// tables, 0-based, instead of the text.
  case pageBriefing(entryID: Int64, line: Int, FlowMetrics)
  case pipeBriefing(entryID: Int64, table: Int?, FlowMetrics, program: String)
  /// Opens a link in the reader's browser.
  case browse(String)
  /// Shows everything in another theme.
  case showTheme(Theme)
  /// Keeps what was typed, to be offered again.
  case keepTyped(String, PromptHistories.Kind)
  /// The matrix over the briefings of a request: its counts, and its statements as far as they are wanted.
  case layMatrix(MatrixRequest, generation: Int)
  /// The statements behind a cell.
  case listStatements(MatrixRequest, generation: Int)
  /// A page of the tables of all briefings.
  case listTables(TablesRequest, generation: Int)
  /// Compares briefings; one alone with the one nearest to it.
  case compare([Int64], generation: Int)
  /// Which names, amounts and dates a briefing holds.
  case readNames(entryID: Int64)
  /// Where something about a statement is written, and what was written there before.
  case findAnchor(Assessment, entryID: Int64, generation: Int)
  /// Which words decided for the subject of a statement.
  case explainSubject(Assessment, entryID: Int64)
  case refreshLibrary
  case listSkipped
  case suspend
  case redraw
  case quit
}

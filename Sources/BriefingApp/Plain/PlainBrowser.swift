internal import BriefingBrowser
public import BriefingLibrary
internal import BriefingModel
internal import TerminalScreen

/// The walk through the briefings line by line: a prompt, the names of the commands, and nothing sent but
/// printable text and line feeds. For screen readers, and terminals that can do no more.
///
/// It stands on the same library and the same text as the browser and keeps a state of its own, because what a
/// browser's screen shows side by side is said here one after the other.
public final class PlainBrowser {
  /// What a number means that is typed next.
  enum Choice: Equatable {
    case briefing(Int64)
    case line(Int64, Int)
    case item(Int)
    case table(Int)
    /// A table of some briefing, 0-based in it.
    case libraryTable(Int64, Int)
    /// Lines behind a statement or a note.
    case span(SourceSpan)
    case link(String)
    /// A place that has a letter.
    case place(LetterPlace)

    /// Whether it means something only in the briefing that was open.
    var isOfOpenBriefing: Bool {
      switch self {
      case .item, .table, .span: true
      case .briefing, .line, .libraryTable, .link, .place: false
      }
    }
  }

  /// The briefing that is open.
  struct Reader {
    var entry: LibraryEntry
    /// As its file says it, and as its reader chose.
    var found: OpenedBriefing
    var opened: OpenedBriefing
    var flow: Flow
    /// What its reader wrote about its items.
    var remarks: [Int: [String]] = [:]
    /// The first item that was not said yet.
    var next = 0
    /// The item that was said last; -1 before the first.
    var last = -1
    /// The last item that is said with the beginning; -1 before it was said.
    var lastOfBeginning = -1
    /// The last item that was said when reading went on where the briefing was left; -1 when it did not.
    var lastOfResuming = -1
    /// Where it is known that the briefing was left; nil for its beginning.
    var keptPlace: ReadingPlace?
  }

  let library: any Library
  let context: HeadlessContext
  /// The next line that is typed; nil at the end.
  private let readLine: () -> String?
  var entries: [LibraryEntry] = []
  var choices: [Choice] = []
  var reader: Reader?
  /// Where the reader was: briefings and items.
  var past: [(id: Int64, item: Int)] = []
  var future: [(id: Int64, item: Int)] = []
  /// What was looked for last.
  var pattern = ""
  /// The table that was said last, 0-based.
  var table: Int?
  /// What programs are started by, and files written.
  let outside: Outside
  private var isOver = false

  /// - Parameters:
  ///   - readLine: asked for each line after the prompt; nil ends the walk.
  ///   - outside: what starting the editor and writing files rest on.
  public init(
    library: any Library, context: HeadlessContext, outside: Outside = Outside(),
    readLine: @escaping () -> String?
  ) {
    self.outside = outside
    self.library = library
    self.context = context
    self.readLine = readLine
  }

  /// Runs until the reader quits or there is no more input.
  ///
  /// - Returns: the exit code.
  public func run() -> Int32 {
    context.run { () throws(OutputFault) -> Int32 in
      try say("Reading the briefings of \(library.name).")
      try context.output.flush()
      do throws(LibraryError) {
        try library.refresh(onProgress: { _ in }, isCancelled: { false })
        entries = try library.entries()
      } catch {
        context.report(error.path, error.reason)
        return ExitCode.failure
      }
      for place in library.missing { try say("\(place.path): \(place.reason)") }
      try sayList()
      try say("Enter reads on, a number opens, help lists the commands.")
      while !isOver {
        try context.output.write("> ")
        try context.output.flush()
        guard let line = readLine() else {
          try context.output.line()
          break
        }
        try obey(line.trimmingSpaces)
        keepPlace()
      }
      return ExitCode.ok
    }
  }

  // MARK: - Commands

  /// One command of the walk. Those of the browser have its names.
  struct Command: Sendable {
    var name: String
    var argument = ""
    var help: String
    var act: @Sendable (PlainBrowser, String) throws(OutputFault) -> Void
  }

  static let commands: [Command] = [
    Command(name: "list", help: "the briefings") { b, _ throws(OutputFault) in try b.sayList() },
    Command(name: "open", argument: "N", help: "what has this number, or a briefing by a word of its title") {
      b, words throws(OutputFault) in try b.open(words)
    },
    Command(name: "page-down", help: "read on; Enter alone does the same") { b, _ throws(OutputFault) in
      try b.readOn(lines: 20)
    },
    Command(name: "line-down", help: "the next paragraph, item or row") { b, _ throws(OutputFault) in
      try b.readOn(lines: 1)
    },
    Command(name: "line-up", help: "the one before") { b, _ throws(OutputFault) in try b.readBefore() },
    Command(name: "top", help: "to the beginning") { b, _ throws(OutputFault) in try b.go(toItem: 0) },
    Command(name: "line", argument: "N", help: "to this line of the file") { b, words throws(OutputFault) in
      try b.go(toLine: words)
    },
    Command(name: "next-section", help: "to the next section") { b, _ throws(OutputFault) in
      try b.moveSection(by: 1)
    },
    Command(name: "previous-section", help: "to the section before") { b, _ throws(OutputFault) in
      try b.moveSection(by: -1)
    },
    Command(name: "next-briefing", help: "open the next briefing") { b, _ throws(OutputFault) in
      try b.moveBriefing(by: 1)
    },
    Command(name: "previous-briefing", help: "open the briefing before") { b, _ throws(OutputFault) in
      try b.moveBriefing(by: -1)
    },
    Command(name: "outline", help: "the headings") { b, _ throws(OutputFault) in try b.sayOutline() },
    Command(name: "tables", argument: "[N]", help: "the tables, or one of them row by row") {
      b, words throws(OutputFault) in try b.sayTables(words)
    },
    Command(name: "sort-rising", argument: "COLUMN", help: "the table said last in the order of a column") {
      b, words throws(OutputFault) in try b.sortTable(by: words, falling: false)
    },
    Command(name: "sort-falling", argument: "COLUMN", help: "the same, the greatest first") {
      b, words throws(OutputFault) in try b.sortTable(by: words, falling: true)
    },
    Command(name: "matrix", help: "benefits, risks and mitigations") { b, _ throws(OutputFault) in
      try b.sayMatrix()
    },
    Command(
      name: "all-matrix", argument: "[WORDS]",
      help: "the same of all briefings, or of those that a search finds"
    ) { b, words throws(OutputFault) in try b.sayAllMatrix(words) },
    Command(name: "named", help: "countries, organisations, operations, amounts and dates") {
      b, _ throws(OutputFault) in try b.sayNamed()
    },
    Command(name: "compare", argument: "N", help: "this briefing with another one of the list") {
      b, words throws(OutputFault) in try b.compare(with: words)
    },
    Command(name: "notes", help: "what was repaired, dropped or lost") { b, _ throws(OutputFault) in
      try b.sayNotes()
    },
    Command(name: "evidence", argument: "[N]", help: "the source lines of what was said last, or of a number")
    {
      b, words throws(OutputFault) in try b.sayEvidence(words)
    },
    Command(name: "follow-link", help: "the links of the briefing") { b, _ throws(OutputFault) in
      try b.sayLinks()
    },
    Command(name: "find", argument: "WORDS", help: "the next place in this briefing; /…/ is a pattern") {
      b, words throws(OutputFault) in try b.find(words, after: b.reader?.last ?? -1)
    },
    Command(name: "find-next", help: "the place after it") { b, _ throws(OutputFault) in
      try b.find("", after: b.reader?.last ?? -1)
    },
    Command(name: "search", argument: "WORDS", help: "in all briefings") { b, words throws(OutputFault) in
      try b.search(words)
    },
    Command(
      name: "all-tables", argument: "[WORDS]", help: "the tables of all briefings, or those with the words"
    ) {
      b, words throws(OutputFault) in try b.sayAllTables(words)
    },
    Command(name: "read", help: "note this briefing as read, or unread") { b, _ throws(OutputFault) in
      try b.toggleRead()
    },
    Command(name: "star", help: "give this briefing a star, or take it") { b, _ throws(OutputFault) in
      try b.toggleStar()
    },
    Command(name: "tag", argument: "[TAGS]", help: "its tags, parted by commas; - takes them") {
      b, words throws(OutputFault) in try b.setTags(words)
    },
    Command(name: "note", argument: "[WORDS]", help: "your note on the whole briefing; - takes it back") {
      b, words throws(OutputFault) in try b.setNote(words)
    },
    Command(name: "annotate", argument: "[WORDS]", help: "write about what was said last; - takes it back") {
      b, words throws(OutputFault) in try b.annotate(words)
    },
    Command(name: "edit", help: "its file in your editor, at what was said last") {
      b, _ throws(OutputFault) in
      try b.edit()
    },
    Command(name: "export", argument: "FILE", help: "write the table said last to a .csv, .md or .txt file") {
      b, words throws(OutputFault) in try b.export(to: words)
    },
    Command(name: "back", help: "to where you were") { b, _ throws(OutputFault) in try b.goBack() },
    Command(name: "forward", help: "forward again") { b, _ throws(OutputFault) in try b.goForward() },
    Command(name: "set-mark", argument: "LETTER", help: "mark what was said last, a to z") {
      b, words throws(OutputFault) in try b.setMark(words)
    },
    Command(name: "go-to-mark", argument: "LETTER", help: "to the mark of a letter") {
      b, words throws(OutputFault) in try b.goToMark(words)
    },
    Command(name: "marks", help: "the marks, in all briefings") { b, _ throws(OutputFault) in
      try b.sayLetters()
    },
    Command(name: "skipped", help: "files that were left out, and why") { b, _ throws(OutputFault) in
      try b.saySkipped()
    },
    Command(name: "help", help: "this list") { b, _ throws(OutputFault) in try b.sayHelp() },
    Command(name: "quit", help: "end") { b, _ throws(OutputFault) in b.isOver = true },
  ]

  private func obey(_ line: String) throws(OutputFault) {
    if line.isEmpty { return try readOn(lines: 20) }
    if Int(line) != nil { return try open(line) }
    let name = String(line.prefix { $0 != " " })
    let rest = String(line.dropFirst(name.count)).trimmingSpaces
    if let command = Self.commands.first(where: { $0.name == name }) { return try command.act(self, rest) }
    let begun = Self.commands.filter { $0.name.hasPrefix(name) }
    if begun.count == 1 { return try begun[0].act(self, rest) }
    if begun.isEmpty {
      try say("No command is called “\(name)”. help lists the commands.")
    } else {
      try say("\(name) may be " + begun.map(\.name).joined(separator: ", ") + ".")
    }
  }

  private func sayHelp() throws(OutputFault) {
    for command in Self.commands {
      let name = command.argument.isEmpty ? command.name : "\(command.name) \(command.argument)"
      try say("\(name): \(command.help)", hanging: 2)
    }
    try say("The beginning of a name will do where no other begins so.")
  }

  // MARK: - Saying

  /// Writes text, wrapped to the width.
  func say(_ text: String, indent: Int = 0, hanging: Int? = nil) throws(OutputFault) {
    let text = context.ascii ? text.asASCII : text
    let width = max(20, min(context.width - 1, context.measure))
    for line in TextWrap.wrap(InlineText(text), width: width, indent: indent, hanging: hanging ?? indent) {
      try context.output.line(line.plainText)
    }
  }

  /// Says a line for each choice, with its number, and lets numbers mean these from now on.
  func offer(_ lines: [(text: String, choice: Choice)]) throws(OutputFault) {
    choices = lines.map(\.choice)
    for (index, line) in lines.enumerated() {
      try say("\(index + 1). \(line.text)", hanging: 3)
    }
  }

  /// Adds one choice to those that were said since they were taken back.
  func offer(_ text: String, _ choice: Choice) throws(OutputFault) {
    choices.append(choice)
    try say("\(choices.count). \(text)", hanging: 3)
  }
}

extension String {
  var trimmingSpaces: String {
    var view = Substring(self)
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }

  /// With look-alikes in place of all beyond ASCII.
  fileprivate var asASCII: String {
    var text = ""
    for scalar in PrintableText.make(self).unicodeScalars {
      guard CellWidth.columns(of: scalar) > 0 else { continue }
      text.unicodeScalars.append(Unicode.Scalar(ASCIIForm.lookalike(of: scalar.value)))
    }
    return text
  }
}

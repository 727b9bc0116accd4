internal import BriefingBrowser
internal import BriefingLibrary
public import ArgumentParser
public import BriefingApp

/// Forms of a whole briefing.
enum ShowFormat: String, ExpressibleByArgument, CaseIterable {
  case text, md, json, jsonl
  var format: Headless.Format { Headless.Format(rawValue: rawValue)! }
}

/// Forms of what a reader noted.
enum NotesFormat: String, ExpressibleByArgument, CaseIterable {
  case text, md, json
  var format: Headless.Format { Headless.Format(rawValue: rawValue)! }
}

/// Forms of records.
enum RecordFormat: String, ExpressibleByArgument, CaseIterable {
  case text, csv, json, jsonl
  var format: Headless.Format { Headless.Format(rawValue: rawValue)! }
}

/// Forms of a single value.
enum ValueFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
  var format: Headless.Format { Headless.Format(rawValue: rawValue)! }
}

extension Headless.Format: ExpressibleByArgument {}
extension Headless.ReportFormat: ExpressibleByArgument {}

struct Show: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.show.rawValue, abstract: "Print briefings.")
  @OptionGroup var output: OutputOptions
  @Option(name: .shortAndLong, help: "text, md, json (one object; one a line for several files) or jsonl.")
  var format = ShowFormat.text
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "Files, folders, or - for standard input.")
  var paths: [String]

  func execute() -> Int32 {
    Headless.show(pathBytes(paths), format: format.format, in: reading.context(output))
  }
}

struct Tables: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.tables.rawValue, abstract: "Print the tables of briefings.")
  @OptionGroup var output: OutputOptions
  @Option(name: .shortAndLong, help: "text, md, csv, json or jsonl.")
  var format = Headless.Format.text
  @Option(name: .shortAndLong, help: "Only this table of each briefing, counted from 1.")
  var table: Int?
  @Flag(help: "CSV: begin each line with its path, line, table and confidence.")
  var sources = false
  @OptionGroup var reading: ReadingOptions
  @Argument(help: "Files, folders, or - for standard input.")
  var paths: [String] = []

  func validate() throws {
    if let table, table < 1 { throw ValidationError("tables are counted from 1") }
  }

  func execute() -> Int32 {
    Headless.tables(
      pathBytes(paths), format: format, number: table, showsSources: sources, in: reading.context(output))
  }
}

struct Search: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.search.rawValue,
    abstract: "Print the lines that match, as path:line: text.")
  @OptionGroup var output: OutputOptions
  @Option(name: .shortAndLong, help: "text, csv, json or jsonl.")
  var format = RecordFormat.text
  @Option(name: .shortAndLong, help: "Most briefings to print.")
  var limit = 50
  @Argument(help: "Words, \"a phrase\", -not, OR, title:word …")
  var query: String
  @Argument(help: "Files and folders.")
  var paths: [String] = []

  func validate() throws {
    if limit < 1 { throw ValidationError("the limit must be at least 1") }
  }

  func execute() -> Int32 {
    Headless.search(
      query, in: pathBytes(paths), format: format.format, limit: limit, context: output.context())
  }
}

struct Index: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.index.rawValue, abstract: "Bring the index of folders up to date.")
  @OptionGroup var output: OutputOptions
  @Option(name: .shortAndLong, help: "text or json.")
  var format = ValueFormat.text
  @Flag(help: "List the files that were left out, and why.")
  var skipped = false
  @Argument(help: "Files and folders.")
  var paths: [String] = []

  func execute() -> Int32 {
    Headless.index(
      pathBytes(paths), showsSkipped: skipped, format: format.format, context: output.context())
  }
}

struct List: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.list.rawValue, abstract: "Print a line for each briefing.")
  @OptionGroup var output: OutputOptions
  @Option(name: .shortAndLong, help: "Only briefings that this search finds, as is:unread or date:2026-03..")
  var query: String?
  @Option(name: .shortAndLong, help: "text, csv, json or jsonl.")
  var format = RecordFormat.text
  @Argument(help: "Files and folders.")
  var paths: [String] = []

  func execute() -> Int32 {
    Headless.list(
      pathBytes(paths), matching: query, format: format.format, context: output.context())
  }
}

struct Notes: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.notes.rawValue,
    abstract: "Print what you noted: stars, tags, notes and annotations, with their sources.")
  @OptionGroup var output: OutputOptions
  @Option(name: .shortAndLong, help: "text, md or json.")
  var format = NotesFormat.text
  @Option(name: .shortAndLong, help: "Only briefings that this search finds, as tag:energy or is:annotated.")
  var query: String?
  @Argument(help: "Files and folders.")
  var paths: [String] = []

  func execute() -> Int32 {
    Headless.notes(
      pathBytes(paths), matching: query, format: format.format, context: output.context())
  }
}

struct Schema: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.schema.rawValue,
    abstract: "Print the JSON Schema of what show prints as JSON.")

  func execute() -> Int32 {
    Headless.schema(in: HeadlessContext.standard(openLibrary: openLibrary()))
  }
}

struct Config: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.config.rawValue,
    abstract: "Print each setting, its value and where it came from.")
  @OptionGroup var output: OutputOptions
  @Option(name: .shortAndLong, help: "text or json.")
  var format = ValueFormat.text

  func execute() -> Int32 {
    var options = Configuration.Options()
    if output.ascii { options.ascii = true }
    let configuration = Configuration.load(options: options)
    return Headless.config(configuration, format: format.format, in: OutputOptions.context(configuration))
  }
}

/// Forms of the list of keys.
enum KeysFormat: String, ExpressibleByArgument, CaseIterable {
  case text, md
  var format: Headless.Format { Headless.Format(rawValue: rawValue)! }
}

struct Keys: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.keys.rawValue, abstract: "Print the keys and the commands they give.")
  @OptionGroup var output: OutputOptions
  @Option(name: .shortAndLong, help: "text or md.")
  var format = KeysFormat.text
  @Option(help: "Those of vi, less or emacs, whatever the configuration says.")
  var keys: KeyPreset?

  func execute() -> Int32 {
    var options = Configuration.Options()
    options.keys = keys
    if output.ascii { options.ascii = true }
    let configuration = Configuration.load(options: options)
    return Headless.keys(
      configuration, format: format.format, in: OutputOptions.context(configuration))
  }
}

struct Manual: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.manual.rawValue, abstract: "Print the manual page, for man.")

  func execute() -> Int32 {
    Headless.manual(
      version: programVersion, in: HeadlessContext.standard(openLibrary: openLibrary()))
  }
}

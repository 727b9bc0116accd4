internal import BriefingLibrary
public import ArgumentParser
public import BriefingApp
public import BriefingBrowser
public import TerminalScreen

/// A command that gives the exit code of the program.
protocol ExecutableCommand: ParsableCommand {
  func execute() -> Int32
}

/// The root of the command line; `browse` is what runs when no command is named.
struct DossierCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dossier",
    abstract: "Read briefings, their tables, and the risks and benefits they state.",
    usage: """
      dossier [--color auto|always|never] [--theme NAME] [--keys vi|less|emacs] [--ascii] [--mouse]
              [--fresh] [--plain] [+LINE] [+/PATTERN] [PATH ...]
      dossier COMMAND [OPTIONS] [PATH ...]
      """,
    discussion: """
      Without a command the briefings of PATH (files, folders, or - for standard input; the current \
      folder when there is none) are opened in the browser, or printed as plain text when standard \
      output is not a terminal. A path that looks like a command is written ./PATH.

      dossier help browse explains the options of the browser, dossier help COMMAND those of a command.

      Exit status: 0 ok, 1 nothing found, 2 wrong usage or an error of input or output, \
      130 interrupted.
      """,
    subcommands: [
      Browse.self, Show.self, Tables.self, Matrix.self, Compare.self, Named.self, Search.self, Index.self,
      List.self, Notes.self,
      Schema.self, Config.self, Keys.self, Manual.self,
    ],
    defaultSubcommand: Browse.self)
}

/// The words that name a command, `help` aside.
enum CommandName: String, CaseIterable {
  case browse, show, tables, matrix, compare, named, search, index, list, notes, schema, config, keys, manual

  /// All words that are no path where a command may stand.
  static var reserved: Set<String> { Set(allCases.map(\.rawValue) + ["help"]) }
}

extension ColorMode: ExpressibleByArgument {}
extension KeyPreset: ExpressibleByArgument {}
extension AmbiguousWidth: ExpressibleByArgument {}

/// Options that all commands with text output share.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Draw with ASCII only.")
  var ascii = false

  /// The context for a command, from options, environment and configuration.
  func context() -> HeadlessContext {
    var options = Configuration.Options()
    if ascii { options.ascii = true }
    return Self.context(Configuration.load(options: options))
  }

  /// The context with `configuration`, whose warnings are reported unless `warns` is false.
  static func context(_ configuration: Configuration, warns: Bool = true) -> HeadlessContext {
    var context = HeadlessContext.standard(
      measure: configuration.measure.value, ascii: configuration.ascii.value,
      openLibrary: openLibrary(configuration))
    context.lexicons = configuration.lexicons
    if warns { for warning in configuration.warnings { context.warn(warning) } }
    return context
  }
}

/// Options of the commands that read briefings.
struct ReadingOptions: ParsableArguments {
  @Flag(help: "Read tables as they are found, whatever was set for them in the browser.")
  var asFound = false

  func context(_ output: OutputOptions) -> HeadlessContext {
    var context = output.context()
    if asFound { context.desk = nil }
    return context
  }
}

/// Gives paths of the command line their bytes back; the current folder when there are none.
func pathBytes(_ paths: [String]) -> [PathBytes] {
  paths.isEmpty ? [PathBytes(".")] : paths.map { PathBytes.argument($0) }
}

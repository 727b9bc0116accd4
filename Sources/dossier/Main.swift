internal import ArgumentParser
internal import BriefingApp
internal import Foundation

/// The entry point: reads the arguments, runs one command, ends with its exit code.
@main enum Main {
  static func main() {
    // Whatever the program writes belongs to its user alone.
    umask(0o077)
    // A file that must not grow is a fault of writing like a full disk, and no end of the program.
    signal(SIGXFSZ, SIG_IGN)
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// Runs the program with arguments, its name left out.
  static func run(_ arguments: [String]) -> Int32 {
    let start = StartArguments(arguments, commands: CommandName.reserved)
    if start.isPathsAlone(commands: CommandName.reserved) {
      return BrowseRequest(paths: start.rest, start: start).execute()
    }
    do {
      let command = try DossierCommand.parseAsRoot(start.rest)
      if var browse = command as? Browse {
        browse.start = start
        return browse.execute()
      }
      if let command = command as? any ExecutableCommand { return command.execute() }
      var other = command
      try other.run()
      return 0
    } catch {
      return finish(error)
    }
  }

  /// A message on one line; what it lists below each other stands between commas.
  static func oneLine(_ message: String) -> String {
    var line = ""
    var isListed = false
    for part in message.split(whereSeparator: \.isNewline) {
      let words = part.drop { $0 == " " }
      let isItem = words.hasPrefix("- ")
      if !line.isEmpty { line += isItem && isListed ? ", " : " " }
      line += isItem ? words.dropFirst(2) : words
      isListed = isItem
    }
    return line
  }

  /// Prints help, or what is wrong with the arguments on one line.
  private static func finish(_ error: any Error) -> Int32 {
    let context = HeadlessContext.standard(openLibrary: openLibrary())
    if DossierCommand.exitCode(for: error).isSuccess {
      let text = DossierCommand.fullMessage(for: error)
      do {
        try context.output.line(text)
        try context.output.flush()
      } catch .failed(let number) {
        context.report("standard output", String(cString: strerror(number)))
        return 2
      } catch {
        return 0
      }
      return 0
    }
    let message = DossierCommand.message(for: error)
    let words = oneLine(message)
    let command = CommandLine.arguments.dropFirst().first { !$0.hasPrefix("-") }
    let isCommand = command.map { CommandName.reserved.contains($0) && $0 != "help" } ?? false
    // A query may well begin so, to leave words out.
    let hint =
      command == CommandName.search.rawValue && words.contains("-") ? "; -- stands before a query with -" : ""
    context.report("usage", words + hint + " (see dossier \(isCommand ? "help \(command!)" : "--help"))")
    return 2
  }
}

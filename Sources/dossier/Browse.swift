internal import ArgumentParser
internal import BriefingApp
internal import Foundation

/// Opens the browser, or prints plain text where there is no terminal for it.
struct Browse: ExecutableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open briefings in the browser.",
    discussion: "+LINE begins at a line, +/PATTERN at the first place that matches.")

  @Option(name: .shortAndLong, help: "When to use colours: auto, always or never.")
  var color: ColorMode?
  @Flag(help: "Draw with ASCII only.")
  var ascii = false
  @Flag(help: "Print linear text instead of opening the browser.")
  var plain = false
  @Flag(help: "Use the mouse.")
  var mouse = false
  @Option(help: "Print instead: text, md, json or jsonl.")
  var format: ShowFormat?
  @Flag(name: [.customShort("V"), .customLong("version")], help: "Print the version.")
  var version = false
  @Argument(help: "Files, folders, or - for standard input, which a pipe or < FILE also means.")
  var paths: [String] = []

  /// Where to begin; not among the options, since it has their sign wrong.
  var start = StartArguments([], commands: [])

  private enum CodingKeys: CodingKey {
    case color, ascii, plain, mouse, format, version, paths
  }

  /// Whether standard output is a terminal that can show the interface.
  private static var hasScreen: Bool {
    guard isatty(1) == 1, let term = getenv("TERM").map({ String(cString: $0) }) else { return false }
    return !term.isEmpty && term != "dumb"
  }

  /// Whether a document comes on standard input: it is a file or a pipe, and not the terminal or
  /// nothing.
  private static var hasInput: Bool {
    var status = stat()
    guard fstat(0, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFREG || status.st_mode & S_IFMT == S_IFIFO
  }

  func execute() -> Int32 {
    var chosen = Configuration.Options()
    chosen.color = color
    if ascii { chosen.ascii = true }
    if mouse { chosen.mouse = true }
    let configuration = Configuration.load(options: chosen)
    let paths = self.paths.isEmpty && Self.hasInput ? [PathBytes("-")] : pathBytes(self.paths)
    if version {
      return Headless.version(programVersion, in: OutputOptions.context(configuration))
    }
    if let format {
      return Headless.show(paths, format: format.format, in: OutputOptions.context(configuration))
    }
    if !plain, Self.hasScreen {
      let options = BrowseOptions(
        pathBytes: paths, startLine: start.line, startPattern: start.pattern,
        color: configuration.color.value, ascii: configuration.ascii.value, plain: false,
        mouse: configuration.mouse.value)
      return runInterface(options, configuration)
    }
    return Headless.plain(paths, in: OutputOptions.context(configuration))
  }
}

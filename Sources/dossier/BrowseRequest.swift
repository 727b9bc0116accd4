internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingApp
internal import Foundation
internal import TerminalScreen

/// What `browse` is asked for, however it was read from the command line.
struct BrowseRequest {
  var color: ColorMode?
  var theme: String?
  var keys: KeyPreset?
  var ambiguous: AmbiguousWidth?
  var ascii = false
  var mouse = false
  var fresh = false
  var plain = false
  var format: ShowFormat?
  var version = false
  var paths: [String]
  var start: StartArguments

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

  /// The command that the first path may have been meant for: it is no file, and a slip away from one's name.
  private var meantCommand: String? {
    guard let first = paths.first, first != "-", first.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }),
      access(first, F_OK) != 0
    else { return nil }
    return CommandName.allCases.map(\.rawValue).filter { EditDistance.isSlip(first, of: $0) }.min()
  }

  func execute() -> Int32 {
    if let meant = meantCommand {
      let context = HeadlessContext.standard(openLibrary: openLibrary())
      context.report(
        "usage",
        "\(paths[0]) is neither a file nor a command; perhaps \(meant) was meant (see dossier --help)")
      return 2
    }
    let isForScreen = !version && format == nil && !plain && Self.hasScreen
    if isForScreen {
      // Before anything is handed to a thread: what hands it over would wait for one without end.
      if let shortage = SystemSupply.shortage {
        HeadlessContext.standard(openLibrary: openLibrary()).report("system", shortage)
        return 2
      }
      BrowserApp.prepare()
    }
    var chosen = Configuration.Options()
    chosen.color = color
    chosen.theme = theme
    chosen.keys = keys
    chosen.ambiguous = ambiguous
    if ascii { chosen.ascii = true }
    if mouse { chosen.mouse = true }
    let configuration = Configuration.load(options: chosen)
    configuration.ambiguous.value.apply()
    let paths = self.paths.isEmpty && Self.hasInput ? [PathBytes("-")] : pathBytes(self.paths)
    if version {
      return Headless.version(programVersion, in: OutputOptions.context(configuration))
    }
    if let format {
      return Headless.show(paths, format: format.format, in: OutputOptions.context(configuration))
    }
    if isForScreen {
      let options = BrowseOptions(
        pathBytes: paths, startLine: start.line, startPattern: start.pattern,
        color: configuration.color.value, ascii: configuration.ascii.value, plain: false, fresh: fresh)
      return runInterface(options, configuration)
    }
    // Who pipes something in or out wants text, and nobody to ask.
    if isatty(0) == 1, isatty(1) == 1,
      let code = PlainBrowser.walk(paths, in: OutputOptions.context(configuration))
    {
      return code
    }
    return Headless.plain(paths, in: OutputOptions.context(configuration))
  }
}

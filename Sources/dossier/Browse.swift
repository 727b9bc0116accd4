internal import ArgumentParser
internal import BriefingApp
internal import BriefingBrowser
internal import TerminalScreen

/// Opens the browser, or prints plain text where there is no terminal for it.
struct Browse: ExecutableCommand {
  static let configuration = CommandConfiguration(
    commandName: CommandName.browse.rawValue, abstract: "Open briefings in the browser.",
    discussion: "+LINE begins at a line, +/PATTERN at the first place that matches.")

  @Option(name: .shortAndLong, help: "When to use colours: auto, always or never.")
  var color: ColorMode?
  @Option(help: "How it looks: sixteen, dark, light, high-contrast, mono, or a theme of your own.")
  var theme: String?
  @Option(help: "Keys to begin with: vi, less or emacs.")
  var keys: KeyPreset?
  @Option(help: "Width of characters that terminals disagree on: narrow or wide.")
  var ambiguous: AmbiguousWidth?
  @Flag(help: "Draw with ASCII only.")
  var ascii = false
  @Flag(help: "Use the mouse: click, wheel, drag of a border.")
  var mouse = false
  @Flag(help: "Begin with the usual panes, not as they stood the last time.")
  var fresh = false
  @Flag(help: "Line by line: on a terminal a walk by commands, else plain text.")
  var plain = false
  @Option(help: "Print instead: text, md, json or jsonl.")
  var format: ShowFormat?
  @Flag(name: [.customShort("V"), .customLong("version")], help: "Print the version.")
  var version = false
  @Argument(help: "Files, folders, or - for standard input, which a pipe or < FILE also means.")
  var paths: [String] = []

  /// Where to begin; not among the options, since it has their sign wrong.
  var start = StartArguments([], commands: [])

  private enum CodingKeys: CodingKey {
    case color, theme, keys, ambiguous, ascii, mouse, fresh, plain, format, version, paths
  }

  func execute() -> Int32 {
    BrowseRequest(
      color: color, theme: theme, keys: keys, ambiguous: ambiguous, ascii: ascii, mouse: mouse,
      fresh: fresh, plain: plain, format: format, version: version,
      paths: paths, start: start
    ).execute()
  }
}

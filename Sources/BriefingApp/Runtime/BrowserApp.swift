public import BriefingBrowser
internal import BriefingExtraction
internal import BriefingLibrary
internal import BriefingModel
internal import Dispatch
public import TerminalScreen

/// A terminal that was opened for the browser.
public struct OpenedTerminal {
  public var terminal: any Terminal
  /// Readable once a signal asked the program to end; -1 for none.
  public var endDescriptor: Int32
  /// Colours that it shows; 0 for none.
  public var colors: Int

  public init(terminal: any Terminal, colors: Int = 0, endDescriptor: Int32 = -1) {
    self.terminal = terminal
    self.colors = colors
    self.endDescriptor = endDescriptor
  }
}

/// What the browser wants of a terminal.
public struct TerminalRequest: Sendable {
  public var usesColor: Bool
  public var ascii: Bool
  /// How roles look on a terminal with so many colours.
  public var theme: @Sendable (_ colors: Int) -> Theme
}

/// The browser as the program starts it.
public enum BrowserApp {
  /// Begins, on another thread, what takes longest until the first screen and waits for nothing that is known
  /// later: the words by which its briefing is read.
  public static func prepare() {
    // On a queue like the one that reads the first briefing: its thread is there then.
    DispatchQueue(label: "dossier.prepare", qos: .besideKeys).async { Lexicons.standard.prepare() }
  }

  /// Opens the library and the terminal and runs until the reader quits.
  ///
  /// - Parameters:
  ///   - configuration: the settings in force.
  ///   - openTerminal: opens the terminal; its error's description is shown.
  /// - Returns: the exit code.
  public static func run(
    _ options: BrowseOptions, configuration: Configuration, context: HeadlessContext,
    openTerminal: (TerminalRequest) throws -> OpenedTerminal
  ) -> Int32 {
    let library: any Library
    do throws(LibraryError) {
      library = try context.openLibrary(options.pathBytes)
    } catch {
      context.report(error.path, error.reason)
      return ExitCode.failure
    }
    let beginning = Beginning(of: library)
    let theme = Theme.named(configuration.theme.value, among: configuration.ownThemes) ?? .sixteen
    let opened: OpenedTerminal
    do {
      opened = try openTerminal(
        TerminalRequest(
          usesColor: options.color != .never, ascii: options.ascii, theme: { theme.fitted(to: $0) }))
    } catch {
      context.report("terminal", "\(error)")
      return ExitCode.failure
    }
    var settings = BrowserOptions()
    settings.measure = configuration.measure.value
    settings.libraryName = library.name
    settings.startLine = options.startLine
    settings.startPattern = options.startPattern
    settings.mouse = configuration.mouse.value
    settings.portrait = configuration.portrait.value
    let outside = Outside(options)
    settings.ownThemes = configuration.ownThemes
    settings.theme = theme.name
    settings.colors = opened.colors
    settings.isSecure = outside.isSecure
    settings.hasBrowser = outside.programs.browser != nil
    let state = BrowserState(size: opened.terminal.size, options: settings, keymap: configuration.keymap)
    let mailbox = Mailbox()
    // The last one is what is shown first; the reader's own paths matter most.
    let missing = library.missing.map { "\($0.path): \($0.reason)" }
    for remark in configuration.warnings + missing {
      mailbox.post(.remark(remark, isWarning: true))
    }
    let entries: [LibraryEntry]
    do throws(LibraryError) {
      entries = try beginning.entries()
    } catch {
      opened.terminal.close()
      context.report(error.path, error.reason)
      return ExitCode.failure
    }
    return run(
      opened, library, state, mailbox, context.desk ?? DatabaseDesk(), outside,
      isRestoring: !options.fresh, beginning, entries)
  }

  private static func run(
    _ opened: OpenedTerminal, _ library: any Library, _ state: BrowserState, _ mailbox: Mailbox,
    _ desk: any Desk, _ outside: Outside, isRestoring: Bool, _ beginning: Beginning, _ entries: [LibraryEntry]
  ) -> Int32 {
    func start<Kind: Terminal>(_ terminal: Kind) -> Int32 {
      Runtime(
        terminal: terminal, library: library, state: state, mailbox: mailbox, desk: desk,
        outside: outside, isRestoring: isRestoring, endDescriptor: opened.endDescriptor, beginning: beginning
      ).run(entries: entries, isPart: entries.count == Beginning.mostEntries)
    }
    return start(opened.terminal)
  }
}

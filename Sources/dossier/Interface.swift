internal import BriefingApp
internal import BriefingBrowser
internal import NcursesTerminal
internal import TerminalScreen

/// Runs the browser on the terminal that the program was started from.
@Sendable func runInterface(_ options: BrowseOptions, _ configuration: Configuration) -> Int32 {
  // While there is one thread alone.
  if configuration.color.value != .never { NcursesTerminal.prepareColors() }
  // The interface says itself what is wrong with the configuration.
  let context = OutputOptions.context(configuration, warns: false)
  return BrowserApp.run(options, configuration: configuration, context: context) { request in
    let terminal = try NcursesTerminal.open(
      useColor: request.usesColor, ascii: request.ascii
    ) { colors in
      let theme = request.theme(colors)
      return { theme.rendition($0) }
    }
    return OpenedTerminal(
      terminal: terminal, colors: terminal.colors, endDescriptor: TerminationSignal.descriptor)
  }
}

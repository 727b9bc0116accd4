/// Why a terminal could not be opened.
public enum TerminalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no controlling terminal.
  case noTerminal
  /// TERM is not set.
  case noTerminalName
  /// No description of the terminal with this name is installed.
  case unknownTerminal(String)
  /// The terminal with this name cannot place its cursor.
  case tooPlain(String)
  /// Memory or descriptors ran out.
  case noResources

  /// One plain phrase without a full stop. Names come from the environment: show the phrase through
  /// `PrintableText`, as any text.
  public var description: String {
    switch self {
    case .noTerminal: "there is no terminal to draw on"
    case .noTerminalName: "TERM is not set, so the kind of terminal is not known"
    case .unknownTerminal(let name): "the terminal type “\(name)” is not known here (see TERM)"
    case .tooPlain(let name): "the terminal type “\(name)” cannot place its cursor"
    case .noResources: "the terminal could not be opened: out of memory or descriptors"
    }
  }
}

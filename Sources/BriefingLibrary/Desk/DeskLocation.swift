/// Where the reader's own data is kept.
public enum DeskLocation: Sendable, Equatable {
  /// `$XDG_DATA_HOME/dossier`, or `~/.local/share/dossier`.
  case userData
  /// The folder at this path.
  case folder(String)
  /// In memory, for as long as the program runs.
  case memory

  /// The folder of the file; nil for memory and where the user has no home.
  var folder: String? {
    switch self {
    case .memory: nil
    case .folder(let path): path
    case .userData: UserFolder.path("XDG_DATA_HOME", standard: ".local/share")
    }
  }
}

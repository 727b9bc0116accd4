/// Where the index over a library is kept. It can be deleted at any time.
public enum IndexLocation: Sendable, Equatable {
  /// `$XDG_CACHE_HOME/dossier`, or `~/.cache/dossier`.
  case userCache
  /// The folder at this path.
  case folder(String)
  /// In memory, for as long as the library is open.
  case memory

  /// The folder to keep indexes in; nil for memory and where the user has no home.
  var folder: String? {
    switch self {
    case .memory: nil
    case .folder(let path): path
    case .userCache: UserFolder.path("XDG_CACHE_HOME", standard: ".cache")
    }
  }
}

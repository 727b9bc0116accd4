import Glibc

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
    case .memory: return nil
    case .folder(let path): return path
    case .userCache:
      // A relative path here is to be ignored, says the convention.
      if let cache = Self.variable("XDG_CACHE_HOME"), cache.hasPrefix("/") {
        return cache + "/dossier"
      }
      if let home = Self.variable("HOME"), home.hasPrefix("/") { return home + "/.cache/dossier" }
      return nil
    }
  }

  /// Nil when unset, or not UTF-8.
  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(validatingCString: value)
  }
}

import Glibc

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
    case .memory: return nil
    case .folder(let path): return path
    case .userData:
      // A relative path here is to be ignored, says the convention.
      if let data = Self.variable("XDG_DATA_HOME"), data.hasPrefix("/") { return data + "/dossier" }
      if let home = Self.variable("HOME"), home.hasPrefix("/") { return home + "/.local/share/dossier" }
      return nil
    }
  }

  /// Nil when unset, or not UTF-8.
  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(validatingCString: value)
  }
}

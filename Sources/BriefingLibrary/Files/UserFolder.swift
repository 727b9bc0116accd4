import Glibc

/// The folders that the XDG Base Directory Specification gives a program for its user.
enum UserFolder {
  /// `dossier` in the folder that `variable` names, else in `standard` below the user's home; nil where
  /// neither is known. A relative path in a variable is to be ignored, says the specification.
  static func path(_ variable: String, standard: String) -> String? {
    if let folder = value(variable), folder.hasPrefix("/") { return folder + "/dossier" }
    if let home = value("HOME"), home.hasPrefix("/") { return home + "/" + standard + "/dossier" }
    return nil
  }

  /// Nil when unset, or not UTF-8.
  private static func value(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(validatingCString: value)
  }
}

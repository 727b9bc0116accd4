import Glibc

/// The folders that the XDG Base Directory Specification gives a program for its user.
public enum UserFolder {
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

  /// Makes a folder, and those above it, where they are missing; nobody but its user looks into it and writes in it
  /// from then on. Whoever could put a file beside a database would have a say in it.
  ///
  /// - Returns: whether that could be done.
  public static func isMadePrivate(_ folder: String) -> Bool {
    (try? makePrivate(folder)) != nil
  }

  /// The same, with the reason where it cannot be done.
  static func makePrivate(_ folder: String) throws(FileFault) {
    try make(folder)
    var status = stat()
    guard lstat(folder, &status) == 0 else { throw FileFault(errno: errno) }
    if status.st_mode & S_IFMT == S_IFLNK {
      // The reader's own link, or that of who set up the machine.
      guard status.st_uid == geteuid() || status.st_uid == 0 else {
        throw FileFault("its folder is a link that somebody else made")
      }
      guard stat(folder, &status) == 0 else { throw FileFault(errno: errno) }
    }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw FileFault(errno: ENOTDIR) }
    guard status.st_uid == geteuid() else { throw FileFault("its folder belongs to somebody else") }
    guard status.st_mode & 0o077 != 0, chmod(folder, 0o700) != 0 else { return }
    // Not every file system knows of modes; that others read there is theirs to see to.
    if status.st_mode & 0o022 != 0 { throw FileFault("its folder can be written by others") }
  }

  /// Creates a folder and those above it, 0700, where they are missing.
  private static func make(_ folder: String) throws(FileFault) {
    if mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else {
      throw FileFault(errno: errno)
    }
    try make(String(folder[..<slash]))
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw FileFault(errno: errno) }
  }
}

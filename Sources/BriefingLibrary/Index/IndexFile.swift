import Glibc

/// The file that an index is kept in, and the care that is taken before it is opened: it must be
/// ours, written by nobody else, no link, and say that it is an index of this version.
struct IndexFile: Sendable {
  /// `Doss`
  static let applicationID: UInt32 = 0x446F_7373

  /// What lies where the index should be.
  enum Condition: Equatable {
    case missing
    case usable
    /// An index of an earlier version: made again without a word.
    case older
    /// Not to be opened, for this reason.
    case unusable(String)
  }

  var path: String
  private var folder: String
  /// What the names of all files for these roots begin with.
  private var prefix: String

  /// The file for these roots in `folder`, which is made when it is missing. What was read with other
  /// lexicons is in another file: `fingerprint` is theirs.
  init(for roots: [LibraryRoot], in folder: String, fingerprint: UInt64) throws(FileFault) {
    try UserFolder.makePrivate(folder)
    self.folder = folder
    prefix = "index-" + Self.name(of: roots)
    path = folder + "/" + prefix + "-" + Self.hexadecimal(fingerprint) + ".sqlite"
  }

  /// The file that is locked by the process that writes.
  var lockPath: String { path + ".lock" }

  /// Looks at the file without opening it as a database.
  func condition(version: UInt32) -> Condition {
    do throws(DatabaseFileHeader.Trouble) {
      let header = try DatabaseFileHeader(path: path)
      guard header.applicationID == Self.applicationID else { return .unusable("was not an index") }
      if header.version > version { return .unusable("was made by a newer version") }
      return header.version < version ? .older : .usable
    } catch {
      return error == .missing ? .missing : .unusable(error.past)
    }
  }

  /// Moves what lies there out of the way, for whoever wants to look at it; only the last such file
  /// is kept. The journal goes with it: it must not be played into the next index.
  func setAside() throws(FileFault) {
    for ending in ["-wal", "-shm", "-journal"] { unlink(path + ending) }
    guard rename(path, path + ".aside") != 0, errno != ENOENT else { return }
    let code = errno
    // A folder in the way of a file, or the other way round.
    if rename(path, path + ".aside-\(getpid())") == 0 { return }
    throw FileFault(errno: code)
  }

  /// Removes the index.
  func remove() {
    for ending in ["", "-wal", "-shm", "-journal"] { unlink(path + ending) }
  }

  /// Removes the indexes of these roots that were made with other lexicons: nothing asks for them again
  /// but a program that has them open, which keeps them until it ends.
  func removeOthers() {
    guard let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    let own = String(path.dropFirst(folder.utf8.count + 1))
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(prefix), !name.hasPrefix(own) { unlink(folder + "/" + name) }
    }
  }

  /// The name of an empty file in the folder, made just now with mode 0600, to make an index in.
  func makeDraft() throws(FileFault) -> String {
    try DatabaseFileHeader.makeDraft(beside: path)
  }

  /// Puts a finished draft in place. When another process was quicker, its index stays and the
  /// draft goes.
  func adopt(draft: String) throws(FileFault) {
    defer { unlink(draft) }
    guard link(draft, path) != 0, errno != EEXIST else { return }
    // No hard links on this file system: replacing is the next best.
    guard rename(draft, path) == 0 else { throw FileFault(errno: errno) }
  }

  /// Thirty-two hexadecimal digits from the absolute paths. The paths stand in the index as well
  /// and are compared, so that a collision only costs a new index.
  private static func name(of roots: [LibraryRoot]) -> String {
    var digits = ""
    for seed in [0xCBF2_9CE4_8422_2325, 0x6C62_272E_07BB_0142] as [UInt64] {
      var hash = seed
      for root in roots {
        for byte in root.path.bytes + [0] {
          hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
      }
      digits += hexadecimal(hash)
    }
    return digits
  }

  /// Sixteen digits.
  private static func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

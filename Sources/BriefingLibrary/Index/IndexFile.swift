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
    try Self.makeFolder(folder)
    self.folder = folder
    prefix = "index-" + Self.name(of: roots)
    path = folder + "/" + prefix + "-" + Self.hexadecimal(fingerprint) + ".sqlite"
  }

  /// The file that is locked by the process that writes.
  var lockPath: String { path + ".lock" }

  /// Looks at the file without opening it as a database.
  func condition(version: UInt32) -> Condition {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: return .missing
      case ELOOP: return .unusable("was a symbolic link")
      default: return .unusable(FileFault(errno: errno).reason)
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .unusable("could not be read") }
    guard status.st_mode & S_IFMT == S_IFREG else { return .unusable("was not a regular file") }
    guard status.st_uid == geteuid() else { return .unusable("belonged to somebody else") }
    guard status.st_mode & 0o022 == 0 else { return .unusable("could be written by others") }
    var header = [UInt8](repeating: 0, count: 100)
    guard pread(descriptor, &header, 100, 0) == 100,
      header.starts(with: Array("SQLite format 3\0".utf8))
    else { return .unusable("was damaged") }
    func number(at offset: Int) -> UInt32 {
      header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    guard number(at: 68) == Self.applicationID else { return .unusable("was not an index") }
    let found = number(at: 60)
    if found > version { return .unusable("was made by a newer version") }
    return found < version ? .older : .usable
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
    var template = Array((path + ".new-XXXXXX").utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { mkstemp($0.baseAddress!) }
    guard descriptor >= 0 else { throw FileFault(errno: errno) }
    close(descriptor)
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Puts a finished draft in place. When another process was quicker, its index stays and the
  /// draft goes.
  func adopt(draft: String) throws(FileFault) {
    defer { unlink(draft) }
    guard link(draft, path) != 0, errno != EEXIST else { return }
    // No hard links on this file system: replacing is the next best.
    guard rename(draft, path) == 0 else { throw FileFault(errno: errno) }
  }

  /// Creates the folder and those above it, 0700.
  private static func makeFolder(_ folder: String) throws(FileFault) {
    var status = stat()
    if mkdir(folder, 0o700) != 0 {
      if errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
        try makeFolder(String(folder[..<slash]))
        if mkdir(folder, 0o700) != 0, errno != EEXIST { throw FileFault(errno: errno) }
      } else if errno != EEXIST {
        throw FileFault(errno: errno)
      }
    }
    guard stat(folder, &status) == 0 else { throw FileFault(errno: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw FileFault(errno: ENOTDIR) }
    if !isTrusted(status) { throw FileFault("the cache folder belongs to somebody else") }
  }

  /// Folders above ours may be root's.
  private static func isTrusted(_ status: stat) -> Bool {
    status.st_uid == geteuid() || status.st_uid == 0
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

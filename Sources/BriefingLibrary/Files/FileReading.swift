import BriefingExtraction
import Glibc

/// What tells a file that has changed from one that has not.
struct FileFacts: Sendable, Equatable {
  /// In bytes.
  var size: Int64
  /// Time of the last change in nanoseconds since 1970.
  var modified: Int64
  var inode: Int64

  init(size: Int64, modified: Int64, inode: Int64) {
    self.size = size
    self.modified = modified
    self.inode = inode
  }

  init(_ status: stat) {
    size = Int64(status.st_size)
    modified = Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    inode = Int64(bitPattern: UInt64(status.st_ino))
  }
}

/// Why a file could not be read, in one plain phrase.
struct FileFault: Error, Equatable {
  var reason: String

  init(_ reason: String) { self.reason = reason }

  /// The phrase for an error number of the system.
  init(errno code: CInt) {
    reason =
      switch code {
      case EACCES, EPERM: "permission denied"
      case ENOENT: "no such file or directory"
      case ENOTDIR: "not a folder"
      case EISDIR: "a folder"
      case ELOOP: "symbolic link"
      case ENXIO, ENODEV: "not a regular file"
      case EMFILE, ENFILE: "too many open files"
      case ENAMETOOLONG: "name too long"
      case ENOSPC, EDQUOT: "no space left"
      case EROFS: "read-only file system"
      case EIO: "read error"
      default: String(cString: strerror(code)).lowercased()
      }
  }
}

/// Reads files without following links, waiting for pipes or trusting what a name was a moment ago.
enum FileReading {
  /// Larger files are left out, in bytes.
  static let largestFile = 256 << 20
  /// One byte more than is looked at, which tells that there are more.
  static let mostRead = BriefingReader.mostBytes + 1

  /// One file's bytes, and what its handle said of it.
  struct Content {
    var bytes: [UInt8]
    var facts: FileFacts
  }

  /// Reads the file at `path` below `root`, at most the first `limit` bytes. An empty path is the
  /// root itself.
  static func read(
    _ path: PathBytes, in root: LibraryRoot, limit: Int = mostRead
  ) throws(FileFault) -> Content {
    try looking(at: path, in: root) { descriptor, facts throws(FileFault) in
      try content(descriptor, facts, limit)
    }
  }

  /// The first `limit` bytes of a file of more than `size`; nil for a smaller one, of which nothing is read.
  static func beginning(
    of path: PathBytes, in root: LibraryRoot, limit: Int, ifBeyond size: Int64
  ) throws(FileFault) -> Content? {
    try looking(at: path, in: root) { descriptor, facts throws(FileFault) in
      facts.size > size ? try content(descriptor, facts, limit) : nil
    }
  }

  /// Opens a file and looks at it before anything of it is read.
  private static func looking<Answer>(
    at path: PathBytes, in root: LibraryRoot, _ body: (CInt, FileFacts) throws(FileFault) -> Answer
  ) throws(FileFault) -> Answer {
    let descriptor = try openFile(path, in: root)
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFault(errno: errno) }
    if let reason = reasonAgainst(status) { throw FileFault(reason) }
    return try body(descriptor, FileFacts(status))
  }

  private static func content(
    _ descriptor: CInt, _ facts: FileFacts, _ limit: Int
  ) throws(FileFault) -> Content {
    let wanted = min(Int(facts.size), limit)
    var failure: CInt = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      // No more than the size it had: a file that grows meanwhile is seen next time.
      while count < wanted {
        let got = Glibc.read(descriptor, buffer.baseAddress! + count, wanted - count)
        if got == 0 { break }
        if got < 0 {
          if errno == EINTR { continue }
          failure = errno
          break
        }
        count += got
      }
    }
    if failure != 0 { throw FileFault(errno: failure) }
    return Content(bytes: bytes, facts: facts)
  }

  /// Why something with this status is not read; nil for a regular file of bearable size.
  static func reasonAgainst(_ status: stat) -> String? {
    reasonAgainst(mode: status.st_mode, size: Int64(status.st_size))
  }

  static func reasonAgainst(mode: mode_t, size: Int64) -> String? {
    switch mode & S_IFMT {
    case S_IFREG: size > largestFile ? "larger than 256 MB" : nil
    case S_IFDIR: "a folder"
    case S_IFLNK: "symbolic link"
    case S_IFIFO: "named pipe"
    case S_IFSOCK: "socket"
    case S_IFCHR, S_IFBLK: "device"
    default: "not a regular file"
    }
  }

  /// Opens a folder for walking.
  static func openFolder(_ name: [UInt8], at parent: CInt = AT_FDCWD, follow: Bool = false) -> CInt {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | (follow ? 0 : O_NOFOLLOW)
    return PathBytes.withCString(name) { openat(parent, $0, flags) }
  }

  /// Every folder on the way is opened by itself, so that none can be exchanged for a link.
  private static func openFile(
    _ path: PathBytes, in root: LibraryRoot
  ) throws(FileFault) -> CInt {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY
    guard !path.isEmpty else {
      let descriptor = root.path.withCString { Glibc.open($0, flags) }
      guard descriptor >= 0 else { throw FileFault(errno: errno) }
      return descriptor
    }
    var folder = openFolder(root.path.bytes)
    guard folder >= 0 else { throw FileFault(errno: errno) }
    defer { close(folder) }
    let names = path.components
    for name in names.dropLast() {
      let next = openFolder(name, at: folder)
      guard next >= 0 else { throw FileFault(errno: errno) }
      close(folder)
      folder = next
    }
    let descriptor = PathBytes.withCString(names.last ?? []) { openat(folder, $0, flags) }
    guard descriptor >= 0 else { throw FileFault(errno: errno) }
    return descriptor
  }
}

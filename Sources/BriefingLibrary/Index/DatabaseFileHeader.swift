import Glibc

/// The head of a database file, read without opening it as a database: the file must be ours, written by nobody
/// else, and no link. So must what SQLite plays into it: a journal is as good as the file.
struct DatabaseFileHeader {
  /// Why there is none to be trusted.
  enum Trouble: Error, Equatable {
    case missing
    case link
    case noFile
    case foreign
    case writable
    /// It is no database, or no whole one.
    case damaged
    case unreadable(String)

    /// What is said of a file that was put aside, behind its name.
    var past: String {
      switch self {
      case .missing: "was missing"
      case .link: "was a symbolic link"
      case .noFile: "was not a regular file"
      case .foreign: "belonged to somebody else"
      case .writable: "could be written by others"
      case .damaged: "was damaged"
      case .unreadable(let reason): reason
      }
    }

    /// What is said of a file that stays, behind its name.
    var present: String {
      switch self {
      case .missing: "is missing"
      case .link: "is a symbolic link"
      case .noFile: "is not a regular file"
      case .foreign: "belongs to somebody else"
      case .writable: "can be written by others"
      case .damaged: "is damaged"
      case .unreadable(let reason): reason
      }
    }
  }

  let applicationID: UInt32
  let version: UInt32

  init(path: String) throws(Trouble) {
    for ending in ["-wal", "-shm", "-journal"] {
      var status = stat()
      if lstat(path + ending, &status) == 0 { try Self.expectOwn(status) }
    }
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ENOTDIR: throw .missing
      case ELOOP: throw .link
      default: throw .unreadable(FileFault(errno: errno).reason)
      }
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(FileFault(errno: errno).reason) }
    try Self.expectOwn(status)
    var header = [UInt8](repeating: 0, count: 100)
    guard pread(descriptor, &header, 100, 0) == 100,
      header.starts(with: Array("SQLite format 3\0".utf8))
    else { throw .damaged }
    func number(at offset: Int) -> UInt32 {
      header[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    applicationID = number(at: 68)
    version = number(at: 60)
  }

  /// Whether a file is one that only its user can have written.
  private static func expectOwn(_ status: stat) throws(Trouble) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFLNK: throw .link
    default: throw .noFile
    }
    guard status.st_uid == geteuid() else { throw .foreign }
    guard status.st_mode & 0o022 == 0 else { throw .writable }
  }

  /// The name of an empty file, made just now with mode 0600 beside `path`, to make a database in.
  static func makeDraft(beside path: String) throws(FileFault) -> String {
    var template = Array((path + ".new-XXXXXX").utf8CString)
    let descriptor = template.withUnsafeMutableBufferPointer { mkstemp($0.baseAddress!) }
    guard descriptor >= 0 else { throw FileFault(errno: errno) }
    close(descriptor)
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

import Glibc

/// The file of the reader's own data, and the care that is taken with it. Whatever is wrong with it, it is
/// never removed and never written over.
struct DeskFile: Sendable {
  /// `Dsk1`
  static let applicationID: UInt32 = 0x4473_6B31

  /// What lies where the file should be.
  enum Condition: Equatable {
    case missing
    case usable
    /// Written by a version of the program that knows more: not to be touched.
    case newer
    /// No database of ours any more, for this reason.
    case damaged(String)
    /// Not to be opened, for this reason.
    case refused(String)
  }

  let folder: String
  var path: String { folder + "/reader.sqlite" }
  private var lockPath: String { path + ".lock" }

  /// Looks at the file without opening it as a database.
  func condition(version: UInt32) -> Condition {
    do throws(DatabaseFileHeader.Trouble) {
      let header = try DatabaseFileHeader(path: path)
      guard header.applicationID == Self.applicationID else { return .damaged("was not written by dossier") }
      return header.version > version ? .newer : .usable
    } catch {
      switch error {
      case .missing: return .missing
      case .damaged: return .damaged(error.past)
      default: return .refused(error.present)
      }
    }
  }

  /// Calls `body` while no other process makes, moves or changes the form of the file.
  func whileLocked<Value>(_ body: () throws -> Value) throws -> Value {
    let descriptor = open(lockPath, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileFault(errno: errno) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw FileFault(errno: errno) }
    }
    return try body()
  }

  /// An empty file beside the real one, made just now with mode 0600.
  func makeDraft() throws(FileFault) -> String {
    try DatabaseFileHeader.makeDraft(beside: path)
  }

  /// Gives a finished draft its name; a file that has it already stays, and the draft goes.
  func adopt(draft: String, as name: String) throws(FileFault) {
    defer { unlink(draft) }
    guard link(draft, name) != 0, errno != EEXIST else { return }
    // No hard links on this file system. The caller holds the lock, so that nobody else makes one.
    guard access(name, F_OK) != 0 else { return }
    guard rename(draft, name) == 0 else { throw FileFault(errno: errno) }
  }

  /// Moves what lies there out of the way, its journal with it, under a name that nothing has yet.
  ///
  /// - Returns: the new name.
  func setAside() throws(FileFault) -> String {
    let name = freeName(path + ".damaged-" + Self.timestamp())
    guard rename(path, name) == 0 else { throw FileFault(errno: errno) }
    for ending in ["-wal", "-shm"] { rename(path + ending, name + ending) }
    return name
  }

  /// `name`, or with a number behind it when something is called so.
  func freeName(_ name: String) -> String {
    var candidate = name
    var number = 2
    while access(candidate, F_OK) == 0 {
      candidate = "\(name)-\(number)"
      number += 1
    }
    return candidate
  }

  /// `20260306-142530`, in universal time.
  private static func timestamp() -> String {
    var now = time(nil)
    var parts = tm()
    gmtime_r(&now, &parts)
    func padded(_ number: Int32, _ digits: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    return padded(parts.tm_year + 1900, 4) + padded(parts.tm_mon + 1, 2) + padded(parts.tm_mday, 2) + "-"
      + padded(parts.tm_hour, 2) + padded(parts.tm_min, 2) + padded(parts.tm_sec, 2)
  }
}

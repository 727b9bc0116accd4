import Dispatch
import Glibc

/// The names in one folder, each with what the system says of it, in whatever order they come.
struct FolderListing {
  struct Status {
    /// Why the system says nothing; 0 where it does.
    var code: CInt = 0
    var mode: mode_t = 0
    var facts = FileFacts(size: 0, modified: 0, inode: 0)
  }

  /// The names, a zero byte behind each.
  private var bytes: [UInt8] = []
  /// Where the zero bytes stand.
  private var ends: [Int] = []
  private var statuses: [Status] = []

  /// So many names are asked for in one go; up to twice as many it does not pay to ask for some at the same time.
  private static let chunk = 256

  /// Reads all of an open folder but `.` and `..`. Nil when it was cancelled.
  init?(_ stream: OpaquePointer, isCancelled: @escaping @Sendable () -> Bool) {
    readNames(in: stream)
    statuses = [Status](repeating: Status(), count: ends.count)
    let folder = dirfd(stream)
    let chunks = (ends.count + Self.chunk - 1) / Self.chunk
    bytes.withUnsafeBufferPointer { bytes in
      ends.withUnsafeBufferPointer { ends in
        statuses.withUnsafeMutableBufferPointer { statuses in
          // Nobody writes to the names, and each call has statuses of its own.
          nonisolated(unsafe) let (bytes, ends, statuses) = (bytes, ends, statuses)
          let ask = { @Sendable (chunk: Int) in
            if isCancelled() { return }
            for index in chunk * Self.chunk..<min((chunk + 1) * Self.chunk, ends.count) {
              let start = index == 0 ? 0 : ends[index - 1] + 1
              statuses[index] = Self.status(of: bytes.baseAddress.unsafelyUnwrapped + start, in: folder)
            }
          }
          if chunks < 3 {
            for chunk in 0..<chunks { ask(chunk) }
          } else {
            DispatchQueue.concurrentPerform(iterations: chunks, execute: ask)
          }
        }
      }
    }
    if isCancelled() { return nil }
  }

  private mutating func readNames(in stream: OpaquePointer) {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
    let dot = UInt8(ascii: ".")
    while let entry = readdir(stream) {
      let start = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: UInt8.self)
      let length = strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
      if start[0] == dot, length == 1 || (length == 2 && start[1] == dot) { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: length + 1))
      ends.append(bytes.count - 1)
    }
  }

  /// What the system says of a name with a zero byte behind it. Links are not followed.
  private static func status(of name: UnsafePointer<UInt8>, in folder: CInt) -> Status {
    var status = stat()
    let terminated = UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self)
    guard fstatat(folder, terminated, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return Status(code: errno) }
    return Status(mode: status.st_mode, facts: FileFacts(status))
  }

  /// Calls `body` with each name until it says no.
  func forEach(_ body: (UnsafeBufferPointer<UInt8>, Status) -> Bool) {
    bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      for (end, status) in zip(ends, statuses) {
        guard body(UnsafeBufferPointer(rebasing: bytes[start..<end]), status) else { return }
        start = end + 1
      }
    }
  }
}

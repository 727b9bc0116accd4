internal import BriefingExtraction
internal import BriefingLibrary
internal import Foundation

/// Reads files named on the command line, and finds the briefings of a folder without an index.
enum BriefingFile {
  /// Larger files are refused, in bytes, as in the library.
  private static let sizeLimit = 256 << 20
  private static let depthLimit = 64
  private static let suffixes: Set<String> = ["txt", "text", "md", "markdown", "html", "htm", "xhtml"]

  /// The bytes of a file, or of standard input for `-`.
  static func read(_ path: PathBytes, followsLinks: Bool = true) throws(LibraryError) -> [UInt8] {
    if path.isStandardInput { return try read(descriptor: 0, path: path) }
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followsLinks ? 0 : O_NOFOLLOW)
    let descriptor = path.withCString { open($0, flags) }
    guard descriptor >= 0 else {
      // Where no link is followed, it only means that this is one.
      if errno == ELOOP, !followsLinks { throw LibraryError(path: path.display, reason: "symbolic link") }
      throw fault(path, errno)
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault(path, errno) }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      if status.st_size > sizeLimit { throw LibraryError(path: path.display, reason: "larger than 256 MB") }
    case S_IFDIR: throw LibraryError(path: path.display, reason: "is a folder")
    case S_IFIFO where path.display.hasPrefix("/dev/fd/") || path.display.hasPrefix("/proc/self/fd/"):
      // What the shell puts in the place of `<(command)`.
      _ = fcntl(descriptor, F_SETFL, 0)
    default: throw LibraryError(path: path.display, reason: "not a regular file")
    }
    return try read(descriptor: descriptor, path: path)
  }

  private static func read(descriptor: Int32, path: PathBytes) throws(LibraryError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    // One byte more than is looked at tells that there are more.
    while bytes.count <= BriefingReader.mostBytes {
      let count = chunk.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw fault(path, errno)
      }
      bytes.append(contentsOf: chunk[0..<count])
    }
    let start = bytes.prefix(8192)
    if start.contains(0), !start.starts(with: [0xFF, 0xFE]), !start.starts(with: [0xFE, 0xFF]) {
      throw LibraryError(path: path.display, reason: "binary file")
    }
    return bytes
  }

  /// One path to read: named by the user, or found in a folder.
  struct Candidate {
    var path: PathBytes
    var isNamed: Bool
  }

  /// The files that `paths` name, folders walked in the order of their names. Hidden files, links and
  /// files of other kinds within a folder are passed over.
  static func candidates(_ paths: [PathBytes]) -> [Candidate] {
    var found: [Candidate] = []
    for path in paths {
      if !path.isStandardInput, isFolder(path, followsLinks: true) {
        walk(path, depth: 0, into: &found)
      } else {
        found.append(Candidate(path: path, isNamed: true))
      }
    }
    return found
  }

  static func isFolder(_ path: PathBytes, followsLinks: Bool) -> Bool {
    var status = stat()
    let result = path.withCString { followsLinks ? stat($0, &status) : lstat($0, &status) }
    return result == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func walk(_ folder: PathBytes, depth: Int, into found: inout [Candidate]) {
    guard depth < depthLimit else { return }
    guard let directory = folder.withCString({ opendir($0) }) else {
      // Kept, so that reading it gives the reason.
      found.append(Candidate(path: folder, isNamed: true))
      return
    }
    var names: [[UInt8]] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: UInt8.self, capacity: 256) { start in
          Array(
            UnsafeBufferPointer(
              start: start,
              count: strnlen(
                UnsafeRawPointer(start)
                  .assumingMemoryBound(to: CChar.self), 256)))
        }
      }
      if name.first != UInt8(ascii: ".") { names.append(name) }
    }
    closedir(directory)
    names.sort { $0.lexicographicallyPrecedes($1) }
    for name in names {
      // The current folder needs no name before those of its files.
      let path = folder == PathBytes(".") ? PathBytes(name) : folder.appending(name)
      if isFolder(path, followsLinks: false) {
        walk(path, depth: depth + 1, into: &found)
      } else if looksLikeBriefing(name) {
        found.append(Candidate(path: path, isNamed: false))
      }
    }
  }

  private static func looksLikeBriefing(_ name: [UInt8]) -> Bool {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return true }
    return suffixes.contains(String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased())
  }

  /// `errno` as one plain phrase.
  private static func fault(_ path: PathBytes, _ number: Int32) -> LibraryError {
    let phrase =
      switch number {
      case ENOENT: "no such file or directory"
      case EACCES, EPERM: "permission denied"
      case ELOOP: "symbolic links in a loop"
      case EISDIR: "is a folder"
      default: String(cString: strerror(number)).lowercased()
      }
    return LibraryError(path: path.display, reason: phrase)
  }
}

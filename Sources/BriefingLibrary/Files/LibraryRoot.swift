import Glibc

/// One of the files or folders that were opened together.
struct LibraryRoot: Sendable, Equatable {
  /// As the reader named it.
  var named: PathBytes
  /// Absolute, every link on the way followed.
  var path: PathBytes
  var isFolder: Bool

  /// A root that is known already, or stands for what is no file.
  init(named: PathBytes, path: PathBytes, isFolder: Bool) {
    self.named = named
    self.path = path
    self.isFolder = isFolder
  }

  /// Finds the place that `named` means now.
  init(named: PathBytes) throws(FileFault) {
    guard !named.isEmpty else { throw FileFault(errno: ENOENT) }
    guard !named.bytes.contains(0) else { throw FileFault("a name with a zero byte") }
    var resolved: [UInt8] = []
    let code: CInt = named.withCString { name in
      guard let absolute = realpath(name, nil) else { return errno }
      resolved = UnsafeBufferPointer(start: absolute, count: strlen(absolute)).map {
        UInt8(bitPattern: $0)
      }
      free(absolute)
      return 0
    }
    // Every link was followed: there are too many of them, which elsewhere only means that it is one.
    if code == ELOOP { throw FileFault("symbolic links in a loop") }
    guard code == 0 else { throw FileFault(errno: code) }
    var status = stat()
    let path = PathBytes(resolved)
    guard path.withCString({ lstat($0, &status) }) == 0 else { throw FileFault(errno: errno) }
    self.named = named
    self.path = path
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    if !isFolder, let reason = FileReading.reasonAgainst(status) { throw FileFault(reason) }
  }

  /// How a file below this root is shown: as the reader would name it.
  func shownPath(of path: PathBytes) -> PathBytes {
    if path.isEmpty { return named }
    if named.components.isEmpty && named.bytes.first != UInt8(ascii: "/") { return path }
    return named.appending(path.bytes)
  }

  /// The roots to open: each once, and none that lies within another.
  static func distinct(_ roots: [LibraryRoot]) -> [LibraryRoot] {
    var kept: [LibraryRoot] = []
    for (index, root) in roots.enumerated() {
      let isHeld = roots.enumerated().contains { other in
        other.offset != index
          && (root.path.isBelow(other.element.path)
            || (other.offset < index && other.element.path == root.path))
      }
      if !isHeld { kept.append(root) }
    }
    return kept
  }
}

import Glibc

/// A file that a walk found, not yet read.
struct FoundFile: Sendable {
  /// 0-based place of its root among the library's.
  var root: Int
  /// Below the root; empty for a root that is a file.
  var path: PathBytes
  var facts: FileFacts
  /// Its place among the files found.
  var order = 0
}

/// A file or folder that was passed over.
struct PassedOver: Sendable, Equatable {
  var root: Int
  var path: PathBytes
  var reason: String
}

/// Walks the roots of a library in the order in which they are listed.
struct FolderWalk {
  private(set) var files: [FoundFile] = []
  private(set) var passedOver: [PassedOver] = []
  /// Roots that could not be opened at all: what the library knows of them is kept.
  private(set) var lostRoots: Set<Int> = []

  /// Deeper folders are passed over: each level holds a file descriptor.
  private static let deepest = 100
  /// Reasons kept; a folder of a million photographs needs no million reasons.
  private static let mostReasons = 10_000

  /// Whether the walk came to its end.
  private(set) var isComplete = true

  /// Only set during the walk.
  private var isCancelled: (() -> Bool)?

  /// Walks at once. Stops early, with what it has, when `isCancelled` says so.
  init(_ roots: [LibraryRoot], isCancelled: @escaping () -> Bool) {
    self.isCancelled = isCancelled
    for (number, root) in roots.enumerated() { walk(root, number) }
    for index in files.indices { files[index].order = index }
    self.isCancelled = nil
  }

  private mutating func walk(_ root: LibraryRoot, _ number: Int) {
    guard root.isFolder else {
      var status = stat()
      guard root.path.withCString({ lstat($0, &status) }) == 0 else {
        // A file that was named and is gone is gone; any other trouble may pass.
        if errno != ENOENT { lostRoots.insert(number) }
        return pass(number, PathBytes(""), FileFault(errno: errno).reason)
      }
      if let reason = FileReading.reasonAgainst(status) {
        return pass(number, PathBytes(""), reason)
      }
      files.append(FoundFile(root: number, path: PathBytes(""), facts: FileFacts(status)))
      return
    }
    let descriptor = FileReading.openFolder(root.path.bytes)
    guard descriptor >= 0 else {
      let code = errno
      lostRoots.insert(number)
      return pass(number, PathBytes(""), FileFault(errno: code).reason)
    }
    walk(descriptor, PathBytes(""), root: number, depth: 0)
  }

  /// Takes over `descriptor`.
  private mutating func walk(_ descriptor: CInt, _ folder: PathBytes, root: Int, depth: Int) {
    guard let stream = fdopendir(descriptor) else {
      let code = errno
      close(descriptor)
      return pass(root, folder, FileFault(errno: code).reason)
    }
    defer { closedir(stream) }
    for name in Self.names(in: stream) {
      if !isComplete || isCancelled?() == true {
        isComplete = false
        return
      }
      let path = folder.appending(name)
      var status = stat()
      let found = PathBytes.withCString(name) {
        fstatat(descriptor, $0, &status, AT_SYMLINK_NOFOLLOW)
      }
      guard found == 0 else {
        // Gone since its name was read: nothing to say.
        if errno != ENOENT { pass(root, path, FileFault(errno: errno).reason) }
        continue
      }
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      if name.first == UInt8(ascii: ".") {
        pass(root, path, isFolder ? "hidden folder" : "hidden file")
      } else if isFolder {
        guard depth < Self.deepest else {
          pass(root, path, "more than \(Self.deepest) folders deep")
          continue
        }
        let next = FileReading.openFolder(name, at: descriptor)
        guard next >= 0 else {
          pass(root, path, FileFault(errno: errno).reason)
          continue
        }
        walk(next, path, root: root, depth: depth + 1)
      } else if let reason = FileReading.reasonAgainst(status)
        ?? FileKind(name: PathBytes(name)).reason
      {
        pass(root, path, reason)
      } else {
        files.append(FoundFile(root: root, path: path, facts: FileFacts(status)))
      }
    }
  }

  /// The names in a folder in natural order, without `.` and `..`.
  private static func names(in stream: OpaquePointer) -> [[UInt8]] {
    var names: [(key: [UInt8], name: [UInt8])] = []
    let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
    let dot = UInt8(ascii: ".")
    while let entry = readdir(stream) {
      let start = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: UInt8.self)
      let length = strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
      let name = UnsafeBufferPointer(start: start, count: length)
      if name.first == dot, length == 1 || (length == 2 && name[1] == dot) { continue }
      let bytes = Array(name)
      names.append((PathBytes(bytes).sortKey, bytes))
    }
    names.sort { left, right in
      left.key == right.key
        ? left.name.lexicographicallyPrecedes(right.name)
        : left.key.lexicographicallyPrecedes(right.key)
    }
    return names.map(\.name)
  }

  /// What one file is just now.
  enum Look {
    case file(FoundFile)
    case passedOver
    case gone
  }

  /// Looks at one file as a walk would.
  static func look(at path: PathBytes, root: Int, _ roots: [LibraryRoot]) -> Look {
    guard roots.indices.contains(root) else { return .gone }
    var status = stat()
    let place = roots[root].path.appending(path.bytes)
    guard place.withCString({ lstat($0, &status) }) == 0 else {
      return errno == ENOENT || errno == ENOTDIR ? .gone : .passedOver
    }
    if path.components.contains(where: { $0.first == UInt8(ascii: ".") })
      || FileReading.reasonAgainst(status) != nil
      || (!path.isEmpty && FileKind(name: path.lastComponent).reason != nil)
    {
      return .passedOver
    }
    // It comes after those that a walk numbered.
    return .file(FoundFile(root: root, path: path, facts: FileFacts(status), order: .max))
  }

  /// All folders that a walk goes into, found without looking at the files.
  static func folders(of roots: [LibraryRoot]) -> [(root: Int, path: PathBytes)] {
    var found: [(root: Int, path: PathBytes)] = []
    func visit(_ descriptor: CInt, _ folder: PathBytes, _ root: Int, _ depth: Int) {
      found.append((root, folder))
      guard let stream = fdopendir(descriptor) else {
        close(descriptor)
        return
      }
      defer { closedir(stream) }
      guard depth < deepest else { return }
      for name in folderNames(in: stream) {
        let next = FileReading.openFolder(name, at: descriptor)
        if next >= 0 { visit(next, folder.appending(name), root, depth + 1) }
      }
    }
    for (number, root) in roots.enumerated() where root.isFolder {
      let descriptor = FileReading.openFolder(root.path.bytes)
      if descriptor >= 0 { visit(descriptor, PathBytes(""), number, 0) }
    }
    return found
  }

  private static func folderNames(in stream: OpaquePointer) -> [[UInt8]] {
    var names: [[UInt8]] = []
    let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
    while let entry = readdir(stream) {
      let type = Int(entry.pointee.d_type)
      guard type == Int(DT_DIR) || type == Int(DT_UNKNOWN) else { continue }
      let start = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: UInt8.self)
      guard start.pointee != UInt8(ascii: ".") else { continue }
      let length = strlen(UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self))
      names.append(Array(UnsafeBufferPointer(start: start, count: length)))
    }
    return names
  }

  private mutating func pass(_ root: Int, _ path: PathBytes, _ reason: String) {
    guard passedOver.count < Self.mostReasons else { return }
    passedOver.append(PassedOver(root: root, path: path, reason: reason))
  }
}

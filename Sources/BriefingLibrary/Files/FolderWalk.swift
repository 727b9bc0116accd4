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

/// Walks the roots of a library and finds the files that are not known as they are.
///
/// A library is mostly as it was: for a file that is known nothing is made, and nothing sorted.
struct FolderWalk {
  /// Says whether a file below a root is known with these facts.
  typealias IsKnown = (_ root: Int, _ path: UnsafeBufferPointer<UInt8>, FileFacts) -> Bool

  /// Those that are not known as they are, in the order in which they are listed.
  private(set) var files: [FoundFile] = []
  /// All that are to be read or were, and their bytes.
  private(set) var fileCount = 0
  private(set) var byteCount = 0
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
  private var isCancelled: (@Sendable () -> Bool)?
  private var isKnown: IsKnown?
  /// Every file by its root and path, to find the places of those that are not known.
  private var places = FilePlaces()
  /// The folder that is walked.
  private var folder: [UInt8] = []
  private var kinds = EndingKinds()

  /// Walks at once. Stops early, with what it has, when `isCancelled` says so.
  init(
    _ roots: [LibraryRoot], isKnown: @escaping IsKnown = { _, _, _ in false },
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    self.isCancelled = isCancelled
    self.isKnown = isKnown
    for (number, root) in roots.enumerated() { walk(root, number) }
    if !files.isEmpty { places.arrange(&files) }
    places = FilePlaces()
    self.isCancelled = nil
    self.isKnown = nil
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
      return take(UnsafeBufferPointer(start: nil, count: 0), root: number, FileFacts(status))
    }
    let descriptor = FileReading.openFolder(root.path.bytes)
    guard descriptor >= 0 else {
      let code = errno
      lostRoots.insert(number)
      return pass(number, PathBytes(""), FileFault(errno: code).reason)
    }
    folder = []
    walk(descriptor, root: number, depth: 0)
  }

  /// Walks `folder`. Takes over `descriptor`.
  private mutating func walk(_ descriptor: CInt, root: Int, depth: Int) {
    guard let stream = fdopendir(descriptor) else {
      let code = errno
      close(descriptor)
      return pass(root, PathBytes(folder), FileFault(errno: code).reason)
    }
    defer { closedir(stream) }
    guard let isCancelled, let listing = FolderListing(stream, isCancelled: isCancelled) else {
      isComplete = false
      return
    }
    listing.forEach { name, found in
      if !isComplete || isCancelled() {
        isComplete = false
        return false
      }
      take(name, found, at: descriptor, root: root, depth: depth)
      return true
    }
  }

  private mutating func take(
    _ name: UnsafeBufferPointer<UInt8>, _ found: FolderListing.Status, at descriptor: CInt, root: Int,
    depth: Int
  ) {
    guard found.code == 0 else {
      // Gone since its name was read: nothing to say.
      if found.code != ENOENT { pass(root, path(name), FileFault(errno: found.code).reason) }
      return
    }
    let isFolder = found.mode & S_IFMT == S_IFDIR
    if name[0] == UInt8(ascii: ".") {
      pass(root, path(name), isFolder ? "hidden folder" : "hidden file")
    } else if isFolder {
      enter(name, at: descriptor, root: root, depth: depth)
    } else if let reason = FileReading.reasonAgainst(mode: found.mode, size: found.facts.size)
      ?? kinds.reason(name)
    {
      pass(root, path(name), reason)
    } else {
      inFolder(name) { walk, path in walk.take(path, root: root, found.facts) }
    }
  }

  private mutating func enter(
    _ name: UnsafeBufferPointer<UInt8>, at descriptor: CInt, root: Int, depth: Int
  ) {
    guard depth < Self.deepest else {
      return pass(root, path(name), "more than \(Self.deepest) folders deep")
    }
    let next = FileReading.openFolder(Array(name), at: descriptor)
    guard next >= 0 else { return pass(root, path(name), FileFault(errno: errno).reason) }
    let above = folder.count
    folder = path(name).bytes
    walk(next, root: root, depth: depth + 1)
    folder.removeLast(folder.count - above)
  }

  private mutating func take(_ path: UnsafeBufferPointer<UInt8>, root: Int, _ facts: FileFacts) {
    fileCount += 1
    byteCount += Int(facts.size)
    places.add(path, root: root)
    if isKnown?(root, path, facts) != true {
      files.append(FoundFile(root: root, path: PathBytes(Array(path)), facts: facts))
    }
  }

  private func path(_ name: UnsafeBufferPointer<UInt8>) -> PathBytes {
    PathBytes(folder).appending(Array(name))
  }

  /// Calls `body` with the path of a name in the folder, made where the folder's own stands.
  private mutating func inFolder(
    _ name: UnsafeBufferPointer<UInt8>, _ body: (inout Self, UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard !folder.isEmpty else { return body(&self, name) }
    var path: [UInt8] = []
    swap(&path, &folder)
    let above = path.count
    path.append(UInt8(ascii: "/"))
    path.append(contentsOf: name)
    path.withUnsafeBufferPointer { body(&self, $0) }
    path.removeLast(path.count - above)
    swap(&path, &folder)
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

import BriefingLibrary
import BriefingModel
import Glibc
import Synchronization
import Testing

/// A folder of its own for one test, with a place for the index beside it. Gone with the value.
final class TemporaryFolder {
  /// The briefings' folder.
  let path: String
  private let base: String

  init() {
    var template = Array("/tmp/dossier-test-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) }
    base = String(cString: made!)
    path = base + "/briefings"
    mkdir(path, 0o700)
  }

  deinit { Self.remove(base) }

  /// Where the index goes.
  var cache: String { base + "/cache" }

  /// Beside the briefings, in nobody's library.
  func outside(_ name: String) -> String { base + "/" + name }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ text: String, to name: String) {
    write(Array(text.utf8), to: Array(name.utf8))
  }

  /// Makes the folders on the way too. The name is bytes.
  func write(_ bytes: [UInt8], to name: [UInt8]) {
    let full = Array(path.utf8) + [UInt8(ascii: "/")] + name
    var index = path.utf8.count + 1
    while let slash = full[index...].firstIndex(of: UInt8(ascii: "/")) {
      Self.withCString(full[..<slash]) { _ = mkdir($0, 0o700) }
      index = slash + 1
    }
    let descriptor = Self.withCString(full[...]) {
      open($0, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    precondition(descriptor >= 0, "cannot write a test's file")
    precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    close(descriptor)
  }

  /// The library over this folder, brought up to date.
  func library(refreshed: Bool = true) throws -> IndexedLibrary {
    let library = try IndexedLibrary(paths: [path], location: .folder(cache))
    if refreshed { try library.refresh(onProgress: { _ in }, isCancelled: { false }) }
    return library
  }

  /// The name of the index's file in the cache.
  func indexPath() throws -> String {
    try #require(library(refreshed: false).indexPath)
  }

  static func withCString<Result>(
    _ bytes: ArraySlice<UInt8>, _ body: (UnsafePointer<CChar>) -> Result
  ) -> Result {
    (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { body($0.baseAddress!) }
  }

  private static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      chmod(path, 0o700)
      if let stream = opendir(path) {
        var names: [[CChar]] = []
        while let entry = readdir(stream) {
          let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
          let start = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
          names.append(Array(UnsafeBufferPointer(start: start, count: strlen(start) + 1)))
        }
        closedir(stream)
        for name in names where name != [46, 0] && name != [46, 46, 0] {
          var full = Array(path.utf8CString.dropLast()) + [47] + name
          let bytes = full.dropLast().map { UInt8(bitPattern: $0) }
          if unlink(&full) != 0 { remove(String(decoding: bytes, as: UTF8.self)) }
        }
      }
      rmdir(path)
    } else {
      unlink(path)
    }
  }
}

extension IndexedLibrary {
  /// Brings the index up to date and gives the last report.
  @discardableResult
  func refreshed() throws -> IndexProgress {
    let last = Last()
    try refresh(onProgress: { last.set($0) }, isCancelled: { false })
    return last.get()
  }

  func found(_ query: String, isTyping: Bool = false) throws -> [String] {
    let results = try search(query, isTyping: isTyping, limit: 1_000, isCancelled: { false })
    if let fault = results.fault { throw fault }
    return results.results.map { String($0.entry.path.split(separator: "/").last ?? "") }.sorted()
  }

  func names() throws -> [String] {
    try entries().map { String($0.path.split(separator: "/").last ?? "") }
  }
}

/// The last value that was told from any thread.
private final class Last: Sendable {
  private let value = Mutex(IndexProgress())
  func set(_ new: IndexProgress) { value.withLock { $0 = new } }
  func get() -> IndexProgress { value.withLock { $0 } }
}

public import BriefingModel
import Foundation
import GRDB
import Glibc

extension IndexedLibrary {
  public func refresh(
    onProgress: @Sendable (IndexProgress) -> Void, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) {
    refreshing.lock()
    defer { refreshing.unlock() }
    try withStore { store in
      guard let file = store.file else {
        try refresh(store, onProgress: onProgress, isCancelled: isCancelled)
        return
      }
      let lock = WriterLock(path: file.lockPath)
      if !lock.take() {
        try follow(store, until: lock, onProgress: onProgress, isCancelled: isCancelled)
        if !lock.isHeld { return }
      }
      defer { lock.release() }
      var store = store
      if try !isWhole(store) {
        store = try remake(store, because: "the index was damaged and is made again")
      }
      try refresh(store, onProgress: onProgress, isCancelled: isCancelled)
    }
  }

  /// Tells how the index grows under another process, until that one has done.
  private func follow(
    _ store: IndexStore, until lock: WriterLock,
    onProgress: @Sendable (IndexProgress) -> Void, isCancelled: @Sendable () -> Bool
  ) throws {
    let first = try store.count()
    var progress = IndexProgress(filesDone: first, isElsewhere: true)
    onProgress(progress)
    while !isCancelled() {
      if lock.take() { return }
      let count = try store.count()
      if count != progress.filesDone {
        progress.filesDone = count
        progress.changed = max(0, count - first)
        onProgress(progress)
      }
      usleep(100_000)
    }
    progress.isFinished = true
    onProgress(progress)
  }

  private func refresh(
    _ store: IndexStore, onProgress: @Sendable (IndexProgress) -> Void,
    isCancelled: @Sendable () -> Bool
  ) throws {
    try withoutActuallyEscaping(onProgress) { onProgress in
      var progress = ProgressReport(onProgress)
      defer { progress.finish() }
      try update(store, &progress, isCancelled)
    }
  }

  private func update(
    _ store: IndexStore, _ progress: inout ProgressReport, _ isCancelled: @Sendable () -> Bool
  ) throws {
    let before = try store.newest()
    var known = try store.knownFiles()
    let walk = withoutActuallyEscaping(isCancelled) {
      FolderWalk(
        store.roots, isKnown: { known.meet(root: $0, path: $1, $2) }, isCancelled: $0)
    }
    guard walk.isComplete else { return }
    defer {
      // Of a library that is read for the first time all is new, and nothing is news.
      if before.briefing > 0, let changes = try? store.changes(since: before) {
        progress.tellAtEnd(changes)
      }
    }
    let toRead = walk.files
    progress.update {
      $0.filesTotal = walk.fileCount
      $0.bytesTotal = walk.byteCount
      $0.filesDone = walk.fileCount - toRead.count
      $0.bytesDone = walk.byteCount - toRead.reduce(0) { $0 + Int($1.facts.size) }
    }

    // What is left of the known was not found any more. A folder that cannot be opened just now
    // keeps what is known of it.
    let gone = known.missed.filter { !walk.lostRoots.contains($0.key.root) }
    for start in stride(from: 0, to: gone.count, by: 1_000) {
      if isCancelled() { return }
      let some = gone[start..<min(start + 1_000, gone.count)]
      try store.forget(some.map(\.key))
      let removed = some.compactMap(\.id)
      progress.update { $0.removed += removed.count }
      progress.went += removed
    }
    if !gone.isEmpty { try store.mergeSegments(isCancelled: isCancelled) }
    try store.replacePassedOver(walk.passedOver)
    try read(toRead, into: store, &progress, isCancelled)
  }

  /// So many files that were read at once are worth a last merge of their segments.
  private static let manyFiles = 500

  private func read(
    _ files: [FoundFile], into store: IndexStore, _ progress: inout ProgressReport,
    _ isCancelled: @Sendable () -> Bool
  ) throws {
    guard !files.isEmpty else { return }
    let start = ContinuousClock.now
    let newest = try store.newest().briefing
    let pipeline = ReadPipeline(files, roots: store.roots, lexicons: lexicons, reading: reading)
    defer { pipeline.stop() }
    let (filesBefore, bytesBefore) = progress.done
    while true {
      if isCancelled() { pipeline.cancel() }
      guard let taken = pipeline.take(until: Date(timeIntervalSinceNow: 0.1)) else { break }
      if let batch = taken.batch {
        // Also when cancelled: what was read is kept.
        try store.write(batch)
        let came = try store.count(after: newest)
        progress.update(quietly: true) {
          for case .read in batch.outcomes { $0.changed += 1 }
          $0.came = came
        }
        try store.mergeSegments(isCancelled: isCancelled)
      }
      progress.update {
        $0.filesDone = filesBefore + taken.filesDone
        $0.bytesDone = bytesBefore + taken.bytesDone
        $0.bytesRead = taken.bytesDone
        let time = (ContinuousClock.now - start).components
        $0.seconds = Double(time.seconds) + Double(time.attoseconds) / 1e18
      }
    }
    if files.count >= Self.manyFiles { try store.mergeSegments(isAtEnd: true, isCancelled: isCancelled) }
    // A reader in another process may be in the way; the next refresh that writes tries again.
    try? store.checkpoint()
  }
}

/// Tells about progress some twenty times a second, and once at the end.
private struct ProgressReport {
  private static let interval = Duration.milliseconds(50)

  private let onProgress: (IndexProgress) -> Void
  private var progress = IndexProgress()
  private var last = ContinuousClock.now
  /// Numbers of briefings that are gone.
  var went: [Int64] = []

  init(_ onProgress: @escaping @Sendable (IndexProgress) -> Void) {
    self.onProgress = onProgress
  }

  mutating func update(quietly: Bool = false, _ change: (inout IndexProgress) -> Void) {
    change(&progress)
    if !quietly { tell() }
  }

  var done: (files: Int, bytes: Int) { (progress.filesDone, progress.bytesDone) }

  mutating func tell() {
    let now = ContinuousClock.now
    guard now - last >= Self.interval else { return }
    last = now
    onProgress(progress)
  }

  mutating func tellAtEnd(_ changes: LibraryChanges) {
    progress.changes = changes
    progress.changes.went = went
  }

  mutating func finish() {
    progress.isFinished = true
    onProgress(progress)
  }
}

/// A lock on a file beside the index: whoever has it writes. The system gives it back when a
/// process ends, however it ends.
final class WriterLock {
  private let path: String
  private var descriptor: CInt = -1

  init(path: String) { self.path = path }

  deinit { release() }

  var isHeld: Bool { descriptor >= 0 }

  /// Whether the lock is ours now. Without a file to lock, the database's own lock must do.
  func take() -> Bool {
    if isHeld { return true }
    let opened = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard opened >= 0 else { return true }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      close(opened)
      return false
    }
    descriptor = opened
    return true
  }

  /// Waits for the lock. Whoever has it writes what changed and gives it back soon.
  func wait() throws(FileFault) {
    if take() { return }
    let opened = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw FileFault(errno: errno) }
    while flock(opened, LOCK_EX) != 0 {
      guard errno == EINTR else {
        close(opened)
        throw FileFault("the index is locked by another process")
      }
    }
    descriptor = opened
  }

  func release() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }
}

public import BriefingModel
import Foundation
import GRDB
import Glibc
import Synchronization

/// Watches the folders of a library until `stop` is called.
public protocol LibraryWatch: Sendable {
  /// How many folders cannot be watched, because the system allows no more.
  var unwatchedCount: Int { get }

  /// Ends it; nothing is told any more once this has returned and what was being told is done.
  func stop()
}

extension IndexedLibrary {
  public func watch(
    onChange: @escaping @Sendable (LibraryChanges) -> Void
  ) -> (any LibraryWatch)? {
    guard let folders = FolderWatch() else { return nil }
    let watch = IndexWatch(folders, refused: folders.watch(watchedFolders()))
    let thread = Thread { [self] in
      while let event = folders.next() {
        do {
          // Before anything is read: what is written meanwhile into a folder that came is told of then.
          if event.isLarge { watchWhatCame(folders) }
          let changes = try take(event) { watch.isStopped }
          if !watch.isStopped, !changes.isEmpty { onChange(changes) }
        } catch {
          // A file or an index that cannot be read now is met again by the next refresh.
          continue
        }
      }
    }
    thread.name = "dossier.watch"
    // Files are read on this thread, and extraction may call itself for nested markup.
    thread.stackSize = 16 << 20
    thread.start()
    return watch
  }

  /// Watches the folders that came, and those that came into them before they were watched.
  private func watchWhatCame(_ watch: FolderWatch) {
    var watched: [FolderWatch.Folder] = []
    // What comes into a folder that is watched is told. Somebody may go on making folders: an end is made.
    for _ in 0..<4 {
      let wanted = watchedFolders()
      if wanted == watched { return }
      _ = watch.watch(wanted)
      watched = wanted
    }
  }

  /// Every folder of the library, and for a root that is a file the folder that it lies in.
  private func watchedFolders() -> [FolderWatch.Folder] {
    let roots = self.roots
    var folders = FolderWalk.folders(of: roots).map { root, path in
      FolderWatch.Folder(root: root, path: path, place: roots[root].path.appending(path.bytes))
    }
    for (number, root) in roots.enumerated() where !root.isFolder {
      folders.append(
        FolderWatch.Folder(
          root: number, path: PathBytes(""), place: root.path.folder, name: root.path.lastComponent.bytes))
    }
    return folders
  }

  /// Brings the index up to what the event tells. Waits for whoever is at it.
  private func take(
    _ event: FolderWatch.Event, isStopped: @escaping @Sendable () -> Bool
  ) throws -> LibraryChanges {
    if event.isLarge {
      let changes = Mutex(LibraryChanges())
      try refresh(
        onProgress: { progress in if progress.isFinished { changes.withLock { $0 = progress.changes } } },
        isCancelled: isStopped)
      return changes.withLock(\.self)
    }
    refreshing.lock()
    defer { refreshing.unlock() }
    if isStopped() { return LibraryChanges() }
    return try withStore { store in
      let lock = store.file.map { WriterLock(path: $0.lockPath) }
      defer { lock?.release() }
      if let lock, !lock.take() { try lock.wait() }
      return try take(event.files, store)
    }
  }

  private func take(_ keys: Set<IndexStore.FileKey>, _ store: IndexStore) throws -> LibraryChanges {
    var changes = LibraryChanges()
    let gathering = BatchGathering()
    var wasKnown: [IndexStore.FileKey: Int64] = [:]
    for key in keys.sorted(by: { $0.path.bytes.lexicographicallyPrecedes($1.path.bytes) }) {
      let known = try store.knownFile(key)
      switch FolderWalk.look(at: key.path, root: key.root, store.roots) {
      case .gone:
        if let known {
          try store.forget([key])
          if let id = known.id { changes.went.append(id) }
        }
      case .passedOver: continue
      case .file(let file):
        if let known, known.facts == file.facts { continue }
        if let id = known?.id { wasKnown[key] = id }
        gathering.add(
          ReadPipeline.read(file, in: store.roots[key.root], lexicons: lexicons, reading: reading))
      }
    }
    guard gathering.count > 0 || !changes.went.isEmpty else { return changes }
    if gathering.count > 0 {
      let batch = gathering.finish()
      try store.write(batch)
      for outcome in batch.outcomes {
        let key = IndexStore.FileKey(root: outcome.file.root, path: outcome.file.path)
        guard let id = try store.knownFile(key)?.id else {
          if let id = wasKnown[key] { changes.went.append(id) }
          continue
        }
        if wasKnown[key] == id { changes.changed.append(id) } else { changes.came.append(id) }
      }
    }
    try store.mergeSegments()
    return changes
  }
}

/// The thread and the descriptors behind a watch.
private final class IndexWatch: LibraryWatch {
  let unwatchedCount: Int
  private let folders: FolderWatch
  private let stopped = Atomic<Bool>(false)

  init(_ folders: FolderWatch, refused: Int) {
    self.folders = folders
    unwatchedCount = refused
  }

  var isStopped: Bool { stopped.load(ordering: .sequentiallyConsistent) }

  func stop() {
    stopped.store(true, ordering: .sequentiallyConsistent)
    folders.stop()
  }
}

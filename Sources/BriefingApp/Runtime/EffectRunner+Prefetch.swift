internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel
internal import Glibc
internal import Synchronization

/// A briefing that was read before it was asked for.
struct Prefetched: Sendable {
  var found: FoundBriefing
  var shown: OpenedBriefing
  /// What the reader has of it.
  var events: [Event]
  /// What the file was when it was read: another one is read again.
  var stamp: FileStamp
}

/// What tells a file from what it was.
struct FileStamp: Sendable, Equatable {
  /// In bytes.
  let size: Int
  private let seconds: Int
  private let nanoseconds: Int
  private let inode: UInt

  /// Nil when the file cannot be looked at.
  init?(_ path: PathBytes) {
    var status = stat()
    guard path.withCString({ lstat($0, &status) }) == 0 else { return nil }
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
    inode = UInt(status.st_ino)
  }
}

extension EffectRunner {
  /// Reads a briefing ahead, unless something else is asked for meanwhile.
  func prefetch(_ entryID: Int64) {
    guard isDeskOpen.load(ordering: .sequentiallyConsistent) else { return }
    let asked = newestOpen.generation
    work(on: opening) { runner in
      guard runner.newestOpen.generation == asked,
        let path = runner.library.path(of: entryID), let stamp = FileStamp(path),
        // What is asked for next would wait for a large one.
        stamp.size <= IndexedLibrary.largestAtOnce, let opened = try? runner.library.open(entryID)
      else { return }
      let found = FoundBriefing(entryID: entryID, opened: opened)
      let (shown, events) = runner.chosen(found)
      runner.prefetched.withLock {
        $0 = Prefetched(found: found, shown: shown, events: events, stamp: stamp)
      }
    }
  }

  /// What was read ahead of a briefing and is still so; handed out once.
  func takePrefetched(_ entryID: Int64, generation: Int, pane: Int = 0) -> [Event]? {
    let ready = prefetched.withLock { prefetched -> Prefetched? in
      defer { prefetched = nil }
      return prefetched?.found.entryID == entryID ? prefetched : nil
    }
    guard let ready, let path = library.path(of: entryID), FileStamp(path) == ready.stamp else { return nil }
    noteOpening(generation, pane: pane)
    remember(ready.found)
    return ready.events + [.opened(ready.shown, entryID: entryID, generation: generation)]
  }
}

import CPipe
import Glibc
import Synchronization

/// Tells which files below some folders were written, came or went, as the system reports it. Takes
/// no processor time while nothing happens.
final class FolderWatch: Sendable {
  /// A folder to watch.
  struct Folder: Sendable, Equatable {
    var root: Int
    /// Below the root.
    var path: PathBytes
    /// As the system is told.
    var place: PathBytes
    /// The only name to look for; nil for all.
    var name: [UInt8]?
  }

  /// What happened in a short time.
  struct Event: Sendable {
    /// Root and path of each file, once.
    var files: Set<IndexStore.FileKey> = []
    /// Folders came or went, or so much happened that some of it was lost: everything has to be
    /// looked at.
    var isLarge = false

    var isEmpty: Bool { files.isEmpty && !isLarge }
  }

  private static let interest = UInt32(
    IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_DELETE_SELF
      | IN_MOVE_SELF)
  /// Names that come together are told together: when nothing more came for so long, or at the latest.
  private static let quiet: CInt = 40
  private static let longest = Duration.milliseconds(250)

  private let descriptor: CInt
  /// Written to in order to end a wait.
  private let stopReading: CInt
  private let stopWriting: CInt
  private let folders = Mutex<[CInt: Folder]>([:])

  /// Nil when the system has no more of what it takes.
  init?() {
    descriptor = inotify_init1(CInt(IN_NONBLOCK) | CInt(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    var ends: [CInt] = [0, 0]
    guard make_own_pipe(&ends) == 0 else {
      close(descriptor)
      return nil
    }
    (stopReading, stopWriting) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(stopReading)
    close(stopWriting)
  }

  /// Watches these folders and no others; says how many of them cannot be.
  func watch(_ wanted: [Folder]) -> Int {
    var refused = 0
    folders.withLock { folders in
      var before = folders
      folders = [:]
      for folder in wanted {
        // A folder that is watched already keeps its number.
        let mask = Self.interest | UInt32(IN_ONLYDIR) | UInt32(IN_DONT_FOLLOW) | UInt32(IN_EXCL_UNLINK)
        let number = folder.place.withCString { inotify_add_watch(descriptor, $0, mask) }
        if number >= 0 {
          folders[number] = folder
          before[number] = nil
        } else if errno == ENOSPC || errno == ENOMEM {
          refused += 1
        }
      }
      for number in before.keys { inotify_rm_watch(descriptor, number) }
    }
    return refused
  }

  /// Waits until something happens; nil when `stop` was called.
  func next() -> Event? {
    var event = Event()
    var began: ContinuousClock.Instant?
    while true {
      let isLate = began.map { ContinuousClock.now - $0 > Self.longest } ?? false
      var waits = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stopReading, events: Int16(POLLIN), revents: 0),
      ]
      let found = poll(&waits, 2, began == nil ? -1 : isLate ? 0 : Self.quiet)
      if waits[1].revents != 0 { return nil }
      if found < 0, errno != EINTR { return nil }
      if found == 0 || isLate { return event }
      if waits[0].revents != 0 {
        read(into: &event)
        if !event.isEmpty, began == nil { began = .now }
      }
    }
  }

  /// Ends the waiting, from any thread.
  func stop() {
    var byte: UInt8 = 1
    _ = write(stopWriting, &byte, 1)
  }

  private func read(into event: inout Event) {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
      while true {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        guard count > 0 else { return }
        var place = 0
        let head = MemoryLayout<inotify_event>.size
        while place + head <= count {
          let raw = buffer.baseAddress! + place
          let length = Int(raw.load(fromByteOffset: 12, as: UInt32.self))
          let name = UnsafeRawBufferPointer(start: raw + head, count: length).prefix { $0 != 0 }
          take(
            raw.load(as: CInt.self), raw.load(fromByteOffset: 4, as: UInt32.self), Array(name), &event)
          place += head + length
        }
      }
    }
  }

  private func take(_ number: CInt, _ mask: UInt32, _ name: [UInt8], _ event: inout Event) {
    if mask & UInt32(IN_Q_OVERFLOW) != 0 {
      event.isLarge = true
      return
    }
    guard let folder = folders.withLock({ $0[number] }), mask & UInt32(IN_IGNORED) == 0 else { return }
    if mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF) != 0 {
      event.isLarge = true
    } else if let only = folder.name {
      if name == only {
        event.files.insert(IndexStore.FileKey(root: folder.root, path: PathBytes("")))
      }
    } else if mask & UInt32(IN_ISDIR) != 0 {
      if name.first != UInt8(ascii: ".") { event.isLarge = true }
    } else if !name.isEmpty, mask & UInt32(IN_CREATE) == 0 || mask & UInt32(IN_CLOSE_WRITE) != 0 {
      // A file that came is told of when it is written.
      let path = folder.path.appending(name)
      event.files.insert(IndexStore.FileKey(root: folder.root, path: path))
    }
  }
}

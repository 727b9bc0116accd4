public import BriefingBrowser
internal import CPipe
internal import Glibc
internal import Synchronization

/// Where work that runs elsewhere leaves its events. Posting wakes the loop that waits in `poll`.
public final class Mailbox: Sendable {
  /// Readable while events wait.
  public let descriptor: Int32
  private let writeEnd: Int32

  private struct Contents {
    var events: [Event] = []
    /// Work that was begun and has not posted its last event.
    var outstanding = 0

    /// Whether this is the first event that waits.
    mutating func append(_ event: Event) -> Bool {
      let wasEmpty = events.isEmpty
      if case .progress = event, let last = events.last, case .progress = last { events.removeLast() }
      events.append(event)
      return wasEmpty
    }
  }

  private let contents = Mutex(Contents())

  /// Fails only when the process has no file descriptors left, with which nothing could be done.
  public init() {
    var ends: [Int32] = [-1, -1]
    let result = make_own_pipe(&ends)
    precondition(result == 0, "no file descriptors left")
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    descriptor = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }

  /// Leaves an event. A progress report replaces the one that still waits: only the newest counts.
  public func post(_ event: Event) {
    if contents.withLock({ $0.append(event) }) { wake() }
  }

  private func wake() {
    var byte: UInt8 = 1
    // A full pipe is as good: the loop will wake.
    _ = write(writeEnd, &byte, 1)
  }

  /// All events that wait, in order.
  public func take() -> [Event] {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &bytes, bytes.count) > 0 {}
    return contents.withLock { contents in
      let events = contents.events
      contents.events = []
      return events
    }
  }

  /// Notes that work begins, before it does, so that waiting for idleness can not miss it.
  func beginWork() {
    contents.withLock { $0.outstanding += 1 }
  }

  /// Notes that work ended, after its last event.
  func endWork() {
    contents.withLock { $0.outstanding -= 1 }
  }

  /// Leaves the last event of some work and notes its end in one: who waits for idleness wakes once, and finds it.
  func endWork(posting event: Event) {
    let isFirst = contents.withLock { contents in
      contents.outstanding -= 1
      return contents.append(event)
    }
    if isFirst { wake() }
  }

  /// Whether nothing is under way and nothing waits.
  var isIdle: Bool {
    contents.withLock { $0.outstanding == 0 && $0.events.isEmpty }
  }
}

internal import BriefingBrowser
internal import Synchronization

/// Keeps what is shown while it is looked at, so that an end by force loses little.
///
/// The loop notes each state that came of the reader's keys; that costs it next to nothing. Some time after the
/// first that was noted the newest is kept, elsewhere: however much is done, not more than once in that time, and at
/// rest not at all.
final class SessionKeeper: Sendable {
  private struct Contents {
    var newest: BrowserState?
    var isDue = false
    var isEnded = false
  }

  private let contents = Mutex(Contents())
  private let later: @Sendable (@escaping @Sendable () -> Void) -> Void
  private let keep: @Sendable (BrowserState) -> Void

  /// - Parameters:
  ///   - later: does something after the time that is to pass, away from the loop, one thing after the other.
  ///   - keep: keeps what is shown in a state.
  init(
    later: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void,
    keep: @escaping @Sendable (BrowserState) -> Void
  ) {
    self.later = later
    self.keep = keep
  }

  /// Notes what is shown now.
  func note(_ state: BrowserState) {
    let isNew = contents.withLock { contents in
      guard !contents.isEnded else { return false }
      contents.newest = state
      defer { contents.isDue = true }
      return !contents.isDue
    }
    guard isNew else { return }
    later { [self] in
      let state = contents.withLock { contents in
        contents.isDue = false
        defer { contents.newest = nil }
        return contents.newest
      }
      if let state { keep(state) }
    }
  }

  /// Keeps nothing more: the end is kept by whoever comes to it.
  func end() {
    contents.withLock { contents in
      contents.isEnded = true
      contents.newest = nil
    }
  }
}

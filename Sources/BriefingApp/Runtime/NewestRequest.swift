internal import Synchronization

/// The newest request of a kind: an older one is not begun, or gives up.
final class NewestRequest: Sendable {
  private let newest = Atomic<Int>(0)

  /// Notes a request by its generation, and gives the question whether another one was noted since.
  func note(_ generation: Int) -> @Sendable () -> Bool {
    newest.store(generation, ordering: .sequentiallyConsistent)
    return { self.generation != generation }
  }

  /// Lets all that were noted give up.
  func end() { newest.store(.max, ordering: .sequentiallyConsistent) }

  /// That of the newest request.
  var generation: Int { newest.load(ordering: .sequentiallyConsistent) }
}

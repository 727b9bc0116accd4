// Two threads at what a `Mutex` guards, often waiting for each other; with an argument, at what nothing guards.
// Shows that the thread sanitizer sees no race in the first, and the race in the second.
import Glibc
import Synchronization

final class Counter: @unchecked Sendable {
  static let shared = Counter()
  private let lock = Mutex(())
  private var guarded = 0
  private var bare = 0

  func count() {
    lock.withLock { _ in
      guarded += 1
      // Whoever else wants the lock now has to wait for it.
      if guarded % 16 == 0 { usleep(10) }
    }
    _ = lock.withLockIfAvailable { _ in guarded += 1 }
  }

  func countBare() { bare += 1 }
}

/// What a thread does. Not in the code below, which belongs to the main thread.
func work(_: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if CommandLine.arguments.count > 1 {
    // And nothing else: locks would put the threads in an order, and what they did long ago is forgotten.
    Counter.shared.countBare()
  } else {
    for _ in 0..<5_000 { Counter.shared.count() }
  }
  return nil
}

// Threads of their own: a queue may give both parts to one.
let threads = (0..<2).map { _ in
  var thread = pthread_t()
  let code = pthread_create(&thread, nil, work, nil)
  precondition(code == 0, "no thread can be started")
  return thread
}
for thread in threads { pthread_join(thread, nil) }

// Two threads at what a `Mutex` guards, often waiting for each other; with an argument, at what nothing guards too.
// Shows that the thread sanitizer sees no race in the first, and the race in the second.
import Dispatch
import Glibc
import Synchronization

final class Counter: @unchecked Sendable {
  private let lock = Mutex(())
  private var guarded = 0
  private var bare = 0

  func count(isBare: Bool) {
    lock.withLock { _ in
      guarded += 1
      // Whoever else wants the lock now has to wait for it.
      if guarded % 16 == 0 { usleep(10) }
    }
    if lock.withLockIfAvailable({ _ in guarded += 1 }) == nil { return }
    if isBare { bare += 1 }
  }
}

let counter = Counter()
let isBare = CommandLine.arguments.count > 1
DispatchQueue.concurrentPerform(iterations: 2) { _ in
  for _ in 0..<5_000 { counter.count(isBare: isBare) }
}

import CMemory
import Dispatch
import Synchronization

/// The memory that reading a large file takes for a moment, a hundred times its size for a page of HTML: without
/// this, each thread that has read one would keep as much.
enum FreedMemory {
  /// Bytes of a file from which on it is worth the time.
  private static let largeFile = 512 << 10
  private static let isDue = Atomic<Bool>(false)

  /// Gives back, soon and on another thread, what was freed after a file of so many bytes was read.
  static func giveBack(after size: Int) {
    guard size >= largeFile,
      isDue.compareExchange(expected: false, desired: true, ordering: .sequentiallyConsistent).exchanged
    else { return }
    DispatchQueue.global(qos: .utility).async {
      isDue.store(false, ordering: .sequentiallyConsistent)
      give_back_freed_memory()
    }
  }
}

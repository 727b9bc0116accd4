internal import Foundation

/// Whether the system gives this program what it can not do without. Where it does not, as for a user who has as many
/// processes as are allowed, what runs beside the keys would wait without end and without a word, or trap.
enum SystemSupply {
  /// As many files as are open at once by the index, the threads that read and the deepest folders that are common;
  /// what is deeper is passed over with its reason.
  private static let leastFiles: rlim_t = 64

  /// What is missing, as a phrase; nil when nothing is.
  ///
  /// Found out once: a second thread that is only tried would wait for those that are already at work.
  static let shortage: String? = shortageOfThreads() ?? shortageOfFiles()

  /// As many threads as read, write, search and wait at once: with some of them one part would wait for another.
  private static let leastThreads = 8

  /// Processes of a user beyond which a limit is there for accidents, not to be met.
  private static let amplyProcesses: rlim_t = 1024

  /// Whether the system is told to give less than usual: to start all threads takes a sixth of the time to the first
  /// screen, so that elsewhere one is enough, which fails where there is none to be had at all.
  private static var isLimited: Bool {
    limit(of: __RLIMIT_NPROC) < amplyProcesses
      || [RLIMIT_AS, RLIMIT_DATA].contains { limit(of: $0) != .max }
  }

  /// What is allowed of something now; without end where it can not be told.
  private static func limit(of resource: __rlimit_resource) -> rlim_t {
    var limit = rlimit()
    return getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 ? limit.rlim_cur : .max
  }

  /// Starts as many as are needed at the same time. None is left behind.
  private static func shortageOfThreads() -> String? {
    let wanted = isLimited ? leastThreads : 1
    let gate = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    pthread_mutex_init(gate, nil)
    pthread_mutex_lock(gate)
    var threads: [pthread_t] = []
    var code: Int32 = 0
    while code == 0, threads.count < wanted {
      var thread = pthread_t()
      code = pthread_create(
        &thread, nil,
        { context in
          guard let gate = context?.assumingMemoryBound(to: pthread_mutex_t.self) else { return nil }
          pthread_mutex_lock(gate)
          pthread_mutex_unlock(gate)
          return nil
        }, gate)
      if code == 0 { threads.append(thread) }
    }
    pthread_mutex_unlock(gate)
    for thread in threads { pthread_join(thread, nil) }
    pthread_mutex_destroy(gate)
    gate.deallocate()
    guard code != 0 else { return nil }
    let number = threads.isEmpty ? "no thread" : "too few threads"
    return "\(number) can be started: " + String(cString: strerror(code)).lowercased()
  }

  /// A limit that may be raised is raised.
  private static func shortageOfFiles() -> String? {
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(files, &limit) == 0, limit.rlim_cur < leastFiles else { return nil }
    limit.rlim_cur = min(leastFiles, limit.rlim_max)
    guard limit.rlim_cur == leastFiles, setrlimit(files, &limit) == 0 else {
      return "\(limit.rlim_cur) files may be open at once; \(leastFiles) are needed"
    }
    return nil
  }
}

internal import Foundation

/// Whether the system gives this program what it can not do without. Where it does not, as for a user who has as many
/// processes as are allowed, what runs beside the keys would wait without end and without a word, or trap.
enum SystemSupply {
  /// As many files as are open at once by the index, the threads that read and the deepest folders that are common;
  /// what is deeper is passed over with its reason.
  private static let leastFiles: rlim_t = 64

  /// What is missing, as a phrase; nil when nothing is.
  static func shortage() -> String? {
    shortageOfThreads() ?? shortageOfFiles()
  }

  /// No thread is left behind.
  private static func shortageOfThreads() -> String? {
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, { _ in nil }, nil)
    guard code == 0 else {
      return "no thread can be started: " + String(cString: strerror(code)).lowercased()
    }
    pthread_join(thread, nil)
    return nil
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

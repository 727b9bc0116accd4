internal import Foundation

/// Whether the system gives this program threads. Where it does not, as for a user who has as many processes as are
/// allowed, what runs beside the keys would wait for one without end and without a word.
enum ThreadSupply {
  /// Why there are none, as a phrase; nil when there are. No thread is left behind.
  static func shortage() -> String? {
    var thread = pthread_t()
    let code = pthread_create(&thread, nil, { _ in nil }, nil)
    guard code == 0 else {
      return "no thread can be started: " + String(cString: strerror(code)).lowercased()
    }
    pthread_join(thread, nil)
    return nil
  }
}

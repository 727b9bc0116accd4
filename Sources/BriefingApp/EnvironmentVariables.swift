internal import Glibc

/// The variables of a process, asked for one by one: putting all of them into a dictionary takes longer than
/// the start has to spare.
struct EnvironmentVariables: Sendable {
  /// Nil for those of this process.
  private let given: [String: String]?

  /// Those that are given, or of this process.
  init(_ given: [String: String]? = nil) { self.given = given }

  /// The value of a variable; nil when it is unset.
  subscript(name: String) -> String? {
    if let given { return given[name] }
    return getenv(name).map { String(cString: $0) }
  }
}

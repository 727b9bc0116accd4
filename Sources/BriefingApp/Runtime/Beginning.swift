internal import BriefingLibrary
internal import BriefingModel
internal import Dispatch
internal import Synchronization

/// What the first screen shows, got ready while the terminal is being opened: the beginning of the list
/// and its first briefing.
final class Beginning: Sendable {
  /// More than windows show; each one more costs the first screen two or three microseconds.
  static let mostEntries = 200

  private struct Contents {
    var entries: Result<[LibraryEntry], LibraryError> = .success([])
    var briefing: (id: Int64, opened: OpenedBriefing)?
  }

  private let queue = DispatchQueue(label: "dossier.beginning", qos: .userInteractive)
  private let isListed = DispatchSemaphore(value: 0)
  private let contents = Mutex(Contents())

  /// Begins at once, on another thread.
  init(of library: any Library) {
    queue.async { [self] in
      let entries: Result<[LibraryEntry], LibraryError>
      do throws(LibraryError) {
        entries = .success(try library.entries(limit: Self.mostEntries))
      } catch {
        entries = .failure(error)
      }
      contents.withLock { $0.entries = entries }
      isListed.signal()
      guard case .success(let listed) = entries, let first = listed.first,
        let opened = try? library.open(first.id)
      else { return }
      contents.withLock { $0.briefing = (first.id, opened) }
    }
  }

  /// The first entries, waited for. To be asked for once.
  func entries() throws(LibraryError) -> [LibraryEntry] {
    isListed.wait()
    return try contents.withLock(\.entries).get()
  }

  /// The first briefing, waited for and handed out once, as its file may change; nil when `id` is
  /// another one, or it could not be read.
  func briefing(_ id: Int64) -> OpenedBriefing? {
    queue.sync {}
    return contents.withLock { contents in
      defer { contents.briefing = nil }
      return contents.briefing.flatMap { $0.id == id ? $0.opened : nil }
    }
  }
}

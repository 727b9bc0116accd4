internal import BriefingExtraction
internal import BriefingLibrary
internal import BriefingModel
internal import Dispatch
internal import Synchronization

/// What the first screen shows: the beginning of the list, and its first briefing, which is read while the
/// terminal is being opened.
final class Beginning: Sendable {
  /// More than windows show; each one more costs the first screen two or three microseconds.
  static let mostEntries = 200

  /// Where the first briefing is read; others are opened there after it, on the same thread.
  let queue = DispatchQueue(label: "dossier.open", qos: .besideKeys)
  private let listed: Result<[LibraryEntry], LibraryError>
  private let briefing = Mutex<(id: Int64, ready: Ready)?>(nil)

  /// What was read of a briefing.
  enum Ready {
    case whole(OpenedBriefing)
    /// The beginning of a large one.
    case part(OpenedBriefing)
  }

  /// Reads the entries at once, which takes less time than to hand it over, and begins the rest.
  init(of library: any Library) {
    do throws(LibraryError) {
      let entries = try library.entries(limit: Self.mostEntries)
      if entries.isEmpty, let part = library.beginningOfOnlyFile() {
        // A single file that takes long is shown before the library holds it.
        let entry = LibraryEntry(
          id: LibraryEntry.provisionalID, path: part.briefing.path, displayTitle: part.briefing.displayTitle)
        briefing.withLock { $0 = (entry.id, .part(part)) }
        listed = .success([entry])
        return
      }
      listed = .success(entries)
    } catch {
      listed = .failure(error)
    }
    guard case .success(let entries) = listed, let first = entries.first else { return }
    queue.async { [self] in
      let ready =
        library.beginning(of: first.id).map(Ready.part) ?? (try? library.open(first.id)).map(Ready.whole)
      guard let ready else { return }
      briefing.withLock { $0 = (first.id, ready) }
    }
  }

  /// The first entries.
  func entries() throws(LibraryError) -> [LibraryEntry] {
    try listed.get()
  }

  /// The first briefing, handed out once, as its file may change; nil when `id` is another one, or it could
  /// not be read. To be asked for on the queue, where it has been read by then.
  func take(_ id: Int64) -> Ready? {
    briefing.withLock { briefing in
      defer { briefing = nil }
      return briefing.flatMap { $0.id == id ? $0.ready : nil }
    }
  }
}

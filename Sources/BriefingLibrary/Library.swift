public import BriefingModel

/// Why a library or one of its files could not be used. One plain phrase, without the path.
public struct LibraryError: Error, Sendable, Equatable {
  public var path: String
  public var reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}

/// The folders opened together, and the index over them.
///
/// Any place to keep the index stands behind this protocol. All calls may block and are made away
/// from the thread that owns the terminal; several may run at once.
public protocol Library: Sendable {
  /// What to call it: the folder's name, or "3 files".
  var name: String { get }

  /// What the index holds now, in list order. Reads no briefing.
  func entries() throws(LibraryError) -> [LibraryEntry]

  /// Files and folders that were left out, with the reason.
  func skipped() -> [SkippedFile]

  /// Walks the folders, reads what is new or changed, forgets what is gone. `onProgress` is called
  /// from time to time and once at the end. Returns early, keeping what it has, when `isCancelled`
  /// says so.
  func refresh(
    onProgress: @Sendable (IndexProgress) -> Void, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError)

  /// Reads the file of a briefing again and extracts it.
  func open(_ id: Int64) throws(LibraryError) -> OpenedBriefing

  /// Ranked search. With `isTyping` the last word matches by its beginning. A query that cannot be
  /// read gives results with a fault.
  func search(
    _ query: String, isTyping: Bool, limit: Int, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> SearchResults
}

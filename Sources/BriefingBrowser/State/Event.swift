public import BriefingModel
public import TerminalScreen

/// What happens to the interface.
public enum Event: Sendable, Equatable {
  /// The first event.
  case started
  case input(TerminalInput)
  /// What the library holds now.
  case entries([LibraryEntry])
  case progress(IndexProgress)
  case skipped([SkippedFile])
  case opened(OpenedBriefing, entryID: Int64, generation: Int)
  case openFailed(String, entryID: Int64, generation: Int)
  case results(SearchResults, milliseconds: Int, generation: Int)
  /// A word for the status line from outside the interface.
  case remark(String, isWarning: Bool)
}

/// What the interface wants done. A value, so that tests can compare it.
public enum Effect: Sendable, Equatable {
  case openBriefing(entryID: Int64, generation: Int)
  /// A search now; one that is under way is cancelled.
  case search(String, isTyping: Bool, generation: Int)
  case refreshLibrary
  case listSkipped
  case suspend
  case redraw
  case quit
}

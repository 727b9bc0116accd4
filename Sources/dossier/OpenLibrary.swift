internal import BriefingApp
internal import BriefingLibrary

/// Opens the library over paths, for the commands that work on an index.
@Sendable func openLibrary(_ paths: [PathBytes]) throws(LibraryError) -> any Library {
  throw LibraryError(path: paths.first?.display ?? ".", reason: "this build has no index")
}

import BriefingModel
import Synchronization

/// The lines that were found for the search at hand, by document: a briefing that changed is another one.
final class LineCache: Sendable {
  private struct Contents {
    var request: SearchRequest?
    var lines: [Int64: FoundLines] = [:]
  }

  private let contents = Mutex(Contents())

  func lines(of document: Int64, for request: SearchRequest) -> FoundLines? {
    contents.withLock { $0.request == request ? $0.lines[document] : nil }
  }

  func keep(_ lines: FoundLines, of document: Int64, for request: SearchRequest) {
    contents.withLock { contents in
      if contents.request != request { contents = Contents(request: request) }
      contents.lines[document] = lines
    }
  }
}

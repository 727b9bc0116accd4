import BriefingLibrary
import BriefingModel

/// The query language over the seeds: a query is answered or has a fault at a place inside it, and what is
/// marked lies in the snippet.
final class QuerySubject: Sendable {
  static let shared = QuerySubject()

  private let library: IndexedLibrary

  private init() {
    do {
      library = try IndexedLibrary(pathBytes: [Array("seeds".utf8)], location: .memory)
      try library.refresh(onProgress: { _ in }, isCancelled: { false })
    } catch {
      FuzzDriver.fail("the seeds cannot be indexed: \(error)")
    }
  }

  /// Searches for `bytes` as they would be typed, and as they would be sent off.
  func search(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let length = text.unicodeScalars.count
    for isTyping in [true, false] {
      let results: SearchResults
      do {
        results = try library.search(
          SearchRequest(query: text, isTyping: isTyping, limit: 5), desk: nil, onPartial: { _ in },
          isCancelled: { false })
      } catch {
        FuzzDriver.fail("not answered: \(error)")
      }
      if let fault = results.fault {
        if fault.offset < 0 || fault.offset > length {
          FuzzDriver.fail("fault at \(fault.offset) of \(length)")
        }
        if !results.results.isEmpty { FuzzDriver.fail("results of a query that cannot be read") }
      }
      for hit in results.results.flatMap(\.hits) {
        let end = hit.snippet.unicodeScalars.count
        let places = hit.marks.flatMap { [$0.lowerBound, $0.upperBound] }
        if places != places.sorted() || !places.allSatisfy({ 0...end ~= $0 }) {
          FuzzDriver.fail("marks \(hit.marks) in \(end) scalars")
        }
      }
    }
  }
}

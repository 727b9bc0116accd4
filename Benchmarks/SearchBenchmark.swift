import BriefingLibrary
import BriefingModel

/// How long a search takes to answer, its lines included.
enum SearchBenchmark {
  static func run(_ report: inout Report, over corpus: Corpus, in place: Workplace) throws {
    let library = try IndexedLibrary(
      pathBytes: [Array(corpus.folder.utf8)], location: .folder(corpus.index(in: place)),
      reading: corpus.reading)
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
    let count = try library.entries().count
    report.head("search in \(count) briefings, \(limit) results with their lines")
    let queries = corpus.queries
    for name in queries.names {
      try measure(queries[name], name)
    }

    func measure(_ queries: [QuerySet.Query], _ name: String) throws {
      var matches = 0
      var samples = Samples()
      // What is asked for the first time reads the index from the disk: a first round warms it.
      for round in 0..<4 {
        for query in queries {
          let seconds = try Samples.seconds {
            let results = try library.search(
              query.text, isTyping: query.isTyping, limit: limit, isCancelled: { false })
            if round == 0 { matches += results.matchCount }
          }
          if round > 0 { samples.add(seconds) }
        }
      }
      report.time(name, samples, "\(matches / max(1, queries.count)) matches on average")
    }
  }

  /// As many as the program asks for.
  private static let limit = 50
}

import BriefingLibrary
import BriefingModel
import Foundation

/// How long a search takes to answer, beside other engines over the same folder in the same run.
enum SearchBenchmark {
  /// As many lines as a window shows.
  private static let rows = 36
  /// As many as the other engines are asked for.
  private static let shown = 20
  private static let rounds = 3

  /// Of the classes of queries those whose name holds one of `only`, all where that is empty.
  static func run(
    _ report: inout Report, over corpus: Corpus, in place: Workplace, only: [String], peers: String?
  ) throws {
    let library = try IndexedLibrary(
      pathBytes: [Array(corpus.folder.utf8)], location: .folder(corpus.index(in: place)),
      reading: corpus.reading)
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
    let count = try library.entries(limit: nil).count
    report.head(
      "search in \(count) briefings, from key to answer",
      columns: [
        "median", "p99",
        "with the lines that a window shows / of all \(shown); peers: best \(shown) with snippets",
      ])
    let others = peers.map { PeerSearch.run($0, over: corpus, in: place) } ?? []
    let names = corpus.queries.names.filter { name in only.isEmpty || only.contains { name.contains($0) } }
    for name in names {
      try measure(library, corpus.queries[name], name, &report)
      for peer in others {
        guard let samples = peer.samples[name] else { continue }
        report.time("  " + peer.name, samples)
      }
    }
    for peer in others {
      report.row(
        "\(peer.name): index", peer.build.map { Report.time($0) } ?? "kept", "",
        "\(Report.number(Double(peer.size) / Double(corpus.bytes))) times the text, "
          + "\(Report.number(Double(peer.memory) / 1024)) MB of memory")
    }
  }

  private static func measure(
    _ library: IndexedLibrary, _ queries: [QuerySet.Query], _ name: String, _ report: inout Report
  ) throws {
    var matches = 0
    var (first, window, all) = (Samples(), Samples(), Samples())
    // What is asked for the first time reads the index from the disk: a first round warms it.
    for round in 0...rounds {
      for query in queries {
        // A limit of its own each time: lines that were found are not found again.
        for (limit, rows) in [(shown + 30, rows), (shown, Int.max)] {
          let request = SearchRequest(query: query.text, isTyping: query.isTyping, limit: limit)
          let start = Samples.now()
          let results = try library.search(
            request, desk: nil, onPartial: { _ in }, isCancelled: { false })
          let found = Samples.now()
          var filled = 0
          for result in results.results where filled < rows {
            let lines = try library.lines(of: result.entry.id, for: request, isCancelled: { false })
            filled += 1 + (lines?.hits.count ?? 0)
          }
          guard round > 0 else { continue }
          let end = Samples.now()
          if rows == .max {
            all.add(end - start)
          } else {
            first.add(found - start)
            window.add(end - start)
            matches += results.matchCount
          }
        }
      }
    }
    report.time(
      name, first,
      "\(Report.time(window.median)) / \(Report.time(all.median)); "
        + "\(matches / max(1, queries.count * rounds)) matches")
  }
}

/// Another engine over the same folder, by `Scripts/bench-search-peers`.
struct PeerSearch {
  var name: String
  /// In seconds; nil for an index that was there.
  var build: Double?
  /// In bytes.
  var size: Int
  /// In kB.
  var memory: Int
  /// By class of queries, in seconds.
  var samples: [String: Samples]

  private struct Answer: Decodable {
    var build: Double?
    var size: Int
    var memory: Int
    var seconds: [String: [Double]]
  }

  /// Those that are installed; `index` is where their indexes are, or are made.
  static func run(_ index: String, over corpus: Corpus, in place: Workplace) -> [PeerSearch] {
    var classes: [String: [[AskedQuery]]] = [:]
    for name in corpus.queries.names {
      classes[name] = corpus.queries[name].map { [.words($0.words), .kind($0.kind)] }
    }
    let queries = place.folder("peers") + "/queries.json"
    guard let data = try? JSONEncoder().encode(classes),
      (try? data.write(to: URL(fileURLWithPath: queries))) != nil
    else { return [] }
    return ["fts5", "tantivy"].compactMap { name in
      let arguments = ["python3", "Scripts/bench-search-peers", name, corpus.folder, index, queries]
      guard let child = try? ChildProcess.run(arguments), child.code == 0,
        let answer = try? JSONDecoder().decode(Answer.self, from: Data(child.output.utf8))
      else { return nil }
      var samples: [String: Samples] = [:]
      for (name, seconds) in answer.seconds {
        var own = Samples()
        for value in seconds { own.add(value) }
        samples[name] = own
      }
      return PeerSearch(
        name: name, build: answer.build, size: answer.size, memory: answer.memory, samples: samples)
    }
  }

  /// One half of a query as the script reads it.
  private enum AskedQuery: Encodable {
    case words([String])
    case kind(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .words(let words): try container.encode(words)
      case .kind(let kind): try container.encode(kind)
      }
    }
  }
}

import BriefingLibrary
import BriefingModel

/// How long a search takes to answer, snippets included.
enum SearchBenchmark {
  static func run(_ report: inout Report, in place: Workplace, count: Int) throws {
    let (folder, _) = try place.library(count)
    let library = try IndexedLibrary(
      paths: [folder], location: .folder(place.folder("search-index")))
    try library.refresh(onProgress: { _ in }, isCancelled: { false })
    report.head("search in \(count) briefings, 50 results with their lines")

    let words = Vocabulary().words
    // Words of many ranks: as common as those that readers look for, down to rare ones.
    let asked = [46, 60, 80, 120, 180, 260, 400, 600, 900, 1_300, 1_900, 2_800].map { words[$0] }
    for letters in 1...4 {
      try measure("typing, letter \(letters)", asked.map { String($0.prefix(letters)) }, isTyping: true)
    }
    try measure("a common word", Array(words[26..<38]))
    try measure("one word", asked)
    try measure("two words", zip(words[26..<38], asked).map { "\($0) \($1)" })
    try measure("a phrase", (0..<12).map { "\"\(words[$0 % 3]) \(words[26 + $0])\"" })

    func measure(_ name: String, _ queries: [String], isTyping: Bool = false) throws {
      var found = 0
      var samples = Samples()
      for run in 0..<3 {
        for query in queries {
          let seconds = try Samples.seconds {
            let results = try library.search(
              query, isTyping: isTyping, limit: 50, isCancelled: { false })
            if run == 0 { found += results.matchCount }
          }
          if run > 0 { samples.add(seconds) }
        }
      }
      report.time(name, samples, "\(found / queries.count) matches on average")
    }
  }
}

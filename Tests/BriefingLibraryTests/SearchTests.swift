import BriefingLibrary
import BriefingModel
import BriefingTestSupport
import Testing

struct SearchTests {
  private func folder() -> TemporaryFolder {
    let folder = TemporaryFolder()
    folder.write(
      """
      Oil spill in the northern bay

      A tanker lost black oil near the harbour on Monday.
      Officials of Łódź and the café owners met.

      Second line of oil.
      """, to: "a.txt")
    folder.write(
      """
      ---
      title: Gas deal
      date: 2026-03-06
      ---

      # Prices

      The price of **gas** rose while oil fell.

      | Measure | Benefits | Risks |
      |---|---|---|
      | Pipeline | Cheaper heating for the towns | A leak of methane into the bay |
      | Terminal | More work for the harbour crews | Ships may collide in the fog |
      """, to: "b.md")
    folder.write("中国海军在南海。\nNothing else.\n", to: "c.txt")
    return folder
  }

  @Test func `words, phrases, beginnings and exclusions`() throws {
    let folder = folder()
    let library = try folder.library()
    #expect(try library.found("OIL") == ["a.txt", "b.md"])
    #expect(try library.found("oil gas") == ["b.md"])
    #expect(try library.found("oil -gas") == ["a.txt"])
    #expect(try library.found("-oil") == ["c.txt"])
    #expect(try library.found("\"black oil\"") == ["a.txt"])
    #expect(try library.found("\"oil black\"") == [])
    #expect(try library.found("tank*") == ["a.txt"])
    #expect(try library.found("tank") == [])
    #expect(try library.found("tank", isTyping: true) == ["a.txt"])
    #expect(try library.found("methane OR tanker") == ["a.txt", "b.md"])
    #expect(try library.found("NEAR(tanker oil, 3)") == ["a.txt"])
    #expect(try library.found("NEAR(tanker monday, 3)") == [])
    #expect(try library.found("lodz CAFE") == ["a.txt"])
    #expect(try library.found("path:b") == ["b.md"])
    #expect(try library.found("briefings") == [])
  }

  @Test func `fields and filters narrow`() throws {
    let folder = folder()
    let library = try folder.library()
    #expect(try library.found("title:gas") == ["b.md"])
    #expect(try library.found("title:oil -body:methane") == ["a.txt"])
    #expect(try library.found("heading:prices") == ["b.md"])
    #expect(try library.found("heading:oil title:deal") == [])
    #expect(try library.found("table:methane") == ["b.md"])
    #expect(try library.found("body:methane") == [])
    #expect(try library.found("has:table") == ["b.md"])
    #expect(try library.found("-has:table") == ["a.txt", "c.txt"])
    for date in ["2026", "2026-03", "2026-03-06", "2026-02..2026-03", "..2026-03-06", "2026-03.."] {
      #expect(try library.found("date:\(date)") == ["b.md"], "\(date)")
    }
    for date in ["2025", "2026-04..", "..2026-03-05", "2026-03-07"] {
      #expect(try library.found("date:\(date)") == [], "\(date)")
    }
    #expect(try library.found("oil -date:2026") == ["a.txt"])
  }

  @Test func `hits of a saved page show its words, not its markup`() throws {
    let folder = TemporaryFolder()
    folder.write(
      """
      <html><head><title>Harbour news</title></head><body><article>
      <h1>Harbour news</h1>
      <p>The caf&eacute; by the <b>har</b>bour burned down on Monday night, officials said.</p>
      <p>Nobody was hurt, and the owners want to open again in the spring of next year.</p>
      </article></body></html>
      """, to: "page.html")
    let library = try folder.library()
    let results = try library.search("cafe", isTyping: false, limit: 5, isCancelled: { false })
    let hit = try #require(results.results.first?.hits.first)
    #expect(hit.line == 3 && marked(hit) == ["café"])
    #expect(hit.snippet.hasPrefix("The café by the harbour burned"))
  }

  @Test func `a phrase does not run from one paragraph into the next`() throws {
    let folder = folder()
    folder.write("Words before.\n\nThe first ends here.\n\nThere it goes on.\n", to: "d.txt")
    let library = try folder.library()
    #expect(try library.found("\"ends here\"") == ["d.txt"])
    #expect(try library.found("\"here there\"") == [])
  }

  @Test func `one and more characters of Chinese are found`() throws {
    let folder = folder()
    let library = try folder.library()
    for query in ["中", "中国", "国海军", "\"南海\"", "海", "军在"] {
      #expect(try library.found(query) == ["c.txt"], "\(query)")
    }
    #expect(try library.found("国中") == [])
    let results = try library.search("南海", isTyping: false, limit: 3, isCancelled: { false })
    let hit = try #require(results.results.first?.hits.first)
    #expect(hit.line == 1 && marked(hit) == ["南海"])
    let single = try library.search("军", isTyping: false, limit: 3, isCancelled: { false })
    #expect(single.results.first?.hits.first.map(marked) == ["军"])
  }

  @Test func `hits carry lines and marks, counted over the file`() throws {
    let folder = folder()
    let library = try folder.library()
    let results = try library.search("oil", isTyping: false, limit: 5, isCancelled: { false })
    let result = try #require(results.results.first { $0.entry.path.hasSuffix("a.txt") })
    #expect(result.hits.map(\.line) == [1, 3, 6])
    #expect(result.hitCount == 3 && results.matchCount == 2)
    #expect(result.hits.map(marked) == [["Oil"], ["oil"], ["oil"]])
    #expect(result.hits[1].snippet == "A tanker lost black oil near the harbour on Monday.")
    let phrase = try library.search("\"black oil\"", isTyping: false, limit: 5, isCancelled: { false })
    #expect(phrase.results.first?.hits.map(marked) == [["black oil"]])
    let accents = try library.search("cafe", isTyping: false, limit: 5, isCancelled: { false })
    #expect(accents.results.first?.hits.map(marked) == [["café"]])
  }

  @Test func `a long line is cut around the first word found`() throws {
    let folder = TemporaryFolder()
    let filler = Array(repeating: "filling", count: 100).joined(separator: " ")
    folder.write("Intro.\n\n\(filler) needle é \(filler)\n", to: "a.txt")
    let library = try folder.library()
    let results = try library.search("needle", isTyping: false, limit: 5, isCancelled: { false })
    let hit = try #require(results.results.first?.hits.first)
    #expect(hit.line == 3 && marked(hit) == ["needle"])
    #expect(hit.snippet.hasPrefix("…filling ") && hit.snippet.hasSuffix("…"))
    #expect(hit.snippet.unicodeScalars.count <= 162)
  }

  @Test func `the limit bounds the results, not the count`() throws {
    let folder = TemporaryFolder()
    for number in 0..<40 { folder.write("Common word number\(number).\n", to: "\(number).txt") }
    let library = try folder.library()
    let results = try library.search("common", isTyping: false, limit: 7, isCancelled: { false })
    #expect(results.results.count == 7 && results.matchCount == 40)
    #expect(zip(results.results, results.results.dropFirst()).allSatisfy { $0.score >= $1.score })
  }

  @Test func `a title weighs more than the body`() throws {
    let folder = TemporaryFolder()
    let filler = Array(repeating: "Other words stand here.", count: 10).joined(separator: "\n\n")
    folder.write("---\ntitle: Plain things\n---\n\nA zebra walked.\n\n\(filler)\n", to: "a.md")
    folder.write("---\ntitle: Zebra news\n---\n\nA horse walked.\n\n\(filler)\n", to: "b.md")
    let library = try folder.library()
    let results = try library.search("zebra", isTyping: false, limit: 5, isCancelled: { false })
    try #require(results.results.count == 2)
    let titles = results.results.map(\.entry.displayTitle)
    if titles.contains("Zebra news") { #expect(titles == ["Zebra news", "Plain things"]) }
  }

  @Test func `a query that cannot be read is answered with the fault`() throws {
    let folder = folder()
    let library = try folder.library()
    let results = try library.search("oil (", isTyping: false, limit: 5, isCancelled: { false })
    #expect(
      results.fault == QueryFault(message: "a parenthesis is not closed", offset: 4, suggestion: "oil ()"))
    #expect(results.results.isEmpty)
  }

  @Test func `nothing found offers near words`() throws {
    let folder = folder()
    let library = try folder.library()
    let results = try library.search("tankre", isTyping: false, limit: 5, isCancelled: { false })
    #expect(results.results.isEmpty && results.suggestions == ["tanker"])
    let found = try library.search("tanker", isTyping: false, limit: 5, isCancelled: { false })
    #expect(found.suggestions.isEmpty)
  }

  @Test func `a cancelled search ends without results`() throws {
    let folder = TemporaryFolder()
    for number in 0..<2_000 { folder.write("Common word.\n", to: "\(number).txt") }
    let library = try folder.library()
    let results = try library.search("common", isTyping: false, limit: 5, isCancelled: { true })
    #expect(results.results.isEmpty && results.fault == nil && results.suggestions.isEmpty)
  }

  @Test func `no text typed into the search is an error of the database`() throws {
    let folder = folder()
    let library = try folder.library()
    var random = SeededGenerator(seed: 11)
    let pieces = [
      "oil", "gas*", "\"black oil\"", "-", "OR ", "NEAR(oil spill, 3)", "(", ")", "title:",
      "path:", "-(", "中", "\"", "x:y", "^", "' OR 1=1", "NOT", "has:table",
    ]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined(separator: " ")
      let results = try library.search(text, isTyping: true, limit: 5, isCancelled: { false })
      #expect(results.query == text)
    }
  }

  private func marked(_ hit: SearchHit) -> [String] {
    let scalars = Array(hit.snippet.unicodeScalars)
    return hit.marks.map { range in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[range])
      return String(text)
    }
  }
}

import BriefingModel
import BriefingTestSupport
import GRDB
import Testing

@testable import BriefingLibrary

/// The ranking beside that of SQLite's own full-text index.
struct RankingTests {
  private static let root = LibraryRoot(
    named: PathBytes("news"), path: PathBytes("/srv/news"), isFolder: true)

  /// Words by rank: the first are the most common, as in a language.
  private static func text(_ count: Int, _ random: inout SeededGenerator) -> String {
    (0..<count).map { _ in
      let rank = Int(40 / Double.random(in: 0.1...20, using: &random))
      return "w\(min(rank, 300))"
    }.joined(separator: " ")
  }

  private static func make(_ count: Int) throws -> (IndexStore, DatabaseQueue) {
    var random = SeededGenerator(seed: 21)
    let store = try IndexStore.inMemory([root])
    let plain = try DatabaseQueue()
    try plain.write {
      try $0.execute(sql: "CREATE VIRTUAL TABLE doc USING fts5(title, heading, body, tokenize = 'unicode61')")
    }
    var outcomes: [IndexStore.Outcome] = []
    let span = SourceSpan(line: 1)
    for number in 0..<count {
      let (title, heading) = (text(5, &random), text(4, &random))
      let body = text(Int.random(in: 20...200, using: &random), &random)
      let name = "x\(number)"
      let briefing = Briefing(
        path: name, format: .text, title: title,
        sections: [
          Section(
            heading: Heading(content: InlineText(heading), level: 2, span: span),
            blocks: [.paragraph(Paragraph(content: InlineText(body), span: span))])
        ], lineCount: 1)
      let file = FoundFile(
        root: 0, path: PathBytes(name), facts: FileFacts(size: 100, modified: 1, inode: 1), order: number)
      outcomes.append(
        .read(
          IndexRecord(OpenedBriefing(briefing: briefing, lines: SourceLines(name)), file: file, in: root)))
      try plain.write {
        try $0.execute(
          sql: "INSERT INTO doc (rowid, title, heading, body) VALUES (?, ?, ?, ?)",
          arguments: [number + 1, title, heading, body])
      }
    }
    try store.write(outcomes)
    return (store, plain)
  }

  @Test func `the best twenty are those of bm25()`() throws {
    let (store, plain) = try Self.make(400)
    let weights = [TextField.title, .heading, .body].map { String($0.weight) }.joined(separator: ", ")
    for (query, match) in [
      ("w2", "w2"), ("w9", "w9"), ("w40", "w40"), ("w120", "w120"), ("w3 w30", "w3 w30"),
      ("w7 w8 w9", "w7 w8 w9"), ("w50 OR w60", "w50 OR w60"), ("w11 -w40", "w11 NOT w40"),
      ("\"w2 w3\"", "\"w2 w3\""), ("w300", "w300"),
    ] {
      let expected = try plain.read {
        try Row.fetchAll(
          $0,
          sql:
            "SELECT rowid, -bm25(doc, \(weights)) AS score FROM doc WHERE doc MATCH ? ORDER BY score DESC, rowid",
          arguments: [match])
      }.map { (name: "news/x\(($0[0] as Int) - 1)", score: $0[1] as Double) }
      let answer = try #require(
        try store.matches(QueryParser.parse(query, isTyping: false), limit: 20, isCancelled: { false }))
      #expect(answer.count == expected.count && !expected.isEmpty, "\(query)")
      // In order as far as the scores tell; where two are alike to the last digit either may be first.
      for (own, other) in zip(answer.best, expected) {
        #expect(abs(own.score - other.score) < 1e-4 * max(1, other.score), "\(query): \(own.entry.path)")
      }
      let least = (expected.prefix(20).last?.score ?? 0) - 1e-4
      let allowed = Set(expected.filter { $0.score >= least }.map(\.name))
      #expect(answer.best.allSatisfy { allowed.contains($0.entry.path) }, "\(query)")
    }
  }
}

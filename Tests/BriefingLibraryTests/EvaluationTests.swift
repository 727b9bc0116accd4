import BriefingModel
import BriefingTestSupport
import Glibc
import GRDB
import Testing

@testable import BriefingLibrary

func logarithm(_ number: Double) -> Double { log(number) }

/// The index against going through every word of every briefing.
struct EvaluationTests {
  private static let root = LibraryRoot(
    named: PathBytes("news"), path: PathBytes("/srv/news"), isFolder: true)

  /// Short words of few letters: many share their beginnings, and many queries find something.
  private static func word(_ random: inout SeededGenerator) -> String {
    let letters = ["a", "b", "c", "é", "ж"]
    // Short ones are the most common, as in a language.
    let length = min(Int.random(in: 1...5, using: &random), Int.random(in: 1...5, using: &random))
    return (0..<length).map { _ in
      letters[min(Int.random(in: 0..<7, using: &random), Int.random(in: 0..<5, using: &random))]
    }.joined()
  }

  private static func folded(_ text: String) -> [String] {
    text.lowercased().replacing("é", with: "e").split(separator: " ").map(String.init)
  }

  private static func text(_ words: ClosedRange<Int>, _ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: words, using: &random)).map { _ in
      let word = word(&random)
      return Int.random(in: 0..<4, using: &random) == 0 ? word.uppercased() : word
    }.joined(separator: " ")
  }

  private static func briefing(
    _ path: String, _ random: inout SeededGenerator
  ) -> (Briefing, PlainIndex.Document) {
    let span = SourceSpan(line: 1)
    var briefing = Briefing(path: path, format: .text, lineCount: 1)
    var plain = PlainIndex.Document()
    plain.add(["news"] + path.split(separator: ".").map(String.init), .path)
    func note(_ text: String, _ field: TextField) {
      plain.add(folded(text), field)
    }
    if Bool.random(using: &random) {
      let title = text(1...4, &random)
      briefing.title = title
      note(title, .title)
    }
    if Bool.random(using: &random) {
      let source = text(1...2, &random)
      briefing.source = source
      note(source, .source)
    }
    if Int.random(in: 0..<3, using: &random) > 0 {
      let month = Int.random(in: 1...9, using: &random)
      let date = "202\(Int.random(in: 4...6, using: &random))-0\(month)-1\(month)"
      briefing.date = date
      plain.date = date
    }
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      var section = Section()
      if Bool.random(using: &random) {
        let heading = text(1...3, &random)
        section.heading = Heading(content: InlineText(heading), level: 2, span: span)
        note(heading, .heading)
      }
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let paragraph = text(1...30, &random)
        section.blocks.append(.paragraph(Paragraph(content: InlineText(paragraph), span: span)))
        note(paragraph, .body)
      }
      if Int.random(in: 0..<4, using: &random) == 0 {
        let cells = (0..<4).map { _ in text(1...3, &random) }
        section.blocks.append(
          .table(
            Table(
              id: "t1", form: .pipe, header: Array(cells[0..<2]), rows: [Array(cells[2..<4])],
              rowSpans: [span],
              raw: "",
              span: span)))
        for cell in cells { note(cell, .tables) }
        plain.hasTable = true
      }
      briefing.sections.append(section)
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      let risk = text(1...6, &random)
      briefing.assessments = [Assessment(kind: .risk, text: risk, basis: .list, span: span)]
      note(risk, .risk)
      plain.hasMatrix = true
    }
    return (briefing, plain)
  }

  private static func query(_ random: inout SeededGenerator, depth: Int = 0, mayFilter: Bool = true) -> String
  {
    func word() -> String { Self.word(&random) }
    func beginning() -> String { word() + "*" }
    let fields = ["title:", "heading:", "body:", "table:", "risk:", "source:", "path:"]
    switch Int.random(in: 0..<(depth < 2 ? 16 : 10), using: &random) {
    case 0, 1, 2: return word()
    case 3, 4: return beginning()
    case 5: return "\"\(word()) \(word())\""
    case 6: return "\"\(word()) \(word()) \(word())\"*"
    case 7: return "NEAR(\(word()) \(beginning()), \(Int.random(in: 0...4, using: &random)))"
    case 8:
      return "NEAR(\"\(word()) \(word())\" \(word()) \(word()), \(Int.random(in: 0...6, using: &random)))"
    case 9:
      return fields.randomElement(using: &random)! + [word(), beginning()].randomElement(using: &random)!
    case 10, 11: return query(&random, depth: depth + 1) + " " + query(&random, depth: depth + 1)
    case 12:
      return "(" + query(&random, depth: 2) + " OR " + query(&random, depth: 2) + ")"
    case 13: return query(&random, depth: depth + 1) + " -" + query(&random, depth: 2)
    case 14: return "-" + word()
    default:
      let filters = ["date:2025", "date:2024-03..2025-02", "-date:..2025", "has:table", "-has:matrix"]
      guard depth == 0 else { return word() }
      return filters.randomElement(using: &random)! + " " + query(&random, depth: 1)
    }
  }

  /// Some written at once, some one by one, some changed, some gone: many segments, and merged ones.
  private static func make(_ random: inout SeededGenerator) throws -> (IndexStore, PlainIndex) {
    let store = try IndexStore.inMemory([root])
    var plain = PlainIndex()
    func write(_ names: [String]) throws {
      var outcomes: [IndexStore.Outcome] = []
      for name in names {
        let (briefing, document) = briefing(name, &random)
        plain.documents[name] = document
        let file = FoundFile(
          root: 0, path: PathBytes(name), facts: FileFacts(size: 100, modified: 1, inode: 1))
        outcomes.append(
          .read(
            IndexRecord(OpenedBriefing(briefing: briefing, lines: SourceLines(name)), file: file, in: root)))
      }
      try store.write(outcomes)
      try store.mergeSegments()
    }
    try write((0..<60).map { "\($0).txt" })
    for number in 60..<95 { try write(["\(number).txt"]) }
    for _ in 0..<25 { try write(["\(Int.random(in: 0..<95, using: &random)).txt"]) }
    let gone = Set((0..<12).map { _ in "\(Int.random(in: 0..<95, using: &random)).txt" })
    try store.forget(gone.map { IndexStore.FileKey(root: 0, path: PathBytes($0)) })
    for name in gone { plain.documents[name] = nil }
    try store.mergeSegments(isAtEnd: Bool.random(using: &random))
    return (store, plain)
  }

  @Test func `at the end of much writing small segments become one`() throws {
    var random = SeededGenerator(seed: 7)
    let (store, _) = try Self.make(&random)
    func count() throws -> Int {
      try store.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM segment") } ?? 0
    }
    try store.write([])
    try store.mergeSegments(isAtEnd: true)
    #expect(try count() == 1)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `the index answers as reading everything does`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (store, plain) = try Self.make(&random)
    var found = 0
    for _ in 0..<500 {
      let text = Self.query(&random)
      let query = try QueryParser.parse(text, isTyping: Bool.random(using: &random))
      let expected = plain.answer(query)
      let answer = try #require(try store.matches(query, limit: 1_000, isCancelled: { false }))
      #expect(answer.count == expected.count, "\(text)")
      let scores = Dictionary(
        uniqueKeysWithValues: answer.best.map { (String($0.entry.path.dropFirst(5)), $0.score) })
      try #require(Set(scores.keys) == Set(expected.keys), "\(text)")
      for (name, score) in scores {
        #expect(abs(score - expected[name]!) < 1e-5 * max(1, score), "\(text): \(name)")
      }
      // The best twenty of a short list are those of the whole one.
      let top = try #require(try store.matches(query, limit: 20, isCancelled: { false }))
      #expect(top.best.map(\.entry.id) == answer.best.prefix(20).map(\.entry.id), "\(text)")
      #expect(zip(answer.best, answer.best.dropFirst()).allSatisfy { $0.score >= $1.score })
      found += expected.isEmpty ? 0 : 1
    }
    // Most queries find something, or this would prove nothing.
    #expect(found > 250)
  }

  @Test func `merging leaves few segments and no stale documents`() throws {
    var random = SeededGenerator(seed: 9)
    let (store, plain) = try Self.make(&random)
    let (segments, stale, briefings) = try store.database.read { db in
      (
        try Int.fetchOne(db, sql: "SELECT count(*) FROM segment") ?? 0,
        try Int.fetchOne(db, sql: "SELECT count(*) FROM stale") ?? 0,
        try Int.fetchOne(db, sql: "SELECT count(*) FROM briefing") ?? 0
      )
    }
    #expect(segments < 9 && stale < 60 && briefings == plain.documents.count)
  }
}

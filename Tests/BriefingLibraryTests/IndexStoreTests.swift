import BriefingModel
import GRDB
import Testing

@testable import BriefingLibrary

/// The index by itself, over briefings made by hand.
struct IndexStoreTests {
  private let root = LibraryRoot(
    named: PathBytes("news"), path: PathBytes("/srv/news"), isFolder: true)

  private func record(_ briefing: Briefing) -> IndexRecord {
    let file = FoundFile(
      root: 0, path: PathBytes(briefing.path), facts: FileFacts(size: 100, modified: 1, inode: 1))
    return IndexRecord(OpenedBriefing(briefing: briefing, lines: SourceLines("")), file: file, in: root)
  }

  private func store(_ briefings: [Briefing]) throws -> IndexStore {
    let store = try IndexStore.inMemory([root])
    try store.write(briefings.map { .read(record($0)) })
    return store
  }

  private func found(_ text: String, in store: IndexStore) throws -> [String] {
    let query = try QueryParser.parse(text, isTyping: false)
    let found = try #require(try store.matches(query, limit: 10, isCancelled: { false }))
    #expect(found.count == found.best.count)
    return found.best.map(\.entry.path).sorted()
  }

  private var assessed: Briefing {
    let span = SourceSpan(line: 3)
    return Briefing(
      path: "a.txt", format: .text, source: "Harbour Post",
      assessments: [
        Assessment(kind: .benefit, label: "Heat", text: "cheaper", basis: .table, span: span),
        Assessment(kind: .risk, text: "methane leaks", basis: .list, span: span),
        Assessment(kind: .mitigation, text: "more inspections", basis: .sentence, span: span),
      ], lineCount: 3)
  }

  private var inferred: Briefing {
    Briefing(
      path: "b.txt", format: .text,
      assessments: [
        Assessment(
          kind: .risk, text: "ships collide", basis: .sentence, span: SourceSpan(line: 1))
      ], lineCount: 1)
  }

  @Test func `assessments are found in their fields, and only there`() throws {
    let store = try store([assessed, inferred])
    #expect(try found("benefit:heat", in: store) == ["news/a.txt"])
    #expect(try found("benefit:\"heat cheaper\"", in: store) == ["news/a.txt"])
    #expect(try found("risk:(methane OR collide)", in: store) == ["news/a.txt", "news/b.txt"])
    #expect(try found("mitigation:inspections -risk:collide", in: store) == ["news/a.txt"])
    #expect(try found("benefit:methane", in: store) == [])
    #expect(try found("source:post", in: store) == ["news/a.txt"])
  }

  @Test func `only stated assessments count, inferred ones are kept too`() throws {
    let store = try store([assessed, inferred])
    let entries = try store.entries()
    #expect(entries.map(\.benefitCount) == [1, 0])
    #expect(entries.map(\.riskCount) == [1, 0])
    #expect(entries.map(\.mitigationCount) == [0, 0])
    #expect(try found("has:matrix", in: store) == ["news/a.txt"])
    #expect(
      try store.assessments().map(\.assessment) == assessed.assessments + inferred.assessments)
  }

  @Test func `among equals the latest comes first`() throws {
    let briefings = ["2026-01-05", nil, "2026-03-01", "2025-12-31"].enumerated().map {
      Briefing(
        path: "\($0.offset).txt", format: .text, title: "Equal words", date: $0.element)
    }
    let store = try store(briefings)
    let query = try QueryParser.parse("equal", isTyping: false)
    let found = try #require(try store.matches(query, limit: 10, isCancelled: { false }))
    #expect(found.best.map(\.entry.date) == ["2026-03-01", "2026-01-05", "2025-12-31", nil])
  }

  @Test(arguments: [
    ("tanker", "tankre", 1), ("oil", "oil", 0), ("kitten", "sitting", nil), ("café", "cafe", 1),
    ("abcd", "bacd", 1), ("abc", "abcde", 2), ("a", "abcd", nil),
  ])
  func `slips are counted`(one: String, other: String, expected: Int?) {
    let distance = EditDistance.between(
      Array(one.unicodeScalars), Array(other.unicodeScalars), atMost: 2)
    #expect(distance == expected)
  }

  @Test func `the schema of an index cannot be written through its connection`() throws {
    let store = try store([])
    try store.database.write { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      #expect(throws: DatabaseError.self) {
        try db.execute(sql: "UPDATE sqlite_schema SET sql = 'x' WHERE name = 'chunk'")
      }
    }
  }

  @Test func `what is set aside for a moment stays in memory: the folder for it may be full`() throws {
    let database = try store([]).database
    #expect(try database.write { try Int.fetchOne($0, sql: "PRAGMA temp_store") } == 2)
    #expect(try database.read { try Int.fetchOne($0, sql: "PRAGMA temp_store") } == 2)
  }
}

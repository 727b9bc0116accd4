import BriefingModel
import BriefingTestSupport
import Testing

@testable import BriefingLibrary

struct QueryParserTests {
  private func term(_ words: String..., prefix: Bool = false, in field: QueryField? = nil)
    -> QueryExpression
  {
    .term(QueryTerm(words: words, isPrefix: prefix, field: field))
  }

  private func expression(_ text: String, isTyping: Bool = false) throws -> QueryExpression? {
    try QueryParser.parse(text, isTyping: isTyping).expression
  }

  @Test func `words must all match`() throws {
    #expect(try expression("Oil gas") == .all([term("oil"), term("gas")]))
    #expect(try expression("oil") == term("oil"))
    #expect(try expression("  ") == nil)
    #expect(try expression("— !") == nil)
  }

  @Test func `a phrase, a star, a minus, OR and parentheses`() throws {
    #expect(try expression("\"Oil Spill\"") == term("oil", "spill"))
    #expect(try expression("sanc*") == term("sanc", prefix: true))
    #expect(try expression("oil -gas") == .all([term("oil"), .not(term("gas"))]))
    #expect(try expression("oil OR gas coal") == .any([term("oil"), .all([term("gas"), term("coal")])]))
    #expect(
      try expression("(oil OR gas) -(a b)")
        == .all([.any([term("oil"), term("gas")]), .not(.all([term("a"), term("b")]))]))
    #expect(
      try expression("co-operate or U.S.")
        == .all([
          term("co", "operate"), term("or"), term("u", "s"),
        ]))
    #expect(
      try expression("NEAR(oil \"black spill\", 5)")
        == .near(
          [QueryTerm(words: ["oil"]), QueryTerm(words: ["black", "spill"])], distance: 5))
  }

  @Test func `fields and filters`() throws {
    #expect(try expression("title:Oil") == term("oil", in: .title))
    #expect(
      try expression("risk:(oil OR gas)")
        == .any([term("oil", in: .risk), term("gas", in: .risk)]))
    #expect(try expression("at 12:30") == .all([term("at"), term("12", "30")]))
    let query = try QueryParser.parse("date:2026-03..2026-04 -has:table oil", isTyping: false)
    #expect(query.expression == term("oil"))
    #expect(
      query.filters == [
        QueryFilter(condition: .date(from: "2026-03", to: "2026-04")),
        QueryFilter(condition: .hasTable, isNegated: true),
      ])
    #expect(
      try QueryParser.parse("date:..2026 has:matrix", isTyping: false).filters == [
        QueryFilter(condition: .date(from: nil, to: "2026")), QueryFilter(condition: .hasMatrix),
      ])
  }

  @Test func `the last word is a beginning while typing`() throws {
    #expect(try expression("oil ga", isTyping: true) == .all([term("oil"), term("ga", prefix: true)]))
    #expect(try expression("oil ga ", isTyping: true) == .all([term("oil"), term("ga")]))
    #expect(try expression("oil (ga", isTyping: true) == .all([term("oil"), term("ga", prefix: true)]))
    #expect(try expression("\"oil sp", isTyping: true) == term("oil", "sp", prefix: true))
    #expect(try expression("U.S.", isTyping: true) == term("u", "s"))
    #expect(try expression("中国", isTyping: true) == term("中国", prefix: true))
    #expect(try expression("中", isTyping: false) == term("中", prefix: true))
  }

  @Test(arguments: [
    "date:2026..2026-01", "date:2026-03..2026", "date:2026-03-06..2026-03-06", "date:2020..2021",
  ])
  func `a range may end with what it begins with`(text: String) throws {
    #expect(try QueryParser.parse(text, isTyping: false).filters.count == 1)
  }

  @Test(arguments: [
    "oil OR", "oil -", "title:", "\"oil", "(oil", "NEAR(oil", "NEAR(oil gas,",
    "date:", "date:2026-0", "has:ta", "oil OR (",
  ])
  func `what is not finished is no fault while typing`(text: String) throws {
    _ = try QueryParser.parse(text, isTyping: true)
  }

  @Test(arguments: [
    ("oil OR", 4), ("oil \"gas", 4), ("title:", 0), ("date:2026-0", 0), ("oil gas*", nil), ("title:oil", nil),
  ])
  func `what will be wrong when it is finished is known without a search`(text: String, offset: Int?) {
    #expect(SearchRequest(query: text, isTyping: true).faultWhenFinished?.offset == offset)
  }

  @Test(arguments: [
    ("oil \"gas", 4), ("oil (gas", 4), ("oil)", 3), ("OR oil", 0), ("oil OR", 4), ("a OR (b OR )", 8),
    ("- oil -(", 7), ("title:", 0), ("ab --c", 3), ("date:march", 0), ("x date:2026-3", 2),
    ("date:2026-13", 0), ("date:2026-00..2027", 0), ("date:2026-02-32", 0),
    ("x date:2021..2020", 2), ("-date:2026-03..2025", 1), ("date:2026-03-06..2026-02", 0),
    ("has:chart", 0), ("oil OR has:table", 7), ("(has:table)", 1), ("is:red", 0),
    ("NEAR(oil OR gas)", 9), ("NEAR(oil gas, many)", 14),
    (String(repeating: "(", count: 30) + "a" + String(repeating: ")", count: 30), 21),
  ])
  func `a fault says where`(text: String, offset: Int) {
    let fault = #expect(throws: QueryFault.self) {
      try QueryParser.parse(text, isTyping: false)
    }
    #expect(fault?.offset == offset, "\(text): \(fault?.message ?? "")")
  }

  @Test func `only folded words reach the index`() throws {
    let query = try QueryParser.parse(#"O'Neil* -x:y" OR NEAR) title:"a^b" {c}"#, isTyping: true)
    let words = query.shownTerms.flatMap(\.words)
    #expect(words == ["o", "neil", "or", "near", "title", "a", "b", "c"])
  }

  @Test func `any text is read or refused, never more`() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "oil", "\"", "(", ")", "-", "OR", "NEAR(", ",", "5", "*", "title:", "date:", "has:table", " ",
      "é", "中", "\u{0}", ":", "AND", "NOT", "^", "+", "{", "'",
    ]
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined(separator: Bool.random(using: &random) ? " " : "")
      for isTyping in [true, false] {
        do {
          let query = try QueryParser.parse(text, isTyping: isTyping)
          for term in query.shownTerms {
            #expect(!term.words.isEmpty && term.words.allSatisfy { !$0.isEmpty && !$0.contains(" ") })
          }
        } catch {
          #expect(error.offset >= 0 && error.offset <= text.unicodeScalars.count)
        }
      }
    }
  }
}

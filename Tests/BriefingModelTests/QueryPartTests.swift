import BriefingModel
import Testing

struct QueryPartTests {
  @Test(arguments: [
    ("", []), ("   ", []), ("oil", ["0 oil"]), ("  oil  gas ", ["2 oil", "7 gas"]),
    (#"source:"El Universo" x"#, [#"0 source:"El Universo""#, "21 x"]),
    (#"a "b c"#, ["0 a", #"2 "b c"#]), (#""a b"c d"#, [#"0 "a b"c"#, "7 d"]),
    ("e\u{301}a b", ["0 e\u{301}a", "4 b"]),
  ])
  func `blanks outside of quotation marks part a query`(query: String, parts: [String]) {
    #expect(QueryPart.parts(of: query).map { "\($0.offset) \($0.text)" } == parts)
  }

  @Test(arguments: [
    ("oil", nil), ("Kind:Risk", "kind=Risk"), (#"source:"El Universo""#, "source=El Universo"),
    ("country:", "country="),
    ("url:http://x", "url=http://x"), (":x", "=x"),
  ])
  func `a part with a colon names a field`(text: String, field: String?) {
    #expect(QueryPart.parts(of: text).first?.field.map { "\($0.name)=\($0.value)" } == field)
  }
}

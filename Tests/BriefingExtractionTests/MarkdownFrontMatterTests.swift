import BriefingModel
import Testing

@testable import BriefingExtraction

@Suite struct MarkdownFrontMatterTests {
  private static let keys = ["title", "date", "source", "a-b", "x_1", "Title", "é", "", "1a", "- a", "?"]
  private static let values = [
    "Words of a title", "\"In quotes\"", "'It is'", "\"a \\\" b\"", "'a''b'", "", " ", "2026-03-06", "a: b",
    "a:b",
    "a #b", "a# b", "# comment", "[a, b c]", "[a,]", "[]", "[a: b]", "{a: b}", "| ", ">", "*a", "&a b",
    "!tag x",
    "@at", "%x", "Ünïcode", "\u{A0}x", "\u{2028}x", "\u{85}", "x:", "-", "- a", "~", "yes", "1.5", "\"a\" b",
    "'a", "a\tb", "\u{FEFF}", "😀", "x, y", "a - b", "[a b, c_d]", "[a, -b]", "«x»",
  ]

  private static func lines(_ seed: Int) -> [String] {
    var random = GeneratedRandom(seed: UInt64(seed * 101))
    return (0..<random.number(1...2)).map { _ in
      if random.once(in: 8) { return random.pick(["", "  ", "# comment", "  more", "- item", "..."]) }
      return random.pick(keys) + random.pick([":", ": ", ":  ", " : "]) + random.pick(values)
        + random.pick(["", "", " "])
    }
  }

  @Test(arguments: 0..<20)
  func `plain front matter is read as the library reads it`(group: Int) {
    var plain = 0
    for seed in (group * 100)..<(group * 100 + 100) {
      let lines = Self.lines(seed)
      guard let entries = MarkdownFrontMatter.plainEntries(lines) else { continue }
      plain += 1
      let other = try? MarkdownFrontMatter.yaml(lines.joined(separator: "\n"))
      #expect(entries.map(\.key) == other?.map(\.key), "\(lines)")
      #expect(entries.map(\.value) == other?.map(\.value), "\(lines)")
    }
    #expect(plain > 0)
  }
}

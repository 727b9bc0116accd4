import BriefingTestSupport
import Testing

@testable import BriefingBrowser

/// Words in text, and where they stand.
@Suite struct TextMatcherTests {
  /// The same, letter by letter.
  private func plain(_ pattern: String, _ text: String, limit: Int) -> [Range<Int>] {
    let isEither = !pattern.unicodeScalars.contains { $0.properties.isUppercase }
    func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
      if let digit = ["²": "2", "⁶": "6", "₂": "2"][scalar] as Unicode.Scalar? { return digit }
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      return isEither && lower.count == 1 ? lower.first! : scalar
    }
    let (sought, scalars) = (pattern.unicodeScalars.map(folded), text.unicodeScalars.map(folded))
    var found: [Range<Int>] = []
    var index = 0
    while index + sought.count <= scalars.count, found.count < limit {
      if Array(scalars[index..<index + sought.count]) == sought {
        found.append(index..<index + sought.count)
        index += sought.count
      } else {
        index += 1
      }
    }
    return found
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `words are found where they stand`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let letters = ["a", "A", "b", "B", "k", "K", "é", "É", "漢", " ", "-", "\u{301}", "😀", "2"]
    func text(_ length: Int, _ odd: [String]) -> String {
      (0..<length).map { _ in (letters + odd).randomElement(using: &random)! }.joined()
    }
    var count = 0
    for round in 0..<2_000 {
      let text = text(
        Int.random(in: 0..<60, using: &random), round % 4 == 0 ? ["\u{212A}", "İ", "²", "⁶", "₂"] : [])
      let pattern = (0..<Int.random(in: 1..<4, using: &random))
        .map { _ in letters.randomElement(using: &random)! }.joined()
      let limit = Bool.random(using: &random) ? 2 : .max
      let found = TextMatcher(pattern).ranges(in: text, limit: limit)
      #expect(found == plain(pattern, text, limit: limit), "\(pattern) in \(text)")
      count += found.count
    }
    #expect(count > 500)
  }
}

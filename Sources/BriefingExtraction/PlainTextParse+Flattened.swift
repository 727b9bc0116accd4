import BriefingModel

extension PlainTextParse {
  mutating func readFlattened(at index: Int) -> Int? { nil }
}

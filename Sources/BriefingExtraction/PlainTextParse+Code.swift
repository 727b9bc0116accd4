import BriefingModel

extension PlainTextParse {
  /// ```` ``` ```` or `~~~` with at most a word behind it.
  func isFence(_ index: Int) -> Bool {
    let content = lines[index].content
    guard content.count >= 3, content.count <= 40 else { return false }
    let first = source.utf8[content.lowerBound]
    guard first == 0x60 || first == 0x7E else { return false }
    return source.utf8[content.lowerBound + 1] == first && source.utf8[content.lowerBound + 2] == first
  }

  /// Lines between two fences, exactly as they are.
  mutating func readFenced(at index: Int) -> Int? {
    guard index >= unfencedFrom else { return nil }
    let mark = source.utf8[lines[index].start]
    var end = index + 1
    while end < lines.count, !(isFence(end) && source.utf8[lines[end].start] == mark) { end += 1 }
    guard end < lines.count else {
      unfencedFrom = lines.count
      return nil
    }
    let language = String(decoding: source.utf8[lines[index].content].drop { $0 == mark }, as: UTF8.self)
      .trimmingBlanks()
    add(
      .code(
        CodeBlock(
          language: language.isEmpty ? nil : language,
          lines: (index + 1..<end).map { source[line: $0 + 1] },
          span: SourceSpan(firstLine: index + 1, lastLine: end + 1))))
    return end + 1
  }
}

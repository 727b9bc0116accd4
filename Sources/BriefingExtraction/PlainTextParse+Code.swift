import BriefingModel

extension PlainTextParse {
  /// Whether a line reads as one of a program: brackets and signs that prose has not, and no sentence.
  func isListing(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.isText || line.kind == .piped, !line.content.isEmpty else { return false }
    let first = source.utf8[line.start]
    // `$ run`, `# a comment`, `{`, `<tag>`, `@name`
    if first == 0x24 || first == 0x7B || first == 0x3C || first == 0x40 || first == 0x5B { return true }
    if first == 0x23, (markedHeading(index)?.level ?? 1) == 1 { return true }
    if hasRemark(index) { return true }
    guard line.lastByte != 0x2E else { return false }
    if let blank = source.utf8[line.content].firstIndex(of: 0x20), blank - line.start <= 8,
      Self.commands.contains(String(decoding: source.utf8[line.start..<blank], as: UTF8.self))
    {
      return true
    }
    if source.utf8[line.content].starts(with: "from ".utf8), text(index).contains(" import ") { return true }
    guard line.signs.contains(.code) else { return false }
    // `name = value`, `call(x);`, `key: [1, 2]`
    let bytes = source.utf8[line.content]
    return line.lastByte == 0x7B || line.lastByte == 0x7D || bytes.contains(0x3D)
      || ((line.lastByte == 0x3B || line.lastByte == 0x29) && bytes.contains(0x28))
  }

  private static let commands: Set<String> = [
    "import", "sudo", "pip", "npm", "npx", "docker", "curl", "wget", "git", "apt", "apt-get", "brew", "yarn",
    "cargo", "python", "python3", "const", "export", "func", "def", "return", "kubectl", "make", "ssh",
  ]

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

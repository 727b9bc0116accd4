import BriefingModel
import Yams

extension MarkdownFrontMatter {
  /// Reads the forms of front matter that no rule encloses.
  mutating func readOtherForms(_ lines: SourceLines) {
    guard lines.count >= 1, let first = lines.utf8[lines.ranges[0]].first else { return }
    switch first {
    case UInt8(ascii: "{"): readObject(lines)
    case UInt8(ascii: "%"): readTitleBlock(lines)
    default: readKeys(lines)
    }
  }

  /// An object of JSON from the first line to a line that is its closing brace.
  private mutating func readObject(_ lines: SourceLines) {
    let opening = lines[line: 1].trimmingBlanks()
    guard opening == "{" || opening.hasPrefix("{\"") || opening.hasPrefix("{ \"") else { return }
    var end: Int?
    for number in 1...min(lines.count, 400) {
      if lines.ranges[number - 1].upperBound > 64 * 1024 { return }
      let line = lines[line: number].trimmingBlanks()
      if line == "}" || number == 1 && line.hasSuffix("}") {
        end = number
        break
      }
    }
    guard let end else { return }
    let text = (1...end).map { lines[line: $0] }
    guard text.joined().utf8.count(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }) < 200,
      // JSON is YAML.
      let entries = try? Self.yaml(text.joined(separator: "\n")), !entries.isEmpty
    else { return }
    setLineCount(end)
    take(entries, text: text, firstLine: 1)
  }

  /// Up to three lines `% Title`, `% Author`, `% Date`.
  private mutating func readTitleBlock(_ lines: SourceLines) {
    var entries: [(key: String, value: String)] = []
    var count = 0
    let keys = ["title", "author", "date"]
    while count < min(3, lines.count) {
      let line = lines[line: count + 1]
      guard line == "%" || line.hasPrefix("% ") else { break }
      entries.append((keys[count], String(line.dropFirst()).trimmingBlanks()))
      count += 1
    }
    guard count > 0, !entries[0].value.isEmpty else { return }
    setLineCount(count)
    take(entries, text: (1...count).map { "\(keys[$0 - 1]) \(lines[line: $0])" }, firstLine: 1)
  }

  /// `Title: …` in the first line and more keys below it, up to an empty line.
  private mutating func readKeys(_ lines: SourceLines) {
    var entries: [(key: String, value: String)] = []
    var count = 0
    while count < min(lines.count, 30) {
      let line = lines.utf8[lines.ranges[count]]
      if line.allSatisfy({ $0 <= 0x20 }) { break }
      guard line.count <= 400, let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].count <= 30, line[colon...].dropFirst().first.map({ $0 == 0x20 }) ?? true,
        line[..<colon].allSatisfy({
          (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D || $0 == 0x5F || $0 == 0x20
        })
      else { return }
      entries.append(
        (
          String(decoding: line[..<colon], as: UTF8.self),
          String(decoding: line[colon...].dropFirst(), as: UTF8.self).trimmingBlanks()
        ))
      count += 1
    }
    guard count >= 2, entries[0].key.lowercased() == "title" || entries[0].key.lowercased() == "layout",
      entries.contains(where: { $0.key.lowercased() == "title" })
    else { return }
    let text = (1...count).map { lines[line: $0] }
    setLineCount(count)
    take(entries, text: text, firstLine: 1)
  }
}

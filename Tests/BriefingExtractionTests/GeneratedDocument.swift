import BriefingModel

/// A document together with what was written into it and where.
struct GeneratedDocument {
  /// A piece of the content as it was written.
  struct Written {
    var piece: GeneratedContent.Piece
    /// All its lines.
    var span: SourceSpan
    /// Of each item, or of each row with the header first.
    var parts: [SourceSpan] = []
    /// The form of a table in plain text.
    var form: TableForm?
  }

  var format: BriefingFormat
  var path: String
  var content: GeneratedContent
  var titleSpan: SourceSpan
  var written: [Written]
  /// Lines of the page that are not of its text.
  var furniture: [SourceSpan]
  var bytes: [UInt8]
  /// Number of lines.
  var lineCount: Int

  /// Makes the document of a number: always the same.
  init(_ format: BriefingFormat, seed: Int) {
    var random = GeneratedRandom(seed: UInt64(seed) &* 3 &+ UInt64(format.rawValue.utf8.count))
    self.format = format
    content = GeneratedContent(&random, isMarked: format != .text)
    var writer = GeneratedWriter(random: random)
    switch format {
    case .text:
      path = "made/\(seed).txt"
      writer.writeText(content)
    case .markdown:
      path = "made/\(seed).md"
      writer.writeMarkdown(content)
    case .html:
      path = "made/\(seed).html"
      writer.writeHTML(content)
    }
    titleSpan = writer.titleSpan
    written = writer.written
    furniture = writer.furniture
    lineCount = writer.lines.count
    bytes = writer.bytes()
  }
}

/// Writes lines and remembers which of them hold what.
struct GeneratedWriter {
  var random: GeneratedRandom
  var lines: [String] = []
  var titleSpan = SourceSpan(line: 1)
  var written: [GeneratedDocument.Written] = []
  var furniture: [SourceSpan] = []

  init(random: GeneratedRandom) { self.random = random }

  /// Adds a line and gives its place.
  @discardableResult
  mutating func line(_ text: String) -> SourceSpan {
    lines.append(text)
    return SourceSpan(line: lines.count)
  }

  mutating func blank() {
    for _ in 0..<random.number(1...2) { lines.append("") }
  }

  /// The lines with one of the line endings, perhaps a byte order mark, perhaps no end of the last line.
  mutating func bytes() -> [UInt8] {
    let ending = random.pick(["\n", "\n", "\r\n", "\r"])
    var text = lines.joined(separator: ending)
    if !random.once(in: 3) { text += ending }
    switch random.below(8) {
    case 0: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case 1: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case 2: return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    default: return Array(text.utf8)
    }
  }

  /// The words of a text over one to four lines, indented by `indent`; `show` writes a run.
  mutating func wrapped(
    _ text: GeneratedContent.Text, indent: String = "", _ show: (GeneratedContent.Run) -> String
  ) -> [String] {
    let width = text.gap.isEmpty ? text.runs.count : random.pick([text.runs.count, 12, 7])
    var lines: [String] = []
    var start = 0
    while start < text.runs.count {
      let end = min(start + width, text.runs.count)
      lines.append(indent + text.runs[start..<end].map(show).joined(separator: text.gap))
      start = end
    }
    lines[lines.count - 1] += text.end
    return lines
  }
}

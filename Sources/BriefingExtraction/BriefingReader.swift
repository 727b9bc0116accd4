public import BriefingModel

/// Reads a file's bytes into a briefing. Never fails on content: what cannot be read becomes text
/// or a note.
public enum BriefingReader {
  /// Bytes of a file that are read: of a larger one no more is looked at, and a note says so.
  public static let mostBytes = ReadingLimits.standard.mostBytes

  /// Decodes `bytes`, finds the format by content first and by the name of `path` second, and reads
  /// it. `path` is only for display and for its file extension; nothing is opened. `lexicons` are the
  /// words by which assessments are read. Of more bytes than `mostBytes`, the first ones are read.
  public static func read(
    _ bytes: [UInt8], path: String, lexicons: Lexicons = .standard
  ) -> OpenedBriefing {
    read(bytes, path: path, lexicons: lexicons, limits: .standard)
  }

  static func read(
    _ bytes: [UInt8], path: String, lexicons: Lexicons = .standard, limits: ReadingLimits
  ) -> OpenedBriefing {
    let end = limits.end(of: bytes)
    let read = end.map { Array(bytes[..<$0]) } ?? bytes
    let decoded = MarkupCharset.decode(read) ?? SourceText.decode(read)
    let lines = decoded.lines
    var briefing: Briefing
    switch FormatDetection.format(of: lines, path: path) {
    case .text:
      briefing = PlainTextReader.read(lines, path: path)
    case .markdown:
      briefing = MarkdownReader.read(lines, path: path)
    case .html:
      briefing = HTMLReader.read(lines, path: path)
    }
    briefing.lineCount = lines.count
    if lines.utf8.count > min(limits.longestParagraph, limits.mostPieces) { limits.apply(to: &briefing) }
    if end != nil {
      briefing.notes.append(ReadingLimits.unread("The file is too large to be read whole", line: lines.count))
    }
    HiddenHyphens.apply(to: &briefing)
    briefing.assessments = AssessmentReader.assessments(in: briefing.sections, lexicons: lexicons)
    briefing.encoding = decoded.encoding
    briefing.notes = (decoded.notes + briefing.notes).enumerated()
      .sorted { ($0.element.span.firstLine, $0.offset) < ($1.element.span.firstLine, $1.offset) }
      .map(\.element)
    return OpenedBriefing(briefing: briefing, lines: lines)
  }
}

public import BriefingModel

/// Reads a file's bytes into a briefing. Never fails on content: what cannot be read becomes text
/// or a note.
public enum BriefingReader {
  /// Decodes `bytes`, finds the format by content first and by the name of `path` second, and reads
  /// it. `path` is only for display and for its file extension; nothing is opened. `lexicons` are the
  /// words by which assessments are read.
  public static func read(
    _ bytes: [UInt8], path: String, lexicons: Lexicons = .standard
  ) -> OpenedBriefing {
    let decoded = MarkupCharset.decode(bytes) ?? SourceText.decode(bytes)
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
    briefing.assessments = AssessmentReader.assessments(in: briefing.sections, lexicons: lexicons)
    briefing.encoding = decoded.encoding
    briefing.lineCount = lines.count
    briefing.notes = (decoded.notes + briefing.notes).enumerated()
      .sorted { ($0.element.span.firstLine, $0.offset) < ($1.element.span.firstLine, $1.offset) }
      .map(\.element)
    return OpenedBriefing(briefing: briefing, lines: lines)
  }
}

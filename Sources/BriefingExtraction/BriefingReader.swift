public import BriefingModel

/// Reads a file's bytes into a briefing. Never fails on content: what cannot be read becomes text
/// or a note.
public enum BriefingReader {
  /// Decodes `bytes`, finds the format by content first and by the name of `path` second, and reads
  /// it. `path` is only for display and for its file extension; nothing is opened.
  public static func read(_ bytes: [UInt8], path: String) -> OpenedBriefing {
    let lines = SourceLines(utf8: bytes)
    return OpenedBriefing(
      briefing: PlainTextReader.read(lines, path: path), lines: lines)
  }
}

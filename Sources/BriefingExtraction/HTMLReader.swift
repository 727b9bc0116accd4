import BriefingModel

/// Reads an HTML page, as a browser saves it, into a briefing.
enum HTMLReader {
  /// Bytes of a page that are parsed; what lies behind them is left out with a note.
  static let mostBytes = 24 << 20

  /// Reads decoded lines. Spans are lines of the HTML source. Never fails: a text without markup is a
  /// page of paragraphs.
  static func read(_ lines: SourceLines, path: String) -> Briefing {
    var notes: [ExtractionNote] = []
    var bytes = lines.utf8
    if bytes.count > mostBytes {
      let line = lines.lineNumber(ofByte: mostBytes)
      bytes.removeSubrange(mostBytes...)
      notes.append(
        ExtractionNote(
          kind: .truncated, message: "The page is too large: it is read up to this line.",
          span: SourceSpan(line: line)))
    }
    let content = HTMLContent(HTMLTree(bytes))
    if let cut = content.tree.firstCut {
      notes.append(
        ExtractionNote(
          kind: .truncated,
          message: "The markup is nested too deeply: from here on the deepest elements are ignored.",
          span: SourceSpan(line: lines.lineNumber(ofByte: cut))))
    }
    let metadata = HTMLMetadata(content, lines: lines)
    var blocks = HTMLBlocks(content, lines: lines)
    blocks.titleIndex = metadata.titleIndex
    blocks.title = metadata.title
    blocks.read()
    notes += metadata.notes + blocks.notes
    return Briefing(
      path: path, format: .html, title: metadata.title, titleSpan: metadata.titleSpan,
      date: metadata.date, dateSpan: metadata.dateSpan, source: metadata.source,
      sections: blocks.outline.sections, notes: notes, lineCount: lines.count)
  }

  /// The blocks of a piece of HTML within another document, `lines` being that piece.
  static func sections(of lines: SourceLines) -> (sections: [Section], notes: [ExtractionNote]) {
    let content = HTMLContent(HTMLTree(lines.utf8))
    var blocks = HTMLBlocks(content, lines: lines)
    blocks.read()
    return (blocks.outline.sections, blocks.notes)
  }
}

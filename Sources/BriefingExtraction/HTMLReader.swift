import BriefingModel

/// Reads an HTML page, as a browser saves it, into a briefing.
enum HTMLReader {
  /// Bytes of a page that are parsed; what lies behind them is left out with a note.
  static let mostBytes = ReadingLimits.standard.mostBytes

  /// Reads decoded lines. Spans are lines of the HTML source. Never fails: a text without markup is a
  /// page of paragraphs.
  ///
  /// - Parameters:
  ///   - mostTags: tags beyond which the page is not read.
  ///   - dropsBlanks: whether the parser is spared the white space beside blocks, which changes nothing.
  static func read(
    _ lines: SourceLines, path: String, mostTags: Int = HTMLSieve.mostTags, dropsBlanks: Bool = true
  ) -> Briefing {
    var notes: [ExtractionNote] = []
    var bytes = lines.utf8
    if bytes.count > mostBytes {
      let line = lines.lineNumber(ofByte: mostBytes)
      bytes.removeSubrange(mostBytes...)
      notes.append(ReadingLimits.unread("The page is too large", line: line))
    }
    let content = HTMLContent(HTMLTree(bytes, dropsBlanks: dropsBlanks, mostTags: mostTags))
    if let cut = content.tree.firstUnread {
      notes.append(
        ReadingLimits.unread("The page has too many tags", line: lines.lineNumber(ofByte: cut)))
    }
    if let cut = content.tree.firstExcess {
      notes.append(
        ExtractionNote(
          kind: .truncated,
          message: "The markup is nested too deeply: from here on the deepest elements are ignored.",
          span: SourceSpan(line: lines.lineNumber(ofByte: cut))))
    }
    let metadata = HTMLMetadata(content, lines: lines)
    let date = HTMLDate(content, metadata: metadata, lines: lines)
    var blocks = HTMLBlocks(content, lines: lines)
    blocks.titleIndex = metadata.titleIndex
    blocks.title = metadata.title
    blocks.read()
    let pruned = HTMLPruning(blocks.outline.sections)
    notes += date.notes + blocks.notes + pruned.notes
    return Briefing(
      path: path, format: .html, title: metadata.title, titleSpan: metadata.titleSpan,
      date: date.day, dateSpan: date.span, source: metadata.source,
      sections: pruned.sections, notes: notes, lineCount: lines.count)
  }

  /// The blocks of a piece of HTML within another document, `lines` being that piece.
  static func sections(of lines: SourceLines) -> (sections: [Section], notes: [ExtractionNote]) {
    let content = HTMLContent(HTMLTree(lines.utf8), isPiece: true)
    var blocks = HTMLBlocks(content, lines: lines)
    blocks.read()
    return (blocks.outline.sections, blocks.notes)
  }
}

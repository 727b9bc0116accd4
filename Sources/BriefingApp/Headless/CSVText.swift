internal import BriefingModel
internal import TerminalScreen

/// Writes comma-separated values (RFC 4180, lines ended by a line feed).
enum CSVText {
  /// A table: its header if it has one, then its rows; its source lines where its columns are not known.
  static func table(_ table: Table) -> String {
    if table.rows.isEmpty, table.confidence == .uncertain {
      return lines(table).map { row([$0.text]) }.joined()
    }
    var text = table.header.isEmpty ? "" : row(table.header)
    for cells in table.rows { text += row(cells) }
    return text
  }

  /// The same, each line led by its file, its line there, its table and how far that is to be trusted.
  static func table(_ table: Table, of briefing: Briefing) -> String {
    func lead(_ line: Int) -> [String] {
      [
        briefing.path, String(line), table.id,
        table.choice == nil ? table.confidence.rawValue : "set by reader",
      ]
    }
    if table.rows.isEmpty, table.confidence == .uncertain {
      return lines(table).map { row(lead($0.number) + [$0.text]) }.joined()
    }
    var text = table.header.isEmpty ? "" : row(["path", "line", "table", "confidence"] + table.header)
    for (place, cells) in table.rows.enumerated() {
      let span = place < table.rowSpans.count ? table.rowSpans[place] : table.span
      text += row(lead(span.firstLine) + cells)
    }
    return text
  }

  /// The source lines with words in them, and their 1-based numbers in the file.
  private static func lines(_ table: Table) -> [(number: Int, text: String)] {
    let source = SourceLines(table.raw)
    return (0..<source.count).map { (table.span.firstLine + $0, source[line: $0 + 1]) }
      .filter { !$0.1.allSatisfy { $0 == " " } }
  }

  /// One record with its line feed. Where it `isGuarded`, a text that a spreadsheet would take for a formula gets
  /// an apostrophe before it, which keeps it text there.
  static func row(_ cells: [String], isGuarded: Bool = false) -> String {
    cells.map { field(isGuarded ? guarded($0) : $0) }.joined(separator: ",") + "\n"
  }

  private static func guarded(_ text: String) -> String {
    // Blanks before the sign, also those of other scripts, do not hinder a spreadsheet.
    let first = text.unicodeScalars.first { !$0.properties.isWhitespace }
    guard let first, "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".unicodeScalars.contains(first),
      Double(text) == nil
    else { return text.first == "\t" || text.first == "\r" ? "'" + text : text }
    return "'" + text
  }

  /// Quoted where needed. Line breaks and tabs are data; other controls become visible marks.
  private static func field(_ text: String) -> String {
    var shown = ""
    var piece = String.UnicodeScalarView()
    func finish() {
      shown += PrintableText.make(String(piece))
      piece.removeAll()
    }
    var needsQuotes = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\t", "\"":
        finish()
        shown.unicodeScalars.append(scalar)
        if scalar == "\"" { shown += "\"" }
        if scalar != "\t" { needsQuotes = true }
      case ",":
        needsQuotes = true
        piece.append(scalar)
      default: piece.append(scalar)
      }
    }
    finish()
    if shown.hasPrefix(" ") || shown.hasSuffix(" ") { needsQuotes = true }
    return needsQuotes ? "\"" + shown + "\"" : shown
  }
}

internal import BriefingModel
internal import TerminalScreen

/// Writes comma-separated values (RFC 4180, lines ended by a line feed).
enum CSVText {
  /// A table: its header if it has one, then its rows.
  static func table(_ table: Table) -> String {
    var text = table.header.isEmpty ? "" : row(table.header)
    for cells in table.rows { text += row(cells) }
    return text
  }

  /// One record with its line feed.
  static func row(_ cells: [String]) -> String {
    cells.map(field).joined(separator: ",") + "\n"
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

internal import TerminalScreen

/// A message on one line.
enum MessageText {
  /// Columns that a path keeps at least.
  private static let leastPath = 20

  /// The text in at most so many columns. The paths in it give way first, in their middle, so that what is said of them
  /// stays.
  static func fitted(_ text: String, columns: Int) -> String {
    let shown = PrintableText.make(text)
    var excess = CellWidth.columns(of: shown) - columns
    guard excess > 0 else { return shown }
    var words = shown.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let paths = words.indices.filter { words[$0].contains("/") }
      .sorted { CellWidth.columns(of: words[$0]) > CellWidth.columns(of: words[$1]) }
    for place in paths where excess > 0 {
      let width = CellWidth.columns(of: words[place])
      let wanted = max(min(width, leastPath), width - excess)
      words[place] = TextWrap.cutMiddle(words[place], columns: wanted)
      excess -= width - wanted
    }
    return TextWrap.cut(words.joined(separator: " "), columns: columns)
  }
}

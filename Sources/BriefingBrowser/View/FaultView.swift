internal import BriefingModel
internal import TerminalScreen

/// What is wrong with something that was typed: a mark below its place, the reason, and what may have been meant.
enum FaultView {
  /// Marks the place of a fault below a text.
  ///
  /// - Parameters:
  ///   - column: where the text begins, or would begin if it were not scrolled.
  ///   - row: of the mark.
  ///   - visible: the columns where the text can be seen; there is no mark where it cannot.
  static func drawMark(
    _ fault: QueryFault, in text: String, column: Int, row: Int, visible: Range<Int>,
    into screen: inout Screen
  ) {
    let before = String(String.UnicodeScalarView(text.unicodeScalars.prefix(fault.offset)))
    let place = column + CellWidth.columns(of: before)
    guard visible.contains(place) else { return }
    screen.write("^", column: place, row: row, style: Style(.warning))
  }

  /// The reason of a fault and, behind a word for it, what may have been meant.
  static func words(of fault: QueryFault, takenBy word: String) -> [(text: String, style: Style)] {
    [(fault.message, Style(.warning))] + (fault.suggestion.map { [("\(word): \($0)", .text)] } ?? [])
  }

  /// Writes texts below each other, a blank line between them.
  static func draw(_ words: [(text: String, style: Style)], _ area: Rect, into screen: inout Screen) {
    var row = area.row
    for (text, style) in words {
      for line in TextWrap.wrap(text, width: area.columns) where row < area.endRow {
        screen.write(line.text, column: area.column, row: row, style: style)
        row += 1
      }
      row += 1
    }
  }
}

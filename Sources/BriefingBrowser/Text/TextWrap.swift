public import BriefingModel
internal import TerminalScreen

/// Wraps text to a width in terminal columns.
///
/// Lines end at blanks, after hyphens, dashes and slashes between words, and between ideographs;
/// never before closing punctuation. A word wider than the line is broken hard. Line breaks of the
/// text itself are kept. All text is made printable first. Time is linear in the text.
public enum TextWrap {
  /// Wraps marked text.
  ///
  /// - Parameters:
  ///   - width: columns of a line, the indent included; at least one column is used for text.
  ///   - indent: blank columns before the first line.
  ///   - hanging: blank columns before the other lines; `indent` when nil.
  ///   - keepingBlanks: whether blanks at the beginning of the text are kept, as code needs it.
  /// - Returns: at least one line; an empty text gives an empty line.
  public static func wrap(
    _ text: InlineText, width: Int, indent: Int = 0, hanging: Int? = nil, keepingBlanks: Bool = false
  ) -> [WrappedLine] {
    let prepared = PreparedText(text.textInLines, keepingBlanks: keepingBlanks)
    return lines(
      prepared, marks: text.marks, width: width, indent: indent, hanging: hanging ?? indent)
  }

  /// Wraps plain text. Parameters as for marked text.
  public static func wrap(
    _ text: String, width: Int, indent: Int = 0, hanging: Int? = nil, keepingBlanks: Bool = false
  ) -> [WrappedLine] {
    wrap(
      InlineText(text), width: width, indent: indent, hanging: hanging, keepingBlanks: keepingBlanks)
  }

  static func lines(
    _ prepared: PreparedText, marks: [InlineMark] = [], width: Int, indent: Int = 0, hanging: Int = 0
  ) -> [WrappedLine] {
    var lines: [WrappedLine] = []
    // Marks lie in order of their beginning: those that ended before a line are passed over once.
    var passed = 0
    let first = max(1, width - indent)
    let rest = max(1, width - hanging)
    prepared.forEachLine(width: rest, firstWidth: first) { graphemes, _ in
      let start = prepared.origin(graphemes.lowerBound)
      let end = prepared.origin(graphemes.upperBound)
      while passed < marks.count, marks[passed].range.upperBound <= start { passed += 1 }
      var last = passed
      while last < marks.count, marks[last].range.lowerBound < end { last += 1 }
      let isFirst = lines.isEmpty
      lines.append(
        WrappedLine(
          prepared, graphemes: graphemes, indent: max(0, isFirst ? indent : hanging),
          available: isFirst ? first : rest, marks: Array(marks[passed..<last])))
    }
    return lines
  }

  /// Lines that `text` takes at `width` columns; as many as `wrap` gives.
  public static func height(_ text: String, width: Int) -> Int {
    PreparedText(text).height(width: width)
  }

  /// `text` on one line of at most `columns` columns, its end replaced by `…` when it is too long.
  public static func cut(_ text: String, columns: Int) -> String {
    guard columns > 0 else { return "" }
    let shown = PrintableText.make(text)
    if CellWidth.columns(of: shown) <= columns { return shown }
    var kept = ""
    var used = 0
    for grapheme in shown {
      let width = CellWidth.columns(of: grapheme)
      if used + width > columns - 1 { break }
      kept.append(grapheme)
      used += width
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// The same for text of which both ends tell something, the last one more: a quarter of its beginning stays.
  static func cutMiddle(_ text: String, columns: Int) -> String {
    let shown = PrintableText.make(text)
    guard columns > 4, CellWidth.columns(of: shown) > columns else { return cut(text, columns: columns) }
    var head = ""
    var used = 0
    for grapheme in shown {
      let width = CellWidth.columns(of: grapheme)
      if used + width > columns / 4 { break }
      head.append(grapheme)
      used += width
    }
    return head + cutFront(shown, columns: columns - used)
  }

  /// The same for text whose end tells more than its beginning, such as a path.
  public static func cutFront(_ text: String, columns: Int) -> String {
    guard columns > 0 else { return "" }
    let shown = PrintableText.make(text)
    if CellWidth.columns(of: shown) <= columns { return shown }
    var kept: [Character] = []
    var used = 0
    for grapheme in shown.reversed() {
      let width = CellWidth.columns(of: grapheme)
      if used + width > columns - 1 { break }
      kept.append(grapheme)
      used += width
    }
    return "…" + String(kept.reversed())
  }
}

internal import BriefingModel

/// The raw lines of a file, wrapped beside their numbers. Only what is shown is wrapped.
struct SourceLayout {
  /// A row of the pane.
  struct Row {
    /// 1-based line of the file.
    var number: Int
    /// Whether the row begins its line, and so carries the number.
    var isFirst: Bool
    var line: WrappedLine
  }

  let lines: SourceLines
  /// Columns of the text.
  let width: Int
  /// Columns of the numbers, the blanks behind them included.
  let gutter: Int

  init(_ lines: SourceLines, width: Int) {
    self.lines = lines
    gutter = String(max(1, lines.count)).utf8.count + 2
    self.width = max(4, width - gutter)
  }

  /// Bytes of a line that are shown: a page is laid out anew for each key.
  private static let mostBytes = 256 << 10

  private func wrapped(_ number: Int) -> [WrappedLine] {
    let text = lines.beginning(ofLine: number, bytes: Self.mostBytes)
    var wrapped = TextWrap.wrap(text, width: width, keepingBlanks: true)
    let rest = number <= lines.count ? lines.ranges[number - 1].count - text.utf8.count : 0
    if rest > 0 {
      wrapped += TextWrap.wrap("… \(rest.grouped) bytes of this line are not shown", width: width)
    }
    return wrapped
  }

  /// The rows of a page from a place on.
  func page(from pane: SourcePane, rows: Int) -> [Row] {
    var page: [Row] = []
    var number = pane.top
    var skip = pane.subline
    while page.count < rows, number <= lines.count {
      for (index, line) in wrapped(number).enumerated().dropFirst(skip) where page.count < rows {
        page.append(Row(number: number, isFirst: index == 0, line: line))
      }
      skip = 0
      number += 1
    }
    return page
  }

  /// The place `delta` rows further; the last line stays on the screen.
  func moved(_ pane: SourcePane, by delta: Int) -> SourcePane {
    var pane = pane
    var left = delta
    while left > 0 {
      let height = wrapped(pane.top).count
      if pane.subline + left < height {
        pane.subline += left
        left = 0
      } else if pane.top < lines.count {
        left -= height - pane.subline
        pane.top += 1
        pane.subline = 0
      } else {
        left = 0
      }
    }
    while left < 0 {
      if pane.subline + left >= 0 {
        pane.subline += left
        left = 0
      } else if pane.top > 1 {
        left += pane.subline + 1
        pane.top -= 1
        pane.subline = wrapped(pane.top).count - 1
      } else {
        pane.subline = 0
        left = 0
      }
    }
    return pane
  }

  /// The place that shows a span about a third down the page.
  func showing(_ span: SourceSpan, rows: Int) -> SourcePane {
    var pane = SourcePane(top: max(1, min(span.firstLine, lines.count)), evidence: span)
    pane = moved(pane, by: -max(1, rows / 3))
    return pane
  }
}

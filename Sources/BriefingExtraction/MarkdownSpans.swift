import BriefingModel

extension ListItem {
  /// Adds a further paragraph of the item, a blank before it.
  mutating func append(_ more: InlineText, _ place: SourceSpan) {
    if content.text.isEmpty {
      content = more
    } else {
      let shift = content.text.unicodeScalars.count + 1
      content.text += " " + more.text
      content.marks += more.marks.map {
        InlineMark(kind: $0.kind, range: ($0.range.lowerBound + shift)..<($0.range.upperBound + shift))
      }
    }
    span = span.union(place)
  }
}

extension SourceSpan {
  /// The span moved down by `count` lines, at most to the line `limit`.
  func shifted(by count: Int, limit: Int) -> SourceSpan {
    SourceSpan(
      firstLine: min(max(1, limit), firstLine + count), lastLine: min(max(1, limit), lastLine + count),
      firstColumn: firstColumn, lastColumn: lastColumn)
  }
}

extension Block {
  /// The block with all its spans moved down by `count` lines, at most to the line `limit`.
  func shifted(by count: Int, limit: Int) -> Block {
    switch self {
    case .paragraph(var paragraph):
      paragraph.span = paragraph.span.shifted(by: count, limit: limit)
      return .paragraph(paragraph)
    case .list(var list):
      list.span = list.span.shifted(by: count, limit: limit)
      for place in list.items.indices {
        list.items[place].span = list.items[place].span.shifted(by: count, limit: limit)
      }
      return .list(list)
    case .table(var table):
      table.span = table.span.shifted(by: count, limit: limit)
      table.headerSpan = table.headerSpan?.shifted(by: count, limit: limit)
      table.rowSpans = table.rowSpans.map { $0.shifted(by: count, limit: limit) }
      return .table(table)
    case .quote(var quote):
      quote.span = quote.span.shifted(by: count, limit: limit)
      return .quote(quote)
    case .code(var code):
      code.span = code.span.shifted(by: count, limit: limit)
      return .code(code)
    }
  }
}

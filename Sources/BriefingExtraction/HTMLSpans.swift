import BriefingModel

/// Source lines of HTML nodes.
enum HTMLSpans {
  /// The lines from an element's start tag to its end tag, or to its last text where the end tag is
  /// left out.
  static func span(of index: Int, in tree: HTMLTree, lines: SourceLines) -> SourceSpan {
    var first: Int?
    var last: Int?
    if let start = tree.source(index) { (first, last) = (start.lowerBound, start.upperBound - 1) }
    if let end = tree.endTag(index) {
      last = max(last ?? 0, end.upperBound - 1)
    } else {
      // The last in the tree need not be the last in the source: what stands in a table outside its
      // cells comes before it.
      for node in (index + 1)..<max(index + 1, tree.end(index)) {
        guard let range = tree.endTag(node) ?? tree.source(node) else { continue }
        last = max(last ?? 0, range.upperBound - 1)
      }
    }
    if first == nil {
      var node = index + 1
      while node < tree.end(index), first == nil {
        first = tree.source(node)?.lowerBound
        node += 1
      }
    }
    let start = first ?? 0
    return span(start...max(start, last ?? start), lines: lines)
  }

  /// The lines that hold the bytes of `range`.
  static func span(_ range: ClosedRange<Int>, lines: SourceLines) -> SourceSpan {
    SourceSpan(
      firstLine: lines.lineNumber(ofByte: range.lowerBound),
      lastLine: lines.lineNumber(ofByte: range.upperBound))
  }
}

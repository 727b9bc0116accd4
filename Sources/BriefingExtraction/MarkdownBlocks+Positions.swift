import BriefingModel
import CCmarkGFM

/// Places that the parser does not give: where the lines above a table's header belong to a paragraph, that
/// paragraph has no place at all, and table and header have the paragraph's.
extension MarkdownBlocks {
  /// The lines of a paragraph that stands right above a table's header, 1-based in what the parser saw; nil
  /// for every other node.
  static func linesAboveTable(
    _ node: OpaquePointer, in lines: SourceLines, offset: Int
  ) -> ClosedRange<Int>? {
    guard cmark_node_get_start_line(node) == 0, markdown_kind(node) == MARKDOWN_PARAGRAPH,
      let table = cmark_node_next(node), markdown_kind(table) == MARKDOWN_TABLE
    else { return nil }
    let first = Int(cmark_node_get_start_line(table))
    let header = headerLine(of: table, in: lines, offset: offset)
    return header > first && first > 0 ? first...(header - 1) : nil
  }

  /// The line of a table's header, 1-based in what the parser saw.
  static func headerLine(of table: OpaquePointer, in lines: SourceLines, offset: Int) -> Int {
    let first = Int(cmark_node_get_start_line(table))
    guard let above = cmark_node_previous(table), cmark_node_get_start_line(above) == 0,
      markdown_kind(above) == MARKDOWN_PARAGRAPH
    else { return first }
    // The rule stands between the header and the first row.
    if let row = cmark_node_first_child(table).flatMap({ cmark_node_next($0) }) {
      return max(first, Int(cmark_node_get_start_line(row)) - 2)
    }
    var rule = min(Int(cmark_node_get_end_line(table)), lines.count - offset)
    while rule > first + 1, !isRule(lines.utf8[lines.ranges[rule + offset - 1]]) { rule -= 1 }
    return max(first, rule - 1)
  }

  /// Whether a line is of dashes, colons and pipes, the marks of lists and quotations around it aside.
  private static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    line.contains(0x2D)
      && line.allSatisfy { $0 <= 0x20 || $0 == 0x2D || $0 == 0x3A || $0 == 0x7C || $0 == 0x3E }
  }
}

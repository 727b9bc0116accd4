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

  /// The lines of a block of code. To a fence that is not closed before its item or quotation ends the parser
  /// counts the line behind it.
  func codeSpan(of node: OpaquePointer) -> SourceSpan {
    var span = span(of: node)
    var (length, offset, sign) = (Int32(0), Int32(0), CChar(0))
    guard cmark_node_get_fenced(node, &length, &offset, &sign) != 0,
      let literal = cmark_node_get_literal(node)
    else { return span }
    let count = MarkupBytes.string(literal).count { $0 == 0x0A }
    let last = lines.utf8[lines.ranges[span.lastLine - 1]].drop { $0 <= 0x20 || $0 == 0x3E }
    if span.lastLine > span.firstLine + count, last.first != UInt8(bitPattern: sign) {
      span.lastLine = span.firstLine + count
      let isBlank = lines.utf8[lines.ranges[span.lastLine - 1]].allSatisfy { $0 <= 0x20 }
      if count > 0, isBlank { span.lastLine -= 1 }
    }
    return span
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

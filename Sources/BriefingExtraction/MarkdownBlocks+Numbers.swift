import BriefingModel
import CCmarkGFM

extension MarkdownBlocks {
  /// Begins to count the items of a list; one that goes on from the slice before goes on counting.
  mutating func beginNumbers(of newList: OpaquePointer) {
    guard listDepth > 1 || list == nil else { return }
    numbers.removeSubrange(min(listDepth - 1, numbers.count)...)
    numbers.append(Int(cmark_node_get_list_start(newList)) - 1)
  }

  /// The number of an item, nil for a bullet: the one that is written where it counts up, for it may be that of a
  /// clause; else, where all are written alike, the next one.
  mutating func number(of item: OpaquePointer) -> String? {
    guard let list = cmark_node_parent(item), cmark_node_get_list_type(list) == CMARK_ORDERED_LIST,
      numbers.indices.contains(listDepth - 1)
    else { return nil }
    let line = Int(cmark_node_get_start_line(item)) + lineOffset
    let column = Int(cmark_node_get_start_column(item))
    var written = 0
    if line >= 1, line <= text.count, column >= 1 {
      // A number of Markdown has nine digits at most.
      for byte in text.utf8[text.ranges[line - 1]].dropFirst(column - 1).prefix(9) {
        guard Letters.isASCIIDigit(byte) else { break }
        written = written * 10 + Int(byte - 0x30)
      }
    }
    numbers[listDepth - 1] = max(written, numbers[listDepth - 1] + 1)
    return "\(numbers[listDepth - 1])" + (cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ")" : ".")
  }
}

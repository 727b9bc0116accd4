import BriefingModel
import CCmarkGFM

/// A list of Markdown as it is read, with the lists within it.
///
/// A block within an item (code, a table, a quotation) ends it and it goes on behind that: what follows of the item
/// is a paragraph then, and the items behind it keep their numbers and depth.
struct MarkdownOpenList {
  let ordered: Bool
  private var items: [ListItem] = []
  /// The items that are open, innermost last, by index in `items`; nil for one that has been taken.
  private var open: [Int?] = []
  /// The number that each open list has come to, innermost last, and whether it is the one that is written.
  private var numbers: [(last: Int, isWritten: Bool)] = []
  /// Open lists.
  private var depth = 0
  private var hasBeenTaken = false

  init(ordered: Bool) { self.ordered = ordered }

  var isInItem: Bool { !open.isEmpty }

  /// Begins the list itself, also where it goes on in a further slice, or one within it.
  mutating func beginList(start: Int, isWritten: Bool) {
    depth += 1
    if depth > numbers.count { numbers.append((start - 1, isWritten)) }
  }

  /// Ends the innermost list; true when it was the list itself.
  mutating func endList() -> Bool {
    depth -= 1
    if depth > 0 { numbers.removeLast() }
    return depth == 0
  }

  /// Begins an item at a 1-based line; `number` is the one that is written, nil for a bullet.
  mutating func beginItem(line: Int, number: (written: Int, sign: String)?) {
    var marker: String?
    if let number, let place = numbers.indices.last {
      let isWritten = numbers[place].isWritten && number.written > numbers[place].last
      numbers[place].last = isWritten ? number.written : numbers[place].last + 1
      marker = "\(numbers[place].last)" + number.sign
    }
    open.append(items.count)
    items.append(ListItem(content: "", marker: marker, depth: depth - 1, span: SourceSpan(line: line)))
  }

  mutating func endItem() { _ = open.popLast() }

  /// Adds a paragraph to the item that is open; false where none is, or it has been taken.
  mutating func append(_ content: InlineText, _ span: SourceSpan) -> Bool {
    guard let item = open.last ?? nil else { return false }
    items[item].append(content, span)
    return true
  }

  /// The items so far as a list, and whether it goes on one that was taken before; nil where none has text.
  mutating func take() -> (list: ItemList, goesOn: Bool)? {
    var found = items.filter { !$0.text.isEmpty }
    // An item that begins with a block may say something behind it.
    var empty: [ListItem] = []
    open = open.map { item in
      guard let item, items[item].text.isEmpty else { return nil }
      empty.append(items[item])
      return empty.count - 1
    }
    items = empty
    guard let first = found.first else { return nil }
    for place in found.indices {
      let task = found[place].content.partedFromTaskMark
      found[place].content = task.text
      found[place].marker = ListMarker.joined(found[place].marker, task.mark)
      found[place].label = ListLabel.label(of: found[place].text)
    }
    let goesOn = hasBeenTaken
    hasBeenTaken = true
    let span = found.reduce(first.span) { $0.union($1.span) }
    return (ItemList(ordered: ordered, items: found, span: span), goesOn)
  }
}

extension MarkdownBlocks {
  mutating func beginList(_ node: OpaquePointer) {
    if openList == nil {
      openList = MarkdownOpenList(ordered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST)
    }
    let isWritten = areNumbersWritten(in: node)
    openList?.beginList(start: Int(cmark_node_get_list_start(node)), isWritten: isWritten)
  }

  mutating func beginItem(_ node: OpaquePointer) {
    let line = span(of: node).firstLine
    guard let list = cmark_node_parent(node), cmark_node_get_list_type(list) == CMARK_ORDERED_LIST else {
      openList?.beginItem(line: line, number: nil)
      return
    }
    let sign = cmark_node_get_list_delim(list) == CMARK_PAREN_DELIM ? ")" : "."
    let written = writtenNumber(of: node)
    openList?.beginItem(line: line, number: (written, sign))
  }

  /// Whether the items of a list have the numbers that are written, which may be those of clauses: where each is
  /// above the one before. Elsewhere they only ask to be counted.
  private func areNumbersWritten(in list: OpaquePointer) -> Bool {
    guard cmark_node_get_list_type(list) == CMARK_ORDERED_LIST else { return false }
    var last = -1
    var item = cmark_node_first_child(list)
    while let node = item {
      let number = writtenNumber(of: node)
      guard number > last else { return false }
      last = number
      item = cmark_node_next(node)
    }
    return true
  }

  private func writtenNumber(of item: OpaquePointer) -> Int {
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
    return written
  }
}

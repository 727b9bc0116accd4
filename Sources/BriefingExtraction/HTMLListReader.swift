import BriefingModel
import CGumbo

/// Reads an HTML list with the lists nested in it, its items in reading order.
struct HTMLListReader {
  let content: HTMLContent
  let lines: SourceLines
  private var tree: HTMLTree { content.tree }
  private var items: [Item] = []

  private struct Item {
    var builder = MarkupTextBuilder()
    var depth: Int
    var range: ClosedRange<Int>?
    var index: Int
    /// Its number, and the box that stands before its text.
    var marker: String?
    /// Whether it is what an item says behind a block within it.
    var isRest = false
  }

  /// What a list comes to: lists, and what stands in their items and is no text of theirs.
  enum Piece {
    case list(ItemList)
    /// What an item says behind a block within it.
    case paragraph(Paragraph)
    /// Code, a table or a quotation, by index.
    case block(Int)
  }

  /// Whether code, tables and quotations in items are pieces of their own; else they are text.
  private let partsAtBlocks: Bool
  /// The blocks within items, each with the number of items that begin before it.
  private var blocks: [(items: Int, node: Int)] = []

  /// A list that numbers its items.
  private struct Numbering {
    var next: Int
    var step: Int
    var type: String?
  }

  /// The lists that are open, innermost last; nil for bullets.
  private var numberings: [(end: Int, numbering: Numbering?)] = []

  /// The term that was read last in a list of terms and their meanings.
  private var term: (item: Int, awaitsMeaning: Bool)?

  /// An element that is being read.
  private struct Context {
    enum Kind { case item, phrase(HTMLPhrase), block }
    var kind: Kind
    var end: Int
  }

  init(_ content: HTMLContent, lines: SourceLines, partsAtBlocks: Bool = false) {
    self.content = content
    self.lines = lines
    self.partsAtBlocks = partsAtBlocks
  }

  /// The list at `index`, or nil when it has no item with text.
  mutating func read(_ index: Int) -> ItemList? {
    walk(index)
    return list(index, items[...])
  }

  /// The list at `index` in pieces, in reading order.
  mutating func pieces(_ index: Int) -> [Piece] {
    walk(index)
    var pieces: [Piece] = []
    var start = 0
    func add(upTo end: Int, to pieces: inout [Piece]) {
      while start < end {
        let part = items[start..<end].prefix { $0.isRest == items[start].isRest }
        if let found = list(index, part) {
          pieces +=
            items[start].isRest
            ? found.items.map { .paragraph(Paragraph(content: $0.content, span: $0.span)) } : [.list(found)]
        }
        start = part.endIndex
      }
    }
    for block in blocks {
      add(upTo: block.items, to: &pieces)
      pieces.append(.block(block.node))
    }
    add(upTo: items.count, to: &pieces)
    return pieces
  }

  private mutating func walk(_ index: Int) {
    var open: [Context] = []
    var path: [Int] = []
    var node = index + 1
    let stop = tree.end(index)
    numberings = [(stop, numbering(of: index))]
    while true {
      while let top = open.last, top.end <= node {
        open.removeLast()
        switch top.kind {
        case .item: path.removeLast()
        case .phrase(let phrase): if let item = path.last { phrase.end(&items[item].builder) }
        case .block: if let item = path.last { items[item].builder.appendBlank() }
        }
      }
      guard node < stop else { break }
      let current = tree.nodes[node]
      if current.isText {
        add(node, to: &path, open: &open, stop: stop)
        node += 1
      } else if let formula = HTMLPhrase.formula(node, in: tree) {
        if let item = innermost(&path, at: node) { items[item].builder.append(formula) }
        node = current.end
      } else if content.isInvisible(node) {
        if current.tag == GUMBO_TAG_INPUT, let item = path.last { addBox(node, to: item) }
        node = current.end
      } else if partsAtBlocks, Self.isBlock(current.tag) {
        blocks.append((items.count, node))
        node = current.end
      } else if current.tag == GUMBO_TAG_DT || current.tag == GUMBO_TAG_DD {
        path.append(place(of: node, isTerm: current.tag == GUMBO_TAG_DT, depth: path.count))
        open.append(Context(kind: .item, end: current.end))
        node += 1
      } else if current.tag == GUMBO_TAG_LI {
        items.append(Item(depth: path.count, index: node, marker: number(of: node)))
        path.append(items.count - 1)
        open.append(Context(kind: .item, end: current.end))
        node += 1
      } else {
        if HTMLTags.isList(current.tag) { numberings.append((current.end, numbering(of: node))) }
        if let item = innermost(&path, at: node) {
          if let phrase = HTMLPhrase.begin(node, in: content, &items[item].builder) {
            open.append(Context(kind: .phrase(phrase), end: current.end))
          } else if current.tag == GUMBO_TAG_BR {
            items[item].builder.appendBreak()
          } else if !HTMLTags.isPhrase(current.tag) {
            items[item].builder.appendBlank()
            open.append(Context(kind: .block, end: current.end))
          }
        }
        node += 1
      }
    }
  }

  /// Elements that stand in items and are no text of theirs.
  private static func isBlock(_ tag: GumboTag?) -> Bool {
    tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_LISTING || tag == GUMBO_TAG_XMP || tag == GUMBO_TAG_TABLE
      || tag == GUMBO_TAG_BLOCKQUOTE
  }

  /// The innermost item that is open; behind a block within it what is left of it, an item without text so far whole.
  private mutating func innermost(_ path: inout [Int], at node: Int) -> Int? {
    guard let item = path.last, let block = blocks.last, item < block.items else { return path.last }
    var rest = Item(depth: items[item].depth, index: node, marker: items[item].marker)
    rest.isRest = !items[item].builder.isEmpty || items[item].isRest
    items.append(rest)
    path[path.count - 1] = items.count - 1
    return items.count - 1
  }

  /// How a list numbers its items; nil for bullets.
  private func numbering(of list: Int) -> Numbering? {
    guard tree.nodes[list].tag == GUMBO_TAG_OL else { return nil }
    let isReversed = tree.attribute("reversed", of: list) != nil
    return Numbering(
      next: number("start", of: list) ?? (isReversed ? itemCount(list) : 1), step: isReversed ? -1 : 1,
      type: tree.attribute("type", of: list))
  }

  /// Items of a list, those of the lists within it left out.
  private func itemCount(_ list: Int) -> Int {
    var count = 0
    var node = list + 1
    while node < tree.end(list) {
      if HTMLTags.isList(tree.nodes[node].tag) {
        node = tree.end(node)
        continue
      }
      if tree.nodes[node].tag == GUMBO_TAG_LI { count += 1 }
      node += 1
    }
    return count
  }

  /// A whole number that an attribute gives.
  private func number(_ attribute: String, of node: Int) -> Int? {
    tree.attribute(attribute, of: node).flatMap { Int32($0.trimmingBlanks()) }.map(Int.init)
  }

  /// The number of the item that begins, in the list around it.
  private mutating func number(of item: Int) -> String? {
    while numberings.count > 1, let last = numberings.last, last.end <= item { numberings.removeLast() }
    let place = numberings.count - 1
    guard var numbering = numberings[place].numbering else { return nil }
    let own = number("value", of: item) ?? numbering.next
    numbering.next = own + numbering.step
    numberings[place].numbering = numbering
    return ListMarker.numbering(own, type: numbering.type)
  }

  /// A box before the text of an item is part of what it says.
  private mutating func addBox(_ node: Int, to item: Int) {
    guard items[item].builder.isEmpty, !tree.nodes[node].flags.contains(.hidden),
      tree.attribute("type", of: node)?.lowercased() == "checkbox"
    else { return }
    let box = tree.attribute("checked", of: node) != nil ? "[x]" : "[ ]"
    items[item].marker = ListMarker.joined(items[item].marker, box)
  }

  /// The item that a term or a meaning belongs to: `Term: meaning` is one item, and so are terms that
  /// share a meaning.
  private mutating func place(of node: Int, isTerm: Bool, depth: Int) -> Int {
    if let term, term.item >= blocks.last?.items ?? 0, items[term.item].depth == depth,
      !isTerm || term.awaitsMeaning
    {
      let sign = isTerm ? "," : term.awaitsMeaning && !items[term.item].builder.endsInColon ? ":" : ""
      items[term.item].builder.append(sign)
      items[term.item].builder.appendBlank()
      self.term = (term.item, isTerm)
      return term.item
    }
    items.append(Item(depth: depth, index: node))
    term = isTerm ? (items.count - 1, true) : nil
    return items.count - 1
  }

  /// Adds text to the innermost item; text of a list outside its items is an item by itself.
  private mutating func add(_ node: Int, to path: inout [Int], open: inout [Context], stop: Int) {
    guard let range = tree.source(node) else {
      if let item = path.last { items[item].builder.appendBlank() }
      return
    }
    if path.isEmpty {
      items.append(Item(depth: 0, index: node))
      path.append(items.count - 1)
      // It lasts as long as the element around it.
      open.append(Context(kind: .item, end: node + 1))
    }
    guard let item = innermost(&path, at: node) else { return }
    tree.withText(node) { items[item].builder.append($0) }
    let low = min(items[item].range?.lowerBound ?? range.lowerBound, range.lowerBound)
    items[item].range = low...max(low, items[item].range?.upperBound ?? 0, range.upperBound - 1)
  }

  /// The list that some of the items make; nil when none has text.
  private mutating func list(_ index: Int, _ part: ArraySlice<Item>) -> ItemList? {
    var found: [ListItem] = []
    for place in part.indices {
      let (mark, content) = MarkupBullets.parted(items[place].builder.take())
      guard !content.text.isEmpty else { continue }
      var range = items[place].range ?? 0...0
      if let start = tree.source(items[place].index) {
        range = min(start.lowerBound, range.lowerBound)...max(range.upperBound, start.lowerBound)
      }
      found.append(
        ListItem(
          content: content, label: ListLabel.label(of: content.text),
          marker: ListMarker.joined(items[place].marker, mark), depth: items[place].depth,
          span: HTMLSpans.span(range, lines: lines)))
    }
    guard let first = found.first else { return nil }
    let span = found.reduce(first.span) { $0.union($1.span) }
    return ItemList(ordered: tree.tag(index) == GUMBO_TAG_OL, items: found, span: span)
  }
}

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
  }

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
    enum Kind { case item, mark, block }
    var kind: Kind
    var end: Int
  }

  init(_ content: HTMLContent, lines: SourceLines) {
    self.content = content
    self.lines = lines
  }

  /// The list at `index`, or nil when it has no item with text.
  mutating func read(_ index: Int) -> ItemList? {
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
        case .mark: if let item = path.last { items[item].builder.close() }
        case .block: if let item = path.last { items[item].builder.appendBlank() }
        }
      }
      guard node < stop else { break }
      let current = tree.nodes[node]
      if current.isText {
        add(node, to: &path, open: &open, stop: stop)
        node += 1
      } else if content.isInvisible(node) {
        if current.tag == GUMBO_TAG_INPUT, let item = path.last { addBox(node, to: item) }
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
        if let item = path.last {
          if current.flags.contains(.link), let target = tree.attribute("href", of: node) {
            items[item].builder.open(.link(target))
            open.append(Context(kind: .mark, end: current.end))
          } else if let mark = current.tag.flatMap(HTMLTags.mark) {
            items[item].builder.open(mark)
            open.append(Context(kind: .mark, end: current.end))
          } else if !HTMLTags.isPhrase(current.tag) {
            items[item].builder.appendBlank()
            open.append(Context(kind: .block, end: current.end))
          }
        }
        node += 1
      }
    }
    return list(index)
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
    if let term, items[term.item].depth == depth, !isTerm || term.awaitsMeaning {
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
    guard let item = path.last else { return }
    tree.withText(node) { items[item].builder.append($0) }
    let low = min(items[item].range?.lowerBound ?? range.lowerBound, range.lowerBound)
    items[item].range = low...max(low, items[item].range?.upperBound ?? 0, range.upperBound - 1)
  }

  private mutating func list(_ index: Int) -> ItemList? {
    var found: [ListItem] = []
    for place in items.indices {
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

/// Text of a part of the tree.
enum HTMLText {
  /// The text of the element at `index` with its marks, blocks within it parted by blanks.
  static func inline(of index: Int, in content: HTMLContent) -> InlineText {
    let tree = content.tree
    var builder = MarkupTextBuilder()
    var open: [(end: Int, isMark: Bool)] = []
    var node = index + 1
    let stop = tree.end(index)
    while true {
      while let top = open.last, top.end <= node {
        open.removeLast()
        if top.isMark { builder.close() } else { builder.appendBlank() }
      }
      guard node < stop else { break }
      let current = tree.nodes[node]
      if current.isText {
        tree.withText(node) { builder.append($0) }
      } else if content.isInvisible(node) {
        node = current.end
        continue
      } else if current.flags.contains(.link), let target = tree.attribute("href", of: node) {
        builder.open(.link(target))
        open.append((current.end, true))
      } else if let mark = current.tag.flatMap(HTMLTags.mark) {
        builder.open(mark)
        open.append((current.end, true))
      } else if !HTMLTags.isPhrase(current.tag) {
        builder.appendBlank()
        open.append((current.end, false))
      }
      node += 1
    }
    return builder.take()
  }

  /// A heading without the sign that links to itself (`¶`, `#`, `§`) at its end or beginning.
  static func withoutAnchorSign(_ text: InlineText) -> InlineText {
    var scalars = Array(text.text.unicodeScalars)
    let signs: Set<Unicode.Scalar> = ["¶", "#", "§", "\u{F0C1}", "🔗"]
    var end = scalars.count
    while end > 1, signs.contains(scalars[end - 1]) { end -= 1 }
    if end < scalars.count {
      while end > 0, scalars[end - 1] == " " { end -= 1 }
      scalars.removeSubrange(end...)
    }
    var start = 0
    // A leading sign counts only where a link holds it: `§ 12` is a heading of a law.
    if let first = scalars.first, signs.contains(first),
      text.marks.contains(where: { mark in
        if case .link = mark.kind { mark.range == 0..<1 } else { false }
      })
    {
      start = 1
      while start < scalars.count, scalars[start] == " " { start += 1 }
    }
    if start == 0, scalars.count == text.text.unicodeScalars.count { return text }
    let kept = start..<max(start, scalars.count)
    let marks = text.marks.compactMap { mark -> InlineMark? in
      let range = mark.range.clamped(to: kept)
      guard !range.isEmpty else { return nil }
      return InlineMark(kind: mark.kind, range: (range.lowerBound - start)..<(range.upperBound - start))
    }
    return InlineText(String(String.UnicodeScalarView(scalars[kept])), marks: marks)
  }
}

import BriefingModel
import CGumbo

/// A parsed HTML document as a flat array in document order.
///
/// Each node knows where its subtree ends, so that everything above walks the tree with an index and
/// nothing recurses, however deep a page nests.
final class HTMLTree {
  /// An element or a piece of text.
  struct Node {
    fileprivate let pointer: UnsafePointer<GumboNode>
    /// The HTML tag; nil for text and for elements of other vocabularies.
    let tag: GumboTag?
    let isText: Bool
    /// Whether it belongs to SVG or MathML.
    let isForeign: Bool
    /// What its tag and attributes say that it is for.
    let flags: HTMLNodeFlags
    /// Bytes of a text that are not white space.
    let ink: Int32
    /// Index of the parent, -1 for the root.
    let parent: Int
    /// Index behind the last node of the subtree.
    fileprivate(set) var end: Int
  }

  let nodes: [Node]
  private let pool: UnsafeMutablePointer<PooledHTML>
  private let buffer: UnsafeMutableBufferPointer<UInt8>

  private let cuts: [Range<Int>]
  /// Bytes taken out up to the end of each cut.
  private let cutBytes: [Int]

  /// The offset in the source of the first tag that was ignored because it nests too deeply.
  let firstExcess: Int?

  /// Parses UTF-8 bytes.
  init(_ source: [UInt8]) {
    let tame = HTMLSieve.apply(to: source)
    let bytes = tame.text
    cuts = tame.cuts
    firstExcess = tame.firstExcess
    var total = 0
    cutBytes = tame.cuts.map {
      total += $0.count
      return total
    }
    buffer = .allocate(capacity: bytes.count + 1)
    _ = buffer.initialize(from: bytes)
    buffer[bytes.count] = 0
    pool = buffer.withMemoryRebound(to: CChar.self) {
      pooled_html_parse(UnsafePointer($0.baseAddress), bytes.count)
    }
    nodes = Self.flatten(pool, capacity: bytes.count / 16)
  }

  deinit {
    pooled_html_free(pool)
    buffer.deallocate()
  }

  private static func flatten(_ pool: UnsafeMutablePointer<PooledHTML>, capacity: Int) -> [Node] {
    guard let root = pooled_html_root(pool) else { return [] }
    var nodes: [Node] = []
    nodes.reserveCapacity(capacity)
    var path: [(pointer: UnsafePointer<GumboNode>, index: Int, next: UInt32)] = []
    nodes.append(
      Node(pointer: root, tag: nil, isText: false, isForeign: false, flags: [], ink: 0, parent: -1, end: 0))
    path.append((root, 0, 0))
    while let top = path.last {
      guard top.next < html_child_count(top.pointer) else {
        nodes[top.index].end = nodes.count
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      guard let child = html_child(top.pointer, top.next) else { continue }
      guard html_is_element(child) != 0 else {
        guard html_is_text(child) != 0 else { continue }
        nodes.append(
          Node(
            pointer: child, tag: nil, isText: true, isForeign: false, flags: [], ink: ink(of: child),
            parent: top.index, end: nodes.count + 1))
        continue
      }
      let isForeign = html_is_foreign(child) != 0
      let tag = isForeign ? nil : html_tag(child)
      var flags = HTMLNodeFlags.of(tag, html_attributes(child))
      // A heading that opens and shuts what is below it holds its text in a button.
      if tag == GUMBO_TAG_BUTTON, isInHeading(top.index, nodes) { flags.remove(.neverShown) }
      nodes.append(
        Node(
          pointer: child, tag: tag, isText: false, isForeign: isForeign, flags: flags, ink: 0,
          parent: top.index, end: nodes.count + 1))
      path.append((child, nodes.count - 1, 0))
    }
    return nodes
  }

  private static func ink(of node: UnsafePointer<GumboNode>) -> Int32 {
    let length = html_text_length(node)
    guard let text = html_text(node) else { return 0 }
    return text.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
      var ink: Int32 = 0
      for index in 0..<length where bytes[index] > 0x20 { ink &+= 1 }
      return ink
    }
  }

  private static func isInHeading(_ index: Int, _ nodes: [Node]) -> Bool {
    var index = index
    for _ in 0..<4 where index > 0 {
      if HTMLTags.headingLevel(nodes[index].tag) != nil { return true }
      index = nodes[index].parent
    }
    return false
  }

  /// Number of nodes.
  var count: Int { nodes.count }

  func tag(_ index: Int) -> GumboTag? { nodes[index].tag }

  /// Index behind the subtree of the node at `index`.
  func end(_ index: Int) -> Int { nodes[index].end }

  /// Calls `body` with the decoded text of a text node.
  func withText<Result>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard nodes[index].isText, let text = html_text(nodes[index].pointer) else {
      return body(UnsafeBufferPointer(start: nil, count: 0))
    }
    let length = html_text_length(nodes[index].pointer)
    return text.withMemoryRebound(to: UInt8.self, capacity: length) {
      body(UnsafeBufferPointer(start: $0, count: length))
    }
  }

  /// The value of an attribute of an element.
  func attribute(_ name: String, of index: Int) -> String? {
    let node = nodes[index]
    guard !node.isText, index > 0, html_has_attributes(node.pointer) != 0,
      let value = html_attribute(node.pointer, name)
    else { return nil }
    return String(cString: value)
  }

  /// The offsets in the source, half-open, of an element's start tag or of a text without the white
  /// space around it. Nil for what is not in the source, and for white space.
  func source(_ index: Int) -> Range<Int>? {
    guard index > 0 else { return nil }
    let piece = html_source(nodes[index].pointer)
    guard let range = offsets(piece) else { return nil }
    guard nodes[index].isText else { return original(range) }
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, Self.isBlank(buffer[low]) { low += 1 }
    while high > low, Self.isBlank(buffer[high - 1]) { high -= 1 }
    return low < high ? original(low..<high) : nil
  }

  /// A range of the parsed text as a range of the source.
  private func original(_ range: Range<Int>) -> Range<Int> {
    if cuts.isEmpty || range.isEmpty { return range }
    return original(range.lowerBound)..<(original(range.upperBound - 1) + 1)
  }

  private func original(_ offset: Int) -> Int {
    var low = 0
    var high = cuts.count
    while low < high {
      let middle = (low + high) / 2
      let before = middle == 0 ? 0 : cutBytes[middle - 1]
      if cuts[middle].lowerBound - before <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? offset : offset + cutBytes[low - 1]
  }

  /// The offsets of an element's end tag, where it has one.
  func endTag(_ index: Int) -> Range<Int>? {
    guard index > 0, !nodes[index].isText else { return nil }
    return offsets(html_source_end(nodes[index].pointer)).map(original)
  }

  private func offsets(_ piece: GumboStringPiece) -> Range<Int>? {
    guard let data = piece.data, let base = buffer.baseAddress else { return nil }
    let start = UnsafeRawPointer(data) - UnsafeRawPointer(base)
    guard start >= 0, start + piece.length <= buffer.count else { return nil }
    return start..<(start + piece.length)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

  /// The children of the node at `index`.
  func children(_ index: Int) -> some Sequence<Int> {
    let stop = nodes[index].end
    return sequence(state: index + 1) { [nodes] next -> Int? in
      guard next < stop else { return nil }
      defer { next = nodes[next].end }
      return next
    }
  }
}

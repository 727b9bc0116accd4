import BriefingModel
import CGumbo

/// A parsed HTML document as a flat array in document order.
///
/// Each node knows where its subtree ends, so that everything above walks the tree with an index and
/// nothing recurses, however deep a page nests. What the parser made is given back as soon as the array stands:
/// it takes several times the memory, which the briefing can have.
final class HTMLTree {
  /// An element or a piece of text.
  struct Node {
    /// Of a start tag or a text, in the parsed text: -1 for what is not in it.
    fileprivate let place: Int32
    fileprivate let length: Int32
    /// Of an element: its end tag in the parsed text, -1 without one. Of a text: the decoded text, in the parsed
    /// text or, below zero, in what differs from it.
    fileprivate let second: Int32
    fileprivate let secondLength: Int32
    /// Bytes of a text that are not white space.
    let ink: Int32
    private let storedParent: Int32
    fileprivate var storedEnd: Int32
    /// Of a text: the index of the first run that it may hold; -1 without any. Of an element: that of its first
    /// attribute.
    fileprivate let run: Int32
    private let storedTag: UInt16
    /// What its tag and attributes say that it is for.
    let flags: HTMLNodeFlags
    private let kind: Kind

    fileprivate enum Kind: UInt8 { case text, element, foreign }

    fileprivate init(
      _ piece: Range<Int>?, _ second: (start: Int, length: Int), _ kind: Kind, tag: GumboTag? = nil,
      flags: HTMLNodeFlags = [], ink: Int32 = 0, run: Int32 = -1, parent: Int, end: Int
    ) {
      place = Int32(truncatingIfNeeded: piece?.lowerBound ?? -1)
      length = Int32(truncatingIfNeeded: piece?.count ?? 0)
      self.second = Int32(truncatingIfNeeded: second.start)
      secondLength = Int32(truncatingIfNeeded: second.length)
      self.kind = kind
      storedTag = tag.map { UInt16(truncatingIfNeeded: $0.rawValue) } ?? .max
      self.flags = flags
      self.ink = ink
      self.run = run
      storedParent = Int32(truncatingIfNeeded: parent)
      storedEnd = Int32(truncatingIfNeeded: end)
    }

    /// The HTML tag; nil for text and for elements of other vocabularies.
    var tag: GumboTag? { storedTag == .max ? nil : GumboTag(rawValue: UInt32(storedTag)) }
    var isText: Bool { kind == .text }
    /// Whether it belongs to SVG or MathML.
    var isForeign: Bool { kind == .foreign }
    /// Index of the parent, -1 for the root.
    var parent: Int { Int(storedParent) }
    /// Index behind the last node of the subtree.
    var end: Int { Int(storedEnd) }
    /// In the parsed text.
    fileprivate var piece: Range<Int>? { place < 0 ? nil : Int(place)..<Int(place + length) }
  }

  let nodes: [Node]
  /// What the parser saw.
  private let parsed: [UInt8]
  /// Decoded texts that differ from what the parser saw.
  private let decoded: [UInt8]
  private let attributes: HTMLAttributeList
  private let places: HTMLPlaces
  private let text: [UInt8]

  /// The offset in the source of the first tag that was ignored because it nests too deeply.
  let firstExcess: Int?

  /// The offset in the source from which on a page of too many tags is not read.
  let firstUnread: Int?

  /// Parses UTF-8 bytes, the parser seeing a sign of each long run of text unless told otherwise.
  init(
    _ source: [UInt8], replacesRuns: Bool = true, dropsBlanks: Bool = true, mostTags: Int = HTMLSieve.mostTags
  ) {
    let tame = HTMLSieve.apply(
      to: source, replacesRuns: replacesRuns, dropsBlanks: dropsBlanks, mostTags: mostTags)
    text = source
    places = tame.places
    firstExcess = tame.firstExcess
    firstUnread = tame.firstUnread
    // The parser may look at one byte behind the end.
    var bytes = tame.text
    bytes.append(0)
    parsed = bytes
    var flat = Flat()
    parsed.withUnsafeBufferPointer { flat.read(UnsafeBufferPointer(rebasing: $0.dropLast()), tame.places) }
    (nodes, decoded, attributes) = (flat.nodes, flat.decoded, flat.attributes)
  }

  /// The array as it is made from what the parser made.
  private struct Flat {
    var nodes: [Node] = []
    var decoded: [UInt8] = []
    var attributes = HTMLAttributeList()

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ places: HTMLPlaces) {
      guard let base = bytes.baseAddress else { return }
      let pool = base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        pooled_html_parse($0, bytes.count)
      }
      defer { pooled_html_free(pool) }
      guard let pool, let root = pooled_html_root(pool) else { return }
      nodes.reserveCapacity(pooled_html_node_count(pool))
      var path: [(pointer: UnsafePointer<GumboNode>, index: Int, next: UInt32)] = []
      var nextRun = 0
      nodes.append(Node(nil, (-1, 0), .element, parent: -1, end: 0))
      path.append((root, 0, 0))
      while let top = path.last {
        guard top.next < html_child_count(top.pointer) else {
          nodes[top.index].storedEnd = Int32(truncatingIfNeeded: nodes.count)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        guard let child = html_child(top.pointer, top.next) else { continue }
        let piece = HTMLTree.offsets(html_source(child), in: bytes)
        guard html_is_element(child) != 0 else {
          guard html_is_text(child) != 0 else { continue }
          let text = HTMLTree.measure(child, piece, places, &nextRun)
          nodes.append(
            Node(
              piece, place(ofText: child, piece, bytes), .text, ink: text.ink, run: text.run,
              parent: top.index, end: nodes.count + 1))
          continue
        }
        let isForeign = html_is_foreign(child) != 0
        let tag = isForeign ? nil : html_tag(child)
        var flags = HTMLNodeFlags.of(tag, html_attributes(child))
        // A heading that opens and shuts what is below it holds its text in a button.
        if tag == GUMBO_TAG_BUTTON, HTMLTree.isInHeading(top.index, nodes) { flags.remove(.neverShown) }
        let end = HTMLTree.offsets(html_source_end(child), in: bytes)
        nodes.append(
          Node(
            piece, (end?.lowerBound ?? -1, end?.count ?? 0), isForeign ? .foreign : .element, tag: tag,
            flags: flags, run: attributes.add(child), parent: top.index, end: nodes.count + 1))
        path.append((child, nodes.count - 1, 0))
      }
    }

    /// Where the decoded text of a node stands: most texts are as the parser saw them, and are not kept twice.
    private mutating func place(
      ofText node: UnsafePointer<GumboNode>, _ piece: Range<Int>?, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> (start: Int, length: Int) {
      guard let text = html_text(node) else { return (0, 0) }
      let length = html_text_length(node)
      return text.withMemoryRebound(to: UInt8.self, capacity: length) { text in
        let text = UnsafeBufferPointer(start: text, count: length)
        if let piece, piece.count >= length {
          let same = piece.lowerBound..<piece.lowerBound + length
          if text.elementsEqual(UnsafeBufferPointer(rebasing: bytes[same])) {
            return (same.lowerBound, length)
          }
        }
        let start = decoded.count
        decoded.append(contentsOf: text)
        return (-1 - start, length)
      }
    }
  }

  /// The bytes of ink in a text, and the first of the runs in it.
  private static func measure(
    _ node: UnsafePointer<GumboNode>, _ piece: Range<Int>?, _ places: HTMLPlaces, _ nextRun: inout Int
  ) -> (ink: Int32, run: Int32) {
    guard let text = html_text(node) else { return (0, -1) }
    var first: Int?
    if !places.runs.isEmpty, let piece {
      let run = places.firstRun(from: piece.lowerBound, guess: nextRun)
      nextRun = run
      if run < places.runs.count, Int(places.runs[run].place) < piece.upperBound { first = run }
    }
    let length = html_text_length(node)
    return text.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
      let bytes = UnsafeBufferPointer(start: bytes, count: length)
      guard let first else {
        var ink: Int32 = 0
        for index in 0..<length where bytes[index] > 0x20 { ink &+= 1 }
        return (ink, -1)
      }
      if length == HTMLPlaces.sign.count {
        nextRun = first + 1
        return (places.runs[first].ink, Int32(truncatingIfNeeded: first))
      }
      var ink: Int32 = 0
      var run = first
      var index = 0
      while index < length {
        if bytes[index] > 0x20 {
          if run < places.runs.count, isSign(bytes, index) {
            ink &+= places.runs[run].ink
            run += 1
            index += HTMLPlaces.sign.count
            continue
          }
          ink &+= 1
        }
        index += 1
      }
      nextRun = run
      return (ink, Int32(truncatingIfNeeded: first))
    }
  }

  /// Whether the sign of a run stands at `index`.
  private static func isSign(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    bytes[index] == 0xEE && index + 2 < bytes.count && bytes[index + 1] == 0xB7 && bytes[index + 2] == 0x89
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

  /// Calls `body` with each piece of the decoded text of a text node, in order.
  func withText(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let node = nodes[index]
    guard node.isText else { return }
    let start = Int(node.second)
    let (bytes, first) = start >= 0 ? (parsed, start) : (decoded, -1 - start)
    bytes.withUnsafeBufferPointer { bytes in
      withText(UnsafeBufferPointer(rebasing: bytes[first..<first + Int(node.secondLength)]), node.run, body)
    }
  }

  private func withText(
    _ bytes: UnsafeBufferPointer<UInt8>, _ firstRun: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    guard firstRun >= 0 else { return body(bytes) }
    var run = Int(firstRun)
    var start = 0
    var place = 0
    text.withUnsafeBufferPointer { source in
      while place < bytes.count {
        guard run < places.runs.count, Self.isSign(bytes, place) else {
          place += 1
          continue
        }
        if start < place { body(UnsafeBufferPointer(rebasing: bytes[start..<place])) }
        let range = places.runs[run]
        body(UnsafeBufferPointer(rebasing: source[Int(range.start)..<Int(range.end)]))
        run += 1
        place += HTMLPlaces.sign.count
        start = place
      }
    }
    if start < bytes.count { body(UnsafeBufferPointer(rebasing: bytes[start...])) }
  }

  /// The decoded text of a text node.
  func text(_ index: Int) -> [UInt8] {
    var text: [UInt8] = []
    withText(index) { text.append(contentsOf: $0) }
    return text
  }

  /// The value of an attribute of an element.
  func attribute(_ name: String, of index: Int) -> String? {
    let node = nodes[index]
    guard !node.isText, node.run >= 0 else { return nil }
    return attributes.value(of: name, from: node.run)
  }

  /// The offsets in the source, half-open, of an element's start tag or of a text without the white
  /// space around it. Nil for what is not in the source, and for white space.
  func source(_ index: Int) -> Range<Int>? {
    guard index > 0 else { return nil }
    let node = nodes[index]
    guard let range = node.piece else { return nil }
    guard node.isText else { return places.original(range) }
    // Most texts are a run, which begins and ends in ink.
    if node.run >= 0, range.count == HTMLPlaces.sign.count { return places.range(ofRun: Int(node.run)) }
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, Self.isBlank(parsed[low]) { low += 1 }
    while high > low, Self.isBlank(parsed[high - 1]) { high -= 1 }
    return low < high ? places.original(low..<high) : nil
  }

  /// The offsets of an element's end tag, where it has one.
  func endTag(_ index: Int) -> Range<Int>? {
    let node = nodes[index]
    guard !node.isText, node.second >= 0 else { return nil }
    return places.original(Int(node.second)..<Int(node.second + node.secondLength))
  }

  private static func offsets(
    _ piece: GumboStringPiece, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    guard let data = piece.data, let base = bytes.baseAddress else { return nil }
    let start = UnsafeRawPointer(data) - UnsafeRawPointer(base)
    guard start >= 0, start + piece.length <= bytes.count else { return nil }
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

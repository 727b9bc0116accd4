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
    /// Bytes of a text that are not white space.
    let ink: Int32
    private let storedParent: Int32
    fileprivate var storedEnd: Int32
    /// Of a text: the index of the first run that it may hold; -1 without any.
    fileprivate let run: Int32
    private let storedTag: UInt16
    /// What its tag and attributes say that it is for.
    let flags: HTMLNodeFlags
    private let kind: Kind

    fileprivate enum Kind: UInt8 { case text, element, foreign }

    fileprivate init(
      _ pointer: UnsafePointer<GumboNode>, _ kind: Kind, tag: GumboTag? = nil, flags: HTMLNodeFlags = [],
      ink: Int32 = 0, run: Int32 = -1, parent: Int, end: Int
    ) {
      self.pointer = pointer
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
  }

  let nodes: [Node]
  private let pool: UnsafeMutablePointer<PooledHTML>
  private let buffer: UnsafeMutableBufferPointer<UInt8>
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
    let bytes = tame.text
    text = source
    places = tame.places
    firstExcess = tame.firstExcess
    firstUnread = tame.firstUnread
    buffer = .allocate(capacity: bytes.count + 1)
    _ = buffer.initialize(from: bytes)
    buffer[bytes.count] = 0
    pool = buffer.withMemoryRebound(to: CChar.self) {
      pooled_html_parse(UnsafePointer($0.baseAddress), bytes.count)
    }
    nodes = Self.flatten(pool, capacity: bytes.count / 16, UnsafeBufferPointer(buffer), places)
  }

  deinit {
    pooled_html_free(pool)
    buffer.deallocate()
  }

  private static func flatten(
    _ pool: UnsafeMutablePointer<PooledHTML>, capacity: Int, _ buffer: UnsafeBufferPointer<UInt8>,
    _ places: HTMLPlaces
  ) -> [Node] {
    guard let root = pooled_html_root(pool) else { return [] }
    var nodes: [Node] = []
    nodes.reserveCapacity(capacity)
    var path: [(pointer: UnsafePointer<GumboNode>, index: Int, next: UInt32)] = []
    var nextRun = 0
    nodes.append(Node(root, .element, parent: -1, end: 0))
    path.append((root, 0, 0))
    while let top = path.last {
      guard top.next < html_child_count(top.pointer) else {
        nodes[top.index].storedEnd = Int32(truncatingIfNeeded: nodes.count)
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      guard let child = html_child(top.pointer, top.next) else { continue }
      guard html_is_element(child) != 0 else {
        guard html_is_text(child) != 0 else { continue }
        let text = measure(child, buffer, places, &nextRun)
        nodes.append(
          Node(child, .text, ink: text.ink, run: text.run, parent: top.index, end: nodes.count + 1))
        continue
      }
      let isForeign = html_is_foreign(child) != 0
      let tag = isForeign ? nil : html_tag(child)
      var flags = HTMLNodeFlags.of(tag, html_attributes(child))
      // A heading that opens and shuts what is below it holds its text in a button.
      if tag == GUMBO_TAG_BUTTON, isInHeading(top.index, nodes) { flags.remove(.neverShown) }
      nodes.append(
        Node(
          child, isForeign ? .foreign : .element, tag: tag, flags: flags, parent: top.index,
          end: nodes.count + 1))
      path.append((child, nodes.count - 1, 0))
    }
    return nodes
  }

  /// The bytes of ink in a text, and the first of the runs in it.
  private static func measure(
    _ node: UnsafePointer<GumboNode>, _ buffer: UnsafeBufferPointer<UInt8>, _ places: HTMLPlaces,
    _ nextRun: inout Int
  ) -> (ink: Int32, run: Int32) {
    guard let text = html_text(node) else { return (0, -1) }
    let piece = html_source(node)
    var first: Int?
    if !places.runs.isEmpty, let data = piece.data, let base = buffer.baseAddress {
      let start = UnsafeRawPointer(data) - UnsafeRawPointer(base)
      if start >= 0, start < buffer.count {
        let run = places.firstRun(from: start, guess: nextRun)
        nextRun = run
        if run < places.runs.count, Int(places.runs[run].place) < start + piece.length { first = run }
      }
    }
    let length = html_text_length(node)
    return text.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
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
          if run < places.runs.count, isSign(bytes, index, length) {
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
  private static func isSign(_ bytes: UnsafePointer<UInt8>, _ index: Int, _ length: Int) -> Bool {
    bytes[index] == 0xEE && index + 2 < length && bytes[index + 1] == 0xB7 && bytes[index + 2] == 0x89
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
    guard node.isText, let text = html_text(node.pointer) else { return }
    let length = html_text_length(node.pointer)
    text.withMemoryRebound(to: UInt8.self, capacity: length) { bytes in
      guard node.run >= 0 else { return body(UnsafeBufferPointer(start: bytes, count: length)) }
      var run = Int(node.run)
      var start = 0
      var place = 0
      self.text.withUnsafeBufferPointer { source in
        while place < length {
          guard run < places.runs.count, Self.isSign(bytes, place, length) else {
            place += 1
            continue
          }
          if start < place { body(UnsafeBufferPointer(start: bytes + start, count: place - start)) }
          let range = places.runs[run]
          body(UnsafeBufferPointer(rebasing: source[Int(range.start)..<Int(range.end)]))
          run += 1
          place += HTMLPlaces.sign.count
          start = place
        }
      }
      if start < length { body(UnsafeBufferPointer(start: bytes + start, count: length - start)) }
    }
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
    let run = nodes[index].run
    // Most texts are a run, which begins and ends in ink.
    if run >= 0, piece.length == HTMLPlaces.sign.count { return places.range(ofRun: Int(run)) }
    guard let range = offsets(piece) else { return nil }
    guard nodes[index].isText else { return places.original(range) }
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, Self.isBlank(buffer[low]) { low += 1 }
    while high > low, Self.isBlank(buffer[high - 1]) { high -= 1 }
    return low < high ? places.original(low..<high) : nil
  }

  /// The offsets of an element's end tag, where it has one.
  func endTag(_ index: Int) -> Range<Int>? {
    guard index > 0, !nodes[index].isText else { return nil }
    return offsets(html_source_end(nodes[index].pointer)).map(places.original)
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

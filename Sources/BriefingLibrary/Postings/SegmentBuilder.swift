/// Gathers the words of documents in memory and makes a segment of them.
///
/// Words are only noted as they come; when the segment is made they are sorted by counting, which
/// costs the same for each of them however many there are. One builder belongs to one thread.
final class SegmentBuilder {
  /// A finished segment in memory.
  struct Content: Sendable {
    var outline: SegmentOutline
    var chunks: [(stream: SegmentLayout.Stream, number: Int, bytes: [UInt8])] = []
  }

  /// Documents that one segment may begin with: their numbers share a word with the positions.
  static let mostDocuments = 1 << 18
  /// Documents of fewer words are never said to be the same.
  private static let shortestToTell = 24

  private let scanner = WordScanner()
  private let vocabulary = Vocabulary()
  private var facts: [DocumentFacts] = []
  /// For each word noted, which it is and where it stands, in order.
  private let noted = NotedWords()

  /// Documents so far.
  var count: Int { facts.count }
  var isEmpty: Bool { facts.isEmpty }

  /// Adds a document: its pieces of text, and what else is known of it. The length and the
  /// fingerprint are found here.
  func add(_ pieces: [(field: TextField, text: String)], _ known: DocumentFacts) {
    var facts = known
    var positions = [UInt64](repeating: 0, count: TextField.count)
    let document = UInt64(self.facts.count) << 44
    var length = 0
    var fingerprint: UInt64 = 0xCBF2_9CE4_8422_2325
    for (field, text) in pieces {
      let isText = TextField.textWeights[field.rawValue] > 0
      let place = document | UInt64(field.rawValue) << 40
      // One position is left free between two pieces: no phrase runs from one into the next.
      var position = positions[field.rawValue]
      if position > 0 { position += 1 }
      var text = text
      text.withUTF8 { bytes in
        scanner.scan(bytes, for: .document) { word in
          let own = word.isColocated ? max(1, position) - 1 : position
          let (hash, settled) = vocabulary.take(word.folded, tag: place | own)
          if let settled { noted.append(settled.number, settled.tag) }
          if !word.isColocated {
            position += 1
            if isText {
              length += 1
              fingerprint = (fingerprint ^ UInt64(hash)) &* 0x0000_0100_0000_01B3
            }
          }
          return true
        }
      }
      positions[field.rawValue] = position
    }
    while let settled = vocabulary.settle() { noted.append(settled.number, settled.tag) }
    facts.length = UInt32(clamping: length)
    facts.fingerprint = length < Self.shortestToTell ? 0 : max(1, fingerprint)
    self.facts.append(facts)
  }

  /// The segment of what was added, after which the builder is empty.
  func finish() -> Content {
    var chunks: [(stream: SegmentLayout.Stream, number: Int, bytes: [UInt8])] = []
    let writer = SegmentWriter(documentCount: facts.count) { stream, number, bytes in
      chunks.append((stream, number, Array(bytes)))
    }
    let outline: SegmentOutline
    do {
      try write(to: writer)
      outline = try writer.finish(facts)
    } catch {
      preconditionFailure("a sink in memory throws nothing")
    }
    facts.removeAll(keepingCapacity: true)
    noted.removeAll()
    vocabulary.removeAll()
    return Content(outline: outline, chunks: chunks)
  }

  private func write(to writer: SegmentWriter) throws {
    let places = noted.sorted(terms: vocabulary.count)
    defer { places.deallocate() }
    let code = ByteBuffer(capacity: 64)
    let positions = ByteBuffer(capacity: 1_024)
    for term in vocabulary.sorted() {
      let (start, end) = noted.range(of: term)
      try writer.beginWord(vocabulary.bytes(of: term))
      var index = start
      while index < end {
        let document = places[index] >> 44
        var next = index + 1
        var isSorted = true
        while next < end, places[next] >> 44 == document {
          if places[next] < places[next - 1] { isSorted = false }
          next += 1
        }
        var own = UnsafeMutableBufferPointer(start: places + index, count: next - index)
        if !isSorted { own.sort() }
        let weight = Self.encode(UnsafeBufferPointer(own), code, positions)
        writer.add(document: Int(document), code: code.bytes, weight: weight, positions: positions.bytes)
        index = next
      }
      try writer.endWord()
    }
  }

  /// Writes the code and the positions of one word in one document; returns its weight in the text.
  private static func encode(
    _ places: UnsafeBufferPointer<UInt64>, _ code: ByteBuffer, _ positions: ByteBuffer
  ) -> UInt32 {
    code.restart()
    positions.restart()
    var weight = 0
    var index = 0
    // Most words stand in the body alone.
    while index < places.count, places[index] >> 40 & 0xF == 0 { index += 1 }
    encode(places, 0..<index, positions)
    weight += index * TextField.weight(0)
    code.append(number: index << 1 | (index < places.count ? 1 : 0))
    guard index < places.count else { return UInt32(clamping: weight) }
    var mask = 0
    for place in places[index...] { mask |= 1 << (Int(place >> 40 & 0xF) - 1) }
    code.append(number: mask)
    while index < places.count {
      let field = Int(places[index] >> 40 & 0xF)
      let first = index
      while index < places.count, Int(places[index] >> 40 & 0xF) == field { index += 1 }
      encode(places, first..<index, positions)
      weight += (index - first) * TextField.weight(field)
      code.append(number: index - first)
    }
    return UInt32(clamping: weight)
  }

  @inline(__always)
  private static func encode(
    _ places: UnsafeBufferPointer<UInt64>, _ range: Range<Int>, _ positions: ByteBuffer
  ) {
    var last: UInt64 = 0
    for index in range {
      let position = places[index] & 0xFF_FFFF_FFFF
      positions.append(number: UInt32(truncatingIfNeeded: position - last))
      last = position
    }
  }
}

/// The words of a builder in the order in which they came.
private final class NotedWords {
  private struct Storage {
    var terms: UnsafeMutablePointer<UInt32>
    var places: UnsafeMutablePointer<UInt64>
    var count = 0
    var capacity: Int

    init(capacity: Int) {
      self.capacity = capacity
      terms = .allocate(capacity: capacity)
      places = .allocate(capacity: capacity)
    }

    func deallocate() {
      terms.deallocate()
      places.deallocate()
    }
  }

  /// More than most batches have; more room than this is given back.
  private static let usual = 1 << 21

  private let storage: UnsafeMutablePointer<Storage>
  /// Where each word's places end once they are sorted, and before that where they begin.
  private var bounds: [Int] = []

  init() {
    storage = .allocate(capacity: 1)
    storage.initialize(to: Storage(capacity: 1 << 10))
  }

  deinit {
    storage.pointee.deallocate()
    storage.deallocate()
  }

  @inline(__always)
  func append(_ term: UInt32, _ place: UInt64) {
    let count = storage.pointee.count
    if count == storage.pointee.capacity { grow() }
    storage.pointee.terms[count] = term
    storage.pointee.places[count] = place
    storage.pointee.count = count + 1
  }

  @inline(never)
  private func grow() {
    let old = storage.pointee
    var larger = Storage(capacity: old.capacity * 2)
    larger.terms.update(from: old.terms, count: old.count)
    larger.places.update(from: old.places, count: old.count)
    larger.count = old.count
    old.deallocate()
    storage.pointee = larger
  }

  func removeAll() {
    storage.pointee.count = 0
    if storage.pointee.capacity > Self.usual {
      storage.pointee.deallocate()
      storage.pointee = Storage(capacity: Self.usual)
    }
  }

  /// The places of each word together, in the order in which they came. To be deallocated.
  func sorted(terms count: Int) -> UnsafeMutablePointer<UInt64> {
    bounds = [Int](repeating: 0, count: count + 1)
    let noted = storage.pointee
    let sorted = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, noted.count))
    bounds.withUnsafeMutableBufferPointer { bounds in
      for index in 0..<noted.count { bounds[Int(noted.terms[index]) + 1] += 1 }
      for term in 0..<count { bounds[term + 1] += bounds[term] }
      for index in 0..<noted.count {
        let term = Int(noted.terms[index])
        sorted[bounds[term]] = noted.places[index]
        bounds[term] += 1
      }
    }
    return sorted
  }

  /// Where the places of a word are among the sorted ones.
  func range(of term: Int) -> (start: Int, end: Int) {
    (term == 0 ? 0 : bounds[term - 1], bounds[term])
  }
}

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
  private var noted = NotedWords()

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
          let (term, hash) = vocabulary.number(of: word.folded)
          let own = word.isColocated ? max(1, position) - 1 : position
          noted.append(term, place | own)
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
    var mask = 0
    var body = 0
    var others: (fields: [Int], counts: [Int]) = ([], [])
    var index = 0
    while index < places.count {
      let field = Int(places[index] >> 40 & 0xF)
      var last: UInt64 = 0
      let first = index
      while index < places.count, Int(places[index] >> 40 & 0xF) == field {
        let position = places[index] & 0xFF_FFFF_FFFF
        positions.append(number: UInt32(truncatingIfNeeded: position - last))
        last = position
        index += 1
      }
      weight += (index - first) * TextField.textWeights[field]
      if field == 0 {
        body = index - first
      } else {
        mask |= 1 << (field - 1)
        others.fields.append(field)
        others.counts.append(index - first)
      }
    }
    code.append(number: body << 1 | (mask == 0 ? 0 : 1))
    if mask != 0 {
      code.append(UInt8(mask))
      for count in others.counts { code.append(number: count) }
    }
    return UInt32(clamping: weight)
  }
}

/// The words of a builder in the order in which they came.
private struct NotedWords {
  private var terms: [UInt32] = []
  private var places: [UInt64] = []
  /// Where each word's places end once they are sorted, and before that where they begin.
  private var bounds: [Int] = []

  @inline(__always)
  mutating func append(_ term: UInt32, _ place: UInt64) {
    terms.append(term)
    places.append(place)
  }

  mutating func removeAll() {
    terms.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    bounds.removeAll(keepingCapacity: true)
  }

  /// The places of each word together, in the order in which they came. To be deallocated.
  mutating func sorted(terms count: Int) -> UnsafeMutablePointer<UInt64> {
    bounds = [Int](repeating: 0, count: count + 1)
    let sorted = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, places.count))
    bounds.withUnsafeMutableBufferPointer { bounds in
      for term in terms { bounds[Int(term) + 1] += 1 }
      for term in 0..<count { bounds[term + 1] += bounds[term] }
      terms.withUnsafeBufferPointer { terms in
        places.withUnsafeBufferPointer { places in
          for index in 0..<terms.count {
            let term = Int(terms[index])
            sorted[bounds[term]] = places[index]
            bounds[term] += 1
          }
        }
      }
    }
    return sorted
  }

  /// Where the places of a word are among the sorted ones.
  func range(of term: Int) -> (start: Int, end: Int) {
    (term == 0 ? 0 : bounds[term - 1], bounds[term])
  }
}

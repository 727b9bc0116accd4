/// The documents of one segment that something stands in, ascending, and what it weighs in each.
struct PostingList {
  var documents: [UInt32] = []
  var weights: [Float] = []

  var count: Int { documents.count }

  init() {}

  init(documents: [UInt32], weights: [Float]) {
    self.documents = documents
    self.weights = weights
  }

  /// Makes a list of at most `capacity` documents; `fill` writes them and says how many they are.
  init(
    capacity: Int,
    _ fill: (_ documents: UnsafeMutablePointer<UInt32>, _ weights: UnsafeMutablePointer<Float>) throws -> Int
  ) rethrows {
    var count = 0
    var weights: [Float] = []
    documents = try [UInt32](unsafeUninitializedCapacity: max(1, capacity)) { documents, used in
      weights = try [Float](unsafeUninitializedCapacity: max(1, capacity)) { weights, used in
        count = try fill(documents.baseAddress!, weights.baseAddress!)
        used = count
      }
      used = count
    }
    self.weights = weights
  }
}

/// A set of small numbers.
struct NumberSet: Sendable {
  private var words: [UInt64]

  init(below count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  @inline(__always)
  func contains(_ number: Int) -> Bool { words[number >> 6] >> UInt64(number & 63) & 1 != 0 }

  mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }

  /// Also of a number beyond those that it was made for.
  func holds(_ number: Int) -> Bool { number >> 6 < words.count && contains(number) }

  mutating func insert(growing number: Int) {
    while words.count <= number >> 6 { words.append(0) }
    insert(number)
  }
}

/// Takes the documents of words apart.
struct PostingDecoder {
  /// How many documents the segment has: none may be beyond.
  let documentCount: Int
  /// Documents passed over; nil for none.
  let stale: NumberSet?

  /// The documents of one word. Occurrences count by `weights`, one for each field; documents in which
  /// they come to nothing are left out.
  func list(_ content: ByteBuffer, count: Int, weights: [Int]) throws -> PostingList {
    guard count <= documentCount, count >= 0 else { throw SegmentDamage() }
    return try PostingList(capacity: count) { documents, found in
      var kept = 0
      try forEach(UnsafePointer(content.start), end: content.end, count: count, weights: weights) {
        documents[kept] = UInt32(truncatingIfNeeded: $0)
        found[kept] = Float($1)
        kept += 1
      }
      return kept
    }
  }

  /// Calls `body` with each document of a word that is not stale, and what the word weighs in it when
  /// that is anything.
  @inline(__always)
  func forEach(
    _ start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>, count: Int, weights: [Int],
    _ body: (Int, Int) -> Void
  ) throws {
    var others = 0
    for field in 1..<TextField.count where weights[field] > 0 { others |= 1 << (field - 1) }
    try weights.withUnsafeBufferPointer { weights in
      var place = start
      var document = -1
      let bodyWeight = weights[0]
      for _ in 0..<count {
        guard place < end else { throw SegmentDamage() }
        let code: Int
        if let pair = PackedNumber.pair(&place) {
          // Near the one before, a few times in the text and nowhere else: most of all.
          document += pair.first + 1
          code = pair.second
        } else {
          document += Int(PackedNumber.read(&place)) + 1
          code = Int(PackedNumber.read(&place))
        }
        guard document < documentCount else { throw SegmentDamage() }
        var weight = (code >> 1) * bodyWeight
        if code & 1 != 0 {
          var mask = Int(PackedNumber.read(&place))
          let isWanted = mask & others != 0
          while mask != 0 {
            let occurrences = Int(PackedNumber.read(&place))
            if isWanted {
              weight += occurrences * weights[min(mask.trailingZeroBitCount + 1, weights.count - 1)]
            }
            mask &= mask - 1
          }
        }
        if weight > 0, stale?.contains(document) != true { body(document, weight) }
      }
    }
  }

  /// The documents of a beginning, which are kept with their weights in the text.
  func beginningList(_ content: ByteBuffer, count: Int) throws -> PostingList {
    guard count <= documentCount, count >= 0 else { throw SegmentDamage() }
    return try PostingList(capacity: count) { documents, found in
      var place = UnsafePointer(content.start)
      let end = content.end
      var document = -1
      var kept = 0
      for _ in 0..<count {
        guard place < end else { throw SegmentDamage() }
        document += Int(PackedNumber.read(&place)) + 1
        let weight = PackedNumber.read(&place)
        guard document < documentCount else { throw SegmentDamage() }
        if stale?.contains(document) != true {
          documents[kept] = UInt32(truncatingIfNeeded: document)
          found[kept] = Float(weight)
          kept += 1
        }
      }
      return kept
    }
  }
}

/// For each of some documents the places of something in it, ascending: `field << 40 | position`.
struct Places {
  var values: [UInt64] = []
  /// Where the places of each document end.
  private var ends: [Int] = []

  init(count: Int) { ends.reserveCapacity(count) }

  /// How many documents are done.
  var filled: Int { ends.count }

  /// Ends the document under way.
  mutating func next() { ends.append(values.count) }

  /// Where the places of the document with this index are among the values.
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// Of pairs of a document's place among `count` and a place in it, in any order.
  init(_ pairs: [(document: Int, value: UInt64)], count: Int) {
    self.init(count: count)
    values.reserveCapacity(pairs.count)
    var isRising = true
    for index in pairs.indices.dropFirst() where pairs[index] < pairs[index - 1] {
      isRising = false
      break
    }
    for pair in isRising ? pairs : pairs.sorted(by: <) {
      while filled < pair.document { next() }
      values.append(pair.value)
    }
    while filled < count { next() }
  }
}

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
        document += Int(PackedNumber.read(&place)) + 1
        guard document < documentCount else { throw SegmentDamage() }
        let code = Int(PackedNumber.read(&place))
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

  /// What is looked for of a word of a phrase.
  struct PhrasePart {
    /// The documents that may hold the phrase, ascending.
    let candidates: [UInt32]
    /// For each document its place among the candidates, -1 for none.
    private let places: [Int32]
    /// The fields that count, a bit each.
    let fields: Int
    /// The number of the word in the phrase, from 0.
    var offset: UInt64 = 0
    /// Where in each candidate the phrase may begin; nil for anywhere.
    var starts: Places?

    init(candidates: [UInt32], fields: Int, documentCount: Int) {
      self.candidates = candidates
      self.fields = fields
      var places = [Int32](repeating: -1, count: documentCount)
      for (place, document) in candidates.enumerated() { places[Int(document)] = Int32(place) }
      self.places = places
    }

    /// Nil for a document that is none.
    @inline(__always)
    func place(of document: Int) -> Int? { places[document] < 0 ? nil : Int(places[document]) }
  }

  /// Calls `body` where phrases begin of which this word is a part: with the place of the document among the
  /// candidates, rising, and that of the first word in it, rising in each document.
  func forEachStart(
    _ content: UnsafeBufferPointer<UInt8>, _ positions: UnsafeBufferPointer<UInt8>, count: Int,
    _ part: PhrasePart, _ body: (Int, UInt64) -> Void
  ) throws {
    guard var place = content.baseAddress, var positionPlace = positions.baseAddress else { return }
    let end = place + content.count
    let positionEnd = positionPlace + positions.count
    var document = -1
    // Places of documents that are no candidates: passed over together, which is quick, before the next one.
    var passed = 0
    for _ in 0..<count {
      guard place < end else { throw SegmentDamage() }
      document += Int(PackedNumber.read(&place)) + 1
      guard document < documentCount else { throw SegmentDamage() }
      let code = Int(PackedNumber.read(&place))
      var mask = code >> 1 > 0 ? 1 : 0
      var total = code >> 1
      var counts = place
      if code & 1 != 0 {
        var others = Int(PackedNumber.read(&place))
        mask |= others << 1
        counts = place
        while others != 0 {
          total += Int(PackedNumber.read(&place))
          others &= others - 1
        }
      }
      guard let index = part.place(of: document) else {
        passed += total
        continue
      }
      var wanted = part.starts.map { $0.values[$0.range(index)] } ?? []
      if part.starts != nil, wanted.isEmpty {
        passed += total
        continue
      }
      PackedNumber.skip(passed, &positionPlace, end: positionEnd)
      passed = 0
      while mask != 0 {
        let field = mask.trailingZeroBitCount
        mask &= mask - 1
        let occurrences = field == 0 ? code >> 1 : Int(PackedNumber.read(&counts))
        guard part.fields >> field & 1 != 0 else {
          PackedNumber.skip(occurrences, &positionPlace, end: positionEnd)
          continue
        }
        var position = PositionReader(
          place: positionPlace, end: positionEnd, left: occurrences, field: UInt64(field) << 40)
        if part.starts == nil {
          while try position.advance() {
            if position.inField >= part.offset { body(index, position.value - part.offset) }
          }
        } else {
          try position.forEach(of: &wanted, offset: part.offset) { body(index, $0) }
        }
        positionPlace = position.place
        PackedNumber.skip(position.left, &positionPlace, end: positionEnd)
      }
    }
  }
}

/// Reads the places of a word in one field of one document.
private struct PositionReader {
  var place: UnsafePointer<UInt8>
  let end: UnsafePointer<UInt8>
  /// How many are still to come.
  var left: Int
  let field: UInt64
  /// The last one that was read, counted in the field.
  var inField: UInt64 = 0

  var value: UInt64 { field | inField }

  /// Reads the next one; false where there is none.
  @inline(__always)
  mutating func advance() throws -> Bool {
    guard left > 0 else { return false }
    guard place < end else { throw SegmentDamage() }
    inField += UInt64(PackedNumber.read(&place))
    left -= 1
    return true
  }

  /// Calls `body` with those of `wanted` that the word follows by `offset` words, and takes away from `wanted` what
  /// lies in this field or before it.
  mutating func forEach(
    of wanted: inout ArraySlice<UInt64>, offset: UInt64, _ body: (UInt64) -> Void
  ) throws {
    guard try advance() else { return }
    while let start = wanted.first, start + offset < field + 1 << 40 {
      while value < start + offset {
        guard try advance() else { return }
      }
      if value == start + offset { body(start) }
      wanted.removeFirst()
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

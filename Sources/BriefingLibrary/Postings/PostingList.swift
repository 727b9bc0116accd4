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

  /// Where phrases begin whose word with the number `offset`, from 0, is this one, in those of its documents that
  /// are `candidates`: of the places in `starts` those alone, where it is given.
  func starts(
    _ content: ByteBuffer, _ positions: ByteBuffer, count: Int, candidates: [UInt32], fields: Int,
    offset: UInt64, among starts: Places?
  ) throws -> Places {
    var found = Places(count: candidates.count)
    var place = UnsafePointer(content.start)
    let end = content.end
    var positionPlace = UnsafePointer(positions.start)
    let positionEnd = positions.end
    var document = -1
    // Places of documents that are no candidates: passed over together, which is quick, before the next one.
    var passed = 0
    for _ in 0..<count {
      if found.filled == candidates.count { break }
      guard place < end else { throw SegmentDamage() }
      document += Int(PackedNumber.read(&place)) + 1
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
      while found.filled < candidates.count, Int(candidates[found.filled]) < document { found.next() }
      guard found.filled < candidates.count, Int(candidates[found.filled]) == document else {
        passed += total
        continue
      }
      var wanted = starts.map { $0.values[$0.range(found.filled)] } ?? []
      if starts != nil, wanted.isEmpty {
        passed += total
        found.next()
        continue
      }
      PackedNumber.skip(passed, &positionPlace, end: positionEnd)
      passed = 0
      while mask != 0 {
        let field = mask.trailingZeroBitCount
        mask &= mask - 1
        let occurrences = field == 0 ? code >> 1 : Int(PackedNumber.read(&counts))
        guard fields >> field & 1 != 0 else {
          PackedNumber.skip(occurrences, &positionPlace, end: positionEnd)
          continue
        }
        var position = PositionReader(
          place: positionPlace, end: positionEnd, left: occurrences, field: UInt64(field) << 40)
        if starts == nil {
          while try position.advance() {
            if position.inField >= offset { found.values.append(position.value - offset) }
          }
        } else {
          try position.keep(&wanted, offset: offset, in: &found.values)
        }
        positionPlace = position.place
        PackedNumber.skip(position.left, &positionPlace, end: positionEnd)
      }
      found.next()
    }
    while found.filled < candidates.count { found.next() }
    return found
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

  /// Adds to `found` those of `wanted` that the word follows by `offset` words, and takes away from `wanted` what
  /// lies in this field or before it.
  mutating func keep(_ wanted: inout ArraySlice<UInt64>, offset: UInt64, in found: inout [UInt64]) throws {
    guard try advance() else { return }
    while let start = wanted.first, start + offset < field + 1 << 40 {
      while value < start + offset {
        guard try advance() else { return }
      }
      if value == start + offset { found.append(start) }
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

  /// The places of several words together.
  static func union(_ several: [Places], count: Int) -> Places {
    guard several.count != 1 else { return several[0] }
    var all = Places(count: count)
    for index in 0..<count {
      let start = all.values.count
      for one in several { all.values += one.values[one.range(index)] }
      all.values[start...].sort()
      all.next()
    }
    return all
  }
}

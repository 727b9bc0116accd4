/// Takes the words of a phrase apart.
extension PostingDecoder {
  /// A document of a word, as it was met on the way through the word's documents.
  struct PhraseDocument {
    var document: UInt32
    /// Where what is kept of it begins behind its number, in bytes from the beginning of the word's documents.
    var offset: UInt32
    /// How many places the word has in the documents before it.
    var passed: UInt32
  }

  /// The documents of a word that hold it in one of `fields` (a bit each) and are not stale.
  ///
  /// - Parameter among: the only ones that are wanted, ascending; nil for all.
  func phraseDocuments(
    _ content: ByteBuffer, count: Int, fields: Int, among: [PhraseDocument]?
  ) throws -> [PhraseDocument] {
    guard count <= documentCount, count >= 0 else { throw SegmentDamage() }
    var found: [PhraseDocument] = []
    found.reserveCapacity(among?.count ?? count)
    let start = UnsafePointer(content.start)
    let end = content.end
    var place = start
    var document = -1
    var passed = 0
    try (among ?? []).withUnsafeBufferPointer { wanted in
      var next = 0
      for _ in 0..<count {
        guard place < end else { throw SegmentDamage() }
        let offset: Int
        let entry: PhraseEntry
        if let pair = PackedNumber.pair(&place) {
          document += pair.first + 1
          offset = place - start - 1
          entry = PhraseEntry(inBody: pair.second >> 1, behind: place)
        } else {
          document += Int(PackedNumber.read(&place)) + 1
          offset = place - start
          entry = PhraseEntry(&place)
        }
        guard document < documentCount else { throw SegmentDamage() }
        defer { passed &+= entry.total }
        if among != nil {
          while next < wanted.count, Int(wanted[next].document) < document { next += 1 }
          guard next < wanted.count else { return }
          guard Int(wanted[next].document) == document else { continue }
        }
        guard entry.mask & fields != 0, stale?.contains(document) != true else { continue }
        found.append(
          PhraseDocument(
            document: UInt32(truncatingIfNeeded: document), offset: UInt32(truncatingIfNeeded: offset),
            passed: UInt32(truncatingIfNeeded: passed)))
      }
    }
    return found
  }

  /// What is looked for of a word of a phrase.
  struct PhrasePart {
    /// The documents that may hold the phrase, ascending.
    let candidates: [UInt32]
    /// The fields that count, a bit each.
    let fields: Int
    /// The number of the word in the phrase, from 0.
    var offset: UInt64 = 0
    /// Where in each candidate the phrase may begin; nil for anywhere.
    var starts: Places?
  }

  /// Calls `body` where phrases begin of which this word is a part: with the place of the document among the
  /// candidates, rising, and that of the first word in it, rising in each document.
  ///
  /// - Parameter documents: those of the word, all candidates among them.
  func forEachStart(
    _ content: UnsafeBufferPointer<UInt8>, _ positions: UnsafeBufferPointer<UInt8>,
    of documents: [PhraseDocument], _ part: PhrasePart, _ body: (Int, UInt64) -> Void
  ) throws {
    guard let start = content.baseAddress, let positionStart = positions.baseAddress else { return }
    var walk = PhraseWalk(part, place: positionStart, end: positionStart + positions.count)
    var passed = 0
    var next = 0
    for (index, candidate) in part.candidates.enumerated() where walk.isWanted(index) {
      while next < documents.count, documents[next].document < candidate { next += 1 }
      guard next < documents.count, documents[next].document == candidate else { continue }
      guard Int(documents[next].offset) < content.count else { throw SegmentDamage() }
      var place = start + Int(documents[next].offset)
      let entry = PhraseEntry(&place)
      walk.skip(Int(documents[next].passed) - passed)
      passed = Int(documents[next].passed) + entry.total
      try walk.take(entry, index, body)
    }
  }

  /// The same for one of many words that are put together: its documents are gone through here.
  ///
  /// - Parameter places: for each document its place among the candidates, -1 for none.
  func forEachStart(
    _ content: UnsafeBufferPointer<UInt8>, _ positions: UnsafeBufferPointer<UInt8>, count: Int,
    _ part: PhrasePart, places: [Int32], _ body: (Int, UInt64) -> Void
  ) throws {
    guard var place = content.baseAddress, let positionStart = positions.baseAddress else { return }
    let end = place + content.count
    var walk = PhraseWalk(part, place: positionStart, end: positionStart + positions.count)
    var document = -1
    // Places in documents that are no candidates: passed over together, which is quick, before the next one.
    var passed = 0
    for _ in 0..<count {
      guard place < end else { throw SegmentDamage() }
      document += Int(PackedNumber.read(&place)) + 1
      guard document < documentCount else { throw SegmentDamage() }
      let entry = PhraseEntry(&place)
      let index = Int(places[document])
      guard index >= 0, walk.isWanted(index) else {
        passed += entry.total
        continue
      }
      walk.skip(passed)
      passed = 0
      try walk.take(entry, index, body)
    }
  }
}

/// How often a word stands in each field of a document.
private struct PhraseEntry {
  /// The fields in which it stands, a bit each.
  var mask: Int
  /// Places in all fields.
  var total: Int
  private let inBody: Int
  /// Where the numbers of the other fields follow each other.
  private let counts: UnsafePointer<UInt8>

  /// That of a word which stands in the text alone.
  @inline(__always)
  init(inBody: Int, behind place: UnsafePointer<UInt8>) {
    self.inBody = inBody
    total = inBody
    mask = inBody > 0 ? 1 : 0
    counts = place
  }

  /// Reads it, and moves `place` behind it.
  @inline(__always)
  init(_ place: inout UnsafePointer<UInt8>) {
    let code = Int(PackedNumber.read(&place))
    inBody = code >> 1
    total = inBody
    mask = inBody > 0 ? 1 : 0
    guard code & 1 != 0 else {
      counts = place
      return
    }
    var others = Int(PackedNumber.read(&place))
    mask |= others << 1
    counts = place
    while others != 0 {
      total += Int(PackedNumber.read(&place))
      others &= others - 1
    }
  }

  /// Calls `body` with each field and how often the word stands there.
  @inline(__always)
  func forEachField(_ body: (Int, Int) throws -> Void) rethrows {
    var (rest, counts) = (mask, counts)
    while rest != 0 {
      let field = rest.trailingZeroBitCount
      rest &= rest - 1
      try body(field, field == 0 ? inBody : Int(PackedNumber.read(&counts)))
    }
  }
}

/// Goes through the places of a word, from candidate to candidate.
private struct PhraseWalk {
  private let part: PostingDecoder.PhrasePart
  private var place: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  init(_ part: PostingDecoder.PhrasePart, place: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
    self.part = part
    self.place = place
    self.end = end
  }

  /// Whether the phrase may begin anywhere in a candidate.
  @inline(__always)
  func isWanted(_ index: Int) -> Bool { part.starts.map { !$0.range(index).isEmpty } ?? true }

  @inline(__always)
  mutating func skip(_ count: Int) { PackedNumber.skip(count, &place, end: end) }

  /// Goes through the places in one candidate.
  @inline(__always)
  mutating func take(_ entry: PhraseEntry, _ index: Int, _ body: (Int, UInt64) -> Void) throws {
    var wanted = part.starts?.range(index) ?? 0..<0
    try entry.forEachField { field, occurrences in
      guard part.fields >> field & 1 != 0 else {
        skip(occurrences)
        return
      }
      var reader = PositionReader(place: place, end: end, left: occurrences, field: UInt64(field) << 40)
      if let starts = part.starts {
        try reader.forEach(of: starts.values, &wanted, offset: part.offset) { body(index, $0) }
      } else {
        while try reader.advance() {
          if reader.inField >= part.offset { body(index, reader.value - part.offset) }
        }
      }
      place = reader.place
      skip(reader.left)
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

  /// Calls `body` with those of the starts in `wanted` that the word follows by `offset` words, and takes away from
  /// `wanted` what lies in this field or before it.
  @inline(__always)
  mutating func forEach(
    of starts: [UInt64], _ wanted: inout Range<Int>, offset: UInt64, _ body: (UInt64) -> Void
  ) throws {
    guard try advance() else { return }
    while !wanted.isEmpty, starts[wanted.lowerBound] + offset < field + 1 << 40 {
      let sought = starts[wanted.lowerBound] + offset
      while value < sought {
        guard try advance() else { return }
      }
      if value == sought { body(sought - offset) }
      wanted = (wanted.lowerBound + 1)..<wanted.upperBound
    }
  }
}

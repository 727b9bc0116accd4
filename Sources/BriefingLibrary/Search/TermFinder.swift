/// Finds the documents of one segment in which a term of a query stands.
struct TermFinder {
  private let reader: SegmentReader
  private let decoder: PostingDecoder
  private let documents = ByteBuffer()
  private let positions = ByteBuffer()

  /// Bytes of documents that are read at once where many words are put together.
  private static let mostAtOnce = 4 << 20

  init(_ part: IndexSnapshot.Part, _ chunks: any ChunkSource) {
    reader = SegmentReader(segment: part.segment, chunks: chunks)
    decoder = PostingDecoder(documentCount: part.segment.facts.count, stale: part.stale)
  }

  /// The documents in which `term` stands, with what it weighs there.
  func list(_ term: QueryTerm) throws -> PostingList {
    let weights = Self.weights(term.field)
    if term.words.count == 1, let word = term.words.first {
      return try term.isPrefix
        ? beginningList(word, term.field, weights) : wordList(Array(word.utf8), weights)
    }
    var words = try words(of: term)
    let candidates = try candidates(holding: &words, term.field, weights)
    guard !candidates.isEmpty else { return PostingList() }
    let places = try places(of: words, in: candidates, fields: Self.fields(term.field))
    return PostingList(capacity: candidates.count) { documents, found in
      var kept = 0
      for index in candidates.indices {
        let weight = places.values[places.range(index)].reduce(0) { $0 + weights[Int($1 >> 40)] }
        guard weight > 0 else { continue }
        documents[kept] = candidates[index]
        found[kept] = Float(weight)
        kept += 1
      }
      return kept
    }
  }

  /// The documents in which all terms stand with at most `distance` words between the first and the
  /// last. All terms share one field.
  func list(near terms: [QueryTerm], distance: Int) throws -> PostingList {
    let field = terms.first?.field
    let weights = Self.weights(field)
    let lookedUp = try terms.map(words(of:))
    let lengths = lookedUp.map(\.count)
    var words = lookedUp.flatMap(\.self)
    let candidates = try candidates(holding: &words, field, weights)
    guard !candidates.isEmpty else { return PostingList() }
    var places: [Places] = []
    var start = 0
    for length in lengths {
      let own = Array(words[start..<start + length])
      places.append(try self.places(of: own, in: candidates, fields: Self.fields(field)))
      start += length
    }
    return PostingList(capacity: candidates.count) { documents, found in
      var kept = 0
      for index in candidates.indices {
        var weight = 0
        Self.forEachNear(places, index, lengths, distance) { weight += weights[Int($0 >> 40)] }
        guard weight > 0 else { continue }
        documents[kept] = candidates[index]
        found[kept] = Float(weight)
        kept += 1
      }
      return kept
    }
  }

  private static func weights(_ field: QueryField?) -> [Int] {
    guard let field else { return TextField.textWeights }
    var weights = [Int](repeating: 0, count: TextField.count)
    let own = TextField(field)
    weights[own.rawValue] = own.weight
    return weights
  }

  private static func fields(_ field: QueryField?) -> Int {
    guard let field else { return TextField.text.reduce(0) { $0 | 1 << $1.rawValue } }
    return 1 << TextField(field).rawValue
  }

  // MARK: Words and beginnings

  private func wordList(_ word: [UInt8], _ weights: [Int]) throws -> PostingList {
    guard let entry = try reader.entry(word) else { return PostingList() }
    try reader.read(.documents, entry.documents, into: documents)
    return try decoder.list(documents, count: entry.count, weights: weights)
  }

  private func beginningList(
    _ beginning: String, _ field: QueryField?, _ weights: [Int]
  ) throws -> PostingList {
    let bytes = Array(beginning.utf8)
    let letters = beginning.unicodeScalars.count
    if field == nil, letters <= SegmentLayout.longestBeginning,
      let entry = try reader.entry(SegmentLayout.key(ofBeginning: bytes, letters: letters))
    {
      try reader.read(.documents, entry.documents, into: documents)
      return try decoder.beginningList(documents, count: entry.count)
    }
    let entries = try entries(beginningWith: bytes)
    guard entries.count != 1 else {
      try reader.read(.documents, entries[0].documents, into: documents)
      return try decoder.list(documents, count: entries[0].count, weights: weights)
    }
    return try union(entries, weights)
  }

  private func entries(beginningWith bytes: [UInt8]) throws -> [WordEntry] {
    var entries: [WordEntry] = []
    try reader.forEachWord(beginningWith: bytes) { _, entry in
      entries.append(entry)
      return true
    }
    return entries
  }

  /// The documents of all words together. The parts of words that follow each other do so too.
  private func union(_ entries: [WordEntry], _ weights: [Int]) throws -> PostingList {
    guard let last = entries.last else { return PostingList() }
    var sums = [Float](repeating: 0, count: decoder.documentCount)
    var touched = 0
    var start = 0
    try sums.withUnsafeMutableBufferPointer { sums in
      while start < entries.count {
        let lower = entries[start].documents.lowerBound
        var end = start + 1
        while end < entries.count, entries[end].documents.upperBound - lower <= Self.mostAtOnce { end += 1 }
        guard lower <= entries[end - 1].documents.upperBound, end <= entries.count,
          last.documents.upperBound >= lower
        else { throw SegmentDamage() }
        try reader.read(.documents, lower..<entries[end - 1].documents.upperBound, into: documents)
        for entry in entries[start..<end] {
          let place = documents.start + (entry.documents.lowerBound - lower)
          try decoder.forEach(
            UnsafePointer(place), end: UnsafePointer(place + entry.documents.count),
            count: entry.count, weights: weights
          ) { document, weight in
            if sums[document] == 0 { touched += 1 }
            sums[document] += Float(weight)
          }
        }
        start = end
      }
    }
    return PostingList(capacity: touched) { documents, found in
      var kept = 0
      for document in sums.indices where sums[document] > 0 {
        documents[kept] = UInt32(truncatingIfNeeded: document)
        found[kept] = sums[document]
        kept += 1
      }
      return kept
    }
  }

  // MARK: Phrases

  /// A word of a phrase as the segment holds it.
  private struct PhraseWord {
    /// One, where the segment holds the word; all that begin as the last does while it is typed.
    var entries: [WordEntry]
    /// The beginning that these share.
    var beginning: String?
    /// The documents of the one entry as the segment keeps them, once they were read.
    let content = ByteBuffer()
    /// Those of them that hold the words before it as well; nil where there is not one entry.
    var documents: [PostingDecoder.PhraseDocument]?

    /// How many documents there are at most.
    var count: Int { entries.reduce(0) { $0 + $1.count } }
  }

  /// The words of a term, looked up.
  private func words(of term: QueryTerm) throws -> [PhraseWord] {
    try term.words.enumerated().map { index, word in
      let bytes = Array(word.utf8)
      guard term.isPrefix, index == term.words.count - 1 else {
        return PhraseWord(entries: try [reader.entry(bytes)].compactMap(\.self))
      }
      return PhraseWord(entries: try entries(beginningWith: bytes), beginning: word)
    }
  }

  /// The documents that hold all words. The rarest are asked first: where one stands nowhere, no other is read.
  private func candidates(
    holding words: inout [PhraseWord], _ field: QueryField?, _ weights: [Int]
  ) throws -> [UInt32] {
    guard words.allSatisfy({ !$0.entries.isEmpty }) else { return [] }
    let fields = Self.fields(field)
    /// Of the words that were asked last.
    var documents: [PostingDecoder.PhraseDocument]?
    for number in words.indices.sorted(by: { words[$0].count < words[$1].count }) {
      if let beginning = words[number].beginning, words[number].entries.count > 1 {
        let list = try beginningList(beginning, field, weights).documents
        documents =
          documents.map { known in
            let both = Set(SortedNumbers.intersection(known.map(\.document), list))
            return known.filter { both.contains($0.document) }
          } ?? list.map { PostingDecoder.PhraseDocument(document: $0, offset: 0, passed: 0) }
      } else {
        let entry = words[number].entries[0]
        try reader.read(.documents, entry.documents, into: words[number].content)
        documents = try decoder.phraseDocuments(
          words[number].content, count: entry.count, fields: fields, among: documents)
        words[number].documents = documents
      }
      if documents?.isEmpty == true { return [] }
    }
    return documents?.map(\.document) ?? []
  }

  /// Where the words begin to follow each other in each of the candidates. The rarest tells where that may be,
  /// and the others are only looked for there.
  private func places(of words: [PhraseWord], in candidates: [UInt32], fields: Int) throws -> Places {
    var part = PostingDecoder.PhrasePart(candidates: candidates, fields: fields)
    for number in words.indices.sorted(by: { words[$0].count < words[$1].count }) {
      part.offset = UInt64(number)
      var found: [(document: Int, value: UInt64)] = []
      if let documents = words[number].documents, let entry = words[number].entries.first {
        try reader.read(.positions, entry.positions, into: positions)
        try decoder.forEachStart(words[number].content.bytes, positions.bytes, of: documents, part) {
          found.append(($0, $1))
        }
      } else {
        var places = [Int32](repeating: -1, count: decoder.documentCount)
        for (place, document) in candidates.enumerated() { places[Int(document)] = Int32(place) }
        try forEachRun(of: words[number].entries) { entry, content, positions in
          try decoder.forEachStart(content, positions, count: entry.count, part, places: places) {
            found.append(($0, $1))
          }
        }
      }
      part.starts = Places(found, count: candidates.count)
    }
    return part.starts ?? Places(count: 0)
  }

  /// Calls `body` with each of many entries, its documents and its places. They follow each other, and are read
  /// together: one by one they would cost a piece of the index each.
  private func forEachRun(
    of entries: [WordEntry],
    _ body: (WordEntry, UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    var start = 0
    while start < entries.count {
      let (lower, lowerPlace) = (entries[start].documents.lowerBound, entries[start].positions.lowerBound)
      var end = start + 1
      while end < entries.count, entries[end].documents.upperBound - lower <= Self.mostAtOnce,
        entries[end].positions.upperBound - lowerPlace <= Self.mostAtOnce
      {
        end += 1
      }
      let (upper, upperPlace) = (entries[end - 1].documents.upperBound, entries[end - 1].positions.upperBound)
      guard lower <= upper, lowerPlace <= upperPlace else { throw SegmentDamage() }
      try reader.read(.documents, lower..<upper, into: documents)
      try reader.read(.positions, lowerPlace..<upperPlace, into: positions)
      for entry in entries[start..<end] {
        guard entry.documents.lowerBound >= lower, entry.documents.upperBound <= upper,
          entry.positions.lowerBound >= lowerPlace, entry.positions.upperBound <= upperPlace
        else { throw SegmentDamage() }
        try body(
          entry,
          UnsafeBufferPointer(
            rebasing: documents.bytes[entry.documents.lowerBound - lower..<entry.documents.upperBound - lower]
          ),
          UnsafeBufferPointer(
            rebasing: positions.bytes[
              entry.positions.lowerBound - lowerPlace..<entry.positions.upperBound - lowerPlace]))
      }
      start = end
    }
  }

  /// Calls `body` with each place at which the last of a group of terms begins that stand near to each
  /// other in one document.
  private static func forEachNear(
    _ places: [Places], _ index: Int, _ lengths: [Int], _ distance: Int, _ body: (UInt64) -> Void
  ) {
    let ranges = places.map { $0.range(index) }
    guard ranges.allSatisfy({ !$0.isEmpty }) else { return }
    // For each term the place after its last one that is not beyond `last`.
    var next = ranges.map(\.lowerBound)
    while true {
      var last = UInt64.max
      for term in places.indices where next[term] < ranges[term].upperBound {
        last = min(last, places[term].values[next[term]])
      }
      if last == .max { return }
      var isNear = true
      for term in places.indices {
        let values = places[term].values
        while next[term] < ranges[term].upperBound, values[next[term]] <= last { next[term] += 1 }
        let reach = UInt64(lengths[term] + distance)
        if next[term] == ranges[term].lowerBound || values[next[term] - 1] + reach < last { isNear = false }
      }
      if isNear { body(last) }
    }
  }
}

/// Sets of numbers as ascending arrays.
enum SortedNumbers {
  static func intersection(_ one: [UInt32], _ other: [UInt32]) -> [UInt32] {
    var both: [UInt32] = []
    both.reserveCapacity(min(one.count, other.count))
    var (left, right) = (0, 0)
    one.withUnsafeBufferPointer { one in
      other.withUnsafeBufferPointer { other in
        while left < one.count, right < other.count {
          if one[left] == other[right] {
            both.append(one[left])
            left += 1
            right += 1
          } else if one[left] < other[right] {
            left += 1
          } else {
            right += 1
          }
        }
      }
    }
    return both
  }
}

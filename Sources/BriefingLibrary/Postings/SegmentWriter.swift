/// Writes a segment, word after word in the order of their bytes.
final class SegmentWriter {
  typealias Sink = (_ stream: SegmentLayout.Stream, _ number: Int, _ chunk: UnsafeRawBufferPointer)
    throws -> Void

  private let sink: Sink
  private let documentCount: Int
  private var size = 0

  /// A stream under way: what was not given to the sink yet.
  private final class Stream {
    let kind: SegmentLayout.Stream
    let buffer = ByteBuffer(capacity: 1 << 16)
    /// Bytes before those in the buffer.
    var given = 0
    var chunks = 0

    init(_ kind: SegmentLayout.Stream) { self.kind = kind }

    var offset: Int { given + buffer.count }
  }

  private let documents = Stream(.documents)
  private let positions = Stream(.positions)
  /// Their buffers, at hand.
  private let documentBytes: ByteBuffer
  private let positionBytes: ByteBuffer
  private let terms = Stream(.terms)
  private let firstWords = ByteBuffer()
  /// The chunk that is given to the sink.
  private let chunk = ByteBuffer(capacity: SegmentLayout.chunkSize + SegmentLayout.checksumSize)

  // The word under way.
  private let word = ByteBuffer(capacity: 256)
  private let wordBefore = ByteBuffer(capacity: 256)
  private struct State {
    var postingCount = 0
    var lastDocument = -1
    var sums: UnsafeMutablePointer<BeginningSums>?
  }

  private let state: UnsafeMutablePointer<State>
  private var documentsStart = 0
  private var positionsStart = 0

  private let beginnings: [Beginning]
  private var deepest: Beginning?

  init(documentCount: Int, sink: @escaping Sink) {
    self.documentCount = documentCount
    self.sink = sink
    documentBytes = documents.buffer
    positionBytes = positions.buffer
    state = .allocate(capacity: 1)
    state.initialize(to: State())
    beginnings = (1...SegmentLayout.longestBeginning).map {
      Beginning(letters: $0, documentCount: documentCount)
    }
  }

  deinit { state.deallocate() }

  /// Begins a word, which sorts after the one before.
  func beginWord(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    word.removeAll()
    word.append(UnsafeRawBufferPointer(bytes))
    state.pointee.postingCount = 0
    state.pointee.lastDocument = -1
    documentsStart = documents.offset
    positionsStart = positions.offset
    let letters = SegmentLayout.lettersWithBeginnings(in: bytes)
    endBeginnings(notOf: bytes, letters: letters)
    deepest = letters > 0 ? beginnings[letters - 1] : nil
    state.pointee.sums = deepest?.sums
    for level in 0..<letters where !beginnings[level].isOpen {
      beginnings[level].open(bytes)
    }
  }

  /// Adds a document, in ascending order. `code` is its part of `documents` without the gap;
  /// `weight` what it counts for in the text.
  @inline(__always)
  func add(
    document: Int, code: UnsafeBufferPointer<UInt8>, weight: UInt32,
    positions places: UnsafeBufferPointer<UInt8>
  ) {
    documentBytes.append(number: UInt32(truncatingIfNeeded: document - state.pointee.lastDocument - 1))
    documentBytes.append(code.baseAddress!, count: code.count)
    positionBytes.append(places.baseAddress!, count: places.count)
    state.pointee.lastDocument = document
    state.pointee.postingCount += 1
    if weight > 0 { state.pointee.sums?.pointee.add(document, weight) }
  }

  /// Ends a word; one without documents is left out.
  func endWord() throws {
    guard state.pointee.postingCount > 0 else { return }
    deepest?.wordCount += 1
    try enter(
      word.bytes, count: state.pointee.postingCount, documents: documentsStart..<documents.offset,
      positions: positionsStart..<positions.offset)
    try giveChunks(documents)
    try giveChunks(positions)
  }

  /// Ends the segment.
  func finish(_ facts: [DocumentFacts]) throws -> SegmentOutline {
    for level in beginnings.reversed() { close(level) }
    for level in beginnings {
      var place = 0
      for entry in level.finished {
        let start = documents.offset
        documents.buffer.append(level.content.start + place, count: entry.length)
        place += entry.length
        try entry.key.withUnsafeBufferPointer {
          try enter(
            $0, count: entry.count, documents: start..<documents.offset,
            positions: positions.offset..<positions.offset)
        }
        try giveChunks(documents)
      }
    }
    try giveBlock()
    for stream in [documents, positions] where stream.buffer.count > 0 {
      try give(stream, ofAtMost: SegmentLayout.chunkSize)
    }
    return SegmentOutline(
      documents: documentCount, size: size, firstWords: Array(firstWords.bytes),
      facts: DocumentFacts.bytes(of: facts))
  }

  // MARK: Words

  private func enter(
    _ key: UnsafeBufferPointer<UInt8>, count: Int, documents part: Range<Int>, positions places: Range<Int>
  ) throws {
    let block = terms.buffer
    if block.count == 0 {
      firstWords.append(number: key.count)
      firstWords.append(UnsafeRawBufferPointer(key))
      block.append(fixed: UInt64(part.lowerBound))
      block.append(fixed: UInt64(places.lowerBound))
      wordBefore.removeAll()
    }
    var shared = 0
    let most = min(key.count, wordBefore.count)
    while shared < most, key[shared] == wordBefore.start[shared] { shared += 1 }
    block.append(number: shared)
    block.append(number: key.count - shared)
    block.append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: key[shared...])))
    block.append(number: count)
    block.append(number: part.count)
    block.append(number: places.count)
    wordBefore.removeAll()
    wordBefore.append(UnsafeRawBufferPointer(key))
    if block.count >= SegmentLayout.blockSize { try giveBlock() }
  }

  private func giveBlock() throws {
    if terms.buffer.count > 0 { try give(terms, ofAtMost: terms.buffer.count) }
  }

  private func giveChunks(_ stream: Stream) throws {
    let whole = stream.buffer.count / SegmentLayout.chunkSize * SegmentLayout.chunkSize
    if whole > 0 { try give(stream, whole, ofAtMost: SegmentLayout.chunkSize) }
  }

  /// Gives the first `count` bytes of a stream to the sink, all of them for nil, in chunks of at most `most`
  /// with their checksums.
  private func give(_ stream: Stream, _ count: Int? = nil, ofAtMost most: Int) throws {
    let count = count ?? stream.buffer.count
    for start in Swift.stride(from: 0, to: count, by: most) {
      let content = UnsafeRawBufferPointer(
        start: stream.buffer.start + start, count: min(most, count - start))
      chunk.restart()
      chunk.append(content)
      chunk.append(fixed: Checksum.of(content))
      try sink(stream.kind, stream.chunks, UnsafeRawBufferPointer(chunk.bytes))
      size += chunk.count
      stream.chunks += 1
    }
    stream.given += count
    // Once for all of them: what remains is moved to the front.
    stream.buffer.removeFirst(count)
  }

  // MARK: Beginnings

  private func endBeginnings(notOf word: UnsafeBufferPointer<UInt8>, letters: Int) {
    for level in beginnings.reversed() where level.isOpen {
      if level.letters > letters || !level.isBeginning(of: word) { close(level) }
    }
  }

  private func close(_ level: Beginning) {
    guard level.isOpen else { return }
    level.close(into: level.letters > 1 ? beginnings[level.letters - 2] : nil)
  }
}

/// The documents of all words that begin alike, gathered while the words pass.
private final class Beginning {
  let letters: Int
  private let documentCount: Int
  let sums: UnsafeMutablePointer<BeginningSums>
  private var prefix: [UInt8] = []
  private(set) var isOpen = false
  var wordCount = 0

  /// Written so far, one after the other.
  let content = ByteBuffer()
  private(set) var finished: [(key: [UInt8], count: Int, length: Int)] = []

  init(letters: Int, documentCount: Int) {
    self.letters = letters
    self.documentCount = documentCount
    sums = .allocate(capacity: 1)
    sums.initialize(to: BeginningSums(documentCount: documentCount))
  }

  deinit {
    sums.pointee.deallocate()
    sums.deallocate()
  }

  func isBeginning(of word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count >= prefix.count else { return false }
    for index in prefix.indices where word[index] != prefix[index] { return false }
    return true
  }

  func open(_ word: UnsafeBufferPointer<UInt8>) {
    let end = SegmentLayout.end(ofLetters: letters, in: word) ?? word.count
    prefix = Array(word[..<end])
    isOpen = true
  }

  /// Keeps what was gathered if it is worth it, and hands it on to the shorter beginning.
  func close(into shorter: Beginning?) {
    if wordCount > SegmentLayout.fewWords { keep() }
    let (weights, touched) = (sums.pointee.weights, sums.pointee.touched)
    for index in 0..<sums.pointee.count {
      let document = Int(touched[index])
      shorter?.sums.pointee.add(document, weights[document])
      weights[document] = 0
    }
    shorter?.wordCount += wordCount
    sums.pointee.count = 0
    wordCount = 0
    isOpen = false
  }

  private func keep() {
    let start = content.count
    var last = -1
    let weights = sums.pointee.weights
    let touched = UnsafeMutableBufferPointer(start: sums.pointee.touched, count: sums.pointee.count)
    func write(_ document: Int) {
      content.append(number: document - last - 1)
      content.append(number: weights[document])
      last = document
    }
    // Few of many are sorted, many are looked up in turn.
    if touched.count < documentCount / 16 {
      var touched = touched
      touched.sort()
      for document in touched { write(Int(document)) }
    } else {
      for document in 0..<documentCount where weights[document] > 0 { write(document) }
    }
    guard content.count > start else { return }
    let key = SegmentLayout.key(ofBeginning: prefix, letters: letters)
    finished.append((key, touched.count, content.count - start))
  }
}

/// Sums of weights by document, and which documents have any.
struct BeginningSums {
  let weights: UnsafeMutablePointer<UInt32>
  let touched: UnsafeMutablePointer<UInt32>
  var count = 0

  init(documentCount: Int) {
    let room = max(1, documentCount)
    weights = .allocate(capacity: room)
    weights.initialize(repeating: 0, count: room)
    touched = .allocate(capacity: room)
  }

  @inline(__always)
  mutating func add(_ document: Int, _ weight: UInt32) {
    let old = weights[document]
    if old == 0 {
      touched[count] = UInt32(truncatingIfNeeded: document)
      count += 1
    }
    weights[document] = old &+ weight
  }

  func deallocate() {
    weights.deallocate()
    touched.deallocate()
  }
}

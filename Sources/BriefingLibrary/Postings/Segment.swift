import Glibc
import Synchronization

/// A stored segment without its chunks: what is kept in memory of it. Never changes.
final class Segment: Sendable {
  let id: Int64
  /// The number of its first document in the index.
  let base: Int64
  let facts: [DocumentFacts]
  /// First words of its blocks, one after the other, and where each begins.
  private let words: [UInt8]
  private let starts: [Int]
  /// The chunks whose bytes were found to be whole, by their stream and number.
  private let whole = Mutex(NumberSet(below: 0))

  /// Nil when the bytes are not what a segment has.
  init?(
    id: Int64, base: Int64, documents: Int, firstWords: [UInt8], facts bytes: UnsafeRawBufferPointer
  ) {
    guard let facts = DocumentFacts.facts(in: bytes, count: documents) else { return nil }
    self.id = id
    self.base = base
    self.facts = facts
    var starts: [Int] = []
    var words: [UInt8] = []
    var index = 0
    while index < firstWords.count {
      var length = 0
      var shift = 0
      repeat {
        guard index < firstWords.count, shift < 28 else { return nil }
        length |= Int(firstWords[index] & 0x7F) << shift
        shift += 7
        index += 1
      } while firstWords[index - 1] >= 0x80
      guard index + length <= firstWords.count else { return nil }
      starts.append(words.count)
      words += firstWords[index..<index + length]
      index += length
    }
    starts.append(words.count)
    self.words = words
    self.starts = starts
  }

  var blockCount: Int { starts.count - 1 }

  /// Whether the bytes of a chunk are whole. They are added up when they are first met, which takes as long as what
  /// is then read of them: a segment never changes.
  func isWhole(
    _ stream: SegmentLayout.Stream, _ number: Int, check: () -> Bool
  ) -> Bool {
    let key = number << 2 | stream.rawValue
    if whole.withLock({ $0.holds(key) }) { return true }
    guard check() else { return false }
    whole.withLock { $0.insert(growing: key) }
    return true
  }

  /// The last block that begins with `word` or with one that sorts before it; nil when the segment
  /// has no such word.
  func block(of word: [UInt8]) -> Int? {
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high) / 2
      if isAfter(middle, word) { high = middle } else { low = middle + 1 }
    }
    return low == 0 ? nil : low - 1
  }

  /// Whether the first word of `block` sorts after `word`.
  private func isAfter(_ block: Int, _ word: [UInt8]) -> Bool {
    let own = starts[block]..<starts[block + 1]
    let order = words.withUnsafeBufferPointer { words in
      word.withUnsafeBufferPointer {
        memcmp(words.baseAddress! + own.lowerBound, $0.baseAddress!, min(own.count, $0.count))
      }
    }
    return order == 0 ? own.count > word.count : order > 0
  }
}

/// Where the parts of a word are in the streams of a segment.
struct WordEntry {
  /// Number of documents that it stands in.
  var count: Int
  var documents: Range<Int>
  var positions: Range<Int>
}

/// The bytes of an index were not what they should be.
struct SegmentDamage: Error {}

/// Reads the words of a segment.
struct SegmentReader {
  let segment: Segment
  let chunks: any ChunkSource

  /// The entry of one word or of a beginning; nil when it is not in the segment.
  func entry(_ key: [UInt8]) throws -> WordEntry? {
    guard !key.isEmpty, let block = segment.block(of: key) else { return nil }
    var found: WordEntry?
    try forEachEntry(ofBlock: block) { word, entry in
      let order = Self.compare(word, key)
      if order == 0 { found = entry }
      return order < 0
    }
    return found
  }

  /// Calls `body` with the words that begin with `beginning`, in order, until it returns false.
  func forEachWord(
    beginningWith beginning: [UInt8], _ body: (UnsafeBufferPointer<UInt8>, WordEntry) throws -> Bool
  ) throws {
    var block = segment.block(of: beginning) ?? 0
    var isDone = false
    while !isDone, block < segment.blockCount {
      try forEachEntry(ofBlock: block) { word, entry in
        guard word.first != SegmentLayout.beginningMark else {
          isDone = true
          return false
        }
        guard word.starts(with: beginning) else {
          isDone = Self.compare(word, beginning) > 0
          return !isDone
        }
        isDone = try !body(word, entry)
        return !isDone
      }
      block += 1
    }
  }

  /// Calls `body` with the words of a block, until it returns false.
  func forEachEntry(
    ofBlock block: Int, _ body: (UnsafeBufferPointer<UInt8>, WordEntry) throws -> Bool
  ) throws {
    let content = ByteBuffer(capacity: SegmentLayout.blockSize + 512)
    try chunks.read(.terms, of: segment, number: block, into: content)
    guard content.count >= 16 else { throw SegmentDamage() }
    let word = ByteBuffer(capacity: 256)
    var documents = Self.fixed(content.start)
    var positions = Self.fixed(content.start + 8)
    var place = UnsafePointer(content.start + 16)
    let end = content.end
    while place < end {
      let shared = Int(PackedNumber.read(&place))
      let own = Int(PackedNumber.read(&place))
      guard shared <= word.count, place + own <= end else { throw SegmentDamage() }
      word.removeLast(word.count - shared)
      word.append(place, count: own)
      place += own
      let count = Int(PackedNumber.read(&place))
      let documentBytes = Int(PackedNumber.read(&place))
      let positionBytes = Int(PackedNumber.read(&place))
      let entry = WordEntry(
        count: count, documents: documents..<documents + documentBytes,
        positions: positions..<positions + positionBytes)
      documents += documentBytes
      positions += positionBytes
      guard try body(word.bytes, entry) else { return }
    }
  }

  /// Puts a part of a stream into `buffer`.
  func read(
    _ stream: SegmentLayout.Stream, _ part: Range<Int>, into buffer: ByteBuffer
  ) throws {
    buffer.removeAll()
    guard !part.isEmpty else { return }
    let size = SegmentLayout.chunkSize
    for number in part.lowerBound / size...(part.upperBound - 1) / size {
      let lower = max(part.lowerBound - number * size, 0)
      let upper = min(part.upperBound - number * size, size)
      try chunks.read(stream, of: segment, number: number, part: lower..<upper, appendingTo: buffer)
    }
    buffer.seal()
  }

  /// Puts a whole chunk behind the content of `buffer`. The last chunk of a stream may be short, no other.
  func append(_ stream: SegmentLayout.Stream, chunk number: Int, to buffer: ByteBuffer) throws {
    try chunks.read(stream, of: segment, number: number, part: nil, appendingTo: buffer)
    buffer.seal()
  }

  private static func compare(_ word: UnsafeBufferPointer<UInt8>, _ key: [UInt8]) -> CInt {
    let order = key.withUnsafeBufferPointer {
      memcmp(word.baseAddress!, $0.baseAddress!, min(word.count, $0.count))
    }
    return order == 0 ? CInt(word.count - key.count) : order
  }

  private static func fixed(_ start: UnsafePointer<UInt8>) -> Int {
    Int(truncatingIfNeeded: UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)))
  }
}

/// Where the chunks of segments are kept.
protocol ChunkSource {
  /// Adds a part of a chunk's content to `buffer`. Throws `SegmentDamage` when it is not whole.
  func read(
    _ stream: SegmentLayout.Stream, of segment: Segment, number: Int, part: Range<Int>?,
    appendingTo buffer: ByteBuffer) throws
}

extension ChunkSource {
  /// Puts the content of a chunk into `buffer`.
  func read(
    _ stream: SegmentLayout.Stream, of segment: Segment, number: Int, into buffer: ByteBuffer
  ) throws {
    buffer.removeAll()
    try read(stream, of: segment, number: number, part: nil, appendingTo: buffer)
    buffer.seal()
  }
}

import Glibc

/// Makes one segment of several whose documents follow each other.
struct SegmentMerger {
  private let parts: [IndexSnapshot.Part]
  private let base: Int64
  private let documents: Int
  private let chunks: any ChunkSource

  /// `documents` numbers from `base` on take in those of all parts.
  init(_ parts: [IndexSnapshot.Part], base: Int64, documents: Int, chunks: any ChunkSource) {
    self.parts = parts
    self.base = base
    self.documents = documents
    self.chunks = chunks
  }

  /// Writes the segment's chunks to `sink`. What is stale is left out.
  func merge(to sink: @escaping SegmentWriter.Sink) throws -> SegmentOutline {
    let writer = SegmentWriter(documentCount: documents, sink: sink)
    let cursors = try parts.map { try WordCursor($0, shift: Int($0.segment.base - base), chunks) }
    var facts = [DocumentFacts](repeating: DocumentFacts(flags: .isDropped), count: documents)
    for part in parts {
      let shift = Int(part.segment.base - base)
      for (number, one) in part.segment.facts.enumerated() where part.stale?.contains(number) != true {
        facts[shift + number] = one
      }
    }
    let word = ByteBuffer(capacity: 256)
    while let least = Self.least(cursors) {
      word.removeAll()
      word.append(UnsafeRawBufferPointer(least))
      try writer.beginWord(word.bytes)
      for cursor in cursors where cursor.isAt(word.bytes) {
        try cursor.copy(to: writer)
        try cursor.advance()
      }
      try writer.endWord()
    }
    return try writer.finish(facts)
  }

  /// The word that sorts first among those that the cursors stand at.
  private static func least(_ cursors: [WordCursor]) -> UnsafeBufferPointer<UInt8>? {
    var least: UnsafeBufferPointer<UInt8>?
    for cursor in cursors {
      guard let word = cursor.word else { continue }
      guard let best = least else {
        least = word
        continue
      }
      let order = memcmp(word.baseAddress!, best.baseAddress!, min(word.count, best.count))
      if order < 0 || (order == 0 && word.count < best.count) { least = word }
    }
    return least
  }
}

/// Goes through the words of a segment in order.
private final class WordCursor {
  private let part: IndexSnapshot.Part
  private let reader: SegmentReader
  /// What is added to the number of a document.
  private let shift: Int
  private var nextBlock = 0
  /// The words of the block, one after the other.
  private let text = ByteBuffer()
  private var words: [(start: Int, count: Int, entry: WordEntry)] = []
  private var index = 0
  private let documents: StreamWindow
  private let positions: StreamWindow

  init(_ part: IndexSnapshot.Part, shift: Int, _ chunks: any ChunkSource) throws {
    self.part = part
    self.shift = shift
    reader = SegmentReader(segment: part.segment, chunks: chunks)
    documents = StreamWindow(.documents, reader)
    positions = StreamWindow(.positions, reader)
    try fill()
  }

  /// Nil behind the last.
  var word: UnsafeBufferPointer<UInt8>? {
    guard index < words.count else { return nil }
    return UnsafeBufferPointer(start: text.start + words[index].start, count: words[index].count)
  }

  func isAt(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let word, word.count == other.count else { return false }
    return memcmp(word.baseAddress!, other.baseAddress!, word.count) == 0
  }

  func advance() throws {
    index += 1
    if index == words.count { try fill() }
  }

  private func fill() throws {
    words.removeAll(keepingCapacity: true)
    text.removeAll()
    index = 0
    guard nextBlock < part.segment.blockCount else { return }
    var found: [(start: Int, count: Int, entry: WordEntry)] = []
    try reader.forEachEntry(ofBlock: nextBlock) { word, entry in
      guard word.first != SegmentLayout.beginningMark else { return false }
      found.append((text.count, word.count, entry))
      text.append(UnsafeRawBufferPointer(word))
      return true
    }
    words = found
    nextBlock += 1
  }

  /// Writes the documents of the word to `writer`.
  func copy(to writer: SegmentWriter) throws {
    let entry = words[index].entry
    let count = part.segment.facts.count
    var place = try documents.bytes(entry.documents)
    let end = place + entry.documents.count
    var positionPlace = try positions.bytes(entry.positions)
    let positionEnd = positionPlace + entry.positions.count
    var document = -1
    for _ in 0..<entry.count {
      guard place < end else { throw SegmentDamage() }
      document += Int(PackedNumber.read(&place)) + 1
      guard document < count else { throw SegmentDamage() }
      let codeStart = place
      let code = Int(PackedNumber.read(&place))
      var total = code >> 1
      var weight = total * TextField.weight(0)
      if code & 1 != 0 {
        var mask = Int(PackedNumber.read(&place))
        while mask != 0 {
          let occurrences = Int(PackedNumber.read(&place))
          total += occurrences
          weight += occurrences * TextField.weight(mask.trailingZeroBitCount + 1)
          mask &= mask - 1
        }
      }
      guard place <= end else { throw SegmentDamage() }
      let positionStart = positionPlace
      PackedNumber.skip(total, &positionPlace, end: positionEnd)
      if part.stale?.contains(document) == true { continue }
      writer.add(
        document: document + shift,
        code: UnsafeBufferPointer(start: codeStart, count: place - codeStart),
        weight: UInt32(clamping: weight),
        positions: UnsafeBufferPointer(start: positionStart, count: positionPlace - positionStart))
    }
  }
}

/// Part of a stream in memory, for reading it from its beginning to its end.
private final class StreamWindow {
  private let stream: SegmentLayout.Stream
  private let reader: SegmentReader
  private let buffer = ByteBuffer(capacity: 2 * SegmentLayout.chunkSize)
  private var held = 0..<0

  init(_ stream: SegmentLayout.Stream, _ reader: SegmentReader) {
    self.stream = stream
    self.reader = reader
  }

  /// The bytes of a part, until the next call.
  func bytes(_ part: Range<Int>) throws -> UnsafePointer<UInt8> {
    if part.isEmpty { return UnsafePointer(buffer.start) }
    if part.lowerBound < held.lowerBound || part.upperBound > held.upperBound {
      // Whole chunks, so that each is read once.
      let size = SegmentLayout.chunkSize
      let start = part.lowerBound / size * size
      let isNext = start >= held.lowerBound && start <= held.upperBound
      buffer.removeFirst(isNext ? start - held.lowerBound : buffer.count)
      held = start..<start + buffer.count
      while held.upperBound < part.upperBound {
        guard held.upperBound.isMultiple(of: size) else { throw SegmentDamage() }
        try reader.append(stream, chunk: held.upperBound / size, to: buffer)
        held = start..<start + buffer.count
      }
    }
    return UnsafePointer(buffer.start + (part.lowerBound - held.lowerBound))
  }
}

/// How a segment is laid out: an index over the words of some documents that never changes once it
/// was written.
///
/// A segment has three streams of bytes, each cut into chunks that are stored by number. `terms`
/// holds the sorted words in blocks, one to a chunk; each word says where its part of the two other
/// streams is. `documents` says in which documents a word stands and how often in each field.
/// `positions` says where in the fields; only phrases need it.
///
/// Documents are numbered from 0 within a segment. For one word `documents` holds, for each document
/// in order, all as packed numbers:
///
///     gap        to the document before (from -1)
///     code       twice the occurrences in the body, plus 1 when there are others
///     mask       only then: a packed number, one bit for each other field, from `title` upwards
///     count …    occurrences in each field of the mask
///
/// and `positions`, for each document and each field that the word stands in, the first position and
/// then the distances.
///
/// After the words come the beginnings of one to three letters that more than a few words share, with
/// the documents of all these words together: a gap and a weight each. They make the first letters
/// typed as quick to answer as a whole word.
enum SegmentLayout {
  enum Stream: Int, Sendable { case terms, documents, positions }

  /// Bytes of content in a chunk of `documents` and `positions`. With the checksum it is the largest row that
  /// stands in one page of 16 kB, the size that the index is made with: most words need a few bytes of one
  /// chunk in each segment, and cost one page and its checksum there. SQLite keeps a row in one page up to 35
  /// bytes less than the page (https://www.sqlite.org/fileformat2.html, "B-tree Pages"), 5 of them its header.
  static let chunkSize = 16_384 - 35 - 5 - checksumSize
  static let checksumSize = 8
  /// A block of words ends when it holds so many bytes.
  static let blockSize = 4_000

  /// First byte of the keys of beginnings; no word holds it. It sorts after all words.
  static let beginningMark: UInt8 = 0xFF
  /// Longest beginning with documents of its own, in letters.
  static let longestBeginning = 3
  /// Beginnings of no more words than this are put together when they are asked for.
  static let fewWords = 8

  /// The key of a beginning of so many letters.
  static func key(ofBeginning bytes: [UInt8], letters: Int) -> [UInt8] {
    [beginningMark, UInt8(letters)] + bytes
  }

  /// Where the first `letters` letters of a word end; nil when it has not so many.
  @inline(__always)
  static func end(ofLetters letters: Int, in word: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    for _ in 0..<letters {
      guard index < word.count else { return nil }
      switch word[index] {
      case ..<0x80: index += 1
      case ..<0xE0: index += 2
      case ..<0xF0: index += 3
      default: index += 4
      }
    }
    return min(index, word.count)
  }

  /// How many letters of a word have beginnings of their own. Of the pairs that Chinese is divided
  /// into only the first.
  static func lettersWithBeginnings(in word: UnsafeBufferPointer<UInt8>) -> Int {
    if let first = word.first, first >= 0xE0,
      let scalar = WordScanner.decode(word, at: 0).scalar, WordScanner.isUnspaced(scalar.value)
    {
      return 1
    }
    for letters in 1...longestBeginning where end(ofLetters: letters, in: word) == nil {
      return letters - 1
    }
    return longestBeginning
  }
}

/// A segment without its chunks.
struct SegmentOutline: Sendable {
  /// How many numbers are taken up; some of them may be of no document any more.
  var documents = 0
  /// Of all chunks, in bytes.
  var size = 0
  /// For each block of words, its first word.
  var firstWords: [UInt8] = []
  var facts: [UInt8] = []
}

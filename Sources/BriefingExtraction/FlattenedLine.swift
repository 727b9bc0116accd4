/// A line whose columns are gone, parted into words.
package struct FlattenedLine: Sendable {
  private let bytes: [UInt8]
  package let words: [FlattenedWord]

  package var count: Int { words.count }

  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { FlattenedLine($0) }
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = Array(bytes)
    let lexicon = FlattenedLexicon.shared
    var words: [FlattenedWord] = []
    words.reserveCapacity(bytes.count / 6 + 2)
    Self.part(bytes) { range in
      words.append(FlattenedWord(bytes, range, after: words.last, lexicon))
    }
    self.words = words
  }

  /// The number of words of a line.
  static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    part(bytes) { _ in count += 1 }
    return count
  }

  @inline(__always)
  private static func part(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void) {
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      let blank =
        byte == 0x20 || byte == 0x09
        ? 1 : byte == 0xC2 && index + 1 < bytes.count && bytes[index + 1] == 0xA0 ? 2 : 0
      if blank > 0 {
        if index > start { body(start..<index) }
        start = index + blank
      }
      index += max(1, blank)
    }
    if bytes.count > start { body(start..<bytes.count) }
  }

  /// Some words, single blanks between them.
  package func text(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    // The words of most lines are parted by single blanks.
    var isPlain = true
    for at in range.dropFirst() {
      isPlain = isPlain && words[at].start == words[at - 1].end + 1 && bytes[Int(words[at].start) - 1] == 0x20
    }
    if isPlain {
      return String(decoding: bytes[Int(words[first].start)..<Int(words[last].end)], as: UTF8.self)
    }
    return words[range].map { String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self) }
      .joined(separator: " ")
  }

  /// All of its words.
  package var wholeText: String { text(words.indices) }

  /// The words as they were folded to tell what a column is called.
  func folded(_ range: Range<Int>) -> FoldedText {
    var folded = FoldedText()
    guard let first = range.first, let last = range.last else { return folded }
    bytes.withUnsafeBufferPointer {
      folded.read($0, Int(words[first].start)..<Int(words[last].end))
    }
    return folded
  }
}

import Testing

@testable import BriefingLibrary

/// The numbers of words while an index is made.
@Suite struct VocabularyTests {
  /// The numbers of words that are taken in one after the other.
  private func numbers(_ words: [String], _ vocabulary: Vocabulary) -> [Int] {
    var numbers: [Int] = []
    func note(_ settled: (number: UInt32, tag: UInt64)) {
      #expect(settled.tag == UInt64(numbers.count), "a word that came out of its turn")
      numbers.append(Int(settled.number))
    }
    for (tag, word) in words.enumerated() {
      Array(word.utf8).withUnsafeBufferPointer { bytes in
        if let settled = vocabulary.take(bytes, tag: UInt64(tag)).settled { note(settled) }
      }
    }
    while let settled = vocabulary.settle() { note(settled) }
    return numbers
  }

  private func word(_ number: Int, _ vocabulary: Vocabulary) -> String {
    String(decoding: vocabulary.bytes(of: number), as: UTF8.self)
  }

  @Test func `words of every length have a number each, the same when they are met again`() {
    let vocabulary = Vocabulary()
    // Of each length some that differ in one byte only, in each place.
    var words: [String] = []
    for length in 1...40 {
      let plain = [UInt8](repeating: UInt8(ascii: "a"), count: length)
      words.append(String(decoding: plain, as: UTF8.self))
      for place in 0..<length {
        var other = plain
        other[place] = UInt8(ascii: "b")
        words.append(String(decoding: other, as: UTF8.self))
      }
    }
    #expect(numbers(words, vocabulary) == Array(words.indices))
    #expect(numbers(words.reversed(), vocabulary) == words.indices.reversed())
    #expect(words.indices.map { word($0, vocabulary) } == words)
    #expect(
      vocabulary.sorted().map { word($0, vocabulary) }
        == words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func `a new word that comes again at once has one number, and no word waits for ever`() {
    let vocabulary = Vocabulary()
    let words = (0..<300).map { "a-word-\($0 / 3)" + ($0 % 3 == 2 ? "s" : "") }
    #expect(numbers(words, vocabulary) == (0..<300).map { $0 / 3 * 2 + ($0 % 3 == 2 ? 1 : 0) })
    #expect(vocabulary.settle() == nil)
  }

  @Test func `many words keep their numbers as the table grows, and leave nothing behind`() {
    let vocabulary = Vocabulary()
    let words = (0..<50_000).map { $0 % 3 == 0 ? "港\($0)" : $0 % 3 == 1 ? "w\($0)" : "a-longer-word-\($0)" }
    for round in 0..<2 {
      #expect(numbers(words, vocabulary) == Array(words.indices), "round \(round)")
      #expect(numbers(words, vocabulary) == Array(words.indices), "round \(round)")
      vocabulary.removeAll()
      #expect(vocabulary.count == 0)
    }
  }
}

import Testing

@testable import BriefingLibrary

/// The numbers of words while an index is made.
@Suite struct VocabularyTests {
  private func number(_ word: String, _ vocabulary: Vocabulary) -> Int {
    Array(word.utf8).withUnsafeBufferPointer { Int(vocabulary.number(of: $0).number) }
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
    #expect(words.map { number($0, vocabulary) } == Array(words.indices))
    #expect(words.reversed().map { number($0, vocabulary) } == words.indices.reversed())
    #expect(words.indices.map { word($0, vocabulary) } == words)
    #expect(
      vocabulary.sorted().map { word($0, vocabulary) }
        == words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func `many words keep their numbers as the table grows, and leave nothing behind`() {
    let vocabulary = Vocabulary()
    let words = (0..<50_000).map { $0 % 3 == 0 ? "港\($0)" : $0 % 3 == 1 ? "w\($0)" : "a-longer-word-\($0)" }
    for round in 0..<2 {
      #expect(words.map { number($0, vocabulary) } == Array(words.indices), "round \(round)")
      #expect(words.map { number($0, vocabulary) } == Array(words.indices), "round \(round)")
      vocabulary.removeAll()
      #expect(vocabulary.count == 0)
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A row of words, with what can be said of each run of them that might be a cell.
package struct FlattenedCells: Sendable {
  let words: [FlattenedWord]
  /// Whether no column boundary parts the word from the one before it.
  let isTogether: [Bool]
  /// The last capital before the first lower-case word that is not a mere function word; 0 for none.
  let lastCapitalBeforeLower: Int
  /// Whether the row begins with words in brackets, and behind which word they end.
  let hasLeadingBracket: Bool
  let firstBracketEnd: Int
  private var codes: [UInt8]
  private var hashes: [Int]

  static let styleNames = ["numeric", "single", "title", "sentence", "lower", "mixed"]
  static let styles = styleNames.count
  /// Bits beside the style: holds a finite verb, holds a comma, brackets do not match.
  static let flags = 8

  package var count: Int { words.count }

  package init(_ words: [FlattenedWord]) {
    self.words = words
    let together = FlattenedLexicon.shared.together
    isTogether = words.indices.map { index in
      index > 0 && words[index].kind != .number
        && together.contains(words[index - 1].key + " " + words[index].key)
    }
    var capital = 0
    for (index, word) in words.enumerated() {
      if word.shape == .capital { capital = index }
      if word.shape == .lower, !word.isFunctionWord, index > 0 { break }
    }
    lastCapitalBeforeLower = capital
    hasLeadingBracket = words.first?.opensBracket ?? false
    firstBracketEnd = (words.firstIndex { $0.depth == 0 } ?? 0) + 1
    let size = words.count + 1
    codes = Array(repeating: 0, count: size * size)
    hashes = Array(repeating: 0, count: size)
    for (index, word) in words.enumerated() {
      hashes[index + 1] = hashes[index] &* 1_000_003 &+ word.identity
    }
    for start in words.indices {
      var capitals = 0
      var lowers = 0
      var numbers = 0
      var matter = 0
      var verb = false
      var comma = false
      let depth = start > 0 ? words[start - 1].depth : 0
      for end in (start + 1)...words.count {
        let word = words[end - 1]
        if end - 1 > start, word.shape == .lower,
          word.kind == .auxiliary || word.kind == .verb || word.kind == .thirdPerson || word.kind == .pronoun
        {
          verb = true
        }
        if word.endsWithComma, end < words.count { comma = true }
        if word.kind == .number {
          numbers += 1
        } else if word.kind != .unit, word.kind != .month, !word.isFunctionWord {
          matter += 1
          if end - 1 > start {
            if word.shape == .capital { capitals += 1 } else if word.shape == .lower { lowers += 1 }
          }
        }
        let style: Int
        if numbers > 0, matter == 0 {
          style = 0
        } else if end - start == 1 {
          style = 1
        } else if words[start].shape == .lower {
          style = 4
        } else if lowers > 0 {
          style = 3
        } else if numbers > 0 {
          style = 5
        } else {
          style = capitals > 0 ? 2 : 3
        }
        let isMatched = word.depth == depth
        codes[start * size + end] = UInt8(
          style * Self.flags + (verb ? 1 : 0) + (comma ? 2 : 0) + (isMatched ? 0 : 4))
      }
    }
  }

  @inline(__always)
  func code(_ start: Int, _ end: Int) -> Int { Int(codes[start * (words.count + 1) + end]) }

  /// The same for cells of the same words.
  func hash(_ start: Int, _ end: Int) -> Int {
    var power = 1
    for _ in start..<end { power = power &* 1_000_003 }
    return hashes[end] &- hashes[start] &* power
  }

  /// Natural logarithms of the whole numbers.
  static let logarithms: [Double] = (0..<512).map { $0 == 0 ? 0 : log(Double($0)) }
  static func logarithm(_ count: Int) -> Double { count < 512 ? logarithms[count] : log(Double(count)) }

  package func text(_ range: Range<Int>) -> String {
    words[range].map(\.text).joined(separator: " ")
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A row of words, with what can be said of each run of them that might be a cell.
package struct FlattenedCells: Sendable {
  package let line: FlattenedLine
  /// Whether no column boundary parts the word from the one before it.
  let isTogether: [Bool]
  /// The last capital before the first lower-case word that is not a mere function word; 0 for none.
  let lastCapitalBeforeLower: Int
  /// Whether the row begins with words in brackets, and behind which word they end.
  let hasLeadingBracket: Bool
  let firstBracketEnd: Int
  /// By start and end, `count + 1` for each start: the style of a cell and its flags.
  let codes: [UInt8]
  /// By end, the number of the words before it.
  let hashes: [UInt64]

  static let styleNames = ["numeric", "single", "title", "sentence", "lower", "mixed"]
  static var styles: Int { 6 }
  /// Bits beside the style: holds a finite verb, holds a comma, brackets do not match.
  static let flags = 8

  var words: [FlattenedWord] { line.words }
  package var count: Int { line.count }

  package init(_ line: FlattenedLine) {
    self.line = line
    let words = line.words
    let lexicon = FlattenedLexicon.shared
    isTogether = words.indices.map { index in
      guard index > 0, words[index].kind != .number, words[index - 1].entry.beginsTogether else {
        return false
      }
      var pair = words[index - 1].hash
      pair.add(words[index].hash)
      return lexicon[pair].isTogether
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
    hashes = [UInt64](unsafeUninitializedCapacity: size) { hashes, count in
      hashes[0] = 0
      for (index, word) in words.enumerated() {
        hashes[index + 1] = hashes[index] &* Self.base &+ word.identity
      }
      count = size
    }
    codes = words.withUnsafeBufferPointer { words in
      [UInt8](unsafeUninitializedCapacity: size * size) { codes, count in
        codes.initialize(repeating: 0)
        for start in words.indices { Self.fill(codes, words, from: start) }
        count = size * size
      }
    }
  }

  private static func fill(
    _ codes: UnsafeMutableBufferPointer<UInt8>, _ words: UnsafeBufferPointer<FlattenedWord>, from start: Int
  ) {
    let size = words.count + 1
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
        style * flags + (verb ? 1 : 0) + (comma ? 2 : 0) + (isMatched ? 0 : 4))
    }
  }

  @inline(__always)
  func code(_ start: Int, _ end: Int) -> Int { Int(codes[start * (count + 1) + end]) }

  /// The same for cells of the same words.
  @inline(__always)
  func hash(_ start: Int, _ end: Int) -> UInt64 {
    hashes.withUnsafeBufferPointer { Self.hash($0.baseAddress.unsafelyUnwrapped, start, end) }
  }

  /// The same, of the numbers of a row.
  @inline(__always)
  static func hash(_ hashes: UnsafePointer<UInt64>, _ start: Int, _ end: Int) -> UInt64 {
    hashes[end] &- hashes[start] &* power(end - start)
  }

  private static let base: UInt64 = 1_000_003
  private static let powers: [UInt64] = {
    var powers: [UInt64] = [1]
    for _ in 1..<256 { powers.append(powers[powers.count - 1] &* base) }
    return powers
  }()

  private static func power(_ count: Int) -> UInt64 {
    if count < powers.count { return powers[count] }
    return (powers.count...count).reduce(powers[powers.count - 1]) { power, _ in power &* base }
  }

  /// Natural logarithms of the whole numbers.
  static let logarithms: [Double] = (0..<512).map { $0 == 0 ? 0 : log(Double($0)) }
  static func logarithm(_ count: Int) -> Double { count < 512 ? logarithms[count] : log(Double(count)) }

  package func text(_ range: Range<Int>) -> String { line.text(range) }
}

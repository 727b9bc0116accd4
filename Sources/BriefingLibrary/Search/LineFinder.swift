import BriefingModel
import Glibc

/// Finds the lines of a text that hold the words of a query, and cuts snippets out of them.
///
/// Words are divided as the index divides them, so that a briefing that was found shows where.
struct LineFinder {
  /// A line with the number that it is shown with.
  struct Line {
    /// 1-based.
    var number: Int
    var utf8: ArraySlice<UInt8>
  }

  /// Longest snippet in scalars, the signs of omission not counted.
  private static let longestSnippet = 160
  /// Scalars before the first mark when a line is cut.
  private static let lead = 48
  private static let mostMarks = 32

  private struct Term {
    var words: [[UInt8]]
    var isPrefix: Bool
  }

  private struct Token {
    /// In `folded`.
    var bytes: Range<Int>
    /// In the line.
    var range: Range<Int>
    /// Place among the words; colocated ones share it.
    var position: Int
  }

  private let terms: [Term]
  private let scanner = WordScanner()
  private var folded: [UInt8] = []
  private var tokens: [Token] = []
  /// For each byte whether a word sought begins with it.
  private var beginnings = [Bool](repeating: false, count: 256)
  private let plain = WordScanner.ascii

  private let patterns: [Pattern]

  /// With `loosely` the words of a phrase may stand apart. What a pattern matches is marked as words are.
  init(_ terms: [QueryTerm], loosely: Bool = false, patterns: [Pattern] = []) {
    self.patterns = patterns
    var sought: [Term] = []
    for term in terms {
      let words = term.words.map { Array($0.utf8) }
      if loosely {
        for (index, word) in words.enumerated() {
          sought.append(
            Term(words: [word], isPrefix: term.isPrefix && index == words.count - 1))
        }
      } else {
        sought.append(Term(words: words, isPrefix: term.isPrefix))
      }
    }
    self.terms = sought
    for term in sought { if let first = term.words.first?.first { beginnings[Int(first)] = true } }
  }

  /// The first `limit` lines that hold a term, and how many lines do.
  mutating func hits(
    in lines: some Sequence<Line>, limit: Int, isCancelled: () -> Bool
  ) -> (hits: [SearchHit], count: Int) {
    guard !isEmpty else { return ([], 0) }
    var found = Found(limit: limit)
    var untilCheck = 256
    for line in lines {
      untilCheck -= 1
      if untilCheck == 0 {
        if isCancelled() { break }
        untilCheck = 256
      }
      find(in: line, &found)
    }
    return (found.hits, found.count)
  }

  /// The same for the lines of UTF-8 text, which are numbered from 1.
  mutating func hits(
    in text: [UInt8], limit: Int, isCancelled: () -> Bool
  ) -> (hits: [SearchHit], count: Int) {
    guard !isEmpty else { return ([], 0) }
    if text.contains(0x0D) {
      let lines = SourceLines(utf8: text).ranges.enumerated().lazy.map {
        Line(number: $0.offset + 1, utf8: text[$0.element])
      }
      return hits(in: lines, limit: limit, isCancelled: isCancelled)
    }
    var found = Found(limit: limit)
    var start = 0
    var number = 0
    var untilCheck = 256
    while start < text.count {
      number += 1
      let end = text.withUnsafeBytes { bytes -> Int in
        guard let feed = memchr(bytes.baseAddress! + start, 0x0A, bytes.count - start) else {
          return bytes.count
        }
        return bytes.baseAddress!.distance(to: UnsafeRawPointer(feed))
      }
      untilCheck -= 1
      if untilCheck == 0 {
        if isCancelled() { break }
        untilCheck = 256
      }
      find(in: Line(number: number, utf8: text[start..<end]), &found)
      start = end + 1
    }
    return (found.hits, found.count)
  }

  private var isEmpty: Bool { terms.isEmpty && patterns.isEmpty }

  private struct Found {
    var limit: Int
    var hits: [SearchHit] = []
    var count = 0
    var lastCounted = 0
  }

  @inline(__always)
  private mutating func find(in line: Line, _ found: inout Found) {
    let first = patterns.isEmpty ? look(at: line.utf8) : .perhaps
    if first == .no { return }
    if first == .yes, found.hits.count >= found.limit {
      // What is only counted need not be marked.
      if line.number != found.lastCounted { found.count += 1 }
      found.lastCounted = line.number
      return
    }
    let marks = marks(in: line.utf8)
    guard !marks.isEmpty, line.number != found.lastCounted else { return }
    found.lastCounted = line.number
    found.count += 1
    if found.hits.count < found.limit { found.hits.append(Self.hit(line, marks)) }
  }

  private enum FirstLook { case no, perhaps, yes }

  /// Whether a line holds a term, as far as plain letters tell. Most lines are passed over by this.
  private mutating func look(at line: ArraySlice<UInt8>) -> FirstLook {
    line.withUnsafeBufferPointer { bytes in
      var index = 0
      var isInWord = false
      while index < bytes.count {
        let byte = bytes[index]
        guard byte < 0x80 else {
          let (scalar, length) = WordScanner.decode(bytes, at: index)
          if let scalar, !scanner.isSeparator(scalar) { return .perhaps }
          isInWord = false
          index += length
          continue
        }
        let folded = plain[Int(byte)]
        if folded == 0 {
          isInWord = false
        } else if !isInWord {
          isInWord = true
          if beginnings[Int(folded)] {
            let found = word(at: index, in: bytes)
            if found != .no { return found }
          }
        }
        index += 1
      }
      return .no
    }
  }

  /// Whether a term's first word stands at `index`.
  private func word(at index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> FirstLook {
    for term in terms {
      let word = term.words[0]
      var place = 0
      while place < word.count, index + place < bytes.count,
        bytes[index + place] < 0x80, plain[Int(bytes[index + place])] == word[place]
      {
        place += 1
      }
      // A letter that is not plain may fold to what is sought.
      if index + place < bytes.count, bytes[index + place] >= 0x80 { return .perhaps }
      guard place == word.count else { continue }
      if term.words.count > 1 { return .perhaps }
      if term.isPrefix || index + place == bytes.count || plain[Int(bytes[index + place])] == 0 {
        return .yes
      }
    }
    return .no
  }

  /// Half-open byte ranges of what was found in a line, in order and apart from each other.
  mutating func marks(in line: ArraySlice<UInt8>) -> [Range<Int>] {
    let words = wordMarks(in: line)
    guard !patterns.isEmpty else { return words }
    return Self.joined(words + patternMarks(in: line))
  }

  private func patternMarks(in line: ArraySlice<UInt8>) -> [Range<Int>] {
    var marks: [Range<Int>] = []
    line.withUnsafeBufferPointer { bytes in
      for pattern in patterns {
        var start = 0
        // A line on which it takes too long was told of when the briefing was found.
        while marks.count <= Self.mostMarks, let found = try? pattern.match(in: bytes, from: start) {
          if !found.isEmpty { marks.append(found) }
          start = max(found.upperBound, start) + (found.isEmpty ? 1 : 0)
          // Not within a character.
          while start < bytes.count, bytes[start] & 0xC0 == 0x80 { start += 1 }
          if start > bytes.count { break }
        }
      }
    }
    return marks
  }

  /// In order, those that overlap or touch as one.
  private static func joined(_ marks: [Range<Int>]) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for mark in marks.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, mark.lowerBound <= last.upperBound {
        joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, mark.upperBound)
      } else {
        joined.append(mark)
      }
    }
    return joined
  }

  private mutating func wordMarks(in line: ArraySlice<UInt8>) -> [Range<Int>] {
    guard !terms.isEmpty else { return [] }
    folded.removeAll(keepingCapacity: true)
    tokens.removeAll(keepingCapacity: true)
    var isPossible = false
    line.withUnsafeBufferPointer { bytes in
      var position = 0
      scanner.scan(bytes, for: .document) { word in
        if !word.isColocated { position += 1 }
        let start = folded.count
        folded.append(contentsOf: word.folded)
        tokens.append(Token(bytes: start..<folded.count, range: word.range, position: position))
        if let first = word.folded.first, beginnings[Int(first)] { isPossible = true }
        return true
      }
    }
    guard isPossible else { return [] }
    var marks: [Range<Int>] = []
    for index in tokens.indices where beginnings[Int(folded[tokens[index].bytes.lowerBound])] {
      for term in terms {
        guard let mark = mark(of: term, at: index) else { continue }
        if let last = marks.last, mark.lowerBound <= last.upperBound, !marks.isEmpty {
          marks[marks.count - 1] =
            min(last.lowerBound, mark.lowerBound)..<max(last.upperBound, mark.upperBound)
        } else {
          marks.append(mark)
        }
      }
      if marks.count > Self.mostMarks { break }
    }
    return marks
  }

  /// Where `term` stands when it begins with the word at `first`.
  private func mark(of term: Term, at first: Int) -> Range<Int>? {
    var place = first
    for (number, word) in term.words.enumerated() {
      if number > 0 {
        let position = tokens[place].position + 1
        repeat { place += 1 } while place < tokens.count && tokens[place].position < position
        guard place < tokens.count, tokens[place].position == position else { return nil }
      }
      let isBeginning = term.isPrefix && number == term.words.count - 1
      guard matches(tokens[place], word, isPrefix: isBeginning) else { return nil }
    }
    let last = tokens[place]
    var end = last.range.upperBound
    // The beginning of a pair of characters is one character, not the pair.
    if term.isPrefix, let word = term.words.last, word.count == 3 || word.count == 4,
      last.bytes.count > word.count, last.range.count == last.bytes.count
    {
      let scalar = word.withUnsafeBufferPointer { WordScanner.decode($0, at: 0) }
      if scalar.length == word.count, let value = scalar.scalar?.value,
        WordScanner.isUnspaced(value)
      {
        end = last.range.lowerBound + word.count
      }
    }
    return tokens[first].range.lowerBound..<end
  }

  private func matches(_ token: Token, _ word: [UInt8], isPrefix: Bool) -> Bool {
    guard isPrefix ? token.bytes.count >= word.count : token.bytes.count == word.count else {
      return false
    }
    for index in word.indices where folded[token.bytes.lowerBound + index] != word[index] {
      return false
    }
    return true
  }

  /// The line, or the piece of it around the first mark.
  private static func hit(_ line: Line, _ marks: [Range<Int>]) -> SearchHit {
    let bytes = Array(line.utf8)
    let first = marks[0].lowerBound
    var start = 0
    while start < first, isBlank(bytes[start]) { start += 1 }
    var prefix = ""
    if scalarCount(bytes[start...]) > longestSnippet, scalarCount(bytes[start..<first]) > lead {
      var back = first
      for _ in 0..<lead {
        back -= 1
        while back > start, bytes[back] & 0xC0 == 0x80 { back -= 1 }
      }
      // Begin with a whole word where one begins soon.
      if let blank = bytes[back..<first].firstIndex(where: isBlank), blank + 1 < first {
        back = blank + 1
      }
      start = back
      prefix = "…"
    }
    var end = start
    var scalars = 0
    while end < bytes.count, scalars < longestSnippet {
      end += 1
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
      scalars += 1
    }
    let isCut = end < bytes.count
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    let snippet = prefix + String(decoding: bytes[start..<end], as: UTF8.self) + (isCut ? "…" : "")
    let shift = prefix.isEmpty ? 0 : 1
    let shown = marks.compactMap { mark -> Range<Int>? in
      let (lower, upper) = (max(mark.lowerBound, start), min(mark.upperBound, end))
      guard lower < upper else { return nil }
      let offset = scalarCount(bytes[start..<lower]) + shift
      return offset..<offset + scalarCount(bytes[lower..<upper])
    }
    return SearchHit(line: line.number, snippet: snippet, marks: shown)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.count { $0 & 0xC0 != 0x80 }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// All the ways to part a header line.
package struct FlattenedHeaderLattice {
  private let words: [FlattenedWord]
  private let isSentenceCased: Bool
  /// By word, whether it stands in the line again.
  private let isRepeated: [Bool]
  /// By first word and number of words, less one: `longest` for each word.
  private var scores: [Double]
  private var isName: [Bool]
  /// The greatest number of words in a name.
  private let longest: Int

  package init(_ words: [FlattenedWord], weights: [Double]) {
    self.words = words
    isSentenceCased = FlattenedHeader.isSentenceCased(words)
    isRepeated = words.indices.map { at in
      words.indices.contains { $0 != at && words[$0].identity == words[at].identity }
    }
    longest = max(8, words.count - 6)
    let lexicon = FlattenedLexicon.shared
    scores = Array(repeating: -.infinity, count: words.count * longest)
    isName = Array(repeating: false, count: words.count * longest)
    words.withUnsafeBufferPointer { words in
      weights.withUnsafeBufferPointer { weights in
        for start in words.indices {
          var phrase = words[start].hash
          for width in 1...min(longest, words.count - start) {
            let place = start * longest + width - 1
            if width > 1 {
              phrase.add(words[start + width - 1].hash)
              isName[place] = lexicon[phrase].isName
            }
            var sum = 0.0
            FlattenedHeader.features(
              words, start, start + width, isSentenceCased: isSentenceCased, isName: isName[place],
              isRepeated: isRepeated
            ) { sum += weights[$0.rawValue] * $1 }
            scores[place] = sum
          }
        }
      }
    }
  }

  /// The numbers of words that a name may have that begins at `start`.
  private func widths(_ start: Int) -> ClosedRange<Int> { 1...min(longest, words.count - start) }

  /// Logarithm of the sum over all ways with so many columns.
  package func total(_ columns: ClosedRange<Int>) -> Double {
    let size = words.count + 1
    // Sums of the scores' powers: no score is so great that they would leave the range of numbers.
    let powers = scores.map { exp($0) }
    var sums = Array(repeating: 0.0, count: (columns.upperBound + 1) * size)
    sums[words.count] = 1
    var total = 0.0
    for count in 1...columns.upperBound {
      for start in words.indices {
        var sum = 0.0
        for width in widths(start) {
          sum += powers[start * longest + width - 1] * sums[(count - 1) * size + start + width]
        }
        sums[count * size + start] = sum
      }
      if columns.contains(count) { total += sums[count * size] }
    }
    return log(total)
  }

  private func backward(_ most: Int) -> [[Double]] {
    let none = Array(repeating: -Double.infinity, count: words.count + 1)
    var sums = Array(repeating: none, count: most + 1)
    sums[0][words.count] = 0
    for count in 1...most {
      for start in words.indices {
        for width in widths(start) {
          let score = scores[start * longest + width - 1]
          sums[count][start] = Self.sum(sums[count][start], score + sums[count - 1][start + width])
        }
      }
    }
    return sums
  }

  /// The best ways with each number of columns, at most `limit` of each.
  func best(_ columns: ClosedRange<Int>, limit: Int) -> [(widths: [Int], score: Double)] {
    let size = words.count + 1
    let most = min(columns.upperBound, words.count)
    guard most >= columns.lowerBound else { return [] }
    // By number of names, first word and rank: the score, the first name's width, the rank of the rest.
    var scored = Array(repeating: -Double.infinity, count: (most + 1) * size * limit)
    var steps = Array(repeating: (width: 0, rank: 0), count: scored.count)
    scored[words.count * limit] = 0
    for count in 1...most {
      for start in words.indices where start + count <= words.count {
        let place = (count * size + start) * limit
        for width in widths(start) where start + width + count - 1 <= words.count {
          let own = scores[start * longest + width - 1]
          let rest = ((count - 1) * size + start + width) * limit
          for rank in 0..<limit where scored[rest + rank] > -.infinity {
            let score = own + scored[rest + rank]
            var at = limit
            while at > 0, score > scored[place + at - 1] { at -= 1 }
            guard at < limit else { break }
            for lower in stride(from: limit - 1, to: at, by: -1) {
              scored[place + lower] = scored[place + lower - 1]
              steps[place + lower] = steps[place + lower - 1]
            }
            scored[place + at] = score
            steps[place + at] = (width, rank)
          }
        }
      }
    }
    var found: [(widths: [Int], score: Double)] = []
    for count in columns where count <= most {
      for rank in 0..<limit where scored[count * size * limit + rank] > -.infinity {
        var widths: [Int] = []
        widths.reserveCapacity(count)
        var start = 0
        var rank_ = rank
        for left in stride(from: count, to: 0, by: -1) {
          let step = steps[(left * size + start) * limit + rank_]
          widths.append(step.width)
          start += step.width
          rank_ = step.rank
        }
        found.append((widths, scored[count * size * limit + rank]))
      }
    }
    return found
  }

  /// Adds to `gradient` what the features of the given names hold more than is expected of all ways;
  /// gives the logarithm of the share of those names. Used to fit the weights.
  package func addGradient(toward widths: [Int], columns: ClosedRange<Int>, into gradient: inout [Double])
    -> Double
  {
    let after = backward(columns.upperBound)
    let total = columns.reduce(-Double.infinity) { Self.sum($0, after[$1][0]) }
    let none = Array(repeating: -Double.infinity, count: words.count + 1)
    // before[count][start]: the ways to part the words before `start` into `count` names.
    var before = Array(repeating: none, count: columns.upperBound + 1)
    before[0][0] = 0
    var mass = scores.map { _ in 0.0 }
    for count in 0..<columns.upperBound {
      for start in words.indices where before[count][start] > -.infinity {
        for width in self.widths(start) {
          let end = start + width
          let here = before[count][start] + scores[start * longest + width - 1]
          before[count + 1][end] = Self.sum(before[count + 1][end], here)
          for total_ in columns where total_ > count {
            let rest = after[total_ - count - 1][end]
            if rest > -.infinity { mass[start * longest + width - 1] -= exp(here + rest - total) }
          }
        }
      }
    }
    var target = 0.0
    var start = 0
    for width in widths {
      mass[start * longest + width - 1] += 1
      target += scores[start * longest + width - 1]
      start += width
    }
    words.withUnsafeBufferPointer { words in
      for start in words.indices {
        for width in self.widths(start) {
          let place = start * longest + width - 1
          guard abs(mass[place]) > 1e-9 else { continue }
          FlattenedHeader.features(
            words, start, start + width, isSentenceCased: isSentenceCased, isName: isName[place],
            isRepeated: isRepeated
          ) { gradient[$0.rawValue] += mass[place] * $1 }
        }
      }
    }
    return target - total
  }

  private static func sum(_ a: Double, _ b: Double) -> Double {
    if a == -.infinity { return b }
    if b == -.infinity { return a }
    return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b))
  }
}

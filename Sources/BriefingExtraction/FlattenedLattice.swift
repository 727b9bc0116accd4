#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// All the ways to part one row into the cells of given columns, with their scores: how the weights are
/// fitted. While a table is read `FlattenedParting` finds the best of them.
package struct FlattenedLattice {
  let row: FlattenedCells
  let width: Int
  private let even: Double
  // Scores by column: of a cell that begins or ends at a word, of its length, of its style.
  private var starts: [[Double]]
  private var ends: [[Double]]
  private var lengths: [[Double]]
  private var codes: [[Double]]
  private let columns: [FlattenedColumn]
  private let sameCell: Double

  /// `gaps` are the scores of boundaries before each word, `weights` those of `FlattenedFeatures`.
  package init(_ row: FlattenedCells, _ columns: [FlattenedColumn], gaps: [Double], weights: [Double]) {
    self.row = row
    self.columns = columns
    width = columns.count
    sameCell = weights[FlattenedFeatures.sameCell]
    let size = row.count
    even = FlattenedCells.logarithm(size) - FlattenedCells.logarithm(width)
    starts = []
    ends = []
    lengths = []
    codes = []
    for (index, column) in columns.enumerated() {
      starts.append(
        row.words.indices.map { at in
          var sum = index > 0 ? gaps[at] : 0
          FlattenedFeatures.start(column, row.words[at]) { sum += weights[$0] * $1 }
          return sum
        })
      ends.append(
        [0]
          + row.words.map { word in
            var sum = 0.0
            FlattenedFeatures.end(column, word) { sum += weights[$0] * $1 }
            return sum
          })
      lengths.append(
        (0...size).map { length in
          guard length > 0 else { return 0 }
          var sum = 0.0
          FlattenedFeatures.length(column, logarithm: FlattenedCells.logarithm(length), even: even) {
            sum += weights[$0] * $1
          }
          return sum
        })
      codes.append(
        (0..<FlattenedCells.styles * FlattenedCells.flags).map { code in
          var sum = 0.0
          FlattenedFeatures.style(column, code: code) { sum += weights[$0] * $1 }
          return sum
        })
    }
  }

  @inline(__always)
  private func score(_ column: Int, _ start: Int, _ end: Int) -> Double {
    var score =
      starts[column][start] + ends[column][end] + lengths[column][end - start]
      + codes[column][row.code(start, end)]
    if columns[column].hasCells, columns[column].has(row.hash(start, end)) { score += sameCell }
    return score
  }

  /// The ends that a cell of a column beginning at `start` may have.
  @inline(__always)
  private func reach(_ column: Int, _ start: Int) -> ClosedRange<Int>? {
    if column == width - 1 { return start < row.count ? row.count...row.count : nil }
    let last = row.count - (width - column - 1)
    return start + 1 <= last ? (start + 1)...last : nil
  }

  @inline(__always)
  private static func sum(_ a: Double, _ b: Double) -> Double {
    if a == -.infinity { return b }
    if b == -.infinity { return a }
    return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b))
  }

  /// Adds to `gradient` what the features of the given cells hold more than is expected of all ways;
  /// gives the logarithm of the share of those cells. Used to fit the weights.
  package func addGradient(toward cuts: [Int], into gradient: inout [Double]) -> Double {
    let size = row.count
    let stride = size + 1
    var forward = Array(repeating: -Double.infinity, count: (width + 1) * stride)
    var backward = forward
    forward[0] = 0
    backward[width * stride + size] = 0
    var scores = Array(repeating: 0.0, count: width * stride * stride)
    for column in 0..<width {
      for start in column == 0 ? 0...0 : column...(size - (width - column)) {
        guard let reach = reach(column, start) else { continue }
        for end in reach {
          let own = score(column, start, end)
          scores[(column * stride + start) * stride + end] = own
          let next = (column + 1) * stride + end
          forward[next] = Self.sum(forward[next], forward[column * stride + start] + own)
        }
      }
    }
    for column in (0..<width).reversed() {
      for start in column == 0 ? 0...0 : column...(size - (width - column)) {
        guard let reach = reach(column, start) else { continue }
        let place = column * stride + start
        for end in reach {
          backward[place] = Self.sum(
            backward[place], scores[place * stride + end] + backward[(column + 1) * stride + end])
        }
      }
    }
    let total = backward[0]
    var target = 0.0
    let edges = [0] + cuts + [size]
    var gapMass = Array(repeating: 0.0, count: stride)
    for column in 0..<width {
      var startMass = Array(repeating: 0.0, count: stride)
      var endMass = startMass
      var lengthMass = startMass
      var codeMass = Array(repeating: 0.0, count: FlattenedCells.styles * FlattenedCells.flags)
      var sameMass = 0.0
      func add(_ start: Int, _ end: Int, _ mass: Double) {
        startMass[start] += mass
        endMass[end] += mass
        lengthMass[end - start] += mass
        codeMass[row.code(start, end)] += mass
        if columns[column].hasCells, columns[column].has(row.hash(start, end)) { sameMass += mass }
      }
      target += scores[(column * stride + edges[column]) * stride + edges[column + 1]]
      add(edges[column], edges[column + 1], 1)
      for start in column == 0 ? 0...0 : column...(size - (width - column)) {
        guard let reach = reach(column, start) else { continue }
        let place = column * stride + start
        guard forward[place] > -Double.infinity else { continue }
        for end in reach {
          let rest = backward[(column + 1) * stride + end]
          guard rest > -Double.infinity else { continue }
          let mass = exp(forward[place] + scores[place * stride + end] + rest - total)
          if mass > 1e-6 { add(start, end, -mass) }
        }
      }
      for at in 0..<size where startMass[at] != 0 {
        if column > 0 { gapMass[at] += startMass[at] }
        FlattenedFeatures.start(columns[column], row.words[at]) { gradient[$0] += startMass[at] * $1 }
      }
      for at in 1...size where endMass[at] != 0 {
        FlattenedFeatures.end(columns[column], row.words[at - 1]) { gradient[$0] += endMass[at] * $1 }
      }
      for length in 1...size where lengthMass[length] != 0 {
        FlattenedFeatures.length(
          columns[column], logarithm: FlattenedCells.logarithm(length), even: even
        ) { gradient[$0] += lengthMass[length] * $1 }
      }
      for code in codeMass.indices where codeMass[code] != 0 {
        FlattenedFeatures.style(columns[column], code: code) { gradient[$0] += codeMass[code] * $1 }
      }
      gradient[FlattenedFeatures.sameCell] += sameMass
    }
    for at in 1..<max(2, size) where at < size && gapMass[at] != 0 {
      row.words.withUnsafeBufferPointer { words in
        FlattenedFeatures.gap(row, words, at: at) { gradient[$0] += gapMass[at] * $1 }
      }
    }
    return target - total
  }
}

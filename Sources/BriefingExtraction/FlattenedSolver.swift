/// Parts the rows of a flattened table into cells, all rows together: what one row shows of a column helps to
/// part the others.
final class FlattenedSolver {
  /// How every row is parted.
  struct Solution {
    /// By row, where each cell but the first begins: one fewer than there are columns for each row.
    var cuts: [Int]
    /// By row, the score of the cells.
    var scores: [Double]
    /// By row, the logarithm of the share that the cells have of all ways to part it.
    var shares: [Double]
    /// Mean over the rows of the score of the boundaries alone.
    var gaps: Double
    /// Mean over the rows of the best score of a place where no cell begins.
    var missed: Double
    /// Mean over the rows of the sentences that end inside a cell.
    var innerStops: Double
  }

  private let rows: FlattenedRowMemory
  private let words: FlattenedWordNumbers
  private let weights: [Double]
  private let width: Int
  private let columns: UnsafeMutablePointer<FlattenedTally>
  private var columnCount = 0
  private let numbers: UnsafeMutablePointer<Double>
  private let counts: UnsafeMutablePointer<Int32>
  private let cells: UnsafeMutablePointer<UInt64>
  private var parting: FlattenedParting

  /// `width` is the greatest number of columns that is asked for.
  init(_ cells: [FlattenedCells], width: Int, weights: [Double]) {
    var words = FlattenedWordNumbers(capacity: cells.reduce(0) { $0 + $1.count })
    rows = FlattenedRowMemory(cells, weights: weights) { words.enter($0) }
    self.words = words
    self.weights = weights
    self.width = width
    columns = .allocate(capacity: width)
    numbers = .allocate(capacity: width * FlattenedTally.Memory.numberCount)
    counts = .allocate(capacity: width * FlattenedTally.Memory.countCount(words: words.count))
    self.cells = .allocate(capacity: width * cells.count)
    parting = FlattenedParting(words: rows.mostWords, width: width)
  }

  deinit {
    columns.deallocate()
    numbers.deallocate()
    counts.deallocate()
    cells.deallocate()
    parting.free()
  }

  /// What the greatest scores of boundaries in each row come to: by number of cuts, the mean of their sum,
  /// and the mean of the greatest that is left.
  func bestGaps(cuts: Int) -> [(sum: Double, left: Double)] {
    var found = [(sum: Double, left: Double)](repeating: (0, 0), count: cuts + 1)
    var best = [Double](repeating: 0, count: cuts + 1)
    let share = 1 / Double(rows.count)
    for row in rows.views {
      for place in best.indices { best[place] = -.infinity }
      for at in 1..<max(1, row.count) {
        var gap = row.gaps[at]
        for place in best.indices where gap > best[place] { swap(&gap, &best[place]) }
      }
      var sum = 0.0
      for place in best.indices {
        found[place].sum += sum * share
        found[place].left += max(-6, best[place]) * share
        sum += best[place] == -.infinity ? 0 : best[place]
      }
    }
    return found
  }

  // MARK: All rows

  /// The best cuts of every row; nil where a row has fewer words than there are columns.
  func solve(_ kinds: [FlattenedLexicon.ColumnKind]) -> Solution? {
    let width = kinds.count
    guard rows.views.allSatisfy({ $0.count >= width }) else { return nil }
    empty(kinds)
    let cut = width - 1
    var cuts = [Int](repeating: 0, count: rows.count * cut)
    var scores = [Double](repeating: 0, count: rows.count)
    var shares = scores
    cuts.withUnsafeMutableBufferPointer { cuts in
      scores.withUnsafeMutableBufferPointer { scores in
        shares.withUnsafeMutableBufferPointer { shares in
          part(
            cuts.baseAddress.unsafelyUnwrapped, scores.baseAddress.unsafelyUnwrapped,
            shares.baseAddress.unsafelyUnwrapped)
        }
      }
    }
    return solution(cuts, scores, shares, width)
  }

  private func part(
    _ cuts: UnsafeMutablePointer<Int>, _ scores: UnsafeMutablePointer<Double>,
    _ shares: UnsafeMutablePointer<Double>
  ) {
    let (parting, columns, width) = (parting, columns, columnCount)
    let cut = width - 1
    /// Parts a row as the columns are now; tells whether that changed its cuts.
    func part(_ row: Int, wantsShare: Bool) -> Bool {
      let view = rows.views[row]
      let best = parting.best(view, columns, width: width, wantsShare: wantsShare)
      scores[row] = best.score
      if wantsShare { shares[row] = best.share }
      return parting.takeCuts(cuts + row * cut, width: width, size: view.count)
    }
    // The row that is surest by itself is parted first, and helps with the next.
    for row in 0..<rows.count { _ = part(row, wantsShare: true) }
    let order = (0..<rows.count).sorted { (shares[$0], $1) > (shares[$1], $0) }
    for (place, row) in order.enumerated() {
      if place > 0 { _ = part(row, wantsShare: false) }
      add(cuts + row * cut, of: rows.views[row], sign: 1)
    }
    // The fifth round takes the cuts as they come.
    for round in 0..<5 {
      var isSettled = true
      for row in 0..<rows.count {
        add(cuts + row * cut, of: rows.views[row], sign: -1)
        if part(row, wantsShare: isSettled || round == 4) { isSettled = false }
        add(cuts + row * cut, of: rows.views[row], sign: 1)
      }
      if isSettled { break }
    }
  }

  private func solution(_ cuts: [Int], _ scores: [Double], _ shares: [Double], _ width: Int) -> Solution {
    var gaps = 0.0
    var missed = 0.0
    var innerStops = 0.0
    var next = 0
    for row in rows.views {
      let last = next + width - 1
      var left = -6.0
      for at in 1..<max(1, row.count) {
        if next < last, cuts[next] == at {
          gaps += row.gaps[at]
          next += 1
          continue
        }
        left = max(left, row.gaps[at])
        if row.items[at - 1].stop == 1, row.items[at].isCapital { innerStops += 1 }
      }
      missed += left
      next = last
    }
    let size = Double(rows.count)
    return Solution(
      cuts: cuts, scores: scores, shares: shares, gaps: gaps / size, missed: missed / size,
      innerStops: innerStops / size)
  }

  // MARK: Rows one by one

  /// Learns the columns from the rows, whose cells are known.
  func learn(_ kinds: [FlattenedLexicon.ColumnKind], cuts: [Int]) {
    empty(kinds)
    let cut = kinds.count - 1
    var cuts = cuts
    cuts.withUnsafeMutableBufferPointer { cuts in
      for row in 0..<rows.count {
        add(cuts.baseAddress.unsafelyUnwrapped + row * cut, of: rows.views[row], sign: 1)
      }
    }
  }

  /// The best cuts of a row by the columns that were learnt; nil where it has fewer words than columns.
  func cuts(_ cells: FlattenedCells) -> [Int]? {
    guard cells.count >= columnCount else { return nil }
    if !parting.fits(words: cells.count, width: width) {
      parting.free()
      parting = FlattenedParting(words: cells.count * 2, width: width)
    }
    let row = FlattenedRowMemory([cells], weights: weights) { words[$0] }
    var cuts = [Int](repeating: 0, count: columnCount - 1)
    _ = parting.best(row.views[0], columns, width: columnCount, wantsShare: false)
    cuts.withUnsafeMutableBufferPointer {
      _ = parting.takeCuts($0.baseAddress.unsafelyUnwrapped, width: columnCount, size: cells.count)
    }
    return cuts
  }

  // MARK: Columns

  private func empty(_ kinds: [FlattenedLexicon.ColumnKind]) {
    precondition(kinds.count <= width)
    let areSides = kinds.allSatisfy { $0 == .side }
    columnCount = kinds.count
    weights.withUnsafeBufferPointer { weights in
      for (index, kind) in kinds.enumerated() {
        (columns + index).initialize(
          to: FlattenedTally(
            kind: kind, index: index, width: kinds.count, areSides: areSides, words: words.count,
            weights: weights,
            memory: FlattenedTally.Memory(
              numbers: numbers + index * FlattenedTally.Memory.numberCount,
              counts: counts + index * FlattenedTally.Memory.countCount(words: words.count),
              cells: cells + index * rows.count)))
      }
    }
  }

  private func add(_ cuts: UnsafeMutablePointer<Int>, of row: FlattenedParting.Row, sign: Int) {
    var start = 0
    for column in 0..<columnCount {
      let end = column < columnCount - 1 ? cuts[column] : row.count
      columns[column].add(
        first: row.items[start], last: row.items[end - 1],
        code: Int(row.codes[start * (row.count + 1) + end]), length: end - start,
        hash: FlattenedCells.hash(row.hashes, start, end), sign: sign)
      start = end
    }
  }
}

/// Rows as columns see them, in memory of their own.
private final class FlattenedRowMemory {
  private(set) var views: [FlattenedParting.Row] = []
  private(set) var mostWords = 0
  private let items: UnsafeMutablePointer<FlattenedTally.Item>
  private let gaps: UnsafeMutablePointer<Double>
  private let hashes: UnsafeMutablePointer<UInt64>
  private let codes: UnsafeMutablePointer<UInt8>

  var count: Int { views.count }

  /// `number` gives a word its number.
  init(_ rows: [FlattenedCells], weights: [Double], number: (UInt64) -> Int32) {
    var places = 0
    var pairs = 0
    for row in rows {
      places += row.count + 1
      pairs += (row.count + 1) * (row.count + 1)
    }
    items = .allocate(capacity: places)
    gaps = .allocate(capacity: places)
    hashes = .allocate(capacity: places)
    codes = .allocate(capacity: pairs)
    views.reserveCapacity(rows.count)
    var place = 0
    var pair = 0
    weights.withUnsafeBufferPointer { weights in
      for row in rows {
        let size = row.count + 1
        views.append(
          FlattenedParting.Row(
            items: items + place, gaps: gaps + place, codes: codes + pair, hashes: hashes + place,
            count: row.count))
        mostWords = max(mostWords, row.count)
        row.words.withUnsafeBufferPointer { words in
          for at in words.indices {
            items[place + at] = FlattenedTally.Item(words[at], number: number(words[at].identity))
            gaps[place + at] = at == 0 ? 0 : FlattenedRows.gap(row, words, at: at, weights)
          }
        }
        row.hashes.withUnsafeBufferPointer {
          (hashes + place).update(from: $0.baseAddress.unsafelyUnwrapped, count: size)
        }
        row.codes.withUnsafeBufferPointer {
          (codes + pair).update(from: $0.baseAddress.unsafelyUnwrapped, count: size * size)
        }
        place += size
        pair += size * size
      }
    }
  }

  deinit {
    items.deallocate()
    gaps.deallocate()
    hashes.deallocate()
    codes.deallocate()
  }
}

/// Small numbers for words, in the order in which they come.
private struct FlattenedWordNumbers {
  /// Open addressing; 0 is no word's identity.
  private var keys: [UInt64]
  private var numbers: [Int32]
  private(set) var count = 0

  init(capacity: Int) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    numbers = Array(repeating: 0, count: size)
  }

  private func place(of identity: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: identity ^ identity >> 29) & (keys.count - 1)
    while keys[place] != 0, keys[place] != identity { place = (place + 1) & (keys.count - 1) }
    return place
  }

  mutating func enter(_ identity: UInt64) -> Int32 {
    let place = place(of: identity)
    if keys[place] == 0 {
      keys[place] = identity
      numbers[place] = Int32(count)
      count += 1
    }
    return numbers[place]
  }

  /// The number of a word; `count` for one that was not entered.
  subscript(identity: UInt64) -> Int32 {
    let place = place(of: identity)
    return keys[place] == 0 ? Int32(count) : numbers[place]
  }
}

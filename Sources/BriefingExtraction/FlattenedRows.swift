#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Parts the rows of a flattened table into a given number of cells, all rows together: what one row
/// shows of a column helps to part the others.
package struct FlattenedRows {
  private let rows: [FlattenedCells]
  private let gaps: [[Double]]
  private let weights: [Double]
  private let template: [FlattenedColumn]
  /// Rows from which the columns of a long table are learnt.
  static let sample = 40

  /// How every row is parted.
  struct Solution {
    /// By row, where each cell but the first begins.
    var cuts: [[Int]]
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

  /// `gaps` are what `FlattenedRows.gaps` gives for each row.
  init(_ rows: [FlattenedCells], gaps: [[Double]], names: [String], weights: [Double]) {
    self.rows = rows
    self.gaps = gaps
    self.weights = weights
    template = Self.columns(names)
  }

  /// Columns of these names that hold nothing yet.
  package static func columns(_ names: [String]) -> [FlattenedColumn] {
    let kinds = names.map(FlattenedLexicon.shared.columnKind(of:))
    let areSides = kinds.allSatisfy { $0 == .side }
    return kinds.enumerated().map {
      FlattenedColumn(kind: $1, index: $0, width: names.count, areSides: areSides)
    }
  }

  /// The score of a boundary before each word of a row.
  package static func gaps(_ row: FlattenedCells, weights: [Double]) -> [Double] {
    (0..<row.count).map { at in
      guard at > 0 else { return 0 }
      var sum = 0.0
      FlattenedFeatures.gap(row, at: at) { sum += weights[$0] * $1 }
      return sum
    }
  }

  /// The best cuts of every row; nil where a row has too few words.
  func solve() -> Solution? {
    let width = template.count
    guard rows.allSatisfy({ $0.count >= width }) else { return nil }
    var columns = template
    var cuts: [[Int]] = Array(repeating: [], count: rows.count)
    // The row that is surest by itself is parted first, and helps with the next.
    let alone = rows.indices.map { (row: $0, share: lattice($0, columns).best()?.share ?? -.infinity) }
    for (row, _) in alone.sorted(by: { ($0.share, $1.row) > ($1.share, $0.row) }) {
      guard let best = lattice(row, columns).best() else { return nil }
      cuts[row] = best.starts
      add(best.starts, of: row, to: &columns, sign: 1)
    }
    for _ in 0..<4 {
      var changed = false
      for row in rows.indices {
        add(cuts[row], of: row, to: &columns, sign: -1)
        if let best = lattice(row, columns).best(), best.starts != cuts[row] {
          changed = true
          cuts[row] = best.starts
        }
        add(cuts[row], of: row, to: &columns, sign: 1)
      }
      if !changed { break }
    }
    var scores: [Double] = []
    var shares: [Double] = []
    var sum = 0.0
    var missed = 0.0
    var innerStops = 0.0
    for row in rows.indices {
      add(cuts[row], of: row, to: &columns, sign: -1)
      guard let best = lattice(row, columns).best() else { return nil }
      cuts[row] = best.starts
      scores.append(best.score)
      shares.append(best.share)
      for cut in best.starts { sum += gaps[row][cut] }
      var left = -6.0
      for at in 1..<max(1, rows[row].count) where !best.starts.contains(at) {
        left = max(left, gaps[row][at])
        if rows[row].words[at - 1].endsWithStop, rows[row].words[at].shape == .capital { innerStops += 1 }
      }
      missed += left
      add(cuts[row], of: row, to: &columns, sign: 1)
    }
    let size = Double(rows.count)
    return Solution(
      cuts: cuts, scores: scores, shares: shares, gaps: sum / size, missed: missed / size,
      innerStops: innerStops / size)
  }

  private func lattice(_ row: Int, _ columns: [FlattenedColumn]) -> FlattenedLattice {
    FlattenedLattice(rows[row], columns, gaps: gaps[row], weights: weights)
  }

  private func add(_ cuts: [Int], of row: Int, to columns: inout [FlattenedColumn], sign: Int) {
    Self.add(cuts, of: rows[row], to: &columns, sign: sign)
  }

  /// Puts the cells of a row into their columns, or takes them out.
  package static func add(
    _ cuts: [Int], of row: FlattenedCells, to columns: inout [FlattenedColumn], sign: Int
  ) {
    for (column, range) in ranges(cuts, of: row).enumerated() {
      columns[column].add(row, range.lowerBound, range.upperBound, sign: sign)
    }
  }

  /// Parts the rows of a long table by what the cells of some of them show.
  static func cuts(
    _ rows: [FlattenedCells], after known: [[Int]], of sample: [FlattenedCells], names: [String],
    weights: [Double]
  ) -> [[Int]] {
    var columns = columns(names)
    for (cuts, row) in zip(known, sample) { add(cuts, of: row, to: &columns, sign: 1) }
    return rows.map { row in
      let lattice = FlattenedLattice(row, columns, gaps: gaps(row, weights: weights), weights: weights)
      return lattice.best()?.starts ?? Array(1..<columns.count)
    }
  }

  /// The words of each cell.
  package static func ranges(_ cuts: [Int], of row: FlattenedCells) -> [Range<Int>] {
    let edges = [0] + cuts + [row.count]
    return (0..<edges.count - 1).map { edges[$0]..<edges[$0 + 1] }
  }
}

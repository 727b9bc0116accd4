#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Parts the rows of a flattened table into a given number of cells, all rows together: what one row
/// shows of a column helps to part the others.
struct FlattenedRows {
  private let rows: [[FlattenedWord]]
  private let names: [String]
  private let weights: FlattenedWeights
  /// Log-odds of a boundary before each word.
  private let odds: [[Double]]
  /// Whether the columns set sides against each other, so that their cells are of like length.
  private let areSides: Bool

  /// The boundaries of one row: indices of the words that begin a cell, the first left out.
  struct Cuts: Equatable {
    var starts: [Int]
    var score: Double
  }

  init(_ rows: [[FlattenedWord]], names: [String], weights: FlattenedWeights) {
    self.rows = rows
    self.names = names
    self.weights = weights
    let sides = FlattenedLexicon.shared.sides
    areSides = names.allSatisfy { sides.contains($0.comparisonKey) }
    odds = rows.map { Self.odds($0, weights) }
  }

  static func odds(_ words: [FlattenedWord], _ weights: FlattenedWeights) -> [Double] {
    let together = FlattenedLexicon.shared.together
    return words.indices.map { index in
      guard index > 0 else { return 0 }
      var sum = 0.0
      for feature in FlattenedFeature.holding(at: index, in: words) {
        sum += weights.boundary[FlattenedFeature.allCases.firstIndex(of: feature) ?? 0]
      }
      if together.contains(words[index - 1].key + " " + words[index].key) { sum -= 5 }
      return sum
    }
  }

  /// The best cuts of every row, with the least margin by which any of them was chosen; nil where a
  /// row has too few words.
  func solve() -> (cuts: [Cuts], margin: Double, score: Double)? {
    let width = names.count
    guard rows.allSatisfy({ $0.count >= width }) else { return nil }
    var columns = names.map { FlattenedColumn(name: $0) }
    var cuts: [Cuts] = []
    for row in rows.indices {
      guard let best = best(row, columns) else { return nil }
      cuts.append(best)
    }
    for row in rows.indices { add(cuts[row], of: row, to: &columns, sign: 1) }
    for _ in 0..<(rows.count > 40 ? 2 : 5) {
      var changed = false
      for row in rows.indices {
        add(cuts[row], of: row, to: &columns, sign: -1)
        if let better = best(row, columns) {
          if better.starts != cuts[row].starts { changed = true }
          cuts[row] = better
        }
        add(cuts[row], of: row, to: &columns, sign: 1)
      }
      if !changed { break }
    }
    var margin = Double.infinity
    var total = 0.0
    for row in rows.indices {
      add(cuts[row], of: row, to: &columns, sign: -1)
      total += cuts[row].score
      for cut in cuts[row].starts {
        if let other = best(row, columns, forbidden: cut) {
          margin = min(margin, cuts[row].score - other.score)
        }
      }
      add(cuts[row], of: row, to: &columns, sign: 1)
    }
    return (cuts, min(margin, 12), total / Double(rows.count))
  }

  private func add(_ cuts: Cuts, of row: Int, to columns: inout [FlattenedColumn], sign: Double) {
    for (column, range) in ranges(cuts, of: row).enumerated() {
      columns[column].add(rows[row][range], sign: sign)
    }
  }

  /// The words of each cell.
  func ranges(_ cuts: Cuts, of row: Int) -> [Range<Int>] {
    let edges = [0] + cuts.starts + [rows[row].count]
    return (0..<edges.count - 1).map { edges[$0]..<edges[$0 + 1] }
  }

  /// Dynamic programming over the cells from the last to the first.
  private func best(_ row: Int, _ columns: [FlattenedColumn], forbidden: Int? = nil) -> Cuts? {
    let words = rows[row]
    let count = words.count
    let width = columns.count
    let even = log(Double(count) / Double(width))
    // best[column][start]: the best score of the words from `start` on in the columns from `column`.
    var best = Array(repeating: Array(repeating: -Double.infinity, count: count + 1), count: width + 1)
    var ends = Array(repeating: Array(repeating: 0, count: count + 1), count: width + 1)
    best[width][count] = 0
    for column in stride(from: width - 1, through: 0, by: -1) {
      let latest = column == 0 ? 0 : count - (width - column)
      guard latest >= column else { return nil }
      for start in (column == 0 ? 0 : column)...latest {
        if start == forbidden, column > 0 { continue }
        let range = column == width - 1 ? count...count : (start + 1)...(count - (width - column - 1))
        for end in range {
          guard best[column + 1][end] > -Double.infinity else { continue }
          var score = best[column + 1][end] + columns[column].score(words[start..<end], weights)
          if column > 0 { score += odds[row][start] }
          if areSides {
            let distance = log(Double(end - start)) - even
            score -= weights["sides"] * distance * distance
          }
          if score > best[column][start] {
            best[column][start] = score
            ends[column][start] = end
          }
        }
      }
    }
    guard best[0][0] > -Double.infinity else { return nil }
    var starts: [Int] = []
    var at = 0
    for column in 0..<width - 1 {
      at = ends[column][at]
      starts.append(at)
    }
    return Cuts(starts: starts, score: best[0][0])
  }
}

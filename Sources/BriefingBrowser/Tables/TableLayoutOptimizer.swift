/// Chooses the widths of a table's columns so that its rows take few lines.
///
/// A row is as high as its highest cell, so the best widths can not be found column by column. Two
/// plausible beginnings are improved by moving width from one column to another as long as that
/// lowers the table, or, at the same height, the sum of its cells. Heights are remembered by width.
struct ColumnWidthOptimizer {
  /// The cells of each column: the header's first, then the same rows in each.
  private let cells: [[PreparedText]]
  /// Columns by which wrapped lines hang.
  private let hanging: Int
  /// For each column and width the lines of each cell.
  private var heights: [[Int: [Int32]]]

  private struct Cost: Comparable {
    var lines: Int
    var cellLines: Int

    static func < (left: Cost, right: Cost) -> Bool {
      left.lines != right.lines ? left.lines < right.lines : left.cellLines < right.cellLines
    }
  }

  /// Steps tried when width is moved, the largest first.
  private static let steps = [13, 8, 5, 3, 2, 1]
  /// Most moves made from one beginning; each makes the table better, so few are needed.
  private static let moveLimit = 60

  init(cells: [[PreparedText]], hanging: Int) {
    self.cells = cells
    self.hanging = hanging
    heights = Array(repeating: [:], count: cells.count)
  }

  /// Widths between `least` and `most` with a sum of at most `available`, which holds the sum of
  /// `least`.
  mutating func widths(least: [Int], most: [Int], available: Int) -> [Int] {
    let most = zip(least, most).map { max($0, $1) }
    let wanted = zip(most, least).map { $0 - $1 }
    let linear = Self.share(available, beyond: least, most: most, by: wanted)
    let even = Self.share(
      available, beyond: least, most: most,
      by: wanted.map { Int((Double($0) * 64).squareRoot().rounded(.up)) })
    var best = improved(linear, least: least, most: most)
    if even != linear {
      let other = improved(even, least: least, most: most)
      if other.cost < best.cost { best = other }
    }
    return best.widths
  }

  /// Takes from each column what no line of its cells uses.
  func trimmed(_ widths: [Int], keeping least: [Int]) -> [Int] {
    widths.indices.map { column in
      var used = 1
      for cell in cells[column] {
        cell.forEachCellLine(width: widths[column], hanging: hanging) { graphemes, indent in
          used = max(used, indent + cell.columns(graphemes))
        }
      }
      return min(widths[column], max(used, least[column]))
    }
  }

  /// Shares what is left beyond `least` in proportion to `weights`, none above `most`.
  private static func share(
    _ available: Int, beyond least: [Int], most: [Int], by weights: [Int]
  ) -> [Int] {
    var widths = least
    var rest = available - least.reduce(0, +)
    while rest > 0 {
      let open = widths.indices.filter { widths[$0] < most[$0] }
      let total = open.reduce(0) { $0 + max(1, weights[$1]) }
      if open.isEmpty { break }
      var given = 0
      for column in open {
        let part = min(most[column] - widths[column], rest * max(1, weights[column]) / total)
        widths[column] += part
        given += part
      }
      if given == 0 {
        for column in open where given < rest {
          widths[column] += 1
          given += 1
        }
      }
      rest -= given
    }
    return widths
  }

  private mutating func improved(
    _ start: [Int], least: [Int], most: [Int]
  ) -> (widths: [Int], cost: Cost) {
    var widths = start
    var cost = cost(widths)
    for _ in 0..<Self.moveLimit {
      var better: (widths: [Int], cost: Cost)?
      for step in Self.steps {
        for from in widths.indices where widths[from] - step >= least[from] {
          for to in widths.indices where to != from && widths[to] + step <= most[to] {
            var moved = widths
            moved[from] -= step
            moved[to] += step
            let movedCost = self.cost(moved)
            if movedCost < (better?.cost ?? cost) { better = (moved, movedCost) }
          }
        }
      }
      guard let better else { break }
      (widths, cost) = better
    }
    return (widths, cost)
  }

  private mutating func cost(_ widths: [Int]) -> Cost {
    guard let first = cells.first else { return Cost(lines: 0, cellLines: 0) }
    var highest = [Int32](repeating: 1, count: first.count)
    var sum = 0
    for column in cells.indices {
      let lines = self.lines(column, width: widths[column])
      for row in lines.indices {
        sum += Int(lines[row])
        if lines[row] > highest[row] { highest[row] = lines[row] }
      }
    }
    return Cost(lines: highest.reduce(0) { $0 + Int($1) }, cellLines: sum)
  }

  private mutating func lines(_ column: Int, width: Int) -> [Int32] {
    if let known = heights[column][width] { return known }
    let lines = cells[column].map { Int32($0.height(width: width, hanging: hanging)) }
    heights[column][width] = lines
    return lines
  }
}

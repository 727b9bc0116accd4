#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The columns of a table whose delimiters are gone, as far as they can be told.
package struct FlattenedTable {
  package var header: [String]
  package var rows: [[String]]
  /// Calibrated probability that every cell is right.
  package var probability: Double
  /// What the probability was told from, in the order of `Sign`.
  package var signs: [Double]
  /// What spoke for the reading, in the order of `Evidence`.
  package var evidence: [Double]

  /// What speaks for a reading as a whole against readings with other columns.
  package enum Evidence: Int, CaseIterable {
    case header, score, scoreByRows, gaps, gapsByRows, share, shareByRows, worst
    case missed, missedByRows, uniform, three, four, five, six, sameCount
  }

  /// What tells whether the best reading is right.
  package enum Sign: Int, CaseIterable {
    case lead, header, headerLead, worst, share, sum, columns, rows, words, length, innerStops
  }

  /// One reading of header and rows.
  package struct Candidate {
    package var header: FlattenedHeader
    package var evidence: [Double]
    /// By row, where each cell but the first begins: one fewer than there are columns for each row.
    package var cuts: [Int]
    package var shares: [Double]
    package var innerStops: Double
    /// Logarithm of the mean number of words in a row.
    package var length: Double
    package var total = 0.0

    /// Where each cell of a row but the first begins.
    package func cuts(ofRow row: Int) -> [Int] {
      let width = header.widths.count - 1
      return Array(cuts[row * width..<(row + 1) * width])
    }
  }

  /// Reads a header line and its rows: the number of columns, the header's names and the cells are
  /// chosen together, or with the number that is given. Nil where no number of columns fits.
  package static func read(
    header line: String, rows lines: [String], columns: Int? = nil,
    weights: FlattenedWeights = FlattenedLexicon.shared.weights
  ) -> FlattenedTable? {
    let rows = lines.map { FlattenedCells(FlattenedLine($0)) }
    let fewest = rows.map(\.count).min() ?? 0
    guard fewest >= columns ?? 2 else { return nil }
    let step = step(rows.count)
    let sample = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    guard
      let reading = FlattenedReading(
        FlattenedLine(line), sample, columns: columns, most: fewest, weights: weights)
    else { return nil }
    return reading.table(step == 1 ? nil : rows)
  }

  /// How far apart the rows stand from which the columns of so many are learnt.
  static func step(_ rows: Int) -> Int { max(1, (rows + FlattenedRows.sample - 1) / FlattenedRows.sample) }

  /// The readings worth a look.
  package static func candidates(
    _ header: FlattenedLine, _ rows: [FlattenedCells], columns: Int? = nil, most: Int = 8,
    weights: FlattenedWeights
  ) -> [Candidate] {
    let ways = FlattenedHeader.ways(
      header.words, columns: columns.map { $0...$0 } ?? 2...6, limit: 3, weights: weights.names)
    guard let likeliest = ways.first, !rows.isEmpty else { return [] }
    let chosen = ways.prefix(12).filter {
      $0.share >= likeliest.share - 9 && $0.widths.count <= most
    }
    guard let widest = chosen.map({ $0.widths.count }).max() else { return [] }
    let solver = FlattenedSolver(rows, width: widest, weights: weights.cells)
    let count = Double(rows.count)
    let size = Double(min(rows.count, 9)).squareRoot()
    let isEven = rows.allSatisfy { $0.count == rows[0].count }
    let length = log(Double(rows.reduce(0) { $0 + $1.count }) / count)
    func weigh(_ evidence: [Double]) -> Double {
      var sum = 0.0
      for (index, value) in evidence.enumerated() { sum += value * weights.readings[index] }
      return sum
    }
    func widthSigns(_ width: Int) -> [Double] {
      [
        width == 3 ? 1 : 0, width == 4 ? 1 : 0, width == 5 ? 1 : 0, width >= 6 ? 1 : 0,
        isEven && rows[0].count == width ? 1 : 0,
      ]
    }
    // What a reading comes to at most, its rows not being parted yet: by the best boundaries there are.
    let gaps = solver.bestGaps(cuts: widest - 1)
    let scoreWeight =
      weights.readings[Evidence.score.rawValue] + weights.readings[Evidence.scoreByRows.rawValue] * size
    let bounds = chosen.map { way -> Double in
      let width = way.widths.count
      let (sum, left) = gaps[width - 1]
      return weigh(
        [way.share, 0, 0, sum, sum * size, 0, 0, 0, left, left * size, 0] + widthSigns(width))
        + abs(scoreWeight) * usualScore
    }
    // Names of the same kinds lead to the same cells.
    var solved: [[FlattenedLexicon.ColumnKind]: (FlattenedSolver.Solution, uniform: Double)] = [:]
    var candidates: [Candidate] = []
    var best = -Double.infinity
    for place in chosen.indices.sorted(by: { bounds[$0] > bounds[$1] }) where bounds[place] >= best - hopeless
    {
      let way = chosen[place]
      let width = way.widths.count
      let kinds = FlattenedRows.kinds(way, header)
      if solved[kinds] == nil {
        guard let solution = solver.solve(kinds) else { continue }
        solved[kinds] = (solution, uniform(solution.cuts, width, rows))
      }
      guard let (solution, uniform) = solved[kinds] else { continue }
      let score = solution.scores.reduce(0, +) / count
      let share = solution.shares.reduce(0, +) / count
      let evidence =
        [
          way.share, score, score * size, solution.gaps, solution.gaps * size, share, share * size,
          solution.shares.min() ?? 0, solution.missed, solution.missed * size, uniform,
        ] + widthSigns(width)
      best = max(best, weigh(evidence))
      candidates.append(
        Candidate(
          header: way, evidence: evidence, cuts: solution.cuts, shares: solution.shares,
          innerStops: solution.innerStops, length: length))
    }
    return candidates
  }

  /// How far below the best reading one is that changes nothing any more.
  private static let hopeless = 9.0
  /// What the score of a row seldom lies below, or above.
  private static let usualScore = 15.0

  /// Number of places within the columns where every row has figures or capitals of one kind on both
  /// sides: a column of `NO YES` is likelier two.
  private static func uniform(_ cuts: [Int], _ width: Int, _ rows: [FlattenedCells]) -> Double {
    guard rows.count >= 2 else { return 0 }
    func range(_ row: Int, _ column: Int) -> Range<Int> {
      let first = row * (width - 1)
      let start = column == 0 ? 0 : cuts[first + column - 1]
      return start..<(column == width - 1 ? rows[row].count : cuts[first + column])
    }
    var places = 0
    for column in 0..<width {
      let size = range(0, column).count
      guard size >= 2 else { continue }
      let isUniform = rows.indices.allSatisfy { row in
        let cell = range(row, column)
        return cell.count == size
          && rows[row].words[cell].allSatisfy {
            ($0.kind == .number && $0.depth == 0) || $0.kind == .acronym
          }
      }
      if isUniform { places += size - 1 }
    }
    return Double(places)
  }

  /// Weighs the readings and puts the best first.
  package static func rank(_ candidates: inout [Candidate], _ weights: [Double]) {
    for index in candidates.indices {
      candidates[index].total = zip(candidates[index].evidence, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    candidates.sort { $0.total > $1.total }
  }

  /// What tells whether the first of ranked readings is right, each a number of like size.
  package static func signs(_ candidates: [Candidate]) -> [Double] {
    let best = candidates[0]
    let all = candidates.reduce(0) { $0 + exp($1.total - best.total) }
    let sameWidth = candidates.dropFirst().first { $0.header.widths.count == best.header.widths.count }
    // Log-odds, for near certainty the shares themselves tell nothing apart.
    func odds(_ share: Double) -> Double {
      let share = min(max(exp(share), 0.001), 0.999)
      return max(-3, min(3.5, log(share / (1 - share)))) / 3
    }
    let sum = best.shares.reduce(0, +)
    return [
      odds(-log(all)), odds(best.header.share), min(5, sameWidth.map { best.total - $0.total } ?? 5) / 5,
      odds(best.shares.min() ?? 0), odds(sum / Double(best.shares.count)), odds(sum),
      Double(best.header.widths.count - 2), log(Double(best.shares.count)),
      Double(best.header.widths.reduce(0, +)) / 8, best.length / 3, min(2, best.innerStops),
    ]
  }
}

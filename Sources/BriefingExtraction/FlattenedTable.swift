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
    package var cuts: [[Int]]
    package var shares: [Double]
    package var innerStops: Double
    /// Logarithm of the mean number of words in a row.
    package var length: Double
    package var total = 0.0
  }

  /// Reads a header line and its rows: the number of columns, the header's names and the cells are
  /// chosen together, or with the number that is given. Nil where no number of columns fits.
  package static func read(
    header line: String, rows lines: [String], columns: Int? = nil,
    weights: FlattenedWeights = FlattenedLexicon.shared.weights
  ) -> FlattenedTable? {
    let words = FlattenedWord.words(of: line)
    let rows = lines.map { FlattenedCells(FlattenedWord.words(of: $0)) }
    let fewest = rows.map(\.count).min() ?? 0
    guard fewest >= columns ?? 2 else { return nil }
    let step = max(1, (rows.count + FlattenedRows.sample - 1) / FlattenedRows.sample)
    let sample = stride(from: 0, to: rows.count, by: step).map { rows[$0] }
    var candidates = candidates(words, sample, columns: columns, most: fewest, weights: weights)
    guard !candidates.isEmpty else { return nil }
    rank(&candidates, weights.readings)
    let best = candidates[0]
    let names = best.header.names(words)
    let signs = signs(candidates)
    var sum = weights.calibration[0]
    for (index, sign) in signs.enumerated() { sum += weights.calibration[index + 1] * sign }
    var cuts = best.cuts
    if step > 1 {
      cuts = FlattenedRows.cuts(rows, after: best.cuts, of: sample, names: names, weights: weights.cells)
    }
    let cells = zip(rows, cuts).map { row, cuts in
      FlattenedRows.ranges(cuts, of: row).map { row.text($0) }
    }
    return FlattenedTable(
      header: names, rows: cells, probability: 1 / (1 + exp(-sum)), signs: signs,
      evidence: best.evidence)
  }

  /// The readings worth a look.
  package static func candidates(
    _ words: [FlattenedWord], _ rows: [FlattenedCells], columns: Int? = nil, most: Int = 8,
    weights: FlattenedWeights
  ) -> [Candidate] {
    let ways = FlattenedHeader.ways(
      words, columns: columns.map { $0...$0 } ?? 2...6, limit: 3, weights: weights.names)
    guard let likeliest = ways.first, !rows.isEmpty else { return [] }
    let gaps = rows.map { FlattenedRows.gaps($0, weights: weights.cells) }
    let counts = Set(rows.map(\.count))
    let size = Double(min(rows.count, 9)).squareRoot()
    var candidates: [Candidate] = []
    for way in ways.prefix(12) where way.share >= likeliest.share - 9 && way.widths.count <= most {
      let solver = FlattenedRows(rows, gaps: gaps, names: way.names(words), weights: weights.cells)
      guard let solved = solver.solve() else { continue }
      let score = solved.scores.reduce(0, +) / Double(rows.count)
      let share = solved.shares.reduce(0, +) / Double(rows.count)
      let width = way.widths.count
      candidates.append(
        Candidate(
          header: way,
          evidence: [
            way.share, score, score * size, solved.gaps, solved.gaps * size, share, share * size,
            solved.shares.min() ?? 0, solved.missed, solved.missed * size, uniform(solved.cuts, rows),
            width == 3 ? 1 : 0,
            width == 4 ? 1 : 0, width == 5 ? 1 : 0,
            width >= 6 ? 1 : 0, counts == [width] ? 1 : 0,
          ], cuts: solved.cuts, shares: solved.shares, innerStops: solved.innerStops,
          length: log(Double(rows.reduce(0) { $0 + $1.count }) / Double(rows.count))))
    }
    return candidates
  }

  /// Number of places within the columns where every row has figures or capitals of one kind on both
  /// sides: a column of `NO YES` is likelier two.
  private static func uniform(_ cuts: [[Int]], _ rows: [FlattenedCells]) -> Double {
    guard let first = cuts.first, let row = rows.first, rows.count >= 2 else { return 0 }
    let ranges = zip(rows, cuts).map { FlattenedRows.ranges($1, of: $0) }
    var places = 0
    for (column, range) in FlattenedRows.ranges(first, of: row).enumerated() where range.count >= 2 {
      let isUniform = zip(rows, ranges).allSatisfy { other, cells in
        let words = other.words[cells[column]]
        return words.count == range.count
          && words.allSatisfy { ($0.kind == .number && $0.depth == 0) || $0.kind == .acronym }
      }
      if isUniform { places += range.count - 1 }
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

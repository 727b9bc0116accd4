#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The best reading of a header and of some rows below it.
struct FlattenedReading {
  let best: FlattenedTable.Candidate
  /// Calibrated probability that every cell is right.
  let probability: Double
  let signs: [Double]
  private let header: FlattenedLine
  private let sample: [FlattenedCells]
  private let weights: FlattenedWeights

  /// Nil where no number of columns fits; `most` is the number of words in the shortest row.
  init?(
    _ header: FlattenedLine, _ sample: [FlattenedCells], columns: Int? = nil, most: Int,
    weights: FlattenedWeights = FlattenedLexicon.shared.weights
  ) {
    var candidates = FlattenedTable.candidates(header, sample, columns: columns, most: most, weights: weights)
    guard !candidates.isEmpty else { return nil }
    FlattenedTable.rank(&candidates, weights.readings)
    best = candidates[0]
    signs = FlattenedTable.signs(candidates)
    var sum = weights.calibration[0]
    for (index, sign) in signs.enumerated() { sum += weights.calibration[index + 1] * sign }
    probability = 1 / (1 + exp(-sum))
    self.header = header
    self.sample = sample
    self.weights = weights
  }

  var names: [String] { best.header.names(header) }

  func evidence(_ evidence: FlattenedTable.Evidence) -> Double { best.evidence[evidence.rawValue] }

  /// The table of the rows that were read, or of all `rows` of which those were a sample.
  func table(_ rows: (some Sequence<FlattenedCells>)? = [FlattenedCells]?.none) -> FlattenedTable {
    var cells: [[String]] = []
    if let rows {
      let width = best.header.widths.count
      let solver = FlattenedSolver(sample, width: width, weights: weights.cells)
      solver.learn(FlattenedRows.kinds(best.header, header), cuts: best.cuts)
      for row in rows {
        if let cuts = solver.cuts(row) {
          cells.append(FlattenedRows.ranges(cuts, of: row).map { row.text($0) })
        } else {
          cells.append([row.line.wholeText] + Array(repeating: "", count: width - 1))
        }
      }
    } else {
      for (index, row) in sample.enumerated() {
        cells.append(FlattenedRows.ranges(best.cuts(ofRow: index), of: row).map { row.text($0) })
      }
    }
    return FlattenedTable(
      header: names, rows: cells, probability: probability, signs: signs, evidence: best.evidence)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The columns of a table whose delimiters are gone, as far as they can be told.
struct FlattenedTable {
  var header: [String]
  var rows: [[String]]
  /// Calibrated probability that every cell is right.
  var probability: Double
  /// What the probability was told from: the least margin of a row, of the number of columns, of the
  /// header; and the numbers of columns and rows.
  var evidence: [Double]

  /// Reads a header line and its rows: the number of columns, the header's names and the cells are
  /// chosen together, or with the number that is given. Nil where no number of columns fits.
  static func read(
    header line: String, rows lines: [String], columns: Int? = nil,
    weights: FlattenedWeights = FlattenedLexicon.shared.weights
  ) -> FlattenedTable? {
    let headerWords = FlattenedWord.words(of: line)
    let rowWords = lines.map(FlattenedWord.words(of:))
    let headers = FlattenedHeader.best(for: headerWords, widths: columns.map { $0...$0 } ?? 2...6)
    var candidates:
      [(
        total: Double, header: FlattenedHeader, margin: Double, rows: FlattenedRows,
        cuts: [FlattenedRows.Cuts], rowMargin: Double
      )] = []
    // A number of columns whose names read far worse than another's is not tried.
    let floor = (headers.values.map(\.header.score).max() ?? 0) - 6
    for (width, (header, margin)) in headers {
      guard header.score >= floor else { continue }
      let rows = FlattenedRows(rowWords, names: header.names(headerWords), weights: weights)
      guard let solved = rows.solve() else { continue }
      let total = weights["header"] * header.score + solved.score - weights["width"] * Double(width)
      candidates.append((total, header, margin, rows, solved.cuts, solved.margin))
    }
    candidates.sort { $0.total > $1.total }
    guard let best = candidates.first else { return nil }
    let lead = candidates.count > 1 ? min(12, best.total - candidates[1].total) : 12
    let cells = rowWords.indices.map { row in
      best.rows.ranges(best.cuts[row], of: row).map { range in
        rowWords[row][range].map(\.text).joined(separator: " ")
      }
    }
    let evidence = [
      best.rowMargin, lead, best.margin, best.header.score / Double(best.header.widths.count),
      Double(best.header.widths.count),
    ]
    let names = ["rows", "lead", "header-margin", "header", "columns"]
    var sum = weights["calibration.bias"]
    for (name, value) in zip(names, evidence) { sum += weights["calibration.\(name)"] * min(value, 6) }
    return FlattenedTable(
      header: best.header.names(headerWords), rows: cells, probability: 1 / (1 + exp(-sum)),
      evidence: evidence)
  }
}

import BriefingModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The number of columns of a table whose cells follow each other without a mark between rows.
struct CellColumns {
  var columns: Int
  var hasHeader: Bool
  /// Certain where no other number of columns explains the cells nearly as well, uncertain where one does.
  var confidence: Confidence

  /// Chooses from two to eight columns the number whose columns are most alike in themselves; nil where
  /// the cells fill no rows of any number.
  static func find(in cells: [String]) -> CellColumns? {
    let features = cells.map(Self.features)
    let leading = cells.prefix { HeaderLexicon.shared.isName($0) }.count
    var candidates: [(columns: Int, hasHeader: Bool, score: Double)] = []
    for columns in 2...8 where cells.count >= columns * 2 {
      let rows = stride(from: 0, to: cells.count, by: columns).map {
        Array(cells[$0..<min($0 + columns, cells.count)])
      }
      let named = rows[0].count { HeaderLexicon.shared.isName($0) }
      let namesColumns = TableHeaders.isHeader(rows) || couldName(rows)
      var score = cost(features, columns: columns, from: namesColumns ? columns : 0)
      // A cell may have been lost, but more likely the rows are full.
      if cells.count % columns != 0 { score += 4 }
      // Names of columns where the header would be, and none right behind it.
      score -= 3 * Double(named) / Double(columns)
      if !namesColumns { score += 2 }
      score += 1.5 * Double(rows[1].count { HeaderLexicon.shared.isName($0) && $0.utf8.count <= 40 })
      // The names that stand together at the beginning are the header, all of it.
      if columns == leading { score -= 2 }
      score -= 1.2 * Double(repeats(cells, columns: columns))
      candidates.append((columns, namesColumns, score))
    }
    candidates.sort { ($0.score, $0.columns) < ($1.score, $1.columns) }
    guard let best = candidates.first else { return nil }
    let lead = candidates.count > 1 ? candidates[1].score - best.score : 4
    let confidence: Confidence = lead >= 2 ? .certain : lead >= 0.5 ? .likely : .uncertain
    return CellColumns(columns: best.columns, hasHeader: best.hasHeader, confidence: confidence)
  }

  /// How often a cell says again what the cell above it says, up to four times.
  private static func repeats(_ cells: [String], columns: Int) -> Int {
    var count = 0
    for index in columns..<max(columns, cells.count - columns) where cells[index] == cells[index + columns] {
      count += 1
    }
    return min(4, count)
  }

  /// Whether the first row may name the columns: short cells, all filled, none a number or a sentence.
  private static func couldName(_ rows: [[String]]) -> Bool {
    guard !TableHeaders.isLikeBody(rows) else { return false }
    return rows[0].allSatisfy { cell in
      !cell.isEmpty && !TableHeaders.isNumeric(cell) && cell.utf8.count <= 60
        && !(cell.unicodeScalars.last.map(Letters.isStop) ?? false)
    }
  }

  /// What cells of one column have in common: length, number, stop, capital, list of names.
  private static func features(_ cell: String) -> [Double] {
    let scalars = cell.unicodeScalars
    let last = scalars.last
    return [
      log(Double(scalars.count) + 2) * 1.4, TableHeaders.isNumeric(cell) ? 1.5 : 0,
      last.map(Letters.isStop) ?? false ? 1 : 0, scalars.first.map(Letters.isLower) ?? false ? 0.7 : 0,
      last == "%" ? 0.7 : 0, cell.isEmpty ? 1 : 0, scalars.contains("$") || scalars.contains("€") ? 0.7 : 0,
    ]
  }

  /// How long it takes to tell the features column by column, as by the Bayesian information criterion.
  private static func cost(_ features: [[Double]], columns: Int, from first: Int) -> Double {
    let body = Array(features[first...])
    guard body.count > columns else { return Double(features.count) }
    var total = 0.0
    for feature in body[0].indices {
      var sum = 0.0
      for column in 0..<columns {
        let values = stride(from: column, to: body.count, by: columns).map { body[$0][feature] }
        let mean = values.reduce(0, +) / Double(values.count)
        sum += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      }
      total += sum
    }
    let count = Double(body.count)
    return count * log(total / count + 0.05) / 2 + Double(columns) * log(count + 1)
  }
}

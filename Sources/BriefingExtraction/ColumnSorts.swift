#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What sorts of cells the columns of a table hold, to tell where the cells of a row stood from which a
/// scraper dropped the empty ones.
struct ColumnSorts {
  private enum Sort: Int, CaseIterable {
    case percent, money, number, quantity, date, short, long, sentence
  }

  private let width: Int
  /// How often each sort occurs in each column, in rows that lost nothing.
  private var counts: [[Double]]
  private var rowCount = 0.0
  /// Whether the scraper kept empty cells that stand before others.
  private let keepsEmpty: Bool

  init(_ rows: [[String]], width: Int) {
    self.width = width
    counts = Array(repeating: Array(repeating: 0, count: Sort.allCases.count), count: width)
    keepsEmpty = rows.contains { row in
      guard let last = row.lastIndex(where: { !$0.isEmpty }) else { return false }
      return row[..<last].contains { $0.isEmpty }
    }
    for row in rows where row.count == width && row.allSatisfy({ !$0.isEmpty }) {
      rowCount += 1
      for (column, cell) in row.enumerated() { counts[column][Self.sort(cell).rawValue] += 1 }
    }
  }

  /// The cells of a row at the columns they go with best, in their order; nil where they stand as well
  /// from the left on, or the row is full.
  func place(_ row: [String]) -> [String]? {
    guard rowCount >= 2 else { return nil }
    var cells = row
    if row.count >= width {
      // Filled up at the end, where the scraper keeps no empty cell.
      guard !keepsEmpty, row.count == width, let last = row.lastIndex(where: { !$0.isEmpty }),
        last < width - 1, !row[...last].contains(where: { $0.isEmpty })
      else { return nil }
      cells = Array(row[...last])
    }
    guard !cells.isEmpty, cells.count < width else { return nil }
    let sorts = cells.map(Self.sort)
    // best[column]: the best fit of the cells so far, the last of them at or before the column.
    let slack = width - cells.count
    var best = Array(repeating: -Double.infinity, count: slack + 1)
    var choices: [[Int]] = []
    for cell in cells.indices {
      var next = best
      var choice = Array(repeating: 0, count: slack + 1)
      var lead = -Double.infinity
      var leadAt = 0
      for shift in 0...slack {
        let before = cell == 0 ? 0 : best[shift]
        if before > lead {
          lead = before
          leadAt = shift
        }
        next[shift] = lead + fit(sorts[cell], cell + shift)
        choice[shift] = leadAt
      }
      best = next
      choices.append(choice)
    }
    let left = cells.indices.reduce(0.0) { $0 + fit(sorts[$1], $1) }
    guard let end = best.indices.max(by: { best[$0] < best[$1] }), best[end] > left + 1.2 else { return nil }
    var placed = Array(repeating: "", count: width)
    var shift = end
    for cell in cells.indices.reversed() {
      placed[cell + shift] = cells[cell]
      shift = cell == 0 ? 0 : choices[cell][shift]
    }
    return placed
  }

  private func fit(_ sort: Sort, _ column: Int) -> Double {
    log((counts[column][sort.rawValue] + 0.3) / (rowCount + 1))
  }

  private static func sort(_ cell: String) -> Sort {
    if TableHeaders.isNumeric(cell) {
      if cell.hasSuffix("%") { return .percent }
      if cell.unicodeScalars.contains(where: { "$€£¥".unicodeScalars.contains($0) }) { return .money }
      let hasWords = cell.unicodeScalars.contains(where: Letters.isLetter)
      if !hasWords { return DateReader.isoDay(cell) == nil ? .number : .date }
      return DateReader.firstDate(in: cell) == nil ? .quantity : .date
    }
    if cell.unicodeScalars.last.map(Letters.isStop) ?? false { return .sentence }
    return cell.blankSeparatedCount(upTo: 4) <= 3 && cell.utf8.count <= 40 ? .short : .long
  }
}

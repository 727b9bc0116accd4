/// The rows of a table with bars whose cells a scraper put on several lines.
///
/// Where a cell of the page held bold words, a link or a break, some scrapers end the line behind it:
/// what was one row stands on two lines or more. Which lines belong together is told by what they begin
/// with, by the blank lines between them, or by the number of cells of a row, whichever makes the rows
/// most alike.
struct PipeFragments {
  /// One line with bars.
  struct Fragment {
    var cells: [String]
    /// The line, 0-based.
    var line: Int
    var opens: Bool
    var closes: Bool
    /// Whether a blank line stands above it.
    var isApart: Bool
    /// Whether a rule stands above it: a row never goes on behind a rule.
    var isBehindRule: Bool
  }

  /// A row with the lines that it stands on, 0-based.
  struct Row {
    var cells: [String]
    var first: Int
    var last: Int
  }

  private let fragments: [Fragment]
  /// Columns that a rule tells of.
  private let ruled: Int?

  init(_ fragments: [Fragment], ruled: Int?) {
    self.fragments = fragments
    self.ruled = ruled
  }

  /// The rows, where putting lines together makes them more alike than they are line by line; nil where
  /// it does not.
  func joined() -> [Row]? {
    guard fragments.count >= 2 else { return nil }
    let plain = likeness(of: fragments.map(\.cells.count))
    guard plain < 1 || PlainTextParse.commonest(fragments.map(\.cells.count)) < 2 else { return nil }
    var best: (rows: [Row], likeness: Double)?
    func weigh(_ rows: [Row]?) {
      guard let rows, rows.count >= 2 || ruled != nil, rows.count < fragments.count else { return }
      let value = likeness(of: rows.map(\.cells.count))
      if value > plain, value > best?.likeness ?? 0 { best = (rows, value) }
    }
    if fragments[0].opens { weigh(rows { $0.opens }) }
    if fragments.contains(where: \.isApart) { weigh(rows { $0.isApart }) }
    if let best, best.likeness == 1 { return best.rows }
    if let ruled {
      weigh(filled(ruled))
    } else {
      for width in 2...8 {
        weigh(filled(width))
        if best?.likeness == 1 { break }
      }
    }
    return best?.rows
  }

  /// The share of rows that have as many cells as they should; 0 for rows of one cell.
  private func likeness(of counts: [Int]) -> Double {
    let width = ruled ?? PlainTextParse.commonest(counts)
    guard width >= 2, !counts.isEmpty else { return 0 }
    return Double(counts.count { $0 == width }) / Double(counts.count)
  }

  private func rows(startingAt starts: (Fragment) -> Bool) -> [Row] {
    var rows: [Row] = []
    for (index, fragment) in fragments.enumerated() {
      if index == 0 || fragment.isBehindRule || starts(fragment) {
        rows.append(Row(cells: fragment.cells, first: fragment.line, last: fragment.line))
      } else {
        append(fragment, behind: fragments[index - 1], to: &rows[rows.count - 1])
      }
    }
    return rows
  }

  /// Rows of `width` cells each, filled line by line; nil where a line does not fit.
  private func filled(_ width: Int) -> [Row]? {
    var rows: [Row] = []
    for (index, fragment) in fragments.enumerated() {
      if let last = rows.last, last.cells.count < width, !fragment.isBehindRule {
        append(fragment, behind: fragments[index - 1], to: &rows[rows.count - 1])
      } else {
        rows.append(Row(cells: fragment.cells, first: fragment.line, last: fragment.line))
      }
      if rows[rows.count - 1].cells.count > width { return nil }
    }
    return rows.allSatisfy { $0.cells.count == width } ? rows : nil
  }

  private func append(_ fragment: Fragment, behind before: Fragment, to row: inout Row) {
    var cells = fragment.cells[...]
    // The line before broke off within a cell.
    if !before.closes, let rest = cells.first, !row.cells.isEmpty {
      row.cells[row.cells.count - 1] += " " + rest
      cells = cells.dropFirst()
    }
    row.cells += cells
    row.last = fragment.line
  }
}

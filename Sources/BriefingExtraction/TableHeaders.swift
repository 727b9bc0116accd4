/// Tells whether the first row of a table names its columns, and where a short row belongs.
enum TableHeaders {
  /// Whether the first row is a header, where no mark says so: its cells are names of columns, or the
  /// rows below it hold numbers where it holds words.
  static func isHeader(_ rows: [[String]]) -> Bool {
    guard rows.count >= 2, let first = rows.first, first.contains(where: { !$0.isEmpty }) else {
      return false
    }
    if isLikeBody(rows) { return false }
    if hasContrast(rows) { return true }
    let named = first.count { HeaderLexicon.shared.isName($0) }
    return named * 2 >= first.count(where: { !$0.isEmpty }) && named > 0
  }

  /// Whether all cells of a row are known as names of columns.
  static func isNamed(_ cells: [String]) -> Bool {
    !cells.isEmpty && cells.allSatisfy { HeaderLexicon.shared.isName($0) }
  }

  /// Whether the first row is of the same sort as the rows below: a number over numbers, or no row
  /// of names at all.
  static func isLikeBody(_ rows: [[String]]) -> Bool {
    guard rows.count >= 2, let first = rows.first else { return true }
    for column in first.indices where isNumeric(first[column]) && !isYear(first[column]) {
      let below = rows.dropFirst().compactMap { column < $0.count ? $0[column] : nil }.filter { !$0.isEmpty }
      if !below.isEmpty, below.count(where: isNumeric) * 2 > below.count { return true }
    }
    return first.contains { $0.hasSuffix(".") && $0.blankSeparatedCount(upTo: 5) > 4 }
  }

  private static func hasContrast(_ rows: [[String]]) -> Bool {
    guard let first = rows.first else { return false }
    return first.indices.contains { column in
      let below = rows.dropFirst().compactMap { column < $0.count ? $0[column] : nil }.filter { !$0.isEmpty }
      guard !below.isEmpty, !first[column].isEmpty, !isNumeric(first[column]) else { return false }
      return below.count(where: isNumeric) * 3 >= below.count * 2
    }
  }

  /// `14,000`, `€9,500`, `62%`, `9 months`, `2025`: begins with a digit or a sign before one.
  static func isNumeric(_ cell: String) -> Bool {
    // Most cells are words: told by their first byte.
    guard let first = cell.utf8.first, !Letters.isASCIILetter(first) else { return false }
    var scalars = cell.unicodeScalars[...]
    while let first = scalars.first, "$€£¥+-−~≈<>≤≥#(±".unicodeScalars.contains(first) {
      scalars.removeFirst()
    }
    guard let first = scalars.first, Letters.isDigit(first) else { return false }
    return cell.blankSeparatedCount(upTo: 4) <= 3
  }

  private static func isYear(_ cell: String) -> Bool {
    guard let year = Int(cell) else { return false }
    return (1900...2100).contains(year)
  }
}

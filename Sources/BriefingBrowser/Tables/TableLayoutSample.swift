internal import BriefingModel

/// The cells that column widths are chosen from: the header and a bounded number of rows.
struct TableSample {
  /// Rows looked at for the width of cells, and for the height of rows.
  private static let rowLimit = 256
  private static let heightLimit = 64
  /// Narrower than this a column can not be read, unless its cells are as narrow.
  private static let narrowest = 4

  /// 0-based columns of the table that are shown.
  let columns: [Int]
  /// Whether each of these columns holds numbers and nothing else.
  let isNumeric: [Bool]
  /// Whether all rows were looked at.
  private let isComplete: Bool
  /// Columns of the widest cell, and of the widest piece that stays together on a line that hangs.
  private var natural: [Int]
  private var longest: [Int]
  /// For each column how many pieces that stay together there are of each length.
  private var pieces: [[Int: Int]]
  private var optimizer: ColumnWidthOptimizer

  /// Whether some piece that stays together would take more than half of `width` columns.
  func hasEndlessWord(width: Int) -> Bool { longest.contains { $0 * 2 > width } }

  init(_ table: Table, hidden: Set<Int>, hanging: Int) {
    var picked: [Int] = Array(0..<min(table.rows.count, Self.heightLimit))
    if table.rows.count > Self.heightLimit {
      let more = Self.rowLimit - Self.heightLimit
      let rest = table.rows.count - Self.heightLimit
      let step = max(1, (rest + more - 1) / more)
      picked += stride(from: Self.heightLimit, to: table.rows.count, by: step)
    }
    isComplete = picked.count == table.rows.count
    let total = picked.reduce(table.header.count) { max($0, table.rows[$1].count) }
    columns = (0..<total).filter { !hidden.contains($0) }
    // Every fourth of the picked rows stands for the heights of a long table.
    let stride = max(1, (picked.count + Self.heightLimit - 1) / Self.heightLimit)
    var isNumeric: [Bool] = []
    natural = []
    longest = []
    pieces = []
    var cells: [[PreparedText]] = []
    for column in columns {
      let header = PreparedText(column < table.header.count ? table.header[column] : "")
      var widest = header.naturalColumns
      var piece = header.longestSegment
      var kept = [header]
      var counts: [Int: Int] = [:]
      for segment in header.segments { counts[Int(segment.columns) + hanging, default: 0] += 1 }
      var numbers = 0
      var others = 0
      for (place, row) in picked.enumerated() {
        let text = column < table.rows[row].count ? table.rows[row][column] : ""
        let cell = PreparedText(text)
        widest = max(widest, cell.naturalColumns)
        piece = max(piece, cell.longestSegment)
        for segment in cell.segments { counts[Int(segment.columns) + hanging, default: 0] += 1 }
        if place % stride == 0 { kept.append(cell) }
        switch NumberShape(text) {
        case .number: numbers += 1
        case .text: others += 1
        case .nothing: break
        }
      }
      natural.append(max(1, widest))
      longest.append(max(1, piece + hanging))
      pieces.append(counts)
      cells.append(kept)
      isNumeric.append(numbers > 0 && others == 0)
    }
    self.isNumeric = isNumeric
    optimizer = ColumnWidthOptimizer(cells: cells, hanging: hanging)
  }

  /// How many of the first `wanted` columns can stay in the wide view: so many that each keeps the room for its longest
  /// word and they take no more than half of `width`, and one at least.
  func stayingCount(_ wanted: Int, within width: Int, gap: Int, cap: Int, fixed: [Int: Int]) -> Int {
    let widths = wideWidths(cap: cap, fixed: fixed)
    // Where nothing scrolls all stay.
    guard widths.reduce(gap * (widths.count - 1), +) > width else { return min(wanted, widths.count) }
    var used = -gap
    for place in columns.indices.prefix(wanted) {
      used += gap + leastStaying(place, widths[place])
      if place > 0, used > width / 2 { return place }
    }
    return max(1, min(wanted, columns.count))
  }

  /// What a column that stays with others keeps at least: the room for its words, very long ones aside.
  private func leastStaying(_ place: Int, _ width: Int) -> Int {
    min(width, max(Self.narrowest, min(longest[place], Self.longWord)))
  }

  /// Longer words may be broken in columns that stay.
  private static let longWord = 16

  private func wideWidths(cap: Int, fixed: [Int: Int]) -> [Int] {
    columns.indices.map { place in max(1, fixed[columns[place]] ?? min(natural[place], cap)) }
  }

  /// Widths for the wide view: as wide as the cells, within the cap. Where that is more than `width`, so that columns
  /// scroll, the first `frozen` ones, which stay, take no more than half of it, as long as they can be read so.
  func wideWidths(cap: Int, frozen: Int, within width: Int, gap: Int, fixed: [Int: Int]) -> [Int] {
    var widths = wideWidths(cap: cap, fixed: fixed)
    guard widths.reduce(gap * (widths.count - 1), +) > width else { return widths }
    let staying = columns.indices.prefix(frozen)
    let least = staying.map { staying.count == 1 ? 1 : leastStaying($0, widths[$0]) }
    var excess = staying.reduce(gap * (staying.count - 1)) { $0 + widths[$1] } - max(1, width / 2)
    while excess > 0,
      let widest = staying.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
    {
      // Down to the next narrower one at most, so that what is narrow stays as it is.
      let next = staying.map { widths[$0] }.filter { $0 < widths[widest] }.max() ?? 1
      let same = staying.count { widths[$0] == widths[widest] }
      let cut = min(max(1, excess / same), widths[widest] - max(least[widest], next))
      widths[widest] -= max(1, cut)
      excess -= max(1, cut)
    }
    return widths
  }

  /// What the widest cell of a 0-based column takes, and what its longest piece that stays together does; nil for
  /// a column that is not shown.
  func extent(ofColumn column: Int) -> (widest: Int, longest: Int)? {
    columns.firstIndex(of: column).map { (natural[$0], min(natural[$0], longest[$0])) }
  }

  /// Widths with which all columns and the gaps between them lie within `width`; nil when the
  /// columns are too many for that, or, unless `breakingWords`, when a word would have to be broken.
  mutating func fittedWidths(
    within width: Int, gap: Int, fixed: [Int: Int], breakingWords: Bool
  ) -> [Int]? {
    guard !columns.isEmpty else { return [] }
    let available = width - gap * (columns.count - 1)
    var most = natural
    var least = zip(longest, natural).map { min($0, $1) }
    for (place, index) in columns.enumerated() {
      if let set = fixed[index] {
        most[place] = max(1, set)
        least[place] = max(1, set)
      }
    }
    // A width that was set gives way before other columns vanish.
    var excess = least.reduce(0, +) - available
    for (place, index) in columns.enumerated() where fixed[index] != nil && excess > 0 {
      let cut = min(excess, max(0, least[place] - Self.narrowest))
      least[place] -= cut
      most[place] -= cut
      excess -= cut
    }
    if most.reduce(0, +) <= available { return most }
    if least.reduce(0, +) > available {
      guard breakingWords, let narrowed = narrowed(least, to: available) else { return nil }
      least = narrowed
    }
    let widths = optimizer.widths(least: least, most: most, available: available)
    return isComplete ? optimizer.trimmed(widths, keeping: least) : widths
  }

  /// Takes columns away until the sum is `available`, so that few words are broken; nil when a
  /// column would become too narrow to be read.
  private func narrowed(_ widths: [Int], to available: Int) -> [Int]? {
    var widths = widths
    var excess = widths.reduce(0, +) - available
    while excess > 0 {
      var best: (column: Int, cut: Int, price: Double)?
      for column in widths.indices where widths[column] > Self.narrowest {
        let now = breaks(in: column, width: widths[column])
        for cut in 1...min(excess, widths[column] - Self.narrowest) {
          let more = breaks(in: column, width: widths[column] - cut) - now
          let price = (Double(more) + 0.01) / Double(cut)
          if price < (best?.price ?? .infinity) { best = (column, cut, price) }
        }
      }
      guard let best else { return nil }
      widths[best.column] -= best.cut
      excess -= best.cut
    }
    return widths
  }

  /// Places where words are broken when a column has `width`.
  private func breaks(in column: Int, width: Int) -> Int {
    pieces[column].reduce(0) { $0 + ($1.key - 1) / width * $1.value }
  }
}

/// What a cell's text says about its column.
enum NumberShape {
  case number, text, nothing

  /// A number may have a sign, a currency, separators, and a short unit: `-1,234.5`, `€ 12`, `7 %`,
  /// `30 km`. A dash or an empty cell says nothing. A date is text.
  init(_ text: String) {
    var digits = 0
    var letters = 0
    var dashes = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9":
        if letters > 0 {
          self = .text
          return
        }
        digits += 1
      case " ", "\t", "\u{A0}", "\u{202F}": break
      case ".", ",", "'", "\u{2019}", "%", "‰", "$", "€", "£", "¥", "(", ")", "~", "≈", "<", ">", "±":
        break
      case "-", "+", "−", "–", "—":
        // A sign stands before the digits.
        if digits > 0 {
          self = .text
          return
        }
        dashes += 1
      default:
        letters += 1
        if digits == 0 || letters > 2 || !scalar.properties.isAlphabetic {
          self = .text
          return
        }
      }
    }
    if digits > 0 { self = dashes <= 1 ? .number : .text } else { self = .nothing }
  }
}

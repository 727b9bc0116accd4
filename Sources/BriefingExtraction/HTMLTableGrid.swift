import BriefingModel

/// The cells of an HTML table on the grid that the HTML standard's table model lays them out on.
struct HTMLTableGrid {
  /// More slots than this are not laid out; the rows beyond are left out with a note.
  static let mostSlots = 200_000
  static let mostColumns = 1_000

  /// A cell as the source has it.
  struct Cell {
    var text: String
    var isHeader: Bool
    var isStrong: Bool
    var colspan: Int
    /// 0 means down to the end of the row group.
    var rowspan: Int
    /// Those of the list in it, none where it holds no list.
    var items: [String] = []
  }

  private struct Row {
    /// Its own cells, by index.
    var cells: Range<Int>
    var isInHead: Bool
    /// Number of the row group: spans end with it.
    var group: Int
    var span: SourceSpan
    /// Its slots; empty until it is laid out.
    var slots = 0..<0
  }

  private var cells: [Cell] = []
  private var rows: [Row] = []
  /// For each slot of each row the index of its cell, -1 for none.
  private var slots: [Int32] = []

  var cellCount: Int { cells.count }

  mutating func beginRow(isInHead: Bool, group: Int, span: SourceSpan) {
    rows.append(Row(cells: cells.count..<cells.count, isInHead: isInHead, group: group, span: span))
  }

  /// Adds a cell to the row that was begun last.
  mutating func add(_ cell: Cell) {
    guard !rows.isEmpty else { return }
    cells.append(cell)
    rows[rows.count - 1].cells = rows[rows.count - 1].cells.lowerBound..<cells.count
  }

  /// Gives each cell its slots; the number of rows that found no room any more.
  mutating func layOut() -> Int {
    /// Cells that reach down from rows above: for each column the rows left and the cell.
    var reaching: [(left: Int, cell: Int32)] = []
    var width = 0
    var used = 0
    for number in rows.indices {
      if number > 0, rows[number - 1].group != rows[number].group { reaching = [] }
      let start = slots.count
      var column = 0
      func takeReaching(_ slots: inout [Int32]) {
        while column < reaching.count, reaching[column].left > 0 {
          slots.append(reaching[column].cell)
          reaching[column].left -= 1
          column += 1
        }
      }
      for place in rows[number].cells {
        takeReaching(&slots)
        let left = cells[place].rowspan == 0 ? Int.max : cells[place].rowspan - 1
        var needed = cells[place].colspan
        while needed > 0, column < Self.mostColumns {
          while reaching.count <= column { reaching.append((0, 0)) }
          // Where two cells would overlap the one from above keeps its slot.
          if reaching[column].left > 0 { break }
          reaching[column] = (left, Int32(place))
          slots.append(Int32(place))
          column += 1
          needed -= 1
        }
      }
      while column < reaching.count {
        if reaching[column].left > 0 {
          slots.append(reaching[column].cell)
          reaching[column].left -= 1
        } else {
          slots.append(-1)
        }
        column += 1
      }
      while slots.count > start, slots.last == -1 { slots.removeLast() }
      width = max(width, slots.count - start)
      used += max(width, slots.count - start)
      if used > Self.mostSlots {
        slots.removeSubrange(start...)
        let omitted = rows.count - number
        rows.removeSubrange(number...)
        return omitted
      }
      rows[number].slots = start..<slots.count
    }
    return 0
  }

  /// Columns up to the last that any cell begins in: a span wider than the table adds none.
  private var usedWidth: Int {
    let width = rows.map(\.slots.count).max() ?? 0
    guard rows.contains(where: { $0.slots.count < width }) else { return width }
    var last = 0
    for row in rows {
      var column = row.slots.count - 1
      while column > last {
        let cell = slots[row.slots.lowerBound + column]
        if row.cells.contains(Int(cell)), slots[row.slots.lowerBound + column - 1] != cell { last = column }
        column -= 1
      }
    }
    return last + 1
  }

  /// The table that the rows come to.
  func table(caption: String?) -> Table {
    let width = usedWidth
    func texts(_ row: Row) -> [String] {
      (0..<width).map { column in
        guard column < row.slots.count else { return "" }
        let cell = Int(slots[row.slots.lowerBound + column])
        return cell < 0 ? "" : cells[cell].text
      }
    }
    var rows = self.rows[...]
    var caption = caption
    var head = headerCount(rows)
    // A first line that is one cell over all columns names the table.
    if head >= 1, rows.count > 1, let first = rows.first, first.cells.count == 1, width > 1,
      first.slots.count >= width
    {
      let text = cells[first.cells.lowerBound].text
      if caption == nil, !text.isEmpty { caption = text }
      rows.removeFirst()
      head = head > 1 ? head - 1 : headerCount(rows)
    }
    var header: [String] = []
    var headerSpan: SourceSpan?
    if head > 0 {
      let top = rows.prefix(head).map(texts)
      header = (0..<width).map { column in
        var parts: [String] = []
        for row in top where !row[column].isEmpty && parts.last != row[column] { parts.append(row[column]) }
        return parts.joined(separator: " ")
      }
      headerSpan = rows.prefix(head).map(\.span).reduce(nil) { $0?.union($1) ?? $1 }
    }
    var body: [[String]] = []
    var spans: [SourceSpan] = []
    var lists: [Table.CellList] = []
    for row in rows.dropFirst(head) {
      let line = texts(row)
      guard line.contains(where: { !$0.isEmpty }) else { continue }
      for column in line.indices where column < row.slots.count {
        let cell = Int(slots[row.slots.lowerBound + column])
        guard cell >= 0, !cells[cell].items.isEmpty else { continue }
        lists.append(Table.CellList(row: body.count, column: column, items: cells[cell].items))
      }
      body.append(line)
      spans.append(row.span)
    }
    var table = Table(
      id: "", form: .html, caption: caption, header: header, rows: body, headerSpan: headerSpan,
      rowSpans: spans, raw: "", span: SourceSpan(line: 1))
    if !lists.isEmpty { table.cellLists = lists }
    return table
  }

  /// Number of rows at the top that are header: those of `thead`; else those whose cells are `th`, an
  /// empty corner allowed; else a first row that alone is all bold.
  private func headerCount(_ rows: ArraySlice<Row>) -> Int {
    guard let first = rows.first else { return 0 }
    guard rows.count > 1 else { return first.isInHead ? 1 : 0 }
    func own(_ row: Row) -> ArraySlice<Cell> { cells[row.cells] }
    func isHeader(_ row: Row) -> Bool {
      own(row).contains(where: \.isHeader) && own(row).allSatisfy { $0.isHeader || $0.text.isEmpty }
    }
    let inHead = rows.prefix(while: \.isInHead).count
    // A head that takes in every row says nothing about which of them are header.
    if inHead > 0, inHead < rows.count { return inHead }
    let marked = rows.prefix(while: isHeader).count
    if marked == rows.count || inHead > 0, marked == 0 { return 1 }
    if marked > 0 {
      // A header cell alone in its row, below the first, parts the body; it does not head it.
      let rows = Array(rows)
      var count = 1
      while count < marked, rows[count].cells.count > 1 || rows[0].cells.count == 1 { count += 1 }
      return count
    }
    let bold = rows.prefix { row in
      own(row).allSatisfy { $0.isStrong || $0.text.isEmpty } && own(row).contains(where: \.isStrong)
    }
    if bold.count == 1, first.cells.count > 1 { return 1 }
    // Nothing marks a header: names of columns are, two or more and most of the row known for such. One alone may
    // be the name of its row.
    let names = own(first).filter { !$0.text.isEmpty }
    let known = names.count { HeaderLexicon.shared.isName($0.text) }
    guard bold.isEmpty, !rows.dropFirst().contains(where: { own($0).contains(where: \.isHeader) }) else {
      return 0
    }
    return known >= 2 && known * 2 > names.count || standsOverNumbers(rows) ? 1 : 0
  }

  /// Whether words stand over nothing but numbers in two columns or more, and in most but the first: two rows or
  /// more below a row that holds no number itself.
  private func standsOverNumbers(_ rows: ArraySlice<Row>) -> Bool {
    guard rows.count >= 3, let first = rows.first, first.cells.count >= 3,
      rows.allSatisfy({ $0.cells.count == first.cells.count })
    else { return false }
    func text(_ row: Row, _ column: Int) -> String { cells[row.cells.lowerBound + column].text }
    let columns = 0..<first.cells.count
    guard columns.allSatisfy({ !text(first, $0).isEmpty && !TableHeaders.isNumeric(text(first, $0)) }) else {
      return false
    }
    let numeric = columns.count { column in
      rows.dropFirst().allSatisfy { TableHeaders.isNumeric(text($0, column)) }
    }
    return numeric >= 2 && numeric * 2 >= columns.count
  }
}

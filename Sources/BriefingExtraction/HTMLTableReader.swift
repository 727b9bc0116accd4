import BriefingModel
import CGumbo

/// Reads an HTML table by the table model of the HTML standard: every cell lies on a grid, and one
/// that spans rows or columns gives its text to each slot.
struct HTMLTableReader {
  let content: HTMLContent
  let lines: SourceLines
  private var tree: HTMLTree { content.tree }

  /// More slots than this are not laid out; the rows beyond are left out with a note.
  private static let mostSlots = 200_000
  private static let mostColumns = 1_000

  /// What was read.
  struct Result {
    var table: Table
    /// Tables that stood in cells, by index.
    var nested: [Int]
    /// Rows that were left out.
    var omittedRows: Int
  }

  /// A cell as the source has it.
  private struct Cell {
    var text: String
    var isHeader: Bool
    var isStrong: Bool
    var colspan: Int
    /// 0 means down to the end of the row group.
    var rowspan: Int
  }

  private struct Row {
    var cells: [Cell]
    var isInHead: Bool
    /// Number of the row group: spans end with it.
    var group: Int
    var span: SourceSpan
  }

  init(_ content: HTMLContent, lines: SourceLines) {
    self.content = content
    self.lines = lines
  }

  /// Whether a table holds data, not a page's layout.
  ///
  /// Data has at least two rows and two columns; a caption, a header cell or a head say so outright.
  /// Against it stand the role `presentation`, tables or headings in its cells, and cells as long as
  /// articles.
  func isData(_ index: Int) -> Bool {
    switch tree.attribute("role", of: index) {
    case "presentation", "none": return false
    default: break
    }
    var rows = 0
    var widest = 0
    var cells = 0
    var hasHeader = false
    for row in rowIndices(index).rows {
      var width = 0
      for cell in tree.children(row.index) {
        let tag = tree.tag(cell)
        guard tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH else { continue }
        width += span("colspan", of: cell, limit: Self.mostColumns)
        cells += 1
        if tag == GUMBO_TAG_TH { hasHeader = true }
      }
      if width > 0 { rows += 1 }
      widest = max(widest, width)
      if row.isInHead { hasHeader = true }
    }
    let hasCaption = tree.children(index).contains { tree.tag($0) == GUMBO_TAG_CAPTION }
    if cells < 2 { return false }
    if hasHeader || hasCaption { return rows >= 2 || widest >= 2 }
    if rows < 2 || widest < 2 { return false }
    if content.tableCount(index) > 1 || content.headingCount(index) > 0 { return false }
    return content.textSize(index) < cells * 400
  }

  /// Reads the table at `index`.
  func read(_ index: Int) -> Result {
    var nested: [Int] = []
    let found = rowIndices(index)
    var caption: String?
    if let captionIndex = found.caption {
      let text = cellText(captionIndex, nested: &nested)
      caption = text.isEmpty ? nil : text
    }
    var rows: [Row] = []
    var cellCount = 0
    for row in found.rows {
      if cellCount > Self.mostSlots { break }
      var cells: [Cell] = []
      for cell in tree.children(row.index) {
        let tag = tree.tag(cell)
        guard tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH else { continue }
        cells.append(
          Cell(
            text: cellText(cell, nested: &nested), isHeader: tag == GUMBO_TAG_TH,
            isStrong: isStrong(cell), colspan: span("colspan", of: cell, limit: Self.mostColumns),
            rowspan: rowSpan(of: cell)))
      }
      if cells.isEmpty { continue }
      cellCount += cells.count
      rows.append(
        Row(
          cells: cells, isInHead: row.isInHead, group: row.group,
          span: HTMLSpans.span(of: row.index, in: tree, lines: lines)))
    }
    let layout = Self.layOut(rows)
    let omitted =
      found.rows.count > rows.count && cellCount > Self.mostSlots
      ? found.rows.count - layout.grid.count : rows.count - layout.grid.count
    var table = Self.table(rows, grid: layout.grid, caption: caption)
    table.span = HTMLSpans.span(of: index, in: tree, lines: lines)
    table.raw = lines.text(table.span)
    return Result(table: table, nested: nested, omittedRows: omitted)
  }

  // MARK: - Rows and cells

  /// The rows of the table itself, those of nested tables left out.
  private func rowIndices(
    _ index: Int
  ) -> (rows: [(index: Int, isInHead: Bool, group: Int)], caption: Int?) {
    var rows: [(index: Int, isInHead: Bool, group: Int)] = []
    var caption: Int?
    var group = 0
    for child in tree.children(index) {
      switch tree.tag(child) {
      case GUMBO_TAG_CAPTION:
        if caption == nil { caption = child }
      case GUMBO_TAG_THEAD, GUMBO_TAG_TBODY, GUMBO_TAG_TFOOT:
        group += 1
        for row in tree.children(child) where tree.tag(row) == GUMBO_TAG_TR {
          rows.append((row, tree.tag(child) == GUMBO_TAG_THEAD, group))
        }
        group += 1
      case GUMBO_TAG_TR:
        rows.append((child, false, group))
      default:
        break
      }
    }
    return (rows, caption)
  }

  private func span(_ name: String, of cell: Int, limit: Int) -> Int {
    guard let value = tree.attribute(name, of: cell), let number = Int(value.prefix(9)) else { return 1 }
    return min(max(1, number), limit)
  }

  private func rowSpan(of cell: Int) -> Int {
    guard let value = tree.attribute("rowspan", of: cell), let number = Int(value.prefix(9)), number >= 0
    else { return 1 }
    return min(number, 65_534)
  }

  /// Whether all text of a cell is bold.
  private func isStrong(_ cell: Int) -> Bool {
    let size = content.textSize(cell)
    guard size > 0 else { return false }
    var index = cell + 1
    while index < tree.end(cell) {
      let tag = tree.tag(index)
      if tag == GUMBO_TAG_B || tag == GUMBO_TAG_STRONG { return content.textSize(index) == size }
      // Only what wraps the whole of the text is looked into.
      let wrapsAll = !tree.nodes[index].isText && content.textSize(index) == size
      index = wrapsAll ? index + 1 : tree.end(index)
    }
    return false
  }

  private func cellText(_ cell: Int, nested: inout [Int]) -> String {
    var builder = MarkupTextBuilder()
    var index = cell + 1
    let end = tree.end(cell)
    var blocks: [Int] = []
    while index < end {
      while let block = blocks.last, block <= index {
        builder.appendBlank()
        blocks.removeLast()
      }
      let node = tree.nodes[index]
      if node.isText {
        tree.withText(index) { builder.append($0) }
        index += 1
      } else if node.tag == GUMBO_TAG_TABLE {
        builder.appendBlank()
        nested.append(index)
        index = node.end
      } else if content.isInvisible(index) {
        index = node.end
      } else {
        if !HTMLTags.isPhrase(node.tag) {
          builder.appendBlank()
          blocks.append(node.end)
        }
        index += 1
      }
    }
    return builder.takeString()
  }

  // MARK: - Grid

  /// The cells' places: for each row, for each column, the row and cell that the slot belongs to.
  private typealias Grid = [[(row: Int, cell: Int)?]]

  private static func layOut(_ rows: [Row]) -> (grid: Grid, width: Int) {
    var grid: Grid = []
    var width = 0
    var slots = 0
    /// Cells that reach down from rows above: for each column the rows left and the owner.
    var reaching: [(left: Int, row: Int, cell: Int)] = []
    for (number, row) in rows.enumerated() {
      if number > 0, rows[number - 1].group != row.group { reaching = [] }
      var line: [(row: Int, cell: Int)?] = []
      var column = 0
      func takeReaching() {
        while column < reaching.count, reaching[column].left > 0 {
          line.append((reaching[column].row, reaching[column].cell))
          reaching[column].left -= 1
          column += 1
        }
      }
      for (place, cell) in row.cells.enumerated() {
        takeReaching()
        let left = cell.rowspan == 0 ? Int.max : cell.rowspan - 1
        var needed = cell.colspan
        while needed > 0, column < mostColumns {
          while reaching.count <= column { reaching.append((0, 0, 0)) }
          // Where two cells would overlap the one from above keeps its slot.
          if reaching[column].left > 0 { break }
          reaching[column] = (left, number, place)
          line.append((number, place))
          column += 1
          needed -= 1
        }
      }
      while column < reaching.count {
        if reaching[column].left > 0 {
          line.append((reaching[column].row, reaching[column].cell))
          reaching[column].left -= 1
        } else {
          line.append(nil)
        }
        column += 1
      }
      while let last = line.last, last == nil { line.removeLast() }
      slots += max(width, line.count)
      if slots > mostSlots { break }
      width = max(width, line.count)
      grid.append(line)
    }
    return (grid, usedWidth(grid, rows: rows, width: width))
  }

  /// Columns up to the last that any cell begins in: a span wider than the table adds none.
  private static func usedWidth(_ grid: Grid, rows: [Row], width: Int) -> Int {
    var last = 0
    var isRagged = false
    for (number, line) in grid.enumerated() {
      if line.count < width { isRagged = true }
      var column = line.count - 1
      while column > last {
        if let slot = line[column], slot.row == number,
          column == 0 || line[column - 1].map({ $0.row == slot.row && $0.cell == slot.cell }) != true
        {
          last = column
        }
        column -= 1
      }
    }
    return isRagged ? last + 1 : width
  }

  private static func table(_ rows: [Row], grid: Grid, caption: String?) -> Table {
    let width = grid.isEmpty ? 0 : usedWidth(grid, rows: rows, width: grid.map(\.count).max() ?? 0)
    var texts: [[String]] = grid.map { line in
      (0..<width).map { column in
        guard column < line.count, let slot = line[column] else { return "" }
        return rows[slot.row].cells[slot.cell].text
      }
    }
    var numbers = Array(texts.indices)
    var caption = caption
    var head = headerCount(rows, limit: grid.count)
    // A first line that is one cell over all columns names the table.
    if head >= 2, rows[0].cells.count == 1, width > 1 {
      if caption == nil, !texts[0][0].isEmpty { caption = texts[0][0] }
      texts.removeFirst()
      numbers.removeFirst()
      head -= 1
    }
    var header: [String] = []
    if head > 0 {
      header = (0..<width).map { column in
        var parts: [String] = []
        for row in 0..<head where !texts[row][column].isEmpty && parts.last != texts[row][column] {
          parts.append(texts[row][column])
        }
        return parts.joined(separator: " ")
      }
    }
    var body: [[String]] = []
    var spans: [SourceSpan] = []
    for row in head..<texts.count where texts[row].contains(where: { !$0.isEmpty }) {
      body.append(texts[row])
      spans.append(rows[numbers[row]].span)
    }
    let headerSpan =
      head > 0
      ? (0..<head).map { rows[numbers[$0]].span }.reduce(rows[numbers[0]].span) { $0.union($1) } : nil
    return Table(
      id: "", form: .html, caption: caption, header: header, rows: body, headerSpan: headerSpan,
      rowSpans: spans, raw: "", span: SourceSpan(line: 1))
  }

  /// Number of rows at the top that are header: those of `thead`; else those whose cells are `th`, an
  /// empty corner allowed; else a first row that alone is all bold.
  private static func headerCount(_ rows: [Row], limit: Int) -> Int {
    let rows = rows.prefix(limit)
    guard rows.count > 1 else { return rows.first?.isInHead == true ? 1 : 0 }
    let inHead = rows.prefix(while: \.isInHead).count
    if inHead > 0 { return min(inHead, rows.count) }
    func isHeader(_ row: Row) -> Bool {
      row.cells.contains(where: \.isHeader) && row.cells.allSatisfy { $0.isHeader || $0.text.isEmpty }
    }
    // The body begins below the cells of the first row that reach down.
    let marked = rows.prefix(while: isHeader).count
    if marked == rows.count { return 1 }
    if marked > 0 {
      // A header cell alone in its row, below the first, parts the body; it does not head it.
      var count = 1
      while count < marked, rows[count].cells.count > 1 || rows[0].cells.count == 1 { count += 1 }
      return count
    }
    let bold = rows.prefix { row in
      row.cells.allSatisfy { $0.isStrong || $0.text.isEmpty } && row.cells.contains(where: \.isStrong)
    }
    return bold.count == 1 && rows[0].cells.count > 1 ? 1 : 0
  }
}

/// Source lines of HTML nodes.
enum HTMLSpans {
  /// The lines from an element's start tag to its end tag, or to its last text where the end tag is
  /// left out.
  static func span(of index: Int, in tree: HTMLTree, lines: SourceLines) -> SourceSpan {
    var first: Int?
    var last: Int?
    if let start = tree.source(index) { (first, last) = (start.lowerBound, start.upperBound - 1) }
    if let end = tree.endTag(index) {
      last = max(last ?? 0, end.upperBound - 1)
    } else {
      // The last in the tree need not be the last in the source: what stands in a table outside its
      // cells comes before it.
      for node in (index + 1)..<max(index + 1, tree.end(index)) {
        guard let range = tree.endTag(node) ?? tree.source(node) else { continue }
        last = max(last ?? 0, range.upperBound - 1)
      }
    }
    if first == nil {
      var node = index + 1
      while node < tree.end(index), first == nil {
        first = tree.source(node)?.lowerBound
        node += 1
      }
    }
    let start = first ?? 0
    return span(start...max(start, last ?? start), lines: lines)
  }

  /// The lines that hold the bytes of `range`.
  static func span(_ range: ClosedRange<Int>, lines: SourceLines) -> SourceSpan {
    SourceSpan(
      firstLine: lines.lineNumber(ofByte: range.lowerBound),
      lastLine: lines.lineNumber(ofByte: range.upperBound))
  }
}

import BriefingModel
import CGumbo

/// Reads an HTML table by the table model of the HTML standard: every cell lies on a grid, and one
/// that spans rows or columns gives its text to each slot.
struct HTMLTableReader {
  let content: HTMLContent
  let lines: SourceLines
  private var tree: HTMLTree { content.tree }

  /// What was read.
  struct Result {
    var table: Table
    /// Tables that stood in cells, by index.
    var nested: [Int]
    /// Rows that were left out.
    var omittedRows: Int
  }

  init(_ content: HTMLContent, lines: SourceLines) {
    self.content = content
    self.lines = lines
  }

  /// Whether a table holds data, not a page's layout.
  ///
  /// Data has at least two rows and two columns; a caption, a header cell or a head say so outright.
  /// Against it stand the role `presentation`, tables or headings in its cells, cells as long as
  /// articles, and cells that only link elsewhere.
  func isData(_ index: Int) -> Bool {
    if tree.nodes[index].flags.contains(.presentation) { return false }
    var rows = 0
    var widest = 0
    var cells = 0
    var filled = 0
    var hasHeader = false
    let found = rowIndices(index)
    for row in found.rows {
      var width = 0
      for cell in tree.children(row.index) {
        let tag = tree.tag(cell)
        guard tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH else { continue }
        width += span("colspan", of: cell, limit: HTMLTableGrid.mostColumns)
        cells += 1
        if content.textSize(cell) > 0 { filled += 1 }
        if tag == GUMBO_TAG_TH { hasHeader = true }
      }
      if width > 0 { rows += 1 }
      widest = max(widest, width)
      if row.isInHead { hasHeader = true }
    }
    if cells < 2 || content.textSize(index) == 0 { return false }
    // A picture beside a word over a text is a note in a box.
    if filled <= 2, rows >= 2 { return false }
    if hasHeader || found.caption != nil { return rows >= 2 || widest >= 2 }
    if rows < 2 || widest < 2 { return false }
    if content.tableCount(index) > 1 || content.headingCount(index) > 0 { return false }
    if content.linkCount(index) >= 4, content.plainSize(index) * 10 < content.textSize(index) { return false }
    return content.textSize(index) < cells * 400
  }

  /// The table that a `figcaption` names: the one that is alone in the same figure.
  static func captionedTable(of index: Int, in content: HTMLContent) -> Int? {
    let tree = content.tree
    let figure = tree.nodes[index].parent
    guard tree.tag(figure) == GUMBO_TAG_FIGURE, content.tableCount(figure) == 1,
      content.tableCount(index) == 0
    else { return nil }
    guard let table = (figure..<tree.end(figure)).first(where: { tree.tag($0) == GUMBO_TAG_TABLE })
    else { return nil }
    let reader = HTMLTableReader(content, lines: SourceLines(utf8: []))
    return reader.isData(table) ? table : nil
  }

  private func figureCaption(of table: Int) -> Int? {
    var figure = tree.nodes[table].parent
    for _ in 0..<3 where figure > 0 && tree.tag(figure) != GUMBO_TAG_FIGURE {
      figure = tree.nodes[figure].parent
    }
    guard figure > 0, tree.tag(figure) == GUMBO_TAG_FIGURE, content.tableCount(figure) == 1 else {
      return nil
    }
    // A caption left open holds the table itself, which would be read in it again and again.
    return tree.children(figure).first {
      tree.tag($0) == GUMBO_TAG_FIGCAPTION && !($0..<tree.end($0)).contains(table)
    }
  }

  /// Reads the table at `index`.
  func read(_ index: Int) -> Result {
    var nested: [Int] = []
    let found = rowIndices(index)
    var caption: String?
    if let captionIndex = found.caption ?? figureCaption(of: index) {
      let text = cellText(captionIndex, nested: &nested)
      caption = text.isEmpty ? nil : text
    }
    var grid = HTMLTableGrid()
    var read = 0
    for row in found.rows {
      if grid.cellCount > HTMLTableGrid.mostSlots { break }
      read += 1
      var isEmpty = true
      for cell in tree.children(row.index) {
        let tag = tree.tag(cell)
        guard tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH else { continue }
        if isEmpty {
          grid.beginRow(
            isInHead: row.isInHead, group: row.group,
            span: HTMLSpans.span(of: row.index, in: tree, lines: lines))
          isEmpty = false
        }
        grid.add(
          HTMLTableGrid.Cell(
            text: cellText(cell, nested: &nested), isHeader: tag == GUMBO_TAG_TH, isStrong: isStrong(cell),
            colspan: span("colspan", of: cell, limit: HTMLTableGrid.mostColumns),
            rowspan: rowSpan(of: cell), items: items(cell)))
      }
    }
    let omitted = found.rows.count - read + grid.layOut()
    var table = grid.table(caption: caption)
    table.span = HTMLSpans.span(of: index, in: tree, lines: lines)
    table.raw = lines.text(table.span)
    return Result(table: table, nested: nested, omittedRows: omitted)
  }

  // MARK: - Rows and cells

  /// The rows of the table itself, those of nested tables left out. Those of a `tfoot` are the last
  /// wherever it stands.
  private func rowIndices(
    _ index: Int
  ) -> (rows: [(index: Int, isInHead: Bool, group: Int)], caption: Int?) {
    var rows: [(index: Int, isInHead: Bool, group: Int)] = []
    var foot: [(index: Int, isInHead: Bool, group: Int)] = []
    var caption: Int?
    var group = 0
    for child in tree.children(index) {
      switch tree.tag(child) {
      case GUMBO_TAG_CAPTION:
        if caption == nil { caption = child }
      case GUMBO_TAG_THEAD, GUMBO_TAG_TBODY, GUMBO_TAG_TFOOT:
        group += 1
        for row in tree.children(child) where tree.tag(row) == GUMBO_TAG_TR {
          if tree.tag(child) == GUMBO_TAG_TFOOT {
            foot.append((row, false, group))
          } else {
            rows.append((row, tree.tag(child) == GUMBO_TAG_THEAD, group))
          }
        }
        group += 1
      case GUMBO_TAG_TR:
        rows.append((child, false, group))
      default:
        break
      }
    }
    return (rows + foot, caption)
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

  /// The items of the only list in a cell that holds nothing beside it.
  private func items(_ cell: Int) -> [String] {
    var index = cell + 1
    // Only what wraps the whole of the text is looked into.
    let size = content.textSize(cell)
    while index < tree.end(cell) {
      let node = tree.nodes[index]
      guard !node.isText, content.textSize(index) == size, size > 0 else {
        index = node.end
        continue
      }
      if node.tag == GUMBO_TAG_UL || node.tag == GUMBO_TAG_OL {
        guard content.tableCount(index) == 0 else { return [] }
        var reader = HTMLListReader(content, lines: lines)
        return reader.read(index)?.items.map(\.text) ?? []
      }
      index += 1
    }
    return []
  }

  private func cellText(_ cell: Int, nested: inout [Int]) -> String {
    var builder = MarkupTextBuilder()
    var index = cell + 1
    let end = tree.end(cell)
    var blocks: [(end: Int, phrase: HTMLPhrase?)] = []
    var codeEnd = 0
    while index < end {
      while let block = blocks.last, block.end <= index {
        if let phrase = block.phrase { phrase.end(&builder) } else { builder.appendBlank() }
        blocks.removeLast()
      }
      let node = tree.nodes[index]
      if node.tag == GUMBO_TAG_PRE { codeEnd = max(codeEnd, node.end) }
      if node.isText {
        if index < codeEnd {
          tree.withText(index) { builder.appendLines($0) }
        } else {
          tree.withText(index) { builder.append($0) }
        }
        index += 1
      } else if node.tag == GUMBO_TAG_TABLE {
        builder.appendBlank()
        nested.append(index)
        index = node.end
      } else if let formula = HTMLPhrase.formula(index, in: tree) {
        builder.append(formula)
        index = node.end
      } else if content.isInvisible(index) {
        index = node.end
      } else {
        if node.tag == GUMBO_TAG_IMG, content.textSize(cell) == 0, let text = tree.attribute("alt", of: index)
        {
          // A tick or a flag may be all that a cell says.
          builder.append(text)
        } else if let phrase = HTMLPhrase.begin(index, in: content, &builder, isCell: true) {
          blocks.append((node.end, phrase))
        } else if !HTMLTags.isPhrase(node.tag) {
          builder.appendBlank()
          blocks.append((node.end, nil))
        }
        index += 1
      }
    }
    while let block = blocks.popLast() { block.phrase?.end(&builder) }
    return builder.takeString()
  }
}

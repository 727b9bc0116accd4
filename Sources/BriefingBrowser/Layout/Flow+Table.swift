internal import BriefingModel
internal import TerminalScreen

extension Flow {
  /// The table as it stands in the text: every column within the width.
  private func inline(_ table: Int, _ metrics: FlowMetrics) -> LaidOutTable {
    layout(of: table, .fit, width: max(4, metrics.full - 2))
  }

  /// What is said above a table: its caption, and how far its columns are to be trusted.
  private func remark(on table: Table) -> String? {
    var parts: [String] = []
    if let caption = table.caption, !caption.isEmpty { parts.append(caption) }
    if let remark = table.trustRemark { parts.append(remark) }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// Remark, header and rule.
  func headerLines(of table: Int, _ metrics: FlowMetrics) -> [FlowLine] {
    var lines: [FlowLine] = []
    let column = metrics.margin + 2
    if let remark = remark(on: tables[table]) {
      lines += TextWrap.wrap(remark, width: max(4, metrics.full - 2)).map {
        FlowLine(pieces: [
          FlowPiece(content: .ornament($0.text), column: column, style: Style(.inferred))
        ])
      }
    }
    if tables[table].rows.isEmpty {
      // Lines that its reader asked for stand alone, the first one included.
      let names = tables[table].choice == nil ? tables[table].header.filter { !$0.isEmpty } : []
      if !names.isEmpty {
        lines.append(
          FlowLine(pieces: [
            FlowPiece(
              content: .ornament(names.joined(separator: " | ")), column: column,
              style: Style(.tableHeader))
          ]))
      }
      return lines
    }
    let layout = inline(table, metrics).layout
    lines += layout.headerLines.map { draw($0, column: column) }
    // A card has no header above it; the names stand beside the values.
    return lines.isEmpty ? [FlowLine()] : lines
  }

  /// The lines of one row; rows of several lines, and cards, keep a blank line between them.
  func rowLines(_ row: Int, of table: Int, _ metrics: FlowMetrics) -> [FlowLine] {
    let table = inline(table, metrics)
    let lines = table.layout.lines(row: row).map { draw($0, column: metrics.margin + 2) }
    let isLast = row + 1 >= table.layout.rowCount
    return isLast ? lines : lines + Array(repeating: FlowLine(), count: table.gap)
  }

  private func draw(_ line: TableLine, column: Int) -> FlowLine {
    FlowLine(
      pieces: line.cells.map { cell in
        let style: Style
        switch line.kind {
        case .header: style = Style(.tableHeader)
        case .rule: style = Style(.rule)
        case .row: style = cell.isLabel ? .dim : .text
        }
        let content: FlowPiece.Content =
          line.kind == .rule ? .ornament(cell.line.text) : .wrapped(cell.line, text: cell.column)
        return FlowPiece(content: content, column: column + cell.x, style: style)
      })
  }
}

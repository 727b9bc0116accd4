public import BriefingModel

/// A table laid out for a width: where its columns stand, and the lines of any row on demand.
///
/// Column widths come from the header and a bounded sample of rows, so a long table costs no more
/// than a short one; a row is wrapped only when its lines are asked for.
public struct TableLayout: Sendable {
  /// How a table is shown.
  public enum View: String, Sendable, Hashable, CaseIterable, Codable {
    /// All columns within the width, their cells wrapped.
    case fit
    /// Columns as wide as their cells up to a cap, to be scrolled sideways.
    case wide
    /// Each row on its own, a line for each value behind its name.
    case card
  }

  /// What the reader has chosen.
  public struct Options: Sendable, Equatable {
    /// 0-based columns that are not shown.
    public var hidden: Set<Int> = []
    /// Widths of 0-based columns set by the reader.
    public var widths: [Int: Int] = [:]
    /// Most columns of the terminal that one column takes in the wide view.
    public var cap = 64
    /// Columns at the left that stay in the wide view, so far as they take no more than half of the width.
    public var frozen = 1
    /// Columns by which the wrapped lines of a cell hang; less in a narrow column.
    public var hanging = 0
    /// What the rule under the header is drawn with: one grapheme of one column.
    public var rule = "─"

    public init() {}
  }

  /// A column that is shown.
  public struct Column: Sendable, Equatable {
    /// 0-based column of the table.
    public var index: Int
    /// The header's text, or `Column 2` where there is none.
    public var label: String
    /// 0-based column of the terminal where it begins. Unused in the card view.
    public var x: Int
    public var width: Int
    /// Whether all its cells are numbers; they are aligned to the right.
    public var isNumeric: Bool
  }

  /// The view that was made: `card` instead of `fit` when the columns are too many for the width.
  public let view: View
  /// The width that was asked for.
  public let width: Int
  public let columns: [Column]
  /// Blank columns between two columns.
  public let gap: Int
  /// The header's lines with the rule below them; empty when the table has no header, or as cards.
  public let headerLines: [TableLine]
  /// Columns at the left that do not scroll in the wide view, their gap included; 0 otherwise.
  public let frozenWidth: Int
  /// How many columns do not scroll in the wide view: as many as were asked for and there is room for.
  public let frozenCount: Int

  private let rows: [[String]]
  private let labelWidth: Int
  private let hanging: Int

  /// Lays out the columns. `width` is that of the pane; below 1 it counts as 1.
  public init(_ table: Table, view: View, width: Int, options: Options = Options()) {
    let width = max(1, width)
    self.width = width
    rows = table.rows
    hanging = options.hanging
    var sample = TableSample(table, hidden: options.hidden, hanging: options.hanging)
    var view = view
    var gap = 2
    var widths: [Int] = []
    var frozen = 1
    switch view {
    case .fit:
      // Rather a narrower gap than a broken word, and rather cards than words broken all over; but a
      // single endless word, an address say, does not cost the table.
      view = .card
      let mayBreak = sample.hasEndlessWord(width: width)
      for (breakingWords, space) in [(false, 2), (false, 1), (true, 2), (true, 1)]
      where !breakingWords || mayBreak {
        if let fitted = sample.fittedWidths(
          within: width, gap: space, fixed: options.widths, breakingWords: breakingWords)
        {
          widths = fitted
          gap = space
          view = .fit
          break
        }
      }
    case .wide:
      frozen = sample.stayingCount(
        max(1, options.frozen), within: width, gap: gap, cap: options.cap, fixed: options.widths)
      widths = sample.wideWidths(
        cap: options.cap, frozen: frozen, within: width, gap: gap, fixed: options.widths)
    case .card:
      break
    }
    self.view = view
    self.gap = gap
    var columns: [Column] = []
    var x = 0
    for (place, index) in sample.columns.enumerated() {
      let columnWidth = view == .card ? 0 : widths[place]
      columns.append(
        Column(
          index: index, label: Self.label(index, in: table.header), x: x, width: columnWidth,
          isNumeric: sample.isNumeric[place]))
      x += columnWidth + gap
    }
    self.columns = columns
    if view == .card {
      let widest = columns.reduce(0) { max($0, PreparedText($1.label).naturalColumns) }
      let most = max(8, width * 2 / 5)
      labelWidth = width - min(widest, most) - gap < 10 ? 0 : min(widest, most)
    } else {
      labelWidth = 0
    }
    frozenCount = frozen
    let staying = columns.prefix(frozen).prefix {
      $0.index == columns[0].index || $0.x + $0.width <= width / 2
    }
    frozenWidth = view == .wide ? staying.last.map { $0.x + $0.width + gap } ?? 0 : 0
    headerLines =
      view == .card || table.header.allSatisfy(\.isEmpty)
      ? [] : Self.header(table.header, columns: columns, rule: options.rule)
  }

  /// Columns of the terminal from the first to the last column of the table.
  public var totalWidth: Int {
    view == .card ? width : columns.last.map { $0.x + $0.width } ?? 0
  }

  /// Number of rows of the body.
  public var rowCount: Int { rows.count }

  /// The lines of a 0-based row of the body; at least one.
  public func lines(row: Int) -> [TableLine] {
    guard rows.indices.contains(row) else { return [] }
    if view == .card { return card(row) }
    return Self.lines(kind: .row(row), cells: rows[row], columns: columns, hanging: hanging, isLabel: false)
  }

  /// Number of lines of a 0-based row, without making them.
  public func height(row: Int) -> Int {
    guard rows.indices.contains(row) else { return 0 }
    if view == .card { return card(row).count }
    let cells = rows[row]
    var height = 1
    for column in columns where column.index < cells.count {
      height = max(height, PreparedText(cells[column.index]).height(width: column.width, hanging: hanging))
    }
    return height
  }

  private static func label(_ index: Int, in header: [String]) -> String {
    index < header.count && !header[index].isEmpty ? header[index] : "Column \(index + 1)"
  }

  private static func header(_ header: [String], columns: [Column], rule: String) -> [TableLine] {
    var lines = lines(kind: .header, cells: header, columns: columns, hanging: 0, isLabel: true)
    lines.append(
      TableLine(
        kind: .rule,
        cells: columns.map { column in
          let text = String(repeating: rule, count: column.width)
          return TableLine.Cell(
            column: column.index, x: column.x, width: column.width, isLabel: false,
            line: TextWrap.wrap(text, width: column.width)[0])
        }))
    return lines
  }

  /// Wraps the cells of a row side by side.
  private static func lines(
    kind: TableLine.Kind, cells: [String], columns: [Column], hanging: Int, isLabel: Bool
  ) -> [TableLine] {
    var lines: [TableLine] = []
    for column in columns where column.index < cells.count {
      let prepared = PreparedText(cells[column.index])
      guard prepared.count > 0 else { continue }
      var number = 0
      prepared.forEachCellLine(width: column.width, hanging: hanging) { graphemes, hang in
        let indent = column.isNumeric ? max(0, column.width - prepared.columns(graphemes)) : hang
        let line = WrappedLine(
          prepared, graphemes: graphemes, indent: indent, available: column.width, marks: [])
        if number == lines.count { lines.append(TableLine(kind: kind, cells: [])) }
        lines[number].cells.append(
          TableLine.Cell(
            column: column.index, x: column.x, width: column.width, isLabel: isLabel, line: line))
        number += 1
      }
    }
    return lines.isEmpty ? [TableLine(kind: kind, cells: [])] : lines
  }

  /// One row as names and values; side by side where there is room, else one above the other.
  private func card(_ row: Int) -> [TableLine] {
    var lines: [TableLine] = []
    let cells = rows[row]
    let beside = labelWidth > 0
    let valueX = beside ? labelWidth + gap : min(2, width - 1)
    let valueWidth = max(1, width - valueX)
    for column in columns {
      let label = TextWrap.wrap(column.label, width: beside ? labelWidth : width)
      let text = column.index < cells.count ? cells[column.index] : ""
      let value = text.isEmpty ? [] : TextWrap.wrap(text, width: valueWidth)
      func cell(_ line: WrappedLine, isLabel: Bool) -> TableLine.Cell {
        TableLine.Cell(
          column: column.index, x: isLabel ? 0 : valueX,
          width: isLabel ? (beside ? labelWidth : width) : valueWidth, isLabel: isLabel, line: line)
      }
      if beside {
        for number in 0..<max(label.count, value.count) {
          var line = TableLine(kind: .row(row), cells: [])
          if number < label.count { line.cells.append(cell(label[number], isLabel: true)) }
          if number < value.count { line.cells.append(cell(value[number], isLabel: false)) }
          lines.append(line)
        }
      } else {
        lines += label.map { TableLine(kind: .row(row), cells: [cell($0, isLabel: true)]) }
        lines += value.map { TableLine(kind: .row(row), cells: [cell($0, isLabel: false)]) }
      }
    }
    return lines.isEmpty ? [TableLine(kind: .row(row), cells: [])] : lines
  }
}

import BriefingModel
import TerminalScreen
import Testing

@testable import BriefingBrowser

@Suite struct TableLayoutTests {
  static func table(_ header: [String], _ rows: [[String]]) -> Table {
    Table(
      id: "t1", form: .pipe, header: header, rows: rows,
      rowSpans: rows.indices.map { SourceSpan(line: $0 + 3) }, raw: "",
      span: SourceSpan(firstLine: 1, lastLine: rows.count + 2))
  }

  static let risks = table(
    ["Risk", "Category", "Likelihood", "Impact", "Owner", "Mitigation", "Cost"],
    [
      [
        "Escalation of violence", "Security", "High", "Retaliatory actions against local populations",
        "Ministry of Defence", "Coordinated patrols with partner nations", "1,200,000",
      ],
      [
        "Corruption of local officials", "Governance", "Medium", "Compromised operations", "Inspectorate",
        "Vetting and independent audits of all units", "85,000",
      ],
      ["Loss of public trust", "Politics", "", "Less cooperation", "Press office", "Town halls", "9,500"],
    ])

  private func text(_ layout: TableLayout) -> [String] {
    (layout.headerLines + (0..<layout.rowCount).flatMap { layout.lines(row: $0) }).map(\.plainText)
  }

  @Test func `seven columns of risks fit into 80`() {
    let layout = TableLayout(Self.risks, view: .fit, width: 80)
    #expect(layout.view == .fit)
    #expect(layout.totalWidth <= 80)
    let lines = text(layout)
    #expect(lines.allSatisfy { CellWidth.columns(of: $0) <= 80 })
    // No word is broken: each stands whole on some line.
    let words = Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
    for word in Self.risks.rows.joined().joined(separator: " ").split(separator: " ") {
      #expect(words.contains(String(word)), "\(word)\n\(lines.joined(separator: "\n"))")
    }
    #expect(layout.columns.map(\.isNumeric) == [false, false, false, false, false, false, true])
  }

  @Test func `a word is broken only where there is no room for it`() {
    let layout = TableLayout(
      Self.table(
        ["Short words here", "Long"],
        [["one two three four", "abcdefghijklmnopqrstuvwxyz"], ["five six", "seven"]]),
      view: .fit, width: 24)
    let lines = text(layout).joined(separator: " ").split(separator: " ")
    for word in ["one", "three", "words", "seven", "five"] { #expect(lines.contains { $0 == word }) }
    #expect(layout.totalWidth <= 24)
  }

  @Test func `numbers are aligned to the right`() {
    let layout = TableLayout(
      Self.table(["Item", "Cost"], [["a", "5"], ["b", "1,000"]]), view: .fit, width: 40)
    #expect(text(layout) == ["Item   Cost", "────  ─────", "a         5", "b     1,000"])
  }

  @Test func `dates and empty columns are text`() {
    let layout = TableLayout(
      Self.table(["Day", "Note", "Share"], [["2026-03-06", "", "7 %"], ["2026-03-07", "", "–"]]), view: .fit,
      width: 40)
    #expect(layout.columns.map(\.isNumeric) == [false, false, true])
  }

  @Test func `cells wrap to the least height`() {
    let layout = TableLayout(
      Self.table(
        ["A", "B"],
        [["short", "one two three four five six seven eight nine ten"], ["tiny", "eleven twelve"]]),
      view: .fit, width: 40)
    // The narrow column keeps its natural width; the rest goes where it saves lines.
    #expect(layout.columns[0].width == 5)
    #expect(layout.height(row: 0) == 2)
    #expect(layout.lines(row: 0).count == 2)
  }

  private static let awkward: [Table] = [
    risks,
    table(["毒品走私", "影响"], [["跨国合作情报共享网络", "暴力升级，社区不安。"], ["a", "👩‍👩‍👧‍👦🇪🇨"]]),
    table(["One"], [["abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"], [""]]),
    table((1...12).map { "Col \($0)" }, [(1...12).map { "value \($0)" }]),
    table([], [["no", "header"], ["at", "all", "ragged"]]), table(["Only", "header"], []), table([], []),
    table(["a\u{1B}[31m", "b\tc"], [["x\u{202E}y", "p\nq"]]),
  ]

  @Test(arguments: awkward.indices, [20, 24, 40, 80, 200])
  func `every line of fit and card lies within the width`(index: Int, width: Int) {
    let table = Self.awkward[index]
    for view in [TableLayout.View.fit, .card] {
      let layout = TableLayout(table, view: view, width: width)
      #expect(layout.totalWidth <= width)
      let lines = layout.headerLines + (0..<layout.rowCount).flatMap { layout.lines(row: $0) }
      for line in lines {
        #expect(CellWidth.columns(of: line.plainText) <= width)
        #expect(PrintableText.make(line.plainText) == line.plainText)
        for (cell, next) in zip(line.cells, line.cells.dropFirst()) {
          #expect(cell.textColumn + cell.line.columns <= next.x)
        }
      }
      for row in 0..<layout.rowCount {
        #expect(layout.height(row: row) == layout.lines(row: row).count)
        let shown = layout.lines(row: row).flatMap(\.cells).filter { !$0.isLabel }
        for (column, cell) in table.rows[row].enumerated() {
          let text = shown.filter { $0.column == column }.map(\.line.text).joined()
          #expect(text.filter { $0 != " " } == PrintableText.make(cell).filter { $0 != " " })
        }
      }
    }
  }

  @Test func `twelve columns at 20 become cards`() {
    let layout = TableLayout(Self.awkward[3], view: .fit, width: 20)
    #expect(layout.view == .card)
    #expect(text(layout).prefix(2) == ["Col 1   value 1", "Col 2   value 2"])
  }

  @Test func `two columns at 20 stay a table`() {
    let layout = TableLayout(
      Self.table(["Benefit", "Risk"], [["Enhanced intelligence", "Civilian casualties"]]), view: .fit,
      width: 20)
    #expect(layout.view == .fit)
    #expect(layout.totalWidth <= 20)
  }

  @Test func `the wide view keeps natural widths, caps them and halves the frozen column`() {
    let long = String(repeating: "word ", count: 30)
    let layout = TableLayout(
      Self.table(["Name", "Statement", "N"], [[long, long, "7"]]), view: .wide, width: 60)
    #expect(layout.columns.map(\.width) == [30, 64, 1])
    #expect(layout.columns.map(\.x) == [0, 32, 98])
    #expect(layout.frozenWidth == 32)
    #expect(layout.totalWidth == 99)
  }

  @Test func `hidden columns are left out and set widths kept`() {
    var options = TableLayout.Options()
    options.hidden = [1, 2]
    options.widths = [0: 9]
    let layout = TableLayout(Self.risks, view: .fit, width: 80, options: options)
    #expect(layout.columns.map(\.index) == [0, 3, 4, 5, 6])
    #expect(layout.columns[0].width == 9)
  }

  @Test func `wrapped lines hang, each line of the cell anew`() {
    var options = TableLayout.Options()
    options.hanging = 2
    options.widths = [0: 12]
    let layout = TableLayout(
      Self.table(["S"], [["- one two three\n- four five six"]]), view: .fit, width: 40, options: options)
    #expect(text(layout).dropFirst(2) == ["- one two", "  three", "- four five", "  six"])
    #expect(layout.height(row: 0) == 4)
  }

  @Test func `a long table is laid out from a sample`() {
    let rows = (0..<10_000).map {
      ["row \($0)", $0 == 7_777 ? String(repeating: "long ", count: 99) : "x", "\($0)"]
    }
    let layout = TableLayout(Self.table(["Name", "Text", "N"], rows), view: .fit, width: 60)
    #expect(layout.rowCount == 10_000)
    #expect(layout.columns[2].isNumeric)
    #expect(layout.lines(row: 7_777).allSatisfy { CellWidth.columns(of: $0.plainText) <= 60 })
    #expect(layout.height(row: 7_777) > 1)
  }

  @Test func `cards name what has no header`() {
    let layout = TableLayout(Self.table([], [["a", "b"]]), view: .card, width: 40)
    #expect(text(layout) == ["Column 1  a", "Column 2  b"])
  }
}

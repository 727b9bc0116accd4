import Testing
import TerminalScreen

@testable import BriefingBrowser

/// The panes as boxes: `L` list, `R` reader, `S` side, `|` a rule between two.
private func boxes(_ columns: Int, _ rows: Int, _ change: (inout PaneArrangement) -> Void = { _ in })
  -> String
{
  var arrangement = PaneArrangement()
  change(&arrangement)
  guard let frames = PaneFrames(size: Size(columns: columns, rows: rows), arrangement: arrangement)
  else { return "none" }
  var line = Array(repeating: Character("."), count: columns)
  for (pane, rect) in frames.panes {
    let letter: Character = pane == .list ? "L" : pane == .reader ? "R" : "S"
    for column in rect.column..<rect.endColumn { line[column] = letter }
  }
  for rule in frames.rules { line[rule.column] = "|" }
  var text = ""
  var index = 0
  while index < line.count {
    var end = index
    while end < line.count, line[end] == line[index] { end += 1 }
    text += line[index] == "|" ? "|" : "\(line[index])\(end - index)"
    index = end
  }
  return text
}

@Suite struct PaneLayoutTests {
  @Test func `three panes from 120 columns on, two from 60, one below`() {
    #expect(boxes(120, 40) == "L26|R61|S31")
    #expect(boxes(200, 60) == "L40|R112|S46")
    #expect(boxes(119, 40) == "L35|R83")
    #expect(boxes(80, 24) == "L24|R55")
    #expect(boxes(60, 24) == "L18|R41")
    #expect(boxes(59, 24) == "L59")
  }

  @Test func `what wants room gets it`() {
    #expect(boxes(120, 40) { $0.sides[.side] = .matrix } == "L26|R46|S46")
    #expect(
      boxes(80, 24) {
        $0.focus(on: .side)
        $0.sides[.side] = .matrix
      } == "L24|S55")
    #expect(
      boxes(80, 24) {
        $0.focus(on: .side)
        $0.sides[.side] = .source
      } == "R40|S39")
    #expect(boxes(80, 24) { $0.focus(on: .side) } == "R48|S31")
  }

  @Test func `zoom shows the focused pane alone`() {
    #expect(
      boxes(200, 60) {
        $0.isZoomed = true
        $0.focus(on: .reader)
      } == "R200")
  }

  @Test(arguments: [-1000, -8, 0, 8, 1000], [60, 80, 120, 200])
  func `no choice of widths leaves a pane without room`(delta: Int, columns: Int) {
    for focus in [Pane.list, .reader, .side] {
      for content in SideContent.allCases {
        var arrangement = PaneArrangement()
        arrangement.focus(on: focus)
        arrangement.sides[.side] = content
        arrangement.tree.change(1) { $0.extra = delta }
        arrangement.tree.change(3) { $0.extra = -delta }
        let frames = PaneFrames(size: Size(columns: columns, rows: 24), arrangement: arrangement)
        let panes = frames?.panes ?? [:]
        #expect(panes.values.allSatisfy { $0.columns >= 16 })
        let total = panes.values.reduce(0) { $0 + $1.columns } + (frames?.rules.count ?? 0)
        #expect(total == columns)
      }
    }
  }

  @Test(arguments: [(23, 24), (80, 5), (20, 5), (1, 1), (0, 0)])
  func `a window that is too small has no panes`(columns: Int, rows: Int) {
    #expect(boxes(columns, rows) == "none")
  }
}

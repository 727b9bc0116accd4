import BriefingModel
import BriefingTestSupport
import Foundation
import Testing
import TerminalScreen

@testable import BriefingBrowser

/// What a click, the wheel and a drag do.
@Suite struct MouseTests {
  private func seeds(_ columns: Int = 120, _ rows: Int = 40, mouse: Bool = true) throws -> BrowserDriver {
    var options = BrowserOptions()
    options.mouse = mouse
    return BrowserDriver(
      try Seeds.names.map { try Seeds.open($0) }, columns: columns, rows: rows, options: options)
  }

  /// The place where some words stand on the screen.
  private func place(of words: String, in driver: BrowserDriver, from first: Int = 0) throws -> (Int, Int) {
    let screen = driver.screen
    for row in first..<screen.size.rows {
      let line = screen.row(row).map(\.text).joined()
      guard let range = line.range(of: words) else { continue }
      return (line.distance(from: line.startIndex, to: range.lowerBound), row)
    }
    Issue.record("\(words) is not on the screen:\n\(screen.text)")
    return (0, 0)
  }

  private func click(_ driver: inout BrowserDriver, _ at: (Int, Int)) {
    driver.send(.input(.mouse(MouseEvent(.press, column: at.0, row: at.1))))
    driver.send(.input(.mouse(MouseEvent(.release, column: at.0, row: at.1))))
  }

  @Test func `without being asked for nothing is sent and nothing is taken`() throws {
    var driver = try seeds(mouse: false)
    #expect(driver.otherEffects.isEmpty)
    let before = driver.state
    click(&driver, (5, 12))
    #expect(driver.state == before)
    driver.press("C-w m")
    #expect(driver.otherEffects == [.useMouse(true)])
    driver.press("C-w m")
    #expect(driver.otherEffects == [.useMouse(true), .useMouse(false)])
  }

  @Test func `the option takes the mouse at the start`() throws {
    #expect(try seeds().otherEffects == [.useMouse(true)])
  }

  @Test func `a click chooses in the list, a second one opens`() throws {
    var driver = try seeds()
    let third = try place(of: "Expanded U.S.", in: driver)
    click(&driver, third)
    #expect(driver.state.reader?.entryID == 3)
    #expect(driver.state.context == .list)
    click(&driver, third)
    #expect(driver.state.context == .reader)
  }

  @Test func `a click in another pane gives it the focus`() throws {
    var driver = try seeds()
    click(&driver, (50, 20))
    #expect(driver.state.context == .reader)
    click(&driver, try place(of: "Tables", in: driver))
    #expect(driver.state.context == .tables)
    click(&driver, try place(of: "Strategy, Description", in: driver))
    #expect(driver.state.table.table == 1)
    click(&driver, try place(of: "Matrix", in: driver))
    #expect(driver.state.context == .matrix)
  }

  @Test func `a heading in the outline is chosen and gone to`() throws {
    var driver = try seeds()
    let heading = try place(of: "4  Future", in: driver)
    click(&driver, heading)
    #expect(driver.state.context == .outline)
    click(&driver, heading)
    #expect(driver.state.context == .reader)
    #expect(driver.state.readerSection == 4)
  }

  @Test func `a cell is chosen in its table`() throws {
    var driver = try seeds()
    driver.press("j j T j j")
    click(&driver, try place(of: "Deployment", in: driver, from: 10))
    #expect(driver.state.context == .table)
    #expect(driver.state.table.row == 0 && driver.state.table.column == 2)
    click(&driver, try place(of: "Legal", in: driver, from: 10))
    #expect(driver.state.table.row == 1 && driver.state.table.column == 0)
  }

  @Test func `a statement of the matrix is chosen, and gone to`() throws {
    var driver = try seeds()
    driver.press("j j Enter X")
    let words = try place(of: "Strengthened", in: driver)
    click(&driver, words)
    let layout = try #require(driver.state.matrixLayout)
    #expect(layout.statements[driver.state.matrix.cursor].text.contains("Strengthened"))
    click(&driver, words)
    #expect(driver.state.context == .reader)
  }

  @Test func `the wheel scrolls the pane under it, and the focus stays`() throws {
    var driver = try seeds()
    driver.send(.input(.mouse(MouseEvent(.wheelDown, column: 50, row: 20))))
    #expect(driver.state.reader?.top != FlowPlace())
    #expect(driver.state.context == .list)
    driver.send(.input(.mouse(MouseEvent(.wheelUp, column: 50, row: 20))))
    #expect(driver.state.reader?.top == FlowPlace())
    #expect(driver.state.list.cursor.selected == 0)
  }

  @Test func `a border is dragged, and let go`() throws {
    var driver = try seeds()
    let border = try #require(driver.state.frames?.rules.first)
    driver.send(.input(.mouse(MouseEvent(.press, column: border.column, row: 9))))
    driver.send(.input(.mouse(MouseEvent(.drag, column: border.column + 6, row: 9))))
    #expect(driver.state.frames?.rules.first?.column == border.column + 6)
    driver.send(.input(.mouse(MouseEvent(.release, column: border.column + 6, row: 9))))
    driver.send(.input(.mouse(MouseEvent(.drag, column: 60, row: 9))))
    #expect(driver.state.frames?.rules.first?.column == border.column + 6)
  }

  @Test func `the title of a lower pane is dragged`() throws {
    var driver = try seeds()
    driver.press("Enter C-w s")
    let lower = driver.state.arrangement.focus
    let rect = try #require(driver.state.frames?.panes[lower])
    driver.send(.input(.mouse(MouseEvent(.press, column: rect.column + 30, row: rect.row))))
    driver.send(.input(.mouse(MouseEvent(.drag, column: rect.column + 30, row: rect.row - 5))))
    #expect(driver.state.frames?.panes[lower]?.row == rect.row - 5)
  }

  @Test func `in a sheet a click chooses, and beside it closes`() throws {
    var driver = try seeds()
    driver.press("o")
    let item = try place(of: "seeds/002", in: driver)
    click(&driver, item)
    #expect(!driver.state.overlays.isEmpty)
    click(&driver, item)
    #expect(driver.state.reader?.entryID == 3)
    driver.press("?")
    click(&driver, (1, 20))
    #expect(driver.state.overlays.isEmpty)
  }

  @Test(arguments: [(80, 24), (120, 40), (40, 12), (200, 60)])
  func `no click anywhere does harm`(size: (Int, Int)) throws {
    for script in [
      "", "Enter C-w v", "G T Enter", "j j X", "x", "S drone Enter", "v", "G T Enter Enter", "?",
    ] {
      var driver = try seeds(size.0, size.1)
      driver.press(script)
      for row in stride(from: 0, to: size.1, by: 5) {
        for column in stride(from: 0, to: size.0, by: 23) {
          click(&driver, (column, row))
          driver.send(.input(.mouse(MouseEvent(.wheelDown, column: column, row: row))))
        }
        #expect(driver.state.frames?.panes[driver.state.arrangement.focus] != nil)
        _ = driver.screen
      }
    }
  }
}

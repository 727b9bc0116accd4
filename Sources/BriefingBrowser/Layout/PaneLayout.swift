public import TerminalScreen

/// The three places of the frame.
public enum Pane: String, Sendable, Hashable, CaseIterable {
  case list
  case reader
  case side
}

/// What the reader chose about the panes; widths follow from it and from the window.
public struct PaneArrangement: Sendable, Equatable {
  public var focus: Pane = .list
  /// The focused pane alone.
  public var isZoomed = false
  /// Whether the side pane shows something that wants room.
  public var isSideWide = false
  /// Whether of two panes the side pane stands beside the reader, not beside the list.
  public var isSideBesideReader = true
  /// Columns that the reader added to the width of the list, negative for fewer.
  public var listDelta = 0
  /// The same for the side pane.
  public var sideDelta = 0
  /// Of two panes, the one that stands beside the reader when the reader has the focus.
  public var companion: Pane = .list

  public init() {}
}

/// Where everything stands in a window of some size.
public struct PaneFrames: Sendable, Equatable {
  /// The bar at the top.
  public var bar: Rect
  /// The status line at the bottom.
  public var status: Rect
  /// Each visible pane with its title row included, left to right.
  public var panes: [Pane: Rect]
  /// Columns with a rule between two panes.
  public var dividers: [Int]
  /// Rows of blanks between a pane's title and its content.
  public var titleGap: Int

  /// Where the content of a pane stands, its title and gap left out; nil when it is not visible.
  public func content(_ pane: Pane) -> Rect? {
    panes[pane]?.droppingTop(1 + titleGap)
  }
}

extension PaneFrames {
  /// The least size in which anything can be read.
  public static let minimum = Size(columns: 24, rows: 6)
  /// From this width on three panes stand side by side.
  static let threePanes = 120
  /// From this width on two do.
  static let twoPanes = 60

  /// Lays out the frame; nil when the window is smaller than `minimum`.
  public init?(size: Size, arrangement: PaneArrangement) {
    guard size.columns >= Self.minimum.columns, size.rows >= Self.minimum.rows else { return nil }
    bar = Rect(column: 0, row: 0, columns: size.columns, rows: 1)
    status = Rect(column: 0, row: size.rows - 1, columns: size.columns, rows: 1)
    titleGap = size.rows >= 16 ? 1 : 0
    panes = [:]
    dividers = []
    var column = 0
    for (pane, width) in Self.widths(columns: size.columns, arrangement: arrangement) {
      if column > 0 {
        dividers.append(column)
        column += 1
      }
      panes[pane] = Rect(column: column, row: 1, columns: width, rows: size.rows - 2)
      column += width
    }
  }

  /// The visible panes, left to right, with their widths; one column lies between two panes.
  private static func widths(
    columns: Int, arrangement: PaneArrangement
  ) -> [(Pane, Int)] {
    let focus = arrangement.focus
    if arrangement.isZoomed || columns < twoPanes { return [(focus, columns)] }
    if columns < threePanes {
      // The list is narrow and the reader wide; the outline is narrow beside the reader; what wants
      // room takes the reader's place beside the list.
      let left: Pane
      let right: Pane
      switch focus {
      case .list:
        (left, right) = (.list, .reader)
      case .side:
        (left, right) = arrangement.isSideBesideReader ? (.reader, .side) : (.list, .side)
      case .reader:
        (left, right) = arrangement.companion == .side ? (.reader, .side) : (.list, .reader)
      }
      let rest = columns - 1
      if left == .list {
        let list = bounded(columns * 3 / 10 + arrangement.listDelta, 16, rest - 30)
        return [(.list, list), (right, rest - list)]
      }
      let base = arrangement.isSideWide ? rest / 2 : max(31, columns * 3 / 10)
      let side = bounded(base + arrangement.sideDelta, 16, rest - 30)
      return [(.reader, rest - side), (.side, side)]
    }
    let rest = columns - 2
    let list = bounded(max(26, min(42, columns / 5)) + arrangement.listDelta, 16, rest - 60)
    let sideBase =
      arrangement.isSideWide
      ? max((rest - list) / 2, rest - list - 68) : max(31, min(46, columns * 26 / 100))
    let side = bounded(sideBase + arrangement.sideDelta, 16, rest - list - 30)
    return [(.list, list), (.reader, rest - list - side), (.side, side)]
  }

  private static func bounded(_ value: Int, _ least: Int, _ most: Int) -> Int {
    max(least, min(value, most))
  }

  /// The panes that can be seen, left to right.
  public var visible: [Pane] {
    panes.sorted { $0.value.column < $1.value.column }.map(\.key)
  }
}

internal import BriefingModel

/// One text, with all that belongs to it alone: its place, what was found in it, where its reader was before,
/// and the cursors of what stands beside it.
public struct TextPane: Sendable, Equatable {
  public internal(set) var reader: ReaderPane?
  public internal(set) var find: FindState?
  public internal(set) var outline = ListCursor()
  public internal(set) var notes = ListCursor()
  public internal(set) var table = TablePane()
  /// What was done with the rows and columns of the briefing's tables, by their 0-based numbers.
  public internal(set) var arrangements: [Int: TableArrangement] = [:]
  public internal(set) var matrix = MatrixPane()
  public internal(set) var source = SourcePane()
  public internal(set) var past: [Visit] = []
  public internal(set) var future: [Visit] = []
  /// The briefing that was asked for and has not come yet.
  var awaited: AwaitedBriefing?
  /// Where the reader was in a briefing that is being opened.
  var remembered: RememberedPlace?
  /// Number of the newest request for a briefing; an answer to an older one is dropped.
  var openGeneration = 0

  public init() {}
}

extension BrowserState {
  /// The pane of the text that is meant: the one used last, unless another is being looked after.
  public var textPane: Pane { borrowedText ?? arrangement.reader }

  /// Says or does something of another text as if it were the one used last.
  mutating func inText<Result>(_ pane: Pane, _ body: (inout BrowserState) -> Result) -> Result {
    let before = borrowedText
    borrowedText = pane
    defer { borrowedText = before }
    return body(&self)
  }

  /// The same state, with another text in the place of the one used last.
  func seen(from pane: Pane) -> BrowserState {
    if pane == textPane { return self }
    var state = self
    state.borrowedText = pane
    return state
  }

  // MARK: - The text that is meant

  public internal(set) var reader: ReaderPane? {
    get { texts[textPane]?.reader }
    set { texts[textPane, default: TextPane()].reader = newValue }
  }

  public internal(set) var find: FindState? {
    get { texts[textPane]?.find }
    set { texts[textPane, default: TextPane()].find = newValue }
  }

  public internal(set) var outline: ListCursor {
    get { texts[textPane]?.outline ?? ListCursor() }
    set { texts[textPane, default: TextPane()].outline = newValue }
  }

  public internal(set) var notes: ListCursor {
    get { texts[textPane]?.notes ?? ListCursor() }
    set { texts[textPane, default: TextPane()].notes = newValue }
  }

  public internal(set) var table: TablePane {
    get { texts[textPane]?.table ?? TablePane() }
    set { texts[textPane, default: TextPane()].table = newValue }
  }

  public internal(set) var arrangements: [Int: TableArrangement] {
    get { texts[textPane]?.arrangements ?? [:] }
    set { texts[textPane, default: TextPane()].arrangements = newValue }
  }

  public internal(set) var matrix: MatrixPane {
    get { texts[textPane]?.matrix ?? MatrixPane() }
    set { texts[textPane, default: TextPane()].matrix = newValue }
  }

  public internal(set) var source: SourcePane {
    get { texts[textPane]?.source ?? SourcePane() }
    set { texts[textPane, default: TextPane()].source = newValue }
  }

  public internal(set) var past: [Visit] {
    get { texts[textPane]?.past ?? [] }
    set { texts[textPane, default: TextPane()].past = newValue }
  }

  public internal(set) var future: [Visit] {
    get { texts[textPane]?.future ?? [] }
    set { texts[textPane, default: TextPane()].future = newValue }
  }

  var awaited: AwaitedBriefing? {
    get { texts[textPane]?.awaited }
    set { texts[textPane, default: TextPane()].awaited = newValue }
  }

  var remembered: RememberedPlace? {
    get { texts[textPane]?.remembered }
    set { texts[textPane, default: TextPane()].remembered = newValue }
  }

  var openGeneration: Int {
    get { texts[textPane]?.openGeneration ?? 0 }
    set { texts[textPane, default: TextPane()].openGeneration = newValue }
  }

  /// What the side pane used last shows.
  public internal(set) var side: SideContent {
    get { arrangement.sides[arrangement.side] ?? .outline }
    set { arrangement.sides[arrangement.side] = newValue }
  }
}

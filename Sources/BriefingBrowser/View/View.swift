internal import BriefingModel
public import TerminalScreen

/// Draws the whole interface. Pure: the same state gives the same screen.
public func view(_ state: BrowserState) -> Screen {
  var screen = Screen(size: state.size)
  guard let frames = state.frames else {
    drawTooSmall(state, into: &screen)
    return screen
  }
  BarView.draw(state, frames.bar, into: &screen)
  for rule in frames.rules {
    for row in rule.row..<rule.endRow {
      screen.write("│", column: rule.column, row: row, style: Style(.rule))
    }
  }
  for (pane, rect) in frames.panes {
    let seen = pane.role == .reader ? state.seen(from: pane) : state
    let end = drawTitle(seen, pane, rect, into: &screen)
    if rect.row > frames.bar.endRow {
      // What lies above ends where the title stands.
      screen.write(
        String(repeating: "─", count: max(0, rect.endColumn - end - 1)), column: end + 1, row: rect.row,
        style: Style(.rule))
    }
    if pane.role == .reader { drawNoteCount(seen, from: end, rect, into: &screen) }
    guard let content = frames.content(pane), !content.isEmpty else { continue }
    switch pane.role {
    case .list: ListView.draw(state, content, into: &screen)
    case .reader: ReaderView.draw(seen, content, into: &screen)
    case .side: drawSide(state, pane, content, into: &screen)
    }
  }
  StatusView.draw(state, frames.status, into: &screen)
  if state.prompt?.kind == .palette { PaletteView.draw(state, frames, into: &screen) }
  if !state.pendingKeys.isEmpty { PendingView.draw(state, frames, into: &screen) }
  if !state.overlays.isEmpty {
    // What lies behind a sheet steps back; the line at the bottom is about the sheet.
    screen.restyle(
      Rect(column: 0, row: 0, columns: state.size.columns, rows: frames.status.row)
    ) { _ in .dim }
  }
  for overlay in state.overlays { SheetView.draw(overlay, state, into: &screen) }
  return screen
}

/// What a window shows that is too small for anything else.
private func drawTooSmall(_ state: BrowserState, into screen: inout Screen) {
  let least = PaneFrames.minimum
  let lines = ["dossier needs", "more room:", "\(least.columns)x\(least.rows) or more"]
  let top = max(0, (screen.size.rows - lines.count) / 2)
  for (index, line) in lines.enumerated() {
    let column = max(0, (screen.size.columns - line.count) / 2)
    screen.write(line, column: column, row: top + index)
  }
}

/// The name of a pane, or the names of what the side pane can show. Returns the column behind it.
private func drawTitle(
  _ state: BrowserState, _ pane: Pane, _ rect: Rect, into screen: inout Screen
) -> Int {
  let hasFocus = state.arrangement.focus == pane && state.overlays.isEmpty
  let here = Style(hasFocus ? .focusedPaneTitle : .paneTitle)
  switch pane.role {
  case .list:
    let filter = state.list.filter.isEmpty ? "" : " / \(state.list.filter)"
    return rect.column
      + screen.write(
        " Briefings\(filter) ", column: rect.column, row: rect.row, style: here, limit: rect.columns)
  case .reader:
    let name = state.briefing?.path.split(separator: "/").last.map(String.init) ?? "Reader"
    let only =
      state.find.flatMap { $0.showsOnlyMatches && !$0.matches.isEmpty ? " & \($0.pattern)" : nil } ?? ""
    return rect.column
      + screen.write(
        " \(TextWrap.cut(name + only, columns: rect.columns - 2)) ", column: rect.column, row: rect.row,
        style: here, limit: rect.columns)
  case .side:
    return drawSideTitle(state, state.arrangement.sides[pane] ?? .outline, rect, here, into: &screen)
  }
}

/// How many notes there are on what is being read, at the right end of its pane's title.
private func drawNoteCount(
  _ state: BrowserState, from start: Int, _ rect: Rect, into screen: inout Screen
) {
  guard let count = state.briefing?.notes.count, count > 0, state.arrangement.sidePane(showing: .notes) == nil
  else { return }
  let key = state.keymap.notations(of: .notes).first.map { $0 + " " } ?? ""
  let text = key + BarView.plural(count, "note")
  let column = rect.endColumn - text.count - 1
  guard column >= start + 2 else { return }
  // A rule that leads there ends before it.
  screen.write(" ", column: column - 1, row: rect.row)
  screen.write(" ", column: column + text.count, row: rect.row)
  screen.write(key, column: column, row: rect.row, style: Style(.key))
  screen.write(String(text.dropFirst(key.count)), column: column + key.count, row: rect.row, style: .dim)
}

private func drawSideTitle(
  _ state: BrowserState, _ content: SideContent, _ rect: Rect, _ here: Style, into screen: inout Screen
) -> Int {
  if content == .library {
    let name = " Matrix "
    let end =
      rect.column + screen.write(name, column: rect.column, row: rect.row, style: here, limit: rect.columns)
    let facts = TextWrap.cut(LibraryMatrixView.facts(state), columns: max(0, rect.endColumn - end - 2))
    return end + 1 + screen.write(facts, column: end + 1, row: rect.row, style: .dim)
  }
  if content == .allTables {
    let name = " Tables of all briefings "
    let end =
      rect.column + screen.write(name, column: rect.column, row: rect.row, style: here, limit: rect.columns)
    let facts = TextWrap.cut(LibraryTablesView.facts(state), columns: max(0, rect.endColumn - end - 2))
    return end + 1 + screen.write(facts, column: end + 1, row: rect.row, style: .dim)
  }
  if content == .comparison || content == .named {
    let name = content == .named ? " Names, amounts and dates " : " Comparison "
    let end =
      rect.column + screen.write(name, column: rect.column, row: rect.row, style: here, limit: rect.columns)
    let count = state.comparison.comparison?.briefings.count
    guard content == .comparison, let count else { return end }
    let facts =
      BarView.plural(count, "briefing") + (state.comparison.showsInferred ? "" : "  inferred hidden")
    return end + 1
      + screen.write(
        facts, column: end + 1, row: rect.row, style: .dim, limit: max(0, rect.endColumn - end - 2))
  }
  if content == .hits || content == .source {
    let name = content == .hits ? "Search" : "Source"
    var end =
      rect.column
      + screen.write(
        " \(name) ", column: rect.column, row: rect.row, style: here, limit: rect.columns)
    if content == .source, let span = state.source.evidence {
      let lines =
        span.firstLine == span.lastLine
        ? "line \(span.firstLine)" : "lines \(span.firstLine) to \(span.lastLine)"
      end += screen.write(
        " \(lines)", column: end, row: rect.row, style: .dim, limit: rect.endColumn - end)
    }
    return end
  }
  var end = rect.column
  for (one, name, column) in SideTabs.places(in: rect) {
    let isShown = content == one
    // Without the focus the shown one is told apart by underlining, with it by the title's own look.
    let hasFocus = here.role == .focusedPaneTitle
    let style = isShown ? (hasFocus ? here : Style(.text, .underline)) : Style(.paneTitle)
    if isShown, hasFocus {
      screen.write(
        " \(name) ", column: column, row: rect.row, style: style, limit: rect.endColumn - column)
    } else {
      screen.write(
        name, column: column + 1, row: rect.row, style: style, limit: rect.endColumn - column - 1)
    }
    end = column + name.count + 1
  }
  return end
}

/// The names of what a side pane can show, in its title.
enum SideTabs {
  static let names: [(content: SideContent, name: String)] = [
    (.outline, "Outline"), (.tables, "Tables"), (.matrix, "Matrix"), (.notes, "Notes"),
  ]

  /// Each with the column before its name.
  static func places(in rect: Rect) -> [(content: SideContent, name: String, column: Int)] {
    // One blank between two names where the pane is narrow, so that all four fit.
    let gap = rect.columns >= 34 ? 2 : 1
    var column = rect.column
    return names.map { one in
      defer { column += one.name.count + gap }
      return (one.content, one.name, column)
    }
  }

  /// What is named at a column.
  static func content(at column: Int, in rect: Rect) -> SideContent? {
    places(in: rect).first { $0.column < column && column <= $0.column + $0.name.count }?.content
  }
}

extension SideContent {
  /// Whether the title of its pane names it among others.
  var hasTab: Bool { SideTabs.names.contains { $0.content == self } }
}

private func drawSide(_ state: BrowserState, _ pane: Pane, _ rect: Rect, into screen: inout Screen) {
  let content = state.arrangement.sides[pane] ?? .outline
  // What is not about the open briefing needs none.
  switch content {
  case .hits: return HitsView.draw(state, rect, into: &screen)
  case .library: return LibraryMatrixView.draw(state, rect, into: &screen)
  case .allTables: return LibraryTablesView.draw(state, rect, into: &screen)
  case .comparison: return PlaceSheetView.drawComparison(state, rect, into: &screen)
  default: break
  }
  guard state.reader != nil else { return }
  switch content {
  case .outline: OutlineView.draw(state, rect, into: &screen)
  case .tables: TablesView.draw(state, rect, into: &screen)
  case .matrix: MatrixView.draw(state, rect, into: &screen)
  case .notes: NotesView.draw(state, rect, into: &screen)
  case .source: SourceView.draw(state, rect, into: &screen)
  case .named: PlaceSheetView.drawNamed(state, rect, into: &screen)
  case .hits, .library, .comparison, .allTables: break
  }
}

/// Draws pieces of laid-out text.
enum PieceView {
  /// Draws one piece from the left edge of `rect`, `limit` columns at most, restyled by `change`.
  static func draw(
    _ piece: FlowPiece, _ rect: Rect, row: Int, into screen: inout Screen,
    change: (Style) -> Style = { $0 }
  ) {
    let left = rect.column + piece.column
    switch piece.content {
    case .ornament(let text):
      screen.write(
        text, column: left, row: row, style: change(piece.style), limit: rect.endColumn - left)
    case .wrapped(let line, _):
      for run in line.runs {
        let at = left + run.column
        screen.write(
          run.text, column: at, row: row, style: change(style(of: run.marks, on: piece.style)),
          limit: rect.endColumn - at)
      }
    }
  }

  /// The look of marked text on the look of its block.
  static func style(of marks: [InlineMarkKind], on base: Style) -> Style {
    var style = base
    for mark in marks {
      switch mark {
      case .emphasis: style = style.role == .text ? Style(.emphasis) : style.adding(.italic)
      case .strong: style = style.role == .text ? Style(.strong) : style.adding(.bold)
      case .code: style = style.role == .text ? Style(.code) : style
      case .strikethrough: style = style.adding(.dim)
      case .lineBreak: break
      case .link: style = style.role == .text ? Style(.link) : style.adding(.underline)
      }
    }
    return style
  }
}

internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  /// Rows of the pane that has the focus.
  var page: Int {
    switch context {
    case .list: visibleEntries
    case .allTables: visibleLibraryTables
    default: max(1, rows(in: arrangement.focus) - 1)
    }
  }

  // MARK: - Up and down

  /// Moves by lines or entries in the pane that has the focus.
  mutating func move(by delta: Int) -> [Effect] {
    switch context {
    case .list:
      listDirection = delta < 0 ? -1 : 1
      list.cursor.move(by: delta, count: list.count, visible: visibleEntries)
      return requestSelected()
    case .reader:
      scrollReader(by: delta)
    case .outline:
      moveOutline(by: delta)
    case .tables:
      moveTable(to: table.table + delta)
    case .table:
      moveRow(to: table.row + delta)
    case .matrix:
      moveStatement { $0.statement(from: $1, rows: delta) }
    case .hits:
      let entries = search.results?.entryCount ?? 0
      search.isAtEnd = false
      search.cursor.move(by: delta, count: entries, visible: hitRows)
    case .notes:
      notes.selected = max(0, min((briefing?.notes.count ?? 0) - 1, notes.selected + delta))
      settleSide()
    case .source:
      if let layout = sourceLayout { source = layout.moved(source, by: delta) }
    case .library:
      moveInLibrary(rows: delta)
    case .allTables:
      libraryTables.cursor.move(
        by: delta, count: libraryTables.tables.count, visible: visibleLibraryTables)
    case .comparison:
      moveInComparison(rows: delta)
    case .named:
      moveInNamed(rows: delta)
    }
    return []
  }

  /// Moves by cells.
  mutating func moveSideways(by delta: Int) -> [Effect] {
    switch context {
    case .table:
      moveColumn(by: delta)
    case .matrix:
      moveStatement { $0.statement(from: $1, columns: delta > 0 ? 1 : -1) }
    case .library:
      moveInLibrary(columns: delta > 0 ? 1 : -1)
    case .comparison:
      moveInComparison(columns: delta > 0 ? 1 : -1)
    default:
      break
    }
    return []
  }

  mutating func moveToTop(count: Int?) -> [Effect] {
    if let count { return go(to: count) }
    if context == .reader, let reader, reader.top != reader.flow.start { remember() }
    return move(by: -Int(Int32.max))
  }

  mutating func moveToBottom(count: Int?) -> [Effect] {
    if let count { return go(to: count) }
    if context == .reader, let reader {
      let last = reader.flow.lastTop(metrics, page: rows(of: .reader))
      if last != reader.top { remember() }
      self.reader?.top = last
      followReader()
      return []
    }
    let effects = move(by: Int(Int32.max))
    search.isAtEnd = context == .hits
    return effects
  }

  /// Goes to a 1-based line of the file, or entry of a list.
  mutating func go(to number: Int) -> [Effect] {
    switch context {
    case .reader:
      remember()
      showReader(line: number, atTop: true)
      followReader()
      return []
    case .source:
      source.top = max(1, min(number, reader?.opened.lines.count ?? 1))
      source.subline = 0
      return []
    default:
      _ = move(by: -Int(Int32.max))
      return move(by: number - 1)
    }
  }

  mutating func move(toPercent percent: Int) -> [Effect] {
    if percent >= 100 { return moveToBottom(count: nil) }
    let total: Int
    switch context {
    case .list: total = list.count
    case .reader, .source: total = reader?.opened.lines.count ?? 0
    default: return []
    }
    return go(to: max(1, total * min(100, percent) / 100))
  }

  // MARK: - Reader

  /// How the flow is laid out in the reader pane.
  var metrics: FlowMetrics {
    FlowMetrics(width: frames?.panes[textPane]?.columns ?? size.columns, measure: options.measure)
  }

  /// What stands at the top of the reader, for any width; nil without a briefing.
  func readerAnchor() -> FlowAnchor? {
    reader.map { $0.flow.anchor(at: $0.top, metrics) }
  }

  mutating func restoreReader(_ anchor: FlowAnchor?) {
    guard let anchor, let reader else { return }
    let top = reader.flow.place(of: anchor, metrics)
    self.reader?.top = top
    clampReader()
  }

  mutating func clampReader() {
    guard let reader else { return }
    let last = reader.flow.lastTop(metrics, page: rows(of: .reader))
    self.reader?.top = max(reader.flow.start, min(reader.top, last))
  }

  mutating func scrollReader(by delta: Int) {
    guard let reader else { return }
    let top = reader.flow.place(reader.top, movedBy: delta, metrics, page: rows(of: .reader))
    self.reader?.top = top
    // Who scrolls on leaves the evidence behind.
    if let evidence = reader.evidence, !isOnScreen(evidence) { self.reader?.evidence = nil }
    followReader()
  }

  /// Brings a 1-based line of the file to the top of the reader, or about a quarter down.
  mutating func showReader(line: Int, atTop: Bool = false) {
    guard let item = reader?.flow.item(atLine: line) else { return }
    uncover(item)
    guard let reader else { return }
    let place = reader.flow.textStart(of: item)
    if atTop {
      self.reader?.top = place
      clampReader()
    } else {
      showReader(place: place)
    }
  }

  /// Brings a place about a quarter down the reader.
  mutating func showReader(place: FlowPlace) {
    uncover(place.item)
    guard let reader else { return }
    let rows = rows(of: .reader)
    let top = reader.flow.place(place, movedBy: -(rows / 4), metrics, page: rows)
    self.reader?.top = top
    clampReader()
  }

  /// Whether some of a span's lines can be seen in the reader.
  private func isOnScreen(_ span: SourceSpan) -> Bool {
    guard let reader else { return false }
    let rows = rows(of: .reader)
    let last = reader.flow.place(reader.top, movedBy: rows - 1, metrics, page: 1)
    return reader.flow.items[reader.top.item...last.item].contains {
      $0.span.map { $0.firstLine <= span.lastLine && $0.lastLine >= span.firstLine } ?? false
    }
  }

  /// The outline's cursor goes along with the reader.
  mutating func followReader() {
    guard let reader, let briefing, !reader.flow.items.isEmpty else { return }
    if arrangement.sidePane(showing: .source) != nil, arrangement.focus.role == .reader,
      reader.evidence == nil
    {
      // The raw lines go along with the text.
      source = SourcePane(top: max(1, reader.flow.line(of: reader.top.item)))
      if arrangement.sidePane(showing: .outline) == nil { return }
    }
    if context == .outline { return }
    let section = readerSection
    let headings = briefing.sections.prefix(section + 1).count { $0.heading != nil }
    outline.selected = max(0, headings - 1)
    settleSide()
  }

  /// The 0-based section at the top of the reader.
  var readerSection: Int {
    guard let reader, reader.top.item < reader.flow.items.count else { return 0 }
    // Blank lines above a heading already belong to what follows.
    return reader.flow.items[reader.top.item].section
  }

  mutating func moveSection(by delta: Int) -> [Effect] {
    if context == .comparison, let sheet = comparison.sheet {
      comparison.cursor = movePart(in: sheet, from: comparison.cursor, by: delta)
      settleComparison()
      return []
    }
    if context == .named, let sheet = named.sheet {
      named.cursor = movePart(in: sheet, from: named.cursor, by: delta)
      settleNamed()
      return []
    }
    guard let reader, !reader.flow.sectionStarts.isEmpty else { return [] }
    let starts = reader.flow.sectionStarts
    let next: Int
    if delta > 0 {
      let after = starts.firstIndex { reader.flow.textStart(of: $0) > reader.top } ?? starts.count - 1
      next = min(starts.count - 1, after + delta - 1)
    } else {
      let before = starts.lastIndex { reader.flow.textStart(of: $0) < reader.top } ?? 0
      next = max(0, before + delta + 1)
    }
    uncover(starts[next])
    self.reader?.top = reader.flow.textStart(of: starts[next])
    clampReader()
    if self.reader?.top == reader.top {
      message = Message(
        text: delta > 0 ? "No section further down." : "No section further up.", isWarning: false)
    }
    followReader()
    return []
  }

  mutating func moveBriefing(by delta: Int) -> [Effect] {
    if list.cursor.selected + delta < 0 || list.cursor.selected + delta >= list.count {
      message = Message(
        text: delta > 0 ? "This is the last briefing." : "This is the first briefing.", isWarning: false)
    } else if context == .reader {
      // Who reads comes back to what was read; who goes through the list sees where that was.
      remember()
    }
    list.cursor.move(by: delta, count: list.count, visible: visibleEntries)
    return requestSelected()
  }

  // MARK: - Outline and hits

  private mutating func moveOutline(by delta: Int) {
    guard let entries = reader?.outlineEntries else { return }
    let choices = entries.indices.filter { entries[$0].canBeChosen }
    guard !choices.isEmpty else { return }
    let place = choices.firstIndex { $0 >= outline.selected } ?? choices.count - 1
    outline.selected = choices[max(0, min(choices.count - 1, place + delta))]
    outline.settle(count: entries.count, visible: rows(showing: .outline))
  }

  /// Rows of hits below the query.
  var hitRows: Int { max(1, rows(showing: .hits) - 2) }

  // MARK: - Tables

  /// The table of the side pane, its rows as they are arranged.
  var shownTable: Table? {
    if let arranged = table.arranged { return arranged }
    guard let tables = reader?.flow.tables, tables.indices.contains(table.table) else { return nil }
    return tables[table.table]
  }

  mutating func moveTable(to number: Int) {
    let count = reader?.flow.tables.count ?? 0
    let view = table.view
    let before = table.table
    let next = max(0, min(count - 1, number))
    if next != before {
      table = TablePane(table: next, view: view, listTop: table.listTop)
      arrange()
    }
    settleSide()
  }

  private mutating func moveRow(to row: Int) {
    guard let shown = shownTable else { return }
    let first = shown.header.isEmpty ? 0 : -1
    table.row = max(first, min(shown.rows.count - 1, row))
    settleSide()
  }

  // MARK: - Matrix

  /// The matrix of the open briefing as it is laid out in the side pane.
  var matrixLayout: MatrixLayout? {
    guard let briefing else { return nil }
    let width = columns(showing: .matrix)
    return MatrixLayout(
      Matrix(briefing.assessments, includeInferred: matrix.showsInferred), width: max(16, width - 3))
  }

  /// Rows of the matrix below its header.
  func matrixRows(_ layout: MatrixLayout) -> Int {
    max(1, rows(showing: .matrix) - layout.header.count)
  }

  private mutating func moveStatement(_ step: (MatrixLayout, Int) -> Int) {
    guard let layout = matrixLayout, !layout.spots.isEmpty else { return }
    matrix.cursor = step(layout, matrix.cursor)
    settleSide()
  }

  // MARK: - Keeping cursors on the screen

  /// The raw lines as they are laid out in the side pane.
  var sourceLayout: SourceLayout? {
    guard let reader else { return nil }
    return SourceLayout(reader.opened.lines, width: columns(showing: .source) - 3)
  }

  /// The pane that shows something beside the text, or would.
  func pane(showing content: SideContent) -> Pane {
    arrangement.sidePane(showing: content) ?? arrangement.side
  }

  /// Rows of the content of the pane that shows something beside the text.
  func rows(showing content: SideContent) -> Int { rows(in: pane(showing: content)) }

  /// Columns of the same pane.
  func columns(showing content: SideContent) -> Int {
    frames?.panes[pane(showing: content)]?.columns ?? size.columns
  }

  /// Scrolls the side panes so that their cursors can be seen.
  mutating func settleSide() {
    settle(side)
    guard arrangement.sides.count > 1 else { return }
    for content in SideContent.allCases where content != side && arrangement.sidePane(showing: content) != nil
    {
      settle(content)
    }
  }

  private mutating func settle(_ content: SideContent) {
    if content == .library { return settleLibrary() }
    if content == .allTables { return settleLibraryTables() }
    if content == .comparison { return settleComparison() }
    if content == .named { return settleNamed() }
    guard let briefing, let reader else { return }
    switch content {
    case .outline:
      outline.settle(count: reader.outlineEntries.count, visible: rows(showing: .outline))
    case .notes:
      notes.selected = max(0, min(notes.selected, briefing.notes.count - 1))
      notes.top = NotesLayout(reader, columns: columns(showing: .notes)).top(
        notes, rows: rows(showing: .notes))
    case .tables:
      settleTable()
    case .matrix:
      guard let layout = matrixLayout else { return }
      matrix.cursor = max(0, min(matrix.cursor, layout.spots.count - 1))
      guard layout.spots.indices.contains(matrix.cursor) else { return }
      let rows = matrixRows(layout)
      let lines = layout.spots[matrix.cursor].lines
      if lines.upperBound > matrix.top + rows { matrix.top = lines.upperBound - rows }
      // The first statement shows its subject above it as well.
      let first = matrix.cursor == 0 ? 0 : lines.lowerBound
      if first < matrix.top { matrix.top = max(0, first - (layout.isColumns ? 0 : 1)) }
      matrix.top = max(0, min(matrix.top, layout.lines.count - rows))
    case .hits:
      search.cursor.settle(count: search.results?.entryCount ?? 0, visible: hitRows)
    case .source, .library, .comparison, .named, .allTables:
      break
    }
  }
}

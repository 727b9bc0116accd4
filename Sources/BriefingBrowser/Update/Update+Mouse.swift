internal import BriefingModel
internal import TerminalScreen

/// The border between two parts of a split, while it is dragged.
struct BorderDrag: Sendable, Equatable {
  /// 0-based among the splits of the frame.
  var split: Int
  /// 0-based: the border behind this part.
  var part: Int
}

extension BrowserState {
  /// Rows that one step of the wheel scrolls.
  private static let wheelRows = 3

  mutating func toggleMouse() -> [Effect] {
    usesMouse.toggle()
    drag = nil
    message = Message(
      text: usesMouse
        ? "A click chooses, the wheel scrolls, borders can be dragged."
        : "The mouse is the terminal's again.",
      isWarning: false)
    return [.useMouse(usesMouse)]
  }

  /// Takes what was done with the mouse.
  mutating func point(_ event: MouseEvent) -> [Effect] {
    guard let frames else { return [] }
    switch event.kind {
    case .release:
      drag = nil
      return []
    case .drag:
      moveDrag(to: event, frames)
      return []
    case .wheelUp, .wheelDown:
      let isDown = event.kind == .wheelDown
      if !overlays.isEmpty { return press(isDown ? .down : .up) }
      guard prompt == nil, chooser == nil, let pane = frames.pane(at: event) else { return [] }
      scroll(pane, by: isDown ? Self.wheelRows : -Self.wheelRows)
      return []
    case .press:
      drag = nil
      if !overlays.isEmpty { return clickSheet(event) }
      // What is being typed is ended by keys alone.
      guard prompt == nil, chooser == nil else { return [] }
      (message, count, pendingKeys, letterWanted) = (nil, nil, [], nil)
      drag = frames.border(at: event)
      guard let pane = frames.pane(at: event) else { return [] }
      return click(pane, event, frames)
    }
  }

  private mutating func moveDrag(to event: MouseEvent, _ frames: PaneFrames) {
    guard let drag, frames.splits.indices.contains(drag.split),
      frames.splits[drag.split].parts.indices.contains(drag.part)
    else { return }
    let split = frames.splits[drag.split]
    let end = split.parts[drag.part].start + split.parts[drag.part].length
    let amount = (split.axis == .row ? event.column : event.row) - end
    if amount != 0 { _ = moveBorder(of: drag.split, after: drag.part, by: amount) }
  }

  // MARK: - Clicks

  /// A click beside a sheet closes it; one on something to choose chooses it, a second one takes it.
  private mutating func clickSheet(_ event: MouseEvent) -> [Effect] {
    let frame = SheetFrame(size: size)
    guard frame.outer.contains(event) else { return press(.escape) }
    guard case .picker(var picker)? = overlays.last, frame.content.contains(event) else { return [] }
    let place = picker.cursor.top + event.row - frame.content.row
    guard place < picker.shown.count else { return [] }
    if place == picker.cursor.selected { return press(.enter) }
    picker.cursor.selected = place
    overlays[overlays.count - 1] = .picker(picker)
    return []
  }

  /// Gives the focus to a pane and chooses what was clicked on in it; what was chosen already is opened.
  private mutating func click(_ pane: Pane, _ event: MouseEvent, _ frames: PaneFrames) -> [Effect] {
    let hadFocus = arrangement.focus == pane
    let content = frames.content(pane).flatMap { $0.contains(event) ? $0 : nil }
    switch pane.role {
    case .list:
      let place = content.map { list.cursor.top + (event.row - $0.row) / listEntryHeight }
      focus(on: pane)
      guard let place, place < list.count else { return [] }
      if hadFocus, place == list.cursor.selected { return openChosen() }
      list.cursor.selected = place
      settleList()
      return requestSelected()
    case .reader:
      focus(on: pane)
      return []
    case .side:
      let shown = arrangement.sides[pane] ?? .outline
      let clicked = content.flatMap { spot(at: event, shown, $0) }
      let tab = frames.panes[pane].flatMap { rect in
        event.row == rect.row && shown.hasTab ? SideTabs.content(at: event.column, in: rect) : nil
      }
      focus(on: pane)
      if let tab, tab != shown { return showBeside(tab) }
      guard let clicked else { return [] }
      return take(clicked, hadFocus: hadFocus)
    }
  }

  /// Something in a side pane that can be clicked on.
  private enum Spot {
    case outline(Int)
    case note(Int)
    case table(Int)
    case cell(row: Int, column: Int)
    case statement(Int)
    /// Of the matrix over many briefings.
    case librarySpot(Int)
    case libraryTable(Int)
    case comparisonSpot(Int)
    case namedSpot(Int)
    case query
    case hit(Int)
  }

  private func spot(at event: MouseEvent, _ content: SideContent, _ rect: Rect) -> Spot? {
    let row = event.row - rect.row
    switch content {
    case .outline:
      let place = outline.top + row
      guard let entries = reader?.outlineEntries, entries.indices.contains(place),
        entries[place].canBeChosen
      else { return nil }
      return .outline(place)
    case .notes:
      guard let reader else { return nil }
      return NotesLayout(reader, columns: rect.columns).note(atRow: row, top: notes.top).map(Spot.note)
    case .tables:
      guard let frame = tableFrame else { return nil }
      if frame.list.contains(event) { return .table(table.listTop + event.row - frame.list.row) }
      return cell(at: event, frame.body).map { .cell(row: $0.row, column: $0.column) }
    case .matrix:
      guard let layout = matrixLayout else { return nil }
      let line = row - layout.header.count + matrix.top
      let column = event.column - rect.column - 2
      guard row >= layout.header.count else { return nil }
      let spots = layout.spots.indices.filter { layout.spots[$0].lines.contains(line) }
      return (spots.first { layout.spots[$0].columns.contains(column) } ?? spots.first).map(Spot.statement)
    case .hits:
      if row == 0 { return .query }
      let place = search.cursor.top + row - 2
      guard row >= 2, place < search.results?.entryCount ?? 0 else { return nil }
      return .hit(place)
    case .library:
      guard let layout = library.layout, row >= layout.header.count else { return nil }
      let line = row - layout.header.count + library.level.top
      let column = event.column - rect.column - 2
      let spots = layout.spots.indices.filter { layout.spots[$0].lines.contains(line) }
      return spots.first { layout.spots[$0].columns.contains(column) }.map(Spot.librarySpot)
    case .allTables:
      let place = libraryTables.cursor.top + row / libraryTableHeight
      return libraryTables.tables.indices.contains(place) ? .libraryTable(place) : nil
    case .comparison:
      return spot(at: event, comparison.sheet, top: comparison.top, rect).map(Spot.comparisonSpot)
    case .named:
      return spot(at: event, named.sheet, top: named.top, rect).map(Spot.namedSpot)
    case .source:
      return nil
    }
  }

  private func spot(at event: MouseEvent, _ sheet: PlaceSheet?, top: Int, _ rect: Rect) -> Int? {
    guard let sheet, event.row - rect.row >= sheet.header.count else { return nil }
    let line = event.row - rect.row - sheet.header.count + top
    let column = event.column - rect.column - 2
    return sheet.spots.indices.first {
      sheet.spots[$0].lines.contains(line) && sheet.spots[$0].columns.contains(column)
    }
  }

  /// The body row and the column of the shown table at a place of the window.
  private func cell(at event: MouseEvent, _ rect: Rect) -> (row: Int, column: Int)? {
    guard rect.contains(event), let laidOut = tableLayout, !laidOut.layout.columns.isEmpty else { return nil }
    let layout = laidOut.layout
    let scroll = tableScroll(layout, width: rect.columns)
    var row = rect.row + layout.headerLines.count
    var found = layout.headerLines.isEmpty ? nil : -1
    var number = table.topRow
    if event.row >= row {
      found = nil
      while found == nil, number < layout.rowCount, row < rect.endRow {
        row += layout.height(row: number)
        if event.row < row { found = number }
        row += laidOut.gap
        number += 1
      }
    }
    guard let found else { return nil }
    if layout.view == .card { return (found, table.column) }
    let at = event.column - rect.column
    let column = layout.columns.last { column in
      let x = column.x < layout.frozenWidth || layout.view != .wide ? column.x : column.x - scroll
      return x <= at
    }
    return (found, column?.index ?? table.column)
  }

  private mutating func take(_ spot: Spot, hadFocus: Bool) -> [Effect] {
    let before = visit
    let wasTyping = search.isTyping
    switch spot {
    case .outline(let place): outline.selected = place
    case .note(let number): notes.selected = number
    case .table(let number):
      moveTable(to: number)
      table.isInCells = false
    case .cell(let row, let column):
      table.isInCells = true
      (table.row, table.column) = (row, column)
    case .statement(let number): matrix.cursor = number
    case .librarySpot(let number): library.level.cursor = number
    case .libraryTable(let place):
      let isSame = libraryTables.cursor.selected == place
      libraryTables.cursor.selected = place
      return hadFocus && isSame ? openChosen() : []
    case .comparisonSpot(let number): comparison.cursor = number
    case .namedSpot(let number): named.cursor = number
    case .query:
      search.isTyping = true
      return []
    case .hit(let place):
      search.isTyping = false
      let isSame = search.cursor.selected == place
      search.cursor.selected = place
      search.isAtEnd = false
      if hadFocus, isSame, !wasTyping { return openChosen() }
      return []
    }
    settleSide()
    // A second click on the same thing opens it; a cell has its source for that, and its own keys.
    if case .cell = spot { return [] }
    return hadFocus && visit == before ? openChosen() : []
  }

  // MARK: - The wheel

  /// Scrolls a pane, wherever the focus is; what is chosen in it stays chosen.
  private mutating func scroll(_ pane: Pane, by rows: Int) {
    func moved(_ top: Int, by step: Int, count: Int, visible: Int) -> Int {
      max(0, min(top + step, count - visible))
    }
    switch pane.role {
    case .list:
      let step = rows / listEntryHeight == 0 ? rows.signum() : rows / listEntryHeight
      list.cursor.top = moved(list.cursor.top, by: step, count: list.count, visible: visibleEntries)
    case .reader:
      inText(pane) { $0.scrollReader(by: rows) }
    case .side:
      let visible = self.rows(in: pane)
      switch arrangement.sides[pane] ?? .outline {
      case .outline:
        let count = reader?.outlineEntries.count ?? 0
        outline.top = moved(outline.top, by: rows, count: count, visible: visible)
      case .notes:
        notes.top = moved(notes.top, by: rows.signum(), count: briefing?.notes.count ?? 0, visible: 1)
      case .tables:
        let count = tableLayout?.layout.rowCount ?? 0
        table.topRow = moved(table.topRow, by: rows.signum(), count: count, visible: 1)
      case .matrix:
        guard let layout = matrixLayout else { return }
        matrix.top = moved(matrix.top, by: rows, count: layout.lines.count, visible: matrixRows(layout))
      case .library:
        guard let layout = library.layout else { return }
        library.level.top = moved(
          library.level.top, by: rows, count: layout.lines.count, visible: libraryRows(layout))
      case .comparison:
        guard let sheet = comparison.sheet else { return }
        comparison.top = moved(
          comparison.top, by: rows, count: sheet.lines.count, visible: visible - sheet.header.count)
      case .named:
        guard let sheet = named.sheet else { return }
        named.top = moved(named.top, by: rows, count: sheet.lines.count, visible: visible)
      case .hits:
        let count = search.results?.entryCount ?? 0
        search.cursor.top = moved(search.cursor.top, by: rows, count: count, visible: hitRows)
      case .allTables:
        let count = libraryTables.tables.count
        libraryTables.cursor.top = moved(
          libraryTables.cursor.top, by: rows, count: count, visible: visibleLibraryTables)
      case .source:
        if let layout = sourceLayout { source = layout.moved(source, by: rows) }
      }
    }
  }
}

extension PaneFrames {
  fileprivate func pane(at event: MouseEvent) -> Pane? {
    panes.first { $0.value.contains(event) }?.key
  }

  /// The border at a place: a rule between two panes, or the title of one that stands below another.
  fileprivate func border(at event: MouseEvent) -> BorderDrag? {
    for (index, split) in splits.enumerated().reversed() where split.rect.contains(event) {
      for part in split.parts.indices.dropLast() {
        let end = split.parts[part].start + split.parts[part].length
        if (split.axis == .row ? event.column : event.row) == end {
          return BorderDrag(split: index, part: part)
        }
      }
    }
    return nil
  }
}

extension Rect {
  fileprivate func contains(_ event: MouseEvent) -> Bool {
    event.column >= column && event.column < endColumn && event.row >= row && event.row < endRow
  }
}

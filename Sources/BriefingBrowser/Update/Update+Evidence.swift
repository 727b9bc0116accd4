internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Evidence

  /// The source lines of what the cursor is on.
  var chosenSpan: SourceSpan? {
    guard let reader, let briefing else { return nil }
    switch context {
    case .list, .source, .library, .comparison, .allTables:
      return nil
    case .named:
      return named.chosen?.span
    case .reader:
      if let evidence = reader.evidence { return evidence }
      if let find, let current = find.current {
        return reader.flow.items[find.matches[current].item].span
      }
      return reader.flow.items.dropFirst(reader.top.item).first { $0.span != nil }?.span
    case .outline:
      let entries = reader.outlineEntries
      guard entries.indices.contains(outline.selected) else { return nil }
      switch entries[outline.selected] {
      case .heading(let heading, _): return heading.span
      case .table(let table, _): return table.span
      case .matrix: return briefing.assessments.first?.span
      case .notes(_, let first): return briefing.rankedNotes[first].span
      case .label, .blank: return nil
      }
    case .tables:
      return shownTable?.span
    case .table:
      guard let shown = shownTable else { return nil }
      if table.row < 0 { return shown.headerSpan ?? SourceSpan(line: shown.span.firstLine) }
      return shown.rowSpans.indices.contains(table.row) ? shown.rowSpans[table.row] : shown.span
    case .matrix:
      guard let layout = matrixLayout, layout.statements.indices.contains(matrix.cursor) else {
        return nil
      }
      return layout.statements[matrix.cursor].span
    case .hits:
      guard case .line(let hit, _)? = search.results?.entry(at: search.cursor.selected) else { return nil }
      return SourceSpan(line: hit.line)
    case .notes:
      let ranked = briefing.rankedNotes
      return ranked.indices.contains(notes.selected) ? ranked[notes.selected].span : nil
    }
  }

  /// Shows the source lines of what the cursor is on, beside the text made of them.
  mutating func showEvidence() -> [Effect] {
    if context == .hits { return openChosen() }
    if context == .library { return openInLibrary(source: true) }
    if context == .allTables { return openLibraryTable(source: true) }
    if context == .comparison { return openInComparison(source: true) }
    guard let span = chosenSpan else {
      message = Message(text: "Nothing here has source lines of its own.", isWarning: false)
      return []
    }
    remember()
    showSource(span)
    return []
  }

  /// Shows lines of the file beside the text made of them, and goes there.
  mutating func showSource(_ span: SourceSpan) {
    reader?.evidence = span
    setSide(.source)
    focus(.side)
    showReader(line: span.firstLine)
    if let layout = sourceLayout { source = layout.showing(span, rows: rows(showing: .source)) }
  }

  /// Shows the raw lines beside the text, or takes them away again.
  mutating func toggleRaw() -> [Effect] {
    guard let reader else { return [] }
    if let shown = arrangement.sidePane(showing: .source), arrangement.tree.panes.contains(shown) {
      arrangement.use(shown)
      if arrangement.focus.role == .side { return closeSide() }
      leaveSide()
      return []
    }
    if context != .reader, context != .list { return showEvidence() }
    sideBefore = side
    let line = reader.flow.line(of: reader.top.item)
    setSide(.source)
    // A side pane that was closed comes back into the window.
    focus(.side)
    arrangement.companion = .side
    focus(.reader)
    source = SourcePane(top: max(1, line), evidence: nil)
    return []
  }

  // MARK: - Back and forward

  /// What can be seen now, to come back to.
  var visit: Visit {
    Visit(
      entryID: reader?.entryID, place: reader?.top ?? FlowPlace(), evidence: reader?.evidence,
      focus: arrangement.focus, isZoomed: arrangement.isZoomed, companion: arrangement.companion,
      side: side, table: table, matrix: matrix, outline: outline,
      notes: notes, source: source, library: library, comparison: comparison, named: named)
  }

  /// Notes where the reader is, before a jump.
  mutating func remember() {
    if past.last != visit { past.append(visit) }
    if past.count > 200 { past.removeFirst(past.count - 200) }
    future = []
  }

  mutating func goBack() -> [Effect] {
    guard let visit = past.popLast() else {
      message = Message(text: "This is where you began.", isWarning: false)
      return []
    }
    future.append(self.visit)
    return go(to: visit)
  }

  mutating func goForward() -> [Effect] {
    guard let visit = future.popLast() else {
      message = Message(text: "There is nothing to go forward to.", isWarning: false)
      return []
    }
    past.append(self.visit)
    return go(to: visit)
  }

  mutating func go(to visit: Visit) -> [Effect] {
    guard let entryID = visit.entryID, entryID != reader?.entryID else {
      restore(visit)
      return []
    }
    return request(AwaitedBriefing(entryID: entryID, visit: visit))
  }

  /// Shows a visit again; its briefing is open.
  mutating func restore(_ visit: Visit) {
    // How the window is parted is the reader's own choice and stays as it is now.
    arrangement.isZoomed = visit.isZoomed
    arrangement.companion = visit.companion
    showInSide(visit.side)
    arrangement.focus(on: visit.focus.role == .reader ? textPane : arrangement.pane(visit.focus.role))
    table = visit.table
    matrix = visit.matrix
    outline = visit.outline
    notes = visit.notes
    source = visit.source
    if visit.side == .library {
      // What was pinned, or came meanwhile, stays.
      let (pins, generation) = (library.pins, library.generation)
      library = visit.library
      library.pins = pins
      library.generation = generation
    }
    if visit.side == .comparison {
      let generation = comparison.generation
      comparison = visit.comparison
      comparison.generation = generation
    }
    // The names of another briefing are asked for again.
    if visit.side == .named, visit.named.names != nil { named = visit.named }
    arrange()
    reader?.evidence = visit.evidence
    uncover(visit.place.item)
    reader?.top = visit.place
    clampReader()
    if let place = (0..<list.count).first(where: { list.entry(at: $0)?.id == visit.entryID }) {
      list.cursor.selected = place
    }
    settleList()
    settleSide()
  }
}

internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - The side pane

  /// Shows something in the side pane without moving the focus.
  mutating func setSide(_ content: SideContent) {
    rearrange { state in
      let hadFocus = state.arrangement.focus.role == .side
      state.showInSide(content)
      if hadFocus {
        state.arrangement.companion = content.isBesideReader ? .side : .list
      } else if !content.isBesideReader {
        state.arrangement.companion = .list
      }
    }
  }

  /// Makes the side pane that shows something the one used last, or shows it in that one.
  mutating func showInSide(_ content: SideContent) {
    if let pane = arrangement.sidePane(showing: content) {
      arrangement.use(pane)
    } else {
      side = content
    }
  }

  /// Shows a part of the briefing beside it. Typed ahead of a briefing that was asked for, it is that
  /// one's part, and is shown as soon as it comes.
  mutating func showBeside(_ content: SideContent) -> [Effect] {
    if let wanted = awaited, wanted.entryID != reader?.entryID {
      awaited?.side = content
      return []
    }
    return content == .tables ? showTables() : showSide(content)
  }

  /// Shows something in the side pane and goes there; from there, goes back to the reader.
  mutating func showSide(_ content: SideContent) -> [Effect] {
    guard reader != nil else {
      message = Message(text: "No briefing is open.", isWarning: false)
      return []
    }
    if arrangement.focus.role == .side, side == content {
      focus(.reader)
      return []
    }
    if content == .notes, briefing?.notes.isEmpty == true {
      message = Message(text: "Nothing was repaired or lost in this briefing.", isWarning: false)
      return []
    }
    if content == .matrix, briefing?.assessments.isEmpty == true {
      message = Message(
        text: "This briefing states no benefits, risks or mitigations.", isWarning: false)
      return []
    }
    remember()
    if content != .source, content != .hits { sideBefore = nil }
    setSide(content)
    focus(.side)
    return []
  }

  /// Shows the tables, the one nearest to what is being read first.
  private mutating func showTables() -> [Effect] {
    guard let reader, !reader.flow.tables.isEmpty else {
      message = Message(text: "This briefing holds no tables.", isWarning: false)
      return []
    }
    if arrangement.focus.role != .side || side != .tables {
      let line = reader.flow.line(of: reader.top.item)
      let last = reader.flow.tables.count - 1
      moveTable(to: reader.flow.tables.firstIndex { $0.span.lastLine >= line } ?? last)
    }
    return showSide(.tables)
  }

  mutating func nextTableView() -> [Effect] {
    let views = TableLayout.View.allCases
    let place = views.firstIndex(of: table.view) ?? 0
    table.view = views[(place + 1) % views.count]
    settleSide()
    message = Message(text: "Table view: \(table.view.rawValue).", isWarning: false)
    return []
  }

  mutating func toggleInferred() -> [Effect] {
    matrix.showsInferred.toggle()
    matrix.cursor = 0
    matrix.top = 0
    settleSide()
    return []
  }

  /// Leaves what the side pane shows: the source for where it was asked for, all else for the text,
  /// with the panes as they were before.
  mutating func closeSide() -> [Effect] {
    if side == .source, arrangement.focus.role == .side, let visit = past.last, visit.side != .source {
      return goBack()
    }
    leaveSide()
    focus(.reader)
    rearrange { $0.arrangement.companion = .list }
    return []
  }

  /// Shows in the side pane what stood there before; where another one shows that, this one is closed.
  mutating func leaveSide() {
    let before = sideBefore ?? .outline
    sideBefore = nil
    let pane = arrangement.side
    if let other = arrangement.sidePane(showing: before), other != pane {
      rearrange { $0.arrangement.close { $0 == pane } }
    } else {
      setSide(before)
      if isSideBorrowed { rearrange { $0.arrangement.close { $0 == pane } } }
    }
    isSideBorrowed = false
  }

  // MARK: - Opening

  /// Opens what the cursor is on.
  mutating func openChosen() -> [Effect] {
    switch context {
    case .list:
      guard list.selected != nil else { return [] }
      let effects = requestSelected()
      focus(.reader)
      return effects
    case .reader:
      scrollReader(by: 1)
      return []
    case .outline:
      return openOutlineEntry()
    case .tables:
      table.isInCells = true
      settleSide()
      return []
    case .table:
      table.view = table.view == .card ? .fit : .card
      settleSide()
      return []
    case .matrix, .notes:
      guard let span = chosenSpan else { return [] }
      remember()
      reader?.evidence = span
      showReader(line: span.firstLine)
      focus(.reader)
      followReader()
      return []
    case .hits:
      return openHit()
    case .library:
      return openInLibrary()
    case .allTables:
      return openLibraryTable()
    case .comparison:
      return openInComparison()
    case .named:
      return openInNamed()
    case .source:
      remember()
      showReader(line: source.evidence?.firstLine ?? source.top)
      focus(.reader)
      return []
    }
  }

  private mutating func openOutlineEntry() -> [Effect] {
    guard let entries = reader?.outlineEntries, entries.indices.contains(outline.selected) else {
      return []
    }
    switch entries[outline.selected] {
    case .heading(let heading, _):
      remember()
      if let reader, let item = reader.flow.items.firstIndex(where: { $0.span == heading.span }) {
        uncover(item)
        self.reader?.top = reader.flow.textStart(of: item)
        clampReader()
      }
      focus(.reader)
      return []
    case .table(_, let number):
      moveTable(to: number)
      return showSide(.tables)
    case .matrix:
      return showSide(.matrix)
    case .notes(_, let first):
      let effects = showSide(.notes)
      notes.selected = first
      settleSide()
      return effects
    case .label, .blank:
      return []
    }
  }

  private mutating func openHit() -> [Effect] {
    guard let entry = search.results?.entry(at: search.cursor.selected) else { return [] }
    remember()
    let wanted: AwaitedBriefing
    switch entry {
    case .briefing(let result):
      wanted = AwaitedBriefing(
        entryID: result.entry.id, pattern: result.hits.first.flatMap(Self.foundWord))
    case .line(let hit, let result):
      wanted = AwaitedBriefing(
        entryID: result.entry.id, evidence: SourceSpan(line: hit.line),
        pattern: Self.foundWord(hit))
    }
    if let place = (0..<list.count).first(where: { list.entry(at: $0)?.id == wanted.entryID }) {
      list.cursor.selected = place
      settleList()
    }
    let effects = request(wanted)
    focus(.reader)
    return effects
  }

  /// The first word that a hit marks, in lower case so that every form of it is marked.
  private static func foundWord(_ hit: SearchHit) -> String? {
    guard let mark = hit.marks.first else { return nil }
    let scalars = Array(hit.snippet.unicodeScalars)
    guard mark.upperBound <= scalars.count else { return nil }
    var word = String.UnicodeScalarView()
    word.append(contentsOf: scalars[mark])
    // Not to be taken for the beginning of a pattern.
    return String(String(word).lowercased().drop { $0 == "/" })
  }
}

public import BriefingModel

/// How the panes stand, to be found again so: all but which briefings the texts show.
public struct SavedSession: Sendable, Equatable, Codable {
  /// Where the cursors beside a text stood.
  struct Cursors: Sendable, Equatable, Codable {
    var outline: Int
    var notes: Int
    var table: Int
    var isInCells: Bool
    var row: Int
    var column: Int
    var tableView: TableLayout.View
    var matrix: Int
    var showsInferred: Bool
    var source: Int
  }

  var arrangement: PaneArrangement
  /// By the numbers of the text panes.
  var cursors: [Int: Cursors]
  /// What was searched for, where that is shown.
  var query: String
  /// The matrix over many briefings.
  var matrix: SavedMatrix?
  /// The paths of the briefings that stand beside each other.
  var compared: [String]?

  /// Whether it can be shown: it may have been written by another version, or be damaged.
  var isSound: Bool { arrangement.isSound }
}

/// A briefing in a text pane, with the place that is shown of it.
public struct SavedText: Sendable, Equatable {
  public var pane: Int
  public var entryID: Int64
  /// Nil for the beginning.
  public var place: ReadingPlace?

  public init(pane: Int, entryID: Int64, place: ReadingPlace?) {
    self.pane = pane
    self.entryID = entryID
    self.place = place
  }
}

extension PaneArrangement {
  /// Most panes that are taken from what was kept.
  private static let mostPanes = 64

  /// Whether all that it names is there.
  var isSound: Bool {
    let panes = tree.panes
    return panes.count <= Self.mostPanes && recent.count <= 2 * Self.mostPanes && panes.contains(focus)
      && Set(panes).count == panes.count && Set(recent).count == recent.count
      && panes.allSatisfy { $0.role == .list ? $0 == .list : knows($0) }
      && recent.allSatisfy { $0.role != .side || sides[$0] != nil }
      && PaneRole.allCases.allSatisfy { role in recent.contains { $0.role == role } }
      && (panes + recent).allSatisfy { (0...1_000_000).contains($0.number) }
  }
}

extension BrowserState {
  /// How the panes stand now, for `Event.session` of a later run.
  public var savedSession: SavedSession {
    var cursors: [Int: SavedSession.Cursors] = [:]
    for pane in textPanes {
      guard let text = texts[pane] else { continue }
      cursors[pane.number] = SavedSession.Cursors(
        outline: text.outline.selected, notes: text.notes.selected, table: text.table.table,
        isInCells: text.table.isInCells, row: text.table.row, column: text.table.column,
        tableView: text.table.view, matrix: text.matrix.cursor, showsInferred: text.matrix.showsInferred,
        source: text.source.top)
    }
    let showsHits = arrangement.sidePane(showing: .hits) != nil
    return SavedSession(
      arrangement: arrangement, cursors: cursors, query: showsHits ? search.editor.text : "",
      matrix: savedMatrix, compared: savedComparison)
  }

  /// The briefings in the text panes.
  public var savedTexts: [SavedText] {
    textPanes.compactMap { pane in
      let state = seen(from: pane)
      guard let reader = state.reader else { return nil }
      let place = reader.flow.readingPlace(at: reader.top, state.metrics)
      return SavedText(
        pane: pane.number, entryID: reader.entryID, place: reader.top == FlowPlace() ? nil : place)
    }
  }

  /// Shows the panes as they stood the last time, unless the reader was faster.
  mutating func take(session: SavedSession, texts saved: [SavedText]) -> [Effect] {
    guard !isTouched, session.isSound, options.startLine == nil, options.startPattern == nil,
      overlays.isEmpty
    else { return [] }
    let opened = texts[textPane] ?? TextPane()
    let portrait = options.portrait == .never ? session.arrangement.portrait : options.portrait
    arrangement = session.arrangement
    arrangement.portrait = portrait
    texts = [:]
    for pane in arrangement.knownTexts { texts[pane] = TextPane() }
    var effects: [Effect] = []
    for pane in textPanes {
      guard let text = saved.first(where: { $0.pane == pane.number }) else {
        // Its briefing is gone: what is open already is better than nothing.
        var copy = opened
        if pane != textPane { (copy.awaited, copy.openGeneration) = (nil, 0) }
        texts[pane] = copy
        continue
      }
      effects += inText(pane) { state in
        if let known = opened.reader, known.entryID == text.entryID { state.reader = known }
        return state.request(
          AwaitedBriefing(
            entryID: text.entryID, place: text.place, cursors: session.cursors[pane.number]))
      }
    }
    settleList()
    settleSide()
    let wanted = reader?.entryID ?? awaited?.entryID
    chooseInList(wanted)
    if list.selected?.id != wanted { list.wanted = wanted }
    if !session.query.isEmpty, arrangement.sidePane(showing: .hits) != nil {
      search.editor = LineEditor(session.query)
      effects += searchAgain(isTyping: false)
    }
    if let matrix = session.matrix { restore(matrix) }
    effects += restore(comparing: session.compared ?? [])
    // What the matrix over all briefings holds is not kept: it is counted anew.
    return effects + refreshLibraryMatrix()
  }

  /// Puts the cursors beside a text where they were kept.
  mutating func restore(_ cursors: SavedSession.Cursors) {
    outline.selected = max(0, cursors.outline)
    notes.selected = max(0, cursors.notes)
    table = TablePane(
      table: max(0, cursors.table), isInCells: cursors.isInCells, row: cursors.row, column: cursors.column,
      view: cursors.tableView)
    matrix = MatrixPane(cursor: max(0, cursors.matrix), showsInferred: cursors.showsInferred)
    source = SourcePane(top: max(1, min(cursors.source, reader?.opened.lines.count ?? 1)))
    arrange()
    settleSide()
  }
}

internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Opening and closing

  /// Shows the matrix of all briefings, of a search, or of what was pinned, and goes there.
  mutating func showLibrary(_ scope: LibraryMatrixPane.Scope) -> [Effect] {
    guard !list.entries.isEmpty else { return sayInLibrary("There is no briefing.") }
    if scope == .pinned, library.pins.isEmpty {
      let key = keymap.notations(of: .pin).first ?? ""
      return sayInLibrary("Nothing is pinned: \(key) pins a statement of the matrix.")
    }
    remember()
    if side != .library { sideBefore = side == .source || side == .hits ? .outline : side }
    if library.scope != scope {
      library.scope = scope
      library.counts = nil
      library.statements = nil
      library.whole = LibraryMatrixPane.Level()
      library.firstColumn = 0
      library.filter = ""
    }
    library.cell = nil
    setSide(.library)
    focus(.side)
    rearrange { $0.arrangement.isZoomed = true }
    layOutLibrary()
    return requestLibrary()
  }

  /// `X`: the matrix of what is looked at: of all briefings in the list, of what was found in a search, else of
  /// the open briefing.
  mutating func showMatrix() -> [Effect] {
    switch context {
    case .list: return showLibrary(.all)
    case .hits:
      guard let results = search.results, !results.results.isEmpty else { return showLibrary(.all) }
      return showLibrary(.search(results.query))
    case .library: return closeLibrary(entirely: true)
    default: return showBeside(.matrix)
    }
  }

  /// `M`: the matrix of all briefings; from there, that of the open one.
  mutating func showAllMatrix() -> [Effect] {
    if context == .library, library.scope == .all {
      rearrange { $0.arrangement.isZoomed = false }
      return showBeside(.matrix)
    }
    return showLibrary(.all)
  }

  mutating func showPinned() -> [Effect] {
    if context == .library, library.scope == .pinned { return showLibrary(.all) }
    return showLibrary(.pinned)
  }

  /// Leaves a cell for the whole, and the whole for the list.
  mutating func closeLibrary(entirely: Bool = false) -> [Effect] {
    if library.cell != nil, !entirely {
      library.cell = nil
      layOutLibrary()
      return []
    }
    library.cell = nil
    rearrange { $0.arrangement.isZoomed = false }
    leaveSide()
    focus(list.entries.count > 1 ? .list : .reader)
    return []
  }

  // MARK: - What is asked for and comes

  /// Asks for what is laid out, as the library has it now.
  mutating func requestLibrary() -> [Effect] {
    guard library.scope != .pinned else { return [] }
    library.generation += 1
    let request = MatrixRequest(query: library.query, limit: LibraryMatrixPane.mostStatements)
    return [.layMatrix(request, generation: library.generation)]
  }

  /// Asks for the statements of the cell that is looked at.
  private mutating func requestCell() -> [Effect] {
    guard var request = library.cell?.request, library.scope != .pinned else { return [] }
    request.query = library.query
    library.cell?.request = request
    return [.listStatements(request, generation: library.generation)]
  }

  /// Asks again after the library has changed.
  mutating func refreshLibraryMatrix() -> [Effect] {
    arrangement.sidePane(showing: .library) == nil ? [] : requestLibrary() + requestCell()
  }

  mutating func take(counts: MatrixCounts, statements: MatrixStatements) {
    library.askedFault = counts.fault ?? statements.fault
    if let fault = library.askedFault {
      if library.filter.isEmpty { message = Message(text: fault.message, isWarning: true) }
      // What can not be read narrows nothing: what was shown stays.
      if library.counts != nil { return }
    }
    library.counts = counts
    library.statements = statements
    if library.cell == nil { layOutLibrary() }
  }

  mutating func take(cell statements: MatrixStatements) {
    guard library.cell != nil else { return }
    library.cell?.statements = statements
    layOutLibrary()
  }

  // MARK: - Laying out

  /// Makes what is drawn anew.
  mutating func layOutLibrary() {
    let width = max(16, columns(showing: .library) - 3)
    let chosen = library.chosen?.target
    library.layout = libraryLayout(width: width)
    // The cursor stays on what it was on, as far as that is still there.
    if let chosen, let layout = library.layout,
      let place = layout.spots.firstIndex(where: { $0.target.isSame(as: chosen) })
    {
      library.level.cursor = place
    }
    settleLibrary()
  }

  private func libraryLayout(width: Int) -> LibraryMatrixLayout? {
    if let cell = library.cell {
      guard let statements = cell.statements, let request = cell.request else { return nil }
      return LibraryMatrixLayout(
        list: shown(statements.sources, request), width: width, measure: options.measure)
    }
    if library.scope == .pinned {
      let matrix = shown(pinnedSources, MatrixRequest())
      return library.isAcrossBriefings
        ? LibraryMatrixLayout(matrix, across: library.firstColumn, MatrixRequest(), width: width)
        : width < LibraryMatrixLayout.columnsWidth
          ? LibraryMatrixLayout(list: matrix, width: width, measure: options.measure)
          : LibraryMatrixLayout(matrix, width: width)
    }
    let base = MatrixRequest(query: library.query, limit: LibraryMatrixPane.mostStatements)
    if let statements = library.statements {
      if library.isAcrossBriefings {
        return LibraryMatrixLayout(
          shown(statements.sources, base), across: library.firstColumn, base, width: width)
      }
      if showsLibraryStatements(width) {
        return LibraryMatrixLayout(shown(statements.sources, base), width: width)
      }
    }
    guard let counts = library.counts else { return nil }
    return LibraryMatrixLayout(shown(counts.rows), base, showsInferred: library.showsInferred, width: width)
  }

  /// Whether the whole is shown as statements and not counted.
  private func showsLibraryStatements(_ width: Int) -> Bool {
    guard let statements = library.statements, statements.isWhole, !library.prefersCounts else {
      return false
    }
    return width >= LibraryMatrixLayout.columnsWidth
  }

  /// The statements of sources as they are wanted now.
  private func shown(_ sources: [CombinedMatrix.Source], _ request: MatrixRequest) -> CombinedMatrix {
    let filter = MatrixFilter(library.filter)
    var matrix = CombinedMatrix(sources, includeInferred: library.showsInferred) { entry, assessment in
      request.wants(assessment) && filter.keeps(assessment, of: entry)
    }
    if library.showsOpenRisksOnly || request.onlyOpenRisks { matrix.keepOpenRisks() }
    return matrix.sorted(by: library.order)
  }

  private func shown(_ rows: [MatrixCounts.Row]) -> [MatrixCounts.Row] {
    let filter = MatrixFilter(library.filter)
    let kept = rows.map(filter.kept).filter { row in
      if library.showsOpenRisksOnly, row.openRiskCount == 0 { return false }
      if row.statementCount == 0 { return false }
      if !library.showsInferred, row.stated.allSatisfy({ $0 == 0 }) { return false }
      return filter.keeps(LibraryMatrixLayout.name(row.subject))
    }
    let kinds: [CombinedMatrix.Order: AssessmentKind] = [
      .benefits: .benefit, .risks: .risk, .mitigations: .mitigation,
    ]
    return kept.enumerated().sorted { one, other in
      let (left, right) = (one.element, other.element)
      if left.isNamed != right.isNamed { return left.isNamed }
      guard left.isNamed else { return one.offset < other.offset }
      if let kind = kinds[library.order] {
        let counts = (
          left.count(kind, includingInferred: library.showsInferred),
          right.count(kind, includingInferred: library.showsInferred)
        )
        if counts.0 != counts.1 { return counts.0 > counts.1 }
      }
      if library.order == .briefings, left.briefingCount != right.briefingCount {
        return left.briefingCount > right.briefingCount
      }
      if library.order == .subject {
        return LibraryMatrixLayout.name(left.subject).lowercased()
          < LibraryMatrixLayout.name(right.subject).lowercased()
      }
      return one.offset < other.offset
    }.map(\.element)
  }

  /// What is pinned, as far as a request wants it.
  func pinnedStatements(_ request: MatrixRequest) -> MatrixStatements {
    MatrixStatements(sources: pinnedSources, request: request)
  }

  /// What is pinned, as sources of a matrix.
  private var pinnedSources: [CombinedMatrix.Source] {
    var sources: [CombinedMatrix.Source] = []
    for pin in library.pins {
      if let place = sources.firstIndex(where: { $0.entry.id == pin.entry.id }) {
        sources[place].assessments.append(pin.assessment)
      } else {
        sources.append(CombinedMatrix.Source(entry: pin.entry, assessments: [pin.assessment]))
      }
    }
    return sources
  }

  /// Scrolls so that what the cursor is on can be seen; lays out anew where the width has changed.
  mutating func settleLibrary() {
    if let layout = library.layout, layout.width != max(16, columns(showing: .library) - 3) {
      return layOutLibrary()
    }
    guard let layout = library.layout else { return }
    var level = library.level
    (level.cursor, level.top) = layout.spots.settled(
      level.cursor, top: level.top, of: layout.lines.count, rows: libraryRows(layout))
    library.level = level
  }

  /// Rows below the header.
  func libraryRows(_ layout: LibraryMatrixLayout) -> Int {
    max(1, rows(showing: .library) - layout.header.count)
  }

  // MARK: - Moving

  mutating func moveInLibrary(rows delta: Int) {
    guard let layout = library.layout, layout.spots.indices.contains(library.level.cursor) else { return }
    if abs(delta) <= 1 {
      library.level.cursor = layout.spots.spot(from: library.level.cursor, rows: delta)
    } else {
      // A page is one of lines, whatever stands in them.
      library.level.cursor = layout.spots.spot(
        from: library.level.cursor, lines: delta, of: layout.lines.count)
    }
    settleLibrary()
  }

  mutating func moveInLibrary(columns step: Int) {
    guard let layout = library.layout else { return }
    let before = library.level.cursor
    library.level.cursor = layout.spots.spot(from: before, columns: step)
    if library.level.cursor == before, library.isAcrossBriefings, library.cell == nil {
      // The next briefing comes in at the side.
      let line = layout.spots.indices.contains(before) ? layout.spots[before].lines.lowerBound : 0
      library.firstColumn = max(0, library.firstColumn + step)
      library.layout = libraryLayout(width: layout.width)
      if let made = library.layout {
        let edge = made.spots.map(\.column)
        let column = step > 0 ? edge.max() : edge.min()
        let own = made.spots.indices.filter { made.spots[$0].column == column }
        library.whole.cursor =
          own.min {
            abs(made.spots[$0].lines.lowerBound - line) < abs(made.spots[$1].lines.lowerBound - line)
          } ?? 0
        let shown = edge.min() ?? 0
        library.firstColumn = min(library.firstColumn, shown)
      }
    }
    settleLibrary()
  }

  // MARK: - Opening what the cursor is on

  /// A count opens its statements, a statement its lines; with `source` beside the text made of them.
  mutating func openInLibrary(source: Bool = false) -> [Effect] {
    guard let chosen = library.chosen else { return [] }
    switch chosen.target {
    case .cell(let request, let title):
      remember()
      var cell = LibraryMatrixPane.Level(request: request, title: title)
      if library.scope == .pinned {
        cell.statements = pinnedStatements(request)
        library.cell = cell
        library.layout = nil
        layOutLibrary()
        return []
      }
      library.cell = cell
      library.layout = nil
      library.generation += 1
      return [.listStatements(request, generation: library.generation)]
    case .entry(let entry, let matrix):
      remember()
      let statement = entry.first
      let wanted = AwaitedBriefing(
        entryID: matrix.briefings[statement.briefing].id, evidence: statement.assessment.span,
        side: source ? .source : nil)
      if let place = (0..<list.count).first(where: { list.entry(at: $0)?.id == wanted.entryID }) {
        list.cursor.selected = place
        settleList()
      }
      rearrange { $0.arrangement.isZoomed = false }
      let effects = request(wanted)
      if !source { focus(.reader) }
      return effects
    }
  }

  // MARK: - What is shown

  mutating func turnLibrary() -> [Effect] {
    library.isAcrossBriefings.toggle()
    library.cell = nil
    library.firstColumn = 0
    library.whole.cursor = 0
    library.whole.top = 0
    library.layout = nil
    layOutLibrary()
    if library.isAcrossBriefings, library.scope != .pinned, library.statements?.isWhole == false {
      return sayInLibrary(
        "Too many for one page: the first \(library.statements?.matrix.briefings.count ?? 0) briefings.")
    }
    return []
  }

  mutating func toggleLibraryCounts() -> [Effect] {
    guard !library.isAcrossBriefings, library.cell == nil, library.scope != .pinned else {
      return sayInLibrary("Counts or statements are chosen where the three kinds stand across.")
    }
    let width = max(16, columns(showing: .library) - 3)
    if !showsLibraryStatements(width), !library.prefersCounts {
      let isTooMuch = library.statements?.isWhole == false
      return sayInLibrary(
        isTooMuch
          ? "There are too many statements for one page: Enter opens a count."
          : "Statements want \(LibraryMatrixLayout.columnsWidth) columns: Enter opens a count.")
    }
    library.prefersCounts.toggle()
    return changeLibrary { _ in }
  }

  mutating func toggleLibraryInferred() -> [Effect] { changeLibrary { $0.showsInferred.toggle() } }

  mutating func toggleOpenRisks() -> [Effect] { changeLibrary { $0.showsOpenRisksOnly.toggle() } }

  mutating func nextLibraryOrder() -> [Effect] {
    // Counts know neither dates nor sources.
    let hasStatements = library.chosenStatement != nil
    let orders = CombinedMatrix.Order.allCases.filter { hasStatements || !$0.isOfBriefings }
    let place = orders.firstIndex(of: library.order) ?? 0
    let effects = changeLibrary { $0.order = orders[(place + 1) % orders.count] }
    message = Message(text: "Subjects \(library.order.words).", isWarning: false)
    return effects
  }

  /// Narrows what is shown; what only the index can tell is asked of it.
  mutating func filterLibrary(_ text: String) -> [Effect] {
    let before = library.query
    let effects = changeLibrary { $0.filter = text }
    return library.query == before ? effects : effects + requestLibrary() + requestCell()
  }

  private mutating func changeLibrary(_ change: (inout LibraryMatrixPane) -> Void) -> [Effect] {
    change(&library)
    layOutLibrary()
    return []
  }

  // MARK: - Pins and words

  mutating func togglePin() -> [Effect] {
    guard let chosen = library.chosenStatement else {
      return sayInLibrary("Enter opens the statements of a count; those can be pinned.")
    }
    let pin = LibraryMatrixPane.Pin(entry: chosen.entry, assessment: chosen.assessment)
    let key = keymap.notations(of: .pinned).first ?? ""
    if let place = library.pins.firstIndex(of: pin) {
      library.pins.remove(at: place)
      message = Message(text: "Taken from what is pinned: \(library.pins.count) left.", isWarning: false)
      if library.scope == .pinned { layOutLibrary() }
    } else {
      library.pins.append(pin)
      message = Message(
        text: "Pinned: \(library.pins.count). \(key) shows them side by side.", isWarning: false)
    }
    return []
  }

  /// Asks for the words that decided for the subject of a statement.
  mutating func explainSubject() -> [Effect] {
    guard let chosen = library.chosenStatement else {
      return sayInLibrary("Enter opens the statements of a count; their words can be shown.")
    }
    return [.explainSubject(chosen.assessment, entryID: chosen.entry.id)]
  }

  func isPinned(_ entry: LibraryEntry, _ assessment: Assessment) -> Bool {
    library.pins.contains { $0.entry.id == entry.id && $0.assessment == assessment }
  }

  private mutating func sayInLibrary(_ text: String) -> [Effect] {
    message = Message(text: text, isWarning: false)
    return []
  }
}

extension MatrixCounts.Row {
  var isNamed: Bool { if case .named = subject { true } else { false } }
}

extension LibraryMatrixLayout.Spot.Target {
  /// Whether both are the same count, or the same statement first.
  func isSame(as other: Self) -> Bool {
    switch (self, other) {
    case (.cell(let one, _), .cell(let two, _)):
      one.subject.name == two.subject.name && one.kind == two.kind && one.entryID == two.entryID
        && one.onlyOpenRisks == two.onlyOpenRisks
    case (.entry(let one, let first), .entry(let two, let second)):
      first.briefings[one.first.briefing].id == second.briefings[two.first.briefing].id
        && one.first.assessment == two.first.assessment
    default: false
    }
  }
}

extension MatrixRequest.Subject {
  fileprivate var name: String {
    switch self {
    case .named(let name): name
    case .all: "*"
    case .none: ""
    case .others: "…"
    }
  }
}

extension CombinedMatrix.Order {
  /// The order in words: `from A to Z`, `with most risks first`.
  var words: String {
    switch self {
    case .reading: "in reading order"
    case .subject: "from A to Z"
    case .statements, .benefits, .risks, .mitigations: "with most \(rawValue) first"
    case .briefings: "of most briefings first"
    case .date: "of the newest briefings first"
    case .source: "by source"
    }
  }
}

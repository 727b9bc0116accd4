internal import BriefingModel
internal import TerminalScreen

/// The matrix over many briefings.
enum LibraryMatrixView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    let area = rect.inset(left: 2, right: 1)
    // While the filter is typed, what can not be read of it is said beside it.
    if state.prompt?.kind != .statements, let fault = state.library.fault {
      let filter = state.library.filter
      screen.write(
        TextWrap.cut(filter, columns: area.columns), column: area.column, row: area.row, style: Style(.prompt)
      )
      FaultView.drawMark(
        fault, in: filter, column: area.column, row: area.row + 1, visible: area.column..<area.endColumn,
        into: &screen)
      FaultView.draw(
        FaultView.words(of: fault, takenBy: "Perhaps"), area.droppingTop(2), into: &screen)
      return
    }
    guard let layout = state.library.layout, !layout.spots.isEmpty else {
      for (row, line) in TextWrap.wrap(emptyWords(state), width: area.columns).enumerated() {
        screen.write(line.text, column: area.column, row: area.row + row, style: .dim)
      }
      return
    }
    let level = state.library.level
    let hasFocus = state.context == .library && state.overlays.isEmpty
    var row = area.row
    for line in layout.header {
      for piece in line { PieceView.draw(piece.content, area, row: row, into: &screen) }
      row += 1
    }
    if hasFocus, layout.spots.indices.contains(level.cursor) {
      let spot = layout.spots[level.cursor]
      MatrixView.fill(spot.lines, spot.columns, level.top, row, area, into: &screen)
    }
    let pinned = pinnedSpots(state, layout)
    for (number, line) in layout.lines.enumerated().dropFirst(level.top) {
      guard row < area.endRow else { break }
      for piece in line {
        let isChosen = piece.spot == level.cursor
        PieceView.draw(piece.content, area, row: row, into: &screen) { style in
          guard isChosen else { return style }
          return hasFocus ? Style(.focusedSelection, style.attributes) : style.adding(.bold)
        }
      }
      for spot in annotatedSpots(state, layout, at: number) {
        screen.write(
          "»", column: area.column + layout.spots[spot].columns.lowerBound - 2, row: row, style: Style(.key))
      }
      // What is pinned has a sign in the margin before it.
      for spot in pinned where layout.spots[spot].lines.lowerBound == number {
        screen.write(
          "*", column: area.column + layout.spots[spot].columns.lowerBound - 1, row: row, style: Style(.key))
      }
      row += 1
    }
  }

  /// The statements beginning at a line that something is written about.
  private static func annotatedSpots(
    _ state: BrowserState, _ layout: LibraryMatrixLayout, at line: Int
  ) -> [Int] {
    guard !state.marks.isEmpty else { return [] }
    return layout.spots.indices.filter { place in
      guard layout.spots[place].lines.lowerBound == line,
        case .entry(let entry, let matrix) = layout.spots[place].target
      else { return false }
      return entry.statements.contains {
        state.marks[matrix.briefings[$0.briefing].id]?.isWritten(about: $0.assessment) == true
      }
    }
  }

  private static func pinnedSpots(_ state: BrowserState, _ layout: LibraryMatrixLayout) -> [Int] {
    guard !state.library.pins.isEmpty else { return [] }
    return layout.spots.indices.filter { place in
      guard case .entry(let entry, let matrix) = layout.spots[place].target else { return false }
      return state.isPinned(matrix.briefings[entry.first.briefing], entry.first.assessment)
    }
  }

  private static func emptyWords(_ state: BrowserState) -> String {
    let library = state.library
    func key(_ command: Command) -> String { state.keymap.notations(of: command).first ?? "" }
    if library.scope == .pinned, library.pins.isEmpty { return "Nothing is pinned." }
    if library.scope != .pinned,
      library.cell != nil ? library.cell?.statements == nil : library.counts == nil
    {
      return "Counting."
    }
    if !library.filter.isEmpty {
      return "Nothing is left: no statement fits “\(library.filter)”. \(key(.cancel)) shows all again."
    }
    if library.showsOpenRisksOnly {
      return "No risk is stated without a remedy beside it. \(key(.openRisks)) shows all again."
    }
    if library.counts?.statementCount == 0 {
      guard case .search(let query) = library.scope else {
        return "No briefing states benefits, risks or mitigations."
      }
      return "No briefing that “\(query)” finds states benefits, risks or mitigations."
    }
    return "Nothing is stated here. \(key(.inferred)) shows what sentences suggest."
  }

  private static func shownStatements(_ layout: LibraryMatrixLayout) -> Int {
    layout.spots.reduce(0) { sum, spot in
      if case .entry(let entry, _) = spot.target { sum + entry.statements.count } else { sum }
    }
  }

  /// `12 of 60`, or `60` where nothing is left out.
  private static func left(_ shown: Int?, of all: Int) -> String {
    guard let shown, shown < all else { return all.grouped }
    return "\(shown.grouped) of \(all.grouped)"
  }

  /// `1-3 of 5 briefings`; nil where all are there.
  private static func acrossWords(_ library: LibraryMatrixPane) -> String? {
    guard let across = library.layout?.across, across.shown.count < across.count else { return nil }
    return "\(across.shown.lowerBound + 1)-\(across.shown.upperBound) of "
      + BarView.plural(across.count, "briefing")
  }

  /// What is shown, for the title: `5 briefings  92 statements  by risks  without inferred`.
  static func facts(_ state: BrowserState) -> String {
    let library = state.library
    var parts: [String] = []
    if let cell = library.cell {
      parts.append(cell.title)
      if let statements = cell.statements {
        // What is typed and hidden narrows what came.
        let shown = library.layout.map(shownStatements) ?? 0
        parts.append(
          shown < statements.statementCount
            ? "\(shown.grouped) of \(BarView.plural(statements.statementCount, "statement"))"
            : BarView.plural(shown, "statement"))
      }
    } else if library.scope == .pinned {
      parts.append("\(library.pins.count) pinned")
      if let across = acrossWords(library) { parts.append(across) }
    } else {
      if case .search(let query) = library.scope { parts.append("of “\(query)”") }
      if let counts = library.counts {
        parts.append(acrossWords(library) ?? BarView.plural(counts.briefingCount, "briefing"))
        // Of what is typed and hidden only so much is left.
        let stated = counts.rows.reduce(0) { $0 + $1.stated.reduce(0, +) }
        parts.append(left(library.layout?.stated, of: stated) + " stated")
        let inferred = counts.statementCount - stated
        parts.append(
          library.showsInferred
            ? "~" + left(library.layout?.inferred, of: inferred) + " inferred" : "inferred hidden")
      }
    }
    if library.order != .reading { parts.append(library.order.words) }
    if library.showsOpenRisksOnly { parts.append("risks without a remedy") }
    if !library.filter.isEmpty { parts.append("/ \(library.filter)") }
    return parts.joined(separator: "  ")
  }
}

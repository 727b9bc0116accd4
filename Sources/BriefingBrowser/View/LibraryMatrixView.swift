internal import BriefingModel
internal import TerminalScreen

/// The matrix over many briefings.
enum LibraryMatrixView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    let area = rect.inset(left: 2, right: 1)
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
      // What is pinned has a sign in the margin before it.
      for spot in pinned where layout.spots[spot].lines.lowerBound == number {
        screen.write(
          "*", column: area.column + layout.spots[spot].columns.lowerBound - 1, row: row, style: Style(.key))
      }
      row += 1
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
    if library.scope == .pinned { return "Nothing is pinned." }
    if library.cell != nil ? library.cell?.statements == nil : library.counts == nil { return "Counting." }
    if library.counts?.statementCount == 0 { return "No briefing states benefits, risks or mitigations." }
    return "Nothing is left of it: what narrows the matrix can be taken back."
  }

  private static func shownStatements(_ layout: LibraryMatrixLayout) -> Int {
    layout.spots.reduce(0) { sum, spot in
      if case .entry(let entry, _) = spot.target { sum + entry.statements.count } else { sum }
    }
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
            ? "\(BarView.grouped(shown)) of \(BarView.plural(statements.statementCount, "statement"))"
            : BarView.plural(shown, "statement"))
      }
    } else if library.scope == .pinned {
      parts.append("\(library.pins.count) pinned")
    } else {
      if case .search(let query) = library.scope { parts.append("of “\(query)”") }
      if let counts = library.counts {
        parts.append(BarView.plural(counts.briefingCount, "briefing"))
        let stated = counts.rows.reduce(0) { $0 + $1.stated.reduce(0, +) }
        parts.append("\(BarView.grouped(stated)) stated")
        let inferred = counts.statementCount - stated
        parts.append(library.showsInferred ? "~\(BarView.grouped(inferred)) inferred" : "inferred hidden")
      }
    }
    if library.order != .reading { parts.append("by \(library.order.rawValue)") }
    if library.showsOpenRisksOnly { parts.append("risks without a remedy") }
    if !library.filter.isEmpty { parts.append("/ \(library.filter)") }
    return parts.joined(separator: "  ")
  }
}

internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Choosing briefings

  /// The briefing that is meant where the cursor is; nil where it is on none.
  var meantID: Int64? {
    switch context {
    case .list: return list.selected?.id
    case .hits: return search.chosen?.entryID
    case .library: return library.chosenStatement?.entry.id
    case .comparison: return comparison.chosen?.entryID
    default: return reader?.entryID
    }
  }

  /// Chooses the briefing under the cursor for comparing, or takes it from there.
  mutating func togglePicked() -> [Effect] {
    guard let id = meantID else { return sayOfComparing("There is no briefing here.") }
    let key = keymap.notations(of: .compare).first ?? ""
    if let place = list.picked.firstIndex(of: id) {
      list.picked.remove(at: place)
      return sayOfComparing(
        list.picked.isEmpty
          ? "No briefing is chosen any more." : "\(BarView.plural(list.picked.count, "briefing")) chosen.")
    }
    guard list.picked.count < ComparisonPane.mostBriefings else {
      return sayOfComparing("No more than \(ComparisonPane.mostBriefings) are compared at once.")
    }
    list.picked.append(id)
    let letter = BriefingComparison.letter(list.picked.count - 1)
    return sayOfComparing(
      list.picked.count == 1
        ? "Chosen as \(letter); \(key) on another one compares the two."
        : "Chosen as \(letter); \(key) compares them.")
  }

  /// The letter that a briefing was chosen under.
  func pickedLetter(_ id: Int64) -> String? {
    list.picked.firstIndex(of: id).map { BriefingComparison.letter($0) }
  }

  /// What is to be compared: those that were chosen, the one under the cursor with the one chosen, those of the
  /// pinned statements or of the cell that is looked at; else the one under the cursor alone, for the nearest.
  private var idsToCompare: [Int64] {
    let known = Set(list.entries.map(\.id))
    var ids = list.picked.filter { known.contains($0) }
    if ids.count > 1 { return ids }
    if ids.isEmpty, context == .library {
      let own: [Int64] =
        if let cell = library.cell {
          cell.statements?.matrix.briefings.map(\.id) ?? []
        } else if library.scope == .pinned { library.pins.map(\.entry.id) } else { [] }
      for id in own where !ids.contains(id) { ids.append(id) }
      if (2...ComparisonPane.mostBriefings).contains(ids.count) { return ids }
      ids = []
    }
    if let meant = meantID ?? reader?.entryID, !ids.contains(meant) { ids.append(meant) }
    return ids
  }

  // MARK: - Opening and closing

  /// `D`: the briefings beside each other; from there, back.
  mutating func compare() -> [Effect] {
    if context == .comparison { return closeComparison() }
    guard list.entries.count > 1 else { return sayOfComparing("There is no other briefing to compare with.") }
    let ids = idsToCompare
    guard !ids.isEmpty else { return sayOfComparing("There is no briefing here to compare.") }
    remember()
    let origin =
      side == .comparison
      ? comparison.origin
      : SideOrigin(side: side, role: arrangement.focus.role, isZoomed: arrangement.isZoomed)
    comparison = ComparisonPane(
      wanted: ids, showsInferred: comparison.showsInferred, generation: comparison.generation + 1,
      origin: origin)
    setSide(.comparison)
    focus(.side)
    rearrange { $0.arrangement.isZoomed = true }
    return [.compare(ids, generation: comparison.generation)]
  }

  /// Back to where it was opened.
  mutating func closeComparison() -> [Effect] {
    let origin = comparison.origin
    setSide(origin.side)
    focus(origin.role)
    rearrange { $0.arrangement.isZoomed = origin.isZoomed }
    return []
  }

  mutating func take(_ result: BriefingComparison) {
    comparison.comparison = result
    comparison.wanted = result.briefings.map(\.id)
    layOutComparison()
  }

  // MARK: - Laying out and moving

  private var comparisonWidth: Int { max(16, columns(showing: .comparison) - 3) }

  mutating func layOutComparison() {
    guard let result = comparison.comparison else { return }
    let chosen = comparison.chosen
    let sheet = PlaceSheet(
      result, showsInferred: comparison.showsInferred, width: comparisonWidth, measure: options.measure)
    comparison.sheet = sheet
    comparison.sheetWidth = comparisonWidth
    if let chosen, let place = sheet.spots.firstIndex(where: { $0.target == .place(chosen) }) {
      comparison.cursor = place
    }
    settleComparison()
  }

  /// Scrolls so that what the cursor is on can be seen; lays out anew where the width has changed.
  mutating func settleComparison() {
    guard let sheet = comparison.sheet else { return }
    if comparison.sheetWidth != comparisonWidth { return layOutComparison() }
    let rows = rows(showing: .comparison) - sheet.header.count
    (comparison.cursor, comparison.top) = sheet.spots.settled(
      comparison.cursor, top: comparison.top, of: sheet.lines.count, rows: max(1, rows))
    // The heading of the first one is seen with it.
    if comparison.cursor == 0 { comparison.top = 0 }
  }

  mutating func moveInComparison(rows delta: Int) {
    guard let sheet = comparison.sheet else { return }
    comparison.cursor = sheet.spot(from: comparison.cursor, moving: delta)
    settleComparison()
  }

  mutating func moveInComparison(columns step: Int) {
    guard let sheet = comparison.sheet else { return }
    comparison.cursor = sheet.spots.spot(from: comparison.cursor, columns: step)
    settleComparison()
  }

  /// To the first place of the next part, or of one before.
  mutating func movePart(in sheet: PlaceSheet, from cursor: Int, by step: Int) -> Int {
    guard sheet.spots.indices.contains(cursor) else { return 0 }
    let here = sheet.spots[cursor].lines.lowerBound
    let part = sheet.parts.lastIndex { $0 <= here } ?? 0
    let wanted = max(0, min(sheet.parts.count - 1, part + step))
    let line = sheet.parts.indices.contains(wanted) ? sheet.parts[wanted] : 0
    return sheet.spots.indices.first { sheet.spots[$0].lines.lowerBound >= line } ?? cursor
  }

  mutating func toggleComparisonInferred() -> [Effect] {
    comparison.showsInferred.toggle()
    layOutComparison()
    return []
  }

  // MARK: - Opening a place

  /// Shows the lines that the cursor is on; with `source` beside the text made of them.
  mutating func openInComparison(source: Bool = false) -> [Effect] {
    guard let place = comparison.chosen else { return [] }
    remember()
    rearrange { $0.arrangement.isZoomed = false }
    chooseInList(place.entryID)
    let effects = request(
      AwaitedBriefing(entryID: place.entryID, evidence: place.span, side: source ? .source : nil))
    if !source { focus(.reader) }
    return effects
  }

  private mutating func sayOfComparing(_ text: String) -> [Effect] {
    message = Message(text: text, isWarning: false)
    return []
  }
}

internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - What a briefing names

  /// `I`: names, amounts and dates of the open briefing; from there, back to the text.
  mutating func showNamed() -> [Effect] {
    guard reader != nil else {
      message = Message(text: "No briefing is open.", isWarning: false)
      return []
    }
    return showBeside(.named)
  }

  /// Asks for the names of the open briefing where they are shown and not known.
  mutating func nameEffects() -> [Effect] {
    guard let id = reader?.entryID, named.entryID != id, arrangement.sidePane(showing: .named) != nil else {
      return []
    }
    named = NamedPane(entryID: id)
    return [.readNames(entryID: id)]
  }

  mutating func take(names: [NamedThing], figures: [Figure], entryID: Int64) {
    guard named.entryID == entryID else { return }
    named.names = names
    named.figures = figures
    layOutNamed()
  }

  private var namedWidth: Int { max(16, min(columns(showing: .named) - 3, options.measure + 8)) }

  mutating func layOutNamed() {
    guard let id = named.entryID, named.names != nil else { return }
    named.sheet = PlaceSheet(named, entryID: id, width: namedWidth)
    named.sheetWidth = namedWidth
    settleNamed()
  }

  mutating func settleNamed() {
    guard let sheet = named.sheet else { return }
    if named.sheetWidth != namedWidth { return layOutNamed() }
    (named.cursor, named.top) = sheet.spots.settled(
      named.cursor, top: named.top, of: sheet.lines.count, rows: rows(showing: .named))
    if named.cursor == 0 { named.top = 0 }
  }

  mutating func moveInNamed(rows delta: Int) {
    guard let sheet = named.sheet else { return }
    named.cursor = sheet.spot(from: named.cursor, moving: delta)
    settleNamed()
  }

  /// Opens a name, or shows the lines that the cursor is on.
  mutating func openInNamed() -> [Effect] {
    guard let sheet = named.sheet, sheet.spots.indices.contains(named.cursor) else { return [] }
    switch sheet.spots[named.cursor].target {
    case .fold(let key):
      if named.unfolded.remove(key) == nil { named.unfolded.insert(key) }
      layOutNamed()
    case .place(let place):
      remember()
      reader?.evidence = place.span
      showReader(line: place.span.firstLine)
      focus(.reader)
      followReader()
    }
    return []
  }
}

internal import BriefingModel

extension BrowserState {
  // MARK: - Opening and closing

  /// `U`: the tables of all briefings; from there, back to where it was opened from.
  mutating func showLibraryTables() -> [Effect] {
    if context == .allTables { return closeLibraryTables() }
    guard !list.entries.isEmpty else {
      message = Message(text: "There is no briefing.", isWarning: false)
      return []
    }
    remember()
    if side != .allTables { sideBefore = side.hasTab && side != .library ? side : .outline }
    setSide(.allTables)
    focus(.side)
    rearrange { $0.arrangement.isZoomed = true }
    return requestLibraryTables()
  }

  /// Gives up what narrows the list, then leaves it.
  mutating func closeLibraryTables() -> [Effect] {
    guard libraryTables.filter.isEmpty else { return narrowLibraryTables(to: "") }
    rearrange { $0.arrangement.isZoomed = false }
    leaveSide()
    focus(list.entries.count > 1 ? .list : .reader)
    return []
  }

  // MARK: - What is asked for and comes

  /// Asks for the first page, and for as much as was there already.
  private mutating func requestLibraryTables(isTyping: Bool = false) -> [Effect] {
    libraryTables.generation += 1
    libraryTables.isGrowing = false
    let limit = max(LibraryTablesPane.pageSize, libraryTables.tables.count)
    let request = TablesRequest(query: libraryTables.filter, isTyping: isTyping, limit: limit)
    return [.listTables(request, generation: libraryTables.generation)]
  }

  /// Asks again after the library has changed.
  mutating func refreshLibraryTables() -> [Effect] {
    arrangement.sidePane(showing: .allTables) == nil ? [] : requestLibraryTables()
  }

  /// Shows only tables that hold what is typed.
  mutating func narrowLibraryTables(to text: String, isTyping: Bool = false) -> [Effect] {
    guard text != libraryTables.filter else { return [] }
    libraryTables.filter = text
    // Less is asked for than was there, and the cursor begins anew.
    libraryTables.cursor = ListCursor()
    libraryTables.tables = Array(libraryTables.tables.prefix(LibraryTablesPane.pageSize))
    return requestLibraryTables(isTyping: isTyping)
  }

  /// Asks for the first page where the list is shown and was never asked for, and for the next one where the
  /// cursor nears the end.
  mutating func tablesEffects() -> [Effect] {
    guard arrangement.sidePane(showing: .allTables) != nil else { return [] }
    if libraryTables.generation == 0, !list.entries.isEmpty { return requestLibraryTables() }
    let ahead = 2 * visibleLibraryTables
    guard let next = libraryTables.next, !libraryTables.isGrowing, !libraryTables.isWaiting,
      libraryTables.cursor.selected + ahead >= libraryTables.tables.count
    else { return [] }
    libraryTables.isGrowing = true
    let request = TablesRequest(
      query: libraryTables.filter, isTyping: prompt?.kind == .tables, start: next,
      limit: LibraryTablesPane.pageSize)
    return [.listTables(request, generation: libraryTables.generation)]
  }

  mutating func take(tables page: TablesPage, start: Int) {
    let chosen = start == 0 && libraryTables.cursor.selected > 0 ? libraryTables.chosen : nil
    if start == 0 {
      libraryTables.tables = page.tables
    } else {
      // The library may have changed between two pages.
      let known = Set(libraryTables.tables.suffix(500).map { TableKey($0) })
      libraryTables.tables += page.tables.filter { !known.contains(TableKey($0)) }
    }
    libraryTables.isGrowing = false
    libraryTables.answered = libraryTables.generation
    libraryTables.next = page.next
    libraryTables.briefingCount = page.briefingCount
    libraryTables.fault = page.fault
    if let chosen, let place = libraryTables.tables.firstIndex(where: { TableKey($0) == TableKey(chosen) }) {
      libraryTables.cursor.selected = place
    }
    settleLibraryTables()
  }

  /// Which table is meant, whatever was found in it.
  private struct TableKey: Hashable {
    var entryID: Int64
    var number: Int

    init(_ listing: TableListing) {
      entryID = listing.entry.id
      number = listing.number
    }
  }

  // MARK: - Moving and opening

  /// Rows of an entry: its briefing stands below where there is no room beside, and what was found below that.
  var libraryTableHeight: Int {
    (columns(showing: .allTables) < LibraryTablesView.wide ? 2 : 1) + (libraryTables.filter.isEmpty ? 0 : 1)
  }

  var visibleLibraryTables: Int { max(1, rows(showing: .allTables) / libraryTableHeight) }

  mutating func settleLibraryTables() {
    libraryTables.cursor.settle(count: libraryTables.tables.count, visible: visibleLibraryTables)
  }

  /// Opens the table that the cursor is on in its cells, or its source lines beside the text.
  mutating func openLibraryTable(source: Bool = false) -> [Effect] {
    guard let chosen = libraryTables.chosen else { return [] }
    remember()
    chooseInList(chosen.entry.id)
    rearrange { $0.arrangement.isZoomed = false }
    var wanted = AwaitedBriefing(entryID: chosen.entry.id)
    if source {
      (wanted.evidence, wanted.side) = (chosen.span, .source)
    } else {
      wanted.table = AwaitedBriefing.TablePlace(
        number: chosen.number, row: chosen.row, line: chosen.table.span.firstLine)
    }
    return request(wanted)
  }

  /// Shows a table of the open briefing in its cells, at a row.
  mutating func show(table place: AwaitedBriefing.TablePlace) {
    guard let tables = reader?.flow.tables, !tables.isEmpty else {
      message = Message(text: "The table is not in this briefing any more.", isWarning: true)
      return focus(.reader)
    }
    // The file may have changed since: then the nearest one.
    let number =
      tables.indices.contains(place.number) && tables[place.number].span.firstLine == place.line
      ? place.number
      : tables.indices.min {
        abs(tables[$0].span.firstLine - place.line) < abs(tables[$1].span.firstLine - place.line)
      }
    sideBefore = nil
    setSide(.tables)
    focus(.side)
    moveTable(to: number ?? 0)
    table.isInCells = true
    table.row = place.row ?? 0
    showReader(line: tables[number ?? 0].span.firstLine)
    settleSide()
  }
}

internal import TerminalScreen
internal import BriefingModel

/// Takes one event into the state and says what has to be done outside of it. Pure: the same state
/// and event give the same state and effects.
public func update(_ state: inout BrowserState, _ event: Event) -> [Effect] {
  let effects = state.take(event) + state.releaseKeys()
  return effects + state.readingEffects() + state.moreEffects() + state.lineEffects() + state.patternEffects()
    + state.tablesEffects() + state.nameEffects()
}

extension BrowserState {
  fileprivate mutating func take(_ event: Event) -> [Effect] {
    switch event {
    case .started:
      let mouse: [Effect] = usesMouse ? [.useMouse(true)] : []
      return mouse + requestSelected(line: options.startLine, pattern: options.startPattern)
    case .input(.resize(let size)):
      resize(to: size)
      return []
    case .input(.key(let key)):
      isTouched = true
      return press(key)
    case .input(.paste(let text)):
      isTouched = true
      return paste(text)
    case .input(.mouse(let event)):
      guard usesMouse else { return [] }
      isTouched = true
      return point(event)
    case .entries(let entries):
      return take(entries: entries)
    case .listPatched(let patch):
      return take(entries: patch.applied(to: list.entries))
    case .progress(let progress):
      take(progress: progress)
      guard progress.isFinished else { return [] }
      return refreshLibraryMatrix() + refreshLibraryTables() + searchAgainInAll()
    case .changes(let changes):
      return take(changes: changes) + refreshLibraryMatrix() + refreshLibraryTables()
    case .skipped(let files):
      overlays.append(.skipped(files: files, top: 0))
      return []
    case .opened(let opened, let entryID, let generation):
      guard let pane = textPane(awaiting: generation) else { return [] }
      let leaving = inText(pane) { state in
        let leaving = state.reader?.entryID == entryID ? [] : state.placeEffects
        state.take(opened: opened, entryID: entryID)
        return leaving
      }
      return leaving + (pane == textPane ? prefetchEffects : [])
    case .begun(let opened, let entryID, let generation):
      guard let pane = textPane(awaiting: generation) else { return [] }
      return inText(pane) { state in
        let leaving = state.reader?.entryID == entryID ? [] : state.placeEffects
        state.take(begun: opened, entryID: entryID)
        return leaving
      }
    case .place(let place, let entryID):
      take(place: place, entryID: entryID)
      return []
    case .placeKept(let place, let entryID):
      for pane in textPanes where texts[pane]?.reader?.entryID == entryID {
        texts[pane]?.reader?.keptPlace = place
      }
      return []
    case .record(let record, let entryID, let count):
      guard isNew(after: count) else { return [.listKept] }
      take(record: record, entryID: entryID)
      renewPrompt()
      return []
    case .openFailed(let reason, _, let generation):
      guard let pane = textPane(awaiting: generation) else { return [] }
      texts[pane]?.awaited = nil
      message = Message(text: reason, isWarning: true)
      return []
    case .readings(let readings, let entryID, let table):
      take(readings: readings, entryID: entryID, table: table)
      return []
    case .reread(let opened, let entryID):
      for pane in textPanes { inText(pane) { $0.take(reread: opened, entryID: entryID) } }
      return []
    case .results(let results, let milliseconds, let generation):
      guard generation == searchGeneration else { return [] }
      take(results: results, milliseconds: milliseconds)
      return []
    case .lines(let lines, let generation):
      guard generation == searchGeneration else { return [] }
      take(lines: lines)
      return []
    case .found(let matches, let fault, let generation):
      take(found: matches, fault: fault, generation: generation)
      return []
    case .facets(let facets, let generation):
      if generation == pickerGeneration { take(items: facets.map { Picker.Item($0) }, .facets) }
      return []
    case .names(let names, let generation):
      if generation == pickerGeneration { take(items: names.map { Picker.Item($0) }, .names) }
      return []
    case .searches(let searches):
      take(items: searches.map { Picker.Item($0) }, .searches)
      return []
    case .marks(let marks, let count):
      guard isNew(after: count) else { return [.listKept] }
      self.marks = marks
      renewPrompt()
      return []
    case .letters(let letters):
      // What was set before they came is newer.
      self.letters.merge(letters) { own, _ in own }
      return []
    case .session(let session, let texts):
      return take(session: session, texts: texts)
    case .histories(let histories):
      self.histories = histories
      return []
    case .returned(let text, let isWarning):
      if let text { message = Message(text: text, isWarning: isWarning) }
      return reload()
    case .matrix(let counts, let statements, let generation):
      if generation == library.generation { take(counts: counts, statements: statements) }
      return []
    case .statements(let statements, let generation):
      if generation == library.generation { take(cell: statements) }
      return []
    case .tables(let page, let start, let generation):
      if generation == libraryTables.generation { take(tables: page, start: start) }
      return []
    case .composed(let text, let seen, let composition):
      return take(composed: text, from: seen, for: composition)
    case .compared(let comparison, let generation):
      if generation == self.comparison.generation { take(comparison) }
      return []
    case .named(let names, let figures, let entryID):
      take(names: names, figures: figures, entryID: entryID)
      return []
    case .anchor(let anchor, let quote, let entryID, let generation):
      if generation == library.anchorGeneration { annotateStatement(anchor, quote: quote, entryID: entryID) }
      return []
    case .notLasting:
      isLasting = false
      return []
    case .remark(let text, let isWarning):
      message = Message(text: text, isWarning: isWarning)
      if isWarning { take(warning: text) }
      return []
    }
  }

  /// Keeps a warning; of several at once their number is said.
  private mutating func take(warning text: String) {
    if !warnings.contains(text) {
      warnings = warnings.suffix(Self.mostWarnings - 1) + [text]
      freshWarningCount += 1
    }
    guard freshWarningCount > 1 else { return }
    let key = keymap.notations(of: .skipped).first ?? Command.skipped.rawValue
    message = Message(text: "\(freshWarningCount) warnings: \(key) lists them.", isWarning: true)
  }

  private static var mostWarnings: Int { 100 }

  /// Marks what is new, reads the open briefing again where its file was written, and says what happened.
  private mutating func take(changes: LibraryChanges) -> [Effect] {
    list.fresh.formUnion(changes.came)
    list.fresh.subtract(changes.went)
    let parts = [
      (changes.came.count, "new"), (changes.changed.count, "changed"), (changes.went.count, "gone"),
    ]
    let words = parts.filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }
    if message == nil, !words.isEmpty {
      message = Message(text: "Briefings: " + words.joined(separator: ", ") + ".", isWarning: false)
    }
    return textPanes.flatMap { pane in inText(pane) { $0.read(again: changes) } }
  }

  /// Reads the briefing of a text again where its file was written.
  private mutating func read(again changes: LibraryChanges) -> [Effect] {
    guard let open = reader?.entryID else { return [] }
    if changes.went.contains(open) {
      message = Message(
        text: "The file of this briefing is gone; what was read of it stays.", isWarning: true)
      return []
    }
    // One that is on its way comes as it is now.
    guard changes.changed.contains(open), awaited == nil, chooser == nil else { return [] }
    message = Message(text: "This briefing changed on disk and was read again.", isWarning: false)
    return [beginOpening(open)]
  }

  /// The text pane that waits for the answer to a request.
  private func textPane(awaiting generation: Int) -> Pane? {
    textPanes.first { texts[$0]?.openGeneration == generation }
  }

  private mutating func take(progress: IndexProgress) {
    self.progress = progress.isFinished ? nil : progress
    if progress.isFinished, list.entries.isEmpty, message == nil {
      message = Message(text: "No briefings here. K lists what was left out.", isWarning: true)
    }
  }
}

extension BrowserState {
  // MARK: - What comes from the library

  /// Takes a new list of briefings; the chosen one stays chosen.
  mutating func take(entries: [LibraryEntry]) -> [Effect] {
    let chosen = list.selected?.id ?? reader?.entryID
    let wasEmpty = list.entries.isEmpty
    // While a folder is read for the first time, the first file that was read need not be the first of the list.
    let first = list.cursor.selected == 0 && !isTouched && list.wanted == nil ? list.selected?.id : nil
    list.entries = entries
    refilter(keeping: list.wanted ?? (first == nil ? chosen : nil))
    if list.selected?.id == list.wanted || isTouched { list.wanted = nil }
    // The first of several files that are being read is not the only one.
    let isOnly = entries.count == 1 && (progress?.filesTotal ?? 1) <= 1
    if wasEmpty, !entries.isEmpty, options.startLine != nil || options.startPattern != nil || isOnly {
      // Whoever names a place, or a single file, wants to read.
      arrangement.focus(on: textPane)
      if isOnly { arrangement.companion = .side }
    }
    if let reader, reader.isPart, reader.entryID == LibraryEntry.provisionalID, let entry = entries.first,
      entry.path == reader.opened.briefing.path
    {
      // The library holds now what was shown before: all of it is asked for, and shown where the reader is.
      self.reader?.entryID = entry.id
      var wanted = awaited ?? AwaitedBriefing(entryID: entry.id)
      wanted.entryID = entry.id
      awaited = wanted
      return [beginOpening(entry.id)]
    }
    let shown = awaited?.entryID ?? reader?.entryID
    if wasEmpty && shown == nil || first != nil && shown == first && list.selected?.id != first {
      return requestSelected(line: options.startLine, pattern: options.startPattern)
    }
    return []
  }

  /// Narrows the list to the filter again, and keeps the entry `id` chosen where it is still shown.
  mutating func refilter(keeping id: Int64?) {
    if list.filter.isEmpty {
      list.filtered = nil
    } else {
      let matcher = TextMatcher(list.filter)
      list.filtered = list.entries.indices.filter { index in
        let entry = list.entries[index]
        return matcher.matches(entry.displayTitle) || matcher.matches(entry.path)
          || entry.source.map(matcher.matches) == true || entry.date.map(matcher.matches) == true
      }
    }
    if let id, let place = (0..<list.count).first(where: { list.entry(at: $0)?.id == id }) {
      list.cursor.selected = place
    }
    settleList()
  }

  /// Asks for the briefing that is chosen in the list, unless it is open.
  mutating func requestSelected(line: Int? = nil, pattern: String? = nil) -> [Effect] {
    guard let entry = list.selected else { return [] }
    if reader?.entryID == entry.id, line == nil, pattern == nil {
      // What was asked for before is not wanted any more.
      awaited = nil
      newestOpening += 1
      openGeneration = newestOpening
      return []
    }
    return request(AwaitedBriefing(entryID: entry.id, line: line, pattern: pattern))
  }

  /// Asks for a briefing, or goes on at once when it is the open one.
  mutating func request(_ wanted: AwaitedBriefing) -> [Effect] {
    let opening = beginOpening(wanted.entryID)
    awaited = wanted
    if let reader, reader.entryID == wanted.entryID {
      arrive(at: wanted)
      return []
    }
    return [opening]
  }

  /// Makes the request for a briefing; answers to older ones are dropped.
  mutating func beginOpening(_ entryID: Int64) -> Effect {
    newestOpening += 1
    openGeneration = newestOpening
    return .openBriefing(entryID: entryID, generation: newestOpening, pane: textPane.number)
  }

  /// Shows a briefing that was asked for.
  mutating func take(opened: OpenedBriefing, entryID: Int64) {
    let before = reader
    chooser = nil
    list.fresh.remove(entryID)
    // Of a file that was written again the names are read again.
    if named.entryID == entryID, before?.entryID == entryID { named.entryID = nil }
    reader = ReaderPane(entryID: entryID, opened: opened)
    if let before, before.entryID == entryID, let flow = reader?.flow {
      reader?.isNotedAsRead = before.isNotedAsRead && before.opened == opened
      reader?.top = flow.carried(before.top, from: before.flow)
      clampReader()
      // Who has begun to read goes on where they are, wherever they were the last time.
      if before.isPart, before.top != FlowPlace() { remembered = nil }
      // What was found before stands in a text that is gone.
      if before.opened != opened || find?.showsOnlyMatches == true { findAgain() }
    } else {
      outline = ListCursor()
      notes = ListCursor()
      table = TablePane()
      arrangements = [:]
      matrix = MatrixPane(showsInferred: matrix.showsInferred)
      source = SourcePane()
      if let find { refind(find.pattern, from: FlowPlace(), showsOnlyMatches: false) }
    }
    arrange()
    showRecord()
    if let wanted = awaited, wanted.entryID == entryID { arrive(at: wanted) }
  }

  /// Shows the beginning of a briefing that was asked for. What was asked for in it is still awaited.
  private mutating func take(begun opened: OpenedBriefing, entryID: Int64) {
    // What is there already is more.
    guard reader?.entryID != entryID, let wanted = awaited else { return }
    awaited = nil
    take(opened: opened, entryID: entryID)
    reader?.isPart = true
    awaited = wanted
  }

  /// Goes to what was asked for in the briefing that is open now.
  private mutating func arrive(at wanted: AwaitedBriefing) {
    awaited = nil
    if let table = wanted.table { return show(table: table) }
    defer {
      if wanted.side == .source, let evidence = wanted.evidence {
        showSource(evidence)
      } else if let side = wanted.side {
        _ = showBeside(side)
      }
    }
    if let visit = wanted.visit {
      restore(visit)
      return
    }
    if wanted.place != nil || wanted.cursors != nil {
      let kept = reader?.keptPlace ?? remembered?.place
      remembered = nil
      reader?.top = FlowPlace()
      if let place = wanted.place { show(place) }
      // To look at another place is not to have left the one that is kept.
      reader?.keptPlace = kept
      reader?.isPlaced = true
      if let cursors = wanted.cursors { restore(cursors) }
      return
    }
    if let pattern = wanted.pattern { refind(pattern, from: FlowPlace(), showsOnlyMatches: false) }
    if let evidence = wanted.evidence {
      reader?.evidence = evidence
      showReader(line: evidence.firstLine)
      chooseMatch(atLine: evidence.firstLine)
      // A repeated title, say, stands in the file and not in the text: then the file is shown.
      if reader?.flow.shows(line: evidence.firstLine) == false {
        sideBefore = nil
        setSide(.source)
        arrangement.companion = .side
        if let layout = sourceLayout { source = layout.showing(evidence, rows: rows(showing: .source)) }
      }
    } else if let line = wanted.line {
      showReader(line: line, atTop: true)
    } else if wanted.pattern == nil {
      showRememberedPlace()
    }
    followReader()
  }

  // MARK: - The window

  /// Takes a new size; the paragraph at the top of the reader stays there.
  mutating func resize(to size: Size) {
    guard size != self.size else { return }
    rearrange { $0.size = size }
  }

  /// Rows that the content of a pane has; a page where the pane is not visible.
  func rows(in pane: Pane) -> Int {
    max(1, frames?.content(pane)?.rows ?? size.rows - 3)
  }

  /// The same for the pane of a role that is meant.
  func rows(of role: PaneRole) -> Int {
    rows(in: role == .reader ? textPane : arrangement.pane(role))
  }

  /// Entries of the list that fit.
  var visibleEntries: Int {
    max(1, rows(of: .list) / listEntryHeight)
  }

  /// Rows of one entry: a title of two lines, facts and a blank while all entries fit so, else a line
  /// of title and one of facts while they do, else the title alone.
  var listEntryHeight: Int {
    let count = list.entries.count
    let rows = rows(of: .list)
    return count * 4 <= rows + 1 ? 4 : count * 2 <= rows ? 2 : 1
  }

  /// Who goes through the list line by line finds the next briefing read already.
  private var prefetchEffects: [Effect] {
    guard context == .list, let next = list.entry(at: list.cursor.selected + listDirection) else { return [] }
    return [.prefetch(entryID: next.id)]
  }

  mutating func settleList() {
    list.cursor.settle(count: list.count, visible: visibleEntries)
  }
}

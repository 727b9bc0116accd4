internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  /// Takes a key: to the topmost thing that wants it, else through the keymap.
  mutating func press(_ key: Key) -> [Effect] {
    if let character = afterEscape(key) { return press(.escape) + press(.character(character)) }
    message = nil
    freshWarningCount = 0
    if frames == nil {
      // Too small to show anything: only leaving makes sense.
      let lookup = keymap.lookup([key], in: context)
      if lookup == .command(.quit) || lookup == .command(.close) { return [.quit] }
      return lookup == .command(.suspend) ? [.suspend] : []
    }
    if hold(key) { return [] }
    if !overlays.isEmpty { return pressOverlay(key) }
    if prompt != nil { return pressPrompt(key) }
    if links != nil { return pressLinks(key) }
    if chooser != nil { return pressChooser(key) }
    if let use = letterWanted { return pressLetter(key, use) }
    if search.isTyping, context == .hits { return pressSearch(key) }
    if pendingKeys.isEmpty, case .character(let character) = key,
      let digit = character.wholeNumberValue, character.isASCII, digit > 0 || count != nil
    {
      count = min(99_999_999, (count ?? 0) * 10 + digit)
      return []
    }
    let keys = pendingKeys + [key]
    switch keymap.lookup(keys, in: context) {
    case .command(let command):
      let count = self.count
      pendingKeys = []
      self.count = nil
      return perform(command, count: count)
    case .prefix:
      pendingKeys = keys
      return []
    case .none:
      let typed = keys.map(\.notation).joined(separator: " ")
      pendingKeys = []
      count = nil
      if keymap.lookup([key], in: context) == .command(.cancel) { return [] }
      let help = keymap.notations(of: .help).first ?? ""
      message = Message(text: "\(typed) means nothing here. \(help) lists the keys.", isWarning: false)
      return []
    }
  }

  /// The character of a key with Meta that means nothing here: it was typed after Escape then, and a slow line
  /// or quick fingers brought both at once. Not where it may be the beginning of a sequence that was torn.
  private func afterEscape(_ key: Key) -> Character? {
    guard case .meta(let character) = key, !"[]OPX^_\\".contains(character) else { return nil }
    var editor = LineEditor()
    if isTyping, editor.handle(key) { return nil }
    return keymap.lookup(pendingKeys + [key], in: context) == .none ? character : nil
  }

  /// Whether letters are text.
  private var isTyping: Bool {
    switch overlays.last {
    case .picker, .help(_, true, _): true
    case .some: false
    case .none: prompt != nil || search.isTyping && context == .hits
    }
  }

  /// Takes pasted text: only where text is being typed.
  mutating func paste(_ text: String) -> [Effect] {
    if case .picker(let picker)? = overlays.last { return paste(text, into: picker) }
    if prompt != nil {
      prompt?.editor.insert(text)
      return promptChanged()
    }
    if search.isTyping, context == .hits {
      search.editor.insert(text)
      return searchChanged()
    }
    return []
  }

  // MARK: - Commands

  /// Carries out a command in the context that has the focus.
  mutating func perform(_ command: Command, count: Int? = nil) -> [Effect] {
    guard CommandTable.row(command).works(in: context) else {
      let places = CommandTable.row(command).contexts.map(\.rawValue).joined(separator: ", ")
      message = Message(text: "\(command.rawValue) works only in: \(places).", isWarning: false)
      return []
    }
    let times = count ?? 1
    switch command {
    case .lineDown: return move(by: times)
    case .lineUp: return move(by: -times)
    case .halfPageDown: return move(by: times * max(1, page / 2))
    case .halfPageUp: return move(by: -times * max(1, page / 2))
    case .pageDown: return move(by: times * page)
    case .pageUp: return move(by: -times * page)
    case .left: return moveSideways(by: -times)
    case .right: return moveSideways(by: times)
    case .top: return moveToTop(count: count)
    case .bottom: return moveToBottom(count: count)
    case .goToPercent: return move(toPercent: count ?? 0)
    case .nextSection: return moveSection(by: times)
    case .previousSection: return moveSection(by: -times)
    case .nextBriefing: return moveBriefing(by: times)
    case .previousBriefing: return moveBriefing(by: -times)

    case .open: return openChosen()
    case .evidence: return showEvidence()
    case .raw: return toggleRaw()
    case .back: return goBack()
    case .forward: return goForward()
    case .setMark: return startLetter(.setMark)
    case .goToMark: return startLetter(.goToMark)
    case .marks: return startMarks()
    case .followLink: return startLinks()

    case .outline: return showBeside(.outline)
    case .tables: return showBeside(.tables)
    case .allTables: return showLibraryTables()
    case .matrix: return showMatrix()
    case .allMatrix: return showAllMatrix()
    case .notes: return showBeside(.notes)
    case .named: return showNamed()
    case .compare: return compare()
    case .skipped: return [.listSkipped]

    case .find: return startFind()
    case .onlyMatches: return toggleOnlyMatches()
    case .findNext: return moveMatch(by: times)
    case .findPrevious: return moveMatch(by: -times)
    case .search: return startSearch()

    case .facets: return startFacets()
    case .keepSearch: return startKeepingSearch()
    case .searches: return startSearches()
    case .openByName: return startNames()

    case .read: return toggleRead()
    case .star: return toggleStar()
    case .tag: return startTags()
    case .note: return startNote()
    case .annotate: return startAnnotation()
    case .annotateInEditor: return composeAnnotation()
    case .nextAnnotation: return moveAnnotation(by: 1)
    case .previousAnnotation: return moveAnnotation(by: -1)
    case .nextChange: return moveChange(by: 1)
    case .previousChange: return moveChange(by: -1)
    case .nextUnread: return moveUnread(by: 1)
    case .previousUnread: return moveUnread(by: -1)

    case .tableView: return nextTableView()
    case .tableColumns: return chooseColumns(count)
    case .tableAsFound: return takeBackChoice()
    case .sortRising: return sortTable(falling: false)
    case .sortFalling: return sortTable(falling: true)
    case .filterRows: return startRowFilter()
    case .hideColumn: return hideColumn()
    case .showColumns: return showColumns()
    case .columnWidth: return setColumnWidth(count)
    case .freezeColumns: return freezeColumns()
    case .export: return startExport()

    case .copy: return copy(.chosen)
    case .copyWithSource: return copy(.chosen, withSource: true)
    case .copyRow: return copy(.row)
    case .copyTable: return copy(.table)
    case .edit: return edit()
    case .pager: return showInPager()
    case .pipe: return startPipe()
    case .inferred:
      if context == .comparison { return toggleComparisonInferred() }
      return context == .library ? toggleLibraryInferred() : toggleInferred()
    case .acrossBriefings: return turnLibrary()
    case .matrixCounts: return toggleLibraryCounts()
    case .matrixOrder: return nextLibraryOrder()
    case .openRisks: return toggleOpenRisks()
    case .subjectWords: return explainSubject()
    case .pin: return context == .library ? togglePin() : togglePicked()
    case .pinned: return showPinned()

    case .nextPane: return moveFocus(by: 1)
    case .previousPane: return moveFocus(by: -1)
    case .paneLeft: return moveFocus(toward: .left)
    case .paneDown: return moveFocus(toward: .down)
    case .paneUp: return moveFocus(toward: .up)
    case .paneRight: return moveFocus(toward: .right)
    case .briefings: return focusList()
    case .splitBelow: return splitFocus(.column)
    case .splitBeside: return splitFocus(.row)
    case .closePane: return closeFocus()
    case .onlyPane: return closeOthers()
    case .exchangePanes: return exchangeFocus()
    case .zoom: return toggleZoom()
    case .narrower: return resizeFocus(.row, by: -4 * times)
    case .wider: return resizeFocus(.row, by: 4 * times)
    case .lower: return resizeFocus(.column, by: -2 * times)
    case .higher: return resizeFocus(.column, by: 2 * times)
    case .evenPanes: return evenPanes()
    case .portrait: return togglePortrait()
    case .usualPanes: return showUsualPanes()

    case .help:
      overlays.append(.help(filter: LineEditor(), isFiltering: false, top: 0))
      return []
    case .palette:
      prompt = Prompt(kind: .palette)
      return []
    case .theme: return showNextTheme()
    case .reload:
      message = Message(text: "Reading changed files.", isWarning: false)
      return reload()
    case .redraw: return [.redraw]
    case .mouse: return toggleMouse()
    case .suspend: return [.suspend]
    case .cancel: return cancel()
    case .close: return close()
    case .quit: return [.quit]
    }
  }

  /// Reads the open briefing and the folders again.
  mutating func reload() -> [Effect] {
    guard let reader else { return [.refreshLibrary] }
    return [beginOpening(reader.entryID), .refreshLibrary]
  }

  /// Shows the whole list again; the chosen entry stays chosen.
  private mutating func clearFilter() -> [Effect] {
    list.filter = ""
    refilter(keeping: list.selected?.id ?? reader?.entryID)
    return []
  }

  /// Takes back what narrows or marks: the filter of the list, matches, evidence.
  private mutating func cancel() -> [Effect] {
    if context == .library, !library.filter.isEmpty { return filterLibrary("") }
    if context == .list, list.filter.isEmpty, !list.picked.isEmpty {
      list.picked = []
      return []
    }
    if context == .allTables, !libraryTables.filter.isEmpty { return narrowLibraryTables(to: "") }
    if context == .list, !list.filter.isEmpty { return clearFilter() }
    endFind()
    reader?.evidence = nil
    source.evidence = nil
    return []
  }

  /// Closes what was opened last; with nothing open, quits.
  private mutating func close() -> [Effect] {
    if context == .table, !tableArrangement.filter.isEmpty {
      filterRows("")
      return []
    }
    if context == .table {
      table.isInCells = false
      return []
    }
    if context == .library { return closeLibrary() }
    if context == .allTables { return closeLibraryTables() }
    if context == .comparison { return closeComparison() }
    if arrangement.isZoomed {
      return toggleZoom()
    }
    switch arrangement.focus.role {
    case .side:
      return closeSide()
    case .reader:
      if find?.showsOnlyMatches == true {
        showAllAgain()
        return []
      }
      if side == .source || side == .hits { return closeSide() }
      // A text that was split off was opened later than all that was there before.
      if textPanes.count > 1 { return closeFocus() }
      // With one briefing there is no list to go back to.
      guard list.entries.count > 1 else { return [.quit] }
      focus(.list)
      return []
    case .list:
      guard list.filter.isEmpty else { return clearFilter() }
      return [.quit]
    }
  }

  // MARK: - Overlays

  private mutating func pressOverlay(_ key: Key) -> [Effect] {
    guard let overlay = overlays.popLast() else { return [] }
    switch overlay {
    case .help(var filter, true, _):
      switch key {
      case .enter, .down:
        overlays.append(.help(filter: filter, isFiltering: false, top: 0))
      case .escape, .control("c"):
        overlays.append(.help(filter: LineEditor(), isFiltering: false, top: 0))
      default:
        _ = filter.handle(key)
        overlays.append(.help(filter: filter, isFiltering: true, top: 0))
      }
      return []
    case .help(let filter, false, let top):
      if keymap.lookup([key], in: context) == .command(.find) {
        overlays.append(.help(filter: filter, isFiltering: true, top: 0))
        return []
      }
      let columns = SheetFrame(size: size).content.columns
      let rows = HelpSheet.lines(keymap, filter: filter.text, columns: columns).count
      if let top = scrolled(top, by: key, rows: rows) {
        overlays.append(.help(filter: filter, isFiltering: false, top: top))
        return []
      }
      // Other letters mean nothing here: what narrows it is said above it.
      if case .character = key, !leavesSheet(key) {
        overlays.append(overlay)
        return []
      }
    case .link(let destination):
      return press(key, on: destination)
    case .picker(let picker):
      return press(key, in: picker)
    case .skipped(let files, let top):
      let columns = SheetFrame(size: size).content.columns
      let rows = SkippedSheet.lines(files, warnings: warnings, columns: columns).count
      if let top = scrolled(top, by: key, rows: rows) {
        overlays.append(.skipped(files: files, top: top))
        return []
      }
    }
    switch keymap.lookup([key], in: context) {
    case .command(.quit): return [.quit]
    case .command(.suspend):
      overlays.append(overlay)
      return [.suspend]
    case .command(.redraw):
      overlays.append(overlay)
      return [.redraw]
    default: return []
    }
  }

  /// Whether a key closes a sheet by what it does.
  private func leavesSheet(_ key: Key) -> Bool {
    switch keymap.lookup([key], in: context) {
    case .command(.quit), .command(.close), .command(.cancel), .command(.help), .command(.redraw),
      .command(.suspend):
      true
    default: false
    }
  }

  /// The first line of a sheet after a key that scrolls; nil for any other key.
  private func scrolled(_ top: Int, by key: Key, rows: Int) -> Int? {
    guard case .command(let command) = keymap.lookup([key], in: context) else { return nil }
    let page = max(1, SheetFrame(size: size).content.rows)
    let last = max(0, rows - page)
    let moved: Int
    switch command {
    case .lineDown: moved = top + 1
    case .lineUp: moved = top - 1
    case .halfPageDown: moved = top + page / 2
    case .halfPageUp: moved = top - page / 2
    case .pageDown: moved = top + page
    case .pageUp: moved = top - page
    case .top: moved = 0
    case .bottom: moved = last
    default: return nil
    }
    return max(0, min(last, moved))
  }
}

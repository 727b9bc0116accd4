internal import BriefingModel
internal import TerminalScreen

/// The line at the bottom: where the reader is, what is being typed, and the keys that matter here.
enum StatusView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    if let prompt = state.prompt {
      drawPrompt(prompt, state, rect, into: &screen)
      return
    }
    if let chooser = state.chooser, state.message == nil {
      drawChooser(chooser, state, rect, into: &screen)
      return
    }
    if let use = state.letterWanted {
      drawLetterWanted(use, rect, into: &screen)
      return
    }
    if !state.pendingKeys.isEmpty || state.links != nil {
      drawWaiting(state, rect, into: &screen)
      return
    }
    if let overlay = state.overlays.last, state.message == nil {
      drawOverlay(overlay, state, rect, into: &screen)
      return
    }
    let left: String
    var style = Style(.status)
    if let message = state.message {
      left = message.text
      if message.isWarning { style = Style(.warning) }
    } else {
      left = place(state)
    }
    let end =
      rect.column + 1
      + screen.write(
        state.message == nil
          ? TextWrap.cut(left, columns: rect.columns - 2)
          : MessageText.fitted(left, columns: rect.columns - 2), column: rect.column + 1, row: rect.row,
        style: style)
    if let count = state.count {
      screen.write("\(count)", column: rect.endColumn - 12, row: rect.row, style: Style(.key))
      return
    }
    drawHints(state, from: end + 2, rect, into: &screen)
  }

  /// `§3 of 7   line 36 of 81   46%`, and the count of matches.
  private static func place(_ state: BrowserState) -> String {
    var parts: [String] = []
    // What was found in a text is said of no other thing.
    if let find = state.find, state.context.isOfText {
      let found =
        find.matches.isEmpty ? "no match for \(find.pattern)" : "\(find.pattern): \(find.countWords)"
      parts.append(find.isWaiting ? "looking for \(find.pattern)" : found)
    }
    switch state.context {
    case .list:
      if state.list.count > 0 {
        parts.append(
          "\((state.list.cursor.selected + 1).grouped) of \(state.list.count.grouped)")
      }
      if !state.list.filter.isEmpty { parts.append("narrowed from \(state.list.entries.count)") }
    case .source:
      if let reader = state.reader {
        let line = state.source.evidence?.firstLine ?? state.source.top
        parts.append("line \(line) of \(reader.opened.lines.count)")
      }
    case .tables, .table:
      if let table = state.shownTable {
        if state.context == .table, state.table.row >= 0, state.table.row < table.rowSpans.count {
          parts.append("row \(state.table.row + 1) of \(table.rows.count)")
          parts.append("line \(table.rowSpans[state.table.row].firstLine)")
          let written = state.tableRemarks[state.table.row]?.first {
            $0.column == nil || $0.column == state.table.column
          }
          if let written {
            let line = written.text.split(separator: "\n").first.map(String.init) ?? ""
            parts.append("» " + TextWrap.cut(line, columns: 40))
          }
        } else {
          parts.append("table \(state.table.table + 1) of \(state.reader?.flow.tables.count ?? 0)")
          parts.append("line \(table.span.firstLine)")
        }
      }
    case .notes:
      if let notes = state.briefing?.notes, !notes.isEmpty {
        parts.append("\(state.notes.selected + 1) of \(notes.count)")
      }
    case .matrix:
      if let layout = state.matrixLayout, !layout.statements.isEmpty {
        let chosen = layout.statements[min(state.matrix.cursor, layout.statements.count - 1)]
        let (number, count) = layout.place(of: state.matrix.cursor)
        parts.append("\(number) of \(count)" + (layout.isColumns ? " \(chosen.kind.rawValue)s" : ""))
        parts.append(chosen.basisWords)
        parts.append("line \(chosen.span.firstLine)")
      }
    case .library:
      if let layout = state.library.layout, !layout.spots.isEmpty {
        parts.append(libraryPlace(layout, state.library.level.cursor))
        switch state.library.chosen?.target {
        case .entry(let entry, let matrix)?:
          parts.append(entry.first.assessment.basisWords)
          parts.append(matrix.place(entry.first))
        case .cell(_, let title)?: parts.append(title)
        case nil: break
        }
      }
    case .allTables:
      if let chosen = state.libraryTables.chosen {
        parts.append(
          "\((state.libraryTables.cursor.selected + 1).grouped) of \(state.libraryTables.tables.count.grouped)"
            + (state.libraryTables.next == nil ? "" : "+"))
        let file = chosen.entry.path.split(separator: "/").last.map(String.init) ?? ""
        parts.append("\(TextWrap.cutFront(file, columns: 24)):\(chosen.span.firstLine)")
      }
    case .comparison:
      if let sheet = state.comparison.sheet, !sheet.spots.isEmpty {
        parts.append(
          words(sheet.spots.place(of: state.comparison.cursor)))
        if let chosen = state.comparison.chosen { parts.append(chosen.label) }
      }
    case .named:
      if let sheet = state.named.sheet, !sheet.spots.isEmpty {
        parts.append(words(sheet.spots.place(of: state.named.cursor)))
        if let chosen = state.named.chosen { parts.append(chosen.label) }
      }
    case .hits:
      if let results = state.search.results, let entry = results.entry(at: state.search.cursor.selected) {
        let number = results.number(at: state.search.cursor.selected).grouped
        let more = results.isPartial && state.search.hasMore ? "+" : ""
        parts.append("\(number) of \(results.matchCount.grouped)\(more)")
        if case .line(let hit, _) = entry { parts.append("line \(hit.line)") }
      }
    default:
      parts += readerPlace(state)
    }
    return parts.joined(separator: "   ")
  }

  private static func words(_ place: (number: Int, count: Int)) -> String {
    "\(place.number.grouped) of \(place.count.grouped)"
  }

  /// Which subject of how many where they are counted, which statement of its kind where they stand.
  private static func libraryPlace(_ layout: LibraryMatrixLayout, _ cursor: Int) -> String {
    guard layout.spots.indices.contains(cursor) else { return "" }
    switch layout.spots[cursor].target {
    case .cell:
      let number = layout.rowStarts.firstIndex(of: layout.spots[cursor].lines.lowerBound) ?? 0
      return "subject \(words((number + 1, layout.rowStarts.count)))"
    case .entry(let entry, _):
      let place = words(layout.spots.place(of: cursor))
      return layout.header.isEmpty ? place : "\(place) \(entry.first.assessment.kind.rawValue)s"
    }
  }

  private static func readerPlace(_ state: BrowserState) -> [String] {
    guard let reader = state.reader, !reader.flow.items.isEmpty else { return [] }
    let total = reader.opened.lines.count
    guard total > 0 else { return ["empty"] }
    let rows = state.rows(of: .reader)
    let isEnd = reader.top >= reader.flow.lastTop(state.metrics, page: rows)
    // The line that a quoting reader would name: the first one of which text is on the screen.
    var item = reader.top.item
    let items = reader.flow.items
    while item + 1 < items.count, items[item].span == nil { item += 1 }
    let line = reader.flow.line(of: item)
    var parts: [String] = []
    let headings = state.briefing?.headings.count ?? 0
    if headings > 0 {
      let number =
        state.briefing?.sections.prefix(state.readerSection + 1).count { $0.heading != nil } ?? 0
      if number > 0 { parts.append("§\(number) of \(headings)") }
    }
    if reader.isPart { return parts + ["line \(line)", "the rest is being read"] }
    parts.append("line \(line) of \(total)")
    let isTop = reader.top <= reader.flow.start
    parts.append(isEnd && isTop ? "all" : isEnd ? "end" : isTop ? "top" : "\(line * 100 / total)%")
    return parts
  }

  // MARK: - Hints

  /// The commands worth a hint in each context, the most useful first.
  private static func hints(_ state: BrowserState) -> [(Command, String)] {
    let ends: [(Command, String)] = [(.help, "help"), (.palette, "command")]
    let columns: [(Command, String)] =
      state.shownTable?.canBeReread == true ? [(.tableColumns, "columns")] : []
    switch state.context {
    case .list:
      return [
        (.open, "read"), (.find, "narrow"), (.search, "search"), (.matrix, "matrix"), (.nextPane, "pane"),
      ] + ends
    case .reader:
      if let find = state.find, !find.matches.isEmpty {
        return [
          (.findNext, "next"), (.onlyMatches, find.showsOnlyMatches ? "all" : "only these"),
          (.cancel, "unmark"),
          (.find, "find"), (.search, "search"), (.nextPane, "pane"),
        ] + ends
      }
      return [
        (.find, "find"), (.search, "search"), (.tables, "tables"), (.matrix, "matrix"), (.raw, "raw"),
        (.nextPane, "pane"),
      ] + ends
    case .outline:
      return [(.open, "go there"), (.evidence, "source"), (.nextPane, "pane")] + ends
    case .tables:
      return [(.open, "cells"), (.tableView, "view"), (.evidence, "source")] + columns + ends
    case .table:
      let other = state.table.view == .card ? "fit" : "card"
      return [(.evidence, "source"), (.tableView, "view"), (.open, other)] + columns
        + [(.sortRising, "sort"), (.filterRows, "filter"), (.close, "list")] + ends
    case .matrix:
      return [(.evidence, "source"), (.open, "read"), (.inferred, "inferred"), (.zoom, "zoom")] + ends
    case .library:
      guard state.library.chosenStatement != nil else {
        return [
          (.open, "statements"), (.acrossBriefings, "turn"), (.matrixOrder, "order"),
          (.openRisks, "open risks"),
          (.find, "narrow"), (.close, "close"),
        ] + ends
      }
      return [
        (.open, "read there"), (.evidence, "source"), (.pin, "pin"), (.acrossBriefings, "turn"),
        (.matrixCounts, "counts"),
        (.find, "narrow"), (.close, "close"),
      ] + ends
    case .allTables:
      return [(.open, "open"), (.evidence, "source"), (.find, "narrow"), (.close, "close")] + ends
    case .hits:
      if state.search.isTyping { return [] }
      return [
        (.open, "read there"), (.search, "refine"), (.facets, "narrow"), (.keepSearch, "keep"),
        (.close, "close"),
      ]
        + ends
    case .comparison:
      return [
        (.open, "read there"), (.evidence, "source"), (.nextSection, "next part"), (.inferred, "inferred"),
        (.close, "close"),
      ] + ends
    case .named:
      return [(.open, "read"), (.evidence, "source"), (.nextSection, "next part"), (.close, "close")] + ends
    case .notes:
      return [(.evidence, "source"), (.open, "read")] + ends
    case .source:
      return [(.back, "back"), (.close, "close"), (.zoom, "zoom")] + ends
    }
  }

  /// What stands below a sheet: how many there are to choose from, and its own keys.
  private static func drawOverlay(
    _ overlay: Overlay, _ state: BrowserState, _ rect: Rect, into screen: inout Screen
  ) {
    func key(_ command: Command) -> String { state.keymap.notations(of: command).first ?? "" }
    var left = ""
    var hints: [(key: String, word: String)] = []
    switch overlay {
    case .picker(let picker):
      let count = picker.shown.count
      if count > 0 { left = "\((picker.cursor.selected + 1).grouped) of \(count.grouped)" }
      let verb =
        switch picker.kind {
        case .facets: "narrows"
        case .searches: "searches"
        case .names: "opens"
        case .marks: "goes there"
        }
      if count > 0 { hints = [("Enter", verb), ("Down", "next")] }
      if count > 0, picker.kind == .marks || picker.kind == .searches { hints.append(("Del", "forgets")) }
      hints.append(("Esc", "leaves"))
    case .help(_, let isFiltering, _):
      hints =
        isFiltering
        ? [("Enter", "ends typing"), ("Esc", "all again")]
        : [(key(.lineDown), "down"), (key(.find), "narrow"), (key(.close), "leaves")]
    case .skipped: hints = [(key(.lineDown), "down"), (key(.close), "leaves")]
    case .link: return
    }
    let end =
      rect.column + 1 + screen.write(left, column: rect.column + 1, row: rect.row, style: Style(.status))
    draw(hints, from: end + 2, rect, into: &screen)
  }

  private static func drawHints(
    _ state: BrowserState, from start: Int, _ rect: Rect, into screen: inout Screen
  ) {
    var hints: [(key: String, word: String)] = []
    if state.search.isTyping, state.context == .hits {
      hints = [("Enter", "results"), ("Down", "choose"), ("Esc", "stop typing")]
    } else {
      for (command, word) in Self.hints(state) {
        if let key = state.keymap.notations(of: command).first { hints.append((key, word)) }
      }
    }
    draw(hints, from: start, rect, into: &screen)
  }

  /// Draws keys with their words at the right end, as many as there is room for.
  private static func draw(
    _ hints: [(key: String, word: String)], from start: Int, _ rect: Rect, into screen: inout Screen
  ) {
    var hints = hints
    func width(_ hints: [(key: String, word: String)]) -> Int {
      hints.reduce(0) { $0 + $1.key.count + 1 + $1.word.count } + max(0, hints.count - 1) * 3
    }
    // What does not fit goes, from the least useful on; the first and help stay longest.
    while !hints.isEmpty, start + width(hints) + 1 > rect.endColumn {
      let hasHelp = hints.last?.word == "command" || hints.last?.word == "help"
      if hints.last?.word == "command", hints.count <= 4 {
        hints.removeLast()
      } else if hasHelp, hints.count > 2 {
        hints.remove(at: hints.count - (hints.last?.word == "command" ? 3 : 2))
      } else {
        hints.removeLast()
      }
    }
    var column = rect.endColumn - 1 - width(hints)
    for hint in hints {
      column += screen.write(hint.key, column: column, row: rect.row, style: Style(.key))
      column += 1 + screen.write(hint.word, column: column + 1, row: rect.row, style: .dim) + 3
    }
  }
}

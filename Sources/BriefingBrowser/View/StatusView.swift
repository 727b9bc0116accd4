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
        TextWrap.cut(left, columns: rect.columns - 2), column: rect.column + 1, row: rect.row,
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
    if let find = state.find {
      let count = find.matches.count
      parts.append(
        count == 0
          ? "no match for \(find.pattern)"
          : "\(find.pattern): \((find.current ?? 0) + 1) of \(BarView.grouped(count))")
    }
    switch state.context {
    case .list:
      if state.list.count > 0 {
        parts.append(
          "\(BarView.grouped(state.list.cursor.selected + 1)) of \(BarView.grouped(state.list.count))")
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
        parts.append("\(state.matrix.cursor + 1) of \(layout.statements.count)")
        parts.append(chosen.basisWords)
        parts.append("line \(chosen.span.firstLine)")
      }
    case .library:
      if let layout = state.library.layout, !layout.spots.isEmpty {
        parts.append(
          "\(BarView.grouped(state.library.level.cursor + 1)) of \(BarView.grouped(layout.spots.count))")
        switch state.library.chosen?.target {
        case .entry(let entry, let matrix)?:
          parts.append(entry.first.assessment.basisWords)
          parts.append(matrix.place(entry.first))
        case .cell(_, let title)?: parts.append(title)
        case nil: break
        }
      }
    case .comparison:
      if let sheet = state.comparison.sheet, !sheet.spots.isEmpty {
        parts.append(
          "\(BarView.grouped(state.comparison.cursor + 1)) of \(BarView.grouped(sheet.spots.count))")
        if let chosen = state.comparison.chosen { parts.append(chosen.label) }
      }
    case .named:
      if let sheet = state.named.sheet, !sheet.spots.isEmpty {
        parts.append("\(BarView.grouped(state.named.cursor + 1)) of \(BarView.grouped(sheet.spots.count))")
        if let chosen = state.named.chosen { parts.append(chosen.label) }
      }
    case .hits:
      if let entries = state.search.results?.entries, !entries.isEmpty {
        parts.append("\(state.search.cursor.selected + 1) of \(entries.count)")
      }
    default:
      parts += readerPlace(state)
    }
    return parts.joined(separator: "   ")
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
    parts.append("line \(line) of \(total)")
    let isTop = reader.top == FlowPlace()
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

  // MARK: - Typing

  private static func drawPrompt(
    _ prompt: Prompt, _ state: BrowserState, _ rect: Rect, into screen: inout Screen
  ) {
    let lead: String
    var right = ""
    switch prompt.kind {
    case .filter:
      lead = "narrow: "
      right = "\(state.list.count) of \(state.list.entries.count)"
    case .find:
      lead = "/ "
      if let find = state.find {
        right =
          find.matches.isEmpty
          ? "no match" : "\((find.current ?? 0) + 1) of \(BarView.grouped(find.matches.count))"
      }
    case .palette:
      lead = ": "
    case .statements:
      lead = "narrow: "
    case .rows:
      lead = "rows with: "
      if let shown = state.shownTable, let tables = state.reader?.flow.tables {
        right = "\(shown.rows.count) of \(tables[state.table.table].rows.count)"
      }
    case .tags:
      lead = "tags: "
      right = "parted by commas"
    case .note:
      lead = "note: "
    case .annotation:
      lead = "» "
    case .searchName:
      lead = "keep as: "
    case .program:
      lead = "| "
      right = "a program with its arguments"
    case .export:
      lead = "write to: "
      right = ".csv .md .txt"
    }
    EditorView.draw(
      prompt.editor, lead: lead, column: rect.column + 1, row: rect.row,
      columns: rect.columns - right.count - 4, hasCursor: true, into: &screen)
    screen.write(right, column: rect.endColumn - right.count - 1, row: rect.row, style: .dim)
  }

  /// The ways in which a table can be read, the shown one marked.
  private static func drawChooser(
    _ chooser: TableChooser, _ state: BrowserState, _ rect: Rect, into screen: inout Screen
  ) {
    var column = rect.column + 1
    column += screen.write("columns:", column: column, row: rect.row, style: Style(.key)) + 1
    for (place, name) in chooser.names.enumerated() {
      let isShown = place == chooser.selected
      column += screen.write(
        " \(name) ", column: column, row: rect.row, style: isShown ? Style(.focusedSelection) : .text,
        limit: max(0, rect.endColumn - column))
    }
    var hints: [(String, String)] = []
    for (command, word) in [(Command.open, "sets"), (.close, "leaves")] {
      if let key = state.keymap.notations(of: command).first { hints.append((key, word)) }
    }
    let width = hints.reduce(0) { $0 + $1.0.count + 1 + $1.1.count } + 3 * (hints.count - 1)
    guard column + 2 + width < rect.endColumn else { return }
    column = rect.endColumn - 1 - width
    for (key, word) in hints {
      column += screen.write(key, column: column, row: rect.row, style: Style(.key)) + 1
      column += screen.write(word, column: column, row: rect.row, style: .dim) + 3
    }
  }

  private static func drawLetterWanted(_ use: LetterUse, _ rect: Rect, into screen: inout Screen) {
    let column = rect.column + 1
    let lead = use == .setMark ? "mark as:" : "to mark:"
    let end = column + screen.write(lead, column: column, row: rect.row, style: Style(.key))
    let words = use == .setMark ? "a letter from a to z" : "a letter from a to z, or ' for the last place"
    screen.write(words, column: end + 1, row: rect.row, style: .dim, limit: max(0, rect.endColumn - end - 2))
  }

  /// The keys that wait for another one, or for a label.
  private static func drawWaiting(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    var column = rect.column + 1
    let typed = state.links?.typed ?? state.pendingKeys.map(\.notation).joined(separator: " ")
    column += screen.write(typed, column: column, row: rect.row, style: Style(.key))
    if let links = state.links {
      let words = "the letters of a link follow it"
      if !typed.isEmpty { column += 2 }
      screen.write(
        "\(BarView.plural(links.fitting.count, "link")): \(words)", column: column, row: rect.row,
        limit: rect.endColumn - column)
    }
    let hint = "Esc leaves"
    guard rect.endColumn - hint.count - 1 > column + 46 || state.links == nil else { return }
    column = rect.endColumn - hint.count - 1
    screen.write("Esc", column: column, row: rect.row, style: Style(.key))
    screen.write("leaves", column: column + 4, row: rect.row, style: .dim)
  }
}

/// A line that is being typed.
enum EditorView {
  /// Draws the line with its cursor; a line too long is scrolled so that the cursor can be seen.
  static func draw(
    _ editor: LineEditor, lead: String, column: Int, row: Int, columns: Int, hasCursor: Bool,
    into screen: inout Screen
  ) {
    let start = column + screen.write(lead, column: column, row: row, style: Style(.key))
    let room = max(2, columns - (start - column))
    let characters = Array(editor.text)
    let before = characters.prefix(editor.cursor).reduce(0) { $0 + CellWidth.columns(of: $1) }
    var first = 0
    var hidden = 0
    while before - hidden > room - 1, first < characters.count {
      hidden += CellWidth.columns(of: characters[first])
      first += 1
    }
    screen.write(
      String(characters[first...]), column: start, row: row, style: Style(.prompt), limit: room)
    if hasCursor { screen.cursor = (start + before - hidden, row) }
  }
}

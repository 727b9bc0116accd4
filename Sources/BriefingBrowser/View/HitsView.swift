internal import BriefingModel
internal import TerminalScreen

/// The search over the library: the query, and what it finds.
enum HitsView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    let shift = drawQuery(state, rect, into: &screen)
    let area = rect.droppingTop(2).inset(left: 1, right: 1)
    guard let results = state.search.results else {
      drawHelp(state, area, into: &screen)
      return
    }
    if let fault = results.fault {
      // The query begins behind its lead and may be scrolled.
      FaultView.drawMark(
        fault, in: state.search.editor.text, column: rect.column + 3 - shift, row: rect.row + 1,
        visible: rect.column + 3..<rect.endColumn - 1, into: &screen)
      let words =
        FaultView.words(of: fault, takenBy: "Right takes")
        + (results.suggestions.isEmpty ? [] : [(nearWords(results.suggestions), .text)])
      FaultView.draw(words, area.inset(left: 1, right: 1), into: &screen)
      return
    }
    if results.results.isEmpty {
      let words = state.search.isOfPart ? "Nothing found in what was read so far." : "Nothing found."
      put(words, area, row: 0, .dim, into: &screen)
      putNear(results.suggestions, area, row: 2, into: &screen)
      return
    }
    let hasFocus = state.context == .hits && state.overlays.isEmpty
    let digits = String(results.results.flatMap(\.hits).map(\.line).max() ?? 1).count
    let top = state.search.cursor.top
    for (offset, entry) in results.entries(top..<top + area.rows).enumerated() {
      let row = area.row + offset
      let isChosen = top + offset == state.search.cursor.selected
      if isChosen, hasFocus {
        screen.fill(
          Rect(column: rect.column, row: row, columns: rect.columns, rows: 1),
          style: Style(.focusedSelection))
      }
      let chosen = isChosen && hasFocus
      switch entry {
      case .briefing(let result):
        let count = countWords(result)
        let room = area.columns - count.count - 2
        if let letter = state.pickedLetter(result.entry.id) {
          screen.write(
            letter, column: rect.column, row: row,
            style: chosen ? Style(.focusedSelection) : Style(.key, .bold))
        }
        screen.write(
          TextWrap.cut(result.entry.displayTitle, columns: room), column: area.column, row: row,
          style: chosen ? Style(.focusedSelection) : Style(.strong), limit: room)
        screen.write(
          count, column: area.endColumn - count.count, row: row,
          style: chosen ? Style(.focusedSelection) : .dim)
      case .line(let hit, _):
        drawHit(hit, digits: digits, isChosen: chosen, area, row: row, into: &screen)
      }
    }
  }

  /// How many briefings of the same words a result is, and how many lines were found. What a filter or a name found
  /// has none.
  private static func countWords(_ result: SearchResult) -> String {
    let lines = BarView.plural(result.hitCount, "line")
    let parts = [
      result.equalPaths.isEmpty ? nil : "\(result.equalPaths.count + 1) equal",
      result.hitCount == 0
        ? nil : result.hits.count < result.hitCount ? "\(result.hits.count) of \(lines)" : lines,
    ]
    return parts.compactMap { $0 }.joined(separator: ", ")
  }

  /// Draws the query and beside it, as far as there is room, what was found. Returns the columns of the query that
  /// are scrolled out.
  private static func drawQuery(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) -> Int {
    let typed = state.search.editor
    let isTyping = state.search.isTyping && state.context == .hits && state.overlays.isEmpty
    // The query is worth more than the counts.
    let wanted = 3 + CellWidth.columns(of: typed.text)
    let found = foundWords(state).first { wanted + $0.count + 4 <= rect.columns } ?? ""
    let room = rect.columns - 2 - (found.isEmpty ? 0 : found.count + 2)
    screen.write(found, column: rect.endColumn - found.count - 1, row: rect.row, style: .dim)
    return EditorView.draw(
      typed, lead: "S ", column: rect.column + 1, row: rect.row, columns: max(8, room),
      hasCursor: isTyping, into: &screen)
  }

  /// How much was found, in fewer and fewer words: `12 lines in 3 briefings   2 ms`, `first 50 of 1,000 briefings`.
  private static func foundWords(_ state: BrowserState) -> [String] {
    guard let results = state.search.results, results.fault == nil else { return [] }
    let all = results.matchCount.grouped
    var forms: [String]
    if state.search.hasMore {
      let here = results.briefingCount.grouped
      forms =
        results.isPartial
        ? ["first \(here) briefings", "first \(here)"]
        : ["first \(here) of \(all) briefings", "\(here) of \(all)"]
    } else {
      let more = results.isPartial ? "+" : ""
      forms = ["\(all)\(more) briefing\(results.matchCount == 1 ? "" : "s")", all + more]
      // Of many briefings only those on the screen were asked for their lines.
      if let lines = results.hitCount, lines > 0 {
        forms.insert("\(BarView.plural(lines, "line")) in \(forms[0])", at: 0)
      }
    }
    return ["\(forms[0])   \(state.search.milliseconds) ms"] + forms
  }

  private static func putNear(_ near: [String], _ area: Rect, row: Int, into screen: inout Screen) {
    guard !near.isEmpty else { return }
    put(nearWords(near), area, row: row, .text, into: &screen)
  }

  private static func nearWords(_ near: [String]) -> String { "Near words: " + near.joined(separator: ", ") }

  private static func drawHit(
    _ hit: SearchHit, digits: Int, isChosen: Bool, _ area: Rect, row: Int, into screen: inout Screen
  ) {
    let number = String(hit.line)
    let style = isChosen ? Style(.focusedSelection) : Style.text
    screen.write(
      number, column: area.column + 2 + digits - number.count, row: row,
      style: isChosen ? style : .dim)
    let left = area.column + digits + 4
    // The snippet on one line; its first mark must be in it.
    let width = area.endColumn - left
    let line = SnippetLine(hit, columns: width)
    screen.write(line.text, column: left, row: row, style: style, limit: width)
    for mark in line.marks {
      screen.restyle(
        Rect(column: left + mark.lowerBound, row: row, columns: mark.count, rows: 1)
      ) { $0.role == .focusedSelection ? $0.adding([.bold, .underline]) : Style(.hit, .bold) }
    }
  }

  private static func drawHelp(_ state: BrowserState, _ area: Rect, into screen: inout Screen) {
    let lines = [
      ("drone surveillance", "both words"),
      ("\"drone flights\"", "the phrase"),
      ("cartel -navy", "one without the other"),
      ("risk:privacy", "in stated risks"),
      ("title:ecuador", "in titles"),
      ("date:2026-03..", "from March 2026 on"),
      ("/sanction(s|ed)/", "lines that match it"),
      ("is:unread", "what you have not read"),
      ("tag:energy", "what you gave the tag"),
    ]
    guard area.columns >= 30 else { return }
    for (index, line) in lines.enumerated() where index < area.rows {
      screen.write(line.0, column: area.column + 1, row: area.row + index, style: .dim)
      screen.write(
        line.1, column: area.column + 22, row: area.row + index, style: .dim,
        limit: area.columns - 22)
    }
  }

  private static func put(
    _ text: String, _ area: Rect, row: Int, _ style: Style, into screen: inout Screen
  ) {
    for (index, line) in TextWrap.wrap(text, width: area.columns - 2).enumerated()
    where row + index < area.rows {
      screen.write(line.text, column: area.column + 1, row: area.row + row + index, style: style)
    }
  }
}

/// A snippet cut to one line around its first mark.
struct SnippetLine {
  let text: String
  /// Columns of the marks within `text`.
  let marks: [Range<Int>]

  init(_ hit: SearchHit, columns: Int) {
    let whole = TextWrap.wrap(hit.snippet, width: Int(Int32.max))[0]
    let shown = whole.plainText
    let places = hit.marks.compactMap { whole.columns(of: $0) }
    var lead = ""
    var start = 0
    if let first = places.first, first.upperBound > columns - 2 {
      // Some words before the mark make it readable.
      start = max(0, min(first.lowerBound - columns / 3, CellWidth.columns(of: shown) - columns + 2))
      lead = "… "
    }
    var column = 0
    var kept = ""
    var first: Int?
    var isAtWord = start == 0
    for grapheme in shown {
      // A piece of a word at the beginning would read as another word.
      if column >= start, isAtWord {
        if first == nil { first = column }
        kept.append(grapheme)
      }
      if grapheme == " ", column + 1 >= start { isAtWord = true }
      column += CellWidth.columns(of: grapheme)
      if let mark = places.first, column >= mark.lowerBound { isAtWord = true }
    }
    text = TextWrap.cut(lead + kept, columns: columns)
    let shift = lead.count - (first ?? 0)
    let end = CellWidth.columns(of: text)
    marks = places.compactMap { place in
      let low = max(lead.count, place.lowerBound + shift)
      let high = min(end, place.upperBound + shift)
      return low < high ? low..<high : nil
    }
  }
}

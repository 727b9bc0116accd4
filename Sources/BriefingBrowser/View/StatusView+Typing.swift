internal import BriefingModel
internal import TerminalScreen

extension StatusView {
  // MARK: - Typing

  static func drawPrompt(
    _ prompt: Prompt, _ state: BrowserState, _ rect: Rect, into screen: inout Screen
  ) {
    let lead: String
    var right = ""
    switch prompt.kind {
    case .filter:
      lead = "narrow: "
      right = "\(state.list.count) of \(state.list.entries.count)"
    case .find:
      lead = prompt.showsOnlyMatches ? "only with: " : "/ "
      right = findWords(state, prompt)
    case .palette:
      lead = ": "
    case .statements:
      lead = "narrow: "
      if let fault = state.library.fault {
        right = fault.message
      } else if let layout = state.library.layout {
        right = BarView.plural(layout.stated + layout.inferred, "statement")
      }
    case .tables:
      lead = "tables with: "
      right =
        state.libraryTables.isWaiting
        ? ""
        : state.libraryTables.tables.count.grouped
          + (state.libraryTables.next == nil ? "" : "+")
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
      // At least half of the line is for what is written.
      let target = TextWrap.cut(prompt.target, columns: max(8, rect.columns / 2 - 12))
      lead = prompt.target.isEmpty ? "» " : "note on \(target) » "
    case .searchName:
      lead = "keep as: "
    case .program:
      lead = "| "
      right = "a program with its arguments"
    case .export:
      lead = "write to: "
      right = ".csv .md .txt"
    }
    right = TextWrap.cut(right, columns: rect.columns / 2)
    EditorView.draw(
      prompt.editor, lead: lead, column: rect.column + 1, row: rect.row,
      columns: rect.columns - right.count - 4, hasCursor: true, into: &screen)
    screen.write(right, column: rect.endColumn - right.count - 1, row: rect.row, style: .dim)
  }

  /// What stands beside a find that is being typed: how to ask for a pattern, what is wrong with it, or how much
  /// there is.
  private static func findWords(_ state: BrowserState, _ prompt: Prompt) -> String {
    let query = FindQuery(typed: prompt.editor.text)
    guard !query.isEmpty, let find = state.find else { return "words, or /pattern/" }
    let found = find.fault ?? (find.matches.isEmpty ? "no match" : find.countWords)
    guard case .pattern = query else { return found }
    return find.isWaiting && find.matches.isEmpty ? "looking" : "pattern: " + found
  }

  /// The ways in which a table can be read, the shown one marked.
  static func drawChooser(
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

  static func drawLetterWanted(_ use: LetterUse, _ rect: Rect, into screen: inout Screen) {
    let column = rect.column + 1
    let lead = use == .setMark ? "mark as:" : "to mark:"
    let end = column + screen.write(lead, column: column, row: rect.row, style: Style(.key))
    let words = use == .setMark ? "a letter from a to z" : "a letter from a to z, or ' for the last place"
    screen.write(words, column: end + 1, row: rect.row, style: .dim, limit: max(0, rect.endColumn - end - 2))
  }

  /// The keys that wait for another one, or for a label.
  static func drawWaiting(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
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

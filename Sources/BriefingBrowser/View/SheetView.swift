internal import BriefingModel
internal import TerminalScreen

/// Where a sheet stands over the panes.
struct SheetFrame {
  let outer: Rect
  /// Inside of the margins, the title and the line at the bottom left out.
  let content: Rect

  init(size: Size) {
    let columns = min(size.columns, 92)
    let rows = max(3, size.rows - 2)
    outer = Rect(column: (size.columns - columns) / 2, row: 1, columns: columns, rows: rows)
    content = Rect(
      column: outer.column + 3, row: outer.row + 2, columns: outer.columns - 6, rows: rows - 3)
  }
}

/// A sheet over the panes: help, or the files left out.
enum SheetView {
  static func draw(_ overlay: Overlay, _ state: BrowserState, into screen: inout Screen) {
    let frame = SheetFrame(size: state.size)
    screen.fill(frame.outer)
    for row in frame.outer.row..<frame.outer.endRow {
      if frame.outer.column > 0 {
        screen.write("│", column: frame.outer.column, row: row, style: Style(.rule))
        screen.write("│", column: frame.outer.endColumn - 1, row: row, style: Style(.rule))
      }
    }
    switch overlay {
    case .help(let filter, let isFiltering, let top):
      drawTitle("Help", frame, into: &screen)
      let lead = "/ "
      if isFiltering || !filter.isEmpty {
        EditorView.draw(
          filter, lead: lead, column: frame.outer.column + 12, row: frame.outer.row,
          columns: frame.outer.columns - 14, hasCursor: isFiltering, into: &screen)
      } else {
        let narrow = state.keymap.notations(of: .find).first.map { $0 + " narrows   " } ?? ""
        let close = state.keymap.notations(of: .close).first.map { $0 + " closes" } ?? "Esc closes"
        let hints = [narrow + close, close, ""]
        let hint = hints.first { $0.count <= frame.outer.columns - 14 } ?? ""
        screen.write(
          hint, column: frame.outer.endColumn - hint.count - 3, row: frame.outer.row, style: .dim,
          limit: max(0, frame.outer.columns - 14))
      }
      let lines = HelpSheet.lines(
        state.keymap, filter: filter.text, columns: frame.content.columns)
      if lines.isEmpty {
        screen.write(
          "No key and no command has this in its words.", column: frame.content.column,
          row: frame.content.row, style: .dim, limit: frame.content.columns)
      }
      for (offset, line) in lines.dropFirst(top).prefix(frame.content.rows).enumerated() {
        HelpSheet.draw(line, frame.content, row: frame.content.row + offset, into: &screen)
      }
      drawMore(top, lines.count, frame, into: &screen)
    case .link(let destination): LinkSheet.draw(destination, state, frame, into: &screen)
    case .picker(let picker): drawPicker(picker, frame, into: &screen)
    case .skipped(let files, let top):
      drawTitle(state.warnings.isEmpty ? "Left out" : "Warnings, and what was left out", frame, into: &screen)
      let lines = SkippedSheet.lines(files, warnings: state.warnings, columns: frame.content.columns)
      for (offset, line) in lines.dropFirst(top).prefix(frame.content.rows).enumerated() {
        SkippedSheet.draw(line, frame.content, row: frame.content.row + offset, into: &screen)
      }
      drawMore(top, lines.count, frame, into: &screen)
    }
  }

  private static func drawPicker(_ picker: Picker, _ frame: SheetFrame, into screen: inout Screen) {
    drawTitle(picker.title, frame, into: &screen)
    EditorView.draw(
      picker.editor, lead: "/ ", column: frame.outer.column + 14, row: frame.outer.row,
      columns: frame.outer.columns - 16, hasCursor: true, into: &screen)
    let shown = picker.shown
    let area = frame.content
    if shown.isEmpty {
      screen.write(picker.emptyWords, column: area.column, row: area.row, style: .dim, limit: area.columns)
    }
    let top = picker.cursor.top
    for (offset, item) in shown.dropFirst(top).prefix(area.rows).enumerated() {
      let row = area.row + offset
      let isChosen = top + offset == picker.cursor.selected
      let style = isChosen ? Style(.focusedSelection) : Style.text
      if isChosen {
        screen.fill(
          Rect(column: area.column - 1, row: row, columns: area.columns + 2, rows: 1), style: style)
      }
      // What is chosen takes the room that it needs, what tells of it the rest.
      let wide = CellWidth.columns(of: item.text)
      let room = min(wide, max(area.columns / 2, area.columns - CellWidth.columns(of: item.detail) - 2))
      let line = SnippetLine(SearchHit(line: 1, snippet: item.text, marks: item.marks), columns: room)
      screen.write(line.text, column: area.column, row: row, style: style, limit: room)
      for mark in line.marks {
        screen.restyle(Rect(column: area.column + mark.lowerBound, row: row, columns: mark.count, rows: 1)) {
          $0.role == .focusedSelection ? $0.adding([.bold, .underline]) : Style(.hit, .bold)
        }
      }
      let left = area.columns - room - 2
      guard left > 3 else { continue }
      let detail = TextWrap.cut(item.detail, columns: left)
      screen.write(
        detail, column: area.endColumn - CellWidth.columns(of: detail), row: row,
        style: isChosen ? style : .dim, limit: left)
    }
    drawMore(top, shown.count, frame, into: &screen)
  }

  static func drawTitle(_ title: String, _ frame: SheetFrame, into screen: inout Screen) {
    screen.write(
      " \(title) ", column: frame.outer.column + 2, row: frame.outer.row,
      style: Style(.focusedPaneTitle))
  }

  private static func drawMore(
    _ top: Int, _ count: Int, _ frame: SheetFrame, into screen: inout Screen
  ) {
    let end = min(count, top + frame.content.rows)
    guard count > frame.content.rows else { return }
    let text = "\(end) of \(count)"
    screen.write(
      text, column: frame.outer.endColumn - text.count - 3, row: frame.outer.endRow - 1, style: .dim)
  }
}

/// The lines of the help sheet, made from the command table and the keys in force.
enum HelpSheet {
  enum Line: Equatable {
    case group(String)
    case command(keys: String, help: String, name: String, contexts: String)
    case words(String)
    case blank
  }

  private static let introduction = [
    "Three panes: the briefings, the text, and beside it outline, tables, matrix, notes, search or",
    "source; C-w parts them further. A small window shows those around the focus. A number before a",
    "key repeats it.",
    "~ was rebuilt or inferred, ? could not be told, * was set by you, + a benefit, - a risk,",
    "= a mitigation, :12 the line of the file. In the list • is unread, + new, ! changed since you read it,",
    "* has a star, # tags or a note; » is before what you wrote about. A briefing that was opened counts as",
    "read; r changes it.",
  ]

  /// All lines; with a filter only the commands whose keys, name or help hold it.
  static func lines(_ keymap: Keymap, filter: String, columns: Int) -> [Line] {
    let matcher = TextMatcher(filter.trimmingBlanks)
    var lines: [Line] = []
    if matcher.isEmpty {
      lines = TextWrap.wrap(introduction.joined(separator: " "), width: columns).map {
        .words($0.text)
      }
    }
    for group in CommandGroup.allCases {
      let rows = CommandTable.rows.filter { row in
        row.group == group
          && (matcher.isEmpty || matcher.matches(row.help) || matcher.matches(row.command.rawValue)
            || keymap.notations(of: row.command).contains { matcher.matches($0) })
      }
      guard !rows.isEmpty else { continue }
      if !lines.isEmpty { lines.append(.blank) }
      lines.append(.group(group.rawValue))
      for row in rows {
        lines.append(
          .command(
            keys: keymap.notations(of: row.command).joined(separator: "  "), help: row.help,
            name: row.command.rawValue,
            contexts: row.contexts.map(\.rawValue).joined(separator: ", ")))
      }
    }
    return lines
  }

  static func draw(_ line: Line, _ rect: Rect, row: Int, into screen: inout Screen) {
    switch line {
    case .group(let name):
      screen.write(name, column: rect.column, row: row, style: Style(.heading))
    case .command(let keys, let help, let name, _):
      let keyColumns = rect.columns >= 60 ? 22 : 14
      screen.write(
        TextWrap.cut(keys, columns: keyColumns - 2), column: rect.column + 2, row: row,
        style: Style(.key), limit: keyColumns - 2)
      let showsName = rect.columns >= 76
      let room = rect.columns - keyColumns - 2 - (showsName ? 20 : 0)
      screen.write(
        TextWrap.cut(help, columns: room), column: rect.column + keyColumns + 1, row: row, limit: room)
      if showsName {
        screen.write(name, column: rect.endColumn - 18, row: row, style: .dim)
      }
    case .words(let text):
      screen.write(text, column: rect.column, row: row, style: .dim, limit: rect.columns)
    case .blank:
      break
    }
  }
}

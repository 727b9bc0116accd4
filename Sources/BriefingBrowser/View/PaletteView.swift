internal import TerminalScreen

/// The commands that fit what is typed, above the bottom line.
enum PaletteView {
  /// Rows of commands in a window.
  static func rows(in size: Size) -> Int { max(1, min(10, size.rows - 6)) }

  static func draw(_ state: BrowserState, _ frames: PaneFrames, into screen: inout Screen) {
    guard let prompt = state.prompt else { return }
    let all = state.shownPaletteEntries
    let count = min(rows(in: state.size), max(1, all.count))
    let rect = LowerSheet.clear(rows: count, frames, into: &screen)
    if all.isEmpty {
      screen.write("No command has this in its name.", column: 2, row: rect.row, style: .dim)
    }
    let shown = all.dropFirst(prompt.cursor.top).prefix(count)
    let nameColumns = max(20, shown.reduce(0) { max($0, $1.name.count) })
    for (offset, entry) in shown.enumerated() {
      let place = rect.row + offset
      let isChosen = prompt.cursor.top + offset == prompt.cursor.selected
      let style = isChosen ? Style(.focusedSelection) : Style.text
      if isChosen {
        screen.fill(Rect(column: 0, row: place, columns: rect.columns, rows: 1), style: style)
      }
      screen.write(entry.name, column: 2, row: place, style: style, limit: nameColumns)
      let keys = entry.argument == nil ? state.keymap.notations(of: entry.command).first ?? "" : ""
      let room = max(0, rect.columns - nameColumns - 8 - keys.count)
      screen.write(
        TextWrap.cut(entry.help, columns: room), column: nameColumns + 4, row: place,
        style: isChosen ? style : .dim, limit: room)
      screen.write(
        keys, column: rect.columns - keys.count - 2, row: place,
        style: isChosen ? style : Style(.key))
    }
  }
}

/// What may follow the keys that wait for another one, above the bottom line.
enum PendingView {
  static func draw(_ state: BrowserState, _ frames: PaneFrames, into screen: inout Screen) {
    var commands: [Command] = []
    var keys: [Command: [String]] = [:]
    for (rest, command) in state.keymap.continuations(of: state.pendingKeys, in: state.context) {
      if keys[command] == nil { commands.append(command) }
      keys[command, default: []].append(rest)
    }
    let count = min(commands.count, max(1, state.size.rows - 6))
    guard count > 0 else { return }
    let rect = LowerSheet.clear(rows: count, frames, into: &screen)
    let written = commands.map { keys[$0]?.joined(separator: "  ") ?? "" }
    let keyColumns = max(6, written.reduce(0) { max($0, $1.count) })
    for (offset, command) in commands.prefix(count).enumerated() {
      let row = rect.row + offset
      screen.write(written[offset], column: 2, row: row, style: Style(.key), limit: keyColumns)
      let help = CommandTable.row(command).help
      let end =
        keyColumns + 4
        + screen.write(help, column: keyColumns + 4, row: row, limit: max(0, rect.columns - keyColumns - 6))
      let name = command.rawValue
      guard end + 3 + name.count + 2 <= rect.columns else { continue }
      screen.write(name, column: rect.columns - name.count - 2, row: row, style: .dim)
    }
  }
}

/// Room for a list above the bottom line.
enum LowerSheet {
  /// Clears it, a rule above it; returns the rows of the list.
  static func clear(rows: Int, _ frames: PaneFrames, into screen: inout Screen) -> Rect {
    let rect = Rect(
      column: 0, row: frames.status.row - rows - 1, columns: frames.status.columns, rows: rows + 1)
    screen.fill(rect)
    screen.write(
      String(repeating: "─", count: rect.columns), column: 0, row: rect.row, style: Style(.rule))
    return rect.droppingTop(1)
  }
}

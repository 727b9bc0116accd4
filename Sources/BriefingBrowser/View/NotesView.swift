internal import BriefingModel
internal import TerminalScreen

/// The notes on a briefing, by kind: what all of a kind say once, then each with its line.
struct NotesLayout {
  /// One row of the pane.
  struct Row {
    enum Kind {
      case group
      /// What all notes of the group say.
      case message
      case note
    }

    var kind: Kind
    var text: String
    /// 0-based among the ranked notes; nil above them.
    var note: Int?
    /// The 1-based line of the file, on the first row of a note.
    var line: Int?
  }

  let notes: [ExtractionNote]
  private let groups: [NoteGroup]
  private let tables: [Table]
  private let source: SourceLines
  /// Columns of the widest line number.
  let digits: Int
  private let columns: Int

  init(_ reader: ReaderPane, columns: Int) {
    notes = reader.opened.briefing.rankedNotes
    groups = reader.noteGroups
    tables = reader.flow.tables
    source = reader.opened.lines
    digits = String(notes.map(\.span.firstLine).max() ?? 1).utf8.count
    self.columns = columns
  }

  /// Columns of a note's words beside its line number.
  private var width: Int { max(8, columns - digits - 4) }

  /// The rows of a note; above the first of its kind that which names the kind, and above several that say
  /// the same what they say.
  func rows(of number: Int) -> [Row] {
    let note = notes[number]
    var rows: [Row] = []
    if let group = groups.first(where: { $0.notes.lowerBound == number }) {
      rows.append(Row(kind: .group, text: group.name))
    }
    if !saysSame(number, number - 1), saysSame(number, number + 1) {
      rows += TextWrap.wrap(note.message, width: max(8, columns - 2)).map {
        Row(kind: .message, text: $0.text)
      }
    }
    let words = isShort(number) ? [excerpt(of: note)] : TextWrap.wrap(note.message, width: width).map(\.text)
    for (index, text) in words.enumerated() {
      rows.append(
        Row(kind: .note, text: text, note: number, line: index == 0 ? note.span.firstLine : nil))
    }
    return rows
  }

  /// Whether an empty row stands above a note: before each kind, and where one note ends and the next
  /// could be taken for its last words.
  func hasGap(above number: Int) -> Bool {
    number > 0 && !(isShort(number) && saysSame(number, number - 1))
  }

  /// Whether two notes that stand together say the same.
  private func saysSame(_ first: Int, _ second: Int) -> Bool {
    guard notes.indices.contains(first), notes.indices.contains(second) else { return false }
    return notes[first].kind == notes[second].kind && notes[first].message == notes[second].message
  }

  /// Whether a note's words stand above it already, for all that say the same.
  private func isShort(_ number: Int) -> Bool { saysSame(number, number - 1) || saysSame(number, number + 1) }

  /// What a note is on: the name of a table, else the words of the file.
  private func excerpt(of note: ExtractionNote) -> String {
    let line = source[line: note.span.firstLine]
    switch note.kind {
    case .reconstructedTable, .uncertainTable, .overruledTable:
      guard let table = tables.first(where: { $0.span == note.span }), !table.name.isEmpty else { break }
      let trust = table.rows.isEmpty ? "" : " · " + table.trust
      let room = width - CellWidth.columns(of: trust)
      return room < 12
        ? TextWrap.cut(table.name, columns: width) : TextWrap.cut(table.name, columns: room) + trust
    case .lostList:
      // The words that announced it stand last.
      return TextWrap.cutFront(
        String(String.UnicodeScalarView(line.trimmingBlanks.unicodeScalars.suffix(400))), columns: width)
    default: break
    }
    var scalars = line.unicodeScalars[...]
    var lead = ""
    if let column = note.span.firstColumn, column > width / 2 {
      scalars = scalars.dropFirst(column - width / 3)
      lead = "…"
    }
    let words = String(String.UnicodeScalarView(scalars.prefix(400))).trimmingBlanks
    return TextWrap.cut(lead + words, columns: width)
  }

  /// The note at a 0-based row of the pane that shows the notes from `top` on.
  func note(atRow row: Int, top: Int) -> Int? {
    var next = 0
    for number in max(0, top)..<max(top, notes.count) {
      if number > top, hasGap(above: number) { next += 1 }
      for line in rows(of: number) {
        if next == row { return line.note }
        next += 1
      }
      if next > row { return nil }
    }
    return nil
  }

  /// The first note to show so that the chosen one is whole within `rows`.
  func top(_ cursor: ListCursor, rows: Int) -> Int {
    guard notes.indices.contains(cursor.selected) else { return 0 }
    var top = cursor.selected
    var used = self.rows(of: top).count
    // The one that was at the top stays there as long as the chosen one can be seen.
    let wanted = min(cursor.top, cursor.selected)
    while top > wanted {
      let more = self.rows(of: top - 1).count + (hasGap(above: top) ? 1 : 0)
      guard used + more <= rows else { break }
      used += more
      top -= 1
    }
    return top
  }
}

/// What was repaired, dropped or lost in reading the open briefing.
enum NotesView {
  static func draw(_ state: BrowserState, _ rect: Rect, into screen: inout Screen) {
    guard let reader = state.reader else { return }
    let layout = NotesLayout(reader, columns: rect.columns)
    if layout.notes.isEmpty {
      for (row, line) in TextWrap.wrap("Nothing was repaired or lost.", width: rect.columns - 3)
        .enumerated()
      {
        screen.write(line.text, column: rect.column + 2, row: rect.row + row, style: .dim)
      }
      return
    }
    let hasFocus = state.context == .notes && state.overlays.isEmpty
    var row = rect.row
    for number in state.notes.top..<layout.notes.count {
      if number > state.notes.top, layout.hasGap(above: number) { row += 1 }
      for line in layout.rows(of: number) {
        guard row < rect.endRow else { return }
        draw(
          line, layout, rect, row: row, isChosen: hasFocus && line.note == state.notes.selected,
          into: &screen)
        row += 1
      }
    }
  }

  private static func draw(
    _ line: NotesLayout.Row, _ layout: NotesLayout, _ rect: Rect, row: Int, isChosen: Bool,
    into screen: inout Screen
  ) {
    let left = rect.column + 1
    let room = rect.columns - 1
    switch line.kind {
    case .group:
      screen.write(line.text, column: left, row: row, style: Style(.strong), limit: room)
    case .message:
      screen.write(line.text, column: left, row: row, style: .dim, limit: room)
    case .note:
      let style = isChosen ? Style(.focusedSelection) : Style.text
      if isChosen {
        screen.fill(Rect(column: rect.column, row: row, columns: rect.columns, rows: 1), style: style)
      }
      if let number = line.line.map({ String($0) }) {
        screen.write(
          number, column: left + layout.digits - number.utf8.count, row: row,
          style: isChosen ? style : .dim)
      }
      let column = left + layout.digits + 2
      screen.write(line.text, column: column, row: row, style: style, limit: rect.endColumn - column)
    }
  }
}

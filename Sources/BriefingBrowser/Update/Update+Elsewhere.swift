public import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Opening elsewhere

  /// Whether programs may be started and files written; says so if not.
  mutating func mayLeave(_ refusal: String) -> Bool {
    guard options.isSecure else { return true }
    message = Message(text: "\(refusal): DOSSIER_SECURE is set.", isWarning: true)
    return false
  }

  /// The briefing, its 1-based line and its 0-based table that the cursor is on where that need not be the open one.
  private var chosenElsewhere: (entryID: Int64, line: Int, table: Int?)? {
    switch context {
    case .allTables: libraryTables.chosen.map { ($0.entry.id, $0.span.firstLine, $0.number) }
    case .library: library.chosenStatement.map { ($0.entry.id, $0.assessment.span.firstLine, nil) }
    case .comparison: comparison.chosen.map { ($0.entryID, $0.span.firstLine, nil) }
    case .hits:
      switch search.results?.entry(at: search.cursor.selected) {
      case .briefing(let result): (result.entry.id, 1, nil)
      case .line(let hit, let result): (result.entry.id, hit.line, nil)
      case nil: nil
      }
    default: nil
    }
  }

  /// `e`: the file in the reader's editor, at the line of what is chosen.
  mutating func edit() -> [Effect] {
    guard mayLeave("No editor is started") else { return [] }
    if let chosen = chosenElsewhere { return [.edit(entryID: chosen.entryID, line: chosen.line)] }
    guard let reader else {
      message = Message(text: "Nothing is open.", isWarning: false)
      return []
    }
    let line = chosenSpan?.firstLine ?? reader.flow.line(of: reader.top.item)
    return [.edit(entryID: reader.entryID, line: line)]
  }

  /// `P`: the text in the reader's pager, from where it is shown.
  mutating func showInPager() -> [Effect] {
    guard mayLeave("No pager is started") else { return [] }
    if let chosen = chosenElsewhere {
      return [.pageBriefing(entryID: chosen.entryID, line: chosen.line, textWidth)]
    }
    guard let text = textOfBriefing() else {
      message = Message(text: "Nothing is open.", isWarning: false)
      return []
    }
    return [.page(text.text, line: text.line)]
  }

  /// `|`: asks for the program that is given the text, or the table.
  mutating func startPipe() -> [Effect] {
    guard mayLeave("No program is started") else { return [] }
    guard reader != nil || chosenElsewhere != nil else {
      message = Message(text: "Nothing is open.", isWarning: false)
      return []
    }
    prompt = Prompt(kind: .program)
    return []
  }

  mutating func pipe(into program: String) -> [Effect] {
    guard !program.isEmpty, mayLeave("No program is started") else { return [] }
    if context == .tables || context == .table, let piece = tablePiece(.table) {
      return [.pipe(piece.text + "\n", program: program, what: piece.what)]
    }
    if let chosen = chosenElsewhere {
      return [.pipeBriefing(entryID: chosen.entryID, table: chosen.table, textWidth, program: program)]
    }
    guard let text = textOfBriefing() else { return [] }
    return [.pipe(text.text, program: program, what: "the text")]
  }

  /// How wide a text is that leaves the program.
  private var textWidth: FlowMetrics {
    FlowMetrics(width: min(options.measure, max(20, size.columns)), measure: options.measure)
  }

  /// The open briefing as lines of printable text, and the 1-based one that the reader is at.
  private func textOfBriefing() -> (text: String, line: Int)? {
    guard let reader, !reader.flow.items.isEmpty else { return nil }
    let anchor = reader.flow.anchor(at: reader.top, metrics)
    return reader.flow.plainText(textWidth, at: reader.flow.place(of: anchor, textWidth))
  }
}

extension Flow {
  /// All of it as lines of printable text, and the 1-based one of them that shows a place.
  func plainText(_ metrics: FlowMetrics, at place: FlowPlace) -> (text: String, line: Int) {
    var lines: [String] = []
    var line = 1
    for item in items.indices {
      if item == place.item { line = lines.count + place.line + 1 }
      lines += self.lines(of: item, metrics).map { $0.plainText(indent: metrics.margin) }
    }
    return (lines.joined(separator: "\n") + "\n", line)
  }

  /// The same with the one that shows a 1-based line of the file.
  public func plainText(_ metrics: FlowMetrics, atLine line: Int) -> (text: String, line: Int) {
    items.isEmpty ? ("", 1) : plainText(metrics, at: textStart(of: item(atLine: line)))
  }
}

extension Table {
  /// Header and rows, tabs between the cells; the lines of a table whose cells are not known.
  public var tabSeparated: String {
    if rows.isEmpty { return raw }
    return ((header.isEmpty ? [] : [header]) + rows).map(Self.tabSeparated).joined(separator: "\n")
  }

  /// Cells with tabs between them, as programs of tables take them: a tab or a break within a cell would be taken for
  /// the end of it.
  static func tabSeparated(_ cells: [String]) -> String {
    cells.map { $0.split { $0 == "\t" || $0.isNewline }.joined(separator: " ") }.joined(separator: "\t")
  }
}

extension FlowLine {
  /// The line as text, `indent` columns taken from its left.
  public func plainText(indent: Int = 0) -> String {
    var text = ""
    var columns = 0
    for piece in pieces.sorted(by: { $0.column < $1.column }) {
      let words: String
      switch piece.content {
      case .ornament(let ornament): words = ornament
      case .wrapped(let line, _): words = line.plainText
      }
      let gap = max(0, piece.column - indent - columns)
      text += String(repeating: " ", count: gap) + PrintableText.make(words)
      columns += gap + CellWidth.columns(of: words)
    }
    while text.last == " " { text.removeLast() }
    return text
  }
}

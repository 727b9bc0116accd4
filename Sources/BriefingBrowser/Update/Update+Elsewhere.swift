internal import BriefingModel
internal import TerminalScreen

extension BrowserState {
  // MARK: - Opening elsewhere

  /// Whether programs may be started and files written; says so if not.
  mutating func mayLeave(_ refusal: String) -> Bool {
    guard options.isSecure else { return true }
    message = Message(text: "\(refusal): DOSSIER_SECURE is set.", isWarning: true)
    return false
  }

  /// `e`: the file in the reader's editor, at the line of what is chosen.
  mutating func edit() -> [Effect] {
    guard mayLeave("No editor is started") else { return [] }
    if context == .allTables, let chosen = libraryTables.chosen {
      return [.edit(entryID: chosen.entry.id, line: chosen.span.firstLine)]
    }
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
    guard let text = textOfBriefing() else {
      message = Message(text: "Nothing is open.", isWarning: false)
      return []
    }
    return [.page(text.text, line: text.line)]
  }

  /// `|`: asks for the program that is given the text, or the table.
  mutating func startPipe() -> [Effect] {
    guard mayLeave("No program is started") else { return [] }
    guard reader != nil else {
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
    guard let text = textOfBriefing() else { return [] }
    return [.pipe(text.text, program: program, what: "the text")]
  }

  /// The open briefing as lines of printable text, and the 1-based one that the reader is at.
  private func textOfBriefing() -> (text: String, line: Int)? {
    guard let reader, !reader.flow.items.isEmpty else { return nil }
    let metrics = FlowMetrics(width: min(options.measure, max(20, size.columns)), measure: options.measure)
    let anchor = reader.flow.anchor(at: reader.top, self.metrics)
    let top = reader.flow.place(of: anchor, metrics)
    var lines: [String] = []
    var line = 1
    for item in reader.flow.items.indices {
      if item == top.item { line = lines.count + top.line + 1 }
      lines += reader.flow.lines(of: item, metrics).map { $0.plainText(indent: metrics.margin) }
    }
    return (lines.joined(separator: "\n") + "\n", line)
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

public import BriefingModel

/// What its reader has of an open briefing beside its text.
public struct ReaderRecord: Sendable, Equatable {
  /// In the order of their lines.
  public var annotations: [Annotation]
  /// 1-based lines that are new since the briefing was read last, in rising order.
  public var newLines: [Int]

  public init(annotations: [Annotation] = [], newLines: [Int] = []) {
    self.annotations = annotations
    self.newLines = newLines
  }
}

extension BrowserState {
  // MARK: - What was kept

  mutating func take(record: ReaderRecord, entryID: Int64) {
    let known = records[entryID] ?? ReaderRecord()
    records[entryID] = record == ReaderRecord() ? nil : record
    guard known != record else { return }
    showRecord(of: entryID)
  }

  /// Shows in every text of a briefing what was written about it.
  private mutating func showRecord(of entryID: Int64) {
    for pane in textPanes { inText(pane) { if $0.reader?.entryID == entryID { $0.showRecord() } } }
  }

  /// The same in the text that is meant.
  mutating func showRecord() {
    guard let reader else { return }
    let record = records[reader.entryID] ?? ReaderRecord()
    var remarks: [Int: [String]] = [:]
    var written: [Int: [Flow.Written]] = [:]
    for annotation in record.annotations {
      let item = reader.flow.item(of: annotation, metrics)
      remarks[item, default: []].append(reader.flow.label(of: annotation, at: item) + annotation.text)
      written[item, default: []].append(
        Flow.Written(column: annotation.anchor.column, text: annotation.text))
    }
    let newLines = Set(record.newLines)
    let isNew = newLines.isEmpty ? [] : reader.flow.items(with: newLines)
    guard
      remarks != reader.flow.remarks || written != reader.flow.written || isNew != reader.flow.newItems
    else { return }
    self.reader?.flow.set(remarks: remarks, written: written, newItems: isNew)
    clampReader()
    settleSide()
  }

  // MARK: - Writing

  /// Asks for words about what the cursor is on; in the list about the briefing as a whole.
  mutating func startAnnotation() -> [Effect] {
    guard reader?.isPart != true else {
      message = Message(text: "The rest of this briefing is still being read.", isWarning: false)
      return []
    }
    if context == .list || context == .outline { return startNote() }
    if context == .library {
      guard let chosen = library.chosenStatement else {
        message = Message(
          text: "Enter opens the statements of a count; those can be written about.", isWarning: false)
        return []
      }
      library.anchorGeneration += 1
      return [
        .findAnchor(chosen.assessment, entryID: chosen.entry.id, generation: library.anchorGeneration)
      ]
    }
    // The table is shown first: its words are not here.
    if context == .allTables { return openLibraryTable() }
    guard let reader, let anchor = chosenAnchor else {
      message = Message(text: "There is nothing here to write about.", isWarning: false)
      return []
    }
    let before = records[reader.entryID]?.annotations.first { $0.anchor.isSame(as: anchor.anchor) }
    prompt = Prompt(
      kind: .annotation(entryID: reader.entryID, anchor.anchor, quote: anchor.quote),
      editor: LineEditor(before?.text ?? ""), target: annotated(anchor.anchor, quote: anchor.quote),
      seen: before?.text ?? "")
    return [.lookForMarks]
  }

  /// What a note is about, in few words.
  private func annotated(_ anchor: Annotation.Anchor, quote: String) -> String {
    switch context {
    case .table where table.row >= 0:
      let header = shownTable?.header ?? []
      guard let column = anchor.column else { return "row \(table.row + 1)" }
      let name = header.indices.contains(column) && !header[column].isEmpty ? header[column] : nil
      return "row \(table.row + 1), \(name ?? "column \(column + 1)")"
    case .table, .tables: return "table \(table.table + 1)"
    case .matrix:
      guard let layout = matrixLayout, layout.statements.indices.contains(matrix.cursor) else { break }
      return "the \(layout.statements[matrix.cursor].kind.rawValue) " + Self.quoted(quote)
    case .library:
      guard let chosen = library.chosenStatement else { break }
      return "the \(chosen.assessment.kind.rawValue) " + Self.quoted(quote)
    default: break
    }
    return Self.quoted(quote)
  }

  private static func quoted(_ quote: String) -> String { "“\(TextWrap.cut(quote, columns: 24))”" }

  /// The same in the reader's editor, where there is room for many lines.
  mutating func composeAnnotation() -> [Effect] {
    guard mayLeave("No editor is started") else { return [] }
    let effects = startAnnotation()
    guard let prompt else { return effects }
    self.prompt = nil
    switch prompt.kind {
    case .annotation(let entryID, let anchor, let quote):
      return effects
        + [.compose(prompt.editor.text, for: .annotation(entryID: entryID, anchor, quote: quote))]
    case .note(let entryID):
      return effects + [.compose(prompt.editor.text, for: .note(entryID: entryID))]
    default: return effects
    }
  }

  /// Takes what was written in the editor; emptied, it takes back what was written before.
  mutating func take(composed text: String, from seen: String, for composition: Composition) -> [Effect] {
    switch composition {
    case .annotation(let entryID, let anchor, let quote):
      return annotate(text, seen: seen, anchor, quote: quote, entryID: entryID)
    case .note(let entryID): return setNote(text, seen: seen, of: entryID)
    }
  }

  /// Asks for words about a statement of the matrix, which stays as it is.
  mutating func annotateStatement(_ anchor: Annotation.Anchor, quote: String, entryID: Int64) {
    guard context == .library, prompt == nil, overlays.isEmpty else { return }
    let before = records[entryID]?.annotations.first { $0.anchor.isSame(as: anchor) }
    prompt = Prompt(
      kind: .annotation(entryID: entryID, anchor, quote: quote), editor: LineEditor(before?.text ?? ""),
      target: annotated(anchor, quote: quote), seen: before?.text ?? "")
  }

  /// Keeps what was typed; nothing typed takes back what was written before.
  mutating func annotate(
    _ text: String, seen: String, _ anchor: Annotation.Anchor, quote: String, entryID: Int64
  ) -> [Effect] {
    let annotation = Annotation(anchor: anchor, quote: quote, text: text.trimmingBlanks)
    guard annotation.text != seen else { return [] }
    var record = records[entryID] ?? ReaderRecord()
    record.annotations.removeAll { $0.anchor.isSame(as: anchor) }
    if !annotation.text.isEmpty {
      let place = record.annotations.firstIndex { $0.anchor.place.line > anchor.place.line }
      record.annotations.insert(annotation, at: place ?? record.annotations.count)
    }
    take(record: record, entryID: entryID)
    var marks = self.marks[entryID] ?? ReaderMarks()
    marks.annotationTexts = record.annotations.map(\.text)
    marks.annotatedQuotes = record.annotations.map(\.quote)
    self.marks[entryID] = marks.isEmpty ? nil : marks
    confirm(
      annotation.text.isEmpty ? "Taken back." : "Written beside the text; note: and is:annotated find it.")
    noteCount += 1
    return [.annotate(annotation, entryID: entryID, seen: seen.isEmpty ? nil : seen)]
  }

  /// The words under the cursor, so that they are found again.
  private var chosenAnchor: (anchor: Annotation.Anchor, quote: String)? {
    guard let reader, let item = chosenItem else { return nil }
    guard let place = reader.flow.readingPlace(at: reader.flow.textStart(of: item), metrics) else {
      return nil
    }
    let texts = reader.flow.items[item].texts.map(\.text)
    if context == .table, table.row >= 0, texts.indices.contains(table.column) {
      return (Annotation.Anchor(place: place, column: table.column), texts[table.column])
    }
    return (Annotation.Anchor(place: place), texts.joined(separator: "\t"))
  }

  /// The item that is meant: the one found, the one at the top, or the one made of the lines of what the
  /// cursor is on.
  private var chosenItem: Int? {
    guard let reader else { return nil }
    let items = reader.flow.items
    if context == .reader, reader.evidence == nil { return readItem }
    if context == .tables || context == .table {
      let row = context == .tables ? -1 : table.row
      return items.indices.first { index in
        switch items[index].kind {
        case .tableHeader(let number): number == table.table && row < 0
        case .tableRow(let number, _):
          number == table.table && row >= 0 && items[index].span == chosenSpan
        default: false
        }
      }
    }
    guard context != .hits, let span = chosenSpan else { return nil }
    return items.indices.first { items[$0].span?.contains(line: span.firstLine) == true }
  }

  // MARK: - Going through

  /// To the next text that is new since the briefing was read, or the one before.
  mutating func moveChange(by step: Int) -> [Effect] {
    guard let reader else { return [] }
    return go(
      by: step, to: reader.flow.newItems.sorted(),
      none: "Nothing here has changed since you read it.", "change")
  }

  /// To the next text that something is written about, or the one before.
  mutating func moveAnnotation(by step: Int) -> [Effect] {
    guard let reader else { return [] }
    return go(
      by: step, to: reader.flow.remarks.keys.sorted(),
      none: "Nothing is written about this briefing: \(keymap.notations(of: .annotate).first ?? "") writes.",
      "annotation")
  }

  private mutating func go(by step: Int, to items: [Int], none: String, _ name: String) -> [Effect] {
    guard let reader, !items.isEmpty else {
      message = Message(text: none, isWarning: false)
      return []
    }
    let here = reader.top.item
    var place = step > 0 ? items.firstIndex { $0 > here } : items.lastIndex { $0 < here }
    if place == nil {
      place = step > 0 ? 0 : items.count - 1
      message = Message(text: "Going on from the \(step > 0 ? "top" : "bottom").", isWarning: false)
    } else {
      message = Message(text: "\(name) \((place ?? 0) + 1) of \(items.count)", isWarning: false)
    }
    guard let place else { return [] }
    remember()
    uncover(items[place])
    self.reader?.top = reader.flow.textStart(of: items[place])
    clampReader()
    followReader()
    return []
  }
}

extension Annotation.Anchor {
  /// Where something about an assessment is written in its briefing, and the words that stand there: the cell, or
  /// the paragraph or item. Nil where its text is not shown.
  public static func place(
    of assessment: Assessment, in briefing: Briefing
  ) -> (anchor: Annotation.Anchor, quote: String)? {
    let flow = Flow(briefing)
    let metrics = FlowMetrics(width: 100, measure: 80)
    let item = flow.items.indices.first { index in
      if let id = assessment.tableID, let row = assessment.row {
        guard case .tableRow(let table, let place) = flow.items[index].kind else { return false }
        return flow.tables.indices.contains(table) && flow.tables[table].id == id && place == row
      }
      let item = flow.items[index]
      guard item.span?.contains(line: assessment.span.firstLine) == true else { return false }
      return item.texts.contains { $0.text.contains(assessment.text) }
    }
    let near =
      item
      ?? flow.items.indices.first {
        flow.items[$0].span?.contains(line: assessment.span.firstLine) == true
          && !flow.items[$0].texts.isEmpty
      }
    guard let near, let place = flow.readingPlace(at: flow.textStart(of: near), metrics) else { return nil }
    let texts = flow.items[near].texts.map(\.text)
    if let column = assessment.column, assessment.row != nil, texts.indices.contains(column) {
      return (Annotation.Anchor(place: place, column: column), texts[column])
    }
    let words = texts.joined(separator: "\t")
    // Of a long paragraph the statement is quoted: a quote is cut at its end.
    let isLong = words.unicodeScalars.count > Annotation.longestQuote
    return (Annotation.Anchor(place: place), isLong ? assessment.text : words)
  }
}

extension Flow {
  /// The width only decides which lines are alike; what is written about belongs to a whole item.
  private static let anyWidth = FlowMetrics(width: 100, measure: 80)

  /// The 0-based item that an annotation is written about; where its words are gone, what stands in their place.
  public func item(of annotation: Annotation) -> Int { item(of: annotation, Self.anyWidth) }

  /// What stands before an annotation of an item: the name of the column of a cell.
  public func labelled(_ annotation: Annotation, at item: Int) -> String {
    label(of: annotation, at: item) + annotation.text
  }

  /// The words of an item, so that they are found again; nil for one without words.
  public func anchor(ofItem item: Int) -> (anchor: Annotation.Anchor, quote: String)? {
    guard items.indices.contains(item), let place = readingPlace(at: textStart(of: item), Self.anyWidth)
    else {
      return nil
    }
    return (Annotation.Anchor(place: place), items[item].texts.map(\.text).joined(separator: "\t"))
  }

  /// The item that an annotation is written about; where its words are gone, what stands in their place.
  fileprivate func item(of annotation: Annotation, _ metrics: FlowMetrics) -> Int {
    guard !items.isEmpty else { return 0 }
    return place(of: annotation.anchor.place, metrics).item
  }

  /// What stands before an annotation: the name of the column of a cell.
  fileprivate func label(of annotation: Annotation, at item: Int) -> String {
    guard let column = annotation.anchor.column, items.indices.contains(item),
      case .tableRow(let table, _) = items[item].kind, tables[table].header.indices.contains(column)
    else { return "" }
    return tables[table].header[column] + ": "
  }

  /// The items made of some of these 1-based lines.
  fileprivate func items(with lines: Set<Int>) -> Set<Int> {
    Set(
      items.indices.filter { index in
        guard let span = items[index].span, items[index].kind != .loss else { return false }
        return (span.firstLine...max(span.firstLine, span.lastLine)).contains { lines.contains($0) }
      })
  }
}

internal import BriefingModel
internal import TerminalScreen

/// What is copied.
enum CopyScope: Sendable {
  case chosen
  case row
  case table
}

extension BrowserState {
  // MARK: - Copying

  /// Copies what the cursor is on, or the row or table around it; with its source, if asked for.
  mutating func copy(_ scope: CopyScope, withSource: Bool = false) -> [Effect] {
    guard let piece = piece(scope), !piece.text.isEmpty else {
      message = Message(text: "There is nothing to copy here.", isWarning: false)
      return []
    }
    // Nothing that a shell would obey comes in by a paste.
    var text = piece.text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { PrintableText.make(String($0)) }
        .joined(separator: "\t")
    }.joined(separator: "\n")
    if withSource, context == .library, let chosen = library.chosenStatement {
      text +=
        "\n— \(PrintableText.make(chosen.entry.displayTitle)), "
        + "\(PrintableText.make(chosen.entry.path)):\(chosen.assessment.span.firstLine)"
    } else if withSource, context == .allTables, let chosen = libraryTables.chosen {
      text +=
        "\n— \(PrintableText.make(chosen.entry.displayTitle)), "
        + "\(PrintableText.make(chosen.entry.path)):\(chosen.span.firstLine)"
    } else if withSource, let briefing {
      let lines = piece.span.map {
        $0.firstLine == $0.lastLine ? ":\($0.firstLine)" : ":\($0.firstLine)-\($0.lastLine)"
      }
      text +=
        "\n— \(PrintableText.make(briefing.displayTitle)), \(PrintableText.make(briefing.path))\(lines ?? "")"
    }
    return [.copy(text, what: piece.what + (withSource ? " with its source" : ""))]
  }

  struct Piece {
    var text: String
    /// `the cell`
    var what: String
    var span: SourceSpan?
  }

  private func piece(_ scope: CopyScope) -> Piece? {
    if scope != .chosen || context == .tables || context == .table {
      return tablePiece(context == .tables ? .table : scope)
    }
    if context == .library {
      return library.chosenStatement.map {
        Piece(text: $0.assessment.shownText, what: "the statement", span: $0.assessment.span)
      }
    }
    if context == .allTables {
      return libraryTables.chosen.map { chosen in
        chosen.hit.map { Piece(text: $0.snippet, what: "the row", span: chosen.span) }
          ?? Piece(text: chosen.table.name, what: "the name of the table", span: chosen.span)
      }
    }
    if context == .comparison {
      return comparison.chosen.map { Piece(text: $0.text, what: "the passage", span: $0.span) }
    }
    guard let reader, let briefing else { return nil }
    let span = chosenSpan
    switch context {
    case .list:
      return list.selected.map { Piece(text: $0.displayTitle, what: "the title", span: nil) }
    case .reader:
      if let evidence = reader.evidence {
        return Piece(text: reader.opened.lines.text(evidence), what: "the marked lines", span: evidence)
      }
      guard let item = readItem, reader.flow.items.indices.contains(item) else { return nil }
      let texts = reader.flow.items[item].texts.map(\.text)
      return Piece(
        text: texts.joined(separator: "\t"), what: texts.count > 1 ? "the row" : "the paragraph",
        span: reader.flow.items[item].span)
    case .outline:
      guard reader.outlineEntries.indices.contains(outline.selected),
        case .heading(let heading, _) = reader.outlineEntries[outline.selected]
      else { return nil }
      return Piece(text: heading.text, what: "the heading", span: span)
    case .matrix:
      guard let layout = matrixLayout, layout.statements.indices.contains(matrix.cursor) else { return nil }
      let statement = layout.statements[matrix.cursor]
      let label = statement.label.flatMap { statement.text.hasPrefix($0) ? nil : $0 + ": " } ?? ""
      return Piece(text: label + statement.text, what: "the statement", span: span)
    case .notes:
      let ranked = briefing.rankedNotes
      guard ranked.indices.contains(notes.selected) else { return nil }
      return Piece(text: ranked[notes.selected].message, what: "the note", span: span)
    case .named: return named.chosen.map { Piece(text: $0.text, what: "the sentence", span: $0.span) }
    case .library, .comparison, .allTables: return nil
    case .hits:
      switch search.results?.entry(at: search.cursor.selected) {
      case nil: return nil
      case .briefing(let result): return Piece(text: result.entry.displayTitle, what: "the title", span: nil)
      case .line(let hit, _): return Piece(text: hit.snippet, what: "the line", span: nil)
      }
    case .source:
      let lines = source.evidence ?? SourceSpan(line: source.top)
      return Piece(text: reader.opened.lines.text(lines), what: "the lines", span: lines)
    case .tables, .table:
      return nil
    }
  }

  /// The item that is read: the one with the match that was found, else the first from the top that has
  /// words and lines.
  var readItem: Int? {
    if let find, let current = find.current { return find.matches[current].item }
    guard let reader else { return nil }
    let items = reader.flow.items
    return items.indices.first {
      $0 >= reader.top.item && !items[$0].texts.isEmpty && items[$0].span != nil
    }
  }

  /// Cells with tabs between them, as programs of tables take them.
  func tablePiece(_ scope: CopyScope) -> Piece? {
    guard let shown = exportedTable else { return nil }
    if shown.rows.isEmpty { return Piece(text: shown.raw, what: "the lines of the table", span: shown.span) }
    let cells =
      table.row < 0 ? shown.header : shown.rows.indices.contains(table.row) ? shown.rows[table.row] : []
    switch scope {
    case .chosen:
      let all = shownTable.map {
        table.row < 0 ? $0.header : $0.rows.indices.contains(table.row) ? $0.rows[table.row] : []
      }
      guard let all, all.indices.contains(table.column) else { return nil }
      return Piece(text: all[table.column], what: "the cell", span: chosenSpan)
    case .row:
      return Piece(text: Table.tabSeparated(cells), what: "the row", span: chosenSpan)
    case .table:
      return Piece(
        text: shown.tabSeparated,
        what: "the table, \(BarView.plural(shown.rows.count, "row"))",
        span: shown.span)
    }
  }

  /// The table of the side pane with the rows and columns that are shown.
  var exportedTable: Table? {
    guard var shown = shownTable else { return nil }
    let hidden = tableArrangement.hidden
    guard !hidden.isEmpty else { return shown }
    func kept(_ cells: [String]) -> [String] {
      cells.indices.filter { !hidden.contains($0) }.map { cells[$0] }
    }
    shown.header = kept(shown.header)
    shown.rows = shown.rows.map(kept)
    return shown
  }

  // MARK: - Export

  /// Asks where the table is to be written.
  mutating func startExport() -> [Effect] {
    guard mayLeave("Nothing is written") else { return [] }
    guard let shown = shownTable else { return [] }
    prompt = Prompt(kind: .export, editor: LineEditor("~/\(Self.fileName(for: shown.name)).csv"))
    return []
  }

  mutating func export(to path: String) -> [Effect] {
    guard mayLeave("Nothing is written"), let table = exportedTable, !path.isEmpty else { return [] }
    guard Self.exportEndings.contains(where: { path.lowercased().hasSuffix("." + $0) }) else {
      // The name can be mended: what was typed stays.
      prompt = Prompt(kind: .export, editor: LineEditor(path))
      message = Message(text: "The name must end in .csv, .md or .txt.", isWarning: true)
      return []
    }
    return [.export(table, path: path)]
  }

  /// How names of files end that a table can be written to.
  private static let exportEndings = ["csv", "md", "markdown", "txt", "text"]

  /// Letters and digits of a name, the rest as hyphens.
  static func fileName(for name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars.prefix(200) where result.count < 40 {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        result += scalar.properties.lowercaseMapping
      } else if !result.isEmpty, result.last != "-" {
        result += "-"
      }
    }
    while result.last == "-" { result.removeLast() }
    return result.isEmpty ? "table" : result
  }
}

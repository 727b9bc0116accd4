public import BriefingModel

/// Reads a briefing's tables as its reader has chosen, and whatever follows from them again.
public enum TableOverruling {
  /// `table`, as it was found, read as `choice` says; nil where its lines can not be read so.
  public static func table(_ table: Table, as choice: TableChoice) -> Table? {
    var read = table
    switch choice {
    case .raw:
      // Nothing but the lines: even where the header ends is the reader's to say.
      read.header = [firstLine(of: table)]
      read.rows = []
      read.rowSpans = []
      read.confidence = .uncertain
      read.score = nil
    case .columns(let count):
      guard let again = TableRereading.table(table, columns: count) else { return nil }
      read = again
    }
    read.choice = choice
    return read
  }

  /// All ways in which a table, as it was found, can be read: as found, then its raw lines, then by
  /// rising number of columns. One way at most for a table that states its own columns.
  public static func readings(of table: Table) -> [Table] {
    guard table.canBeReread else { return [table] }
    let choices = [TableChoice.raw] + TableChoice.columnCounts.map { .columns($0) }
    return [table] + choices.compactMap { self.table(table, as: $0) }
  }

  /// The briefing with its tables read as `choices` say, its assessments and notes made again. `opened`
  /// is the briefing as it was found, `lexicons` what it was read with. Choices for tables that it does not hold are passed over.
  public static func apply(
    _ choices: [TableIdentity: TableChoice], to opened: OpenedBriefing, lexicons: Lexicons = .standard
  ) -> OpenedBriefing {
    guard !choices.isEmpty else { return opened }
    var identities = Table.identities(of: opened.briefing.tables)[...]
    var changed: [(found: Table, read: Table)] = []
    var result = opened
    for section in result.briefing.sections.indices {
      for block in result.briefing.sections[section].blocks.indices {
        guard case .table(let found) = result.briefing.sections[section].blocks[block],
          let identity = identities.popFirst()
        else { continue }
        guard let choice = choices[identity], found.canBeReread, let read = table(found, as: choice) else {
          continue
        }
        result.briefing.sections[section].blocks[block] = .table(read)
        changed.append((found, read))
      }
    }
    guard !changed.isEmpty else { return opened }
    result.briefing.assessments = AssessmentReader.assessments(
      in: result.briefing.sections, lexicons: lexicons)
    result.briefing.notes = notes(opened.briefing.notes, after: changed)
    return result
  }

  /// The notes on a table that was overruled give way to one that says so.
  private static func notes(
    _ notes: [ExtractionNote], after changed: [(found: Table, read: Table)]
  ) -> [ExtractionNote] {
    var notes = notes
    for (found, read) in changed {
      let note = ExtractionNote(kind: .overruledTable, message: message(found, read), span: found.span)
      let place = notes.firstIndex {
        ($0.kind == .reconstructedTable || $0.kind == .uncertainTable) && $0.span == found.span
      }
      if let place {
        notes[place] = note
      } else {
        let after = notes.firstIndex { $0.span.firstLine > found.span.firstLine } ?? notes.count
        notes.insert(note, at: after)
      }
    }
    return notes
  }

  private static func message(_ found: Table, _ read: Table) -> String {
    let now = read.rows.isEmpty ? "to be shown as its lines" : "to \(read.columnCount) columns"
    let before =
      found.rows.isEmpty
      ? "its columns could not be told"
      : "it was rebuilt with \(found.columnCount), \(found.confidence.rawValue)"
    return "You set this table \(now); \(before)."
  }

  private static func firstLine(of table: Table) -> String {
    let line = table.raw.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
    return line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

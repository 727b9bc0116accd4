internal import BriefingBrowser
internal import BriefingExtraction
internal import BriefingLibrary
internal import BriefingModel
internal import Synchronization

/// What its reader notes, in the walk line by line: in the same desk as the browser's.
extension PlainBrowser {
  // MARK: - As the reader has it

  /// Shows what was read of a file as its reader chose, with what was written about it.
  func show(_ found: OpenedBriefing, _ entry: LibraryEntry) {
    let record = context.desk?.record(of: identity(of: entry, found)) ?? DeskRecord()
    let opened = TableOverruling.apply(record.choices, to: found, lexicons: library.lexicons)
    var reader = Reader(entry: entry, found: found, opened: opened, flow: Flow(opened.briefing))
    for annotation in record.annotations {
      let item = reader.flow.item(of: annotation)
      reader.remarks[item, default: []].append(reader.flow.labelled(annotation, at: item))
    }
    reader.keptPlace = record.place
    // What was offered of another briefing would be looked for in this one.
    if self.reader?.entry.id != entry.id, choices.contains(where: \.isOfOpenBriefing) { choices = [] }
    self.reader = reader
    table = nil
    tellDesk()
  }

  /// Shows the briefing that is open anew, where the reader is.
  private func showAgain(_ found: OpenedBriefing, _ entry: LibraryEntry) {
    let before = reader
    show(found, entry)
    guard let before, let count = reader?.flow.items.count else { return }
    reader?.last = min(before.last, count - 1)
    reader?.next = min(before.next, count)
    reader?.lastOfBeginning = before.lastOfBeginning
    reader?.lastOfResuming = before.lastOfResuming
  }

  func identity(of entry: LibraryEntry, _ found: OpenedBriefing) -> BriefingIdentity {
    BriefingIdentity(path: library.path(of: entry.id), lines: found.lines)
  }

  private func marks(of reader: Reader) -> ReaderMarks {
    guard let desk = context.desk else { return ReaderMarks() }
    return (try? library.marks(from: desk))?[reader.entry.id] ?? ReaderMarks()
  }

  /// Says what is noted about the briefing that is open.
  func sayMarks() throws(OutputFault) {
    guard let reader else { return }
    let marks = marks(of: reader)
    var parts: [String] = []
    if marks.isStarred { parts.append("Starred.") }
    if !marks.tags.isEmpty { parts.append("Tags: \(marks.tags.joined(separator: ", ")).") }
    if let note = marks.note { parts.append("Note: \(note)") }
    if !parts.isEmpty { try say(parts.joined(separator: " ")) }
  }

  /// Whoever opens a briefing here reads it.
  func noteAsRead() {
    guard let reader else { return }
    context.desk?.set(.read(true), of: identity(of: reader.entry, reader.found))
    tellDesk()
  }

  /// The briefing that is open and the desk, or a word why there is nothing to note, or nowhere.
  func noting() throws(OutputFault) -> (reader: Reader, desk: any Desk)? {
    guard let reader else {
      try say("Nothing is open. list says what there is.")
      return nil
    }
    guard let desk = context.desk else {
      try say("Nothing can be kept here.")
      return nil
    }
    return (reader, desk)
  }

  private func set(_ mark: ReaderMark, _ words: String) throws(OutputFault) {
    guard let (reader, desk) = try noting() else { return }
    desk.set(mark, of: identity(of: reader.entry, reader.found))
    try say(words)
    tellDesk()
  }

  /// Says what went amiss with what was noted.
  func tellDesk() {
    while let remark = context.desk?.takeRemark() { context.warn(remark) }
  }

  // MARK: - Commands

  func toggleRead() throws(OutputFault) {
    guard let (reader, _) = try noting() else { return }
    let isRead = marks(of: reader).isRead
    try set(.read(!isRead), isRead ? "Noted as unread." : "Noted as read.")
  }

  func toggleStar() throws(OutputFault) {
    guard let (reader, _) = try noting() else { return }
    let isStarred = marks(of: reader).isStarred
    try set(.starred(!isStarred), isStarred ? "Star taken." : "Star given; search is:starred finds it.")
  }

  func setTags(_ words: String) throws(OutputFault) {
    guard let (reader, _) = try noting() else { return }
    if words.isEmpty {
      let tags = marks(of: reader).tags
      return try say(
        tags.isEmpty ? "No tags. tag and words gives some." : "Tags: \(tags.joined(separator: ", ")).")
    }
    let tags = words == "-" ? [] : ReaderMarks.tags(typed: words)
    try set(
      .tags(tags, seen: marks(of: reader).tags),
      tags.isEmpty ? "Tags taken." : "Tags: \(tags.joined(separator: ", ")).")
  }

  func setNote(_ words: String) throws(OutputFault) {
    guard let (reader, _) = try noting() else { return }
    if words.isEmpty {
      return try say(marks(of: reader).note.map { "Note: \($0)" } ?? "No note. note and words writes one.")
    }
    try set(
      .note(words == "-" ? nil : words, seen: marks(of: reader).note),
      words == "-" ? "Note taken back." : "Noted; search note: finds it.")
  }

  /// Writes about what was said last, says what is written there, or takes it back.
  func annotate(_ words: String) throws(OutputFault) {
    guard let (reader, desk) = try noting() else { return }
    guard let (anchor, quote) = reader.flow.anchor(ofItem: reader.last) else {
      return try say("There is nothing here to write about.")
    }
    let identity = identity(of: reader.entry, reader.found)
    let known = desk.record(of: identity).annotations.first { $0.anchor.isSame(as: anchor) }
    if words.isEmpty {
      return try say(
        known.map { "Written here: \($0.text)" } ?? "Nothing is written here. annotate and words writes.")
    }
    if words == "-" {
      guard known != nil else { return try say("Nothing is written here.") }
      desk.keep(Annotation(anchor: anchor, quote: quote, text: ""), seen: known?.text, in: identity)
      try say("Taken back.")
    } else {
      desk.keep(Annotation(anchor: anchor, quote: quote, text: words), seen: known?.text, in: identity)
      try say("Written beside line \(anchor.place.line); search is:annotated finds it.")
    }
    showAgain(reader.found, reader.entry)
  }

  /// The file in the reader's editor; what it was changed to is read then.
  func edit() throws(OutputFault) {
    guard let reader else { return try say("Nothing is open. list says what there is.") }
    guard !outside.isSecure else { return try say("No editor is started: DOSSIER_SECURE is set.") }
    guard let path = library.path(of: reader.entry.id)?.resolved else {
      return try say("This briefing has no file that could be edited.")
    }
    do throws(OutsidePrograms.Missing) {
      let command = try outside.programs.editor(of: path, line: reader.flow.line(of: max(0, reader.last)))
      try? context.output.flush()
      TypedLines.giveBack()
      if let fault = ForegroundProgram.run(command) { try? say("The editor \(fault).") }
    } catch {
      return try say("Not started: \(error.reason).")
    }
    do throws(LibraryError) {
      try library.refresh(onProgress: { _ in }, isCancelled: { false })
      entries = try library.entries()
      let found = try library.open(reader.entry.id)
      let isChanged = found.lines != reader.found.lines
      showAgain(found, entries.first { $0.id == reader.entry.id } ?? reader.entry)
      try? say(isChanged ? "Read again." : "The file is as it was.")
    } catch {
      try say("\(error.path): \(error.reason)")
    }
  }

  /// Writes the table that was said last to a file.
  func export(to path: String) throws(OutputFault) {
    guard let reader, let table, reader.flow.tables.indices.contains(table) else {
      return try say("No table was said yet: tables lists them, a number says one.")
    }
    guard !outside.isSecure else { return try say("Nothing is written: DOSSIER_SECURE is set.") }
    guard !path.isEmpty else {
      return try say("export needs the name of a file that ends in .csv, .md or .txt.")
    }
    try say(outside.export.write(reader.flow.tables[table], to: path).text)
  }

  // MARK: - Tables of all briefings

  /// The tables of all briefings, or those that hold some words: the first of them, as a list has to end.
  func sayAllTables(_ words: String) throws(OutputFault) {
    let most = 50
    let page: TablesPage
    do throws(LibraryError) {
      page = try library.tables(TablesRequest(query: words, limit: most), isCancelled: { false })
    } catch {
      return try say("\(error.path): \(error.reason)")
    }
    if let fault = page.fault { return try say(fault.message) }
    guard !page.tables.isEmpty else {
      return try say(words.isEmpty ? "No tables." : "No table holds: \(words)")
    }
    let isAll = page.next == nil && page.tables.count <= most
    let count = min(most, page.tables.count)
    try say(
      isAll ? (count == 1 ? "1 table." : "\(count) tables.") : "The first \(count) tables; words narrow them."
    )
    try offer(
      page.tables.prefix(most).map { listing in
        var text = "\(listing.table.name), "
        text += listing.rowCount == 0 ? "lines" : listing.rowCount == 1 ? "1 row" : "\(listing.rowCount) rows"
        text += ", in \(listing.entry.displayTitle), line \(listing.span.firstLine)"
        if let hit = listing.hit { text += ": \(hit.snippet)" }
        return (text, .libraryTable(listing.entry.id, listing.number))
      })
  }
}

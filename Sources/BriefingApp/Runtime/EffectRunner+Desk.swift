internal import BriefingBrowser
internal import BriefingExtraction
internal import BriefingLibrary
internal import BriefingModel
internal import Dispatch
internal import Synchronization

/// A briefing as its file says it, whatever the reader chose.
struct FoundBriefing: Sendable {
  var entryID: Int64
  var opened: OpenedBriefing
}

/// The reader's own data: always away from the thread of the loop, so that no key waits for a disk.
extension EffectRunner {
  /// The briefing with its tables read as the reader chose.
  func asChosen(_ briefing: FoundBriefing) -> OpenedBriefing {
    let (opened, events) = chosen(briefing)
    for event in events { mailbox.post(event) }
    if isDeskOpen.load(ordering: .sequentiallyConsistent), desk.isChangedElsewhere() { tellMarks() }
    return opened
  }

  /// The same, and the events that tell what the reader has of it.
  func chosen(_ briefing: FoundBriefing) -> (opened: OpenedBriefing, events: [Event]) {
    let kept = desk.record(of: identity(of: briefing))
    tellDesk()
    return (
      TableOverruling.apply(kept.choices, to: briefing.opened, lexicons: library.lexicons),
      (kept.place.map { [.place($0, entryID: briefing.entryID)] } ?? [])
        + [.record(shown(kept, briefing), entryID: briefing.entryID)]
    )
  }

  private func shown(_ kept: DeskRecord, _ briefing: FoundBriefing) -> ReaderRecord {
    ReaderRecord(
      annotations: kept.annotations, newLines: kept.readLines?.newLines(in: briefing.opened.lines) ?? [])
  }

  /// Tells what other sessions have written since it was told last.
  func tellNews() {
    guard isDeskOpen.load(ordering: .sequentiallyConsistent), desk.isChangedElsewhere() else { return }
    tellKept()
  }

  /// Tells what is noted about all briefings, and written in the one that was opened last.
  func tellKept() {
    tellMarks()
    guard let briefing = found.withLock(\.last) else { return }
    let count = keptCount.load(ordering: .sequentiallyConsistent)
    let kept = desk.record(of: identity(of: briefing))
    mailbox.post(.record(shown(kept, briefing), entryID: briefing.entryID, after: count))
  }

  /// Keeps what was written about a place, or takes it back.
  func annotate(_ annotation: Annotation, seen: String?, in entryID: Int64) {
    keepNote(on: entryID) { $0.keep(annotation, seen: seen, in: $1) }
  }

  /// Opens the desk, and shows the briefing that was opened before as the reader wants it.
  ///
  /// - Parameter restoring: whether the panes are to stand as they stood the last time.
  func openDesk(restoring: Bool = false) {
    isSessionDue.store(restoring, ordering: .sequentiallyConsistent)
    isDeskOpen.store(true, ordering: .sequentiallyConsistent)
    let pending = pendingMarks.withLock { pending in
      defer { pending = [] }
      return pending
    }
    for (mark, entryID) in pending { self.mark(mark, entryID) }
    work(on: keeping) { runner in
      // From now on only what changes is news.
      _ = runner.desk.isChangedElsewhere()
      if let briefing = runner.found.withLock(\.last) {
        let shown = runner.asChosen(briefing)
        if shown != briefing.opened {
          runner.mailbox.post(.reread(shown, entryID: briefing.entryID))
        }
      }
      runner.tellMarks()
      runner.tellLetters()
      runner.tellSession()
    }
  }

  /// Tells what the reader noted about the briefings, once the desk may be asked.
  func postMarks() {
    guard isDeskOpen.load(ordering: .sequentiallyConsistent) else { return }
    work(on: keeping) { runner in
      runner.tellMarks()
      runner.tellLetters()
    }
  }

  private func tellMarks() {
    let count = keptCount.load(ordering: .sequentiallyConsistent)
    guard let marks = try? library.marks(from: desk) else { return }
    // Most readers of most folders have noted nothing.
    let isNews = hasToldMarks.withLock { told in
      defer { told = !marks.isEmpty }
      return told || !marks.isEmpty
    }
    if isNews { mailbox.post(.marks(marks, after: count)) }
  }

  /// Keeps something that the reader noted, and counts it: what was told before is older.
  ///
  /// - Parameter keep: says whether something else was kept than what the reader noted.
  private func keepNote(
    on entryID: Int64, _ keep: @escaping @Sendable (any Desk, BriefingIdentity) -> Bool
  ) {
    work(on: keeping) { runner in
      let identity = runner.briefing(entryID).map(runner.identity)
      let isOther = identity.map { keep(runner.desk, $0) } ?? false
      runner.keptCount.add(1, ordering: .sequentiallyConsistent)
      if isOther { runner.tellKept() }
      runner.tellDesk()
    }
  }

  /// Keeps what the reader notes about a briefing.
  func mark(_ mark: ReaderMark, _ entryID: Int64) {
    guard isDeskOpen.load(ordering: .sequentiallyConsistent) else {
      return pendingMarks.withLock { $0.append((mark, entryID)) }
    }
    keepNote(on: entryID) { $0.set(mark, of: $1) }
  }

  /// Reads a table in all the ways that its reader can choose from.
  func readings(of table: Int, in entryID: Int64) {
    work(on: keeping) { runner in
      guard let briefing = runner.briefing(entryID) else { return }
      let tables = briefing.opened.briefing.tables
      guard tables.indices.contains(table) else { return }
      runner.mailbox.post(
        .readings(TableOverruling.readings(of: tables[table]), entryID: entryID, table: table))
    }
  }

  /// Keeps how a table is to be read, and shows what comes of it.
  func overrule(_ table: Int, in entryID: Int64, _ choice: TableChoice?) {
    work(on: keeping) { runner in
      guard let briefing = runner.briefing(entryID) else { return }
      let tables = briefing.opened.briefing.tables
      guard tables.indices.contains(table) else { return }
      if let choice, TableOverruling.table(tables[table], as: choice) == nil {
        runner.mailbox.post(
          .remark(
            "Some line of this table has fewer words than \(choice.number) columns need.", isWarning: true))
      } else {
        runner.desk.set(
          choice, of: Table.identities(of: tables)[table], in: runner.identity(of: briefing))
      }
      let record = runner.desk.record(of: runner.identity(of: briefing))
      runner.tellDesk()
      runner.mailbox.post(
        .reread(
          TableOverruling.apply(record.choices, to: briefing.opened, lexicons: runner.library.lexicons),
          entryID: entryID))
    }
  }

  /// Keeps where the reader was in a briefing that is left.
  func keep(_ place: ReadingPlace?, in entryID: Int64) {
    work(on: keeping) { runner in
      guard let briefing = runner.briefing(entryID) else { return }
      runner.desk.keep(place, in: runner.identity(of: briefing))
      runner.tellDesk()
    }
  }

  /// The briefing as its file says it: the one that is open, or read again.
  func briefing(_ entryID: Int64) -> FoundBriefing? {
    if let known = found.withLock({ $0.last { $0.entryID == entryID } }) { return known }
    do throws(LibraryError) {
      return FoundBriefing(entryID: entryID, opened: try library.open(entryID))
    } catch {
      mailbox.post(.remark("\(error.path): \(error.reason)", isWarning: true))
      return nil
    }
  }

  func identity(of briefing: FoundBriefing) -> BriefingIdentity {
    BriefingIdentity(path: library.path(of: briefing.entryID), lines: briefing.opened.lines)
  }

  /// Passes on what the reader has to know of the desk.
  func tellDesk() {
    while let remark = desk.takeRemark() { mailbox.post(.remark(remark, isWarning: true)) }
    if !desk.isLasting { mailbox.post(.notLasting) }
  }
}

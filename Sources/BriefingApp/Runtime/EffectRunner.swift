internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel
internal import Dispatch
internal import Synchronization

/// Does what the interface wants done outside of it, away from the thread of the loop, and posts
/// what comes of it.
final class EffectRunner: Sendable {
  let library: any Library
  let mailbox: Mailbox
  private let beginning: Beginning?
  let opening: DispatchQueue
  /// Large files are read apart from the others, which would wait for them.
  private let openingLarge = DispatchQueue(label: "dossier.open-large", qos: .besideKeys)
  let searching = DispatchQueue(label: "dossier.search", qos: .besideKeys)
  let finding = DispatchQueue(label: "dossier.find", qos: .besideKeys)
  private let indexing = DispatchQueue(label: "dossier.index", qos: .utility)
  /// The newest request of each kind: an older one is not begun, or gives up.
  let newestNames = NewestRequest()
  /// The newest request for a matrix or for statements of one.
  let newestMatrix = NewestRequest()
  /// The newest request for tables of all briefings.
  let newestTables = NewestRequest()
  let newestComparison = NewestRequest()
  let newestOpen = NewestRequest()
  /// The same for each text pane by its number: one does not make another's request an older one.
  let newestByPane = Mutex<[Int: Int]>([:])
  /// The newest pattern of each text pane.
  let newestPattern = Mutex<[Int: Int]>([:])
  let newestSearch = NewestRequest()
  private let isRefreshing = Atomic<Bool>(false)
  private let isStopped = Atomic<Bool>(false)
  /// What the list was made from that was posted last.
  private let listed = Mutex<ListStamp?>(nil)
  /// Begun when the folders have been looked through for the first time.
  private let watch = Mutex<(any LibraryWatch)?>(nil)
  /// What the reader chose for tables, and the queue on which it is kept.
  let desk: any Desk
  let keeping = DispatchQueue(label: "dossier.desk", qos: .besideKeys)
  /// For programs and files that the reader names: one that hangs holds up nothing that is to be kept.
  let handing = DispatchQueue(label: "dossier.hand", qos: .besideKeys)
  /// Whether the desk may be asked: not before the first screen stands.
  let isDeskOpen = Atomic<Bool>(false)
  /// How many of the reader's notes were kept in this session.
  let keptCount = Atomic<Int>(0)
  /// The briefings that were opened last, as they were found, the newest behind.
  let found = Mutex<[FoundBriefing]>([])
  let outside: Outside
  /// Whether it was said that what is typed cannot be kept.
  let isHistoryLost = Atomic<Bool>(false)
  /// What was read ahead, until it is asked for.
  let prefetched = Mutex<Prefetched?>(nil)
  /// What was noted before the desk might be asked.
  let pendingMarks = Mutex<[(mark: ReaderMark, entryID: Int64)]>([])
  /// Whether the interface waits to be told how the panes stood.
  let isSessionDue = Atomic<Bool>(false)
  /// Whether the interface was told of anything that the reader noted.
  let hasToldMarks = Mutex(false)
  /// The search whose lines are asked for.
  let lastRequest = Mutex(SearchRequest(query: ""))

  init(
    library: any Library, mailbox: Mailbox, desk: any Desk, outside: Outside, beginning: Beginning? = nil
  ) {
    self.outside = outside
    self.library = library
    self.mailbox = mailbox
    self.desk = desk
    self.beginning = beginning
    opening = beginning?.queue ?? DispatchQueue(label: "dossier.open", qos: .besideKeys)
  }

  /// Begins the work of an effect; effects on the terminal itself belong to the loop.
  func run(_ effect: Effect) {
    switch effect {
    case .openBriefing(let entryID, let generation, let pane): open(entryID, generation, pane: pane)
    case .prefetch(let entryID): prefetch(entryID)
    case .search(let query, let isTyping, let rows, let limit, let generation):
      search(SearchRequest(query: query, isTyping: isTyping, limit: limit), rows: rows, generation)
    case .findLines(let ids, let generation): findLines(of: ids, generation)
    case .findFacets(let query, let generation): findFacets(query, generation)
    case .findNames(let typed, let generation): findNames(typed, generation)
    case .endPicking:
      // What is still looked for is wanted no more.
      newestNames.end()
      work(on: searching) { $0.library.forgetNames() }
    case .layMatrix(let request, let generation): layMatrix(request, generation)
    case .listStatements(let request, let generation): listStatements(request, generation)
    case .listTables(let request, let generation): listTables(request, generation)
    case .explainSubject(let assessment, let entryID): explainSubject(of: assessment, in: entryID)
    case .findPattern(let source, let flow, let pane, let generation):
      findPattern(source, in: flow, pane: pane, generation)
    case .compare(let ids, let generation): compare(ids, generation)
    case .readNames(let entryID): readNames(of: entryID)
    case .findAnchor(let assessment, let entryID, let generation):
      findAnchor(of: assessment, in: entryID, generation)
    case .listSearches: work(on: keeping) { $0.mailbox.post(.searches($0.desk.searches())) }
    case .keepSearch(let query, let name):
      work(on: keeping) { runner in
        runner.desk.keep(query, as: name)
        runner.tellDesk()
      }
    case .mark(let mark, let entryID): self.mark(mark, entryID)
    case .annotate(let annotation, let entryID, let seen): annotate(annotation, seen: seen, in: entryID)
    case .lookForMarks: work(on: keeping) { $0.tellNews() }
    case .listKept: work(on: keeping) { $0.tellKept() }
    case .refreshLibrary: refresh()
    case .readTable(let entryID, let table): readings(of: table, in: entryID)
    case .overrule(let entryID, let table, let choice): overrule(table, in: entryID, choice)
    case .listSkipped:
      work(on: searching) { runner in
        runner.mailbox.post(.skipped(runner.library.skipped()))
      }
    case .keepPlace(let place, let entryID): keep(place, in: entryID)
    case .keepLetter(let letter, let place, let entryID): keep(letter, place, in: entryID)
    case .forgetLetter(let letter): forget(letter)
    case .export(let table, let path): export(table, to: path)
    case .keepTyped(let line, let kind): keepTyped(line, kind)
    case .suspend, .redraw, .quit, .copy, .useMouse, .edit, .compose, .page, .pipe, .pageBriefing,
      .pipeBriefing,
      .browse, .showTheme:
      break
    }
  }

  /// Whether nothing is to be begun any more.
  var isOver: Bool { isStopped.load(ordering: .sequentiallyConsistent) }

  /// Ends what is under way as soon as it can be; nothing more is posted after it.
  func stop() {
    isStopped.store(true, ordering: .sequentiallyConsistent)
    newestSearch.end()
    newestNames.end()
    newestMatrix.end()
    newestTables.end()
    newestComparison.end()
    watch.withLock { $0?.stop() }
    // What the reader has set is on its way to the disk, what was copied on its way out; a disk or a program that
    // does not answer is not waited for.
    let done = DispatchGroup()
    for queue in [keeping, handing] { queue.async(group: done) {} }
    _ = done.wait(timeout: .now() + 3)
  }

  /// Lists what changes in the folders from now on.
  private func beginWatching() {
    watch.withLock { watch in
      guard watch == nil, !isStopped.load(ordering: .sequentiallyConsistent) else { return }
      watch = library.watch { [weak self] changes in
        self?.prefetched.withLock { $0 = nil }
        self?.postList(after: changes)
        self?.mailbox.post(.changes(changes))
      }
      // The system has only so many watches: what it does not tell of is seen by the next look.
      if let unwatched = watch?.unwatchedCount, unwatched > 0 {
        mailbox.post(
          .remark(
            "\(unwatched) folders can not be watched: the system allows no more. C-r looks again.",
            isWarning: true))
      }
    }
  }

  func work(on queue: DispatchQueue, _ body: @escaping @Sendable (EffectRunner) -> Void) {
    mailbox.beginWork()
    queue.async { [self] in
      body(self)
      mailbox.endWork()
    }
  }

  private func open(_ entryID: Int64, _ generation: Int, pane: Int) {
    noteOpening(generation, pane: pane)
    mailbox.beginWork()
    opening.async { [self] in
      // While a key is held down, briefings passed over need not be read.
      guard isWanted(generation, pane) else { return mailbox.endWork() }
      switch beginning?.take(entryID) ?? library.beginning(of: entryID).map(Beginning.Ready.part) {
      case nil:
        mailbox.endWork(posting: opened(entryID, generation))
      case .whole(let briefing)?:
        // The first screen waits for this one.
        mailbox.endWork(posting: opened(briefing, entryID, generation))
      case .part(let part)?:
        // What the library does not hold yet is asked for again when it does.
        if entryID != LibraryEntry.provisionalID {
          // Those that come after a large one need not wait for all of it.
          work(on: openingLarge) { runner in
            guard runner.isWanted(generation, pane) else { return }
            runner.mailbox.post(runner.opened(entryID, generation))
          }
        }
        mailbox.endWork(posting: .begun(part, entryID: entryID, generation: generation))
      }
    }
  }

  /// Whether a request for a briefing is the newest one of its pane.
  private func isWanted(_ generation: Int, _ pane: Int) -> Bool {
    newestByPane.withLock { $0[pane] } == generation
  }

  private func opened(_ entryID: Int64, _ generation: Int) -> Event {
    do throws(LibraryError) {
      return opened(try library.open(entryID), entryID, generation)
    } catch {
      return .openFailed("\(error.path): \(error.reason)", entryID: entryID, generation: generation)
    }
  }

  private func opened(_ briefing: OpenedBriefing, _ entryID: Int64, _ generation: Int) -> Event {
    prefetched.withLock { $0 = nil }
    let shown = take(FoundBriefing(entryID: entryID, opened: briefing))
    return .opened(shown, entryID: entryID, generation: generation)
  }

  /// Notes the newest request for a briefing.
  func noteOpening(_ generation: Int, pane: Int) {
    _ = newestOpen.note(generation)
    newestByPane.withLock { $0[pane] = generation }
  }

  /// Notes what was opened.
  func remember(_ briefing: FoundBriefing) {
    found.withLock { known in
      known.removeAll { $0.entryID == briefing.entryID }
      known = known.suffix(3) + [briefing]
    }
  }

  /// Notes what was opened, and gives it as the reader wants it, once the desk may be asked.
  private func take(_ briefing: FoundBriefing) -> OpenedBriefing {
    remember(briefing)
    guard isDeskOpen.load(ordering: .sequentiallyConsistent) else { return briefing.opened }
    return asChosen(briefing)
  }

  private func refresh() {
    guard
      isRefreshing.compareExchange(
        expected: false, desired: true, ordering: .sequentiallyConsistent
      ).exchanged
    else { return }
    work(on: indexing) { runner in
      // Before anything is read: what changes meanwhile may have been read before.
      runner.beginWatching()
      let listing = Mutex(ListingPace())
      let changes = Mutex(LibraryChanges())
      do throws(LibraryError) {
        try runner.library.refresh(
          onProgress: { progress in
            // The end is told below, when the list is there.
            if progress.isFinished {
              changes.withLock { $0 = progress.changes }
              return
            }
            runner.mailbox.post(.progress(progress))
            if progress.changed > 0, listing.withLock({ $0.isDue() }) {
              runner.postEntries()
              listing.withLock { $0.ended() }
            }
          },
          isCancelled: { runner.isStopped.load(ordering: .sequentiallyConsistent) })
      } catch {
        runner.mailbox.post(.remark("\(error.path): \(error.reason)", isWarning: true))
      }
      runner.postEntries(unlessListed: true)
      runner.remarkIfEmpty()
      runner.work(on: runner.keeping) { $0.tellSession(isLast: true) }
      let news = changes.withLock(\.self)
      if !news.isEmpty { runner.mailbox.post(.changes(news)) }
      runner.mailbox.post(.progress(IndexProgress(isFinished: true)))
      runner.isRefreshing.store(false, ordering: .sequentiallyConsistent)
    }
  }

  /// Says why there is nothing to read.
  private func remarkIfEmpty() {
    guard let entries = try? library.entries(limit: 1), entries.isEmpty else { return }
    let hint = library.skipped().isEmpty ? "" : "; K lists what was left out"
    mailbox.post(.remark("\(library.name): \(library.emptyRemark)\(hint)", isWarning: true))
  }

  /// Says what went amiss when the index was opened, unless the reader has more to hear of.
  func tellOpening() {
    guard library.missing.isEmpty else { return }
    work(on: indexing) { runner in
      guard let remark = runner.library.openingRemark else { return }
      runner.mailbox.post(.remark("\(runner.library.name): \(remark)", isWarning: true))
    }
  }

  /// Posts the whole list, where only its beginning was shown.
  func list() {
    work(on: indexing) { $0.postEntries() }
  }

  /// - Parameter isEnough: whether the list is left where it is known to stand already.
  private func postEntries(unlessListed isEnough: Bool = false) {
    // Read and posted under the lock, so that no older list is posted behind a newer one.
    let isPosted = listed.withLock { listed in
      // Asked for before: what comes between makes the list be posted once too often, never too seldom.
      let stamp = library.listStamp
      if isEnough, let stamp, listed == stamp { return false }
      guard let entries = try? library.entries() else { return false }
      mailbox.post(.entries(entries))
      listed = stamp
      return true
    }
    if isPosted { postMarks() }
  }

  /// Posts what changes make of the list: of a hundred thousand entries, reading all takes longer than all else.
  private func postList(after changes: LibraryChanges) {
    let isPosted = listed.withLock { listed in
      guard let before = listed, let stamp = library.listStamp,
        stamp.count == before.count + changes.came.count - changes.went.count,
        let patch = library.patch(for: changes)
      else { return false }
      mailbox.post(.listPatched(patch))
      listed = stamp
      return true
    }
    if isPosted { postMarks() } else { postEntries() }
  }
}

/// How often the list is read again while an index is being built: never more than a tenth of the
/// time goes into it, however long the list has become.
private struct ListingPace {
  private let clock = ContinuousClock()
  private var began: ContinuousClock.Instant?
  private var due: ContinuousClock.Instant?

  mutating func isDue() -> Bool {
    let now = clock.now
    if let due, now < due { return false }
    began = now
    return true
  }

  mutating func ended() {
    guard let began else { return }
    let now = clock.now
    due = now + max(.milliseconds(150), (now - began) * 10)
  }
}

internal import BriefingBrowser
internal import BriefingExtraction
internal import BriefingLibrary
internal import BriefingModel
internal import Synchronization

/// Briefings beside each other, what one names, and where a statement stands in its text.
extension EffectRunner {
  /// Words of a briefing by which the nearest one is looked for.
  private static let mostWords = 24
  /// Briefings that are weighed for being the nearest.
  private static let mostCandidates = 9

  /// Compares briefings; one alone with the one nearest to it.
  func compare(_ ids: [Int64], _ generation: Int) {
    let isStale = newestComparison.note(generation)
    work(on: searching) { runner in
      do throws(LibraryError) {
        var briefings: [(id: Int64, briefing: Briefing)] = []
        for id in ids {
          guard !isStale() else { return }
          briefings.append((id, try runner.briefingAsChosen(id)))
        }
        if briefings.count == 1, let only = briefings.first {
          guard let near = try runner.nearest(to: only.briefing, only.id, isCancelled: isStale) else {
            return runner.mailbox.post(.remark("No other briefing is near this one.", isWarning: false))
          }
          briefings.append((near, try runner.briefingAsChosen(near)))
        }
        let entries = briefings.map { CombinedMatrix.Source($0.briefing, id: $0.id).entry }
        let comparison = BriefingComparing.comparison(
          of: briefings.map(\.briefing), entries: entries, lexicons: runner.library.lexicons)
        guard !isStale() else { return }
        runner.mailbox.post(.compared(comparison, generation: generation))
      } catch {
        runner.mailbox.post(.remark("\(error.path): \(error.reason)", isWarning: true))
      }
    }
  }

  /// A briefing with its tables read as its reader chose.
  private func briefingAsChosen(_ id: Int64) throws(LibraryError) -> Briefing {
    let known = found.withLock { $0.last { $0.entryID == id } }
    let briefing: FoundBriefing
    if let known {
      briefing = known
    } else {
      briefing = FoundBriefing(entryID: id, opened: try library.open(id))
    }
    let record = desk.record(of: identity(of: briefing))
    return TableOverruling.apply(record.choices, to: briefing.opened, lexicons: library.lexicons).briefing
  }

  /// The briefing that shares most with one: its title, headings and names are searched for.
  private func nearest(
    to briefing: Briefing, _ id: Int64, isCancelled: @escaping @Sendable () -> Bool
  ) throws(LibraryError) -> Int64? {
    var words: [String] = []
    func add(_ text: String) {
      for word in StatementWords(text).words where !words.contains(word) && word.utf8.count > 2 {
        words.append(word)
      }
    }
    add(briefing.displayTitle)
    for name in NameReader.names(in: briefing, lexicons: library.lexicons) { add(name.name) }
    for heading in briefing.headings { add(heading.text) }
    if words.count < Self.mostWords, let first = BriefingComparing.beginning(of: briefing) { add(first) }
    guard !words.isEmpty else { return nil }
    let query = words.prefix(Self.mostWords).map { "\"\($0)\"" }.joined(separator: " OR ")
    let results = try library.search(
      SearchRequest(query: query, limit: Self.mostCandidates), desk: desk, onPartial: { _ in },
      isCancelled: isCancelled)
    // A search favours long briefings that hold many of the words: the few it finds are weighed by themselves.
    let ids = results.results.map(\.entry.id).filter { $0 != id }
    var candidates: [(id: Int64, briefing: Briefing)] = []
    for id in ids where !isCancelled() { candidates.append((id, try briefingAsChosen(id))) }
    let others = candidates.map(\.briefing)
    guard let place = BriefingComparing.nearest(to: briefing, among: others, lexicons: library.lexicons)
    else {
      return ids.first
    }
    return candidates[place].id
  }

  /// Tells what a briefing names.
  func readNames(of entryID: Int64) {
    work(on: searching) { runner in
      do throws(LibraryError) {
        let briefing = try runner.briefingAsChosen(entryID)
        runner.mailbox.post(
          .named(
            NameReader.names(in: briefing, lexicons: runner.library.lexicons),
            FigureReader.figures(in: briefing), entryID: entryID))
      } catch {
        runner.mailbox.post(.remark("\(error.path): \(error.reason)", isWarning: true))
      }
    }
  }

  /// Tells where something about a statement is written, after what was written about its briefing before.
  func findAnchor(of assessment: Assessment, in entryID: Int64, _ generation: Int) {
    work(on: keeping) { runner in
      guard let briefing = runner.briefing(entryID) else { return }
      let (opened, events) = runner.chosen(briefing)
      guard let place = Annotation.Anchor.place(of: assessment, in: opened.briefing) else {
        return runner.mailbox.post(
          .remark(
            "The text of this statement is not shown: nothing can be written beside it.", isWarning: false))
      }
      for event in events {
        if case .record = event { runner.mailbox.post(event) }
      }
      runner.mailbox.post(
        .anchor(place.anchor, quote: place.quote, entryID: entryID, generation: generation))
    }
  }
}

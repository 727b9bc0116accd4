internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel
internal import Synchronization

/// Searches: the briefings first, their lines for what is on the screen.
extension EffectRunner {
  /// Lines that take longer than this come after the titles.
  private static let patience = Duration.milliseconds(4)

  private func isStale(_ generation: Int) -> Bool {
    newestSearch.generation != generation
  }

  func search(_ request: SearchRequest, rows: Int, _ generation: Int) {
    _ = newestSearch.note(generation)
    work(on: searching) { runner in
      let isStale = { @Sendable in runner.isStale(generation) }
      guard !isStale() else { return }
      let start = ContinuousClock.now
      func post(_ results: SearchResults) {
        guard !isStale() else { return }
        let took = (ContinuousClock.now - start).components
        let milliseconds = Int(took.seconds) * 1000 + Int(took.attoseconds / 1_000_000_000_000_000)
        runner.mailbox.post(.results(results, milliseconds: milliseconds, generation: generation))
      }
      do throws(LibraryError) {
        var request = request
        var results = try runner.library.search(
          request, desk: runner.desk, onPartial: post, isCancelled: isStale)
        // What was found while the last word was half typed must not vanish when Enter is pressed.
        if !request.isTyping, results.fault == nil, results.results.isEmpty, !isStale() {
          request.isTyping = true
          let others = try runner.library.search(
            request, desk: runner.desk, onPartial: post, isCancelled: isStale)
          if !others.results.isEmpty { results = others }
        }
        // What is only half typed is no fault as long as it finds something; where it does not, that is why.
        if request.isTyping, results.fault == nil, results.results.isEmpty {
          results.fault = request.faultWhenFinished
        }
        runner.lastRequest.withLock { $0 = request }
        var isTold = false
        var filled = 0
        for index in results.results.indices where filled < rows {
          guard !isStale() else { return }
          if !isTold, ContinuousClock.now - start > Self.patience {
            isTold = true
            post(results)
          }
          let lines = try runner.library.lines(
            of: results.results[index].entry.id, for: request, isCancelled: isStale)
          results.results[index].lines = lines ?? FoundLines()
          filled += 1 + (lines?.hits.count ?? 0)
        }
        post(results)
      } catch {
        guard !isStale() else { return }
        // An answer all the same: keys may be waiting for it.
        post(SearchResults(query: request.query))
        runner.mailbox.post(.remark("\(error.path): \(error.reason)", isWarning: true))
      }
    }
  }

  /// The lines of some results of the last search.
  func findLines(of ids: [Int64], _ generation: Int) {
    work(on: searching) { runner in
      let request = runner.lastRequest.withLock { $0 }
      var found: [Int64: FoundLines] = [:]
      for id in ids {
        guard !runner.isStale(generation) else { return }
        let lines = try? runner.library.lines(
          of: id, for: request, isCancelled: { runner.isStale(generation) })
        found[id] = lines.flatMap(\.self) ?? FoundLines()
      }
      runner.mailbox.post(.lines(found, generation: generation))
    }
  }

  /// What narrows a search.
  func findFacets(_ query: String, _ generation: Int) {
    let isStale = newestNames.note(generation)
    work(on: searching) { runner in
      let request = runner.lastRequest.withLock { $0.query == query ? $0 : SearchRequest(query: query) }
      let facets = try? runner.library.facets(
        of: request, desk: runner.desk,
        isCancelled: isStale)
      runner.mailbox.post(.facets(facets ?? [], generation: generation))
    }
  }

  /// Names that fit what was typed.
  func findNames(_ typed: String, _ generation: Int) {
    let isStale = newestNames.note(generation)
    work(on: searching) { runner in
      guard !isStale() else { return }
      let names = try? runner.library.names(like: typed, limit: 100, isCancelled: isStale)
      guard !isStale() else { return }
      runner.mailbox.post(.names(names ?? [], generation: generation))
    }
  }
}

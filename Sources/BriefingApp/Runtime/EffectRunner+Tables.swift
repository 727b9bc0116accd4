internal import BriefingBrowser
internal import BriefingLibrary
internal import BriefingModel
internal import Synchronization

/// The tables of all briefings, a page at a time.
extension EffectRunner {
  func listTables(_ request: TablesRequest, _ generation: Int) {
    let isStale = newestTables.note(generation)
    work(on: searching) { runner in
      guard !isStale() else { return }
      do throws(LibraryError) {
        let page = try runner.library.tables(request, isCancelled: isStale)
        guard !isStale() else { return }
        runner.mailbox.post(.tables(page, start: request.start, generation: generation))
      } catch {
        // An answer all the same: keys may be waiting for it.
        runner.mailbox.post(.tables(TablesPage(), start: request.start, generation: generation))
        runner.mailbox.post(.remark("\(error.path): \(error.reason)", isWarning: true))
      }
    }
  }
}

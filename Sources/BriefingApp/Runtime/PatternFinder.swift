internal import BriefingBrowser
internal import BriefingLibrary
internal import Synchronization

/// Looks for a regular expression in the text of a briefing: in each paragraph, item and cell by itself.
struct PatternFinder {
  /// A pattern that takes longer than this in one text is given up: each of very many paragraphs may take a little.
  private static let patience = Duration.seconds(2)

  private enum End: Error {
    case fault(Pattern.Fault)
    case cancelled
  }

  /// Where the pattern matches; nil when it was cancelled.
  ///
  /// - Parameter isCancelled: asked before each text.
  static func matches(
    of source: String, in flow: Flow, patience: Duration = patience, isCancelled: () -> Bool = { false }
  ) throws(Pattern.Fault) -> [FlowMatch]? {
    let pattern = try Pattern(source)
    let end = ContinuousClock.now + patience
    do throws(End) {
      return try flow.matches { text, limit throws(End) in
        if isCancelled() { throw .cancelled }
        if ContinuousClock.now > end { throw .fault(.exploding) }
        do throws(Pattern.Fault) {
          return try pattern.ranges(in: text, limit: limit)
        } catch {
          throw .fault(error)
        }
      }
    } catch {
      switch error {
      case .fault(let fault): throw fault
      case .cancelled: return nil
      }
    }
  }
}

extension EffectRunner {
  /// Looks for a pattern and tells where it was found, unless a newer one is wanted in its pane.
  func findPattern(_ source: String, in flow: Flow, pane: Int, _ generation: Int) {
    newestPattern.withLock { $0[pane] = generation }
    work(on: finding) { runner in
      let isStale = { runner.newestPattern.withLock { $0[pane] } != generation }
      do throws(Pattern.Fault) {
        guard let found = try PatternFinder.matches(of: source, in: flow, isCancelled: isStale) else {
          return
        }
        runner.mailbox.post(.found(found, fault: nil, generation: generation))
      } catch {
        runner.mailbox.post(.found([], fault: error.words, generation: generation))
      }
    }
  }
}

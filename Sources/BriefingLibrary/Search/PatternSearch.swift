import BriefingModel
import Dispatch
import Glibc
import Synchronization

/// Looks for patterns in the files of the briefings that the rest of a query leaves, the best first, until
/// enough is found.
///
/// A pattern is looked for in each line by itself: a line of the file, or where markup hides the text, of
/// what it reads as.
struct PatternSearch {
  /// So many files are read between two questions whether the search goes on.
  private static let atOnce = 64
  private static let betweenPartials = Duration.milliseconds(100)

  let searching: Searching
  let patterns: [QueryPattern]

  func run(
    over candidates: [TopDocuments.Entry], limit: Int, into results: inout SearchResults,
    onPartial: (SearchResults) -> Void, isCancelled: () -> Bool
  ) throws {
    var places: [UInt64: Int] = [:]
    var start = 0
    var told = ContinuousClock.now
    while start < candidates.count, results.results.count < limit {
      if isCancelled() { return }
      let end = min(candidates.count, start + Self.atOnce)
      let batch = try searching.store.briefings(candidates[start..<end])
      start = end
      let verdicts: [Bool]
      do throws(Pattern.Fault) {
        verdicts = try Self.verdicts(on: batch.map(\.match), patterns, searching)
      } catch {
        results = SearchResults(query: results.query, fault: error.inQuery(patterns[0]))
        return
      }
      for (number, found) in batch.enumerated() where verdicts[number] {
        results.matchCount += 1
        if found.fingerprint != 0, let place = places[found.fingerprint] {
          results.results[place].equalPaths.append(found.match.entry.path)
          continue
        }
        guard results.results.count < limit else { break }
        if found.fingerprint != 0 { places[found.fingerprint] = results.results.count }
        results.results.append(SearchResult(entry: found.match.entry, score: found.match.score))
      }
      results.isPartial = start < candidates.count
      if results.isPartial, ContinuousClock.now - told > Self.betweenPartials {
        onPartial(results)
        told = .now
      }
    }
  }

  /// Whether each briefing holds all patterns, looked for on all cores.
  private static func verdicts(
    on matches: [IndexStore.Match], _ patterns: [QueryPattern], _ searching: Searching
  ) throws(Pattern.Fault) -> [Bool] {
    let threads = max(1, min(4, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    let found = Mutex<(verdicts: [Bool], fault: Pattern.Fault?)>(
      ([Bool](repeating: false, count: matches.count), nil))
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      do throws(Pattern.Fault) {
        // A pattern belongs to one thread.
        var compiled: [(pattern: Pattern, isNegated: Bool)] = []
        for pattern in patterns { compiled.append((try Pattern(pattern.source), pattern.isNegated)) }
        for index in stride(from: thread, to: matches.count, by: threads) {
          let holds = try Self.holds(matches[index], compiled, searching)
          if holds { found.withLock { $0.verdicts[index] = true } }
        }
      } catch {
        found.withLock { $0.fault = error }
      }
    }
    return try found.withLock { found throws(Pattern.Fault) in
      if let fault = found.fault { throw fault }
      return found.verdicts
    }
  }

  private static func holds(
    _ match: IndexStore.Match, _ patterns: [(pattern: Pattern, isNegated: Bool)], _ searching: Searching
  ) throws(Pattern.Fault) -> Bool {
    guard let bytes = searching.read(match.place) else { return false }
    let lines: [ArraySlice<UInt8>]
    if match.place.format == .html {
      lines = Searching.lines(of: searching.reading(bytes, match.entry.path).briefing).map(\.utf8)
    } else {
      let text = SourceLines(utf8: searching.decoded(bytes, path: match.entry.path))
      lines = text.ranges.map { text.utf8[$0] }
    }
    for (pattern, isNegated) in patterns {
      var isFound = false
      for line in lines where !isFound {
        // What a closure throws is told in a result: it could not be typed otherwise.
        let found = line.withUnsafeBufferPointer { bytes -> Result<Bool, Pattern.Fault> in
          do throws(Pattern.Fault) {
            return .success(try pattern.match(in: bytes) != nil)
          } catch {
            return .failure(error)
          }
        }
        isFound = try found.get()
      }
      if isFound == isNegated { return false }
    }
    return true
  }
}

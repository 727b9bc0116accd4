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
    var told = ContinuousClock.now
    let fault = try forEachBatch(of: candidates, isCancelled: isCancelled) { batch, isLast in
      for found in batch {
        results.matchCount += 1
        if found.entry.fingerprint != 0, let place = places[found.entry.fingerprint] {
          results.results[place].equalPaths.append(found.match.entry.path)
          continue
        }
        guard results.results.count < limit else { break }
        if found.entry.fingerprint != 0 { places[found.entry.fingerprint] = results.results.count }
        results.results.append(SearchResult(entry: found.match.entry, score: found.match.score))
      }
      results.isPartial = !isLast
      if results.isPartial, ContinuousClock.now - told > Self.betweenPartials {
        onPartial(results)
        told = .now
      }
      return results.results.count < limit
    }
    if let fault { results = SearchResults(query: results.query, fault: fault) }
  }

  /// Those of the candidates that hold the patterns, without an end before the last; nil when it was cancelled or
  /// a pattern is at fault.
  func holding(
    _ candidates: [TopDocuments.Entry], isCancelled: () -> Bool
  ) throws -> [TopDocuments.Entry]? {
    var holding: [TopDocuments.Entry] = []
    let fault = try forEachBatch(of: candidates, isCancelled: isCancelled) { batch, _ in
      holding += batch.map(\.entry)
      return true
    }
    return fault == nil && !isCancelled() ? holding : nil
  }

  private typealias Found = (match: IndexStore.Match, entry: TopDocuments.Entry)

  /// Calls `body` with those that hold the patterns, some at a time, and whether they are the last, until it says
  /// false. Returns what is wrong with a pattern.
  private func forEachBatch(
    of candidates: [TopDocuments.Entry], isCancelled: () -> Bool,
    _ body: (_ batch: [Found], _ isLast: Bool) -> Bool
  ) throws -> QueryFault? {
    var start = 0
    while start < candidates.count {
      if isCancelled() { return nil }
      let end = min(candidates.count, start + Self.atOnce)
      let entries = candidates[start..<end]
      let batch = try searching.store.briefings(entries)
      start = end
      let verdicts: [Bool]
      do throws(Pattern.Fault) {
        verdicts = try Self.verdicts(on: batch.map(\.match), patterns, searching)
      } catch {
        return error.inQuery(patterns[0])
      }
      let holding = zip(batch, verdicts).filter(\.1).map(\.0)
      if !body(holding, end == candidates.count) { return nil }
    }
    return nil
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

import BriefingModel
import Dispatch
import GRDB
import Glibc
import Synchronization

/// All titles, paths, headings and tables of a library by name, in memory while names are being typed.
final class NameIndex: Sendable {
  /// A name that fits.
  struct Found: Sendable {
    var briefing: Int64
    /// 0 for the title, 1 for the path, then the names of the briefing in their order.
    var ordinal: Int
    fileprivate var score: Int
    fileprivate var place: Int
  }

  private struct Candidate {
    /// Where its folded text begins.
    var start: UInt32
    var count: UInt16
    var ordinal: UInt16
    /// Place of the briefing in `briefings`.
    var briefing: UInt32
    var mask: UInt32
  }

  /// Names are asked of several threads in pieces of so many.
  private static let piece = 16_384

  private let text: [UInt8]
  private let candidates: [Candidate]
  private let briefings: [Int64]
  /// Changes with what the library holds.
  let stamp: Int64

  init(_ store: IndexStore) throws {
    var text: [UInt8] = []
    var candidates: [Candidate] = []
    var briefings: [Int64] = []
    let folding = NameFolding()
    func add(_ bytes: UnsafeBufferPointer<UInt8>, _ ordinal: Int) {
      let start = text.count
      folding.append(bytes, to: &text)
      guard text.count > start, start < Int(UInt32.max) - Int(UInt16.max), ordinal < Int(UInt16.max) else {
        return
      }
      let count = min(text.count - start, Int(UInt16.max))
      let mask = text.withUnsafeBufferPointer {
        FuzzyPattern.mask(of: UnsafeBufferPointer(rebasing: $0[start..<start + count]))
      }
      candidates.append(
        Candidate(
          start: UInt32(start), count: UInt16(count), ordinal: UInt16(ordinal),
          briefing: UInt32(briefings.count), mask: mask))
    }
    stamp = try store.newest().document
    try store.database.read { db in
      let sql = """
        SELECT briefing.id, briefing.title, briefing.root, briefing.path, detail.names
        FROM briefing LEFT JOIN detail ON detail.id = briefing.id
        ORDER BY briefing.root, briefing.place, briefing.path
        """
      let rows = try Row.fetchCursor(db, sql: sql)
      while let row = try rows.next() {
        var title: String = row[1]
        title.withUTF8 { add($0, 0) }
        var path = store.shownPath(
          root: row[2], path: row.withUnsafeBlob(atIndex: 3) { PathBytes(Array($0)) })
        path.withUTF8 { add($0, 1) }
        var ordinal = 2
        row.withUnsafeBlob(atIndex: 4) { bytes in
          BriefingNames.forEach(in: bytes) { _, _, name in
            add(name.assumingMemoryBound(to: UInt8.self), ordinal)
            ordinal += 1
          }
        }
        briefings.append(row[0])
      }
    }
    self.text = text
    self.candidates = candidates
    self.briefings = briefings
  }

  /// The best names for what was typed; nil when it was cancelled.
  func find(_ typed: String, limit: Int, isCancelled: @Sendable () -> Bool) -> [Found]? {
    let pattern = FuzzyPattern(typed, NameFolding())
    guard !pattern.isEmpty else {
      return briefings.prefix(limit).enumerated().map {
        Found(briefing: $0.element, ordinal: 0, score: 0, place: $0.offset)
      }
    }
    let found = Mutex<[Found]>([])
    let next = Atomic<Int>(0)
    let threads = max(1, min(4, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while !isCancelled() {
        let start = next.wrappingAdd(Self.piece, ordering: .relaxed).oldValue
        guard start < candidates.count else { return }
        let best = self.best(pattern, start..<min(candidates.count, start + Self.piece), limit)
        found.withLock { $0 += best }
      }
    }
    if isCancelled() { return nil }
    return Array(found.withLock(\.self).sorted(by: Self.isBefore).prefix(limit))
  }

  private static func isBefore(_ one: Found, _ other: Found) -> Bool {
    (-one.score, one.place) < (-other.score, other.place)
  }

  private func best(_ pattern: FuzzyPattern, _ range: Range<Int>, _ limit: Int) -> [Found] {
    var found: [Found] = []
    text.withUnsafeBufferPointer { text in
      candidates.withUnsafeBufferPointer { candidates in
        for place in range {
          let candidate = candidates[place]
          guard candidate.mask & pattern.mask == pattern.mask else { continue }
          let start = Int(candidate.start)
          let name = UnsafeBufferPointer(rebasing: text[start..<start + Int(candidate.count)])
          guard let score = pattern.score(name) else { continue }
          // A title is what most people mean.
          let bonus = candidate.ordinal == 0 ? 64 : 0
          found.append(
            Found(
              briefing: briefings[Int(candidate.briefing)], ordinal: Int(candidate.ordinal),
              score: score + bonus, place: place))
        }
      }
    }
    if found.count > limit {
      found.sort(by: Self.isBefore)
      found.removeLast(found.count - limit)
    }
    return found
  }
}

extension IndexStore {
  /// The names that were found, with what is shown of them.
  func names(_ found: [NameIndex.Found], typed: String) throws -> [NameMatch] {
    let folding = NameFolding()
    let pattern = FuzzyPattern(typed, folding)
    return try database.read { db in
      let sql = """
        SELECT \(Self.entryColumns), detail.names
        FROM briefing LEFT JOIN detail ON detail.id = briefing.id WHERE briefing.id = ?
        """
      let statement = try db.cachedStatement(sql: sql)
      return try found.compactMap { found in
        guard let row = try Row.fetchOne(statement, arguments: [found.briefing]) else { return nil }
        let entry = entry(row)
        var match = NameMatch(entry: entry, kind: .title, text: entry.displayTitle)
        if found.ordinal == 1 {
          match.kind = .path
          match.text = entry.path
        } else if found.ordinal > 1 {
          let names = row.withUnsafeBlob(atIndex: 13) { BriefingNames.names(in: $0) }
          guard names.indices.contains(found.ordinal - 2) else { return nil }
          let name = names[found.ordinal - 2]
          (match.kind, match.text, match.line) = (name.kind, name.text, name.line)
        }
        match.marks = Self.marks(pattern, in: match.text, folding)
        return match
      }
    }
  }

  private static func marks(_ pattern: FuzzyPattern, in text: String, _ folding: NameFolding) -> [Range<Int>]
  {
    var folded: [UInt8] = []
    var scalars: [Int] = []
    var text = text
    text.withUTF8 { bytes in
      var number = 0
      folding.append(bytes, to: &folded) { count in
        for _ in 0..<count { scalars.append(number) }
        number += 1
      }
    }
    var marks: [Range<Int>] = []
    for place in folded.withUnsafeBufferPointer({ pattern.places(in: $0) }) {
      let scalar = scalars[place]
      if let last = marks.last, last.upperBound >= scalar {
        marks[marks.count - 1] = last.lowerBound..<max(last.upperBound, scalar + 1)
      } else {
        marks.append(scalar..<scalar + 1)
      }
    }
    return marks
  }
}

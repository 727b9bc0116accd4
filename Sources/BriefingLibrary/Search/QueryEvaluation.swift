import BriefingModel
import Glibc

/// Finds the briefings that match a query, and ranks them by BM25: every match is visited, so that
/// the count is exact and the best are the best.
struct QueryEvaluation {
  /// A briefing found.
  struct Ranked: Equatable {
    var document: Int64
    var score: Double
    /// Briefings of the same words, not ranked by themselves.
    var equals: [Int64] = []
  }

  private static let k1 = 1.2
  private static let b = 0.75
  /// What a word is worth that stands in more than half of all briefings.
  private static let leastWorth = 1e-6

  private indirect enum Node {
    case leaf(Int)
    case all([Node])
    case any([Node])
    case not(Node)
  }

  private enum Leaf {
    case term(QueryTerm)
    case near([QueryTerm], distance: Int)
  }

  private let snapshot: IndexSnapshot
  private let filters: [QueryFilter]
  private let marks: [Int64: ReaderMarks]
  private var leaves: [Leaf] = []
  private var root: Node?
  /// For each leaf, its documents in each segment.
  private var lists: [[PostingList]] = []
  private var worths: [Double] = []
  private let check: () throws -> Void

  /// Looks the terms of the query up. `marks` is what the reader noted about documents, where the query asks
  /// for it. `check` is called from time to time and may throw.
  init(
    _ query: Query, _ snapshot: IndexSnapshot, _ chunks: any ChunkSource, marks: [Int64: ReaderMarks] = [:],
    check: @escaping () throws -> Void
  ) throws {
    self.snapshot = snapshot
    self.marks = marks
    self.check = check
    filters = query.filters
    root = query.expression.map { node($0) }
    let finders = snapshot.parts.map { TermFinder($0, chunks) }
    for leaf in leaves {
      let found = try finders.map { finder in
        switch leaf {
        case .term(let term): try finder.list(term)
        case .near(let terms, let distance): try finder.list(near: terms, distance: distance)
        }
      }
      lists.append(found)
      let count = Double(found.reduce(0) { $0 + $1.count })
      let all = Double(snapshot.documentCount)
      worths.append(max(Self.leastWorth, log((all - count + 0.5) / (count + 0.5))))
    }
  }

  private mutating func node(_ expression: QueryExpression) -> Node {
    switch expression {
    case .term(let term):
      leaves.append(.term(term))
      return .leaf(leaves.count - 1)
    case .near(let terms, let distance):
      leaves.append(.near(terms, distance: distance))
      return .leaf(leaves.count - 1)
    case .all(let parts): return .all(parts.map { node($0) })
    case .any(let parts): return .any(parts.map { node($0) })
    case .not(let inner): return .not(node(inner))
    }
  }

  /// The best briefings, at most `limit`, and how many match.
  func best(_ limit: Int) throws -> (ranked: [Ranked], count: Int) {
    var most = limit + limit / 4 + 16
    while true {
      var top = TopDocuments(most)
      try forEach { top.add($0) }
      let ranked = Self.folded(top.sorted())
      if ranked.count >= limit || top.count == top.kept { return (Array(ranked.prefix(limit)), top.count) }
      // Many are the same: look at more.
      most *= 8
    }
  }

  /// All briefings that match, the best first; those of the same words stand by themselves.
  func all() throws -> [TopDocuments.Entry] {
    var entries: [TopDocuments.Entry] = []
    try forEach { entries.append($0) }
    try check()
    entries.sort(by: TopDocuments.Entry.isBefore)
    return entries
  }

  private func forEach(_ body: (TopDocuments.Entry) -> Void) throws {
    for index in snapshot.parts.indices {
      try check()
      let part = snapshot.parts[index]
      let facts = part.segment.facts
      let found = root.map { scored($0, index) } ?? everything(index)
      for (place, document) in found.documents.enumerated() {
        let own = facts[Int(document)]
        let number = part.segment.base + Int64(document)
        if !filters.isEmpty {
          guard filters.allSatisfy({ $0.holds(own, $0.isOfReader ? marks[number] : nil) }) else { continue }
        }
        body(
          TopDocuments.Entry(
            score: found.scores[place], day: own.day, order: own.order, document: number,
            fingerprint: own.fingerprint))
      }
    }
  }

  /// Briefings of the same words become one, the first of them.
  private static func folded(_ entries: [TopDocuments.Entry]) -> [Ranked] {
    var ranked: [Ranked] = []
    var places: [UInt64: Int] = [:]
    for entry in entries {
      if entry.fingerprint != 0 {
        if let place = places[entry.fingerprint] {
          ranked[place].equals.append(entry.document)
          continue
        }
        places[entry.fingerprint] = ranked.count
      }
      ranked.append(Ranked(document: entry.document, score: entry.score))
    }
    return ranked
  }

  // MARK: One segment

  private struct Scored {
    var documents: [UInt32] = []
    var scores: [Double] = []
  }

  private func scored(_ node: Node, _ part: Int) -> Scored {
    switch node {
    case .leaf(let leaf): return scored(leaf: leaf, part)
    case .all(let nodes):
      var wanted: [Scored] = []
      var excluded: [Scored] = []
      for inner in nodes {
        if case .not(let unwanted) = inner {
          excluded.append(scored(unwanted, part))
        } else {
          wanted.append(scored(inner, part))
        }
      }
      wanted.sort { $0.documents.count < $1.documents.count }
      var found = wanted.first ?? everything(part)
      for other in wanted.dropFirst() { found = Self.both(found, other) }
      for other in excluded { found = Self.without(found, other) }
      return found
    case .any(let nodes):
      return nodes.map { scored($0, part) }.reduce(Scored()) { Self.either($0, $1) }
    case .not(let inner): return Self.without(everything(part), scored(inner, part))
    }
  }

  private func scored(leaf: Int, _ part: Int) -> Scored {
    let list = lists[leaf][part]
    let facts = snapshot.parts[part].segment.facts
    let worth = worths[leaf] * (Self.k1 + 1)
    let fixed = Self.k1 * (1 - Self.b)
    let byLength = Self.k1 * Self.b / snapshot.averageLength
    let scores = [Double](unsafeUninitializedCapacity: list.count) { scores, count in
      facts.withUnsafeBufferPointer { facts in
        for index in 0..<list.count {
          let weight = Double(list.weights[index])
          let length = Double(facts[Int(list.documents[index])].length)
          scores[index] = worth * weight / (weight + fixed + byLength * length)
        }
      }
      count = list.count
    }
    return Scored(documents: list.documents, scores: scores)
  }

  private func everything(_ part: Int) -> Scored {
    let (segment, stale) = (snapshot.parts[part].segment, snapshot.parts[part].stale)
    let documents = segment.facts.indices.filter {
      !segment.facts[$0].flags.contains(.isDropped) && stale?.contains($0) != true
    }.map { UInt32(truncatingIfNeeded: $0) }
    return Scored(documents: documents, scores: [Double](repeating: 0, count: documents.count))
  }

  private static func both(_ one: Scored, _ other: Scored) -> Scored {
    var found = Scored()
    found.documents.reserveCapacity(one.documents.count)
    found.scores.reserveCapacity(one.documents.count)
    var right = 0
    other.documents.withUnsafeBufferPointer { others in
      for (left, document) in one.documents.enumerated() {
        right = firstIndex(notBelow: document, in: others, from: right)
        guard right < others.count else { break }
        if others[right] == document {
          found.documents.append(document)
          found.scores.append(one.scores[left] + other.scores[right])
        }
      }
    }
    return found
  }

  /// The first index from `start` on whose number is not below `number`: near ones are found soon.
  @inline(__always)
  private static func firstIndex(
    notBelow number: UInt32, in numbers: UnsafeBufferPointer<UInt32>, from start: Int
  ) -> Int {
    var low = start
    var step = 1
    while low + step < numbers.count, numbers[low + step] < number {
      low += step
      step *= 2
    }
    var high = min(low + step, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func either(_ one: Scored, _ other: Scored) -> Scored {
    if one.documents.isEmpty { return other }
    if other.documents.isEmpty { return one }
    var found = Scored()
    found.documents.reserveCapacity(one.documents.count + other.documents.count)
    found.scores.reserveCapacity(one.documents.count + other.documents.count)
    var (left, right) = (0, 0)
    while left < one.documents.count || right < other.documents.count {
      let first = left < one.documents.count ? one.documents[left] : .max
      let second = right < other.documents.count ? other.documents[right] : .max
      var score = 0.0
      if first <= second {
        score += one.scores[left]
        left += 1
      }
      if second <= first {
        score += other.scores[right]
        right += 1
      }
      found.documents.append(min(first, second))
      found.scores.append(score)
    }
    return found
  }

  private static func without(_ one: Scored, _ other: Scored) -> Scored {
    var found = Scored()
    var right = 0
    for (left, document) in one.documents.enumerated() {
      while right < other.documents.count, other.documents[right] < document { right += 1 }
      if right < other.documents.count, other.documents[right] == document { continue }
      found.documents.append(document)
      found.scores.append(one.scores[left])
    }
    return found
  }
}

extension QueryFilter {
  /// Whether a briefing passes.
  func holds(_ facts: DocumentFacts, _ marks: ReaderMarks?) -> Bool {
    let isMet =
      switch condition {
      case .hasTable: facts.flags.contains(.hasTable)
      case .hasMatrix: facts.flags.contains(.hasMatrix)
      case .date(let from, let to):
        facts.day != 0
          && facts.day >= (from.flatMap { DocumentFacts.dayNumber($0, filledWith: 0) } ?? 0)
          && facts.day <= (to.flatMap { DocumentFacts.dayNumber($0, filledWith: 9) } ?? .max)
      case .state(let state): Self.isMet(state, marks ?? ReaderMarks())
      case .tag(let term): marks?.tags.contains { Self.isTag($0, term) } ?? false
      case .note(let term):
        marks.map { ([$0.note].compactMap(\.self) + $0.annotationTexts).contains { Self.holds($0, term) } }
          ?? false
      }
    return isMet != isNegated
  }

  private static func isMet(_ state: ReaderState, _ marks: ReaderMarks) -> Bool {
    switch state {
    case .unread: !marks.isRead
    case .read: marks.isRead
    case .starred: marks.isStarred
    case .annotated: marks.isAnnotated
    case .changed: marks.isChanged
    }
  }

  private static func isTag(_ tag: String, _ term: QueryTerm) -> Bool {
    let words = WordScanner().words(of: tag)
    guard words.count == term.words.count else { return false }
    return stands(term, at: 0, in: words)
  }

  private static func holds(_ text: String, _ term: QueryTerm) -> Bool {
    let words = WordScanner().words(of: text, for: .query)
    guard words.count >= term.words.count else { return false }
    return (0...(words.count - term.words.count)).contains { stands(term, at: $0, in: words) }
  }

  private static func stands(_ term: QueryTerm, at start: Int, in words: [String]) -> Bool {
    for (index, word) in term.words.enumerated() {
      let other = words[start + index]
      let isBeginning = term.isPrefix && index == term.words.count - 1
      guard isBeginning ? other.utf8.starts(with: word.utf8) : other == word else { return false }
    }
    return true
  }
}

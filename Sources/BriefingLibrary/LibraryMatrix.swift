public import BriefingModel

extension Library {
  public func statements(
    _ request: MatrixRequest, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> MatrixStatements {
    MatrixStatements(sources: try sources(request, desk, isCancelled), request: request)
  }

  public func counts(
    _ request: MatrixRequest, desk: (any Desk)?, isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> MatrixCounts {
    var counting = MatrixCounting()
    for source in try sources(request, desk, isCancelled) {
      counting.add(AssessmentCode.facts(of: source.assessments), briefing: source.entry.id) { place in
        source.assessments[place].subject
      }
    }
    return counting.counts
  }

  /// The briefings that a request is about, with all that they assess.
  private func sources(
    _ request: MatrixRequest, _ desk: (any Desk)?, _ isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> [CombinedMatrix.Source] {
    var wanted: Set<Int64>?
    if !request.query.isEmpty {
      let search = SearchRequest(query: request.query, limit: .max / 8)
      let results = try found(search, desk, isCancelled)
      wanted = Set(results.results.map(\.entry.id))
    }
    var sources: [CombinedMatrix.Source] = []
    for one in try assessments() {
      guard wanted?.contains(one.entry.id) ?? true, request.entryID ?? one.entry.id == one.entry.id else {
        continue
      }
      if sources.last?.entry.id == one.entry.id {
        sources[sources.count - 1].assessments.append(one.assessment)
      } else {
        sources.append(CombinedMatrix.Source(entry: one.entry, assessments: [one.assessment]))
      }
    }
    return sources
  }

  private func found(
    _ request: SearchRequest, _ desk: (any Desk)?, _ isCancelled: @Sendable () -> Bool
  ) throws(LibraryError) -> SearchResults {
    try search(request, desk: desk, onPartial: { _ in }, isCancelled: isCancelled)
  }
}

/// Counts statements by subject.
struct MatrixCounting {
  /// Subjects in briefings' own words that have a row of their own.
  static let mostOwnSubjects = 400

  private struct Tally {
    var row = MatrixCounts.Row(subject: .none)
    var name: String?
    /// Where its name can be found: a briefing and one of its assessments.
    var place: (briefing: Int64, number: Int)
    var lastBriefing: Int64 = -1
  }

  private var tallies: [UInt64: Tally] = [:]
  private var lastBriefing: Int64 = -1
  private(set) var briefingCount = 0

  /// Adds the facts of a briefing; `subject` names the subject of one of them, where that costs nothing.
  mutating func add(_ facts: [AssessmentCode.Fact], briefing: Int64, subject: (Int) -> String?) {
    for (number, fact) in facts.enumerated() {
      add(fact, number, briefing)
      if tallies[fact.subject]?.name == nil { tallies[fact.subject]?.name = subject(number) }
    }
  }

  @inline(__always)
  mutating func add(_ fact: AssessmentCode.Fact, _ number: Int, _ briefing: Int64) {
    if briefing != lastBriefing {
      lastBriefing = briefing
      briefingCount += 1
    }
    let kind: Int =
      switch fact.kind {
      case .benefit: 0
      case .risk: 1
      case .mitigation: 2
      }
    Self.note(&tallies[fact.subject, default: Tally(place: (briefing, number))], fact, kind, briefing)
  }

  private static func note(_ tally: inout Tally, _ fact: AssessmentCode.Fact, _ kind: Int, _ briefing: Int64)
  {
    if fact.isStated { tally.row.stated[kind] += 1 } else { tally.row.inferred[kind] += 1 }
    if fact.kind == .risk, fact.isStated, !fact.isAnswered { tally.row.openRiskCount += 1 }
    if tally.lastBriefing != briefing {
      tally.lastBriefing = briefing
      tally.row.briefingCount += 1
    }
  }

  /// The subjects that want a name, the most frequent first: where to find each.
  func unnamed(known: Set<UInt64>) -> [(subject: UInt64, briefing: Int64, number: Int)] {
    ranked.filter { $0.key != 0 && $0.value.name == nil && !known.contains($0.key) }
      .prefix(Self.mostOwnSubjects).map { ($0.key, $0.value.place.briefing, $0.value.place.number) }
  }

  mutating func name(_ subject: UInt64, _ name: String) {
    tallies[subject]?.name = name
  }

  /// The most frequent first; of equals in the order of their names, for briefings come in any order.
  private var ranked: [(key: UInt64, value: Tally)] {
    tallies.sorted {
      let (one, other) = ($0.value.row.statementCount, $1.value.row.statementCount)
      if one != other { return one > other }
      let (left, right) = ($0.value.name ?? "", $1.value.name ?? "")
      return left != right ? left < right : $0.key < $1.key
    }
  }

  /// Rows of all subjects that have a name, and one of the others.
  var counts: MatrixCounts {
    var rows: [MatrixCounts.Row] = []
    var others = MatrixCounts.Row(subject: .others(besides: []))
    var rest: MatrixCounts.Row?
    var names: [String] = []
    for (key, tally) in ranked {
      var row = tally.row
      if key == 0 {
        rest = row
      } else if let name = tally.name {
        row.subject = .named(name)
        names.append(name)
        rows.append(row)
      } else {
        for place in 0..<3 {
          others.stated[place] += row.stated[place]
          others.inferred[place] += row.inferred[place]
        }
        others.briefingCount += row.briefingCount
        others.openRiskCount += row.openRiskCount
      }
    }
    if others.statementCount > 0 {
      others.subject = .others(besides: names)
      rows.append(others)
    }
    if let rest { rows.append(rest) }
    return MatrixCounts(rows: rows, briefingCount: briefingCount)
  }
}

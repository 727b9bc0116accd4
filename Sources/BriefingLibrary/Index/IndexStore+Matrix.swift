public import BriefingModel
import Foundation
import GRDB

extension IndexStore {
  /// Assessments that are not as the index has them, by the numbers of their briefings: their reader chose how
  /// tables are to be read.
  typealias Overruled = [Int64: [Assessment]]

  /// The numbers of the briefings that these marks are of.
  func numbers(of marks: [DeskMark]) throws -> [Int64] {
    try database.read { try marked(marks, $0).map(\.id) }
  }

  /// How many statements there are of each subject, read from the facts alone. `isWanted` says which briefings
  /// count, by their documents. Nil when it was cancelled.
  func counts(
    _ isWanted: (Int64) -> Bool, entryID: Int64?, overruled: Overruled, subjects: [String],
    isCancelled: () -> Bool
  ) throws -> MatrixCounts? {
    try interruptible(isCancelled) { db in
      var counting = MatrixCounting()
      try forEachFacts(db, isWanted, entryID, overruled) { id, facts, number in
        counting.add(facts, number, id)
      }
      let known = Dictionary(
        subjects.map { (AssessmentCode.Fact.subject($0), $0) }, uniquingKeysWith: { first, _ in first })
      for (subject, name) in known { counting.name(subject, name) }
      for place in counting.unnamed(known: Set(known.keys)) {
        let own = try overruled[place.briefing] ?? assessments(of: place.briefing, db)
        if own.indices.contains(place.number), let name = own[place.number].subject {
          counting.name(place.subject, name)
        }
      }
      return counting.counts
    }
  }

  /// The briefings that make statements as a request wants them, in list order, with all that they assess, until
  /// there are enough; and how many statements match in all. Nil when it was cancelled.
  func sources(
    _ request: MatrixRequest, _ isWanted: (Int64) -> Bool, overruled: Overruled, isCancelled: () -> Bool
  ) throws -> (sources: [CombinedMatrix.Source], count: Int)? {
    try interruptible(isCancelled) { db in
      let wants = FactFilter(request)
      var found: [Int64: Int] = [:]
      var count = 0
      try forEachFacts(db, isWanted, request.entryID, overruled) { id, fact, _ in
        guard wants(fact) else { return }
        found[id, default: 0] += 1
        count += 1
      }
      var chosen: [Int64] = []
      var statements = 0
      if found.count == 1, let id = found.keys.first {
        chosen = [id]
      } else {
        let ids = try Int64.fetchCursor(db, sql: "SELECT id FROM briefing ORDER BY root, place, path")
        while statements < request.limit, chosen.count < found.count, let id = try ids.next() {
          guard let own = found[id] else { continue }
          chosen.append(id)
          statements += own
        }
      }
      let sources = try chosen.compactMap { id -> CombinedMatrix.Source? in
        let statement = try db.cachedStatement(
          sql: "SELECT \(Self.entryColumns) FROM briefing WHERE briefing.id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        return CombinedMatrix.Source(
          entry: entry(row), assessments: try overruled[id] ?? assessments(of: id, db))
      }
      return (sources, count)
    }
  }

  /// The assessments of one briefing.
  private func assessments(of id: Int64, _ db: Database) throws -> [Assessment] {
    let statement = try db.cachedStatement(sql: "SELECT assessments FROM detail WHERE id = ?")
    let data = try Data.fetchOne(statement, arguments: [id])
    return try data?.withUnsafeBytes { try AssessmentCode.assessments(in: $0) } ?? []
  }

  private func forEachFacts(
    _ db: Database, _ isWanted: (Int64) -> Bool, _ entryID: Int64?, _ overruled: Overruled,
    _ body: (Int64, AssessmentCode.Fact, Int) -> Void
  ) throws {
    let only = entryID.map { "WHERE id = \($0)" } ?? ""
    let rows = try Row.fetchCursor(db, sql: "SELECT id, document, facts FROM matter \(only)")
    while let row = try rows.next() {
      let id: Int64 = row[0]
      guard isWanted(row[1]) else { continue }
      if let own = overruled[id] {
        for (number, fact) in AssessmentCode.facts(of: own).enumerated() { body(id, fact, number) }
        continue
      }
      guard !row.hasNull(atIndex: 2) else { continue }
      row.withUnsafeBlob(atIndex: 2) { bytes in
        AssessmentCode.forEachFact(in: bytes) { fact, number in body(id, fact, number) }
      }
    }
  }

  /// What of a request the facts alone can tell.
  private struct FactFilter {
    private let request: MatrixRequest
    private let named: Set<UInt64>

    init(_ request: MatrixRequest) {
      self.request = request
      named =
        switch request.subject {
        case .named(let name): [AssessmentCode.Fact.subject(name)]
        case .others(let names): Set(names.map { AssessmentCode.Fact.subject($0) })
        case .all, .none: []
        }
    }

    func callAsFunction(_ fact: AssessmentCode.Fact) -> Bool {
      if let kind = request.kind, fact.kind != kind { return false }
      if !request.includesInferred, !fact.isStated { return false }
      if request.onlyOpenRisks, fact.kind != .risk || !fact.isStated || fact.isAnswered { return false }
      switch request.subject {
      case .all: return true
      case .none: return fact.subject == 0
      case .named: return named.contains(fact.subject)
      case .others: return fact.subject != 0 && !named.contains(fact.subject)
      }
    }
  }

  /// How many of some briefings name each country, organisation and operation: of each kind the `most` often
  /// named.
  func names(
    _ isWanted: (Int64) -> Bool, most: Int, isCancelled: () -> Bool
  ) throws -> [NameCount]? {
    try interruptible(isCancelled) { db in
      struct Tally {
        var kind: NamedThing.Kind
        var name: String
        var count = 0
      }
      var tallies: [UInt64: Tally] = [:]
      let rows = try Row.fetchCursor(db, sql: "SELECT document, names FROM matter WHERE names IS NOT NULL")
      while let row = try rows.next() {
        guard isWanted(row[0]) else { continue }
        row.withUnsafeBlob(atIndex: 1) { bytes in
          AssessmentCode.forEachName(in: bytes) { kind, name in
            // Names are told apart by 64 bits of their bytes.
            let key =
              Checksum.of(name) &+ UInt64(name.count) << 2
              &+ (kind == .country ? 1 : kind == .operation ? 2 : 3)
            if tallies[key] == nil {
              tallies[key] = Tally(kind: kind, name: String(decoding: name, as: UTF8.self))
            }
            tallies[key]?.count += 1
          }
        }
      }
      return NamedThing.Kind.allCases.flatMap { kind in
        tallies.values.filter { $0.kind == kind }.sorted { (-$0.count, $0.name) < (-$1.count, $1.name) }
          .prefix(most).map { NameCount(kind: kind, name: $0.name, briefingCount: $0.count) }
      }
    }
  }
}

/// A name and how many briefings have it.
public struct NameCount: Sendable, Equatable {
  public var kind: NamedThing.Kind
  public var name: String
  public var briefingCount: Int

  public init(kind: NamedThing.Kind, name: String, briefingCount: Int) {
    self.kind = kind
    self.name = name
    self.briefingCount = briefingCount
  }

  /// What to write behind a query for the briefings that have it.
  public var query: String { kind.rawValue + ":\"" + String(name.map { $0 == "\"" ? " " : $0 }) + "\"" }
}

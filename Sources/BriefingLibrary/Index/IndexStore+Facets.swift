import BriefingModel
import GRDB

extension IndexStore {
  private static let mostInKind = 8

  /// What briefings, all of them for nil, have in common, where it narrows them; nil when it was cancelled.
  func facets(of entries: [TopDocuments.Entry]?, isCancelled: () -> Bool) throws -> [SearchFacet]? {
    var wanted: NumberSet?
    var last = Int64.max
    if let entries {
      guard let highest = entries.map(\.document).max() else { return [] }
      last = highest
      var numbers = NumberSet(below: Int(last) + 1)
      for entry in entries { numbers.insert(Int(entry.document)) }
      wanted = numbers
    }
    func isWanted(_ document: Int64) -> Bool {
      document <= last && (wanted?.contains(Int(document)) ?? true)
    }
    let named = try names(isWanted, most: Self.mostInKind, isCancelled: isCancelled)
    guard let named else { return nil }
    return try database.read { db in
      var counting = FacetCounting()
      let sql = """
        SELECT document, source, date, tables, benefits + risks + mitigations, root, path FROM briefing
        """
      let rows = try Row.fetchCursor(db, sql: sql)
      var untilCheck = 1_000
      while let row = try rows.next() {
        untilCheck -= 1
        if untilCheck == 0 {
          if isCancelled() { return nil }
          untilCheck = 1_000
        }
        let document: Int64 = row[0]
        guard isWanted(document) else { continue }
        let path = row.withUnsafeBlob(atIndex: 6) { PathBytes(Array($0)) }
        counting.add(
          source: row[1], date: row[2], hasTable: (row[3] as Int) > 0, hasMatrix: (row[4] as Int) > 0,
          folder: folder(of: path, root: row[5]))
      }
      return counting.facets(most: Self.mostInKind, named)
    }
  }

  /// The first folder of a path, or where there are several roots the root.
  private func folder(of path: PathBytes, root: Int) -> String? {
    if roots.count > 1 { return roots.indices.contains(root) ? roots[root].path.lastComponent.display : nil }
    let names = path.components
    return names.count > 1 ? PathBytes(names[0]).display : nil
  }
}

/// Counts what briefings have in common.
private struct FacetCounting {
  private var total = 0
  private var sources: [String: Int] = [:]
  private var months: [String: Int] = [:]
  private var folders: [String: Int] = [:]
  private var withTable = 0
  private var withMatrix = 0

  mutating func add(source: String?, date: String?, hasTable: Bool, hasMatrix: Bool, folder: String?) {
    total += 1
    if let source, !source.isEmpty { sources[source, default: 0] += 1 }
    if let date, date.utf8.count >= 7 { months[String(date.prefix(7)), default: 0] += 1 }
    if let folder { folders[folder, default: 0] += 1 }
    if hasTable { withTable += 1 }
    if hasMatrix { withMatrix += 1 }
  }

  func facets(most: Int, _ named: [NameCount]) -> [SearchFacet] {
    var years: [String: Int] = [:]
    for (month, count) in months { years[String(month.prefix(4)), default: 0] += count }
    let dates = years.count > 1 ? years : months
    let found =
      [
        SearchFacet(kind: "holds", label: "a table", count: withTable, query: "has:table"),
        SearchFacet(kind: "holds", label: "stated risks or benefits", count: withMatrix, query: "has:matrix"),
      ]
      + Self.most(dates, most).map {
        SearchFacet(kind: "date", label: $0.key, count: $0.value, query: "date:" + $0.key)
      }
      + Self.most(sources, most).map {
        SearchFacet(kind: "source", label: $0.key, count: $0.value, query: Self.quoted("source", $0.key))
      }
      + Self.most(folders, most).map {
        SearchFacet(kind: "folder", label: $0.key, count: $0.value, query: Self.quoted("path", $0.key))
      }
      + named.map {
        SearchFacet(kind: $0.kind.rawValue, label: $0.name, count: $0.briefingCount, query: $0.query)
      }
    // What all have narrows nothing.
    return found.filter { $0.count > 0 && $0.count < total }
  }

  private static func most(_ counts: [String: Int], _ most: Int) -> [(key: String, value: Int)] {
    Array(counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(most))
  }

  private static func quoted(_ field: String, _ text: String) -> String {
    field + ":\"" + String(text.map { $0 == "\"" ? " " : $0 }) + "\""
  }
}

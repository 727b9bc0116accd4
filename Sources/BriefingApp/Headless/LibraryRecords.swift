internal import BriefingModel

/// A briefing of the library as `dossier list` prints it.
struct EntryRecord: Encodable {
  var entry: LibraryEntry

  private enum Key: String, CodingKey {
    case path, title, date, source, lines, bytes, sections, tables, benefits, risks, mitigations
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(entry.path, forKey: .path)
    try object.encode(entry.displayTitle, forKey: .title)
    try object.encode(entry.date, forKey: .date)
    try object.encode(entry.source, forKey: .source)
    try object.encode(entry.lineCount, forKey: .lines)
    try object.encode(entry.byteCount, forKey: .bytes)
    try object.encode(entry.sectionCount, forKey: .sections)
    try object.encode(entry.tableCount, forKey: .tables)
    try object.encode(entry.benefitCount, forKey: .benefits)
    try object.encode(entry.riskCount, forKey: .risks)
    try object.encode(entry.mitigationCount, forKey: .mitigations)
  }
}

/// One line that a search found, with its briefing.
struct HitRecord: Encodable {
  var result: SearchResult
  var hit: SearchHit

  private enum Key: String, CodingKey {
    case path, title, line, text, marks, score
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(result.entry.path, forKey: .path)
    try object.encode(result.entry.displayTitle, forKey: .title)
    try object.encode(result.score, forKey: .score)
    try object.encode(hit.line, forKey: .line)
    try object.encode(hit.snippet, forKey: .text)
    try object.encode(hit.marks.map { [$0.lowerBound, $0.upperBound] }, forKey: .marks)
  }
}

/// The answer to a search as `dossier search --format json` prints it, schema `dossier.search/1`.
struct SearchDocument: Encodable {
  static let schema = "dossier.search/1"
  var results: SearchResults

  private enum Key: String, CodingKey {
    case schema, query, matchCount, isPartial, suggestions, results
    case path, title, date, source, score, hitCount, hits, line, text, marks, equalPaths
  }

  func encode(to encoder: any Encoder) throws {
    var object = encoder.container(keyedBy: Key.self)
    try object.encode(Self.schema, forKey: .schema)
    try object.encode(results.query, forKey: .query)
    try object.encode(results.matchCount, forKey: .matchCount)
    try object.encode(results.isPartial, forKey: .isPartial)
    try object.encode(results.suggestions, forKey: .suggestions)
    var array = object.nestedUnkeyedContainer(forKey: .results)
    for result in results.results {
      var item = array.nestedContainer(keyedBy: Key.self)
      try item.encode(result.entry.path, forKey: .path)
      try item.encode(result.entry.displayTitle, forKey: .title)
      try item.encode(result.entry.date, forKey: .date)
      try item.encode(result.entry.source, forKey: .source)
      try item.encode(result.score, forKey: .score)
      try item.encode(result.hitCount, forKey: .hitCount)
      if !result.equalPaths.isEmpty { try item.encode(result.equalPaths, forKey: .equalPaths) }
      var hits = item.nestedUnkeyedContainer(forKey: .hits)
      for hit in result.hits {
        var line = hits.nestedContainer(keyedBy: Key.self)
        try line.encode(hit.line, forKey: .line)
        try line.encode(hit.snippet, forKey: .text)
        try line.encode(hit.marks.map { [$0.lowerBound, $0.upperBound] }, forKey: .marks)
      }
    }
  }
}

/// What `dossier index --format json` prints.
struct IndexRecord: Encodable {
  var briefings: Int
  var came: Int
  var changed: Int
  var removed: Int
  var skipped: [SkippedFile]
}

import BriefingModel
import Foundation
import GRDB

extension IndexStore {
  /// Number of briefings with tables.
  func countWithTables() throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM briefing WHERE tables > 0") ?? 0 }
  }

  /// Briefings with their tables in list order, `start` of those with tables passed over.
  func tables(from start: Int, limit: Int) throws -> [(LibraryEntry, [BriefingModel.Table])] {
    try database.read { db in
      // The page is chosen first, so that what is passed over costs no look at its tables.
      let sql = """
        SELECT \(Self.entryColumns), detail.tables
        FROM (
          SELECT id AS page_id FROM briefing WHERE tables > 0 ORDER BY root, place, path LIMIT ? OFFSET ?
        )
        JOIN briefing ON briefing.id = page_id JOIN detail ON detail.id = page_id
        ORDER BY briefing.root, briefing.place, briefing.path
        """
      return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: [limit, start]).map { row in
        (entry(row), Self.tables(row[13]))
      }
    }
  }

  /// The briefings of documents with their tables, in the order of the documents; nil for one that is gone.
  func tables(ofDocuments documents: [Int64]) throws -> [(LibraryEntry, [BriefingModel.Table])?] {
    try database.read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT \(Self.entryColumns), detail.tables
          FROM briefing JOIN detail ON detail.id = briefing.id WHERE briefing.document = ?
          """)
      return try documents.map { document in
        try Row.fetchOne(statement, arguments: [document]).map { (entry($0), Self.tables($0[13])) }
      }
    }
  }

  private static func tables(_ data: Data?) -> [BriefingModel.Table] {
    data.flatMap { data in data.withUnsafeBytes { try? TableCode.tables(in: $0) } } ?? []
  }
}

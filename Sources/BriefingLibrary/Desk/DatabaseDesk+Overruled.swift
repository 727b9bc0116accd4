import BriefingModel
import Foundation
import GRDB

extension DatabaseDesk {
  public func overruled() -> [DeskMark] {
    read { db in
      try Int64.fetchAll(db, sql: "SELECT DISTINCT briefing FROM overrule ORDER BY briefing").map { number in
        let contents = try Data.fetchAll(
          db, sql: "SELECT hash FROM content WHERE briefing = ?", arguments: [number])
        let paths = try Data.fetchAll(
          db, sql: "SELECT bytes FROM path WHERE briefing = ?", arguments: [number])
        return DeskMark(
          paths: paths.map { PathBytes(blob: $0) }, contents: contents.compactMap { ContentHash(blob: $0) })
      }
    } ?? []
  }
}

import BriefingExtraction
import Foundation

/// A table whose cells are known, run together as a scraper would.
struct TrainingTable: Sendable {
  let source: String
  let header: FlattenedLine
  let headerWidths: [Int]
  let rows: [FlattenedCells]
  /// By row, where each cell but the first begins.
  let cuts: [[Int]]
  /// Tables under one header count less each, for what they teach is alike.
  var weight = 1.0
  var fold = 0
  /// Whether it is a copy in which cells begin in lower case, as reworded texts have them.
  var isReworded = false

  private struct Entry: Decodable {
    var repo: String?
    var path: String?
    var rows: [[String]]
  }

  /// The tables of a file: blocks of lines with bars, each its own source, or JSON.
  private static func entries(_ path: String) throws -> [Entry] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    guard path.hasSuffix(".txt") else { return try JSONDecoder().decode([Entry].self, from: data) }
    return blocks(String(decoding: data, as: UTF8.self)).enumerated().map { index, lines in
      Entry(repo: path, path: "\(index)", rows: lines.map { $0.components(separatedBy: "|") })
    }
  }

  /// Blocks of lines that blank lines part, comments left out.
  static func blocks(_ text: String) -> [[String]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("# ") && $0 != "#" }
      .split { $0.isEmpty }.map { $0.map(String.init) }
  }

  /// Reads files of tables: blocks of lines, cells parted by bars, or (.json) lists of objects with "rows", the first row being the header, and "repo"
  /// and "path", which say where the table comes from. Tables with an empty cell or with a row of more
  /// than 60 words are left out. Tables of one source share a fold.
  static func read(_ paths: [String], folds: Int) throws -> [TrainingTable] {
    var tables: [TrainingTable] = []
    var sources: [String: Int] = [:]
    var random = Random(seed: 11)
    for path in paths {
      for (index, entry) in try entries(path).enumerated() {
        let source = [entry.repo, entry.path].compactMap(\.self).joined(separator: "/")
        guard var table = TrainingTable(entry.rows, source: source.isEmpty ? "\(path)/\(index)" : source)
        else { continue }
        let number = sources[table.source] ?? sources.count
        sources[table.source] = number
        table.fold = number % folds
        tables.append(table)
        for _ in 0..<2 {
          guard let reworded = Self.reworded(entry.rows, using: &random),
            var copy = TrainingTable(reworded, source: table.source)
          else { continue }
          copy.fold = table.fold
          copy.isReworded = true
          tables.append(copy)
        }
      }
    }
    let headers = Dictionary(grouping: tables) { $0.header.wholeText }
    for index in tables.indices {
      let alike = headers[tables[index].header.wholeText]?.count ?? 1
      tables[index].weight = (tables[index].isReworded ? 0.7 : 1) / Double(alike).squareRoot()
    }
    return tables
  }

  /// The cells with one of every four rows or so holding a cell, not the first, that begins in lower
  /// case; nil where none can.
  private static func reworded(_ cells: [[String]], using random: inout Random) -> [[String]]? {
    let words = cells.joined().reduce(0) { $0 + $1.split(separator: " ").count }
    guard words < cells.count * 20, cells.count <= 12 else { return nil }
    var copy = cells
    let places = cells.indices.dropFirst().flatMap { row in
      cells[row].indices.dropFirst().filter { column in
        let start = cells[row][column].unicodeScalars.prefix(2).map(\.properties)
        return start.count == 2 && start[0].isUppercase && start[1].isLowercase
      }.map { (row, $0) }
    }
    guard !places.isEmpty else { return nil }
    for (row, column) in places.shuffled(using: &random).prefix(max(1, cells.count / 4)) {
      copy[row][column] = cells[row][column].prefix(1).lowercased() + cells[row][column].dropFirst()
    }
    return copy
  }

  private init?(_ cells: [[String]], source: String) {
    guard cells.count >= 2, cells[0].count >= 2, cells[0].count <= 8 else { return nil }
    let words = cells.map { $0.map { $0.split(whereSeparator: \.isWhitespace).map(String.init) } }
    guard words.allSatisfy({ $0.count == words[0].count && $0.allSatisfy { !$0.isEmpty } }) else {
      return nil
    }
    guard words.allSatisfy({ $0.reduce(0) { $0 + $1.count } <= 60 }), words[0].joined().count <= 40 else {
      return nil
    }
    self.source = source
    header = FlattenedLine(words[0].joined().joined(separator: " "))
    headerWidths = words[0].map(\.count)
    rows = words.dropFirst().map {
      FlattenedCells(FlattenedLine($0.joined().joined(separator: " ")))
    }
    cuts = words.dropFirst().map { row in
      row.dropLast().reduce(into: [Int]()) { $0.append(($0.last ?? 0) + $1.count) }
    }
    guard zip(rows, words.dropFirst()).allSatisfy({ $0.count == $1.joined().count }) else { return nil }
  }
}

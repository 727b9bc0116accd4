import BriefingExtraction
import Foundation

/// Says how a table is read and why.
enum Explanation {
  /// Prints the readings of each block of lines that a blank line ends, the first line being the header.
  static func print(blocksOf path: String) throws {
    let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
    let weights = FlattenedLexicon.shared.weights
    for block in text.components(separatedBy: "\n\n") {
      let lines = block.split(separator: "\n").map(String.init)
      guard lines.count >= 2 else { continue }
      let header = FlattenedLine(lines[0])
      let rows = lines.dropFirst().map { FlattenedCells(FlattenedLine($0)) }
      var candidates = FlattenedTable.candidates(header, Array(rows), weights: weights)
      FlattenedTable.rank(&candidates, weights.readings)
      for candidate in candidates.prefix(3) {
        Swift.print(
          String(format: "%8.3f  ", candidate.total) + candidate.header.names(header).joined(separator: " | ")
        )
        for (name, value) in zip(FlattenedTable.Evidence.allCases, candidate.evidence) where value != 0 {
          Swift.print("  \(name) " + String(format: "%.2f", value), terminator: "")
        }
        Swift.print("")
        for (index, row) in rows.enumerated() {
          let cuts = candidate.cuts(ofRow: index)
          Swift.print(
            "    " + FlattenedRows.ranges(cuts, of: row).map { row.text($0) }.joined(separator: " | "))
        }
      }
      if let read = FlattenedTable.read(header: lines[0], rows: Array(lines.dropFirst())) {
        Swift.print(String(format: "  probability %.3f", read.probability))
        for (name, value) in zip(FlattenedTable.Sign.allCases, read.signs) {
          Swift.print("  \(name) " + String(format: "%.2f", value), terminator: "")
        }
        Swift.print("\n")
      }
    }
  }
}

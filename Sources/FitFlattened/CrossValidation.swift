import BriefingExtraction
import Foundation

/// How tables are read by weights fitted on tables of other sources.
struct CrossValidation {
  struct Outcome: Sendable {
    var table: TrainingTable
    var candidates: [FlattenedTable.Candidate]
    /// Position of the reading whose header is right among the candidates.
    var right: Int?
    var isExact = false
    var rightRows = 0
    var probability = 0.0
    var signs: [Double] = []
  }

  var outcomes: [Outcome]
  /// Fitted on all tables.
  var ranking: [Double]
  var calibration: [Double]

  static func run(_ tables: [TrainingTable], folds: Int, rounds: Int, pull: Double) -> CrossValidation {
    nonisolated(unsafe) var parts: [[Outcome]] = Array(repeating: [], count: folds)
    let lock = NSLock()
    DispatchQueue.concurrentPerform(iterations: folds) { fold in
      let weights = Fit.fields(tables.filter { $0.fold != fold }, rounds: rounds, pull: pull)
      let part = tables.filter { $0.fold == fold }.map { table -> Outcome in
        let candidates = FlattenedTable.candidates(table.header, table.rows, weights: weights)
        return Outcome(
          table: table, candidates: candidates,
          right: candidates.firstIndex { $0.header.widths == table.headerWidths })
      }
      lock.withLock { parts[fold] = part }
    }
    for fold in 0..<folds {
      let others = parts.enumerated().filter { $0.offset != fold }.flatMap(\.element)
      let ranking = rankingOf(others)
      for index in parts[fold].indices { parts[fold][index].settle(ranking) }
    }
    var outcomes = parts.flatMap(\.self)
    for fold in 0..<folds {
      let calibration = calibrationOf(outcomes.filter { $0.table.fold != fold })
      for index in outcomes.indices where outcomes[index].table.fold == fold {
        let signs = outcomes[index].signs
        guard !signs.isEmpty else { continue }
        let sum = zip(signs, calibration.dropFirst()).reduce(calibration[0]) { $0 + $1.0 * $1.1 }
        outcomes[index].probability = 1 / (1 + exp(-sum))
      }
    }
    return CrossValidation(
      outcomes: outcomes, ranking: rankingOf(outcomes), calibration: calibrationOf(outcomes))
  }

  private static func rankingOf(_ outcomes: [Outcome]) -> [Double] {
    Fit.ranking(
      outcomes.compactMap { outcome in
        outcome.right.map { (outcome.candidates, $0, outcome.table.weight) }
      })
  }

  private static func calibrationOf(_ outcomes: [Outcome]) -> [Double] {
    Fit.calibration(outcomes.filter { !$0.signs.isEmpty }.map { ($0.signs, $0.isExact, $0.table.weight) })
  }

  /// Rates by group, the calibration by bins, and the tables misread.
  func report(showsFailures: Bool) -> String {
    var lines: [String] = []
    func rate(_ part: Int, _ all: Int) -> String {
      all == 0 ? "  -  " : String(format: "%.3f", Double(part) / Double(all))
    }
    func line(_ name: String, _ group: [Outcome]) {
      let rows = group.reduce(0) { $0 + $1.table.rows.count }
      var text = name.padding(toLength: 22, withPad: " ", startingAt: 0)
      text += String(format: "%4d", group.count)
      text += "  exact \(rate(group.count { $0.isExact }, group.count))"
      text += "  rows \(rate(group.reduce(0) { $0 + $1.rightRows }, rows))"
      text += "  header \(rate(group.count { $0.headerIsRight }, group.count))"
      for floor in [0.9, 0.8, 0.7] {
        let sure = group.filter { $0.probability >= floor }
        text +=
          String(format: "  >=%.1f ", floor) + rate(sure.count, group.count) + "/"
          + rate(sure.count { $0.isExact }, sure.count)
      }
      lines.append(text)
    }
    let reworded = outcomes.filter(\.table.isReworded)
    let plain = outcomes.filter { !$0.table.isReworded }
    line("all", plain)
    line("reworded", reworded)
    for width in 2...6 {
      line("\(width) columns", plain.filter { $0.table.headerWidths.count == width })
    }
    let sources = Dictionary(grouping: plain) { String($0.table.source.prefix { $0 != "/" }) }
    for (source, group) in sources.sorted(by: { $0.key < $1.key }) { line(source, group) }
    for bin in 0..<10 {
      let group = plain.filter { min(9, Int($0.probability * 10)) == bin }
      guard !group.isEmpty else { continue }
      let mean = group.reduce(0) { $0 + $1.probability } / Double(group.count)
      lines.append(
        String(format: "predicted %.2f  observed ", mean) + rate(group.count { $0.isExact }, group.count)
          + "  of \(group.count)")
    }
    if showsFailures {
      for outcome in outcomes where !outcome.isExact { lines += outcome.failure }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension CrossValidation.Outcome {
  var headerIsRight: Bool { candidates.first?.header.widths == table.headerWidths }

  fileprivate mutating func settle(_ ranking: [Double]) {
    guard !candidates.isEmpty else { return }
    FlattenedTable.rank(&candidates, ranking)
    right = candidates.firstIndex { $0.header.widths == table.headerWidths }
    rightRows =
      headerIsRight ? table.cuts.indices.count { candidates[0].cuts(ofRow: $0) == table.cuts[$0] } : 0
    isExact = headerIsRight && rightRows == table.rows.count
    signs = FlattenedTable.signs(candidates)
  }

  fileprivate var failure: [String] {
    guard let best = candidates.first else { return ["## no reading: \(table.source)"] }
    let header = best.header.names(table.header).joined(separator: " | ")
    let wanted = FlattenedHeader(widths: table.headerWidths, share: 0).names(table.header).joined(
      separator: " | ")
    var lines = [String(format: "\n## %.2f ", probability) + "\(table.source) right at \(right ?? -1)"]
    lines.append("   \(header)\(headerIsRight ? "" : "   WANTED \(wanted)")")
    guard headerIsRight else { return lines }
    for (row, want) in table.cuts.enumerated() where best.cuts(ofRow: row) != want {
      let got = best.cuts(ofRow: row)
      func text(_ cuts: [Int]) -> String {
        FlattenedRows.ranges(cuts, of: table.rows[row]).map { table.rows[row].text($0) }.joined(
          separator: " | ")
      }
      lines.append("   - " + text(got))
      lines.append("   + " + text(want))
    }
    return lines
  }
}

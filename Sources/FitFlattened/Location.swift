import BriefingExtraction
import BriefingModel
import Foundation

/// How tables are told from other short lines, by weights fitted on texts that hold tables at known lines.
///
/// Each table is put into texts of prose, and lines that look like tables and are none, as they are found on
/// pages, are put beside them. Texts that hold no such table, if any are given, count as well.
struct Location {
  struct Example: Sendable {
    var signs: [Double]
    var isTable: Bool
    var fold: Int
    var weight: Double
    var lines: String
  }

  private(set) var examples: [Example] = []
  private(set) var tables = 0
  /// Tables that no block was tried for.
  private(set) var untried: [String] = []
  private let folds: Int

  init(_ tables: [TrainingTable], decoys: [[String]], texts: [String], folds: Int) {
    self.folds = folds
    var random = Random(seed: 5)
    for (index, table) in tables.enumerated() where !table.isReworded || index % 3 == 0 {
      add(table, decoy: decoys.randomElement(using: &random), using: &random)
    }
    for (index, text) in texts.enumerated() { add(text: text, tables: [], fold: index % folds, weight: 1) }
  }

  /// Fitted on the examples of all folds but one.
  func fitted(without fold: Int? = nil) -> BoostedTrees {
    // A decoy stands in many texts.
    let copies = Dictionary(grouping: examples) { $0.lines }.mapValues { Double($0.count).squareRoot() }
    return Boosting.fit(
      examples.filter { $0.fold != fold }.map { example in
        let share = example.isTable ? 1 : copies[example.lines] ?? 1
        return Boosting.Example(
          signs: example.signs, isRight: example.isTable, weight: example.weight / share)
      }, rounds: 80)
  }

  /// Precision and recall with weights that were fitted on the other folds.
  func report(showsFailures: Bool) -> String {
    var lines: [String] = []
    var judged: [(chance: Double, example: Example)] = []
    for fold in 0..<folds {
      let model = fitted(without: fold)
      for example in examples where example.fold == fold {
        judged.append((model.probability(example.signs), example))
      }
    }
    lines.append("location: \(tables) tables, \(untried.count) not tried, \(examples.count) blocks tried")
    for floor in [0.5, 0.7, 0.9] {
      let taken = judged.filter { $0.chance >= floor }
      let right = taken.count { $0.example.isTable }
      lines.append(
        String(
          format: ">=%.1f  precision %.3f  recall %.3f  taken that are none %d", floor,
          Double(right) / Double(max(1, taken.count)), Double(right) / Double(max(1, tables)),
          taken.count - right))
    }
    if showsFailures {
      for text in untried { lines.append("## not tried: \(text)") }
      for (chance, example) in judged where (chance >= 0.5) != example.isTable {
        lines.append(
          String(format: "## %.2f %@: ", chance, example.isTable ? "missed" : "taken") + example.lines)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private mutating func add(_ table: TrainingTable, decoy: [String]?, using random: inout Random) {
    var lines = [Self.title, "", Self.prose.randomElement(using: &random) ?? "", ""]
    switch Int.random(in: 0..<6, using: &random) {
    case 0, 1:
      lines += [(Self.prose.randomElement(using: &random) ?? "") + " " + Self.introduction(&random), ""]
    case 2: lines += Self.items
    case 3: lines += [Self.prose.randomElement(using: &random) ?? "", ""]
    case 4: lines += [(Self.prose.randomElement(using: &random) ?? "") + " " + Self.introduction(&random)]
    default: lines += [Self.headings.randomElement(using: &random) ?? "", ""]
    }
    let first = lines.count + 1
    lines.append(table.header.wholeText)
    lines += table.rows.map { $0.text(0..<$0.count) }
    let span = SourceSpan(firstLine: first, lastLine: lines.count)
    lines += ["", Self.headings.randomElement(using: &random) ?? "", "", Self.prose[0], ""]
    if let decoy { lines += decoy + [""] }
    lines.append(Self.prose[1])
    add(text: lines.joined(separator: "\n"), tables: [span], fold: table.fold, weight: table.weight)
  }

  private mutating func add(text: String, tables spans: [SourceSpan], fold: Int, weight: Double) {
    let source = SourceLines(text)
    var found: Set<Int> = []
    for block in PlainTextReader.flattenedBlocks(source) {
      let isTable = spans.contains(block.span)
      // A row too many or too few is a fault of the block's end, not of its header.
      if !isTable, spans.contains(where: { $0.firstLine == block.span.firstLine }) { continue }
      if isTable { found.insert(block.span.firstLine) }
      let lines = source.text(SourceSpan(firstLine: block.span.firstLine, lastLine: block.span.firstLine + 1))
        .replacingOccurrences(of: "\n", with: " // ")
      // Lines that are no table stand in many texts: all of them are in one fold.
      let own = lines.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % folds
      examples.append(
        Example(
          signs: block.signs, isTable: isTable, fold: isTable ? fold : own, weight: isTable ? weight : 1,
          lines: lines))
    }
    tables += spans.count
    for span in spans where !found.contains(span.firstLine) {
      untried.append(source.text(span).replacingOccurrences(of: "\n", with: " // "))
    }
  }

  private static func introduction(_ random: inout Random) -> String {
    introductions.randomElement(using: &random) ?? ""
  }

  private static let title = "New plan divides the capital"
  private static let headings = [
    "What Changes Now", "The Road Ahead", "A Divided Response", "Lessons From Abroad", "Why It Matters",
  ]
  private static let introductions = [
    "The table below summarizes the main points:", "The following table gives an overview:",
    "An overview of the main aspects:", "These can be summed up as follows:", "Here is what is known so far.",
  ]
  private static let items = [
    "Key points include:", "", "  • Shared standards: Agencies agree on one form.", "  • Open data for all",
    "  • A help desk for small towns",
  ]
  private static let prose = [
    "The announcement came after months of closed meetings between the ministry and the regions. Officials said "
      + "that the measure would be reviewed every year, while critics called for a binding timetable.",
    "Analysts remain divided over how quickly the plan can be carried out. Some point to neighbouring countries, "
      + "where similar programmes took a decade to show results.",
    "Local communities have their own view of the matter. In several towns residents told reporters that they "
      + "had learnt of the decision from the evening news.",
  ]
}

import BriefingExtraction
import Foundation

/// Fits each part of the weights in turn.
enum Fit {
  /// Weights of cells and names: conditional random fields over the ways to part a row, the other rows
  /// of the table being known in part, and over the ways to part a header.
  static func fields(_ tables: [TrainingTable], rounds: Int, pull: Double = 0.012) -> FlattenedWeights {
    var weights = FlattenedWeights()
    weights.cells = priors
    var random = Random(seed: 7)
    var cells = Descent(count: weights.cells.count, step: 0.25, pull: pull, towards: priors)
    var rows: [(table: Int, row: Int)] = []
    for (index, table) in tables.enumerated() {
      for row in table.rows.indices { rows.append((index, row)) }
    }
    for round in 0..<rounds {
      rows.shuffle(using: &random)
      let step = 1 / (1 + 0.15 * Double(round))
      for (index, row) in rows {
        let table = tables[index]
        var columns = FlattenedRows.columns(
          FlattenedHeader(widths: table.headerWidths, share: 0), table.header)
        // What is known of the other rows varies as it does while a table is read.
        let keep: Double = [0.0, 0.3, 0.7, 1.0].randomElement(using: &random) ?? 1
        for other in table.rows.indices.prefix(40) where other != row {
          guard Double.random(in: 0..<1, using: &random) < keep else { continue }
          FlattenedRows.add(table.cuts[other], of: table.rows[other], to: &columns)
        }
        let gaps = FlattenedRows.gaps(table.rows[row], weights: weights.cells)
        let lattice = FlattenedLattice(table.rows[row], columns, gaps: gaps, weights: weights.cells)
        _ = lattice.addGradient(toward: table.cuts[row], into: &cells.gradient)
        let weight = table.weight / Double(table.rows.count).squareRoot()
        cells.move(&weights.cells, weight: weight, step: step)
      }
    }
    var names = Descent(count: weights.names.count, step: 0.3, pull: 0.02, towards: namePriors)
    weights.names = namePriors
    for round in 0..<rounds * 2 {
      for table in tables.shuffled(using: &random) {
        let lattice = FlattenedHeaderLattice(table.header.words, weights: weights.names)
        _ = lattice.addGradient(toward: table.headerWidths, columns: 2...8, into: &names.gradient)
        names.move(&weights.names, weight: table.weight * table.weight, step: 1 / (1 + 0.1 * Double(round)))
      }
    }
    return weights
  }

  /// What grammar says of places between words, which the tables, being of few kinds, may not show.
  private static let priors: [Double] = {
    var values: [String: Double] = [
      "gap.pair.month.number": -3, "gap.pair.number.month": -3, "gap.pair.number.unit": -6,
      "gap.closing-mark": -6, "gap.digit-group": -1,
      "gap.numbered": -2, "gap.lower-in-capitalised": -1.5, "gap.paired": -1, "gap.paired-capital": -1,
      "gap.pair.unit.unit": -2, "gap.in-brackets": -3, "gap.after-comma": -3, "gap.together": -3,
      "gap.after-enumerator": -4, "gap.after-leading-bracket": -3, "cell.brackets": -2,
      "gap.after.lower.preposition": -3, "gap.after.lower.determiner": -2.5,
      "gap.after.lower.conjunction": -3,
      "gap.after.capital.preposition": -2, "gap.after.capital.determiner": -2.5,
      "gap.after.lower.auxiliary": -2, "gap.after.lower.pronoun": -2, "gap.after.capital.pronoun": -2,
      "gap.after.lower.subordinator": -2, "gap.after.capital.subordinator": -2,
      "gap.before.lower.preposition": -2,
      "gap.before.lower.conjunction": -2.5,
      "gap.before.lower.auxiliary": -2, "gap.before.lower.unit": -2,
    ]
    for name in ["shape", "first-class", "last-class", "stop", "style", "length"] {
      values["cell.\(name)"] = 0.3
    }
    return FlattenedWeights.cellNames.map { values[$0] ?? 0 }
  }()

  /// What grammar says of the names of columns.
  private static let namePriors: [Double] = {
    let values: [String: Double] = [
      "name.firstFunction": -5, "name.lastFunction": -5, "name.cutPair": -1.5, "name.pairs": 0.8,
      "name.lastAdjective": -1, "name.question": 2, "name.shortQuestion": -2, "name.singleLetter": -4,
      "name.letter": 1, "name.repeatsFirst": 1, "name.numbered": 1, "name.cutNumbered": -3,
    ]
    return FlattenedWeights.nameNames.map { values[$0] ?? 0 }
  }()

  /// Weights by which readings are compared: the right one of each table against the others.
  static func ranking(_ examples: [(candidates: [FlattenedTable.Candidate], right: Int, weight: Double)])
    -> [Double]
  {
    let count = FlattenedTable.Evidence.allCases.count
    var weights = Array(repeating: 0.0, count: count)
    var descent = Descent(count: count, step: 0.1, pull: 0.01)
    for round in 0..<150 {
      for (candidates, right, weight) in examples {
        let totals = candidates.map { zip($0.evidence, weights).reduce(0) { $0 + $1.0 * $1.1 } }
        let top = totals.max() ?? 0
        let sum = totals.reduce(0) { $0 + exp($1 - top) }
        for (index, candidate) in candidates.enumerated() {
          let miss = (index == right ? 1 : 0) - exp(totals[index] - top) / sum
          for (feature, value) in candidate.evidence.enumerated() {
            descent.gradient[feature] += miss * value
          }
        }
        descent.moveAll(&weights, weight: weight, step: 1 / (1 + 0.05 * Double(round)))
      }
    }
    return weights
  }

  /// Weights of the probability that a reading is right, the bias first.
  static func calibration(_ examples: [(signs: [Double], isRight: Bool, weight: Double)]) -> [Double] {
    guard let count = examples.first?.signs.count else { return [] }
    var weights = Array(repeating: 0.0, count: count + 1)
    var descent = Descent(count: count + 1, step: 0.1, pull: 0.01)
    for round in 0..<300 {
      for (signs, isRight, weight) in examples {
        let sum = zip(signs, weights.dropFirst()).reduce(weights[0]) { $0 + $1.0 * $1.1 }
        let miss = (isRight ? 1 : 0) - 1 / (1 + exp(-sum))
        descent.gradient[0] += miss
        for (index, sign) in signs.enumerated() { descent.gradient[index + 1] += miss * sign }
        descent.moveAll(&weights, weight: weight, step: 1 / (1 + 0.05 * Double(round)))
      }
    }
    return weights
  }
}

/// Gradient ascent that takes shorter steps where it has moved much already (AdaGrad), with a pull to where they began.
struct Descent {
  var gradient: [Double]
  private var squares: [Double]
  private let step: Double
  private let pull: Double
  private let goals: [Double]
  /// How much harder a weight is held near a goal that is not zero.
  private static let hold = 12.0

  init(count: Int, step: Double, pull: Double, towards goals: [Double]? = nil) {
    self.goals = goals ?? Array(repeating: 0, count: count)
    gradient = Array(repeating: 0, count: count)
    squares = Array(repeating: 0.1, count: count)
    self.step = step
    self.pull = pull
  }

  /// Moves the weights that the gradient touches, and clears it.
  mutating func move(_ weights: inout [Double], weight: Double, step scale: Double) {
    for index in gradient.indices where gradient[index] != 0 {
      change(&weights[index], index, weight, scale)
    }
  }

  mutating func moveAll(_ weights: inout [Double], weight: Double, step scale: Double) {
    for index in gradient.indices { change(&weights[index], index, weight, scale) }
  }

  private mutating func change(_ value: inout Double, _ index: Int, _ weight: Double, _ scale: Double) {
    let slope =
      (gradient[index] - pull * (goals[index] == 0 ? 1 : Self.hold) * (value - goals[index])) * weight
    squares[index] += slope * slope
    value += step * scale * slope / squares[index].squareRoot()
    gradient[index] = 0
  }
}

/// The same numbers at every run (SplitMix64).
struct Random: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

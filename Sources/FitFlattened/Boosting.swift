import BriefingExtraction
import Foundation

/// Fits trees one after another, each to what those before it leave unexplained.
enum Boosting {
  struct Example: Sendable {
    var signs: [Double]
    var isRight: Bool
    var weight: Double
  }

  private static let rate = 0.1
  /// What keeps the value of a leaf small, as if so much weight stood in it for nothing.
  private static let ridge = 1.0
  /// The least weight that either side of a question must have.
  private static let leastWeight = 3.0
  private static let mostThresholds = 24

  static func fit(_ examples: [Example], rounds: Int) -> BoostedTrees {
    guard let count = examples.first?.signs.count else { return BoostedTrees() }
    let right = examples.reduce(0.0) { $0 + ($1.isRight ? $1.weight : 0) }
    let all = examples.reduce(0.0) { $0 + $1.weight }
    var model = BoostedTrees(bias: rounded(log((right + 1) / (all - right + 1))))
    let places = (0..<count).map { sign in thresholds(examples.map { $0.signs[sign] }) }
    var sums = Array(repeating: model.bias, count: examples.count)
    for _ in 0..<rounds {
      var slopes: [Double] = []
      var bends: [Double] = []
      for (example, sum) in zip(examples, sums) {
        let chance = 1 / (1 + exp(-sum))
        slopes.append(((example.isRight ? 1 : 0) - chance) * example.weight)
        bends.append(max(1e-6, chance * (1 - chance)) * example.weight)
      }
      let tree = tree(examples, slopes, bends, places)
      for index in examples.indices { sums[index] += tree.value(examples[index].signs) }
      model.trees.append(tree)
    }
    return model
  }

  private static func tree(
    _ examples: [Example], _ slopes: [Double], _ bends: [Double], _ thresholds: [[Double]]
  ) -> BoostedTrees.Tree {
    var groups = [Array(examples.indices)]
    var questions: [(sign: Int, threshold: Double)] = []
    for _ in 0..<BoostedTrees.depth {
      var next: [[Int]] = []
      for group in groups {
        let question = bestQuestion(group, examples, slopes, bends, thresholds)
        questions.append(question)
        next.append(group.filter { examples[$0].signs[question.sign] <= question.threshold })
        next.append(group.filter { examples[$0].signs[question.sign] > question.threshold })
      }
      groups = next
    }
    let leaves = groups.map { group in
      rounded(
        rate * group.reduce(0) { $0 + slopes[$1] } / (group.reduce(0) { $0 + bends[$1] } + ridge))
    }
    return BoostedTrees.Tree(questions: questions, leaves: leaves)
  }

  /// The question that explains most; one that all answer alike where none explains anything.
  private static func bestQuestion(
    _ group: [Int], _ examples: [Example], _ slopes: [Double], _ bends: [Double], _ thresholds: [[Double]]
  ) -> (sign: Int, threshold: Double) {
    var best = (sign: 0, threshold: 1000.0)
    var most = 1e-6
    for sign in thresholds.indices {
      let places = thresholds[sign]
      guard !places.isEmpty else { continue }
      var slope = Array(repeating: 0.0, count: places.count + 1)
      var bend = slope
      var weight = slope
      for index in group {
        let place = places.firstIndex { examples[index].signs[sign] <= $0 } ?? places.count
        slope[place] += slopes[index]
        bend[place] += bends[index]
        weight[place] += examples[index].weight
      }
      let (slopeOfAll, bendOfAll, weightOfAll) = (
        slope.reduce(0, +), bend.reduce(0, +), weight.reduce(0, +)
      )
      var (leftSlope, leftBend, leftWeight) = (0.0, 0.0, 0.0)
      for place in places.indices {
        leftSlope += slope[place]
        leftBend += bend[place]
        leftWeight += weight[place]
        guard leftWeight >= leastWeight, weightOfAll - leftWeight >= leastWeight else { continue }
        let gain =
          leftSlope * leftSlope / (leftBend + ridge)
          + (slopeOfAll - leftSlope) * (slopeOfAll - leftSlope) / (bendOfAll - leftBend + ridge)
          - slopeOfAll * slopeOfAll / (bendOfAll + ridge)
        if gain > most {
          most = gain
          best = (sign, places[place])
        }
      }
    }
    return best
  }

  /// Places between the values of a sign, at most so many.
  private static func thresholds(_ values: [Double]) -> [Double] {
    let sorted = values.sorted()
    var found: [Double] = []
    for step in 1...mostThresholds {
      let index = step * (sorted.count - 1) / (mostThresholds + 1)
      guard let above = sorted[index...].first(where: { $0 > sorted[index] }) else { continue }
      let place = rounded((sorted[index] + above) / 2)
      if found.last.map({ place > $0 }) ?? true { found.append(place) }
    }
    return found
  }

  /// As the file holds it.
  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

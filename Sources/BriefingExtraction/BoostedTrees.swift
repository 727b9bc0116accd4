#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A sum of small decision trees that tells how probable something is from numbers that speak for and against it.
///
/// Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29 (2001).
package struct BoostedTrees: Sendable {
  /// A whole tree of `depth` questions on each way: whether a number is at most a threshold.
  package struct Tree: Sendable {
    /// In the order of a heap: below question n, 0-based, stand 2n + 1 where it is, and 2n + 2 where it is not.
    package var questions: [(sign: Int, threshold: Double)]
    /// What is added behind the last question, from left to right.
    package var leaves: [Double]

    package init(questions: [(sign: Int, threshold: Double)], leaves: [Double]) {
      self.questions = questions
      self.leaves = leaves
    }

    package func value(_ signs: [Double]) -> Double {
      var node = 0
      while node < questions.count {
        node = 2 * node + (signs[questions[node].sign] <= questions[node].threshold ? 1 : 2)
      }
      return leaves[node - questions.count]
    }
  }

  package static let depth = 3
  package var bias: Double
  package var trees: [Tree]

  package init(bias: Double = 0, trees: [Tree] = []) {
    self.bias = bias
    self.trees = trees
  }

  /// Between 0 and 1.
  package func probability(_ signs: [Double]) -> Double {
    1 / (1 + exp(-trees.reduce(bias) { $0 + $1.value(signs) }))
  }
}

extension BoostedTrees.Tree {
  /// Reads `sign threshold ... leaf ...`, the signs by their names; nil where that is no tree.
  init?(words: [String], names: [String]) {
    let questionCount = 1 << BoostedTrees.depth - 1
    guard words.count == questionCount * 2 + questionCount + 1 else { return nil }
    var questions: [(sign: Int, threshold: Double)] = []
    for index in 0..<questionCount {
      guard let sign = names.firstIndex(of: words[2 * index]), let threshold = Double(words[2 * index + 1])
      else { return nil }
      questions.append((sign, threshold))
    }
    let leaves = words[(2 * questionCount)...].compactMap(Double.init)
    guard leaves.count == questionCount + 1 else { return nil }
    self.init(questions: questions, leaves: leaves)
  }

  /// The words that `init(words:names:)` reads.
  func words(names: [String]) -> [String] {
    questions.flatMap { [names[$0.sign], FlattenedWeights.decimal($0.threshold)] }
      + leaves.map(FlattenedWeights.decimal)
  }
}

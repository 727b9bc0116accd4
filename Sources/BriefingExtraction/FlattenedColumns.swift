#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is known of one column from the cells that it holds for now, and from its name.
struct FlattenedColumn {
  private var count = 0.0
  private var shapes = [Double](repeating: 0, count: FlattenedWord.Shape.allCases.count)
  private var endings = [Double](repeating: 0, count: FlattenedWord.Ending.allCases.count)
  private var stops = 0.0
  private var lengthSum = 0.0
  private var lengthSquares = 0.0
  private var firstWords: [String: Double] = [:]
  /// Logarithm of the words a cell is expected to have, from the column's name, its variance and weight.
  private let expected: (length: Double, variance: Double, weight: Double)

  init(name: String) {
    let key = name.comparisonKey
    let lexicon = HeaderLexicon.shared
    let words = key.split(separator: " ")
    let head = words.last.map(String.init) ?? key
    if FlattenedLexicon.shared.single.contains(key) {
      expected = (log(1.1), 0.08, 2)
    } else if lexicon.clauses.contains(key) || (words.count > 1 && lexicon.clauses.contains(head)) {
      expected = (log(5), 0.3, 1)
    } else if lexicon.labels.contains(key) || (words.count > 1 && lexicon.labels.contains(head)) {
      expected = (log(2), 0.3, 1)
    } else {
      expected = (log(3), 0.3, 0.4)
    }
  }

  /// Takes a cell in (`sign` 1) or out (`sign` -1).
  mutating func add(_ cell: ArraySlice<FlattenedWord>, sign: Double) {
    guard let first = cell.first, let last = cell.last else { return }
    count += sign
    shapes[first.shape.rawValue] += sign
    endings[first.ending.rawValue] += sign
    if last.endsWithStop { stops += sign }
    let length = log(Double(cell.count))
    lengthSum += sign * length
    lengthSquares += sign * length * length
    firstWords[first.key, default: 0] += sign
  }

  /// How well a cell goes with the others.
  func score(_ cell: ArraySlice<FlattenedWord>, _ weights: FlattenedWeights) -> Double {
    guard let first = cell.first, let last = cell.last else { return -20 }
    let priors: [Double] = [0.72, 0.16, 0.09, 0.03]
    let shape = (shapes[first.shape.rawValue] + 2 * priors[first.shape.rawValue]) / (count + 2)
    let ending = (endings[first.ending.rawValue] + 0.5) / (count + 3)
    let stop = ((last.endsWithStop ? stops : count - stops) + 0.8) / (count + 1.6)
    let pseudo = expected.weight * 2
    let mean = (lengthSum + expected.length * pseudo) / (count + pseudo)
    let spread = max(
      0.05,
      (lengthSquares + pseudo * (expected.length * expected.length + expected.variance)) / (count + pseudo)
        - mean * mean)
    let sigma = spread + 0.08
    let distance = log(Double(cell.count)) - mean
    // Against the prior, for the boundary model has seen the capital already.
    var score = weights["column.shape"] * log(shape / priors[first.shape.rawValue])
    score += weights["column.ending"] * log(ending * 6)
    score += weights["column.stop"] * log(stop * 2)
    score += weights["column.length"] * (-distance * distance / (2 * sigma) - 0.5 * log(sigma / 0.5))
    if (firstWords[first.key] ?? 0) > 0 { score += weights["column.repeat"] }
    return score
  }
}

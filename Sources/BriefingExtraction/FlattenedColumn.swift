#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is known of one column from the cells that it holds, from its name and its place: how the weights are
/// fitted. While a table is read a `FlattenedTally` stands for it, which says the same faster.
package struct FlattenedColumn {
  let kind: FlattenedLexicon.ColumnKind
  /// 0 the first column, 2 the last one, 1 any other.
  let position: Int
  /// Number of columns of the table.
  let width: Int
  /// Whether all columns set sides against each other, so that their cells are of like length.
  let areSides: Bool

  private(set) var count = 0.0
  private var shapes = [Double](repeating: 0, count: FlattenedWord.Shape.allCases.count)
  private var firsts = [Double](repeating: 0, count: FlattenedFeatures.classes)
  private var lasts = [Double](repeating: 0, count: FlattenedFeatures.classes)
  private var styles = [Double](repeating: 0, count: FlattenedCells.styles)
  private var stops = [0.0, 0.0]
  private var commas = [0.0, 0.0]
  private var lengthSum = 0.0
  private var lengthSquares = 0.0
  private var firstWords: Set<UInt64> = []
  private var lastWords: Set<UInt64> = []
  private var cells: Set<UInt64> = []

  init(kind: FlattenedLexicon.ColumnKind, index: Int, width: Int, areSides: Bool) {
    self.kind = kind
    position = index == 0 ? 0 : index == width - 1 ? 2 : 1
    self.width = width
    self.areSides = areSides
  }

  /// Takes a cell in.
  mutating func add(_ row: FlattenedCells, _ start: Int, _ end: Int) {
    let value = 1.0
    let first = row.words[start]
    let last = row.words[end - 1]
    let code = row.code(start, end)
    count += value
    shapes[first.shape.rawValue] += value
    firsts[first.kind.rawValue] += value
    lasts[last.kind.rawValue] += value
    styles[code / FlattenedCells.flags] += value
    stops[last.endsWithStop ? 1 : 0] += value
    commas[code % FlattenedCells.flags & 2 != 0 ? 1 : 0] += value
    let length = FlattenedCells.logarithm(end - start)
    lengthSum += value * length
    lengthSquares += value * length * length
    firstWords.insert(first.identity)
    lastWords.insert(last.identity)
    cells.insert(row.hash(start, end))
  }

  // Each gives the logarithm of how much likelier something is in this column than in any.

  func firstShape(_ shape: Int) -> Double { Self.ratio(shapes[shape], count, Self.shapePriors[shape], 1.5) }
  func firstClass(_ kind: Int) -> Double { Self.ratio(firsts[kind], count, Self.firstPriors[kind], 3) }
  func lastClass(_ kind: Int) -> Double { Self.ratio(lasts[kind], count, Self.lastPriors[kind], 3) }
  func style(_ style: Int) -> Double { Self.ratio(styles[style], count, Self.stylePriors[style], 1.5) }
  func stop(_ bit: Int) -> Double { Self.ratio(stops[bit], count, Self.bitPriors[bit], 0.8) }
  func comma(_ bit: Int) -> Double { Self.ratio(commas[bit], count, Self.bitPriors[bit], 1.5) }
  func hasFirst(_ word: UInt64) -> Bool { firstWords.contains(word) }
  func hasLast(_ word: UInt64) -> Bool { lastWords.contains(word) }
  func has(_ hash: UInt64) -> Bool { cells.contains(hash) }
  /// Whether any cell stands in it that could come again.
  var hasCells: Bool { !cells.isEmpty }

  func length(_ logarithm: Double) -> Double {
    guard count > 0 else { return 0 }
    // Before any cell is seen lengths spread widely around three words.
    let (mean0, variance0, weight) = (1.1, 0.5, 0.7)
    let mean = (lengthSum + mean0 * weight) / (count + weight)
    let squares = (lengthSquares + weight * (mean0 * mean0 + variance0)) / (count + weight)
    let variance = max(0.02, squares - mean * mean) + 0.05 + 0.25 / (count + 1)
    let distance = logarithm - mean
    let far = logarithm - mean0
    return -distance * distance / (2 * variance) - 0.5 * log(variance) + far * far / (2 * 0.8)
      + 0.5 * log(0.8)
  }

  private static func ratio(_ seen: Double, _ count: Double, _ prior: Double, _ weight: Double) -> Double {
    count > 0 ? log((seen + weight * prior) / ((count + weight) * prior)) : 0
  }

  static let bitPriors = [0.8, 0.2]
  static let shapePriors = [0.75, 0.12, 0.11, 0.02]
  static let stylePriors = [0.1, 0.2, 0.15, 0.4, 0.1, 0.05]
  static let firstPriors = FlattenedWord.Class.allCases.map { kind -> Double in
    switch kind {
    case .other: 0.25
    case .number, .noun, .plural, .adjective: 0.1
    case .verb, .past, .acronym, .gerund, .determiner: 0.06
    default: 0.02
    }
  }
  static let lastPriors = FlattenedWord.Class.allCases.map { kind -> Double in
    switch kind {
    case .other: 0.3
    case .plural: 0.2
    case .noun, .number: 0.13
    case .adjective, .gerund, .acronym: 0.05
    default: 0.015
    }
  }
}

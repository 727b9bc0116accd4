#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is known of one column from the cells that it holds for now, from its name and its place.
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
  private var firstWords: [Int: Int] = [:]
  private var lastWords: [Int: Int] = [:]
  private var cells: [Int: Int] = [:]

  init(kind: FlattenedLexicon.ColumnKind, index: Int, width: Int, areSides: Bool) {
    self.kind = kind
    position = index == 0 ? 0 : index == width - 1 ? 2 : 1
    self.width = width
    self.areSides = areSides
  }

  /// Takes a cell in (`sign` 1) or out (`sign` -1).
  mutating func add(_ row: FlattenedCells, _ start: Int, _ end: Int, sign: Int) {
    let value = Double(sign)
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
    Self.count(&firstWords, first.identity, sign)
    Self.count(&lastWords, last.identity, sign)
    Self.count(&cells, row.hash(start, end), sign)
  }

  private static func count(_ words: inout [Int: Int], _ word: Int, _ sign: Int) {
    let now = (words[word] ?? 0) + sign
    words[word] = now > 0 ? now : nil
  }

  // Each gives the logarithm of how much likelier something is in this column than in any.

  func firstShape(_ shape: Int) -> Double { Self.ratio(shapes[shape], count, Self.shapePriors[shape], 1.5) }
  func firstClass(_ kind: Int) -> Double { Self.ratio(firsts[kind], count, Self.firstPriors[kind], 3) }
  func lastClass(_ kind: Int) -> Double { Self.ratio(lasts[kind], count, Self.lastPriors[kind], 3) }
  func style(_ style: Int) -> Double { Self.ratio(styles[style], count, Self.stylePriors[style], 1.5) }
  func stop(_ bit: Int) -> Double { Self.ratio(stops[bit], count, bit == 1 ? 0.2 : 0.8, 0.8) }
  func comma(_ bit: Int) -> Double { Self.ratio(commas[bit], count, bit == 1 ? 0.2 : 0.8, 1.5) }
  func hasFirst(_ word: Int) -> Bool { firstWords[word] != nil }
  func hasLast(_ word: Int) -> Bool { lastWords[word] != nil }
  func has(_ hash: Int) -> Bool { cells[hash] != nil }
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

  private static let shapePriors = [0.75, 0.12, 0.11, 0.02]
  private static let stylePriors = [0.1, 0.2, 0.15, 0.4, 0.1, 0.05]
  private static let firstPriors = FlattenedWord.Class.allCases.map { kind -> Double in
    switch kind {
    case .other: 0.25
    case .number, .noun, .plural, .adjective: 0.1
    case .verb, .past, .acronym, .gerund, .determiner: 0.06
    default: 0.02
    }
  }
  private static let lastPriors = FlattenedWord.Class.allCases.map { kind -> Double in
    switch kind {
    case .other: 0.3
    case .plural: 0.2
    case .noun, .number: 0.13
    case .adjective, .gerund, .acronym: 0.05
    default: 0.015
    }
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A column while its table is read: the same as `FlattenedColumn`, but cells can be taken out again, and
/// what it says of the cells of a row is worked out for the whole row at once, with hardly a logarithm.
///
/// It lives in memory that its solver lends it.
struct FlattenedTally {
  /// What the tally asks of a word.
  struct Item {
    var shape: UInt8
    var kind: UInt8
    var stop: UInt8
    /// The same small number for equal words.
    var word: Int32

    var isCapital: Bool { shape == 0 }
  }

  /// Memory for one column.
  struct Memory {
    /// `numberCount` numbers.
    var numbers: UnsafeMutablePointer<Double>
    /// `countCount(words:)` counts.
    var counts: UnsafeMutablePointer<Int32>
    /// As many as there are rows.
    var cells: UnsafeMutablePointer<UInt64>

    static var numberCount: Int { codePlace + codes }
    static func countCount(words: Int) -> Int { Tables.count + 2 * (words + 1) }
  }

  private let memory: Memory
  private let words: Int
  private let areSides: Bool
  private var count = 0
  private var cellCount = 0
  private var lengthSum = 0.0
  private var lengthSquares = 0.0
  private let linear: Double
  private let quadratic: Double

  /// Styles with their flags.
  static var codes: Int { 48 }

  // Where the numbers stand: weights of what the cells show, then what of the scores no cell changes.
  private static var startPlace: Int { FlattenedFeatures.denseCount }
  private static var endPlace: Int { startPlace + FlattenedFeatures.classes * 2 }
  private static var codePlace: Int { endPlace + FlattenedFeatures.classes }

  @inline(__always)
  private func weight(_ place: Int) -> Double { memory.numbers[place] }

  /// - Parameter words: how many different words there are; the last number is that of unknown ones.
  init(
    kind: FlattenedLexicon.ColumnKind, index: Int, width: Int, areSides: Bool, words: Int,
    weights: UnsafeBufferPointer<Double>, memory: Memory
  ) {
    typealias Features = FlattenedFeatures
    self.memory = memory
    self.words = words
    self.areSides = areSides
    memory.counts.update(repeating: 0, count: Memory.countCount(words: words))
    let classes = Features.classes
    let position = index == 0 ? 0 : index == width - 1 ? 2 : 1
    let numbers = memory.numbers
    for place in 0..<Features.denseCount { numbers[place] = weights[Features.cell + place] }
    for word in 0..<classes {
      let byKind = weights[Features.firstByKind + kind.rawValue * classes + word]
      let byPosition = Features.firstByPosition + position * 2 * classes + word
      numbers[Self.startPlace + word] = byKind + weights[byPosition]
      numbers[Self.startPlace + classes + word] = byKind + weights[byPosition + classes]
      numbers[Self.endPlace + word] = weights[Features.lastByPosition + position * classes + word]
    }
    let verb = weights[Features.verbByPosition + position] + weights[Features.verbByKind + kind.rawValue]
    for style in 0..<FlattenedCells.styles {
      let score =
        weights[Features.styleByPosition + position * FlattenedCells.styles + style]
        + weights[Features.styleByKind + kind.rawValue * FlattenedCells.styles + style]
      let place = Self.codePlace + style * FlattenedCells.flags
      for flags in 0..<FlattenedCells.flags {
        numbers[place + flags] =
          score + (flags & 1 != 0 ? verb : 0) + (flags & 4 != 0 ? weights[Features.cell + 10] : 0)
      }
    }
    let place = Features.lengthByPosition + (width == 2 ? 0 : Features.positions * 2) + position * 2
    linear = weights[Features.lengthByKind + kind.rawValue * 2] + weights[place]
    quadratic = weights[Features.lengthByKind + kind.rawValue * 2 + 1] + weights[place + 1]
  }

  // MARK: Cells

  /// Takes a cell in (`sign` 1) or out (`sign` -1); `code` and `hash` are those of `FlattenedCells`.
  mutating func add(first: Item, last: Item, code: Int, length: Int, hash: UInt64, sign: Int) {
    let value = Int32(sign)
    count += sign
    let seen = memory.counts
    seen[Tables.shape + Int(first.shape)] += value
    seen[Tables.first + Int(first.kind)] += value
    seen[Tables.last + Int(last.kind)] += value
    seen[Tables.style + code / FlattenedCells.flags] += value
    seen[Tables.stop + Int(last.stop)] += value
    seen[Tables.comma + (code & 2) / 2] += value
    seen[Tables.count + Int(first.word)] += value
    seen[Tables.count + words + 1 + Int(last.word)] += value
    let logarithm = FlattenedCells.logarithm(length)
    lengthSum += Double(sign) * logarithm
    lengthSquares += Double(sign) * logarithm * logarithm
    if sign > 0 {
      memory.cells[cellCount] = hash
      cellCount += 1
      return
    }
    for place in 0..<cellCount where memory.cells[place] == hash {
      cellCount -= 1
      memory.cells[place] = memory.cells[cellCount]
      return
    }
  }

  /// What a cell is worth that stands in another row too; 0 for others.
  @inline(never)
  func sameCell(_ hash: UInt64) -> Double {
    for place in 0..<cellCount where memory.cells[place] == hash { return weight(8) }
    return 0
  }

  // MARK: Scores

  /// The scores of cells that begin with each word of `range`, and whether any cell begins so.
  @inline(__always)
  func scoreStarts(
    _ items: UnsafePointer<Item>, _ range: Range<Int>, _ scores: UnsafeMutablePointer<Double>,
    _ known: UnsafeMutablePointer<Bool>, _ tables: Tables
  ) {
    let statics = memory.numbers + Self.startPlace
    let classes = FlattenedFeatures.classes
    guard count > 0 else {
      for at in range {
        scores[at] = statics[(items[at].isCapital ? classes : 0) + Int(items[at].kind)]
        known[at] = false
      }
      return
    }
    let (shapeWeight, classWeight, wordWeight) = (weight(0), weight(1), weight(6))
    let base = -shapeWeight * tables.total(count, 1) - classWeight * tables.total(count, 2)
    let seen = memory.counts
    for at in range {
      let item = items[at]
      var score = statics[(item.isCapital ? classes : 0) + Int(item.kind)] + base
      score += shapeWeight * tables.value(seen, Tables.shape + Int(item.shape))
      score += classWeight * tables.value(seen, Tables.first + Int(item.kind))
      known[at] = seen[Tables.count + Int(item.word)] > 0
      scores[at] = known[at] ? score + wordWeight : score
    }
  }

  /// The scores of cells that end before each place of `range`, and whether any cell ends so.
  @inline(__always)
  func scoreEnds(
    _ items: UnsafePointer<Item>, _ range: ClosedRange<Int>, _ scores: UnsafeMutablePointer<Double>,
    _ known: UnsafeMutablePointer<Bool>, _ tables: Tables
  ) {
    let statics = memory.numbers + Self.endPlace
    guard count > 0 else {
      for at in range {
        scores[at] = statics[Int(items[at - 1].kind)]
        known[at] = false
      }
      return
    }
    let (classWeight, stopWeight, wordWeight) = (weight(2), weight(3), weight(7))
    let base = -classWeight * tables.total(count, 2) - stopWeight * tables.total(count, 0)
    let seen = memory.counts
    for at in range {
      let item = items[at - 1]
      var score = statics[Int(item.kind)] + base
      score += classWeight * tables.value(seen, Tables.last + Int(item.kind))
      score += stopWeight * tables.value(seen, Tables.stop + Int(item.stop))
      known[at] = seen[Tables.count + words + 1 + Int(item.word)] > 0
      scores[at] = known[at] ? score + wordWeight : score
    }
  }

  /// The scores of the numbers of words in `range`, in a row of `size` words and `width` columns.
  @inline(__always)
  func scoreLengths(
    _ range: ClosedRange<Int>, size: Int, width: Int, _ scores: UnsafeMutablePointer<Double>,
    _ tables: Tables
  ) {
    var constant = 0.0
    var linear = self.linear
    var quadratic = self.quadratic
    if count > 0 {
      // See `FlattenedColumn.length`.
      let (mean0, variance0, prior) = (1.1, 0.5, 0.7)
      let all = Double(count) + prior
      let mean = (lengthSum + mean0 * prior) / all
      let squares = (lengthSquares + prior * (mean0 * mean0 + variance0)) / all
      let variance = max(0.02, squares - mean * mean) + 0.05 + 0.25 / (Double(count) + 1)
      let near = -weight(5) / (2 * variance)
      let far = weight(5) / (2 * 0.8)
      constant = near * mean * mean + far * mean0 * mean0 + weight(5) * 0.5 * log(0.8 / variance)
      linear += -2 * near * mean - 2 * far * mean0
      quadratic += near + far
    }
    if areSides {
      let even = FlattenedCells.logarithm(size) - FlattenedCells.logarithm(width)
      constant -= weight(11) * even * even
      linear += 2 * weight(11) * even
      quadratic -= weight(11)
    }
    for length in range {
      let logarithm = tables.logarithm(length)
      scores[length] = constant + logarithm * (linear + quadratic * logarithm)
    }
  }

  /// The scores of all styles with their flags.
  @inline(__always)
  func scoreCodes(_ scores: UnsafeMutablePointer<Double>, _ tables: Tables) {
    let statics = memory.numbers + Self.codePlace
    guard count > 0 else {
      scores.update(from: statics, count: Self.codes)
      return
    }
    let base = tables.total(count, 1)
    let plain = weight(9) * (tables.value(memory.counts, Tables.comma) - base)
    let comma = weight(9) * (tables.value(memory.counts, Tables.comma + 1) - base)
    for style in 0..<FlattenedCells.styles {
      let score = weight(4) * (tables.value(memory.counts, Tables.style + style) - base)
      let place = style * FlattenedCells.flags
      for flags in 0..<FlattenedCells.flags {
        scores[place + flags] = statics[place + flags] + score + (flags & 2 == 0 ? plain : comma)
      }
    }
  }
}

extension FlattenedTally {
  /// Logarithms by how often something was seen: of how much likelier that makes it, but for the number of
  /// all cells, and of that number.
  struct Tables: @unchecked Sendable {
    static var shape: Int { 0 }
    static var first: Int { shape + FlattenedFeatures.shapes }
    static var last: Int { first + FlattenedFeatures.classes }
    static var style: Int { last + FlattenedFeatures.classes }
    static var stop: Int { style + FlattenedCells.styles }
    static var comma: Int { stop + 2 }
    static var count: Int { comma + 2 }
    private static var most: Int { 64 }
    private static var mostWords: Int { 512 }

    // Never given back: made once.
    private let values: UnsafePointer<Double>
    private let totals: UnsafePointer<Double>
    private let logarithms: UnsafePointer<Double>

    static let shared = Tables()

    private init() {
      values = Self.keep(
        Self.priors.flatMap { prior, weight in
          (0..<Self.most).map { log((Double($0) + weight * prior) / prior) }
        })
      totals = Self.keep(
        Self.weights.flatMap { weight in (0..<Self.most).map { log(Double($0) + weight) } })
      logarithms = Self.keep((0..<Self.mostWords).map { $0 == 0 ? 0 : log(Double($0)) })
    }

    private static func keep(_ numbers: [Double]) -> UnsafePointer<Double> {
      let kept = UnsafeMutablePointer<Double>.allocate(capacity: numbers.count)
      kept.initialize(from: numbers, count: numbers.count)
      return UnsafePointer(kept)
    }

    private static let weights = [0.8, 1.5, 3]
    private static let priors: [(prior: Double, weight: Double)] =
      FlattenedColumn.shapePriors.map { ($0, 1.5) } + FlattenedColumn.firstPriors.map { ($0, 3) }
      + FlattenedColumn.lastPriors.map { ($0, 3) } + FlattenedColumn.stylePriors.map { ($0, 1.5) }
      + FlattenedColumn.bitPriors.map { ($0, 0.8) } + FlattenedColumn.bitPriors.map { ($0, 1.5) }

    /// Of what was seen at `place` of the counts.
    @inline(__always)
    func value(_ seen: UnsafePointer<Int32>, _ place: Int) -> Double {
      let times = Int(seen[place])
      return times < Self.most ? values[place * Self.most + times] : Self.value(times, place)
    }

    @inline(never)
    private static func value(_ times: Int, _ place: Int) -> Double {
      let (prior, weight) = priors[place]
      return log((Double(times) + weight * prior) / prior)
    }

    /// Of the number of cells, the prior weighing as one of `weights`.
    @inline(__always)
    func total(_ count: Int, _ weight: Int) -> Double {
      count < Self.most ? totals[weight * Self.most + count] : log(Double(count) + Self.weights[weight])
    }

    /// Of a number of words.
    @inline(__always)
    func logarithm(_ count: Int) -> Double {
      count < Self.mostWords ? logarithms[count] : log(Double(count))
    }
  }
}

extension FlattenedTally.Item {
  init(_ word: FlattenedWord, number: Int32) {
    self.init(
      shape: UInt8(word.shape.rawValue), kind: UInt8(word.kind.rawValue), stop: word.endsWithStop ? 1 : 0,
      word: number)
  }
}

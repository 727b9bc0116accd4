/// The fitted numbers, `name value` on each line of their file, in flat arrays, and trees of questions.
package struct FlattenedWeights: Sendable {
  /// Weights of what holds of a place between two words, and of a cell: see `FlattenedFeatures`.
  package var cells: [Double]
  /// Weights of what holds of a column's name: see `FlattenedHeader`.
  package var names: [Double]
  /// Weights by which whole readings are compared: see `FlattenedTable`.
  package var readings: [Double]
  /// Weights of the probability that a reading is right, the bias first.
  package var calibration: [Double]

  /// The probability that some lines are a table: see `FlattenedBlock`.
  package var location = BoostedTrees()

  package init() {
    cells = Array(repeating: 0, count: FlattenedFeatures.count)
    names = Array(repeating: 0, count: FlattenedHeader.Feature.allCases.count)
    readings = Array(repeating: 0, count: FlattenedTable.Evidence.allCases.count)
    calibration = Array(repeating: 0, count: FlattenedTable.Sign.allCases.count + 1)
  }

  init(utf8: [UInt8]) {
    self.init()
    var read: [(name: WordHash, value: Double)] = []
    read.reserveCapacity(utf8.count / 24)
    utf8.withUnsafeBufferPointer { utf8 in
      var start = 0
      while start < utf8.count {
        var end = start
        while end < utf8.count, utf8[end] != 0x0A { end += 1 }
        let line = UnsafeBufferPointer(rebasing: utf8[start..<end])
        start = end + 1
        guard line.first != 0x23, let blank = line.firstIndex(of: 0x20) else { continue }
        if line[..<blank].elementsEqual("location.tree".utf8) {
          let words = String(decoding: line[(blank + 1)...], as: UTF8.self).split(separator: " ").map(
            String.init)
          if let tree = BoostedTrees.Tree(words: words, names: Self.signNames) { location.trees.append(tree) }
          continue
        }
        guard
          let value = Self.number(UnsafeBufferPointer(rebasing: line[(blank + 1)...]))
        else { continue }
        read.append((WordHash(UnsafeBufferPointer(rebasing: line[..<blank])), value))
      }
    }
    // The lines stand in the order of the names, some left out; whatever does not is looked up.
    var next = 0
    var others: [WordHash: Double]?
    func take(_ names: [WordHash], _ numbers: inout [Double]) {
      for (index, name) in names.enumerated() {
        if next < read.count, read[next].name == name {
          numbers[index] = read[next].value
          next += 1
        } else if let value = others?[name] {
          numbers[index] = value
        }
      }
    }
    func takeAll() {
      next = 0
      var bias = [0.0]
      take([WordHash("location.bias")], &bias)
      location.bias = bias[0]
      take(Self.calibrationNames.map { WordHash($0) }, &calibration)
      take(Self.readingNames.map { WordHash($0) }, &readings)
      take(Self.nameNames.map { WordHash($0) }, &names)
      take(FlattenedFeatures.nameHashes(), &cells)
    }
    takeAll()
    if next < read.count {
      others = Dictionary(read.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
      takeAll()
    }
  }

  /// A number as `lines` writes it: `-0.125`; nil for anything else.
  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var value = 0.0
    var scale = 0.0
    let isNegative = text.first == 0x2D
    for byte in text.dropFirst(isNegative ? 1 : 0) {
      if byte == 0x2E, scale == 0 {
        scale = 1
      } else if Letters.isASCIIDigit(byte) {
        value = value * 10 + Double(byte - 0x30)
        scale *= 10
      } else {
        return nil
      }
    }
    if scale > 0 { value /= scale }
    return isNegative ? -value : value
  }

  /// The names of the weights of cells, in their order.
  package static var cellNames: [String] { FlattenedFeatures.names }
  /// The names of the weights of names, in their order.
  package static let nameNames = FlattenedHeader.Feature.allCases.map { "name.\($0)" }
  private static let readingNames = FlattenedTable.Evidence.allCases.map { "reading.\($0)" }
  private static let signNames = FlattenedBlock.Sign.allCases.map { "\($0)" }
  private static let calibrationNames =
    ["calibration.bias"] + FlattenedTable.Sign.allCases.map { "calibration.\($0)" }

  /// The lines of the file, weights that do next to nothing left out.
  package var lines: [String] {
    var lines: [String] = []
    func add(_ names: [String], _ values: [Double], above floor: Double) {
      for (name, value) in zip(names, values) where abs(value) >= floor {
        lines.append("\(name) \(Self.decimal(value))")
      }
    }
    add(["location.bias"], [location.bias], above: 0)
    lines += location.trees.map {
      (["location.tree"] + $0.words(names: Self.signNames)).joined(separator: " ")
    }
    add(Self.calibrationNames, calibration, above: 0)
    add(Self.readingNames, readings, above: 0)
    add(Self.nameNames, names, above: 0.005)
    add(FlattenedFeatures.names, cells, above: 0.015)
    return lines
  }

  /// With three digits behind the point.
  static func decimal(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let digits = String(abs(thousandths) % 1000)
    return "\(thousandths < 0 ? "-" : "")\(abs(thousandths) / 1000)."
      + String(repeating: "0", count: 3 - digits.count) + digits
  }
}

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
    var values: [String: Double] = [:]
    for line in utf8.split(separator: 0x0A) where line.first != 0x23 {
      let parts = line.split(separator: 0x20)
      if parts.count > 2, parts[0].elementsEqual("location.tree".utf8) {
        let words = parts.dropFirst().map { String(decoding: $0, as: UTF8.self) }
        if let tree = BoostedTrees.Tree(words: words, names: Self.signNames) { location.trees.append(tree) }
        continue
      }
      guard parts.count == 2, let value = Double(String(decoding: parts[1], as: UTF8.self)) else { continue }
      values[String(decoding: parts[0], as: UTF8.self)] = value
    }
    for (index, name) in FlattenedFeatures.names.enumerated() { cells[index] = values[name] ?? 0 }
    for (index, name) in Self.nameNames.enumerated() { names[index] = values[name] ?? 0 }
    for (index, name) in Self.readingNames.enumerated() { readings[index] = values[name] ?? 0 }
    location.bias = values["location.bias"] ?? 0
    for (index, name) in Self.calibrationNames.enumerated() { calibration[index] = values[name] ?? 0 }
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

/// What holds of the rows of a flattened table one by one.
package enum FlattenedRows {
  /// Rows from which the columns of a long table are learnt.
  static let sample = 40

  /// Columns of these names that hold nothing yet.
  package static func columns(_ header: FlattenedHeader, _ line: FlattenedLine) -> [FlattenedColumn] {
    columns(kinds(header, line))
  }

  static func columns(_ kinds: [FlattenedLexicon.ColumnKind]) -> [FlattenedColumn] {
    let areSides = kinds.allSatisfy { $0 == .side }
    return kinds.enumerated().map {
      FlattenedColumn(kind: $1, index: $0, width: kinds.count, areSides: areSides)
    }
  }

  /// What the columns hold by their names.
  static func kinds(_ header: FlattenedHeader, _ line: FlattenedLine) -> [FlattenedLexicon.ColumnKind] {
    header.ranges.map { FlattenedLexicon.shared.columnKind(of: line.folded($0)) }
  }

  /// The score of a boundary before each word of a row.
  package static func gaps(_ row: FlattenedCells, weights: [Double]) -> [Double] {
    weights.withUnsafeBufferPointer { weights in
      row.words.withUnsafeBufferPointer { words in
        words.indices.map { $0 == 0 ? 0 : gap(row, words, at: $0, weights) }
      }
    }
  }

  /// The score of a boundary before one of the words of a row.
  static func gap(
    _ row: FlattenedCells, _ words: UnsafeBufferPointer<FlattenedWord>, at index: Int,
    _ weights: UnsafeBufferPointer<Double>
  ) -> Double {
    var sum = 0.0
    FlattenedFeatures.gap(row, words, at: index) { sum += weights[$0] * $1 }
    return sum
  }

  /// Puts the cells of a row into their columns.
  package static func add(_ cuts: [Int], of row: FlattenedCells, to columns: inout [FlattenedColumn]) {
    for (column, range) in ranges(cuts, of: row).enumerated() {
      columns[column].add(row, range.lowerBound, range.upperBound)
    }
  }

  /// The words of each cell.
  package static func ranges(_ cuts: [Int], of row: FlattenedCells) -> [Range<Int>] {
    let edges = [0] + cuts + [row.count]
    return (0..<edges.count - 1).map { edges[$0]..<edges[$0 + 1] }
  }
}

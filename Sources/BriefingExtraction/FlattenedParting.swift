#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Finds the best of all ways to part a row into the cells of given columns. Keeps its memory from row to
/// row: this is the inmost loop of reading flattened tables.
struct FlattenedParting {
  /// What is looked at of a row: see `FlattenedCells`.
  struct Row {
    var items: UnsafePointer<FlattenedTally.Item>
    /// By word, the score of a boundary before it.
    var gaps: UnsafePointer<Double>
    var codes: UnsafePointer<UInt8>
    var hashes: UnsafePointer<UInt64>
    var count: Int
  }

  /// The logarithm of what a way must weigh against the best one to count among all.
  private static var least: Double { -32 }

  private let words: Int
  private let width: Int
  // By column, one for each place of the row: the best score of what begins there, what all ways weigh
  // against it, and where the first cell of the best one ends.
  private let best: UnsafeMutablePointer<Double>
  private let masses: UnsafeMutablePointer<Double>
  private let steps: UnsafeMutablePointer<Int32>
  // Of one column, one for each place: scores of cells that begin there, that end there, of so many words.
  private let starts: UnsafeMutablePointer<Double>
  private let ends: UnsafeMutablePointer<Double>
  private let lengths: UnsafeMutablePointer<Double>
  private let values: UnsafeMutablePointer<Double>
  private let codes: UnsafeMutablePointer<Double>
  private let startsKnown: UnsafeMutablePointer<Bool>
  private let endsKnown: UnsafeMutablePointer<Bool>
  private let tables = FlattenedTally.Tables.shared

  /// For rows of so many words and tables of so many columns at most; to be given back with `free`.
  init(words: Int, width: Int) {
    self.words = words
    self.width = width
    let places = words + 1
    let all = places * (width + 1)
    best = .allocate(capacity: 2 * all + 4 * places + FlattenedTally.codes)
    masses = best + all
    starts = masses + all
    ends = starts + places
    lengths = ends + places
    values = lengths + places
    codes = values + places
    steps = .allocate(capacity: all)
    startsKnown = .allocate(capacity: 2 * places)
    endsKnown = startsKnown + places
  }

  func free() {
    best.deallocate()
    steps.deallocate()
    startsKnown.deallocate()
  }

  func fits(words: Int, width: Int) -> Bool { words <= self.words && width <= self.width }

  /// The score of the best way to part a row that has as many words as there are columns or more, and, if
  /// wanted, the logarithm of its share of all ways.
  func best(
    _ row: Row, _ columns: UnsafePointer<FlattenedTally>, width: Int, wantsShare: Bool
  ) -> (score: Double, share: Double) {
    let size = row.count
    let stride = size + 1
    best[width * stride + size] = 0
    masses[width * stride + size] = 1
    for column in (0..<width).reversed() {
      let after = width - column - 1
      let begins = column == 0 ? 0..<1 : column..<size - after
      let stops = after == 0 ? size...size : column + 1...size - after
      columns[column].scoreStarts(row.items, begins, starts, startsKnown, tables)
      columns[column].scoreEnds(row.items, stops, ends, endsKnown, tables)
      columns[column].scoreLengths(1...size - width + 1, size: size, width: width, lengths, tables)
      columns[column].scoreCodes(codes, tables)
      let next = (column + 1) * stride
      for end in stops { ends[end] += best[next + end] }
      for start in begins {
        let own = starts[start] + (column > 0 ? row.gaps[start] : 0)
        let first = after == 0 ? size : start + 1
        let styles = row.codes + start * stride
        let isKnown = startsKnown[start]
        var top = -Double.infinity
        var step = first
        for end in first...stops.upperBound {
          var value = ends[end] + lengths[end - start] + codes[Int(styles[end])]
          if isKnown, endsKnown[end] {
            value += columns[column].sameCell(FlattenedCells.hash(row.hashes, start, end))
          }
          values[end] = value
          if value > top {
            top = value
            step = end
          }
        }
        let place = column * stride + start
        best[place] = own + top
        steps[place] = Int32(step)
        guard wantsShare else { continue }
        var mass = 0.0
        for end in first...stops.upperBound where values[end] > top + Self.least {
          mass += exp(values[end] - top) * masses[next + end]
        }
        masses[place] = mass
      }
    }
    return (best[0], wantsShare ? -log(masses[0]) : 0)
  }

  /// Writes where each cell but the first begins in the row of `size` words that was parted last; tells
  /// whether any of the places was another before.
  func takeCuts(_ cuts: UnsafeMutablePointer<Int>, width: Int, size: Int) -> Bool {
    var changed = false
    var at = 0
    for column in 0..<width - 1 {
      at = Int(steps[column * (size + 1) + at])
      if cuts[column] != at {
        cuts[column] = at
        changed = true
      }
    }
    return changed
  }
}

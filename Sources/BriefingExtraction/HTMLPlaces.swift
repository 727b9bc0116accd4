/// Where the text that the parser of HTML sees stands in the source: without what the sieve cut out, and
/// with one sign in the place of each long run of plain text.
///
/// The parser goes through text sign by sign and keeps a copy of it. What a run holds makes no difference
/// to it, so that it gets a single sign, and the text is taken from the source.
struct HTMLPlaces {
  /// A run of text that one sign stands for.
  struct Run {
    /// Offset of the sign in the parsed text.
    var place: Int32
    /// Half-open, in the source.
    var start: Int32
    var end: Int32
    /// Bytes that are not white space.
    var ink: Int32
  }

  /// A letter for private use in UTF-8, which stands for a run. A page that uses it itself is parsed
  /// with all its text.
  static let sign: [UInt8] = [0xEE, 0xB7, 0x89]
  static let signScalar: UInt32 = 0xEDC9

  private(set) var runs: [Run] = []
  /// From each of these offsets of the parsed text on, up to the next, both texts go on alike.
  private var parsed: [Int32] = []
  private var source: [Int32] = []

  /// Whether the parsed text is the source.
  var areSame: Bool { parsed.isEmpty }

  /// Says that the parsed text goes on at `offset` with what is at `start` in the source.
  mutating func goOn(at offset: Int, with start: Int) {
    if parsed.last == Int32(truncatingIfNeeded: offset) {
      source[source.count - 1] = Int32(truncatingIfNeeded: start)
    } else {
      parsed.append(Int32(truncatingIfNeeded: offset))
      source.append(Int32(truncatingIfNeeded: start))
    }
  }

  /// Puts a sign at `offset` of the parsed text for the bytes of `range`.
  mutating func addRun(at offset: Int, for range: Range<Int>, ink: Int32) {
    runs.append(
      Run(
        place: Int32(truncatingIfNeeded: offset), start: Int32(truncatingIfNeeded: range.lowerBound),
        end: Int32(truncatingIfNeeded: range.upperBound), ink: ink))
    goOn(at: offset, with: range.lowerBound)
    // The last byte of the sign is the last of the run.
    goOn(at: offset + Self.sign.count - 1, with: range.upperBound - 1)
  }

  /// Where a run stands in the source.
  func range(ofRun index: Int) -> Range<Int> { Int(runs[index].start)..<Int(runs[index].end) }

  /// A range of the parsed text as a range of the source.
  func original(_ range: Range<Int>) -> Range<Int> {
    if areSame || range.isEmpty { return range }
    return original(range.lowerBound)..<(original(range.upperBound - 1) + 1)
  }

  private func original(_ offset: Int) -> Int {
    var low = 0
    var high = parsed.count
    while low < high {
      let middle = (low + high) / 2
      if Int(parsed[middle]) <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? offset : Int(source[low - 1]) + offset - Int(parsed[low - 1])
  }

  /// The index of the first run whose sign stands at or behind `offset`; the number of runs where none does.
  ///
  /// - Parameter guess: where it most likely is.
  func firstRun(from offset: Int, guess: Int) -> Int {
    func isFirst(_ index: Int) -> Bool {
      (index == runs.count || Int(runs[index].place) >= offset)
        && (index == 0 || Int(runs[index - 1].place) < offset)
    }
    if guess <= runs.count, isFirst(guess) { return guess }
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if Int(runs[middle].place) < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

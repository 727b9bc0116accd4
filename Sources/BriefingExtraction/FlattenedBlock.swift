package import BriefingModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A short line and the lines below it: whether they are a table whose cells were run together.
package struct FlattenedBlock {
  /// What tells a table from verse, addresses, code, items that lost their marks and the like.
  enum Sign: Int, CaseIterable {
    /// How much the first line reads like names of columns.
    case likeness, mean, header
    /// What stands before it.
    case announced, announcedTable, start
    /// How well the lines are parted into columns.
    case share, worst, score, gaps, missed, probability
    /// The lines themselves.
    case rows, stopped, mixed, even, short, long, numbers, lower, code, quoted, wide
    /// The first line itself: how much of it is capitalised, whether it says something as a sentence does, ends
    /// in a noun, and how much shorter it is than the lines below it.
    case titled, verbal, noun, shorter, capitals
  }

  /// A block that was read, whether or not it was taken for a table: what location is fitted on.
  package struct Found: Sendable {
    /// From the header to the last row.
    package var span: SourceSpan
    /// In the order of `Sign`.
    package var signs: [Double]
  }

  /// The line before ends a block, or the header begins one.
  var isStart: Bool
  var isAnnounced: Bool
  /// The announcement speaks of a table.
  var announcesTable: Bool

  /// The signs of a block that was read, each a number of like size.
  func signs(
    header: [FlattenedWord], likeness: (sum: Double, mean: Double), rows: [FlattenedCells], stopped: Int,
    read: FlattenedReading
  ) -> [Double] {
    let size = Double(rows.count)
    var mean = 0.0
    var squares = 0.0
    for row in rows {
      let length = FlattenedCells.logarithm(row.count)
      mean += length / size
      squares += length * length / size
    }
    let spread = max(0, squares - mean * mean).squareRoot()
    func share(_ test: ([FlattenedWord]) -> Bool) -> Double {
      Double(rows.count { test($0.words) }) / size
    }
    let stops = Double(stopped) / size
    let width = Double(read.best.header.widths.count)
    return [
      max(-3, min(6, likeness.sum)) / 2, max(-1, min(2.5, likeness.mean)),
      max(-4, read.evidence(.header)) / 2,
      isAnnounced ? 1 : 0, announcesTable ? 1 : 0, isStart ? 1 : 0,
      max(-4, read.evidence(.share)), max(-5, read.evidence(.worst)) / 2,
      max(-2, min(3, read.evidence(.score) / width / 3)),
      max(-4, min(4, read.evidence(.gaps) / (width - 1))) / 2, read.evidence(.missed) / 2, read.probability,
      min(3, log(size)), stops, 4 * stops * (1 - stops), -spread,
      mean < Self.short ? 1 : 0, mean > Self.long ? 1 : 0,
      share { $0.contains { $0.kind == .number } }, share { $0[0].shape == .lower },
      share { $0.contains { $0.hasCode } }, share { $0[0].beginsQuote || $0[$0.count - 1].beginsQuote },
      width - 2,
      Self.titled(header),
      header.contains { Self.isVerbal($0) } ? 1 : 0,
      Self.endsInNoun(header) ? 1 : 0,
      max(-1, min(2, mean - FlattenedCells.logarithm(header.count))),
      share { $0[0].shape == .capital || $0[0].shape == .number },
    ]
  }

  /// Share of the words that carry matter which begin with a capital.
  private static func titled(_ words: [FlattenedWord]) -> Double {
    let matter = words.count { !$0.isFunctionWord }
    guard matter > 0 else { return 0 }
    return Double(words.count { !$0.isFunctionWord && $0.shape != .lower }) / Double(matter)
  }

  private static func isVerbal(_ word: FlattenedWord) -> Bool {
    switch word.kind {
    case .auxiliary, .pronoun: true
    case .verb, .thirdPerson: word.shape == .lower
    default: false
    }
  }

  private static func endsInNoun(_ words: [FlattenedWord]) -> Bool {
    switch words.last?.kind {
    case .noun, .plural, .number, .unit, .acronym: true
    default: false
    }
  }

  /// Logarithms of the mean number of words of rows that are short, and long.
  private static let short = log(3.5)
  private static let long = log(20.0)
}

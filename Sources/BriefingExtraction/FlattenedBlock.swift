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
    /// The first line itself: how much of it is capitalised, whether it says something as a sentence does, ends in
    /// a noun, and how much shorter it is than the lines below it.
    case titled, verbal, noun, shorter, capitals
  }

  /// A block that was read, whether or not it was taken for a table: what the weights of location are fitted on.
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
    header: [FlattenedWord], rows: [FlattenedCells], stopped: Int, read: FlattenedTable
  ) -> [Double] {
    let likeness = FlattenedHeader.likeness(header)
    let size = Double(rows.count)
    let lengths = rows.map { log(Double($0.count)) }
    let mean = lengths.reduce(0, +) / size
    let spread = (lengths.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / size).squareRoot()
    func share(_ test: (FlattenedCells) -> Bool) -> Double { Double(rows.count(where: test)) / size }
    let stops = Double(stopped) / size
    return [
      max(-3, min(6, likeness.sum)) / 2, max(-1, min(2.5, likeness.mean)),
      max(-4, read.evidence[FlattenedTable.Evidence.header.rawValue]) / 2,
      isAnnounced ? 1 : 0, announcesTable ? 1 : 0, isStart ? 1 : 0,
      max(-4, read.evidence[FlattenedTable.Evidence.share.rawValue]),
      max(-5, read.evidence[FlattenedTable.Evidence.worst.rawValue]) / 2,
      max(-2, min(3, read.evidence[FlattenedTable.Evidence.score.rawValue] / Double(read.header.count) / 3)),
      max(-4, min(4, read.evidence[FlattenedTable.Evidence.gaps.rawValue] / Double(read.header.count - 1)))
        / 2,
      read.evidence[FlattenedTable.Evidence.missed.rawValue] / 2,
      read.probability,
      min(3, log(size)), stops, 4 * stops * (1 - stops), -spread,
      mean < log(3.5) ? 1 : 0, mean > log(20) ? 1 : 0,
      share { $0.words.contains { $0.kind == .number } }, share { $0.words[0].shape == .lower },
      share { $0.words.contains { Self.isCode($0.text) } },
      share { Self.isQuote($0.words[0].text) || Self.isQuote($0.words[$0.count - 1].text) },
      Double(read.header.count - 2),
      Self.titled(header),
      header.contains { Self.isVerbal($0) } ? 1 : 0,
      Self.endsInNoun(header) ? 1 : 0, max(-1, min(2, mean - log(Double(header.count)))),
      share { $0.words[0].shape == .capital || $0.words[0].shape == .number },
    ]
  }

  /// Share of the words that carry matter which begin with a capital.
  private static func titled(_ words: [FlattenedWord]) -> Double {
    let matter = words.filter { !$0.isFunctionWord }
    guard !matter.isEmpty else { return 0 }
    return Double(matter.count { $0.shape != .lower }) / Double(matter.count)
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

  private static func isCode(_ text: String) -> Bool {
    text.utf8.contains { $0 == 0x7B || $0 == 0x7D || $0 == 0x3B || $0 == 0x3D || $0 == 0x5C }
      || text.contains("()")
  }

  private static func isQuote(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return "\"“”«»'‘—–".unicodeScalars.contains(first)
  }
}

/// The lines of a text as far as they can be told apart from others: enough to say later which lines are new.
///
/// A line without anything but blanks counts for nothing, and blanks at its ends neither: what was only
/// indented anew has not changed for its reader.
public struct LineFingerprints: Sendable, Equatable {
  /// Of a text with more lines nothing is kept: no reader looks for the new ones among so many.
  public static let mostLines = 50_000

  private let hashes: Set<UInt64>

  /// Nil for a text with more than `mostLines` lines. Time is linear in the length of the text.
  public init?(_ lines: SourceLines) {
    guard lines.count <= Self.mostLines else { return nil }
    hashes = Set(lines.ranges.compactMap { Self.hash(lines.utf8[$0]) })
  }

  /// The fingerprints as `numbers` gave them.
  public init(numbers: [UInt64]) { hashes = Set(numbers) }

  /// In rising order, so that equal texts give equal bytes.
  public var numbers: [UInt64] { hashes.sorted() }

  /// The 1-based lines of a text that are not among these.
  public func newLines(in lines: SourceLines) -> [Int] {
    lines.ranges.indices.compactMap { index in
      guard let hash = Self.hash(lines.utf8[lines.ranges[index]]), !hashes.contains(hash) else { return nil }
      return index + 1
    }
  }

  private static func hash(_ line: ArraySlice<UInt8>) -> UInt64? {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
    guard let first = line.firstIndex(where: { !isBlank($0) }),
      let last = line.lastIndex(where: { !isBlank($0) })
    else { return nil }
    return ContentHash(of: line[first...last]).low
  }
}

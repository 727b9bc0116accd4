/// A line whose cells stand below those of other lines: its characters by their column.
struct AlignedText {
  private let range: Range<Int>
  /// Where the characters begin; nil where each is one byte.
  private let offsets: [Int]?

  /// The number of its characters.
  var count: Int { offsets?.count ?? range.count }

  /// `range` are bytes of `utf8`.
  init(_ utf8: [UInt8], _ range: Range<Int>) {
    self.range = range
    offsets = utf8.withUnsafeBufferPointer { bytes in
      let line = bytes[range]
      guard line.contains(where: { $0 >= 0x80 }) else { return nil }
      return range.filter { bytes[$0] & 0xC0 != 0x80 }
    }
  }

  /// The bytes of some columns, as far as the line has them.
  func bytes(_ columns: Range<Int>) -> Range<Int> {
    offset(columns.lowerBound)..<offset(columns.upperBound)
  }

  private func offset(_ column: Int) -> Int {
    guard column < count else { return range.upperBound }
    return offsets.map { $0[column] } ?? range.lowerBound + column
  }

  /// Takes the columns where the line has no blank out of those that are blank in all.
  func markWords(_ bytes: UnsafeBufferPointer<UInt8>, _ isBlank: inout [Bool]) {
    if let offsets {
      for (column, offset) in offsets.enumerated() where TextByte.whitespace(bytes, at: offset) == 0 {
        isBlank[column] = false
      }
    } else {
      for (column, offset) in range.enumerated() where bytes[offset] != 0x20 && bytes[offset] != 0x09 {
        isBlank[column] = false
      }
    }
  }
}

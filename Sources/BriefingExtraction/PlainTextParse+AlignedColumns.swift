import BriefingModel

extension PlainTextParse {
  /// Where the columns of some lines begin, by what is blank in all of them: behind two blanks, or behind one
  /// beside a column of numbers, which are set to the right of their column and named by the first line.
  func columnStarts(
    _ texts: ArraySlice<AlignedText>, width: Int
  ) -> (starts: [Int], areNamed: Bool) {
    var isBlank = Array(repeating: true, count: width)
    source.utf8.withUnsafeBufferPointer { bytes in
      for text in texts { text.markWords(bytes, &isBlank) }
    }
    var starts: [Int] = []
    var narrow: [Int] = []
    for column in 0..<width where !isBlank[column] {
      if starts.isEmpty || column >= 2 && isBlank[column - 1] && isBlank[column - 2] {
        starts.append(column)
      } else if column >= 1, isBlank[column - 1] {
        narrow.append(column)
      }
    }
    guard (1...24).contains(narrow.count), texts.count >= 3, let header = texts.first else {
      return (starts, false)
    }
    let edges = (starts + narrow + [width]).sorted()
    let parted = narrow.filter { column in
      guard let left = edges.last(where: { $0 < column }), let right = edges.first(where: { $0 > column })
      else {
        return false
      }
      // Both have a name; `3 years` is one cell.
      return isName(header, left..<column) && isName(header, column..<right)
        && (texts.dropFirst().allSatisfy { isNumber($0, left..<column) }
          || texts.dropFirst().allSatisfy { isNumber($0, column..<right) })
    }
    return ((starts + parted).sorted(), !parted.isEmpty)
  }

  private func isName(_ text: AlignedText, _ columns: Range<Int>) -> Bool {
    source.utf8[text.bytes(columns)].contains { Letters.isASCIILetter($0) || $0 >= 0x80 }
  }

  private func isNumber(_ text: AlignedText, _ columns: Range<Int>) -> Bool {
    let words = source.utf8[text.bytes(columns)].split { $0 == 0x20 }
    guard words.count == 1, let last = words[0].last, Letters.isASCIIDigit(last) || last == 0x25 else {
      return false
    }
    return !words[0].contains { Letters.isASCIILetter($0) || $0 >= 0x80 }
  }
}

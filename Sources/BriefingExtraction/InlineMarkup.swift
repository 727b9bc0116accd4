import BriefingModel

/// Reads the marks that scrapers leave in plain text: `*emphasis*`, `**strong**` and `` `code` ``.
enum InlineMarkup {
  /// The text without its marks, and the marked runs in Unicode scalars of that text.
  static func read(_ text: String) -> InlineText {
    guard text.utf8.contains(where: { $0 == 0x2A || $0 == 0x60 || $0 == 0x5F }) else {
      return InlineText(text)
    }
    let scalars = Array(text.unicodeScalars)
    var out: [Unicode.Scalar] = []
    out.reserveCapacity(scalars.count)
    var marks: [InlineMark] = []
    var index = 0
    // Marks already known to have no end, so that a text of asterisks is read in one pass.
    var hopeless: Set<UInt32> = []
    while index < scalars.count {
      if let mark = opening(at: index, in: scalars, hopeless: &hopeless) {
        let start = out.count
        out += scalars[mark.inner]
        marks.append(InlineMark(kind: mark.kind, range: start..<out.count))
        index = mark.end
      } else {
        out.append(scalars[index])
        index += 1
      }
    }
    return InlineText(String(String.UnicodeScalarView(out)), marks: marks)
  }

  private struct Mark {
    var kind: InlineMarkKind
    var inner: Range<Int>
    var end: Int
  }

  private static func opening(
    at index: Int, in scalars: [Unicode.Scalar], hopeless: inout Set<UInt32>
  ) -> Mark? {
    let scalar = scalars[index]
    guard scalar == "*" || scalar == "`" || scalar == "_" else { return nil }
    if index > 0, isWord(scalars[index - 1]) || scalars[index - 1] == scalar { return nil }
    var width = 1
    while index + width < scalars.count, scalars[index + width] == scalar { width += 1 }
    guard scalar == "*" ? width <= 3 : width <= 2 else { return nil }
    let key = scalar.value * 4 + UInt32(width)
    guard !hopeless.contains(key) else { return nil }
    let first = index + width
    guard first < scalars.count, !Letters.isBlank(scalars[first]) else { return nil }
    var end = first + 1
    while end + width <= scalars.count {
      if scalars[end] == scalar, scalars[end..<end + width].allSatisfy({ $0 == scalar }),
        !Letters.isBlank(scalars[end - 1]),
        end + width == scalars.count
          || (!isWord(scalars[end + width]) && scalars[end + width] != scalar)
      {
        let kind: InlineMarkKind = scalar == "`" ? .code : width >= 2 ? .strong : .emphasis
        return Mark(kind: kind, inner: first..<end, end: end + width)
      }
      end += 1
    }
    hopeless.insert(key)
    return nil
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    Letters.isLetter(scalar) || Letters.isDigit(scalar)
  }
}

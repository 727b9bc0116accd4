/// The number before a heading: `2.3 Scope`, `第三章`, `一、`, `（二）`, `IV.`, `B.`.
///
/// Headings with numbers of one form stand on one level; a form that comes up for the first time lies
/// within the one before it.
struct HeadingNumbering: Hashable {
  /// The form: the number of parts of a decimal number, or a code for the others.
  private let form: Int

  /// The number that begins `text`; nil where there is none.
  init?(_ text: String) {
    let scalars = text.unicodeScalars
    var parts = 0
    var index = scalars.startIndex
    var hasStop = false
    // 2, 2.3, 2.3.1
    while index < scalars.endIndex, Letters.isDigit(scalars[index]) {
      let start = index
      while index < scalars.endIndex, Letters.isDigit(scalars[index]) { index = scalars.index(after: index) }
      guard scalars.distance(from: start, to: index) <= 3 else { return nil }
      parts += 1
      hasStop = false
      guard index < scalars.endIndex, scalars[index] == "." else { break }
      hasStop = true
      index = scalars.index(after: index)
    }
    if parts > 0 {
      guard index < scalars.endIndex else { return nil }
      if scalars[index] == "、" || scalars[index] == "．" {
        form = 20
        return
      }
      if scalars[index] == ")" {
        form = 21
        return
      }
      guard Letters.isBlank(scalars[index]) || (hasStop && Letters.isLetter(scalars[index])) else {
        return nil
      }
      guard parts > 1 || hasStop else { return nil }
      form = parts
      return
    }
    guard let first = scalars.first else { return nil }
    if first == "第", let end = scalars.prefix(6).last(where: { "章节節部编篇条".unicodeScalars.contains($0) }) {
      form = 30 + Int(end.value % 1000)
      return
    }
    let rest = scalars.drop { Self.isIdeographic($0) }
    if rest.startIndex != scalars.startIndex, let mark = rest.first, mark == "、" || mark == "." || mark == "．"
    {
      form = 22
      return
    }
    if first == "（" || first == "(" {
      let inner = scalars.dropFirst().prefix(4)
      guard let close = inner.firstIndex(where: { $0 == "）" || $0 == ")" }), close != inner.startIndex
      else { return nil }
      let number = inner[..<close]
      if number.allSatisfy({ Self.isIdeographic($0) }) {
        form = 23
      } else if number.allSatisfy(Letters.isDigit) {
        form = 24
      } else {
        return nil
      }
      return
    }
    // `IV.`, `B.`
    let letters = scalars.prefix { $0.value < 0x80 && Letters.isUpper($0) }
    guard !letters.isEmpty, letters.count <= 5, letters.endIndex < scalars.endIndex,
      scalars[letters.endIndex] == ".",
      let after = scalars[letters.endIndex...].dropFirst().first, Letters.isBlank(after)
    else { return nil }
    if letters.allSatisfy({ "IVX".unicodeScalars.contains($0) }) {
      form = 25
    } else if letters.count == 1 {
      form = 26
    } else {
      return nil
    }
  }

  private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百": true
    default: false
    }
  }
}

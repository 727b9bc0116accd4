/// The label of `Label: text`.
enum ListLabel {
  /// The part before the first colon, where it reads as a label: at most eight words and sixty
  /// characters, no stop in it, and a blank behind the colon. Nil otherwise.
  static func label(of text: String) -> String? {
    var words = 1
    var length = 0
    let scalars = text.unicodeScalars
    var index = scalars.startIndex
    while index < scalars.endIndex {
      let scalar = scalars[index]
      if scalar == ":" || scalar == "：" {
        let next = scalars.index(after: index)
        guard length > 0, next < scalars.endIndex, scalar == "：" || Letters.isBlank(scalars[next])
        else { return nil }
        return String(scalars[..<index]).trimmingBlanks()
      }
      if Letters.isBlank(scalar) { words += 1 }
      length += 1
      if length > 60 || words > 9 || scalar == ";" || scalar == "!" || scalar == "?" { return nil }
      if scalar == "." {
        let next = scalars.index(after: index)
        if next < scalars.endIndex, Letters.isBlank(scalars[next]), !isAbbreviation(scalars[..<index]) {
          return nil
        }
      }
      index = scalars.index(after: index)
    }
    return nil
  }

  /// What follows the label and its colon; the whole text where there is no label.
  static func statement(of text: String, label: String?) -> String {
    guard let label, let colon = text.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return text }
    let rest = String(text[text.index(after: colon)...]).trimmingBlanks()
    return rest.isEmpty || label.isEmpty ? text : rest
  }

  /// A dot after one letter (`U.S.`) does not end a sentence.
  private static func isAbbreviation(_ head: String.UnicodeScalarView.SubSequence) -> Bool {
    let tail = head.reversed().prefix { !Letters.isBlank($0) && $0 != "." }
    return tail.count <= 1
  }
}

extension DateReader {
  /// One run of digits or letters of a line.
  private struct Token {
    var range: Range<Int>
    /// The number, when it is one.
    var number: Int?
    /// The word in lower case, when it is one.
    var word: String
  }

  /// Words that may stand between day, month and year.
  private static let skipped: Set<String> = [
    "st", "nd", "rd", "th", "er", "º", "de", "of", "del", "do", "di",
  ]

  /// The first date in `scalars`, in any form known here.
  static func first(in scalars: [Unicode.Scalar]) -> Found? {
    let tokens = tokens(of: scalars)
    for index in tokens.indices {
      if let found = date(at: index, tokens, scalars) { return found }
    }
    return nil
  }

  private static func tokens(of scalars: [Unicode.Scalar]) -> [Token] {
    var tokens: [Token] = []
    var index = 0
    while index < scalars.count {
      let start = index
      if Letters.isDigit(scalars[index]) {
        var number = 0
        while index < scalars.count, Letters.isDigit(scalars[index]) {
          // `20246 min read`: a year with the minutes of reading glued on.
          if index - start == 4, (1900...2100).contains(number), isMinutes(scalars, index) { break }
          if number < 100_000_000 {
            number = number * 10 + (scalars[index].properties.numericValue.map { Int($0) } ?? 0)
          }
          index += 1
        }
        tokens.append(Token(range: start..<index, number: number, word: ""))
      } else if Letters.isIdeograph(scalars[index]) {
        index += 1
        tokens.append(
          Token(range: start..<index, number: nil, word: String(Character(scalars[start]))))
      } else if Letters.isLetter(scalars[index]) {
        while index < scalars.count, Letters.isLetter(scalars[index]), !Letters.isIdeograph(scalars[index]) {
          index += 1
        }
        let word = String(String.UnicodeScalarView(scalars[start..<index])).lowercased()
        tokens.append(Token(range: start..<index, number: nil, word: word))
      } else {
        index += 1
      }
    }
    return tokens
  }

  /// Whether a digit or two stand at `index` and ` min` behind them.
  private static func isMinutes(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    var end = index
    while end < scalars.count, end - index < 2, Letters.isDigit(scalars[end]) { end += 1 }
    return scalars[end...].starts(with: " min".unicodeScalars)
  }

  /// `2026-03-06` and nothing else.
  static func isoDate(_ text: String) -> Found? {
    let digits = text.utf8.map { Int($0) - 0x30 }
    let year = digits[..<4].reduce(0) { $0 * 10 + $1 }
    return found(year, digits[5] * 10 + digits[6], digits[8] * 10 + digits[9], 0..<10)
  }

  private static func date(at index: Int, _ tokens: [Token], _ scalars: [Unicode.Scalar]) -> Found? {
    let token = tokens[index]
    if token.number != nil {
      return numeric(at: index, tokens, scalars) ?? dayFirst(at: index, tokens, scalars)
    }
    return monthFirst(at: index, tokens, scalars)
  }

  /// `2026-03-06`, `2026/3/6`, `2026.03.06`, `20260306`, `2026年3月6日`, `13/04/2026`, `04/13/2026`.
  private static func numeric(at index: Int, _ tokens: [Token], _ scalars: [Unicode.Scalar]) -> Found? {
    guard let first = tokens[index].number else { return nil }
    let start = tokens[index].range.lowerBound
    // `2026年3月6日`: numbers and signs by turns.
    if index + 4 < tokens.count, tokens[index + 1].word == "年", let month = tokens[index + 2].number,
      tokens[index + 3].word == "月", let day = tokens[index + 4].number
    {
      var end = tokens[index + 4].range.upperBound
      if end < scalars.count, scalars[end] == "日" || scalars[end] == "号" { end += 1 }
      return found(first, month, day, start..<end)
    }
    guard index + 2 < tokens.count, let second = tokens[index + 1].number,
      let third = tokens[index + 2].number,
      let mark = single(between: tokens[index], tokens[index + 1], scalars),
      mark == single(between: tokens[index + 1], tokens[index + 2], scalars),
      mark == "-" || mark == "/" || mark == "." || mark == "‑"
    else { return nil }
    let range = start..<tokens[index + 2].range.upperBound
    if tokens[index].range.count == 4 { return found(first, second, third, range) }
    guard tokens[index + 2].range.count == 4 else { return nil }
    guard first <= 31, second <= 31, first > 0, second > 0 else { return nil }
    // With dots the day stands first wherever that form is written.
    if mark == "." || first > 12 || first == second { return found(third, second, first, range) }
    if second > 12 { return found(third, first, second, range) }
    return isYear(third) ? Found(reading: .ambiguous, range: range) : nil
  }

  /// `6 March 2026`, `22 de enero de 2026`, `1er mars 2026`, `3rd of March, 2026`.
  private static func dayFirst(at index: Int, _ tokens: [Token], _ scalars: [Unicode.Scalar]) -> Found? {
    guard let day = tokens[index].number, (1...31).contains(day), tokens[index].range.count <= 2
    else { return nil }
    var next = index + 1
    while next < tokens.count, skipped.contains(tokens[next].word), next < index + 3 { next += 1 }
    guard next < tokens.count, let month = Lexicon.shared.months[tokens[next].word] else { return nil }
    next += 1
    // `28 آب/أغسطس 2013`: the month by both of its names.
    if next < tokens.count, Lexicon.shared.months[tokens[next].word] == month { next += 1 }
    while next < tokens.count, skipped.contains(tokens[next].word) { next += 1 }
    guard next < tokens.count, let year = tokens[next].number, tokens[next].range.count == 4,
      tokens[next].range.upperBound - tokens[index].range.lowerBound <= 40
    else { return nil }
    return found(year, month, day, tokens[index].range.lowerBound..<tokens[next].range.upperBound)
  }

  /// `March 6, 2026`, `Mar. 6th 2026`.
  private static func monthFirst(at index: Int, _ tokens: [Token], _ scalars: [Unicode.Scalar]) -> Found? {
    guard let month = Lexicon.shared.months[tokens[index].word], index + 2 < tokens.count,
      let day = tokens[index + 1].number, tokens[index + 1].range.count <= 2
    else { return nil }
    var next = index + 2
    if ["st", "nd", "rd", "th"].contains(tokens[next].word) { next += 1 }
    guard next < tokens.count, let year = tokens[next].number, tokens[next].range.count == 4,
      tokens[next].range.upperBound - tokens[index].range.lowerBound <= 24
    else { return nil }
    return found(year, month, day, tokens[index].range.lowerBound..<tokens[next].range.upperBound)
  }

  private static func single(
    between first: Token, _ second: Token, _ scalars: [Unicode.Scalar]
  ) -> Unicode.Scalar? {
    second.range.lowerBound == first.range.upperBound + 1 ? scalars[first.range.upperBound] : nil
  }

  static func isYear(_ year: Int) -> Bool { (1900...2100).contains(year) }

  private static func found(_ year: Int, _ month: Int, _ day: Int, _ range: Range<Int>) -> Found? {
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard isYear(year), (1...12).contains(month), day >= 1, day <= lengths[month - 1] else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    if month == 2, day == 29, !isLeap { return nil }
    return Found(reading: .day("\(year)-\(padded(month))-\(padded(day))"), range: range)
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

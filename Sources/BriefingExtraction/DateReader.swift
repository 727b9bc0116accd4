/// Reads a day of publication from the head of a text: `2026-03-06`, `March 6, 2026`, `22 de enero de
/// 2026`, `le 3 mars 2026`, `2026年3月6日`, `٦ مارس ٢٠٢٦`. Never from running prose.
enum DateReader {
  /// A date as it is written.
  enum Reading: Equatable {
    /// An ISO day, `2026-03-06`.
    case day(String)
    /// Day and month cannot be told apart: `03/04/2026`.
    case ambiguous
  }

  /// A reading with the range it covers, 0-based in Unicode scalars of the text.
  struct Found: Equatable {
    var reading: Reading
    var range: Range<Int>
  }

  /// The date of a line that is there to say it: the date alone, or with a label or a byline
  /// (`Posted on April 9, 2026 by newsdesk`). Nil for any other line.
  static func dateline(_ line: String) -> Found? {
    guard line.utf8.count <= 160, mayHoldYear(line) else { return nil }
    let scalars = Array(line.unicodeScalars)
    guard let found = first(in: scalars) else { return nil }
    if let published = published(behind: found, in: scalars) { return published }
    // Around the date only labels, names and times may stand.
    let lexicon = Lexicon.shared
    let before = words(scalars[..<found.range.lowerBound]).filter { !lexicon.weekdays.contains($0) }
    let after = words(scalars[found.range.upperBound...])
    // The day up to which something is known is not the day of the text.
    if isUpTo(before) { return nil }
    if before.isEmpty, after.count <= 3 || isByline(after[0]) || isClock(scalars[found.range.upperBound...]) {
      return after.count <= 14 && !endsSentence(scalars) ? found : nil
    }
    guard before.count + after.count <= 16 else { return nil }
    let labelled = before.contains { lexicon.dateLabels.contains($0) }
    // An update says when a text was last touched, not when it was published.
    if let label = before.first(where: {
      lexicon.dateLabels.contains($0) || lexicon.updateLabels.contains($0)
    }),
      lexicon.updateLabels.contains(label) || (label == "mis" && before.contains("jour"))
    {
      return nil
    }
    if labelled, lexicon.dateLabels.contains(before[0]) || isByline(before[0]) {
      return endsSentence(scalars) && before.count > 3 ? nil : found
    }
    if let first = before.first, isByline(first), before.count <= 8 { return found }
    // `Jane Doe | March 3, 2026`, `LIMA, 3 March 2026`: a short head parted by a bar, dot or comma.
    let joiner = scalars[..<found.range.lowerBound].last { !Letters.isBlank($0) }
    if let joiner, joiner == "," || joiner == "،", before.count <= 3, after.count <= 3,
      !endsSentence(scalars),
      isPlace(scalars[..<found.range.lowerBound])
    {
      return found
    }
    if let joiner, joiner == "|" || joiner == "•" || joiner == "·" || joiner == "—" || joiner == "–",
      before.count <= 6, !endsSentence(scalars)
    {
      return found
    }
    return nil
  }

  /// `Submitted: 8 October 2016 Published: 16 August 2017`: of several days the one that says so.
  private static func published(behind first: Found, in scalars: [Unicode.Scalar]) -> Found? {
    var from = first.range.upperBound
    while from < scalars.count, let next = self.first(in: Array(scalars[from...])) {
      let range = (from + next.range.lowerBound)..<(from + next.range.upperBound)
      let label = words(scalars[from..<range.lowerBound])
      guard !label.isEmpty, label.count <= 3 else { return nil }
      if publishing.contains(label[0]) { return Found(reading: next.reading, range: range) }
      from = range.upperBound
    }
    return nil
  }

  private static let publishing: Set<String> = ["published", "publicado", "publicada", "publié", "publiée"]

  /// Whether a line does nothing but say when a text was last touched: `Mis à jour le 17/03/2025`.
  static func isUpdate(_ line: String) -> Bool {
    guard line.utf8.count <= 80, mayHoldYear(line) else { return false }
    let scalars = Array(line.unicodeScalars)
    guard let found = first(in: scalars), found.range.lowerBound > 0 else { return false }
    let lexicon = Lexicon.shared
    let before = words(scalars[..<found.range.lowerBound])
    return before.count <= 6 && words(scalars[found.range.upperBound...]).count <= 3
      && before.contains { lexicon.updateLabels.contains($0) }
      && before.allSatisfy {
        lexicon.updateLabels.contains($0) || lexicon.dateLabels.contains($0) || $0.unicodeScalars.count <= 4
      }
  }

  /// Whether a line is the label of a date that was lost: `Published on`, `发布日期：`.
  static func isBareLabel(_ line: String) -> Bool {
    guard line.utf8.count <= 40 else { return false }
    let found = words(Array(line.unicodeScalars)[...])
    return (1...3).contains(found.count) && found[0].unicodeScalars.count >= 3
      && found.allSatisfy { Lexicon.shared.dateLabels.contains($0) }
  }

  /// `Data as of`, `situation au`, `数据截至`.
  private static func isUpTo(_ words: [String]) -> Bool {
    guard let last = words.last else { return false }
    if last.hasSuffix("截至") || last.hasSuffix("截止") { return true }
    return words.count >= 2 && last == "of" && words[words.count - 2] == "as"
  }

  /// Whether some words are the name of a place: all of them begin with a capital, or have none.
  private static func isPlace(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.split { !Letters.isLetter($0) }.allSatisfy { word in
      word.first.map { !Letters.isLower($0) } ?? false
    }
  }

  /// A date glued before other words on one line, as corpora keep it: `date 2026-03-06 Title`. Gives
  /// the day and the offset, in Unicode scalars, at which the rest begins.
  static func gluedDate(_ line: String) -> (day: String, rest: Int)? {
    guard mayHoldYear(String(line.unicodeScalars.prefix(72))) else { return nil }
    // One word at most stands before the date.
    guard line.unicodeScalars.prefix(24).contains(where: Letters.isDigit) else { return nil }
    let scalars = Array(line.unicodeScalars.prefix(400))
    guard let found = first(in: Array(scalars.prefix(72))), case .day(let day) = found.reading else {
      return nil
    }
    let before = words(scalars[..<found.range.lowerBound])
    guard before.count <= 1, before.allSatisfy({ Lexicon.shared.dateLabels.contains($0) }) else { return nil }
    var rest = found.range.upperBound
    while rest < scalars.count,
      Letters.isBlank(scalars[rest]) || ":-–—|,".unicodeScalars.contains(scalars[rest])
    {
      rest += 1
    }
    guard wordCount(scalars[rest...], upTo: 3) >= 3 else { return nil }
    // `2024-03-06 was the day …` is prose: what is glued on begins like a title.
    guard Letters.isUpper(scalars[rest]) || Letters.isIdeograph(scalars[rest]) || !before.isEmpty else {
      return nil
    }
    return (day, rest)
  }

  /// The ISO day at the beginning of a machine-written value: `2026-03-06T10:00:00Z`.
  static func isoDay(_ value: String) -> String? {
    guard let found = firstDate(in: value.trimmingBlanks()), found.range.lowerBound == 0,
      case .day(let day) = found.reading
    else { return nil }
    return day
  }

  /// The first date anywhere in `text`.
  static func firstDate(in text: String) -> Found? {
    if isWrittenAsISO(text) { return isoDate(text) }
    return mayHoldYear(text) ? first(in: Array(text.unicodeScalars)) : nil
  }

  /// Whether a text is four digits, two and two between hyphens and nothing else, as most dates of machines.
  private static func isWrittenAsISO(_ text: String) -> Bool {
    text.utf8.count == 10
      && text.utf8.enumerated().allSatisfy { place, byte in
        place == 4 || place == 7 ? byte == 0x2D : Letters.isASCIIDigit(byte)
      }
  }

  /// Whether a number stands in the text that may be a year: no date goes without. Told at once.
  private static func mayHoldYear(_ text: String) -> Bool {
    var number = 0
    for byte in text.utf8 {
      if Letters.isASCIIDigit(byte) {
        number = min(number * 10 + Int(byte - 0x30), 1_000_000)
        continue
      }
      if isYear(number) || isYear(number / 10) || isYear(number / 100) { return true }
      number = 0
      switch byte {
      // Digits of other scripts begin so.
      case 0xD9, 0xDB, 0xDF...0xE1, 0xEA, 0xEF...0xFF: return true
      default: break
      }
    }
    return isYear(number)
  }

  private static func isByline(_ word: String) -> Bool {
    Lexicon.shared.bylines.contains(word)
  }

  private static func isClock(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    rest.drop { Letters.isBlank($0) || $0 == "," || $0 == "T" }.first.map(Letters.isDigit) ?? false
  }

  private static func endsSentence(_ scalars: [Unicode.Scalar]) -> Bool {
    scalars.last { !Letters.isBlank($0) } == "."
  }

  /// The number of words, counted no further than `most`.
  private static func wordCount(_ slice: ArraySlice<Unicode.Scalar>, upTo most: Int) -> Int {
    var count = 0
    var isWithin = false
    for scalar in slice {
      let isPart = Letters.isLetter(scalar) || Letters.isDigit(scalar)
      if isPart, !isWithin {
        count += 1
        if count >= most { break }
      }
      isWithin = isPart
    }
    return count
  }

  private static func words(_ slice: ArraySlice<Unicode.Scalar>) -> [String] {
    slice.split { !Letters.isLetter($0) && !Letters.isDigit($0) }
      .map { String(String.UnicodeScalarView($0)).lowercased() }
  }
}

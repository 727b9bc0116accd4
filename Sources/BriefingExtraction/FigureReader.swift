public import BriefingModel

/// Reads the amounts and dates that a briefing names, each with its sentence.
public enum FigureReader {
  /// In reading order.
  public static func figures(in briefing: Briefing) -> [Figure] {
    var figures: [Figure] = []
    for piece in BriefingPieces.pieces(of: briefing) where piece.isProse {
      guard piece.isRow else {
        figures += self.figures(in: piece.text, span: piece.span)
        continue
      }
      // A number that fills its cell counts what its column says, or nothing: it may as well be the row's own.
      let bare = Set(piece.text.split(separator: " | ").map(String.init))
      figures += self.figures(in: piece.text, span: piece.span).filter {
        $0.kind != .amount || !$0.unit.isEmpty || !bare.contains($0.text)
      }
    }
    return figures
  }

  /// The figures of one piece of text.
  static func figures(in text: String, span: SourceSpan) -> [Figure] {
    var text = text
    return text.withUTF8 { bytes in
      var reading = FigureReading(bytes: bytes, span: span)
      return reading.run()
    }
  }
}

/// One text on its way to figures.
private struct FigureReading {
  let bytes: UnsafeBufferPointer<UInt8>
  let span: SourceSpan
  private var figures: [Figure] = []
  private var index = 0

  init(bytes: UnsafeBufferPointer<UInt8>, span: SourceSpan) {
    self.bytes = bytes
    self.span = span
  }

  mutating func run() -> [Figure] {
    while index < bytes.count {
      let byte = bytes[index]
      if isDigit(byte) {
        readNumber()
      } else if isLetter(byte) {
        readWord()
      } else {
        index += 1
      }
    }
    return figures
  }

  // MARK: Words

  /// A month with its day and year, or a day of the week.
  private mutating func readWord() {
    let start = index
    let end = wordEnd(start)
    index = end
    guard bytes[start] >= 0x41, bytes[start] <= 0x5A, end - start >= 3 else { return }
    let word = lowered(start..<end)
    if Self.weekdays.contains(word) {
      add(.date, start..<end, value: nil, unit: word)
      return
    }
    guard let month = Self.months[word] else { return }
    // `March 6, 2026`, `March 2026`, `March 6`.
    var rest = end
    if rest < bytes.count, bytes[rest] == UInt8(ascii: ".") { rest += 1 }
    rest = blanks(rest)
    guard let first = digits(rest), first.count <= 4 else { return }
    let number = value(first)
    if first.count == 4 {
      index = first.upperBound
      add(.date, start..<index, value: nil, unit: iso(number, month, nil))
      return
    }
    guard first.count <= 2, (1...31).contains(number) else { return }
    var last = first.upperBound
    for ending in ["st", "nd", "rd", "th"] where starts(ending, at: last) { last += 2 }
    var after = last
    if after < bytes.count, bytes[after] == UInt8(ascii: ",") { after += 1 }
    if let year = digits(blanks(after)), year.count == 4 {
      index = year.upperBound
      add(.date, start..<index, value: nil, unit: iso(value(year), month, number))
    } else {
      index = last
      add(.date, start..<index, value: nil, unit: iso(nil, month, number))
    }
  }

  // MARK: Numbers

  private mutating func readNumber() {
    let start = index
    var end = start
    // Digits in groups of three, and decimals.
    while end < bytes.count {
      if isDigit(bytes[end]) {
        end += 1
      } else if bytes[end] == UInt8(ascii: ",") || bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count,
        isDigit(bytes[end + 1])
      {
        end += 1
      } else {
        break
      }
    }
    index = end
    let isWithin =
      endsLetter(start) || start > 0 && bytes[start - 1] == UInt8(ascii: "-") && endsLetter(start - 1)
    let number = String(decoding: bytes[start..<end], as: UTF8.self)
    if isDay(start) || isDayWithMarks(start) || isAside(start..<end) { return }
    // `COVID19`, `B-52`.
    guard !isWithin, let plain = parse(number) else { return skipWord() }
    let money = currency(before: start)
    let isYearly = end - start == 4 && !number.contains(",") && !number.contains(".")
    if money == nil, let sign = currency(after: end) {
      index = sign
      return add(.money, start..<sign, value: plain, unit: "")
    }
    if end < bytes.count, isLetter(bytes[end]) {
      let suffix = lowered(end..<wordEnd(end))
      if isYearly || end - start == 2, suffix == "s" {
        index = end + 1
        return add(.date, start..<index, value: nil, unit: number + "s")
      }
      if ["st", "nd", "rd", "th"].contains(suffix) {
        let next = blanks(end + 2)
        if starts("century", at: next) {
          index = next + 7
          return add(.date, start..<index, value: nil, unit: number + suffix + " century")
        }
        return skipWord()
      }
      guard let scale = Self.shortScales[suffix] else { return skipWord() }
      index = wordEnd(end)
      return add(.init(money), (money ?? start)..<index, value: plain * scale, unit: "")
    }
    if end < bytes.count, bytes[end] == UInt8(ascii: "%") {
      index = end + 1
      return add(.share, start..<index, value: plain, unit: "%")
    }
    if isYearly, money == nil, readYear(start..<end, Int(plain)) { return }
    readUnit(start..<end, plain, money)
  }

  /// `2026-03-06`.
  private mutating func isDay(_ start: Int) -> Bool {
    guard start + 10 <= bytes.count, bytes[start + 4] == UInt8(ascii: "-"),
      bytes[start + 7] == UInt8(ascii: "-")
    else { return false }
    for place in [0, 1, 2, 3, 5, 6, 8, 9] where !isDigit(bytes[start + place]) { return false }
    index = start + 10
    add(.date, start..<index, value: nil, unit: String(decoding: bytes[start..<index], as: UTF8.self))
    return true
  }

  /// `06/03/2026`, `6.3.2026`: which of the first two is the month is known only where the other cannot be one.
  private mutating func isDayWithMarks(_ start: Int) -> Bool {
    guard let first = digits(start), first.count <= 2, first.upperBound < bytes.count,
      bytes[first.upperBound] == UInt8(ascii: "/") || bytes[first.upperBound] == UInt8(ascii: "."),
      let second = digits(first.upperBound + 1), second.count <= 2, second.upperBound < bytes.count,
      bytes[second.upperBound] == bytes[first.upperBound],
      let year = digits(second.upperBound + 1), year.count == 4,
      (1...31).contains(value(first)), (1...31).contains(value(second)),
      min(value(first), value(second)) <= 12
    else { return false }
    index = year.upperBound
    let (one, other) = (value(first), value(second))
    let unit =
      one > 12
      ? iso(value(year), other, one) : other > 12 ? iso(value(year), one, other) : iso(value(year), nil, nil)
    add(.date, start..<index, value: nil, unit: unit)
    return true
  }

  /// `[1]`, the mark of a note, and `10:30`, a time of day: neither counts anything.
  private mutating func isAside(_ range: Range<Int>) -> Bool {
    let (start, end) = (range.lowerBound, range.upperBound)
    if start > 0, bytes[start - 1] == UInt8(ascii: "["), end < bytes.count, bytes[end] == UInt8(ascii: "]") {
      return true
    }
    guard range.count <= 2, end < bytes.count, bytes[end] == UInt8(ascii: ":"),
      let minutes = digits(end + 1), minutes.count == 2
    else { return false }
    index = minutes.upperBound
    return true
  }

  /// A year where nothing is counted by it, or a word before it says so.
  private mutating func readYear(_ range: Range<Int>, _ year: Int) -> Bool {
    guard (1500...2199).contains(year) else { return false }
    var before = range.lowerBound
    while before > 0, bytes[before - 1] == 0x20 { before -= 1 }
    var wordStart = before
    while wordStart > 0, isLetter(bytes[wordStart - 1]) { wordStart -= 1 }
    let leads = wordStart < before && Self.yearLeads.contains(lowered(wordStart..<before))
    let next = blanks(range.upperBound)
    let counts =
      next > range.upperBound && next < bytes.count && isLetter(bytes[next])
      && !Self.functionWords.contains(lowered(next..<wordEnd(next)))
    guard leads || !counts else { return false }
    add(.date, range, value: nil, unit: String(decoding: bytes[range], as: UTF8.self))
    return true
  }

  /// What is counted: up to three words behind the number.
  private mutating func readUnit(_ range: Range<Int>, _ plain: Double, _ money: Int?) {
    var value = plain
    // `3 million €`
    if money == nil, let scaled = scale(at: range.upperBound), let sign = currency(after: scaled.end) {
      index = sign
      return add(.money, range.lowerBound..<sign, value: plain * scaled.scale, unit: "")
    }
    var place = range.upperBound
    var last = place
    var words: [String] = []
    if place + 1 < bytes.count, bytes[place] == UInt8(ascii: "-"), isLetter(bytes[place + 1]) { place += 1 }
    while words.count < 3 {
      let start =
        place > range.upperBound || bytes.indices.contains(place) && bytes[place] != 0x20
        ? place : blanks(place)
      let from = blanks(start)
      guard from < bytes.count, isLetter(bytes[from]), from - last <= 1 else { break }
      let end = unitEnd(from)
      let word = lowered(from..<end)
      if let scale = Self.scales[word], words.isEmpty {
        value *= scale
        last = end
        place = end
        continue
      }
      if word == "percent" || word == "per" && starts("cent", at: blanks(end)) {
        index = word == "per" ? blanks(end) + 4 : end
        return add(.share, range.lowerBound..<index, value: value, unit: "%")
      }
      if let month = Self.months[word], words.isEmpty, (1...31).contains(plain),
        bytes[from] <= 0x5A || Self.isLowerMonth(word)
      {
        // `6 March 2026`.
        var rest = blanks(end)
        if starts("de ", at: rest) { rest += 3 }
        if let year = digits(rest), year.count == 4 {
          index = year.upperBound
          return add(
            .date, range.lowerBound..<index, value: nil, unit: iso(self.value(year), month, Int(plain)))
        }
        index = end
        return add(.date, range.lowerBound..<index, value: nil, unit: iso(nil, month, Int(plain)))
      }
      if Self.functionWords.contains(word) {
        // `6 de marzo de 2026`.
        if word == "de", words.isEmpty {
          let next = blanks(end)
          if next < bytes.count, isLetter(bytes[next]), let month = Self.months[lowered(next..<wordEnd(next))]
          {
            var rest = blanks(wordEnd(next))
            if starts("de ", at: rest) { rest += 3 }
            let year = digits(rest).flatMap { $0.count == 4 ? $0 : nil }
            index = year?.upperBound ?? wordEnd(next)
            return add(
              .date, range.lowerBound..<index, value: nil,
              unit: iso(year.map { self.value($0) }, month, Int(plain)))
          }
        }
        break
      }
      words.append(word)
      last = end
      place = end
      if Self.currencies.contains(word) {
        index = end
        return add(
          .money, (money ?? range.lowerBound)..<end, value: value, unit: words.joined(separator: " "))
      }
      if end < bytes.count, bytes[end] != 0x20 { break }
    }
    index = last
    add(.init(money), (money ?? range.lowerBound)..<last, value: value, unit: words.joined(separator: " "))
  }

  /// The end of a word of a unit, `U.S.` and `re-entry` included.
  private func unitEnd(_ start: Int) -> Int {
    var end = wordEnd(start)
    while end + 1 < bytes.count, bytes[end] == UInt8(ascii: "-") || bytes[end] == UInt8(ascii: "."),
      isLetter(bytes[end + 1])
    {
      end = wordEnd(end + 1)
    }
    if end - start == 3, bytes[start + 1] == UInt8(ascii: "."), end < bytes.count,
      bytes[end] == UInt8(ascii: ".")
    {
      end += 1
    }
    return end
  }

  private mutating func skipWord() {
    while index < bytes.count, isLetter(bytes[index]) || isDigit(bytes[index]) { index += 1 }
  }

  /// Where a sign of money before a number begins; nil where there is none.
  private func currency(before start: Int) -> Int? {
    guard start > 0 else { return nil }
    if bytes[start - 1] == UInt8(ascii: "$") {
      return start > 2 && bytes[start - 2] == UInt8(ascii: "S") && bytes[start - 3] == UInt8(ascii: "U")
        ? start - 3 : start - 1
    }
    if start > 2, bytes[start - 3] == 0xE2, bytes[start - 2] == 0x82 { return start - 3 }
    if start > 1, bytes[start - 2] == 0xC2, bytes[start - 1] == 0xA3 || bytes[start - 1] == 0xA5 {
      return start - 2
    }
    return nil
  }

  /// Where a sign of money behind a number ends, a blank before it or none; nil where there is none.
  private func currency(after end: Int) -> Int? {
    let start = end < bytes.count && bytes[end] == 0x20 ? end + 1 : starts("\u{A0}", at: end) ? end + 2 : end
    for sign in ["€", "£", "¥", "$"] where starts(sign, at: start) {
      let end = start + sign.utf8.count
      // `5 $10` is two amounts.
      return end < bytes.count && isDigit(bytes[end]) ? nil : end
    }
    return nil
  }

  /// The word of scale behind a number and where it ends.
  private func scale(at end: Int) -> (scale: Double, end: Int)? {
    let start = blanks(end)
    guard start > end, start < bytes.count, isLetter(bytes[start]) else { return nil }
    let end = wordEnd(start)
    return Self.scales[lowered(start..<end)].map { ($0, end) }
  }

  // MARK: Filing

  private mutating func add(_ kind: Figure.Kind, _ range: Range<Int>, value: Double?, unit: String) {
    let sentence = SentenceBounds.sentence(around: range.lowerBound, in: bytes)
    figures.append(
      Figure(
        kind: kind, text: String(decoding: bytes[range], as: UTF8.self), value: value, unit: unit,
        sentence: String(decoding: bytes[sentence], as: UTF8.self), span: span))
  }

  // MARK: Bytes

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0xC3 && byte < 0xE2 || byte >= 0x80 && byte < 0xC0
  }

  /// Whether a letter ends right before `index`.
  private func endsLetter(_ index: Int) -> Bool {
    var start = index - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    // Signs and dashes are led by these.
    return start >= 0 && isLetter(bytes[start]) && bytes[start] != 0xC2
  }

  private func wordEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, isLetter(bytes[end]) { end += 1 }
    return max(end, start + 1)
  }

  private func blanks(_ start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    return end
  }

  private func digits(_ start: Int) -> Range<Int>? {
    var end = start
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    return end > start ? start..<end : nil
  }

  private func starts(_ text: StaticString, at start: Int) -> Bool {
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    for place in 0..<text.utf8CodeUnitCount where bytes[start + place] != text.utf8Start[place] {
      return false
    }
    return true
  }

  private func starts(_ text: String, at start: Int) -> Bool {
    start <= bytes.count && bytes[start...].starts(with: text.utf8)
  }

  private func lowered(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self).lowercased()
  }

  private func value(_ range: Range<Int>) -> Int { Int(String(decoding: bytes[range], as: UTF8.self)) ?? 0 }

  /// `4,000`, `0.5`, `1,234.5`; nil for `1.2.3` and `192.168.0.1`.
  private func parse(_ text: String) -> Double? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1, !groups.dropFirst().allSatisfy({ $0.prefix { $0 != "." }.utf8.count == 3 }) {
      return nil
    }
    return text.utf8.count <= 24 ? Double(groups.joined()) : nil
  }

  private func iso(_ year: Int?, _ month: Int?, _ day: Int?) -> String {
    func two(_ number: Int) -> String { number < 10 ? "-0\(number)" : "-\(number)" }
    return (year.map { "\($0)" } ?? "-") + (month.map(two) ?? "") + (day.map(two) ?? "")
  }

  // MARK: Words that are known

  private static let scales: [String: Double] = [
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "hundred": 100, "dozen": 12,
    "mil": 1e3,
    "millones": 1e6, "millón": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "mille": 1e3,
  ]
  private static let shortScales: [String: Double] = [
    "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12,
  ]
  /// Money in words; pounds are left out, which are a weight as well.
  private static let currencies: Set<String> = [
    "dollar", "dollars", "usd", "euro", "euros", "eur", "gbp", "sterling", "yen", "jpy", "yuan", "renminbi",
    "rmb",
    "cny", "peso", "pesos", "mxn", "franc", "francs", "chf", "rupee", "rupees", "inr", "rouble", "roubles",
    "ruble",
    "rubles", "reais", "brl", "dólar", "dólares", "dirham", "dirhams", "riyal", "riyals", "shekel", "shekels",
  ]
  private static let weekdays: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  private static let months: [String: Int] = {
    var months: [String: Int] = [:]
    let lists = [
      "january february march april may june july august september october november december",
      "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      "jan feb mar apr may jun jul aug sep oct nov dec",
    ]
    for list in lists {
      for (place, name) in list.split(separator: " ").enumerated() { months[String(name)] = place + 1 }
    }
    months["sept"] = 9
    return months
  }()
  /// Spanish and French write months small.
  private static func isLowerMonth(_ word: String) -> Bool {
    !["may", "mar", "mars", "dec", "jan"].contains(word)
  }
  private static let yearLeads: Set<String> = [
    "in", "since", "by", "from", "until", "till", "during", "before", "after", "between", "early", "late",
    "mid",
    "fiscal", "of", "year", "and", "through", "en", "desde", "hasta", "año", "depuis", "dès", "avant",
    "après",
    "spring", "summer", "autumn", "winter", "fall",
  ]
  private static let functionWords: Set<String> = [
    "and", "or", "to", "in", "of", "for", "from", "with", "by", "on", "at", "the", "a", "an", "that", "which",
    "who",
    "are", "is", "was", "were", "have", "has", "had", "will", "would", "can", "could", "may", "into", "over",
    "between", "as", "than", "per", "but", "while", "more", "less", "during", "across", "after", "before",
    "since",
    "when", "where", "if", "it", "its", "their", "they", "we", "he", "she", "this", "these", "those",
    "through",
    "until", "within", "without", "about", "against", "under", "among", "so", "not", "be", "been", "signals",
    "also", "then", "there", "y", "o", "de", "del", "en", "por", "para", "con", "que", "et", "ou", "des",
    "du",
    "dans", "pour", "par", "sur", "les", "la", "le", "el", "los", "las",
  ]
}

extension Figure.Kind {
  /// Of money where a sign of it stands before the number.
  fileprivate init(_ currency: Int?) { self = currency == nil ? .amount : .money }
}

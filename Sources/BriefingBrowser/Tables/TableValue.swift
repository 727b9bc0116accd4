/// What a cell is worth for putting rows in order: a number, a day, or its words.
enum TableValue: Sendable, Equatable {
  case empty
  case number(Double)
  /// Year, month and day as one number; months and days that are not said count as 0.
  case day(Int)
  case words

  /// Which of two readings of `03/04/2026` a column takes.
  enum DayOrder: Sendable { case dayFirst, monthFirst }

  /// `areSizes` says that the column counts bytes: `500 B` are no billions there.
  init(_ text: String, dayOrder: DayOrder = .monthFirst, areSizes: Bool = false) {
    let scanner = CellScanner(text)
    if scanner.isEmpty {
      self = .empty
    } else if let day = scanner.day(dayOrder) {
      self = .day(day)
    } else if let number = scanner.number(areSizes: areSizes) {
      self = .number(number)
    } else {
      self = .words
    }
  }

  /// The order of the rows with these cells, by value: 0-based rows, cells without one at the end either
  /// way, equal ones as they were.
  static func order(of cells: [String], falling: Bool) -> [Int] {
    let dayOrder: DayOrder = cells.contains { CellScanner($0).isDayFirst } ? .dayFirst : .monthFirst
    let areSizes = cells.contains { CellScanner($0).isSize }
    var values = cells.map { TableValue($0, dayOrder: dayOrder, areSizes: areSizes) }
    let filled = values.count { $0 != .empty }
    let days = values.count { if case .day = $0 { true } else { false } }
    let numbers = values.count { if case .number = $0 { true } else { false } }
    // A column of words in which a few happen to begin with a number is a column of words.
    let kind = days * 5 >= filled * 4 ? 1 : numbers * 5 >= filled * 4 ? 2 : 0
    for index in values.indices {
      switch values[index] {
      case .day where kind != 1: values[index] = .words
      case .number where kind != 2: values[index] = .words
      default: break
      }
    }
    let keys = cells.indices.map { values[$0] == .words ? CellScanner(cells[$0]).sortKey : [] }
    /// What has a value, then words, then nothing.
    func rank(_ value: TableValue) -> Int {
      switch value {
      case .number, .day: 0
      case .words: 1
      case .empty: 2
      }
    }
    return cells.indices.sorted { left, right in
      let (a, b) = (rank(values[left]), rank(values[right]))
      if a != b { return a < b }
      switch (values[left], values[right]) {
      case (.number(let x), .number(let y)) where x != y: return falling ? x > y : x < y
      case (.day(let x), .day(let y)) where x != y: return falling ? x > y : x < y
      case (.words, .words) where keys[left] != keys[right]:
        let precedes = keys[left].lexicographicallyPrecedes(keys[right])
        return falling ? !precedes : precedes
      default: return left < right
      }
    }
  }
}

/// Reads the beginning of a cell.
struct CellScanner {
  /// In lower case, blanks at both ends left out.
  private let scalars: [Unicode.Scalar]

  init(_ text: String) {
    var view = text.unicodeScalars.prefix(200).flatMap { scalar -> [Unicode.Scalar] in
      Self.isBlank(scalar) ? [" "] : Array(scalar.properties.lowercaseMapping.unicodeScalars)
    }[...]
    while view.first == " " { view.removeFirst() }
    while view.last == " " { view.removeLast() }
    scalars = Array(view)
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2007, 0x2009, 0x202F, 0x3000: true
    default: false
    }
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    // Arabic-Indic, their eastern forms, and full-width ones.
    case 0x660...0x669: Int(scalar.value - 0x660)
    case 0x6F0...0x6F9: Int(scalar.value - 0x6F0)
    case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
    default: nil
    }
  }

  /// No words, or a sign that stands for none: `-`, `–`, `n/a`.
  var isEmpty: Bool {
    let text = String(String.UnicodeScalarView(scalars))
    return ["", "-", "–", "—", "n/a", "na", "…", "..."].contains(text)
  }

  /// Words in an order as people expect it: `table 9` before `table 10`, case ignored.
  var sortKey: [UInt32] {
    var key: [UInt32] = []
    var index = 0
    while index < scalars.count {
      guard Self.digit(scalars[index]) != nil else {
        key.append(scalars[index].value)
        index += 1
        continue
      }
      var digits: [UInt32] = []
      while index < scalars.count, let digit = Self.digit(scalars[index]) {
        if !(digits.isEmpty && digit == 0) { digits.append(UInt32(digit)) }
        index += 1
      }
      // A longer number is a greater one.
      key += [0x30, UInt32(digits.count)] + digits
    }
    return key
  }

  // MARK: - Numbers

  private static let signs = Set<Unicode.Scalar>([
    "$", "€", "£", "¥", "₹", "₽", "~", "≈", "<", ">", "≤", "≥", "+",
  ])
  private static let codes: Set<String> = [
    "us", "usd", "eur", "gbp", "chf", "jpy", "cny", "cad", "aud", "mxn", "about", "approx", "ca", "circa",
    "c",
    "up", "to", "over", "under", "some",
  ]
  private static let scales: [String: Double] = [
    "k": 1e3, "thousand": 1e3, "mil": 1e3, "mille": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6,
    "million": 1e6, "millions": 1e6, "millón": 1e6, "millones": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
    "billions": 1e9, "milliard": 1e9, "milliards": 1e9, "t": 1e12, "tn": 1e12, "trillion": 1e12,
    "trillions": 1e12,
  ]

  /// Units of bytes and bits, of a thousand and of 1,024.
  private static let sizes: [String: Double] = {
    var sizes: [String: Double] = [:]
    var (thousands, twos) = (1.0, 1.0)
    for letter in ["k", "m", "g", "t", "p"] {
      thousands *= 1000
      twos *= 1024
      for unit in ["b", "bit", "bps", "byte", "bytes"] { sizes[letter + unit] = thousands }
      sizes[letter + "o"] = thousands
      sizes[letter + "ib"] = twos
    }
    return sizes
  }()
  /// What stands for the same in a column in which one of those stands.
  private static let shortSizes: [String: Double] = [
    "": 1, "b": 1, "o": 1, "byte": 1, "bytes": 1, "k": 1024, "m": 1_048_576, "g": 1_073_741_824,
    "t": 1_099_511_627_776,
  ]

  /// Whether the cell is a number of bytes by its unit: `2 MB`, `64 KiB`.
  var isSize: Bool { parted().map { Self.sizes[$0.unit] != nil } ?? false }

  /// The number that the cell begins with, its scale (`3.2 billion`, `40k`) taken into it; nil when it
  /// begins with other words.
  func number(areSizes: Bool = false) -> Double? {
    guard let (value, unit) = parted() else { return nil }
    if areSizes { return value * (Self.sizes[unit] ?? Self.shortSizes[unit] ?? Self.scales[unit] ?? 1) }
    return value * (Self.scales[unit] ?? 1)
  }

  /// The number that the cell begins with, and the word right behind it.
  private func parted() -> (value: Double, unit: String)? {
    var index = 0
    var isNegative = false
    scan: while index < scalars.count {
      let scalar = scalars[index]
      if Self.digit(scalar) != nil { break }
      if scalar == "." || scalar == ",", index + 1 < scalars.count, Self.digit(scalars[index + 1]) != nil {
        break
      }
      switch scalar {
      case "-", "−", "(":
        isNegative = true
        index += 1
      case " ", ".": index += 1
      case _ where Self.signs.contains(scalar): index += 1
      default:
        let word = word(at: index)
        guard Self.codes.contains(word.text) else { return nil }
        index = word.end
      }
    }
    guard index < scalars.count, let (value, end) = digits(at: index) else { return nil }
    var next = end
    if next < scalars.count, scalars[next] == " " { next += 1 }
    return (isNegative ? -value : value, word(at: next).text)
  }

  /// The letters from an index on.
  private func word(at start: Int) -> (text: String, end: Int) {
    var end = start
    while end < scalars.count, scalars[end].properties.isAlphabetic { end += 1 }
    return (String(String.UnicodeScalarView(scalars[min(start, scalars.count)..<end])), end)
  }

  /// Digits with the signs that part their groups, and a fraction.
  private func digits(at start: Int) -> (value: Double, end: Int)? {
    var end = start
    var marks: [(sign: Unicode.Scalar, place: Int)] = []
    while end < scalars.count {
      let scalar = scalars[end]
      if Self.digit(scalar) != nil {
        end += 1
      } else if [".", ",", "'", "’", " ", "٫", "٬"].contains(scalar), end + 1 < scalars.count,
        Self.digit(scalars[end + 1]) != nil
      {
        // A blank parts groups of three and nothing else.
        if scalar == " ", digitCount(from: end + 1) != 3 { break }
        marks.append((scalar, end))
        end += 1
      } else {
        break
      }
    }
    guard end > start else { return nil }
    // The last of several kinds of marks begins the fraction, and so does a lone one unless three digits
    // follow a comma, as in a group.
    var point: Int?
    if let last = marks.last, last.sign != " ", last.sign != "'", last.sign != "’", last.sign != "٬" {
      let isRepeated = marks.count { $0.sign == last.sign } > 1
      let isGroup =
        last.sign == "," && digitCount(from: last.place + 1) == 3 && marks.allSatisfy { $0.sign == "," }
      if !isRepeated, !isGroup { point = last.place }
    }
    var value = 0.0
    var factor = 1.0
    for place in start..<end {
      guard let digit = Self.digit(scalars[place]) else { continue }
      if let point, place > point {
        factor /= 10
        value += Double(digit) * factor
      } else {
        value = value * 10 + Double(digit)
      }
    }
    return (value, end)
  }

  private func digitCount(from start: Int) -> Int {
    var end = start
    while end < scalars.count, Self.digit(scalars[end]) != nil { end += 1 }
    return end - start
  }

  // MARK: - Days

  private static let months: [String: Int] = {
    let names = [
      ["january", "jan", "enero", "ene", "janvier", "janv"],
      ["february", "feb", "febrero", "février", "fevrier", "févr"],
      ["march", "mar", "marzo", "mars"], ["april", "apr", "abril", "abr", "avril", "avr"],
      ["may", "mayo", "mai"], ["june", "jun", "junio", "juin"], ["july", "jul", "julio", "juillet", "juil"],
      ["august", "aug", "agosto", "ago", "août", "aout"],
      ["september", "sep", "sept", "septiembre", "septembre"], ["october", "oct", "octubre", "octobre"],
      ["november", "nov", "noviembre", "novembre"],
      ["december", "dec", "diciembre", "dic", "décembre", "decembre", "déc"],
    ]
    var months: [String: Int] = [:]
    for (index, month) in names.enumerated() { for name in month { months[name] = index + 1 } }
    return months
  }()

  /// Whether the cell can only be read with its day before its month: `25/12/2026`.
  var isDayFirst: Bool {
    let parts = parts
    guard parts.count == 3, parts[1].before == "/", let first = parts[0].number, let second = parts[1].number
    else { return false }
    return first > 12 && first <= 31 && second <= 12
  }

  /// A run of digits or letters, and the sign before it.
  private struct Part {
    var number: Int?
    var word: String
    var digits: Int
    var before: Unicode.Scalar?
  }

  /// The first runs of digits and letters; four at most, the last only to see that there is more.
  private var parts: [Part] {
    var parts: [Part] = []
    var index = 0
    var before: Unicode.Scalar?
    while index < scalars.count, parts.count < 4 {
      let count = digitCount(from: index)
      if count > 0 {
        let number = scalars[index..<index + min(count, 9)].reduce(0) { $0 * 10 + (Self.digit($1) ?? 0) }
        parts.append(Part(number: number, word: "", digits: count, before: before))
        index += count
        before = nil
      } else if scalars[index].properties.isAlphabetic {
        let word = word(at: index)
        index = word.end
        // `6th March`, `6 de marzo de 2026`.
        if ["st", "nd", "rd", "th", "de", "er", "of"].contains(word.text) { continue }
        parts.append(Part(number: nil, word: word.text, digits: 0, before: before))
        before = nil
      } else {
        if before == nil || scalars[index] != " " { before = scalars[index] }
        index += 1
      }
    }
    return parts
  }

  /// The day that the whole cell, or its beginning before a time, names.
  func day(_ order: TableValue.DayOrder) -> Int? {
    func made(_ year: Int, _ month: Int, _ day: Int) -> Int? {
      guard (0...12).contains(month), (0...31).contains(day), (1000...2999).contains(year) else { return nil }
      return year * 10_000 + month * 100 + day
    }
    let parts = parts
    guard parts.count >= 2 else { return nil }
    let numbers = parts.map(\.number)
    let names = parts.map { Self.months[$0.word] }
    let third = parts.count > 2 ? numbers[2] : nil
    // 2026-03-06, 2026/03, 06.03.2026, 3/6/2026
    if let a = numbers[0], let b = numbers[1], let sign = parts[1].before, "-/.".unicodeScalars.contains(sign)
    {
      if parts[0].digits == 4, parts[1].digits <= 2 {
        if let third, parts[2].before == sign { return made(a, b, third) }
        return sign == "." || parts.count > 2 ? nil : made(a, b, 0)
      }
      guard let year = third, parts[2].before == sign, parts[2].digits == 4 || parts[2].digits == 2 else {
        return nil
      }
      let full = parts[2].digits == 2 ? 2000 + year : year
      if sign == "/", order == .monthFirst { return made(full, a, b) ?? made(full, b, a) }
      return made(full, b, a)
    }
    // 6 March 2026, March 6, 2026, March 2026
    if let day = numbers[0], let month = names[1], let year = third, parts[2].digits == 4 {
      return made(year, month, day)
    }
    if let month = names[0], let next = numbers[1] {
      if let year = third, parts[2].digits == 4, next <= 31 { return made(year, month, next) }
      return parts[1].digits == 4 ? made(next, month, 0) : nil
    }
    // Q3 2026
    if parts[0].word == "q", let quarter = numbers[1], quarter <= 4, let year = third, parts[2].digits == 4 {
      return made(year, quarter * 3 - 2, 0)
    }
    return nil
  }
}

/// A word of a line whose columns are gone, with what the boundary model asks of it.
struct FlattenedWord {
  enum Shape: Int, CaseIterable {
    case capital, lower, number, other
  }

  let text: String
  /// Lower case, without marks at the ends.
  let key: String
  let shape: Shape
  let isAcronym: Bool
  let isPreposition: Bool
  let isDeterminer: Bool
  let isAuxiliary: Bool
  let endsWithStop: Bool
  let endsWithComma: Bool
  let ending: Ending
  /// Brackets open behind this word, on the line.
  var depth = 0

  enum Ending: Int, CaseIterable {
    case past, gerund, adjective, noun, plural, other
  }

  init(_ word: Substring) {
    text = String(word)
    let scalars = Array(word.unicodeScalars)
    let inner = scalars.drop { !Letters.isLetter($0) && !Letters.isDigit($0) }
    key = String(
      String.UnicodeScalarView(
        inner.prefix { Letters.isLetter($0) || Letters.isDigit($0) || $0 == "-" || $0 == "'" || $0 == "’" })
    )
    .lowercased()
    let first =
      scalars.first { $0 != "\"" && $0 != "“" && $0 != "(" && $0 != "'" && $0 != "¿" && $0 != "«" } ?? " "
    if Letters.isDigit(first) || "$€£¥+-−~<>≤≥#%".unicodeScalars.contains(first) {
      shape = .number
    } else if Letters.isUpper(first) {
      shape = .capital
    } else if Letters.isLetter(first) {
      shape = .lower
    } else {
      shape = .other
    }
    let letters = scalars.filter(Letters.isLetter)
    isAcronym = letters.count >= 2 && letters.prefix(2).allSatisfy(Letters.isUpper)
    let classes = FlattenedLexicon.shared
    isPreposition = classes.prepositions.contains(key)
    isDeterminer = classes.determiners.contains(key)
    isAuxiliary = classes.auxiliaries.contains(key)
    let last = scalars.last ?? " "
    endsWithStop = (Letters.isStop(last) || last == ";") && !(letters.count <= 1)
    endsWithComma = last == "," || last == ":" || last == "-" || last == "/" || last == "&"
    ending = Self.ending(key)
  }

  private static func ending(_ key: String) -> Ending {
    if key.count < 4 { return .other }
    if key.hasSuffix("ed") { return .past }
    if key.hasSuffix("ing") { return .gerund }
    for suffix in [
      "tion", "ment", "ity", "ness", "ance", "ence", "sion", "ship", "ism", "cy", "ción", "dad", "miento",
      "té",
    ]
    where key.hasSuffix(suffix) { return .noun }
    for suffix in [
      "al", "ive", "ic", "ous", "ful", "able", "ible", "ary", "less", "ivo", "iva", "ico", "ica", "if",
      "ique", "elle",
    ]
    where key.hasSuffix(suffix) { return .adjective }
    return key.hasSuffix("s") && !key.hasSuffix("ss") ? .plural : .other
  }

  /// The words of a line, with the depth of its brackets.
  static func words(of line: String) -> [FlattenedWord] {
    var depth = 0
    return line.split { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }.map { part in
      var word = FlattenedWord(part)
      for scalar in part.unicodeScalars {
        if scalar == "(" || scalar == "[" { depth += 1 }
        if scalar == ")" || scalar == "]" { depth = max(0, depth - 1) }
      }
      word.depth = depth
      return word
    }
  }
}

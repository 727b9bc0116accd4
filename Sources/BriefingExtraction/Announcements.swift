/// Sentences that announce what follows: `Key benefits include:`.
enum Announcements {
  /// The last sentence of `text` when it ends in a colon; nil otherwise.
  static func sentence(in text: String) -> String? {
    // A colon's last byte, of either width, or a mark behind it.
    guard let end = text.utf8.last(where: { $0 != 0x20 }),
      end == 0x3A || end == 0x9A || end == 0x2A || end == 0x09
    else { return nil }
    let scalars = Array(text.unicodeScalars)
    guard let last = scalars.lastIndex(where: { !Letters.isBlank($0) && $0 != "*" }),
      scalars[last] == ":" || scalars[last] == "："
    else { return nil }
    var start = last
    while start > 0 {
      let before = scalars[start - 1]
      if before == "。" || before == "！" || before == "？" { break }
      if Letters.isBlank(before), start >= 2, start < last, Letters.isStop(scalars[start - 2]),
        !isAbbreviation(scalars, stop: start - 2)
      {
        break
      }
      start -= 1
    }
    return String(String.UnicodeScalarView(scalars[start...last])).trimmingBlanks()
  }

  /// Whether a sentence that ends in a colon announces a list, and not speech, a table or a remark.
  static func promisesList(_ sentence: String) -> Bool {
    let words = sentence.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }
    guard let last = words.last else { return false }
    if words.contains(where: { tables.contains(String($0)) }) { return false }
    if speech.contains(String(last)) { return false }
    if words.contains(where: { examples.contains(String($0)) }) { return false }
    if ideographicExamples.contains(where: sentence.contains) { return false }
    // `which looks like this:`, `You can see for yourself:`
    if last == "this" || last == "yourself" || last == "así" || last == "ceci" { return false }
    // A bare label (`Note:`) announces nothing; in a script without blanks words cannot be counted.
    return words.count >= 3 || sentence.unicodeScalars.count { Letters.isIdeograph($0) } >= 4
  }

  /// Whether a sentence speaks of a table.
  static func speaksOfTable(_ sentence: String) -> Bool {
    sentence.lowercased().split { !$0.isLetter }.contains { tables.contains(String($0)) }
  }

  /// A stop after one letter, or between letters without blanks, does not end a sentence.
  private static func isAbbreviation(_ scalars: [Unicode.Scalar], stop: Int) -> Bool {
    guard scalars[stop] == "." else { return false }
    var start = stop
    while start > 0, !Letters.isBlank(scalars[start - 1]) { start -= 1 }
    let letters = scalars[start..<stop].filter(Letters.isLetter)
    if letters.count <= 1 { return true }
    if scalars[start..<stop].contains("."), scalars[start..<stop].count <= 6 { return true }
    let word = String(String.UnicodeScalarView(letters)).lowercased()
    return ["mr", "mrs", "ms", "dr", "st", "vs", "etc", "sr", "sra", "no", "gen", "col", "gov"].contains(word)
  }

  private static let tables: Set<String> = [
    "table", "tabla", "cuadro", "tableau", "tabelle", "chart", "figure", "gráfico", "matrix",
  ]
  /// What is shown below the colon instead of a list: a command, a formula, a picture.
  private static let examples: Set<String> = [
    "command", "commands", "code", "output", "snippet", "example", "equation", "formula", "screenshot",
    "diagram", "query", "syntax", "script", "comando", "comandos", "código", "ejemplo", "ecuación",
    "fórmula", "consulta", "diagrama", "captura", "commande", "commandes", "exemple", "équation", "formule",
    "requête", "schéma", "مثال", "الأمر", "المعادلة", "definition", "définition", "definición",
  ]
  private static let ideographicExamples = ["示例", "命令", "代码", "公式", "例如", "如图", "示意图", "截图"]
  private static let speech: Set<String> = [
    "said", "says", "say", "wrote", "writes", "added", "adds", "told", "tweeted", "stated", "noted",
    "explained", "asked", "replied", "declared", "statement", "dijo", "dice", "afirmó", "señaló", "declaró",
    "agregó", "escribió", "añadió", "explicó", "dit", "déclaré", "affirmé", "ajouté", "écrit", "explique",
    "expliqué", "note", "update", "nota",
  ]
}

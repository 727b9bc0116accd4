/// Sentences that announce what follows: `Key benefits include:`.
enum Announcements {
  /// The last sentence of `text` when it ends in a colon; nil otherwise.
  static func sentence(in text: String) -> String? {
    // A colon's last byte, of either width, or a mark behind it.
    guard let end = text.utf8.last(where: { $0 != 0x20 }),
      end == 0x3A || end == 0x9A || end == 0x2A || end == 0x09
    else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      guard let range = sentence(in: bytes) else { return nil }
      return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self).trimmingBlanks()
    }
  }

  private static func sentence(in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var end = bytes.count
    while end > 0 {
      let last = beginning(of: end - 1, in: bytes)
      guard bytes[last] == 0x2A || TextByte.whitespace(bytes, at: last) > 0 else { break }
      end = last
    }
    guard end > 0 else { return nil }
    let colon = beginning(of: end - 1, in: bytes)
    guard bytes[colon] == 0x3A || equals(bytes, colon, 0xEF, 0xBC, 0x9A) else { return nil }
    var start = colon
    while start > 0 {
      let before = beginning(of: start - 1, in: bytes)
      if equals(bytes, before, 0xE3, 0x80, 0x82) || equals(bytes, before, 0xEF, 0xBC, 0x81)
        || equals(bytes, before, 0xEF, 0xBC, 0x9F)
      {
        break
      }
      if before > 0, start < colon, TextByte.whitespace(bytes, at: before) > 0 {
        let stop = beginning(of: before - 1, in: bytes)
        if isStop(bytes, stop, before), !isAbbreviation(bytes, stop: stop) { break }
      }
      start = before
    }
    return start..<end
  }

  /// Where the character begins that holds a byte.
  @inline(__always)
  private static func beginning(of index: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var index = index
    while index > 0, bytes[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }

  @inline(__always)
  private static func equals(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ first: UInt8, _ second: UInt8, _ third: UInt8
  ) -> Bool {
    bytes[index] == first && index + 2 < bytes.count && bytes[index + 1] == second
      && bytes[index + 2] == third
  }

  private static func isStop(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    if bytes[start] < 0x80 { return bytes[start] == 0x2E || bytes[start] == 0x21 || bytes[start] == 0x3F }
    let scalar = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
      .unicodeScalars.first
    return scalar.map(Letters.isStop) ?? false
  }

  /// Whether a sentence that ends in a colon announces a list, and not speech, a table or a remark.
  static func promisesList(_ sentence: String) -> Bool {
    let words = sentence.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }
    guard let last = words.last else { return false }
    if speaksOfTable(sentence) { return false }
    // `发布日期：`: the day that stood behind it is what was lost.
    if words.count <= 2, words.allSatisfy({ Lexicon.shared.dateLabels.contains(String($0)) }) { return false }
    // `Three questions should be asked:` is no speech.
    let isPassive = words.count > 1 && passive.contains(String(words[words.count - 2]))
    if speech.contains(String(last)), !isPassive { return false }
    // `a priority for the agency”:` quotes on.
    if let end = sentence.unicodeScalars.dropLast().last, end == "”" || end == "»" || end == "\"" {
      return false
    }
    if words.contains(where: { examples.contains(String($0)) }) { return false }
    if ideographicExamples.contains(where: sentence.contains) { return false }
    if isExplained(words) { return false }
    // Both sides are weighed in what follows, whatever its form.
    let terms = TermLexicon.standard
    if TermLexicon.isOfBoth(terms.words(of: sentence, limit: 80).words[...]),
      terms.kind(announcedBy: sentence) == nil
    {
      return false
    }
    // `which looks like this:`, `You can see for yourself:`
    if last == "this" || last == "yourself" || last == "así" || last == "ceci" { return false }
    // `These include:`
    if words.count == 2, terms.words(of: sentence, limit: 4).words.last?.has(.announce) ?? false {
      return true
    }
    // A bare label (`Note:`) announces nothing; in a script without blanks words cannot be counted.
    return words.count >= 3 || sentence.unicodeScalars.count { Letters.isIdeograph($0) } >= 4
  }

  /// `How it works:`, `Définition :`: what is explained behind the colon, in prose.
  private static func isExplained(_ words: [Substring]) -> Bool {
    guard words.count <= 9 else { return false }
    return explained.contains { words.starts(with: $0, by: ==) }
  }

  private static let explained: [[Substring]] = [
    "how it works", "how does it work", "how they work", "cómo funciona", "cómo funcionan", "funcionamiento",
    "comment ça marche", "comment fonctionne", "comment fonctionnent", "fonctionnement", "le fonctionnement",
    "طريقة عمل", "كيفية عمل", "آلية عمل", "مبدأ عمل", "تعريف", "مفهوم", "معنى",
  ].map { $0.split(separator: " ") }

  private static let passive: Set<String> = ["be", "been", "are", "is", "were", "was"]

  /// Whether a sentence that ends in a colon is a bare name of what texts list: `Benefits:`, `建议：`.
  static func namesContent(_ sentence: String) -> Bool {
    let name = String(sentence.trimmingBlanks().dropLast()).trimmingBlanks()
    guard !name.isEmpty, name.utf8.count <= 60 else { return false }
    return Lexicon.shared.endings.contains(name) || TermLexicon.standard.namedKind(name)?.isBare ?? false
  }

  /// Whether the lines below a sentence that ends in a colon may be its items without their marks: it names
  /// what is listed, or says that something is.
  static func introducesItems(_ sentence: String) -> Bool {
    let terms = TermLexicon.standard
    guard sentence.utf8.count <= 600, !speaksOfTable(sentence) else { return false }
    if terms.kind(announcedBy: sentence) != nil { return true }
    guard promisesList(sentence) else { return false }
    let words = terms.words(of: sentence, limit: 60).words
    return words.last?.has(.announce) ?? false
      || words.contains { $0.has([.following, .last, .first, .step]) }
  }

  /// Whether a sentence that ends in a colon is a few words that name, and announce nothing.
  static func isLabel(_ sentence: String) -> Bool {
    let words = TermLexicon.standard.words(of: sentence, limit: 8).words
    return !words.isEmpty && !words.contains { $0.has(.announce) }
  }

  /// `Conclusion`, `In summary`: a heading that closes.
  static func concludes(_ line: String) -> Bool {
    let first = line.lowercased().split { !$0.isLetter }
    return first.contains { closers.contains(String($0)) } || line.hasPrefix("总结") || line.hasPrefix("结论")
      || line.hasPrefix("结语")
  }

  private static let closers: Set<String> = [
    "conclusion", "conclusions", "summary", "outlook", "background", "introduction", "conclusión",
    "conclusiones", "resumen", "perspectivas", "bilan", "résumé", "perspectives", "خاتمة",
    "الخاتمة", "خلاصة", "الخلاصة",
  ]

  /// Whether a sentence speaks of a table.
  static func speaksOfTable(_ sentence: String) -> Bool {
    sentence.lowercased().split { !$0.isLetter }.contains { tables.contains(String($0)) }
      || ideographicTables.contains(where: sentence.contains)
  }

  /// A stop after one letter, or between letters without blanks, does not end a sentence.
  private static func isAbbreviation(_ bytes: UnsafeBufferPointer<UInt8>, stop: Int) -> Bool {
    guard bytes[stop] == 0x2E else { return false }
    var start = stop
    while start > 0 {
      let before = beginning(of: start - 1, in: bytes)
      if TextByte.whitespace(bytes, at: before) > 0 { break }
      start = before
      // No short form is as long as that.
      if stop - start > 64 { return false }
    }
    // Most words before a stop are longer than any short form.
    if stop - start > 4, bytes[start..<stop].allSatisfy(Letters.isASCIILetter) { return false }
    let run = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<stop]), as: UTF8.self)
      .unicodeScalars
    let letters = run.filter(Letters.isLetter)
    if letters.count <= 1 { return true }
    if run.contains("."), run.count <= 6 { return true }
    let word = String(String.UnicodeScalarView(letters)).lowercased()
    return shortForms.contains(word)
  }

  private static let shortForms: Set<String> = [
    "mr", "mrs", "ms", "dr", "st", "vs", "etc", "sr", "sra", "no", "gen", "col", "gov",
  ]
  private static let tables: Set<String> = [
    "table", "tabla", "cuadro", "tableau", "tabelle", "chart", "figure", "gráfico", "matrix", "جدول",
    "الجدول",
    "بالجدول", "للجدول",
  ]
  private static let ideographicTables = ["下表", "上表", "表格", "对比表", "比较表", "一览表", "對比表", "比較表"]
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

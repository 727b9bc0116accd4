import BriefingModel

/// What a briefing says of itself about countries: where `country:` looks beside the names in its text.
///
/// There is no list of countries behind this: its title, what its front matter names, and the cells below a
/// heading such as *Country* in its tables.
enum BriefingCountries {
  /// Folded words of front matter and of headings of tables.
  private static let names: Set<String> = [
    "country", "countries", "nation", "nations", "pais", "paises", "pays", "land", "lander", "laender",
    "paese", "paesi", "国家", "国", "国名", "دوله", "دولة", "البلد", "الدولة", "страна", "страны",
  ]
  private static let mostFrontMatter = 100

  static func texts(of opened: OpenedBriefing) -> [String] {
    var texts: [String] = []
    if let title = opened.briefing.title { texts.append(title) }
    if opened.briefing.format == .markdown { texts += frontMatter(opened.lines) }
    for table in opened.briefing.tables {
      for column in table.header.indices where isName(table.header[column]) {
        texts += table.rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
      }
    }
    return texts
  }

  private static func isName(_ text: String) -> Bool {
    // Folding costs more than reading: no name of a column of countries is long.
    guard (2...24).contains(text.utf8.count) else { return false }
    return names.contains(WordScanner().words(of: text).joined(separator: " "))
  }

  /// The values of `country: Ecuador` and `countries: [Ecuador, Peru]`, or of a list below.
  private static func frontMatter(_ lines: SourceLines) -> [String] {
    guard lines.count > 1, lines[line: 1].trimmed == "---" else { return [] }
    var texts: [String] = []
    var isWithin = false
    for number in 2...min(lines.count, mostFrontMatter) {
      let line = lines[line: number]
      let text = line.trimmed
      if text == "---" || text == "..." { return texts }
      if isWithin, text.hasPrefix("- ") || line.utf8.first == UInt8(ascii: " ") {
        texts.append(text)
        continue
      }
      isWithin = false
      guard let colon = text.firstIndex(of: ":") else { continue }
      isWithin = isName(String(text[..<colon]))
      if isWithin { texts.append(String(text[text.index(after: colon)...])) }
    }
    // Front matter that does not end is none.
    return []
  }
}

extension String {
  fileprivate var trimmed: String {
    var view = Substring(self)
    while let last = view.last, last.isWhitespace { view.removeLast() }
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    return String(view)
  }
}

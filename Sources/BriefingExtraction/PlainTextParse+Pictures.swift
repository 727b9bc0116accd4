import BriefingModel

/// Lines that belong to pictures and tables: captions, credits, and the words for those who do not see them.
extension PlainTextParse {
  /// `A map showing the routes`, `Harbour Watch banner`: the words that a page has for those who do not see its
  /// pictures.
  func describesPicture(_ line: TextLine) -> Bool {
    let first = source.utf8[line.content.lowerBound]
    guard line.wordCount >= 2 else { return false }
    if namesPicture(line) { return true }
    guard first == 0x41 || first == 0x55 || line.wordCount <= 4 else { return false }
    let bytes = source.utf8[line.content]
    if line.wordCount <= 4, let blank = bytes.lastIndex(of: 0x20), line.content.upperBound - blank <= 12,
      Self.pictures.contains(String(decoding: bytes[(blank + 1)...], as: UTF8.self).lowercased())
    {
      return true
    }
    guard first == 0x41 || first == 0x55, let blank = bytes.firstIndex(of: 0x20),
      blank - line.content.lowerBound <= 3
    else { return false }
    let words = String(decoding: bytes, as: UTF8.self).lowercased().split { !$0.isLetter }.map(String.init)
    return Self.articles.contains(words.first ?? "") && words.contains(where: Self.showing.contains)
  }

  /// `Icon of a boat`, `Photo by the harbour`, `Image de la digue`: the name of a picture, and what it shows.
  private func namesPicture(_ line: TextLine) -> Bool {
    let bytes = source.utf8[line.content]
    guard let blank = bytes.prefix(16).firstIndex(of: 0x20) else { return false }
    let rest = bytes[(blank + 1)...]
    guard Self.shown.contains(where: { rest.starts(with: $0.utf8) }) else { return false }
    return Lexicon.shared.pictures.contains(String(decoding: bytes[..<blank], as: UTF8.self).lowercased())
  }

  private static let shown = ["of ", "by ", "de ", "du ", "des ", "d'", "d’", "del ", "showing "]
  private static let pictures: Set<String> = ["banner", "logo", "screenshot", "thumbnail", "infographic"]
  private static let articles: Set<String> = ["a", "an", "un", "una", "une"]
  private static let showing: Set<String> = [
    "showing", "depicting", "illustrating", "muestra", "mostrando", "ilustra", "montrant", "illustrant",
    "représentant",
  ]

  /// `Harbour walls 2.jpg`: the file of a picture.
  func namesPictureFile(_ line: TextLine) -> Bool {
    let bytes = source.utf8[line.content]
    guard let stop = bytes.suffix(5).lastIndex(of: 0x2E), bytes.count > 5, source.utf8[stop - 1] > 0x20 else {
      return false
    }
    return Self.pictureFiles.contains(String(decoding: bytes[(stop + 1)...], as: UTF8.self).lowercased())
  }

  private static let pictureFiles: Set<String> = ["jpg", "jpeg", "png", "gif", "webp", "svg"]

  /// `Table 2: …`, `Figure 3`, `表 2-1`, `图3：`, `الجدول 4`.
  func isCaption(_ text: String) -> Bool {
    // By bytes: comparing a Character of thousands of combining marks takes their number squared.
    let bytes = text.utf8.prefix(68).drop { $0 == 0x2A }
    guard
      let end = bytes.firstIndex(where: { $0 == 0x20 || $0 == 0xC2 || Letters.isASCIIDigit($0) || $0 == 0xD9 }
      ),
      end > bytes.startIndex
    else { return false }
    var word = bytes[..<end]
    var rest = bytes[end...]
    if rest.first == 0xD9 {
      // Arabic letters and digits share their first byte: the blank is what parts them.
      guard let blank = bytes.firstIndex(of: 0x20) else { return false }
      word = bytes[..<blank]
      rest = bytes[blank...]
    }
    while let first = rest.first, first == 0x20 || first == 0xC2 || first == 0xA0 { rest = rest.dropFirst() }
    guard let number = rest.first,
      Letters.isASCIIDigit(number)
        || (number == 0xD9 && rest.dropFirst().first.map { $0 >= 0xA0 && $0 <= 0xA9 } ?? false)
    else { return false }
    return Self.captionWords.contains(String(decoding: word, as: UTF8.self).lowercased())
  }

  private static let captionWords: Set<String> = [
    "table", "figure", "fig.", "chart", "exhibit", "tabla", "cuadro", "gráfico", "figura", "ilustración",
    "tableau", "graphique", "表", "图", "圖", "图表", "جدول", "الجدول", "شكل", "الشكل",
  ]

  /// A quick look: a digit near the beginning.
  func mayBeCaption(_ index: Int) -> Bool {
    guard !lines[index].signs.isDisjoint(with: [.digit, .beyondASCII]) else { return false }
    let start = lines[index].start
    let end = min(lines[index].content.upperBound, start + 14)
    return source.utf8[start..<end].contains { Letters.isASCIIDigit($0) || $0 >= 0x80 }
  }

  func isCredit(_ text: String) -> Bool {
    guard let label = ListLabel.label(of: text)?.lowercased() else { return false }
    return [
      "photo", "photos", "fotos", "image", "images", "photo credit", "image credit", "credit", "photograph",
      "source", "sources", "foto",
      "imagen", "fuente", "crédito", "crédit", "via", "tags", "category", "categories", "filed under",
      "author",
      "reading time", "url", "link", "date", "updated",
    ].contains(label)
  }
}

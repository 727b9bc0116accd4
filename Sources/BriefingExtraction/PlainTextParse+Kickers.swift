import BriefingModel

extension PlainTextParse {
  /// Lines that may stand between a kicker and the title.
  private static let mostBetween = 5

  /// Whether a line at the head is not the title but what a page writes above it: a part of the paper, a path
  /// to the page, words of its controls, the name of a writer. A line that may as well be a title is a kicker only
  /// where one stands below.
  func isKicker(_ line: Int) -> Bool {
    guard !layout.marksTitle, markedHeading(line) == nil, lines[line].wordCount <= 9 else { return false }
    let isKnown = isKnownKicker(line)
    guard isKnown || isLoneName(line) else { return isStray(line) || isPartOfSite(line) }
    var hasDate = false
    var below = nextLine(line + 1)
    for _ in 0..<Self.mostBetween {
      guard let next = below else { return false }
      let text = text(next)
      if DateReader.dateline(text) != nil || isByline(next, text) {
        hasDate = true
      } else if !isFurniture(next, atEnd: true), !isKnownKicker(next) {
        return (isKnown || hasDate) && isTitleOverText(next, words: isKnown ? 3 : 5) || isPartOfSite(line)
      }
      below = nextLine(next + 1)
    }
    return isPartOfSite(line)
  }

  /// Three words or fewer above a line that must be the title: its date stands right below it, or it is written in
  /// capitals as no heading further below is.
  private func isPartOfSite(_ line: Int) -> Bool {
    guard lines[line].wordCount <= 3, lines[line].isText, lines[line].lastByte != 0x3A,
      !endsLikeSentence(line),
      let title = nextLine(line + 1), lines[title].isText, isTitleShape(title), isLong(title, words: 5),
      !isByline(title, text(title)), DateReader.dateline(text(title)) == nil, let below = nextLine(title + 1)
    else { return false }
    if DateReader.dateline(text(below)) != nil { return lines[title].wordCount <= 20 }
    guard lines[line].wordCount <= 2, title - line > 1, below - title > 1, lines[below].isText,
      isLong(below, words: 12), isInCapitals(title)
    else { return false }
    return !(below..<min(lines.count, below + 200)).contains { index in
      lines[index].isText && (4...16).contains(lines[index].wordCount) && lines[index - 1].kind == .blank
        && !endsLikeSentence(index) && isInCapitals(index)
    }
  }

  /// Whether nearly all of the longer words begin with a capital, three at least.
  private func isInCapitals(_ line: Int) -> Bool {
    let words = text(line).blankSeparatedWords.filter { $0.unicodeScalars.count >= 4 }
    return words.count >= 3
      && words.count { $0.unicodeScalars.first.map(Letters.isUpper) ?? false } * 10 >= words.count * 9
  }

  /// The title's line, where the name of a site and what it says of itself, a line or two, stand above it from
  /// `line` on: none of their words come up again, and those of the title do.
  func siteHeadEnd(below line: Int) -> Int? {
    guard !layout.marksTitle, lines[line].wordCount <= 5, isNameOfSite(line), let slogan = nextLine(line + 1)
    else { return nil }
    var title: Int?
    var between: [Int] = []
    var cursor: Int? = slogan
    while let next = cursor, between.count <= 2 {
      guard lines[next].isText, lines[next].wordCount <= 16, lines[next].lastByte != 0x3A,
        !endsLikeSentence(next)
      else { break }
      if !between.isEmpty, isTitleOverText(next, words: 5) { title = next }
      between.append(next)
      cursor = nextLine(next + 1)
    }
    guard let title, title == between.last, lines[title].wordCount > lines[line].wordCount else { return nil }
    let body = bodyText(below: title)
    let words = contentWords(title)
    let isPaper = TitleReader.isPublication(text(line))
    guard words.count(where: { body.contains($0) }) >= 2, isPaper || isStranger(line, to: body, title) else {
      return nil
    }
    return between.dropLast().allSatisfy { isStranger($0, to: body, title, shared: isPaper ? 2 : 0) }
      ? title : nil
  }

  private func isNameOfSite(_ line: Int) -> Bool {
    lines[line].isText && lines[line].lastByte != 0x3A && !endsLikeSentence(line)
      && text(line).blankSeparatedWords.allSatisfy { word in
        word.unicodeScalars.count <= 3 || word.unicodeScalars.first.map { !Letters.isLower($0) } ?? false
      }
  }

  /// Whether none of a line's words of four letters or more comes up in a text or in its title, or `shared` of more
  /// than twice as many.
  private func isStranger(_ line: Int, to body: String, _ title: Int, shared: Int = 0) -> Bool {
    let own = contentWords(line)
    let whole = text(title).lowercased()
    let known = own.count { body.contains($0) || whole.contains($0) }
    return !own.isEmpty && known <= shared && (known == 0 || known * 2 <= own.count)
  }

  /// The beginning of what stands below a line, in small letters.
  private func bodyText(below line: Int) -> String {
    var body = ""
    var below = nextLine(line + 1)
    while let next = below, body.utf8.count < 4000 {
      body += text(next).lowercased() + "\n"
      below = nextLine(next + 1)
    }
    return body
  }

  /// A few words that never come up again, above a longer line whose words do: the name of a site or of a part
  /// of it.
  private func isStray(_ line: Int) -> Bool {
    guard (2...4).contains(lines[line].wordCount), lines[line].isText, lines[line].lastByte != 0x3A,
      !endsLikeSentence(line), let title = titleBelow(line), lines[title].wordCount > lines[line].wordCount,
      lines[title].lastByte != 0x3F,
      isTitleOverText(title, words: 4)
    else { return false }
    let body = bodyText(below: title)
    return isStranger(line, to: body, title) && contentWords(title).count { body.contains($0) } >= 2
  }

  /// The next line that is no bare label: `Review:`.
  private func titleBelow(_ line: Int) -> Int? {
    guard let next = nextLine(line + 1) else { return nil }
    return lines[next].lastByte == 0x3A && lines[next].wordCount <= 2 ? nextLine(next + 1) : next
  }

  /// The words of four letters or more, in small letters.
  func contentWords(_ line: Int) -> [String] {
    text(line).lowercased().split { !$0.isLetter }.filter { $0.count >= 4 }.map(String.init)
  }

  /// Whether a line could be a title of so many words or more, with a paragraph below it.
  private func isTitleOverText(_ line: Int, words: Int) -> Bool {
    guard lines[line].isText || lines[line].kind == .piped, isTitleShape(line), isLong(line, words: words)
    else { return false }
    var below = nextLine(line + 1)
    for _ in 0..<Self.mostBetween {
      guard let next = below else { return false }
      if lines[next].isText, isLong(next, words: 12) { return true }
      let text = text(next)
      guard DateReader.dateline(text) != nil || isByline(next, text) || isFurniture(next, atEnd: true)
      else { return false }
      below = nextLine(next + 1)
    }
    return false
  }

  /// Scripts without blanks have about two letters, of three bytes each, to a word.
  private func isLong(_ line: Int, words: Int) -> Bool {
    lines[line].wordCount >= words
      || Letters.isIdeograph(scalar(at: lines[line].start)) && lines[line].content.count >= words * 6
  }

  private func isKnownKicker(_ line: Int) -> Bool {
    guard lines[line].isText || lines[line].kind == .piped, lines[line].content.count <= 80 else {
      return false
    }
    let text = text(line)
    return Lexicon.shared.kickers.contains(text) || isPath(text)
  }

  /// `Inicio > Salud > Noticias`, `Home / News`: where the page is among the others.
  private func isPath(_ text: String) -> Bool {
    // Most titles hold none of the signs: told at once.
    guard text.utf8.contains(where: { $0 == 0x3E || $0 == 0x2F || $0 == 0xC2 || $0 == 0xE2 }) else {
      return false
    }
    for sign in [" > ", " › ", " » ", " / ", " → ", ">", "›"] {
      let parts = text.split(separator: sign, omittingEmptySubsequences: false)
      guard parts.count >= 2 else { continue }
      guard
        parts.allSatisfy({ part in
          let part = String(part).trimmingBlanks()
          return part.isEmpty && part.startIndex == text.startIndex
            || !part.isEmpty && part.blankSeparatedCount(upTo: 5) <= 4
              && part.unicodeScalars.contains(where: Letters.isLetter)
        })
      else { return false }
      return parts.count >= 3 || sign != " / "
        || Lexicon.shared.furnitureAtEnds.contains(FoldedText(parts[0]))
    }
    return false
  }

  /// One word with a capital, as the first name of a writer.
  private func isLoneName(_ line: Int) -> Bool {
    guard lines[line].isText, lines[line].wordCount == 1, lines[line].content.count <= 24 else {
      return false
    }
    let scalars = text(line).unicodeScalars
    return scalars.first.map(Letters.isUpper) == true && scalars.allSatisfy(Letters.isLetter)
  }
}

import BriefingModel

/// What a text has because it was set for pages of paper.
extension PlainTextParse {
  /// Drops the ends of pages, `Postel        Standards Track        [Page 1]`, with what stands at the top of the page
  /// below, each with a note; and the signs that feed a page.
  mutating func dropPageEnds() {
    for index in lines.indices where lines[index].lastByte == 0x5D || isFormFeed(index) {
      if isFormFeed(index), lines[index].content.count == 1 {
        dropped[index] = true
        continue
      }
      guard isPageEnd(index) else { continue }
      dropPageLine(index)
      var next = index + 1
      while next < lines.count,
        lines[next].kind == .blank || isFormFeed(next) && lines[next].content.count == 1
      {
        next += 1
      }
      if next < lines.count, next - index <= 8, isPageLine(next) || isFormFeed(next) { dropPageLine(next) }
    }
  }

  private mutating func dropPageLine(_ index: Int) {
    dropped[index] = true
    note(
      .furniture, "This line belongs to the page, not to the text: “\(text(index))”.",
      SourceSpan(line: index + 1))
  }

  private func isFormFeed(_ index: Int) -> Bool {
    lines[index].kind != .blank && source.utf8[lines[index].start] == 0x0C
  }

  /// Three blanks or more part what stands at the sides of a page.
  private func isPageLine(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.isText, line.hasGap, line.content.count <= 100 else { return false }
    return source.utf8[line.content].split(separator: [0x20, 0x20, 0x20], omittingEmptySubsequences: true)
      .count >= 2
  }

  private func isPageEnd(_ index: Int) -> Bool {
    guard lines[index].lastByte == 0x5D, isPageLine(index) else { return false }
    let word = Array(source.utf8[lines[index].content].suffix(12))
    guard let open = word.lastIndex(of: 0x5B) else { return false }
    return word[open...].starts(with: "[Page ".utf8)
      && word[(open + 6)...].dropLast().allSatisfy(Letters.isASCIIDigit)
  }

  // MARK: Headings at the margin

  /// Whether a few words at the margin stand above lines that are set in all through the text, as in manual pages.
  func setsOutHeadings() -> Bool {
    var heads = 0
    var others = 0
    var deep = 0
    for index in lines.indices where lines[index].kind != .blank && !dropped[index] {
      if lines[index].indent >= 3 {
        deep += 1
      } else if lines[index].indent > 0 || isPageLine(index) || lines[index].kind == .item(ordered: true) {
        continue
      } else if isSetOut(index) {
        heads += 1
      } else {
        others += 1
      }
    }
    return heads >= 3 && others * 4 <= heads && deep >= heads
  }

  /// Whether a line is a few words at the margin, apart from what stands above, over lines that are set in.
  func isSetOut(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.indent == 0, line.isText, line.wordCount <= 6, line.content.count <= 60, !line.hasTab,
      !line.hasGap,
      line.lastByte != 0x2E, line.lastByte != 0x2C, index == 0 || lines[index - 1].kind == .blank,
      Letters.isUpper(scalar(at: line.start)), let next = nextLine(index + 1), next - index <= 2
    else { return false }
    return lines[next].indent >= 3
  }
}

import BriefingModel

/// Lines whose blanks mean something, so that they are kept as they stand: drawings, listings, and lines set in
/// below the text that they belong to.
extension PlainTextParse {
  /// Reads what is drawn with signs, a listing that is set in, or short lines that are; nil for anything else.
  mutating func readKept(at index: Int) -> Int? {
    if let end = drawingEnd(from: index) ?? listingEnd(from: index) ?? setInEnd(from: index) {
      addKept(index..<end)
      return end
    }
    return nil
  }

  /// Adds some lines as they stand.
  mutating func addKept(_ range: Range<Int>) {
    add(
      .code(
        CodeBlock(
          lines: range.map { source[line: $0 + 1] },
          span: SourceSpan(firstLine: range.lowerBound + 1, lastLine: range.upperBound))))
  }

  /// The end of the lines that touch.
  private func blockEnd(from index: Int) -> Int {
    var end = index + 1
    while end < lines.count, lines[end].kind != .blank, !dropped[end] { end += 1 }
    return end
  }

  // MARK: Drawings

  /// The end of a drawing: lines that touch, of which some are drawn as no table is.
  private func drawingEnd(from index: Int) -> Int? {
    guard index == 0 || lines[index - 1].kind == .blank || dropped[index - 1] else { return nil }
    let end = blockEnd(from: index)
    guard end - index >= 2, (index..<end).contains(where: isDrawn) else { return nil }
    // Text right above a drawing is not of it, where it is more than a ruler.
    let prose = (index..<end).count { lines[$0].isText && lines[$0].wordCount >= 4 && endsLikeSentence($0) }
    return prose * 4 <= end - index ? end : nil
  }

  /// `+-+-+-+`, the ruler of bits, or `+---+   +---+`, boxes beside each other: no rule of a table.
  private func isDrawn(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.kind == .gridRule, line.content.count >= 5 else { return false }
    return source.utf8.withUnsafeBufferPointer { bytes in
      var corners = 0
      var previous: Int?
      for at in line.content where bytes[at] == 0x2B {
        if let before = previous {
          if at - before == 2, bytes[at - 1] == 0x2D {
            corners += 1
            if corners >= 4 { return true }
          }
          if bytes[(before + 1)..<at].contains(0x20) { return true }
        }
        previous = at
      }
      return false
    }
  }

  // MARK: Listings

  /// The end of a listing that is set in: most of its lines read as those of a program. Those behind a blank line
  /// belong to it, as long as they are.
  private func listingEnd(from index: Int) -> Int? {
    let indent = lines[index].indent
    guard indent >= 2, index == 0 || lines[index - 1].kind == .blank || lines[index - 1].indent < indent
    else {
      return nil
    }
    var end = index
    var next: Int? = index
    while let start = next, lines[start].indent >= indent {
      var stop = start
      while stop < lines.count, lines[stop].kind != .blank, !dropped[stop], lines[stop].indent >= indent {
        stop += 1
      }
      let coded = (start..<stop).count(where: isProgram)
      guard coded * 2 > stop - start, end > index || coded >= 2 else { break }
      end = stop
      // A shallower line right below is of something else.
      guard stop < lines.count, lines[stop].kind == .blank else { break }
      next = nextLine(stop)
    }
    return end > index ? end : nil
  }

  private func isProgram(_ index: Int) -> Bool {
    let line = lines[index]
    guard line.isText || line.kind == .piped, line.lastByte != 0x2E, line.lastByte != 0x2C else {
      return false
    }
    if line.lastByte == 0x3B || line.lastByte == 0x7B || line.lastByte == 0x7D { return true }
    let first = source.utf8[line.start]
    if first == 0x24 || first == 0x23 {
      return line.content.count > 1 && source.utf8[line.start + 1] == 0x20 || line.signs.contains(.code)
    }
    return line.signs.contains(.code) && isListing(index)
  }

  // MARK: Lines that are set in

  /// The end of lines that stay lines and begin at one column, far from the margin.
  private func setInEnd(from index: Int) -> Int? {
    let indent = lines[index].indent
    // Gaps may part the cells of a table.
    guard indent >= 4, lines[index].isText, !lines[index].hasGap else { return nil }
    var end = index
    while end < lines.count, lines[end].isText, !dropped[end], lines[end].indent == indent,
      wrapping.joint(below: end) != .goesOn
    {
      end += 1
      if wrapping.joint(below: end - 1) != .apart { break }
    }
    return end - index >= 2 ? end : nil
  }
}

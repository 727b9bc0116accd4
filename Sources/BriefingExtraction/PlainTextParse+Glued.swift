import BriefingModel

extension PlainTextParse {
  /// Reads a table whose cells were run together without so much as a blank, as the bare text of a page's rows
  /// is: `FieldDescription` over `OwnerPerson responsible`. The names of its columns must be known, and every
  /// row must have as many places where a capital touches the small letter before it.
  mutating func readGluedCells(at index: Int) -> Int? {
    guard lines[index].wordCount <= 6, lines[index].content.count <= 90, index + 3 < lines.count,
      lines[index + 1].isText, !endsLikeSentence(index)
    else { return nil }
    let seams = seams(index)
    guard (1...5).contains(seams.count) else { return nil }
    let header = cells(index, seams)
    guard header.allSatisfy({ HeaderLexicon.shared.isName($0) }) else { return nil }
    var rows = [Row(cells: header, span: SourceSpan(line: index + 1))]
    var end = index + 1
    while end < lines.count, lines[end].isText, !dropped[end] {
      let places = self.seams(end)
      guard places.count == seams.count else { break }
      rows.append(Row(cells: cells(end, places), span: SourceSpan(line: end + 1)))
      end += 1
    }
    guard rows.count >= 4 else { return nil }
    let span = SourceSpan(firstLine: index + 1, lastLine: end)
    makeTable(.flattened, rows, header: true, span: span)
    noteInferred(span)
    return end
  }

  private func cells(_ index: Int, _ seams: [Int]) -> [String] {
    let content = lines[index].content
    let edges = [content.lowerBound] + seams + [content.upperBound]
    return zip(edges, edges.dropFirst()).map { start, end in
      String(decoding: source.utf8[start..<end], as: UTF8.self).trimmingBlanks()
    }
  }

  /// Where in a line a capital touches two small letters or a closing bracket before it.
  private func seams(_ index: Int) -> [Int] {
    let content = lines[index].content
    guard content.count <= 600 else { return [] }
    return source.utf8.withUnsafeBufferPointer { bytes in
      var found: [Int] = []
      var at = content.lowerBound + 2
      while at < content.upperBound {
        let byte = bytes[at]
        if byte >= 0x41, byte <= 0x5A, Letters.mayBeSmall(bytes[at - 1]) || bytes[at - 1] == 0x29,
          Letters.mayBeSmall(bytes[at - 2]) || bytes[at - 1] == 0x29
        {
          found.append(at)
        }
        at += 1
      }
      return found
    }
  }
}

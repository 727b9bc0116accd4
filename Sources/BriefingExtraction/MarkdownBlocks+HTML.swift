import BriefingModel
import CCmarkGFM

extension MarkdownBlocks {
  mutating func addHTML(_ node: OpaquePointer) {
    var place = span(of: node)
    var source = Array(Self.text(cmark_node_get_literal(node)).utf8)
    // A comment or a lone tag says nothing.
    if !Self.hasText(source), !source.starts(with: Array("<table".utf8)) { return }
    htmlPieces += 1
    // Pieces by the thousand are no article.
    guard htmlPieces <= 4_000 else {
      var text = MarkupTextBuilder()
      source.withUnsafeBufferPointer { text.append($0) }
      return self.place(InlineText(text.takeString()), place)
    }
    // An empty line ends a piece of HTML for Markdown, not for a table.
    let text = String(decoding: source, as: UTF8.self).lowercased()
    if source.count < 4_000, text.contains("<table"), !text.contains("</table"), quoteDepth == 0,
      !isInItem, let end = tableEnd(after: place.lastLine)
    {
      place = SourceSpan(firstLine: place.firstLine, lastLine: end)
      source = Array(lines.text(place).utf8)
      readUpTo = end
    }
    let piece = HTMLReader.sections(of: SourceLines(utf8: source))
    for section in piece.sections {
      if var heading = section.heading {
        heading.span = heading.span.shifted(by: place.firstLine - 1, limit: lines.count)
        if !isInItem {
          flushQuote()
          outline.add(heading)
        }
      }
      for block in section.blocks {
        add(block.shifted(by: place.firstLine - 1, limit: lines.count))
      }
    }
  }

  /// Whether ink stands outside tags and comments.
  static func hasText(_ source: [UInt8]) -> Bool {
    var index = 0
    while index < source.count {
      if source[index] == 0x3C {
        let isComment = source[index...].starts(with: Array("<!--".utf8))
        if isComment {
          guard let end = MarkupBytes.end(of: "-->", in: source, from: index) else { return false }
          index = end
        } else {
          while index < source.count, source[index] != 0x3E { index += 1 }
          index += 1
        }
      } else {
        if source[index] > 0x20 { return true }
        index += 1
      }
    }
    return false
  }

  mutating func tableEnd(after line: Int) -> Int? {
    guard line >= noTableEndBefore else { return nil }
    for number in line..<min(lines.count, line + 2_000) {
      let bytes = lines.utf8[lines.ranges[number]].prefix(4_000).map { $0 | 0x20 }
      if bytes.firstRange(of: Array("</table".utf8)) != nil { return number + 1 }
    }
    noTableEndBefore = line + 2_000
    return nil
  }

  /// The parser drops footnotes that nothing refers to; they are shown all the same.
  mutating func addLostFootnotes() {
    let hasFootnotes = lines.utf8.withUnsafeBufferPointer { bytes in
      var from = 0
      while let place = MarkupBytes.firstIndex(of: UInt8(ascii: "^"), in: bytes, from: from) {
        if place > 0, bytes[place - 1] == UInt8(ascii: "[") { return true }
        from = place + 1
      }
      return false
    }
    guard hasFootnotes else { return }
    let shown = Set(
      outline.sections.flatMap(\.blocks).flatMap { Array($0.span.firstLine...$0.span.lastLine).prefix(400) })
    for number in frontCount..<lines.count where !shown.contains(number + 1) {
      let line = lines.utf8[lines.ranges[number]]
      guard line.starts(with: Array("[^".utf8)), let close = line.firstRange(of: Array("]:".utf8))
      else { continue }
      let label = String(decoding: line[(line.startIndex + 2)..<close.lowerBound], as: UTF8.self)
      let text = String(decoding: line[close.upperBound...], as: UTF8.self).trimmingBlanks()
      guard !text.isEmpty else { continue }
      outline.add(
        .paragraph(
          Paragraph(content: InlineMarkup.read("[\(label)] \(text)"), span: SourceSpan(line: number + 1))))
    }
  }
}

import BriefingModel

/// Lists that a page or a text writes by hand: lines or paragraphs that begin with `•`, `-` or `1.`.
enum MarkupBullets {
  /// A marker at the head of a line.
  struct Marker {
    /// Scalars of the marker, the blanks behind it included.
    var length: Int
    /// The number, where the marker is one.
    var number: Int?
  }

  /// The marker that `text` begins with, text behind it required.
  static func marker(of text: String) -> Marker? {
    // Most texts begin with a letter.
    if let lead = text.utf8.first, lead | 0x20 >= 0x61, lead | 0x20 <= 0x7A { return nil }
    var scalars = text.unicodeScalars.makeIterator()
    guard let first = scalars.next() else { return nil }
    if bullets.contains(first) || first == "-" || first == "*" || first == "–" {
      var length = 1
      var next = scalars.next()
      guard bullets.contains(first) || next == " " else { return nil }
      while let scalar = next, scalar == " " || scalar == "\t" {
        length += 1
        next = scalars.next()
      }
      return next == nil ? nil : Marker(length: length, number: nil)
    }
    // `1.`, `1)`, `(1)`, `1、`
    var length = 0
    var number = 0
    var digits = 0
    var current: Unicode.Scalar? = first
    let isBracketed = first == "(" || first == "（"
    if isBracketed {
      length = 1
      current = scalars.next()
    }
    while let scalar = current, ("0"..."9").contains(scalar), digits < 3 {
      number = number * 10 + Int(scalar.value - 0x30)
      digits += 1
      length += 1
      current = scalars.next()
    }
    guard digits > 0, let sign = current else { return nil }
    guard isBracketed ? sign == ")" || sign == "）" : sign == "." || sign == ")" || sign == "、" || sign == "．"
    else { return nil }
    length += 1
    current = scalars.next()
    guard current == " " || sign == "、" || sign == "．" || sign == "）" else { return nil }
    while current == " " {
      length += 1
      current = scalars.next()
    }
    return current == nil ? nil : Marker(length: length, number: number)
  }

  /// The text of an item without a marker that its author wrote besides that of the list.
  static func withoutMarker(_ text: InlineText) -> InlineText {
    guard let first = text.text.unicodeScalars.first, bullets.contains(first),
      let marker = marker(of: text.text)
    else { return text }
    return text.dropping(marker.length)
  }

  /// Turns each run of two or more paragraphs that begin with markers alike into a list.
  static func gathered(_ blocks: [Block]) -> [Block] {
    var result: [Block] = []
    result.reserveCapacity(blocks.count)
    var index = 0
    while index < blocks.count {
      var run: [(paragraph: Paragraph, marker: Marker)] = []
      while index + run.count < blocks.count, case .paragraph(let paragraph) = blocks[index + run.count],
        let marker = marker(of: paragraph.text), run.last.map({ follows(marker, $0.marker) }) ?? true
      {
        run.append((paragraph, marker))
      }
      guard run.count >= 2 else {
        result.append(blocks[index])
        index += 1
        continue
      }
      let items = run.map { item($0.paragraph.content, $0.marker, $0.paragraph.span) }
      var intro: String?
      if case .paragraph(let before)? = result.last, before.text.endsInColon { intro = before.text }
      result.append(.list(list(items, intro: intro, ordered: run[0].marker.number != nil)))
      index += run.count
    }
    return result
  }

  /// Parts a paragraph whose lines are ended by `br` where two or more lines that follow each other
  /// begin with markers alike: the text before them, the list, the text behind. Nil for any other.
  ///
  /// `lineStarts` holds, for each line but the first, its first scalar and its 1-based source line.
  static func parted(
    _ content: InlineText, lineStarts: [(scalar: Int, line: Int)], from first: Int, to last: Int
  ) -> [Block]? {
    guard lineStarts.count <= 2_000 else { return nil }
    let scalars = Array(content.text.unicodeScalars)
    var starts = [(scalar: 0, line: first)]
    for start in lineStarts
    where start.scalar > starts[starts.count - 1].scalar && start.scalar < scalars.count {
      starts.append(start)
    }
    let parts = starts.indices.map { place -> (text: InlineText, span: SourceSpan) in
      let end = place + 1 < starts.count ? starts[place + 1].scalar : scalars.count
      let lastLine = place + 1 < starts.count ? max(starts[place].line, starts[place + 1].line) : last
      return (
        content.slice(starts[place].scalar..<end),
        SourceSpan(firstLine: starts[place].line, lastLine: max(starts[place].line, lastLine))
      )
    }
    let markers = parts.map { marker(of: $0.text.text) }
    var blocks: [Block] = []
    var found = false
    var index = 0
    var plain: (text: InlineText, span: SourceSpan)?
    func flush() {
      if let plain { blocks.append(.paragraph(Paragraph(content: plain.text, span: plain.span))) }
      plain = nil
    }
    while index < parts.count {
      var count = 0
      while index + count < parts.count, let marker = markers[index + count],
        count == 0 || markers[index + count - 1].map({ follows(marker, $0) }) == true
      {
        count += 1
      }
      if count >= 2 {
        found = true
        let intro = plain.flatMap { $0.text.text.endsInColon ? $0.text.text : nil }
        flush()
        let items = (index..<(index + count)).compactMap { place in
          markers[place].map { item(parts[place].text, $0, SourceSpan(line: parts[place].span.firstLine)) }
        }
        blocks.append(.list(list(items, intro: intro, ordered: markers[index]?.number != nil)))
        index += count
      } else {
        if var before = plain {
          before.text.append(parts[index].text)
          before.span = before.span.union(parts[index].span)
          plain = before
        } else {
          plain = parts[index]
        }
        index += 1
      }
    }
    flush()
    return found ? blocks : nil
  }

  private static func follows(_ marker: Marker, _ before: Marker) -> Bool {
    if let number = marker.number { return before.number == number - 1 }
    return before.number == nil
  }

  private static func item(_ text: InlineText, _ marker: Marker, _ span: SourceSpan) -> ListItem {
    let content = text.dropping(marker.length)
    return ListItem(content: content, label: ListLabel.label(of: content.text), span: span)
  }

  private static func list(_ items: [ListItem], intro: String?, ordered: Bool) -> ItemList {
    let span = items.reduce(items[0].span) { $0.union($1.span) }
    return ItemList(intro: intro, ordered: ordered, items: items, span: span)
  }

  private static let bullets: Set<Unicode.Scalar> = [
    "•", "‣", "◦", "▪", "▫", "●", "○", "■", "□", "▸", "►", "▶", "➢", "➤", "✓", "✔", "∙", "⁃", "◆", "★",
  ]
}

extension String {
  /// Whether the text ends in a colon of either width.
  var endsInColon: Bool { utf8.last == UInt8(ascii: ":") || hasSuffix("：") }
}

extension InlineText {
  /// The scalars of `range` with their marks, blanks at both ends left out.
  func slice(_ range: Range<Int>) -> InlineText {
    let scalars = Array(text.unicodeScalars)
    var range = range.clamped(to: 0..<scalars.count)
    while let first = range.first, scalars[first] == " " { range = (first + 1)..<range.upperBound }
    while let last = range.last, scalars[last] == " " { range = range.lowerBound..<last }
    let marks = marks.compactMap { mark -> InlineMark? in
      let kept = mark.range.clamped(to: range)
      guard !kept.isEmpty else { return nil }
      return InlineMark(
        kind: mark.kind, range: (kept.lowerBound - range.lowerBound)..<(kept.upperBound - range.lowerBound))
    }
    return InlineText(String(String.UnicodeScalarView(scalars[range])), marks: marks)
  }

  /// The text without its first `count` scalars.
  func dropping(_ count: Int) -> InlineText { slice(count..<max(count, text.unicodeScalars.count)) }

  /// Adds a text behind a blank.
  mutating func append(_ more: InlineText) {
    let shift = text.unicodeScalars.count + 1
    text += " " + more.text
    marks += more.marks.map {
      InlineMark(kind: $0.kind, range: ($0.range.lowerBound + shift)..<($0.range.upperBound + shift))
    }
  }

  /// Bytes of ink in links to elsewhere, and outside any link.
  var inkByLink: (linked: Int, plain: Int) {
    if marks.isEmpty { return (0, MarkupBytes.ink(text)) }
    let ranges = marks.compactMap { mark -> Range<Int>? in
      if case .link = mark.kind { mark.range } else { nil }
    }
    guard !ranges.isEmpty else { return (0, MarkupBytes.ink(text)) }
    var linked = 0
    var plain = 0
    var place = 0
    var offset = 0
    for scalar in text.unicodeScalars {
      while place < ranges.count, ranges[place].upperBound <= offset { place += 1 }
      let size = scalar.value <= 0x20 ? 0 : UTF8.width(scalar)
      if place < ranges.count, ranges[place].contains(offset) { linked += size } else { plain += size }
      offset += 1
    }
    return (linked, plain)
  }
}

import BriefingModel

/// Lists that a page or a text writes by hand: lines or paragraphs that begin with `•`, `-` or `1.`.
enum MarkupBullets {
  /// A marker at the head of a line.
  struct Marker {
    /// Scalars of the marker, the blanks behind it included.
    var length: Int
    var mark: ListMarker
    /// Whether it counts by itself; else only beside one alike.
    var isStrong: Bool

    /// The marker as it stands at the head of `text`, where it says more than a bullet.
    func written(in text: String) -> String? {
      mark.written(String(text.unicodeScalars.prefix(length)))
    }
  }

  /// The marker that `text` begins with, text behind it required.
  static func marker(of text: String) -> Marker? {
    // Most texts begin with a letter, and no letter marks but `a)`, `i.` and their like.
    let head = text.utf8.prefix(5)
    guard let lead = head.first else { return nil }
    if Letters.isASCIILetter(lead), !head.dropFirst().contains(where: { $0 == 0x2E || $0 == 0x29 }) {
      return nil
    }
    var text = text
    return text.withUTF8 { bytes in
      let strong = ListMarker(bytes, 0, bytes.count)
      guard let mark = strong ?? ListMarker.loose(bytes, 0, bytes.count, announced: false),
        mark.end < bytes.count
      else { return nil }
      // `— Jane Doe`, and the turns of a conversation.
      if mark.family == .bullet(0x8094) { return nil }
      return Marker(
        length: bytes[..<mark.end].count { $0 & 0xC0 != 0x80 }, mark: mark, isStrong: strong != nil)
    }
  }

  /// The text of an item without a marker that its author wrote besides that of the list, and that marker
  /// where it says more than a bullet.
  static func parted(_ text: InlineText) -> (mark: String?, text: InlineText) {
    guard let first = text.text.unicodeScalars.first, first != "-", first != "*", first != "+",
      !Letters.isLetter(first), let marker = marker(of: text.text), !marker.mark.isOrdered
    else { return text.partedFromTaskMark }
    return (marker.written(in: text.text), text.dropping(marker.length))
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
      result.append(.list(list(items, intro: intro, ordered: run[0].marker.mark.isOrdered)))
      index += run.count
    }
    return result
  }

  /// Where a line begins that stands behind a `br`.
  struct LineStart {
    /// Its first scalar in the text.
    var scalar: Int
    /// 1-based in the source.
    var line: Int
    /// That on which the text before it ends.
    var lineBefore: Int
  }

  /// Parts a paragraph whose lines are ended by `br` where two or more lines that follow each other
  /// begin with markers alike: the text before them, the list, the text behind. Nil for any other.
  ///
  /// - Parameter lineStarts: those of all lines but the first.
  static func parted(
    _ content: InlineText, lineStarts: [LineStart], from first: Int, to last: Int
  ) -> [Block]? {
    guard lineStarts.count <= 2_000 else { return nil }
    let scalars = Array(content.text.unicodeScalars)
    var starts = [LineStart(scalar: 0, line: first, lineBefore: first)]
    for start in lineStarts
    where start.scalar > starts[starts.count - 1].scalar && start.scalar < scalars.count {
      starts.append(start)
    }
    let parts = starts.indices.map { place -> (text: InlineText, span: SourceSpan) in
      let end = place + 1 < starts.count ? starts[place + 1].scalar : scalars.count
      let lastLine = place + 1 < starts.count ? starts[place + 1].lineBefore : last
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
          markers[place].map { item(parts[place].text, $0, parts[place].span) }
        }
        blocks.append(.list(list(items, intro: intro, ordered: markers[index]?.mark.isOrdered ?? false)))
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
    if marker.mark.isOrdered {
      return marker.mark.family == before.mark.family && marker.mark.isNext(after: before.mark)
    }
    // Bullets of two sorts are of one list, unless they are only bullets beside their like.
    if marker.isStrong, before.isStrong { return !before.mark.isOrdered && !Self.opposes(marker, before) }
    return marker.mark.family == before.mark.family
  }

  /// A check mark and a cross.
  private static func opposes(_ one: Marker, _ other: Marker) -> Bool {
    func isCross(_ marker: Marker) -> Bool {
      marker.mark.family == .bullet(0x9C97) || marker.mark.family == .bullet(0x9C98)
    }
    return isCross(one) != isCross(other)
  }

  private static func item(_ text: InlineText, _ marker: Marker, _ span: SourceSpan) -> ListItem {
    let task = text.dropping(marker.length).partedFromTaskMark
    return ListItem(
      content: task.text, label: ListLabel.label(of: task.text.text),
      marker: ListMarker.joined(marker.written(in: text.text), task.mark), span: span)
  }

  private static func list(_ items: [ListItem], intro: String?, ordered: Bool) -> ItemList {
    let span = items.reduce(items[0].span) { $0.union($1.span) }
    return ItemList(intro: intro, ordered: ordered, items: items, span: span)
  }
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

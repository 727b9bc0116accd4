import BriefingModel

/// What is read of a document at most, so that no file takes more than a bounded share of a machine's memory.
///
/// The bounds lie far beyond what anybody writes to be read: a book has two megabytes. What lies behind them is left out
/// with a note, and a line of any length can be shown, as it is parted into pieces that are laid out by themselves.
struct ReadingLimits: Sendable {
  /// Bytes of a file, in the encoding that it has.
  var mostBytes = 24 << 20
  /// Lines of a file: each takes a hundred bytes and more before anything is known of it.
  var mostLines = 400_000
  /// Headings, paragraphs, items, rows and lines of code together.
  var mostPieces = 200_000
  /// Bytes of a paragraph, beyond which it becomes several.
  var longestParagraph = 64 << 10
  /// Bytes of what can not become several: a heading, an item, a cell. What is longer is cut.
  var longestText = 1 << 20

  static let standard = ReadingLimits()

  // MARK: - Before anything is read

  /// The offset behind the last byte that is read, at the end of a line where there is one; nil for what is read whole.
  func end(of bytes: [UInt8]) -> Int? {
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let end = bytes.withUnsafeBufferPointer { bytes -> Int? in
      let limit = min(bytes.count, mostBytes)
      if let end = endOfLines(UnsafeBufferPointer(rebasing: bytes[..<limit])) { return end }
      guard bytes.count > mostBytes else { return nil }
      // Back to the last line that is whole, unless that would leave out much of the text.
      if let last = bytes[(limit - longestText)..<limit].lastIndex(of: 0x0A) { return last + 1 }
      var end = limit
      while end > limit - 3, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      return end
    }
    guard let end, end < bytes.count else { return nil }
    // A sign of UTF-16 takes two bytes.
    return isWide ? min(bytes.count, end + end % 2) : end
  }

  /// The offset behind the last line that is read; nil where there are no more lines than that.
  private func endOfLines(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count > mostLines else { return nil }
    var lines = 0
    var start = 0
    while start < bytes.count {
      let part = start..<min(start + 1 << 14, bytes.count)
      var found = 0
      // Without a branch, which is done sixteen and more at a time.
      for index in part {
        let byte = bytes[index]
        found &+= byte == 0x0A || byte == 0x0D ? 1 : 0
      }
      if lines + found >= mostLines {
        for index in part where bytes[index] == 0x0A || bytes[index] == 0x0D {
          lines += 1
          if lines == mostLines { return index + 1 }
        }
      }
      lines += found
      start = part.upperBound
    }
    return nil
  }

  // MARK: - Before anything is made of it

  /// Parts what is too long, and leaves out what is too much, with notes.
  func apply(to briefing: inout Briefing) {
    var pieces = 0
    var isWithin = isWithin(briefing.title ?? "")
    for section in briefing.sections {
      pieces += 1
      isWithin = isWithin && section.heading.map { self.isWithin($0.text) } ?? true
      for block in section.blocks {
        pieces += size(of: block)
        isWithin = isWithin && self.isWithin(block)
      }
    }
    if pieces > mostPieces { leaveOut(&briefing) }
    if isWithin { return }
    var cuts: [SourceSpan] = []
    if let title = briefing.title, !self.isWithin(title) {
      briefing.title = cut(title)
      cuts.append(briefing.titleSpan ?? SourceSpan(line: 1))
    }
    for index in briefing.sections.indices {
      if let heading = briefing.sections[index].heading, !self.isWithin(heading.text) {
        briefing.sections[index].heading?.content = InlineText(cut(heading.text))
        cuts.append(heading.span)
      }
      guard !briefing.sections[index].blocks.allSatisfy(self.isWithin) else { continue }
      briefing.sections[index].blocks = briefing.sections[index].blocks.flatMap { bounded($0, &cuts) }
    }
    briefing.notes += cuts.map {
      ExtractionNote(
        kind: .truncated,
        message: "What stands here is too long for its place: it is shown up to a million bytes.",
        span: $0)
    }
  }

  /// Pieces that a block takes.
  private func size(of block: Block) -> Int {
    switch block {
    case .paragraph: 1
    case .list(let list): list.items.count
    case .table(let table): 1 + table.rows.count
    case .quote(let quote): quote.paragraphs.count
    case .code(let code): code.lines.count
    }
  }

  private func isWithin(_ text: String) -> Bool { text.utf8.count <= longestText }

  private func isWithin(_ block: Block) -> Bool {
    switch block {
    case .paragraph(let paragraph): paragraph.text.utf8.count <= longestParagraph
    case .list(let list): list.items.allSatisfy { isWithin($0.text) }
    case .table(let table):
      table.header.allSatisfy { isWithin($0) } && table.rows.allSatisfy { $0.allSatisfy { isWithin($0) } }
    case .quote(let quote): quote.paragraphs.allSatisfy { $0.text.utf8.count <= longestParagraph }
    case .code(let code): code.lines.allSatisfy { isWithin($0) }
    }
  }

  /// Leaves out the blocks behind the last piece that is read.
  private func leaveOut(_ briefing: inout Briefing) {
    var left = mostPieces
    for index in briefing.sections.indices {
      left -= 1
      for place in briefing.sections[index].blocks.indices {
        let block = briefing.sections[index].blocks[place]
        let size = size(of: block)
        if size <= left {
          left -= size
          continue
        }
        let (kept, line) = beginning(of: block, pieces: left)
        briefing.sections[index].blocks.replaceSubrange(place..., with: kept.map { [$0] } ?? [])
        briefing.sections.removeSubrange((index + 1)...)
        briefing.notes.append(Self.unread("The file has too many paragraphs, items and rows", line: line))
        return
      }
      if left <= 0, index + 1 < briefing.sections.count {
        let line = briefing.sections[index + 1].heading?.span.firstLine ?? briefing.lineCount
        briefing.sections.removeSubrange((index + 1)...)
        briefing.notes.append(Self.unread("The file has too many headings", line: line))
        return
      }
    }
  }

  /// The first pieces of a block, nil for none, and the 1-based line of the first one that is left out.
  private func beginning(of block: Block, pieces: Int) -> (block: Block?, line: Int) {
    switch block {
    case .paragraph(let paragraph): return (nil, paragraph.span.firstLine)
    case .list(var list):
      let line = list.items[max(0, pieces)].span.firstLine
      list.items.removeSubrange(max(0, pieces)...)
      list.span = SourceSpan(firstLine: list.span.firstLine, lastLine: max(list.span.firstLine, line - 1))
      return (list.items.isEmpty ? nil : .list(list), line)
    case .table(var table):
      guard pieces > 1 else { return (nil, table.span.firstLine) }
      let line = table.rowSpans[pieces - 1].firstLine
      table.rows.removeSubrange((pieces - 1)...)
      table.rowSpans.removeSubrange((pieces - 1)...)
      table.cellLists?.removeAll { $0.row >= pieces - 1 }
      return (.table(table), line)
    case .quote(let quote): return (nil, quote.span.firstLine)
    case .code(var code):
      let line = min(code.span.lastLine, code.span.firstLine + max(0, pieces))
      code.lines.removeSubrange(max(0, pieces)...)
      code.span = SourceSpan(firstLine: code.span.firstLine, lastLine: max(code.span.firstLine, line - 1))
      return (code.lines.isEmpty ? nil : .code(code), line)
    }
  }

  /// The note on what lies behind the last line that is read; `reason` begins its sentence.
  static func unread(_ reason: String, line: Int) -> ExtractionNote {
    ExtractionNote(
      kind: .unread, message: reason + ": it is read up to this line.", span: SourceSpan(line: line))
  }

  /// A block whose texts are bounded: several paragraphs for one that is too long.
  private func bounded(_ block: Block, _ cuts: inout [SourceSpan]) -> [Block] {
    if isWithin(block) { return [block] }
    switch block {
    case .paragraph(let paragraph):
      return parts(of: paragraph.content).map { .paragraph(Paragraph(content: $0, span: paragraph.span)) }
    case .quote(var quote):
      quote.paragraphs = quote.paragraphs.flatMap { parts(of: $0) }
      return [.quote(quote)]
    case .list(var list):
      for index in list.items.indices where !isWithin(list.items[index].text) {
        list.items[index].content = InlineText(cut(list.items[index].text))
        cuts.append(list.items[index].span)
      }
      return [.list(list)]
    case .table(var table):
      table.header = table.header.map { cut($0) }
      for row in table.rows.indices where !table.rows[row].allSatisfy({ isWithin($0) }) {
        table.rows[row] = table.rows[row].map { cut($0) }
      }
      cuts.append(table.span)
      return [.table(table)]
    case .code(var code):
      code.lines = code.lines.map { cut($0) }
      cuts.append(code.span)
      return [.code(code)]
    }
  }

  /// The beginning of a text that is too long, and what says that it goes on.
  private func cut(_ text: String) -> String {
    if isWithin(text) { return text }
    var text = text
    return text.withUTF8 { bytes in
      var end = longestText
      while bytes[end] & 0xC0 == 0x80 { end -= 1 }
      return String(decoding: bytes[..<end], as: UTF8.self) + "…"
    }
  }

  /// A long text in pieces, parted at blanks where there are any; a blank where it is parted goes.
  private func parts(of content: InlineText) -> [InlineText] {
    var text = content.text
    var parts: [InlineText] = []
    text.withUTF8 { bytes in
      var start = 0
      /// Scalars before `start`.
      var scalars = 0
      /// Marks that end before `start`.
      var passed = 0
      while start < bytes.count {
        var end = min(bytes.count, start + longestParagraph)
        if end < bytes.count {
          if let blank = bytes[(start + longestParagraph / 2)..<end].lastIndex(of: 0x20) {
            end = blank
          } else {
            while bytes[end] & 0xC0 == 0x80 { end -= 1 }
          }
        }
        let range = start..<end
        let count = bytes[range].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        while passed < content.marks.count, content.marks[passed].range.upperBound <= scalars { passed += 1 }
        let shown = scalars..<(scalars + count)
        var marks: [InlineMark] = []
        for mark in content.marks[passed...] {
          if mark.range.lowerBound >= shown.upperBound { break }
          let part = mark.range.clamped(to: shown)
          guard !part.isEmpty else { continue }
          marks.append(
            InlineMark(
              kind: mark.kind, range: (part.lowerBound - scalars)..<(part.upperBound - scalars)))
        }
        parts.append(InlineText(String(decoding: bytes[range], as: UTF8.self), marks: marks))
        scalars += count
        start = end
        if start < bytes.count, bytes[start] == 0x20 {
          start += 1
          scalars += 1
        }
      }
    }
    return parts
  }
}

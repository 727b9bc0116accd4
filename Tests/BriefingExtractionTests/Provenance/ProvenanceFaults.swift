public import BriefingModel

/// What is wrong with the places that a briefing's values name, or with its order; empty where all is
/// as it must be for any bytes whatsoever.
///
/// Each check takes time linear in the briefing and the lines that its spans cover, so that a fuzzer
/// can make them for each input.
public struct ProvenanceFaults {
  /// One sentence for each fault.
  public private(set) var found: [String] = []
  private let briefing: Briefing
  private let lines: SourceLines
  private let isMarkup: Bool

  /// Faults of `opened`.
  public static func find(in opened: OpenedBriefing) -> [String] {
    var faults = ProvenanceFaults(opened)
    faults.checkAll()
    return faults.found
  }

  private init(_ opened: OpenedBriefing) {
    briefing = opened.briefing
    lines = opened.lines
    isMarkup = opened.briefing.format != .text
  }

  private mutating func expect(_ holds: Bool, _ fault: @autoclosure () -> String) {
    if !holds, found.count < 20 { found.append(fault()) }
  }

  private mutating func checkAll() {
    let (count, said) = (lines.count, briefing.lineCount)
    expect(said == count, "lineCount \(said) of \(count)")
    if let span = briefing.titleSpan { check(span, "title") }
    if let title = briefing.title, let span = briefing.titleSpan { check(title, stands: span, "title") }
    expect(briefing.titleSpan == nil || briefing.title != nil, "a title's span without a title")
    if let span = briefing.dateSpan { check(span, "date") }
    if let date = briefing.date { expect(Self.isDay(date), "date \(date)") }
    checkSections()
    checkAssessments()
    checkNotes()
  }

  // MARK: Sections

  private mutating func checkSections() {
    var last: SourceSpan?
    for (place, section) in briefing.sections.enumerated() {
      expect(section.heading != nil || place == 0, "section \(place) without a heading")
      if let heading = section.heading {
        check(heading.span, "heading")
        check(heading.content, stands: heading.span, "heading")
        expect((1...6).contains(heading.level), "heading of level \(heading.level)")
        checkOrder(heading.span, after: &last, "heading")
      }
      for block in section.blocks {
        check(block.span, "block")
        checkOrder(block.span, after: &last, "block")
        switch block {
        case .paragraph(let paragraph): check(paragraph.content, stands: paragraph.span, "paragraph")
        case .list(let list): checkList(list)
        case .table: break
        case .quote(let quote):
          for content in quote.paragraphs { check(content, stands: quote.span, "quotation") }
        case .code(let code):
          for text in code.lines { check(text, stands: code.span, "code") }
        }
      }
    }
    let tables = briefing.tables
    expect(
      tables.map(\.id) == tables.indices.map { "t\($0 + 1)" }, "tables are \(tables.map(\.id).prefix(9))")
    for table in tables { checkTable(table) }
  }

  /// Text is read from top to bottom; a paragraph that was too long stands in its lines several times. In HTML a table
  /// may push text before itself, and Markdown puts footnotes last.
  private mutating func checkOrder(_ span: SourceSpan, after last: inout SourceSpan?, _ what: String) {
    guard !isMarkup, span != last || what != "block" else { return }
    defer { last = span }
    guard let last else { return }
    // A label and the first of the items behind it share a line, not its columns.
    let shares = span.firstLine == last.lastLine
    let isBehind =
      shares
      ? (span.firstColumn ?? 1) > (last.lastColumn ?? .max) : span.firstLine > last.lastLine
    expect(isBehind, "\(what) at \(span.firstLine) after line \(last.lastLine)")
  }

  private mutating func checkList(_ list: ItemList) {
    expect(!list.items.isEmpty, "a list of nothing at \(list.span.firstLine)")
    for item in list.items {
      check(item.span, "item")
      check(item.content, stands: item.span, "item")
      expect(Self.holds(list.span, item.span), "item at \(item.span) outside its list \(list.span)")
      expect(item.depth >= 0, "item of depth \(item.depth)")
      if let marker = item.marker { expect(!marker.isEmpty, "an empty marker at \(item.span)") }
      if let label = item.label { expect(item.text.hasPrefix(label), "label \(label) of \(item.text)") }
    }
  }

  private mutating func checkTable(_ table: Table) {
    expect(table.rows.count == table.rowSpans.count, "\(table.id): rows without spans")
    expect(
      table.rows.allSatisfy { $0.count == table.columnCount }, "\(table.id): rows of unlike width")
    expect(
      table.header.isEmpty || table.rows.isEmpty || table.header.count == table.columnCount,
      "\(table.id): header of unlike width")
    if table.confidence == .uncertain { expect(table.rows.isEmpty, "\(table.id): uncertain, with cells") }
    if let score = table.score { expect((0...1).contains(score), "\(table.id): score \(score)") }
    if table.form != .html {
      expect(table.raw == lines.text(table.span), "\(table.id): raw is not the source at \(table.span)")
    }
    if let span = table.headerSpan {
      check(span, "header")
      expect(Self.holds(table.span, span), "\(table.id): header at \(span) outside \(table.span)")
    }
    // A cell that spans rows stands in the first of them only.
    let isSpanned = table.form == .html
    for (row, span) in zip(table.rows, table.rowSpans) {
      check(span, "row")
      expect(Self.holds(table.span, span), "\(table.id): row at \(span) outside \(table.span)")
      for cell in row { check(cell, stands: isSpanned ? table.span : span, "cell") }
    }
    for cell in table.header { check(cell, stands: table.span, "cell of the header") }
    if table.form == .flattened { checkFlattened(table) }
  }

  /// The cells of a flattened table, joined, are its lines.
  private mutating func checkFlattened(_ table: Table) {
    for (row, span) in zip(table.rows, table.rowSpans) {
      let joined = Self.words(row.joined(separator: " "))
      expect(joined == Self.words(lines.text(span)), "\(table.id): row at \(span) is not its line")
    }
  }

  // MARK: Assessments and notes

  private mutating func checkAssessments() {
    let tables = Dictionary(briefing.tables.map { ($0.id, $0) }) { first, _ in first }
    for assessment in briefing.assessments {
      check(assessment.span, "assessment")
      expect(!assessment.text.isEmpty, "an assessment of nothing at \(assessment.span)")
      let table = assessment.tableID.flatMap { tables[$0] }
      expect((assessment.tableID == nil) == (table == nil), "assessment of \(assessment.tableID ?? "")")
      if let table, table.form == .html {
        check(assessment.text, stands: table.span, "assessment")
      } else {
        check(assessment.text, stands: assessment.span, "assessment")
      }
      if let table {
        expect(
          Self.holds(table.span, assessment.span), "assessment at \(assessment.span) outside \(table.id)")
      }
      if let table, let row = assessment.row {
        expect(table.rows.indices.contains(row), "assessment of row \(row) of \(table.id)")
      }
      if let table, let column = assessment.column {
        expect((0..<table.columnCount).contains(column), "assessment of column \(column) of \(table.id)")
      }
    }
  }

  private mutating func checkNotes() {
    var line = 0
    for note in briefing.notes {
      check(note.span, "note \(note.kind.rawValue)")
      expect(note.span.firstLine >= line, "note at \(note.span.firstLine) behind line \(line)")
      expect(!note.message.isEmpty, "a note of nothing at \(note.span)")
      line = note.span.firstLine
    }
  }

  // MARK: Spans

  private mutating func check(_ span: SourceSpan, _ what: String) {
    let count = lines.count
    guard span.firstLine >= 1, span.lastLine >= span.firstLine, span.lastLine <= count else {
      return expect(false, "\(what) at \(span) of \(count) lines")
    }
    if let column = span.firstColumn {
      expect(column >= 1 && column <= length(span.firstLine), "\(what) from column \(column) at \(span)")
    }
    if let column = span.lastColumn {
      expect(column >= 1 && column <= length(span.lastLine), "\(what) to column \(column) at \(span)")
      if span.firstLine == span.lastLine {
        expect(column >= span.firstColumn ?? 1, "\(what): columns in reverse at \(span)")
      }
    }
  }

  /// In Unicode scalars.
  private func length(_ line: Int) -> Int {
    lines.utf8[lines.ranges[line - 1]].count { $0 & 0xC0 != 0x80 }
  }

  private static func holds(_ outer: SourceSpan, _ inner: SourceSpan) -> Bool {
    outer.firstLine <= inner.firstLine && outer.lastLine >= inner.lastLine
  }

  // MARK: Words

  private mutating func check(_ content: InlineText, stands span: SourceSpan, _ what: String) {
    check(content.text, stands: span, what)
    guard !content.marks.isEmpty else { return }
    let length = content.text.unicodeScalars.count
    var lower = 0
    for mark in content.marks {
      expect(
        mark.range.lowerBound >= lower && mark.range.upperBound <= length && !mark.range.isEmpty,
        "\(what) at \(span): mark at \(mark.range) of \(length)")
      lower = mark.range.lowerBound
    }
  }

  /// Whether the letters and digits of `text` stand in the lines of `span` in their order, something
  /// else (marks, tags) perhaps between them. HTML may read them in another order than they are written:
  /// what stands in a table outside its cells comes before it.
  private mutating func check(_ text: String, stands span: SourceSpan, _ what: String) {
    guard span.firstLine >= 1, span.lastLine <= lines.count, span.firstLine <= span.lastLine else { return }
    var range = lines.ranges[span.firstLine - 1].lowerBound..<lines.ranges[span.lastLine - 1].upperBound
    if let columns = columns(of: span) { range = columns }
    let source = lines.utf8[range]
    var isWhole = true
    text.utf8.withContiguousStorageIfAvailable { text in
      source.withUnsafeBufferPointer { isWhole = Self.stands(text, in: $0, isMarkup: isMarkup) }
    }
    if !isWhole, briefing.format == .html { isWhole = Self.holds(source, text) }
    expect(isWhole, "\(what) “\(text.prefix(60))” is not at \(span)")
  }

  private func columns(of span: SourceSpan) -> Range<Int>? {
    guard span.firstColumn != nil || span.lastColumn != nil else { return nil }
    func offset(_ line: Int, _ scalars: Int) -> Int {
      var left = scalars
      let range = lines.ranges[line - 1]
      for index in range where lines.utf8[index] & 0xC0 != 0x80 {
        if left == 0 { return index }
        left -= 1
      }
      return range.upperBound
    }
    let lower = offset(span.firstLine, (span.firstColumn ?? 1) - 1)
    let upper =
      span.lastColumn.map { offset(span.lastLine, $0) } ?? lines.ranges[span.lastLine - 1].upperBound
    return lower <= upper ? lower..<upper : nil
  }

  private static func stands(
    _ text: UnsafeBufferPointer<UInt8>, in source: UnsafeBufferPointer<UInt8>, isMarkup: Bool
  ) -> Bool {
    // An entity stands for what it does not spell, and a footnote's number is not its label.
    if isMarkup, source.contains(UInt8(ascii: "&")) || source.contains(UInt8(ascii: "^")) { return true }
    var at = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      // What cannot be shown is a replacement in the value, not in the source.
      if byte == 0xEF, index + 2 < text.count, text[index + 1] == 0xBF, text[index + 2] == 0xBD {
        index += 3
        continue
      }
      // What markup raises or lowers stands on the line in the source.
      if isMarkup, let length = raised(text, at: index) {
        index += length
        continue
      }
      if isInk(byte) {
        while at < source.count, source[at] != byte { at += 1 }
        if at == source.count { return false }
        at += 1
      }
      index += 1
    }
    return true
  }

  /// Whether `source` has each letter and digit of `text` as often.
  private static func holds(_ source: ArraySlice<UInt8>, _ text: String) -> Bool {
    var counts = [Int](repeating: 0, count: 256)
    for byte in source { counts[Int(byte)] += 1 }
    let plain = text.unicodeScalars.filter { scalar in
      scalar.value != 0xFFFD
        && Array(String(scalar).utf8).withUnsafeBufferPointer { raised($0, at: 0) } == nil
    }
    for byte in ink(String(String.UnicodeScalarView(plain))) { counts[Int(byte)] -= 1 }
    return counts.allSatisfy { $0 >= 0 }
  }

  /// The bytes of the raised or lowered digit or sign at `index`; nil where there is none.
  private static func raised(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
    if text[index] == 0xC2, index + 1 < text.count {
      return [0xB2, 0xB3, 0xB9].contains(text[index + 1]) ? 2 : nil
    }
    guard text[index] == 0xE2, index + 2 < text.count else { return nil }
    return text[index + 1] == 0x81 && text[index + 2] >= 0xB0
      || text[index + 1] == 0x82 && text[index + 2] < 0x90
      ? 3 : nil
  }

  private static func isInk(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
      || (0x61...0x7A).contains(byte)
  }

  private static func ink(_ text: String) -> [UInt8] { text.utf8.filter(isInk) }

  /// The letters and signs of a text, without blanks of any width and the marks of ASCII.
  private static func words(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      guard scalar.isASCII else { return !scalar.properties.isWhitespace }
      return isInk(UInt8(scalar.value))
    }
  }

  private static func isDay(_ date: String) -> Bool {
    let parts = date.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], date.utf8.count == 10 else { return false }
    guard let month = Int(date.dropFirst(5).prefix(2)), let day = Int(date.suffix(2)) else { return false }
    return (1...12).contains(month) && (1...31).contains(day)
  }
}

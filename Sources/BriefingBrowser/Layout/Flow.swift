public import BriefingModel

/// A line of a flow: 0-based item, and 0-based line within the item as it is laid out now.
public struct FlowPlace: Sendable, Hashable, Comparable {
  public var item: Int
  public var line: Int

  public init(item: Int = 0, line: Int = 0) {
    self.item = item
    self.line = line
  }

  public static func < (left: FlowPlace, right: FlowPlace) -> Bool {
    (left.item, left.line) < (right.item, right.line)
  }
}

/// A place that means the same at any width: a scalar of an item's text.
public struct FlowAnchor: Sendable, Hashable {
  var item: Int
  /// 0-based scalar of the first text shown in the line; nil for a line without text.
  var offset: Int?
  var text: Int
}

/// Where a find pattern stands.
public struct FlowMatch: Sendable, Hashable {
  public var item: Int
  /// 0-based among the texts of the item: cells of a row, else 0.
  public var text: Int
  /// Scalars of that text, 0-based, half-open.
  public var range: Range<Int>
}

/// One paragraph, heading, list item, table row … of a briefing, in reading order.
public struct FlowItem: Sendable, Equatable {
  public enum Kind: Sendable, Equatable {
    case title
    /// What is known about the briefing: source, date, counts.
    case about
    /// A heading with its depth below the highest heading of the briefing, 0 for those.
    case heading(depth: Int)
    case paragraph
    /// A list item with its marker and its 0-based depth.
    case listItem(marker: String, depth: Int)
    /// Name, header and rule of a table; the number is 0-based among the briefing's tables.
    case tableHeader(table: Int)
    /// A 0-based body row.
    case tableRow(table: Int, row: Int)
    /// A source line of a table whose cells are not known.
    case rawLine(table: Int)
    case quote
    case code
    /// What stood here and was lost before the file was written.
    case loss
  }

  public let kind: Kind
  /// What can be read and searched: the cells of a row, else one text.
  public let texts: [InlineText]
  public let span: SourceSpan?
  /// 0-based section.
  public let section: Int
  /// Empty lines before it.
  public let blanksBefore: Int
  /// In how many quotations it stands.
  public let quoted: Int
}

/// A briefing as one sequence of items, each laid out only when it is shown.
///
/// Nothing here depends on a width, and making it takes time in the number of blocks, not of
/// characters: a long briefing opens as fast as a short one, and a page costs the same anywhere.
public struct Flow: Sendable, Equatable {
  public let items: [FlowItem]
  /// The briefing's tables, as `FlowItem.Kind` numbers them.
  public let tables: [Table]
  /// The first item of each section.
  public let sectionStarts: [Int]
  /// Lines of the file.
  public let lineCount: Int
  /// What its reader wrote about some items, each a line or more below the item.
  public private(set) var remarks: [Int: [String]] = [:]
  /// The same with the cell that each is about, by items.
  private(set) var written: [Int: [Written]] = [:]

  /// What its reader wrote about an item.
  struct Written: Sendable, Equatable {
    /// The 0-based cell of a row; nil for all of it.
    var column: Int?
    var text: String
  }

  /// The items that are new since the briefing was read last.
  public private(set) var newItems: Set<Int> = []
  /// Whether each item is shown; nil for all of them.
  private(set) var shown: [Bool]?
  private(set) var cache = FlowCache()

  public init(_ briefing: Briefing) {
    var builder = Builder()
    builder.add(briefing)
    items = builder.items
    tables = builder.tables
    sectionStarts = builder.sectionStarts
    lineCount = briefing.lineCount
  }

  /// Takes what stands beside the text; what was laid out without it is forgotten.
  mutating func set(remarks: [Int: [String]], written: [Int: [Written]], newItems: Set<Int>) {
    self.written = written
    if remarks != self.remarks { cache = FlowCache() }
    self.remarks = remarks
    self.newItems = newItems
  }

  /// Whether something is written about the cell, or the paragraph or item, that a statement stands in.
  func isWritten(about assessment: Assessment) -> Bool {
    written.contains { index, written in
      guard items.indices.contains(index) else { return false }
      let item = items[index]
      if case .tableRow(let table, let row) = item.kind {
        guard tables[table].id == assessment.tableID, row == assessment.row else { return false }
        return written.contains { $0.column == nil || $0.column == assessment.column }
      }
      return item.span?.contains(line: assessment.span.firstLine) == true
        && item.texts.contains { $0.text.contains(assessment.text) }
    }
  }

  /// The item that shows a 1-based line of the file: the last one that begins at or before it.
  public func item(atLine line: Int) -> Int {
    var best = 0
    for (index, item) in items.enumerated() {
      guard let span = item.span else { continue }
      if span.contains(line: line) { return index }
      if span.firstLine <= line { best = index }
    }
    return best
  }

  /// Whether some item shows a 1-based line of the file.
  func shows(line: Int) -> Bool {
    items.contains { $0.span?.contains(line: line) == true }
  }

  /// The 1-based line of the file that an item begins at.
  public func line(of item: Int) -> Int {
    guard !items.isEmpty else { return 1 }
    for index in stride(from: min(item, items.count - 1), through: 0, by: -1) {
      if let span = items[index].span { return span.firstLine }
    }
    return 1
  }

  /// A table laid out for a view and a width.
  func layout(of table: Int, _ view: TableLayout.View, width: Int) -> LaidOutTable {
    cache.layout(tables[table], number: table, arranged: TableArrangement(), view, width: width)
  }

  /// The same for a table that its reader has arranged, given as it is shown.
  func layout(
    of table: Int, _ shown: Table, arranged: TableArrangement, _ view: TableLayout.View, width: Int
  ) -> LaidOutTable {
    cache.layout(shown, number: table, arranged: arranged, view, width: width)
  }

  /// Most places that are looked for.
  public static let mostMatches = 100_000

  /// Every place of words, in reading order, at most `limit`.
  public func matches(of words: String, limit: Int = Flow.mostMatches) -> [FlowMatch] {
    let matcher = TextMatcher(words)
    guard !matcher.isEmpty else { return [] }
    return matches(limit: limit) { matcher.ranges(in: $0, limit: $1) }
  }

  /// The places that `ranges` finds in the texts that are searched, in reading order, at most `limit`. It is
  /// given a text and how many places are wanted, and gives half-open ranges of scalars.
  public func matches<Failure: Error>(
    limit: Int = Flow.mostMatches, _ ranges: (_ text: String, _ limit: Int) throws(Failure) -> [Range<Int>]
  ) throws(Failure) -> [FlowMatch] {
    var found: [FlowMatch] = []
    for (index, item) in items.enumerated() where item.kind != .about && item.kind != .loss {
      for (text, content) in item.texts.enumerated() {
        for range in try ranges(content.text, limit - found.count) {
          found.append(FlowMatch(item: index, text: text, range: range))
        }
      }
      if found.count >= limit { break }
    }
    return found
  }

  // MARK: - Showing some of it

  /// Shows the blocks with a match alone, each below the heading of its section, a row below its header; all
  /// again for nil. What was laid out is forgotten.
  mutating func show(only matches: [FlowMatch]?) {
    cache = FlowCache()
    guard let matches else {
      shown = nil
      return
    }
    var shown = [Bool](repeating: false, count: items.count)
    var heading: Int?
    var header: Int?
    var place = 0
    for (index, item) in items.enumerated() {
      switch item.kind {
      case .heading: heading = index
      case .tableHeader: header = index
      default: break
      }
      guard place < matches.count, matches[place].item == index else { continue }
      while place < matches.count, matches[place].item == index { place += 1 }
      shown[index] = true
      if let heading, items[heading].section == item.section { shown[heading] = true }
      if let header, item.table != nil, item.table == items[header].table { shown[header] = true }
    }
    self.shown = shown
  }

  /// Whether an item is shown.
  func isShown(_ item: Int) -> Bool { shown.map { $0.indices.contains(item) && $0[item] } ?? true }

  /// The first item from `item` on that is shown, else the last one before it; `item` where none is.
  func shownItem(from item: Int) -> Int {
    guard let shown, items.indices.contains(item) else { return item }
    return shown[item...].firstIndex(of: true) ?? shown[..<item].lastIndex(of: true) ?? item
  }

  /// The first place that is shown.
  var start: FlowPlace { FlowPlace(item: shownItem(from: 0)) }
}

extension Flow {
  /// Takes the sections of a briefing apart into items.
  private struct Builder {
    var items: [FlowItem] = []
    var tables: [Table] = []
    var sectionStarts: [Int] = []
    private var section = 0
    /// Quotations around the block that is added.
    private var quoted = 0
    /// Lines after which a list was lost.
    private var lostLists: Set<Int> = []

    private mutating func add(
      _ kind: FlowItem.Kind, _ texts: [InlineText], _ span: SourceSpan?, blanks: Int
    ) {
      items.append(
        FlowItem(
          kind: kind, texts: texts.map(\.showingDeletions), span: span, section: section,
          blanksBefore: items.isEmpty ? 0 : blanks, quoted: quoted))
    }

    mutating func add(_ briefing: Briefing) {
      lostLists = Set(briefing.notes.filter { $0.kind == .lostList }.map(\.span.firstLine))
      if let title = briefing.title {
        add(.title, [InlineText(title)], briefing.titleSpan, blanks: 0)
      }
      add(.about, [InlineText(Self.about(briefing))], nil, blanks: 0)
      // Asked for once: it looks at all headings, of which there may be a hundred thousand.
      let highest = briefing.highestLevel
      for (index, part) in briefing.sections.enumerated() {
        section = index
        sectionStarts.append(items.count)
        if let heading = part.heading {
          add(
            .heading(depth: heading.level - highest), [heading.content], heading.span, blanks: 2)
        }
        for block in part.blocks { add(block) }
      }
      if let note = briefing.notes.first(where: { $0.kind == .unread }) {
        section = max(0, briefing.sections.count - 1)
        add(.loss, [InlineText("~ the rest of the file is not read: it is too large")], note.span, blanks: 1)
      }
    }

    /// Source, date, and what the briefing holds, parted by middle dots.
    private static func about(_ briefing: Briefing) -> String {
      func count(_ number: Int, _ one: String, _ many: String) -> String? {
        number == 0 ? nil : "\(number) \(number == 1 ? one : many)"
      }
      let lost = briefing.notes.count { $0.kind == .lostList }
      let parts = [
        briefing.title == nil ? "no title stated" : nil, briefing.source, briefing.date,
        count(briefing.headings.count, "section", "sections"),
        count(briefing.tables.count, "table", "tables"), count(lost, "list lost", "lists lost"),
      ]
      let known = parts.compactMap { $0 }
      return known.isEmpty ? briefing.format.rawValue : known.joined(separator: " · ")
    }

    private mutating func add(_ block: Block) {
      quoted = block.quoteDepth
      defer { quoted = 0 }
      switch block {
      case .paragraph(let paragraph):
        add(.paragraph, [paragraph.content], paragraph.span, blanks: 1)
        if lostLists.contains(where: { paragraph.span.contains(line: $0) }) {
          add(.loss, [InlineText("~ the list that stood here is not in the file")], paragraph.span, blanks: 0)
        }
      case .list(let list):
        for (index, item) in list.items.enumerated() {
          var content = item.content
          if let label = item.label, content.text.hasPrefix(label) {
            // A label leads its item, so it may lead the eye as well.
            let range = 0..<label.unicodeScalars.count
            if !content.marks.contains(where: { $0.range.overlaps(range) }) {
              content.marks.insert(InlineMark(kind: .strong, range: range), at: 0)
            }
          }
          add(
            .listItem(marker: item.marker ?? "•", depth: item.depth), [content], item.span,
            blanks: index == 0 ? 1 : 0)
        }
      case .table(let table):
        add(table)
      case .quote(let quote):
        for paragraph in quote.paragraphs { add(.quote, [paragraph], quote.span, blanks: 1) }
      case .code(let code):
        for (index, line) in code.lines.enumerated() {
          let number = min(code.span.lastLine, code.span.firstLine + index)
          add(.code, [InlineText(line)], SourceSpan(line: number), blanks: index == 0 ? 1 : 0)
        }
      }
    }

    private mutating func add(_ table: Table) {
      let number = tables.count
      tables.append(table)
      let header = table.headerSpan ?? SourceSpan(line: table.span.firstLine)
      add(.tableHeader(table: number), table.header.map { InlineText($0) }, header, blanks: 1)
      if table.rows.isEmpty {
        for (index, line) in table.raw.split(separator: "\n").enumerated() {
          let place = min(table.span.lastLine, table.span.firstLine + index)
          add(.rawLine(table: number), [InlineText(String(line))], SourceSpan(line: place), blanks: 0)
        }
      }
      for (row, cells) in table.rows.enumerated() {
        let span = row < table.rowSpans.count ? table.rowSpans[row] : table.span
        add(.tableRow(table: number, row: row), cells.map { InlineText($0) }, span, blanks: 0)
      }
    }
  }
}

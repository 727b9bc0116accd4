import BriefingModel

/// Parts a long Markdown text where one block of the outermost level ends and another begins, and between
/// the items of a long list or the rows of a long table: parsed part by part, the tree of nodes takes the
/// memory of one part.
///
/// It parts only where the parser would certainly begin anew, whatever stands before. A text in which one
/// place may speak of another, as references and footnotes do, is not parted.
struct MarkdownSlices {
  /// What a slice begins with.
  enum Beginning: Equatable {
    case block
    /// A further item of the list that the slice before ends in.
    case item
    /// A further row of the table that the slice before ends in; the header stands in the 0-based line.
    case row(header: Int)
  }

  struct Slice: Equatable {
    /// 0-based lines.
    var lines: Range<Int>
    var beginning: Beginning
  }

  /// In order; together they are the whole text.
  private(set) var slices: [Slice] = []

  /// Bytes from which on a slice may end: the nodes of one, which take many times as much, stay in the
  /// processor's own memory.
  static let size = 32 << 10

  /// Bytes of the longest slice.
  private(set) var longest = 0
  /// Most lines of a slice.
  private(set) var mostLines = 0

  private let lines: SourceLines
  private let size: Int
  private var start: Int
  private var beginning = Beginning.block
  private var block = OpenBlock()
  private var list: OpenList?
  /// The header's line of the table that is open.
  private var table: Int?
  private var isBehindBlank = true
  /// Whether a line since the last blank one began with `<`: until the next one all may be HTML.
  private var mayBeHTML = false
  /// Whether it can no longer be told where blocks begin.
  private var isLost = false

  /// Parts `lines` from the 0-based `first` on; one of less than twice the size is left whole.
  init(_ lines: SourceLines, from first: Int, size: Int = MarkdownSlices.size) {
    self.lines = lines
    self.size = size
    start = first
    guard first < lines.count else { return }
    let last = lines.ranges[lines.count - 1].upperBound
    if last - lines.ranges[first].lowerBound > 2 * size {
      lines.utf8.withUnsafeBufferPointer { bytes in
        guard !Self.speaksOfOtherPlaces(bytes, from: lines.ranges[first].lowerBound) else { return }
        for number in first..<lines.count where !isLost { read(bytes, number) }
      }
    }
    end(before: lines.count, next: .block)
  }

  /// Whether a reference or a footnote may be defined.
  private static func speaksOfOtherPlaces(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
    var from = start
    while let bracket = MarkupBytes.firstIndex(of: 0x5D, in: bytes, from: from) {
      if bracket + 1 < bytes.count, bytes[bracket + 1] == 0x3A { return true }
      from = bracket + 1
    }
    return false
  }

  private mutating func end(before number: Int, next: Beginning) {
    slices.append(Slice(lines: start..<number, beginning: beginning))
    longest = max(longest, lines.ranges[number - 1].upperBound - lines.ranges[start].lowerBound)
    mostLines = max(mostLines, number - start)
    start = number
    beginning = next
  }

  // MARK: - Lines

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ number: Int) {
    let range = lines.ranges[number]
    let line = Line(bytes, range)
    if block.isOpen {
      let isSuspect = block.read(bytes, range, line)
      if isSuspect { isLost = true }
      isBehindBlank = false
      return
    }
    if line.isBlank {
      (isBehindBlank, mayBeHTML, table) = (true, false, nil)
      return
    }
    defer { isBehindBlank = false }
    let isInItem = list.map { line.indent >= $0.contentIndent } ?? false
    let isFull = range.lowerBound - lines.ranges[start].lowerBound >= size
    let item = mayBeHTML ? nil : Item(bytes, range, line)
    let goesOn = item.map { list?.sign == $0.sign } ?? false
    if isFull {
      if goesOn {
        end(before: number, next: .item)
      } else if isBehindBlank, line.indent == 0, line.beginsText {
        end(before: number, next: .block)
      } else if let table, number > table + 2, line.indent == 0, line.first == 0x7C {
        end(before: number, next: .row(header: table))
      }
    }
    if !isInItem {
      if let item, goesOn || item.mayBegin(isBehindBlank: isBehindBlank) {
        list = OpenList(sign: item.sign, contentIndent: item.contentIndent)
      } else {
        list = nil
      }
      open(bytes, range, line)
    }
    readTable(bytes, number, line)
  }

  /// Notes a fence or a piece of HTML that begins with the line.
  private mutating func open(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ line: Line
  ) {
    guard line.indent <= 3 else { return }
    if let fence = line.fence(bytes, range) {
      // In HTML it would be text; before an item's content it may belong to one of several blocks.
      if mayBeHTML || line.indent > 0 { isLost = true }
      block = OpenBlock(fence: fence)
    } else if line.first == 0x3C {
      mayBeHTML = true
      if let html = OpenBlock(html: bytes, line.start..<range.upperBound) {
        if line.indent > 0 { isLost = true }
        block = html
      }
    }
  }

  /// Follows tables whose rows all begin with a pipe.
  private mutating func readTable(
    _ bytes: UnsafeBufferPointer<UInt8>, _ number: Int, _ line: Line
  ) {
    guard line.indent == 0, line.first == 0x7C, !mayBeHTML else {
      table = nil
      return
    }
    guard table == nil, number > start, !isBehindBlank else { return }
    let header = lines.ranges[number - 1]
    let range = lines.ranges[number]
    guard bytes[header.lowerBound..<header.upperBound].first == 0x7C,
      number - 1 == start || lines.ranges[number - 2].allSatisfy({ bytes[$0] <= 0x20 }),
      MarkdownPipeRows.isRule(Array(bytes[range])),
      MarkdownPipeRows.cellCount(lines.utf8, header, quoteDepth: 0)
        == MarkdownPipeRows.cellCount(lines.utf8, range, quoteDepth: 0)
    else { return }
    table = number - 1
  }

  /// A list of the outermost level.
  private struct OpenList {
    var sign: UInt8
    /// Blanks before what belongs to the last item.
    var contentIndent: Int
  }
}

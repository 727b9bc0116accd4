internal import TerminalScreen

/// Text made printable and cut into graphemes, ready to be wrapped to any width.
///
/// What can be known without the width is found once, in linear time: the columns of each grapheme,
/// the scalar of the original text that it shows, and the segments between which a line may end.
/// Plain ASCII, most of what there is, keeps no tables at all.
struct PreparedText: Sendable {
  /// Graphemes that stay together on a line unless they are wider than it.
  struct Segment: Sendable {
    /// Half-open range of graphemes.
    var start: Int32
    var end: Int32
    /// Columns of those graphemes.
    var columns: Int32
    /// Columns of the blanks behind the segment; they vanish where the line ends.
    var blanks: Int32
    /// Whether the original text breaks the line here.
    var endsLine: Bool
  }

  /// The printable text.
  let utf8: [UInt8]
  /// Number of graphemes.
  let count: Int
  /// First byte of each grapheme and the end of the last; nil when each is one byte.
  let starts: [Int32]?
  /// Columns of each grapheme; nil when each takes one.
  let widths: [UInt8]?
  /// First scalar of the original for each grapheme, and the end of the last; nil when they run alike.
  let origins: [Int32]?
  let segments: [Segment]

  /// `keepingBlanks` keeps the blanks that the text begins with, as code needs it.
  init(_ text: String, keepingBlanks: Bool = false) {
    let bytes = Array(text.utf8)
    if bytes.allSatisfy({ $0 >= 0x20 && $0 <= 0x7E }) {
      utf8 = bytes
      count = bytes.count
      starts = nil
      widths = nil
      origins = nil
      segments = bytes.withUnsafeBufferPointer { bytes in
        Self.segments(
          count: bytes.count, keepingBlanks: keepingBlanks, class: { BreakClass(ascii: bytes[$0]) },
          columns: { _ in 1 }, breaksLine: { _ in false })
      }
      return
    }
    let shown = PrintableMap(text)
    var starts: [Int32] = []
    var widths: [UInt8] = []
    var origins: [Int32] = []
    var classes: [BreakClass] = []
    var breaks: [Bool] = []
    var byte = 0
    var scalar = 0
    for grapheme in shown.text {
      let first = grapheme.unicodeScalars[grapheme.unicodeScalars.startIndex]
      let origin = Int(shown.origins[scalar])
      let columns = CellWidth.columns(of: grapheme)
      starts.append(Int32(byte))
      widths.append(UInt8(columns))
      origins.append(Int32(origin))
      let source = shown.source[origin]
      classes.append(BreakClass(first, source: source, columns: columns))
      breaks.append(source == "\n" || source == "\u{2028}" || source == "\u{2029}")
      byte += grapheme.utf8.count
      scalar += grapheme.unicodeScalars.count
    }
    starts.append(Int32(byte))
    origins.append(Int32(shown.source.count))
    utf8 = Array(shown.text.utf8)
    count = widths.count
    self.starts = starts
    self.widths = widths.allSatisfy { $0 == 1 } ? nil : widths
    self.origins = origins.indices.allSatisfy { Int(origins[$0]) == $0 } ? nil : origins
    segments = Self.segments(
      count: count, keepingBlanks: keepingBlanks, class: { classes[$0] }, columns: { Int(widths[$0]) },
      breaksLine: { breaks[$0] })
  }

  private static func segments(
    count: Int, keepingBlanks: Bool, class breakClass: (Int) -> BreakClass, columns: (Int) -> Int,
    breaksLine: (Int) -> Bool
  ) -> [Segment] {
    var segments: [Segment] = []
    var index = 0
    var lead = 0
    if keepingBlanks {
      while index < count, breakClass(index) == .blank, !breaksLine(index) {
        lead += columns(index)
        index += 1
      }
    }
    while index < count {
      if breakClass(index) == .blank {
        // Only at the beginning of the text or after a break of the original.
        if breaksLine(index) {
          let place = Int32(index)
          segments.append(Segment(start: place, end: place, columns: 0, blanks: 0, endsLine: true))
        }
        index += 1
        continue
      }
      let start = lead > 0 ? 0 : index
      var width = lead
      lead = 0
      var before = BreakClass.blank
      var current = breakClass(index)
      while true {
        width += columns(index)
        index += 1
        guard index < count else { break }
        let next = breakClass(index)
        if next == .blank || BreakClass.mayBreak(before, current, next) { break }
        before = current
        current = next
      }
      let end = index
      var blanks = 0
      var endsLine = false
      while index < count, breakClass(index) == .blank, !endsLine {
        endsLine = breaksLine(index)
        blanks += columns(index)
        index += 1
      }
      segments.append(
        Segment(
          start: Int32(start), end: Int32(end), columns: Int32(width), blanks: Int32(blanks),
          endsLine: endsLine))
    }
    return segments
  }

  /// Columns of one grapheme.
  func columns(_ grapheme: Int) -> Int {
    widths.map { Int($0[grapheme]) } ?? 1
  }

  /// Columns of graphemes side by side.
  func columns(_ range: Range<Int>) -> Int {
    guard let widths else { return range.count }
    return range.reduce(0) { $0 + Int(widths[$1]) }
  }

  /// The 0-based scalar of the original that a grapheme shows; `count` gives the end.
  func origin(_ grapheme: Int) -> Int {
    origins.map { Int($0[grapheme]) } ?? grapheme
  }

  /// The text of some graphemes.
  func text(_ range: Range<Int>) -> String {
    guard let starts else { return String(decoding: utf8[range], as: UTF8.self) }
    return String(
      decoding: utf8[Int(starts[range.lowerBound])..<Int(starts[range.upperBound])], as: UTF8.self)
  }

  /// Columns of the text on one line.
  var naturalColumns: Int {
    var widest = 0
    var columns = 0
    for segment in segments {
      columns += Int(segment.columns)
      widest = max(widest, columns)
      columns = segment.endsLine ? 0 : columns + Int(segment.blanks)
    }
    return widest
  }

  /// Columns of the widest piece that has to be broken hard on a narrower line.
  var longestSegment: Int { segments.reduce(0) { max($0, Int($1.columns)) } }

  /// Calls `body` with the graphemes of each line and whether the original begins a line there; at
  /// least once, an empty text being an empty line. `firstWidth` counts for the first line, and with
  /// `hangsEach` for each line that the original begins.
  func forEachLine(
    width: Int, firstWidth: Int, hangsEach: Bool = false, _ body: (Range<Int>, _ isFirst: Bool) -> Void
  ) {
    let width = max(1, width)
    var limit = max(1, firstWidth)
    var isFirst = true
    var start = -1
    var end = 0
    var columns = 0
    var pending = 0
    for segment in segments {
      let wide = Int(segment.columns)
      if start >= 0, columns + pending + wide <= limit {
        columns += pending + wide
      } else {
        if start >= 0 {
          body(start..<end, isFirst)
          isFirst = false
          limit = width
        }
        start = Int(segment.start)
        columns = wide
        if wide > limit {
          columns = 0
          for grapheme in Int(segment.start)..<Int(segment.end) {
            let step = self.columns(grapheme)
            if columns + step > limit, grapheme > start {
              body(start..<grapheme, isFirst)
              isFirst = false
              limit = width
              start = grapheme
              columns = 0
            }
            columns += step
          }
        }
      }
      end = Int(segment.end)
      pending = Int(segment.blanks)
      if segment.endsLine {
        body(start..<end, isFirst)
        isFirst = true
        limit = hangsEach ? max(1, firstWidth) : width
        start = -1
        columns = 0
        pending = 0
      }
    }
    if start >= 0 { body(start..<end, isFirst) } else if segments.isEmpty { body(0..<0, true) }
  }

  /// Calls `body` as `forEachLine` does, for a cell of `width` columns whose wrapped lines hang by
  /// `hanging` columns, or less where the cell is narrow; `indent` is how far the line hangs.
  func forEachCellLine(width: Int, hanging: Int, _ body: (Range<Int>, _ indent: Int) -> Void) {
    let hanging = max(0, min(hanging, width / 6))
    forEachLine(width: width - hanging, firstWidth: width, hangsEach: true) { graphemes, isFirst in
      body(graphemes, isFirst ? 0 : hanging)
    }
  }

  /// Lines that the text takes at `width` columns.
  func height(width: Int, hanging: Int = 0) -> Int {
    var lines = 0
    forEachCellLine(width: width, hanging: hanging) { _, _ in lines += 1 }
    return lines
  }
}

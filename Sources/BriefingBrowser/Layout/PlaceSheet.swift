internal import BriefingModel
internal import TerminalScreen

/// Something laid out that a cursor can be on.
protocol LaidOutSpot {
  /// 0-based, of those that stand side by side.
  var column: Int { get }
  /// 0-based, half-open lines of the layout.
  var lines: Range<Int> { get }
}

extension Array where Element: LaidOutSpot {
  /// The spot below (`rows` positive) or above in the same column.
  func spot(from cursor: Int, rows: Int) -> Int {
    guard indices.contains(cursor) else { return 0 }
    let column = indices.filter { self[$0].column == self[cursor].column }
    guard let place = column.firstIndex(of: cursor) else { return cursor }
    let wanted = place.addingReportingOverflow(rows)
    let next = wanted.overflow ? (rows > 0 ? column.count - 1 : 0) : wanted.partialValue
    return column[Swift.max(0, Swift.min(column.count - 1, next))]
  }

  /// Which of the spots of its column the cursor is on, 1-based, and how many those are.
  func place(of cursor: Int) -> (number: Int, count: Int) {
    guard indices.contains(cursor) else { return (0, 0) }
    let column = indices.filter { self[$0].column == self[cursor].column }
    return ((column.firstIndex(of: cursor) ?? 0) + 1, column.count)
  }

  /// The nearest spot in the next column to the right (`step` 1) or left (-1); the same where there is none.
  func spot(from cursor: Int, columns step: Int) -> Int {
    guard indices.contains(cursor) else { return 0 }
    let here = self[cursor]
    let others = indices.filter { step > 0 ? self[$0].column > here.column : self[$0].column < here.column }
    func distance(_ place: Int) -> (Int, Int) {
      (abs(self[place].column - here.column), abs(self[place].lines.lowerBound - here.lines.lowerBound))
    }
    return others.min { distance($0) < distance($1) } ?? cursor
  }

  /// The spot of the same column that stands nearest to so many lines below (`lines` positive) or above.
  func spot(from cursor: Int, lines delta: Int, of count: Int) -> Int {
    guard indices.contains(cursor) else { return 0 }
    let here = self[cursor]
    let step = Swift.max(-count, Swift.min(count, delta))
    let wanted = Swift.max(0, Swift.min(count, here.lines.lowerBound + step))
    return indices.filter { self[$0].column == here.column }.min {
      abs(self[$0].lines.lowerBound - wanted) < abs(self[$1].lines.lowerBound - wanted)
    } ?? cursor
  }

  /// A cursor that is on a spot, and the first line to show so that it can be seen, of `count` lines in `rows`.
  func settled(_ cursor: Int, top: Int, of count: Int, rows: Int) -> (cursor: Int, top: Int) {
    let cursor = Swift.max(0, Swift.min(cursor, self.count - 1))
    guard indices.contains(cursor) else { return (0, 0) }
    var top = top
    let lines = self[cursor].lines
    if lines.upperBound > top + rows { top = lines.upperBound - rows }
    let first = cursor == 0 ? 0 : lines.lowerBound
    if first < top { top = Swift.max(0, first) }
    return (cursor, Swift.max(0, Swift.min(top, count - rows)))
  }
}

/// Lines parts of which lead to places in briefings.
struct PlaceSheet: Sendable, Equatable {
  /// A drawn piece and the spot that it belongs to.
  struct Piece: Sendable, Equatable {
    var content: FlowPiece
    /// 0-based among `spots`; nil for headings, rules and remarks.
    var spot: Int?
  }

  /// Lines of a briefing.
  struct Place: Sendable, Equatable {
    var entryID: Int64
    var span: SourceSpan
    /// What stands there, for copying.
    var text: String
    /// What the place is called: `A:19`.
    var label: String
  }

  /// Something that the cursor can be on.
  struct Spot: Sendable, Equatable, LaidOutSpot {
    enum Target: Sendable, Equatable {
      case place(Place)
      /// Something that opens and closes, by its name.
      case fold(String)
    }

    var column: Int
    var lines: Range<Int>
    /// 0-based, half-open columns of the layout.
    var columns: Range<Int>
    var target: Target
  }

  let width: Int
  var spots: [Spot] = []
  /// Drawn above the lines and never scrolled.
  var header: [[Piece]] = []
  var lines: [[Piece]] = []
  /// The lines at which parts begin, rising.
  var parts: [Int] = []

  init(width: Int) { self.width = width }

  // MARK: - Building

  static func ornament(_ text: String, _ column: Int, _ style: Style, _ spot: Int? = nil) -> Piece {
    Piece(content: FlowPiece(content: .ornament(text), column: column, style: style), spot: spot)
  }

  mutating func put(_ pieces: [Piece], at line: Int) {
    while lines.count <= line { lines.append([]) }
    lines[line] += pieces
  }

  /// Begins a part with its heading, a number behind it.
  mutating func beginPart(_ name: String, count: Int? = nil) {
    if !lines.isEmpty { lines.append([]) }
    parts.append(lines.count)
    var pieces = [Self.ornament(TextWrap.cut(name, columns: width), 0, Style(.heading))]
    if let count {
      let column = CellWidth.columns(of: name) + 2
      pieces.append(Self.ornament(count.grouped, column, .dim))
    }
    lines.append(pieces)
  }

  /// Dim words on lines of their own.
  mutating func remark(_ text: String, indent: Int = 2) {
    for line in TextWrap.wrap(text, width: max(8, width - indent)) {
      lines.append([
        Piece(content: FlowPiece(content: .wrapped(line, text: 0), column: indent, style: .dim))
      ])
    }
  }

  /// Lays a text and what leads it (a sign, a place) from a line on in a column.
  ///
  /// - Returns: the first line behind it.
  mutating func put(
    _ text: InlineText, lead: [(String, Style)] = [], trail: String = "", style: Style, at line: Int,
    column: Int, width: Int, target: Spot.Target, number: Int
  ) -> Int {
    let spot = spots.count
    var hang = 0
    var pieces: [Piece] = []
    for (word, style) in lead {
      pieces.append(Self.ornament(word, column + hang, style, spot))
      hang += CellWidth.columns(of: word) + 1
    }
    let wrapped = TextWrap.wrap(text, width: width, indent: hang)
    for (place, row) in wrapped.enumerated() {
      put(
        [
          Piece(
            content: FlowPiece(content: .wrapped(row, text: 0), column: column, style: style), spot: spot)
        ], at: line + place)
    }
    put(pieces, at: line)
    var end = line + max(1, wrapped.count)
    if !trail.isEmpty {
      let columns = CellWidth.columns(of: trail)
      let piece = Self.ornament(trail, column + max(0, width - columns), .dim, spot)
      if let last = wrapped.last, last.indent + last.columns + 1 + columns <= width {
        put([piece], at: end - 1)
      } else {
        put([piece], at: end)
        end += 1
      }
    }
    spots.append(Spot(column: number, lines: line..<end, columns: column..<column + width, target: target))
    return end
  }
}

extension PlaceSheet {
  /// The spot that the cursor moves to: by one along the spots of its column, by more as far as so many lines.
  func spot(from cursor: Int, moving delta: Int) -> Int {
    abs(delta) <= 1
      ? spots.spot(from: cursor, rows: delta) : spots.spot(from: cursor, lines: delta, of: lines.count)
  }
}

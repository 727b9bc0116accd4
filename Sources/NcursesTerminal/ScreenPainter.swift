internal import CNcurses
internal import TerminalScreen

/// Draws screens with curses: only what differs from the screen before, in runs of one style.
///
/// Curses then finds out which bytes make the difference on the terminal, scrolling included.
struct ScreenPainter {
  /// A style as curses takes it.
  struct Look {
    var pair: Int32
    var attributes: Int32
  }

  /// Whether anything beyond ASCII may be written.
  let isUnicode: Bool
  private var shown: Screen?
  /// Looks by role and attributes, found when they are first needed.
  private var looks: [Look?] = []
  private var scalars: [UInt32] = []
  private var lengths: [UInt8] = []

  init(isUnicode: Bool) {
    self.isUnicode = isUnicode
  }

  /// Makes the next screen be written whole.
  mutating func forget() {
    shown = nil
  }

  mutating func forgetLooks() {
    looks = []
    forget()
  }

  mutating func paint(_ screen: Screen, look: (Style) -> Look) {
    let before = shown?.size == screen.size ? shown : nil
    let columns = screen.size.columns
    // For a move by one line curses sends a line feed within a scroll region, which every terminal
    // knows. For longer moves it would send SU and SD, which many terminals and recorders do not:
    // sent in four parts, every fourth row each, no part has a run of rows that curses would scroll.
    let isOneLine = before.map { Self.isMovedByOneLine(screen, since: $0) } ?? true
    screen.cells.withUnsafeBufferPointer { cells in
      for part in 0..<(isOneLine ? 1 : 4) {
        if part > 0 { cnFlushPart() }
        let rows =
          isOneLine
          ? stride(from: 0, to: screen.size.rows, by: 1)
          : stride(from: part, to: screen.size.rows, by: 4)
        for row in rows where columns > 0 {
          let line = UnsafeBufferPointer(rebasing: cells[row * columns..<(row + 1) * columns])
          guard let changed = Self.changed(in: line, row: row, since: before) else { continue }
          write(line, changed, row: Int32(row), look: look)
        }
      }
    }
    shown = screen
    if let cursor = screen.cursor, screen.bounds.contains(column: cursor.column, row: cursor.row) {
      cnFlush(Int32(cursor.row), Int32(cursor.column))
    } else {
      cnFlush(-1, 0)
    }
  }

  /// Whether a third of the rows or more stand one row higher, or lower, than before.
  private static func isMovedByOneLine(_ screen: Screen, since before: Screen) -> Bool {
    let rows = screen.size.rows
    var up = 0
    var down = 0
    for row in 0..<rows {
      let line = screen.row(row)
      if line.elementsEqual(before.row(row)) { continue }
      if row + 1 < rows, line.elementsEqual(before.row(row + 1)) { up += 1 }
      if row > 0, line.elementsEqual(before.row(row - 1)) { down += 1 }
    }
    return max(up, down) * 3 >= rows
  }

  /// The columns of a row between its first and its last change, whole graphemes; nil without one.
  private static func changed(
    in line: UnsafeBufferPointer<Cell>, row: Int, since before: Screen?
  ) -> ClosedRange<Int>? {
    guard let before else { return 0...line.count - 1 }
    return before.cells.withUnsafeBufferPointer { cells -> ClosedRange<Int>? in
      let old = UnsafeBufferPointer(rebasing: cells[row * line.count..<(row + 1) * line.count])
      var first = 0
      while first < line.count, line[first] == old[first] { first += 1 }
      if first == line.count { return nil }
      var last = line.count - 1
      while line[last] == old[last] { last -= 1 }
      while first > 0, line[first].isContinuation { first -= 1 }
      return first...last
    }
  }

  private mutating func write(
    _ line: UnsafeBufferPointer<Cell>, _ range: ClosedRange<Int>, row: Int32, look: (Style) -> Look
  ) {
    var column = range.lowerBound
    while column <= range.upperBound {
      let style = line[column].style
      let start = column
      scalars.removeAll(keepingCapacity: true)
      lengths.removeAll(keepingCapacity: true)
      while column <= range.upperBound, line[column].style == style {
        let cell = line[column]
        if !cell.isContinuation { append(cell) }
        column += 1
      }
      if lengths.isEmpty { continue }
      let look = self.look(of: style, look)
      cnWrite(
        row, Int32(start), scalars, lengths, Int32(lengths.count), look.attributes, look.pair)
    }
  }

  private mutating func look(of style: Style, _ make: (Style) -> Look) -> Look {
    let index = Int(style.role.rawValue) << 5 | Int(style.attributes.rawValue & 31)
    if index < looks.count, let known = looks[index] { return known }
    if index >= looks.count {
      looks += Array(repeating: nil, count: index + 1 - looks.count)
    }
    let made = make(style)
    looks[index] = made
    return made
  }

  // MARK: Cells as curses takes them

  private mutating func append(_ cell: Cell) {
    let first = cell.firstScalar
    if first < 0x7F, cell.isSingleScalar {
      append(first)
    } else if isUnicode {
      appendUnicode(cell)
    } else {
      let lookalike = UInt32(ASCIIForm.lookalike(of: first))
      append(lookalike)
      // A wide one is a fullwidth letter, which gets a blank, or unknown.
      if cell.width == 2 { append(lookalike == 0x3F ? 0x3F : 0x20) }
    }
  }

  /// Writes a cell so that curses and the terminal agree on its width, however old their tables are: what
  /// joins emoji to others or asks for another form of one is left out, as terminals disagree on it.
  private mutating func appendUnicode(_ cell: Cell) {
    let first = cell.firstScalar
    if CellWidth.ambiguous == .wide, AmbiguousWidth.draws(first) {
      append(UInt32(ASCIIForm.lookalike(of: first)))
      return
    }
    let width = Int(cell.width)
    let known = Int(cnScalarWidth(first))
    guard known == width || known == 1 && width == 2 else {
      append(0xFFFD)
      if width == 2 { append(0x20) }
      return
    }
    if cell.isSingleScalar {
      append(first)
    } else {
      appendWithMarks(cell, isFlag: (0x1F1E6...0x1F1FF).contains(first))
    }
    if known < width, !(0x1F1E6...0x1F1FF).contains(first) || cell.isSingleScalar { append(0x20) }
  }

  private mutating func appendWithMarks(_ cell: Cell, isFlag: Bool) {
    var count: UInt8 = 0
    var isPicture = false
    cell.forEachScalar { scalar in
      if count == 0 {
        isPicture = scalar >= 0x2000 && (cell.width == 2 || scalar >= 0x1F000)
        scalars.append(scalar)
        count = 1
      } else if isFlag {
        // Its two letters take a column each where flags are not known.
        lengths.append(count)
        scalars.append(scalar)
        count = 1
      } else if scalar != 0xFE0F, !(isPicture && scalar == 0x200D), cnScalarWidth(scalar) == 0 {
        scalars.append(scalar)
        count += 1
      }
    }
    lengths.append(count)
  }

  private mutating func append(_ scalar: UInt32) {
    scalars.append(scalar)
    lengths.append(1)
  }
}

extension Rect {
  fileprivate func contains(column: Int, row: Int) -> Bool {
    column >= self.column && column < endColumn && row >= self.row && row < endRow
  }
}

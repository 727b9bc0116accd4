/// One cell of a screen: a printable grapheme, or the second half of a wide one.
///
/// A cell can only hold printable scalars: `Screen.write` is the one place that makes cells, and it
/// passes all text through `PrintableText`. So no byte of a document can reach the terminal as a
/// control sequence. Kept without references, so that screens compare as plain memory.
public struct Cell: Sendable, Hashable {
  /// Most scalars that one cell of curses holds.
  static let scalarLimit = 5

  private var s0: UInt32
  private var s1: UInt32 = 0
  private var s2: UInt32 = 0
  private var s3: UInt32 = 0
  private var s4: UInt32 = 0
  /// Columns that the grapheme takes: 1 or 2; 0 for the second half of a wide one.
  public private(set) var width: UInt8
  public internal(set) var style: Style

  /// A blank.
  public static let blank = Cell(ascii: 0x20, style: .text)

  /// `ascii` must be printable.
  init(ascii: UInt8, style: Style) {
    s0 = UInt32(ascii)
    width = 1
    self.style = style
  }

  /// The right half of the wide grapheme in the cell before.
  static func continuation(style: Style) -> Cell {
    var cell = Cell(ascii: 0x20, style: style)
    cell.s0 = 0
    cell.width = 0
    return cell
  }

  /// One printable scalar.
  init(scalar: UInt32, width: Int, style: Style) {
    s0 = scalar
    self.width = UInt8(width)
    self.style = style
  }

  /// Makes the cells of a grapheme from `PrintableText`, first to last, without continuations. A picture
  /// (a flag, joined emoji) is one cell; otherwise each scalar that takes columns begins a cell.
  static func forEach(in grapheme: Character, style: Style, _ body: (Cell) -> Void) {
    if let width = CellWidth.joinedColumns(of: grapheme) {
      var cell: Cell?
      var count = 0
      for scalar in grapheme.unicodeScalars where count < scalarLimit {
        if cell == nil {
          cell = Cell(scalar: scalar.value, width: width, style: style)
        } else {
          cell?.attach(scalar.value)
        }
        count += 1
      }
      if let cell { body(cell) }
      return
    }
    var cell: Cell?
    for scalar in grapheme.unicodeScalars {
      let width = CellWidth.columns(of: scalar)
      if width == 0 {
        cell?.attach(scalar.value)
      } else {
        if let cell { body(cell) }
        cell = Cell(scalar: scalar.value, width: width, style: style)
      }
    }
    if let cell { body(cell) }
  }

  /// Adds a scalar that takes no column; what does not fit any more is left out.
  private mutating func attach(_ scalar: UInt32) {
    if s1 == 0 {
      s1 = scalar
    } else if s2 == 0 {
      s2 = scalar
    } else if s3 == 0 {
      s3 = scalar
    } else if s4 == 0 {
      s4 = scalar
    }
  }

  /// Whether the cell is the right half of a wide grapheme.
  public var isContinuation: Bool { width == 0 }

  /// The first scalar's value; 0 for a continuation.
  public var firstScalar: UInt32 { s0 }
  /// Whether the cell holds one scalar and no more.
  public var isSingleScalar: Bool { s1 == 0 }

  /// Calls `body` with each scalar value, first to last.
  public func forEachScalar(_ body: (UInt32) -> Void) {
    if s0 != 0 { body(s0) }
    if s1 != 0 { body(s1) }
    if s2 != 0 { body(s2) }
    if s3 != 0 { body(s3) }
    if s4 != 0 { body(s4) }
  }

  /// The grapheme as text; empty for a continuation.
  public var text: String {
    var scalars = String.UnicodeScalarView()
    forEachScalar { if let scalar = Unicode.Scalar($0) { scalars.append(scalar) } }
    return String(scalars)
  }
}

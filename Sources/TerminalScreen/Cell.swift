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

  /// A grapheme from `PrintableText`; more than five scalars become U+FFFD.
  init(grapheme: Character, width: Int, style: Style) {
    self.width = UInt8(width)
    self.style = style
    s0 = 0xFFFD
    let scalars = grapheme.unicodeScalars
    var index = scalars.startIndex
    var values: (UInt32, UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0, 0)
    var count = 0
    while index != scalars.endIndex {
      let value = scalars[index].value
      switch count {
      case 0: values.0 = value
      case 1: values.1 = value
      case 2: values.2 = value
      case 3: values.3 = value
      case 4: values.4 = value
      default: return
      }
      count += 1
      index = scalars.index(after: index)
    }
    (s0, s1, s2, s3, s4) = values
  }

  /// Whether the cell is the right half of a wide grapheme.
  public var isContinuation: Bool { width == 0 }

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
